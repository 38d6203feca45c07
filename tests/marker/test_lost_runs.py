"""Jobs of runs that are lost, fail or are overtaken: no answer is lost, and none is marked by another's runs."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Hashable, Sequence

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text

from backend.attempts.ending import close_attempts
from backend.attempts.models import AttemptItem
from backend.core.jobs import JobContext, count_jobs, defer
from backend.marker.evidence import Book, keep_runs, make_runs, missing, place_of
from backend.marker.lost_runs import look_for_lost_runs
from backend.marker.models import Mark, RunEvidence
from backend.marker.running import run_and_mark
from backend.marker.service import FOR_TEACHER, NOT_RUN_YET, RUNS_JOB, mark_items
from backend.questions.models import QuestionVersion
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.runner import Runner
from tests.attempts.swapping import FRESH, bank, swap, swap_back
from tests.marker.test_programs import HALF, QUESTIONS, RIGHT, classroom, marked, write
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting

pytestmark = pytest.mark.database

_OWN = "args->>'subject_id' = :id"


async def hand_in_without_its_job(
    maker: SchoolMaker, room: ClassRoom, source: str = RIGHT, *, failed: int = 0
) -> Sitting:
    """Hand a program in to each that is asked for; the job is gone before a worker sees it, or so many have failed."""
    sitting = await room.start(room.pupils[0])
    programs = [item for item in sitting.items if item["type"] == "python_code"]
    await sitting.send(*(sitting.event(item, {"code": source}) for item in programs))
    await close_without_its_job(maker, room, sitting, failed=failed)
    return sitting


async def close_without_its_job(maker: SchoolMaker, room: ClassRoom, sitting: Sitting, *, failed: int = 0) -> None:
    own = {"id": sitting.attempt_id}
    async with maker.database.session(room.teacher.school_id) as session:
        await close_attempts(session, [uuid.UUID(sitting.attempt_id)], by="sweep")
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
    room = await classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await write(sitting, HALF)
    made_in_time = sitting.event(sitting.items[0], {"code": RIGHT})
    await close_without_its_job(maker, room, sitting)
    await run_interrupted(maker, app, sitting, lambda: sitting.send(made_in_time))
    (item,) = (await marked(sitting))["items"]
    assert (item["outcome"], item["score"], item["response"]) == ("right", 2, {"code": RIGHT})


async def test_a_job_gives_up_the_answers_that_it_knows_and_no_others(maker: SchoolMaker) -> None:
    """Whatever comes between its reading and its marking: the newer answer waits for its own run."""
    room = await classroom(maker, feedback="hand_in")
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
    room = await classroom(maker, feedback="hand_in")
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
    room = await classroom(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room, failed=failed)
    context = JobContext(maker.database, room.teacher.school_id)
    await look_for_lost_runs(context)
    result = await marked(sitting)
    assert (result["items"][0]["score"], result["items"][0]["outcome"]) == (2, "right")
    await look_for_lost_runs(context)
    async with maker.database.session(room.teacher.school_id) as session:
        assert await session.scalar(select(func.count()).select_from(Mark)) == 2, "what isn't waiting gets nothing"


async def test_what_fails_each_time_is_for_a_person_and_gets_no_further_job(maker: SchoolMaker) -> None:
    room = await classroom(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room, failed=4)
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    result = await marked(sitting)
    assert (result["items"][0]["outcome"], result["items"][0]["feedback"]) == ("needs_marking", FOR_TEACHER)
    async with maker.database.session(room.teacher.school_id) as session:
        jobs = await count_jobs(session, RUNS_JOB, [uuid.UUID(sitting.attempt_id)])
        assert jobs == {uuid.UUID(sitting.attempt_id): (0, 4)}


async def test_what_was_swapped_meanwhile_gets_no_job(maker: SchoolMaker) -> None:
    """No job would end the wait of a program that doesn't count: there would be another one for it every time."""
    room = await classroom(maker, feedback="hand_in")
    sitting = await hand_in_without_its_job(maker, room)
    await swap(room, 1, await bank(maker, room, "numeric", FRESH))
    context = JobContext(maker.database, room.teacher.school_id)
    await look_for_lost_runs(context)
    async with maker.database.session(room.teacher.school_id) as session:
        assert await count_jobs(session, RUNS_JOB, [uuid.UUID(sitting.attempt_id)]) == {}
    await swap_back(room, 1)
    assert (await marked(sitting))["items"][0]["outcome"] == "right"


async def test_what_was_run_before_its_jobs_failed_is_marked_by_that(maker: SchoolMaker, app: FastAPI) -> None:
    room = await classroom(maker, feedback="hand_in")
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
    room = await classroom(maker, questions=QUESTIONS * 2, feedback="hand_in")
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
