"""Programs over HTTP: tried out, checked, handed in and marked by real runs; nothing is lost when a runner dies."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import uuid
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text

from backend.attempts.models import AttemptItem
from backend.attempts.service import close_attempt
from backend.core.jobs import JobContext, count_jobs, defer
from backend.marker.evidence import Book, keep_runs, make_runs, missing, place_of
from backend.marker.lost_runs import look_for_lost_runs
from backend.marker.models import Mark, RunEvidence
from backend.marker.running import run_and_mark
from backend.marker.service import FOR_TEACHER, NOT_RUN_YET, RUNS_JOB, mark_items
from backend.questions.models import QuestionVersion
from backend.sandbox.protocol import RunRequest, RunResult
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
_OWN = "args->>'subject_id' = :id"
LOOP = "while True:\n    pass\n"


async def _room(maker: SchoolMaker, **more: Any) -> ClassRoom:
    return await make_classroom(maker, **({"questions": QUESTIONS} | more))


async def _write(sitting: Sitting, source: str) -> None:
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
    room = await _room(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await _write(sitting, source)
    handed_in = await sitting.submit()
    assert handed_in["state"] == "marked"
    result = await marked(sitting)
    (item,) = result["items"]
    assert (item["score"], item["outcome"], result["score"]) == (score, outcome, score)
    assert "-1046" not in json.dumps(item)


async def test_run_answers_with_what_the_program_did(maker: SchoolMaker) -> None:
    room = await _room(maker)
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
    room = await _room(maker, questions=(("parsons", lines),))
    sitting = await room.start(room.pupils[0])
    own = (await _run(sitting, source="a = input()\nprint(a)", stdin="Hi"))[-1]["result"]
    assert (own["status"], own["stdout"]) == ("ok", "Hi\n")
    (refused,) = await _run(sitting, expect=409, source="print(1)", examples=True)
    assert refused["code"] == "no_program"


async def test_a_third_run_of_one_pupil_is_refused_and_closing_the_page_stops_a_run(maker: SchoolMaker) -> None:
    room = await _room(maker)
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
    room = await _room(maker, feedback="each", try_penalties=[0, 50])
    sitting = await room.start(room.pupils[0])
    path = f"/api/attempts/{sitting.attempt_id}/items/{sitting.items[0]['id']}/check"
    await _write(sitting, HALF)
    first = await sitting.pupil.post(path)
    assert (first["outcome"], first["score"], first["fixed"]) == ("partial", 0.67, False)
    await _write(sitting, RIGHT)
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
    room = await _room(maker, pupils=6, feedback="hand_in")
    sittings = [await room.start(pupil) for pupil in room.pupils]
    sources = [RIGHT, HALF, ERROR] * 2
    for sitting, source in zip(sittings, sources, strict=True):
        await _write(sitting, source)
    for sitting in sittings:
        await sitting.submit()
        await _kill(maker.app.state.runner)
    scores = [(await marked(sitting))["score"] for sitting in sittings]
    assert scores == [2, 0.67, 0] * 2


async def test_switched_off_a_program_waits_for_its_teacher(maker: SchoolMaker, app: FastAPI) -> None:
    """No zero marks: what was written stands on the marking page, and says why it does."""
    room = await _room(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await _write(sitting, RIGHT)
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
    room = await _room(maker, feedback="hand_in")
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
    room = await _room(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await _write(sitting, RIGHT)
    await sitting.submit()
    await marked(sitting)
    context = JobContext(maker.database, room.teacher.school_id)
    await run_and_mark(context, uuid.UUID(sitting.attempt_id))
    async with maker.database.session(room.teacher.school_id) as session:
        marks = (await session.scalars(select(Mark).order_by(Mark.id))).all()
        assert [NOT_RUN_YET in mark.detail["reasons"] for mark in marks] == [True, False]
        assert await session.scalar(select(func.count()).select_from(RunEvidence)) == 1


async def hand_in_without_its_job(
    maker: SchoolMaker, room: ClassRoom, source: str = RIGHT, *, failed: int = 0
) -> Sitting:
    """Hand a program in; its job's row is gone before a worker sees it, or so many jobs have failed."""
    sitting = await room.start(room.pupils[0])
    for item in sitting.items:
        await sitting.send(sitting.event(item, {"code": source}))
    await close_without_its_job(maker, room, sitting, failed=failed)
    return sitting


async def close_without_its_job(maker: SchoolMaker, room: ClassRoom, sitting: Sitting, *, failed: int = 0) -> None:
    own = {"id": sitting.attempt_id}
    async with maker.database.session(room.teacher.school_id) as session:
        await close_attempt(session, uuid.UUID(sitting.attempt_id), by="sweep")
        for _ in range(failed):
            await defer(session, RUNS_JOB, uuid.UUID(sitting.attempt_id))
        gone = await session.execute(
            text(
                "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE " + _OWN + ")"
            ),
            own,
        )
        assert gone.rowcount == 1
        await session.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE " + _OWN), own)
    assert (await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result"))["running"]


class Interrupted(Runner):
    """Hands everything on to another runner; before its first runs something else happens."""

    def __init__(self, really: Runner, meanwhile: Callable[[], Awaitable[object]]) -> None:
        super().__init__(enabled=False)
        self._really = really
        self._meanwhile = [meanwhile]

    @property
    def available(self) -> bool:
        return self._really.available

    async def run_all(self, requests: Sequence[RunRequest], owner: Hashable | None = None) -> list[RunResult]:
        if self._meanwhile:
            await self._meanwhile.pop()()
        return await self._really.run_all(requests, owner)


async def run_interrupted(
    maker: SchoolMaker, app: FastAPI, sitting: Sitting, meanwhile: Callable[[], Awaitable[object]]
) -> None:
    """Carry out the job of an attempt, while whose programs run something happens."""
    really = app.state.database.info["runner"]
    app.state.database.info["runner"] = Interrupted(really, meanwhile)
    try:
        await run_and_mark(JobContext(maker.database, sitting.pupil.school_id), uuid.UUID(sitting.attempt_id))
    finally:
        app.state.database.info["runner"] = really


async def test_an_answer_that_comes_while_the_job_runs_is_run_as_well(maker: SchoolMaker, app: FastAPI) -> None:
    room = await _room(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await _write(sitting, HALF)
    made_in_time = sitting.event(sitting.items[0], {"code": RIGHT})
    await close_without_its_job(maker, room, sitting)
    await run_interrupted(maker, app, sitting, lambda: sitting.send(made_in_time))
    (item,) = (await marked(sitting))["items"]
    assert (item["outcome"], item["score"], item["response"]) == ("right", 2, {"code": RIGHT})


async def test_a_job_gives_up_the_answers_that_it_knows_and_no_others(maker: SchoolMaker) -> None:
    """Whatever comes between its reading and its marking: the newer answer waits for its own run."""
    room = await _room(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room)
    attempt_id = uuid.UUID(sitting.attempt_id)
    async with maker.database.session(room.teacher.school_id) as session:
        item = (await session.scalars(select(AttemptItem))).one()
        version = await session.get_one(QuestionVersion, item.question_version_id)
        book = Book()
        book.give_up([(item, version, {"code": HALF})], "too bad")
        await mark_items(session, attempt_id, [item], book)
        newest = (await session.scalars(select(Mark).order_by(Mark.id.desc()))).first()
        assert newest is not None and newest.detail["reasons"] == [NOT_RUN_YET]
        book.give_up([(item, version, {"code": RIGHT})], "too bad")
        await mark_items(session, attempt_id, [item], book)
        newest = (await session.scalars(select(Mark).order_by(Mark.id.desc()))).first()
        assert newest is not None and newest.detail["reasons"] == ["could not be run: too bad"]


async def test_a_mark_that_a_teacher_gives_while_the_job_runs_stays(maker: SchoolMaker, app: FastAPI) -> None:
    room = await _room(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room)
    path = f"/api/attempts/{sitting.attempt_id}/items/{await _assessment_item(maker, room)}/mark"
    given = {"score": 1, "reason": "I looked at it."}
    await run_interrupted(maker, app, sitting, lambda: room.teacher.post(path, given))
    (item,) = (await marked(sitting))["items"]
    assert (item["outcome"], item["score"]) == ("partial", 1)


async def _assessment_item(maker: SchoolMaker, room: ClassRoom) -> uuid.UUID:
    async with maker.database.session(room.teacher.school_id) as session:
        return (await session.scalars(select(AttemptItem.assessment_item_id))).one()


@pytest.mark.parametrize("failed", [0, 3])
async def test_a_mark_whose_job_was_lost_or_failed_comes_after_all(maker: SchoolMaker, failed: int) -> None:
    room = await _room(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room, failed=failed)
    context = JobContext(maker.database, room.teacher.school_id)
    await look_for_lost_runs(context)
    result = await marked(sitting)
    assert (result["items"][0]["score"], result["items"][0]["outcome"]) == (2, "right")
    await look_for_lost_runs(context)
    async with maker.database.session(room.teacher.school_id) as session:
        assert await session.scalar(select(func.count()).select_from(Mark)) == 2, "what isn't waiting gets nothing"


async def test_what_fails_each_time_is_for_a_person_and_gets_no_further_job(maker: SchoolMaker) -> None:
    room = await _room(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room, failed=4)
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    result = await marked(sitting)
    assert (result["items"][0]["outcome"], result["items"][0]["feedback"]) == ("needs_marking", FOR_TEACHER)
    async with maker.database.session(room.teacher.school_id) as session:
        jobs = await count_jobs(session, RUNS_JOB, [uuid.UUID(sitting.attempt_id)])
        assert jobs == {uuid.UUID(sitting.attempt_id): (0, 4)}


async def test_what_was_run_before_its_jobs_failed_is_marked_by_that(maker: SchoolMaker, app: FastAPI) -> None:
    room = await _room(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room, failed=4)
    async with maker.database.session(room.teacher.school_id) as session:
        item = (await session.scalars(select(AttemptItem))).one()
        version = await session.get_one(QuestionVersion, item.question_version_id)
        book = Book()
        wanted = missing(book, [(item, version, {"code": RIGHT})])
        await keep_runs(session, book, await make_runs(app.state.runner, book, wanted, uuid.uuid4()))
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    (shown,) = (await marked(sitting))["items"]
    assert (shown["outcome"], shown["score"]) == ("right", 2)


async def test_an_answer_that_nothing_can_mark_holds_up_no_other(maker: SchoolMaker) -> None:
    """The first one's runs are kept in a form that nobody can read; it stays, and the second goes to a person."""
    room = await _room(maker, questions=QUESTIONS * 2, feedback="hand_in")
    await hand_in_without_its_job(maker, room, failed=4)
    async with maker.database.session(room.teacher.school_id) as session:
        item = (await session.scalars(select(AttemptItem).order_by(AttemptItem.position))).first()
        assert item is not None
        place = place_of(item.id, item.question_version_id, {"code": RIGHT})
        session.add(RunEvidence(**place.as_columns(), runs=[{"error": {"no such": "field"}}]))
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    async with maker.database.session(room.teacher.school_id) as session:
        newest = {mark.attempt_item_id: mark for mark in await session.scalars(select(Mark).order_by(Mark.id))}
    reasons = [mark.detail["reasons"] for mark in newest.values() if mark.attempt_item_id != item.id]
    assert newest[item.id].detail["reasons"] == [NOT_RUN_YET]
    assert reasons == [["could not be run: running it failed again and again"]]
