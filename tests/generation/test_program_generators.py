"""Generators that run programs, by the real sealed runner: as by bare Python; over HTTP; switched off."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from backend.core.jobs import JobContext
from backend.generation.generators.registry import ALL
from backend.generation.jobs import run_makers
from backend.generation.makers import make_variant
from backend.generation.models import GenerationRun
from backend.generation.program_runs import SWITCHED_OFF, run_for
from backend.generation.rules import VARIANTS
from backend.sandbox.runner import Runner
from tests.generation.making import drafts, make, start
from tests.generation.pure.bare_python import draft_of
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database

RUNNING = [generator for generator in ALL if generator.runs_programs]
SEEDS = (1, 20)
SELECTION, LOOPS = "generator.predict_selection", "generator.predict_loops"


@pytest.fixture(scope="module")
async def runner() -> AsyncIterator[Runner]:
    made = Runner()
    await made.start()
    assert made.available, made.state.reason
    yield made
    await made.stop()


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(curriculum=True), "teacher", "Ruth")


@pytest.fixture
def switched_off(app: FastAPI) -> Iterator[None]:
    """The application as with ENABLE_PYTHON_RUNNER=false."""
    really, off = app.state.runner, Runner(enabled=False)
    app.state.database.info["runner"] = app.state.runner = off
    yield
    app.state.database.info["runner"] = app.state.runner = really


@pytest.mark.parametrize("generator", RUNNING, ids=lambda generator: generator.key)
async def test_sealed_runs_give_the_same_drafts_as_bare_python(generator: Any, runner: Runner) -> None:
    for level in generator.levels:
        for seed in SEEDS:
            made = await make_variant(generator, seed, level, run_for(runner, "test"))
            assert made == draft_of(generator, seed, level), f"level {level}, seed {seed}"


async def test_drafts_are_made_reviewed_and_drawn_again(teacher: Person) -> None:
    run = await make(teacher, {"key": SELECTION, "count": 3, "level": 1}, {"key": LOOPS, "count": 2})
    made = await drafts(teacher, run_id=run["id"])
    assert [draft["maker"]["key"] for draft in made] == [SELECTION] * 3 + [LOOPS] * 2
    assert run["dropped"] == 0 and all(draft["misconceptions"] for draft in made)
    first, second, *_ = made
    accepted = await teacher.post(f"/api/drafts/{first['id']}/accept", {"version": first["version"]})
    question = await teacher.get(f"/api/questions/{accepted['question_id']}")
    assert question["content"] == first["content"] and question["objectives"]
    answer = await teacher.post(f"/api/drafts/{second['id']}/another", {"version": second["version"]})
    assert answer["draft"]["content"]["stem"] != second["content"]["stem"]
    assert answer["draft"]["maker"]["key"] == SELECTION


async def test_variants_are_shown_and_become_one_question(teacher: Person) -> None:
    path = "/api/generators/predict_loops"
    first = (await teacher.get(f"{path}/variants?level=3&seed=7&count=6"))["items"]
    assert first == (await teacher.get(f"{path}/variants?level=3&seed=7&count=6"))["items"]
    assert len({each["stem_text"] for each in first}) == 6
    made = await teacher.post(f"{path}/question", {"level": 1})
    assert made["variants"] == VARIANTS == 36
    question = await teacher.get(f"/api/questions/{made['question_id']}")
    assert question["status"] == "ready" and question["objectives"]
    previews = [await teacher.get(f"/api/questions/{question['id']}/preview?seed={n}") for n in (0, VARIANTS - 1)]
    assert previews[0]["version_id"] != previews[1]["version_id"]


async def _queued(maker: SchoolMaker, teacher: Person) -> uuid.UUID:
    """A run whose job nobody has taken up."""
    makers = [{"key": key, "count": 2, "level": 1} for key in (SELECTION, LOOPS)]
    run = GenerationRun(id=uuid.uuid4(), owner_id=teacher.id, makers=makers, seed=7)
    async with maker.database.session(teacher.school_id) as session:
        session.add(run)
    return run.id


async def test_a_cancelled_run_stops_running_programs(
    maker: SchoolMaker, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled while programs of its first maker run: no others do, and nothing is kept."""
    monkeypatch.setattr("backend.generation.jobs._LOOK_EVERY_S", 0)
    run_id = await _queued(maker, teacher)
    runner: Runner = maker.app.state.runner
    really, asked = runner.run_all, []

    async def cancel_and_run(requests: Any, owner: Any = None) -> Any:
        await teacher.post(f"/api/generation-runs/{run_id}/cancel")
        asked.append(requests)
        return await really(requests, owner)

    monkeypatch.setattr(runner, "run_all", cancel_and_run)
    await run_makers(JobContext(maker.database, teacher.school_id), run_id)
    run = await teacher.get(f"/api/generation-runs/{run_id}")
    assert (run["status"], run["made"]) == ("cancelled", 0)
    assert len(asked) == 2, "the programs of one draw, two at a time"
    assert await drafts(teacher, run_id=run_id) == []


@pytest.mark.usefixtures("switched_off")
async def test_without_the_runner_they_are_not_offered_and_are_refused(maker: SchoolMaker, teacher: Person) -> None:
    programs = {f"generator.{generator.key}" for generator in RUNNING}
    makers = {each["key"] for each in (await teacher.get("/api/makers"))["items"]}
    generators = {f"generator.{each['key']}" for each in (await teacher.get("/api/generators"))["items"]}
    assert makers and generators and not programs & (makers | generators)
    refused = await start(teacher, {"key": LOOPS}, expect=409)
    assert (refused["code"], refused["detail"]) == ("cannot_make", SWITCHED_OFF)
    shown = await teacher.get("/api/generators/predict_loops/variants?level=1", expect=503)
    assert shown["detail"] == SWITCHED_OFF
    added = await teacher.post("/api/generators/predict_loops/question", {"level": 1}, expect=503)
    assert added["detail"] == SWITCHED_OFF
    assert (await teacher.get("/api/questions"))["total"] == 0
    # A run that was queued before Python was switched off says why it made nothing.
    run_id = await _queued(maker, teacher)
    await run_makers(JobContext(maker.database, teacher.school_id), run_id)
    run = await teacher.get(f"/api/generation-runs/{run_id}")
    assert (run["status"], run["message"]) == ("failed", SWITCHED_OFF)
