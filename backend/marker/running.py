"""The job that runs handed-in programs and marks them, and the runs before a check while sitting."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.attempts import service as attempts
from backend.attempts.models import AnswerTry, Attempt
from backend.attempts.tries import answer_to_check
from backend.core.db import Database
from backend.core.jobs import Job, JobContext
from backend.marker.checking import check_item
from backend.marker.errors import NotRunYet
from backend.marker.evidence import Answer, Book, keep_runs, make_runs, missing, read_book
from backend.marker.models import Mark
from backend.marker.schemas import CheckOut
from backend.marker.service import RUNS_JOB, changes_in_force, mark_items, version_for, waiting_marks
from backend.marker.tries import tries_to_mark
from backend.questions.service import versions_by_ids
from backend.sandbox.runner import Runner

_TRIES = 5
_PAUSE_S = 2.0


async def run_and_mark(context: JobContext, attempt_id: uuid.UUID) -> None:
    """Run the programs of an attempt that wait for it, and mark them. What can't be run waits for a person.

    Nothing is marked by a run that did not come to its end: it is made again, here and after a restart.
    """
    runner: Runner = context.database.info["runner"]
    for attempt in range(1, _TRIES + 1):
        async with context.session() as session:
            pupil_id = await session.scalar(select(Attempt.pupil_id).where(Attempt.id == attempt_id))
            waiting = await waiting_marks(session, attempt_id)
            answers = await answers_of_marks(session, attempt_id, waiting)
            book = await book_of(session, answers)
        if not answers or pupil_id is None:
            return
        made = await make_runs(runner, book, missing(book, answers), pupil_id)
        # While the runner is only being started again, it is worth waiting for.
        last = attempt == _TRIES or not runner.available
        async with context.session() as session:
            await keep_runs(session, book, made)
            if not missing(book, answers) or last:
                # What says nothing even now is for a person, not for another run.
                book.give_up(answers, "its runs say nothing of it")
                await _mark_again(session, attempt_id, waiting, book)
                return
        await asyncio.sleep(_PAUSE_S)


async def _mark_again(
    session: AsyncSession, attempt_id: uuid.UUID, waiting: Mapping[uuid.UUID, Mark], book: Book
) -> None:
    """Mark the items of these marks; one that has another mark by now is left to whoever gave it, or to its own job."""
    now = await waiting_marks(session, attempt_id)
    still = {item_id for item_id, mark in waiting.items() if item_id in now and now[item_id].id == mark.id}
    items = [item for item in await attempts.items_of(session, attempt_id) if item.id in still]
    await mark_items(session, attempt_id, items, book)


async def answers_of_marks(
    session: AsyncSession, attempt_id: uuid.UUID, marks: Mapping[uuid.UUID, Mark]
) -> list[Answer]:
    """Return the answers, and tries, that these marks of an attempt (by item) are for."""
    if not marks:
        return []
    items = [item for item in await attempts.items_of(session, attempt_id) if item.id in marks]
    changes = await changes_in_force(session, attempt_id)
    versions = await versions_by_ids(session, [version_for(item, changes) for item in items])
    responses = {item.id: marks[item.id].response for item in items}
    tries = await tries_to_mark(session, AnswerTry.attempt_id == attempt_id, responses)
    return [
        (item, versions[version_for(item, changes)], response)
        for item in items
        for response in (responses[item.id], *(each.value for each in tries.get(item.id, ())))
    ]


async def book_of(session: AsyncSession, answers: Sequence[Answer]) -> Book:
    """Return the runs that are kept for the items of these answers."""
    return await read_book(
        session, [item for item, _, _ in answers], {version.id: version for _, version, _ in answers}
    )


async def check_answer(database: Database, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID) -> CheckOut:
    """Say how one answer does (``checking.check_item``). A program is run first, with no transaction open."""
    try:
        async with database.session(actor.school_id) as session:
            return await check_item(session, actor, attempt_id, item_id)
    except NotRunYet:
        await _run_for_check(database, actor, attempt_id, item_id)
    async with database.session(actor.school_id) as session:
        return await check_item(session, actor, attempt_id, item_id)


async def _run_for_check(database: Database, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID) -> None:
    async with database.session(actor.school_id) as session:
        attempt = await attempts.access_attempt(session, actor, attempt_id)
        item, answer, former = await answer_to_check(session, attempt, item_id)
        version_id = version_for(item, await changes_in_force(session, attempt_id))
        version = (await versions_by_ids(session, [version_id]))[version_id]
        answers = [(item, version, response) for response in (answer.value, *(each.value for each in former))]
        book = await book_of(session, answers)
    made = await make_runs(database.info["runner"], book, missing(book, answers), actor.user_id)
    async with database.session(actor.school_id) as session:
        await keep_runs(session, book, made)


RUNS = Job(RUNS_JOB, run_and_mark)
