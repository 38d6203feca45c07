"""Programs over HTTP: tried out, checked, handed in and marked by real runs; nothing is lost when a runner dies."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import uuid
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from backend.attempts.models import AttemptItem
from backend.core.jobs import JobContext
from backend.marker.evidence import Book, make_runs, missing
from backend.marker.models import Mark, RunEvidence
from backend.marker.running import run_and_mark
from backend.marker.service import NOT_RUN_YET
from backend.questions.models import QuestionVersion
from backend.sandbox.runner import Runner
from tests.questions.bank_samples import program
from tests.sandbox.conftest import until
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

QUESTIONS = (("python_code", program()),)
RIGHT = "number = int(input('A number: '))\nprint(2 * number)\n"
HALF = "number = int(input())\nprint(6)\n"
ERROR = "number = input()\nprint(number * 2 + 1)\n"
LOOP = "while True:\n    pass\n"


async def classroom(maker: SchoolMaker, **more: Any) -> ClassRoom:
    return await make_classroom(maker, **({"questions": QUESTIONS} | more))


async def write(sitting: Sitting, source: str) -> None:
    await sitting.send(sitting.event(sitting.items[0], {"code": source}))


async def marked(sitting: Sitting) -> dict[str, Any]:
    """The result once the programs have been run."""
    for _ in range(400):
        result = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")
        if not result["running"]:
            return result
        await asyncio.sleep(0.05)
    raise AssertionError("the programs have not been run")


async def _run(sitting: Sitting, expect: int = 200, **body: Any) -> list[dict[str, Any]]:
    path = f"/api/attempts/{sitting.attempt_id}/items/{sitting.items[0]['id']}/run"
    answer = await sitting.pupil.client.post(path, json=body)
    assert answer.status_code == expect, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize(
    ("source", "score", "outcome"), [(RIGHT, 2, "right"), (HALF, 0.67, "partial"), (ERROR, 0, "wrong")]
)
async def test_a_program_is_marked_by_its_tests(maker: SchoolMaker, source: str, score: float, outcome: str) -> None:
    """Of two marks the example brings a third, the hidden test two thirds; the hidden one isn't told."""
    room = await classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await write(sitting, source)
    handed_in = await sitting.submit()
    assert handed_in["state"] == "marked"
    result = await marked(sitting)
    (item,) = result["items"]
    assert (item["score"], item["outcome"], result["score"]) == (score, outcome, score)
    assert "-1046" not in json.dumps(item)


async def test_run_answers_with_what_the_program_did(maker: SchoolMaker) -> None:
    room = await classroom(maker)
    sitting = await room.start(room.pupils[0])
    own = (await _run(sitting, source=RIGHT, stdin="21\n"))[-1]["result"]
    assert (own["status"], own["stdout"]) == ("ok", "A number: 42\n")
    broken = (await _run(sitting, source="prnt(1)"))[-1]["result"]
    assert (broken["error"]["kind"], broken["error"]["line"]) == ("NameError", 1)
    assert "print" in broken["error"]["sentence"]
    (example,) = (await _run(sitting, source=HALF, examples=True))[-1]["examples"]
    assert (example["id"], example["passed"]) == ("aaaaaa", True)
    assert "bbbbbb" not in json.dumps(example)
    await sitting.submit()
    (refused,) = await _run(sitting, expect=409, source=RIGHT)
    assert refused["code"] == "attempt_closed"


async def test_lines_that_were_put_together_are_run(maker: SchoolMaker) -> None:
    lines = {
        "stem": "Greet.",
        "blocks": [{"id": "aaaaaa", "code": "a = input()"}, {"id": "bbbbbb", "code": "print(a)"}],
    }
    room = await classroom(maker, questions=(("parsons", lines),))
    sitting = await room.start(room.pupils[0])
    own = (await _run(sitting, source="a = input()\nprint(a)", stdin="Hi"))[-1]["result"]
    assert (own["status"], own["stdout"]) == ("ok", "Hi\n")
    (refused,) = await _run(sitting, expect=409, source="print(1)", examples=True)
    assert refused["code"] == "no_program"


async def test_a_third_run_of_one_pupil_is_refused_and_closing_the_page_stops_a_run(maker: SchoolMaker) -> None:
    room = await classroom(maker)
    sitting = await room.start(room.pupils[0])
    runs = [asyncio.create_task(_run(sitting, source=LOOP)) for _ in range(2)]
    runner: Runner = maker.app.state.runner
    owner = sitting.pupil.id
    await until(lambda: runner.of(owner) == 2)
    (refused,) = await _run(sitting, expect=409, source=RIGHT)
    assert refused["code"] == "run_waiting"
    for run in runs:
        run.cancel()
    await until(lambda: runner.of(owner) == 0)


async def test_a_check_while_sitting_runs_the_program(maker: SchoolMaker) -> None:
    room = await classroom(maker, feedback="each", try_penalties=[0, 50])
    sitting = await room.start(room.pupils[0])
    path = f"/api/attempts/{sitting.attempt_id}/items/{sitting.items[0]['id']}/check"
    await write(sitting, HALF)
    first = await sitting.pupil.post(path)
    assert (first["outcome"], first["score"], first["fixed"]) == ("partial", 0.67, False)
    await write(sitting, RIGHT)
    second = await sitting.pupil.post(path)
    assert (second["outcome"], second["score"], second["fixed"]) == ("right", 1, True)
    await sitting.submit()
    assert (await marked(sitting))["score"] == 1


async def _kill(runner: Runner) -> None:
    place = runner._bench
    assert place is not None
    zygote = place.zygote
    if zygote is not None and zygote.alive:
        os.kill(zygote.pid, signal.SIGKILL)


async def test_killing_the_zygote_while_a_class_is_marked_loses_and_falsifies_nothing(maker: SchoolMaker) -> None:
    room = await classroom(maker, pupils=6, feedback="hand_in")
    sittings = [await room.start(pupil) for pupil in room.pupils]
    sources = [RIGHT, HALF, ERROR] * 2
    for sitting, source in zip(sittings, sources, strict=True):
        await write(sitting, source)
    for sitting in sittings:
        await sitting.submit()
        await _kill(maker.app.state.runner)
    scores = [(await marked(sitting))["score"] for sitting in sittings]
    assert scores == [2, 0.67, 0] * 2


async def test_switched_off_a_program_waits_for_its_teacher(maker: SchoolMaker, app: FastAPI) -> None:
    """No zero marks: what was written stands on the marking page, and says why it does."""
    room = await classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await write(sitting, RIGHT)
    really, off = app.state.runner, Runner(enabled=False)
    app.state.database.info["runner"] = app.state.runner = off
    try:
        (refused,) = await _run(sitting, expect=503, source=RIGHT)
        assert refused["code"] == "runner_off"
        await sitting.submit()
        result = await marked(sitting)
    finally:
        app.state.database.info["runner"] = app.state.runner = really
    assert (result["items"][0]["outcome"], result["marks_max"]) == ("needs_marking", 0)
    (waiting,) = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/marking"))["questions"]
    assert (waiting["type"], waiting["waiting"]) == ("python_code", 1)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
async def test_answers_marked_twice_are_the_same(maker: SchoolMaker, app: FastAPI, count: int) -> None:
    """All run again from nothing, with sets, random numbers and errors in them: the same runs, so the same marks."""
    room = await classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    async with maker.database.session(room.teacher.school_id) as session:
        item = (await session.scalars(select(AttemptItem))).one()
        version = (
            await session.scalars(select(QuestionVersion).where(QuestionVersion.id == item.question_version_id))
        ).one()
    bodies = (
        "print(number * {n})",
        "print(number * 2, {{'a{n}', 'b', 'c', 'd'}})",
        "import random\nprint(random.randint(1, 10 ** {k}))",
        "print(number // ({n} % 3))",
        "print(number * 2) if {n} % 2 else None",
    )
    answers = [
        {"code": f"# {n}\nnumber = int(input())\n" + bodies[n % len(bodies)].format(n=n, k=n % 50 + 1)}
        for n in range(count)
    ]
    marks = []
    for _ in range(2):
        book = Book()
        wanted = missing(book, [(item, version, answer) for answer in answers])
        assert len(wanted) == len(answers)
        parts = [wanted[start::4] for start in range(4)]
        await asyncio.gather(*(make_runs(app.state.runner, book, part, uuid.uuid4()) for part in parts))
        assert not book.gave_up
        told = {place: [replace(run, cpu_ms=0, wall_ms=0) for run in runs] for place, runs in book.kept.items()}
        marks.append(told)
    assert marks[0] == marks[1]
    assert sitting.attempt_id


async def test_an_interrupted_job_goes_on_and_runs_nothing_twice(maker: SchoolMaker) -> None:
    """The job of an attempt that is marked already does nothing; its runs are kept once, its first mark is told."""
    room = await classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await write(sitting, RIGHT)
    await sitting.submit()
    await marked(sitting)
    context = JobContext(maker.database, room.teacher.school_id)
    await run_and_mark(context, uuid.UUID(sitting.attempt_id))
    async with maker.database.session(room.teacher.school_id) as session:
        marks = (await session.scalars(select(Mark).order_by(Mark.id))).all()
        assert [NOT_RUN_YET in mark.detail["reasons"] for mark in marks] == [True, False]
        assert await session.scalar(select(func.count()).select_from(RunEvidence)) == 1
