"""The job that runs handed-in programs and marks them, and the runs before a check while sitting."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.attempts import service as attempts
from backend.attempts.models import AnswerTry, Attempt, AttemptItem
from backend.attempts.tries import answer_to_check
from backend.core.db import Database
from backend.core.jobs import Job, JobContext
from backend.marker.checking import check_item
from backend.marker.errors import NotRunYet
from backend.marker.evidence import Book, keep_runs, make_runs, missing, read_book
from backend.marker.schemas import CheckOut
from backend.marker.service import RUNS_JOB, changes_in_force, current_marks, mark_items, version_for, waits_for_run
from backend.marker.tries import tries_to_mark
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.sandbox.runner import Runner

_TRIES = 5
_PAUSE_S = 2.0

_Answer = tuple[AttemptItem, QuestionVersion, Any]


async def run_and_mark(context: JobContext, attempt_id: uuid.UUID) -> None:
    """Run the programs of an attempt that wait for it, and mark them. What can't be run waits for a person.

    Nothing is marked by a run that did not come to its end: it is made again, here and after a restart.
    """
    runner: Runner = context.database.info["runner"]
    for attempt in range(1, _TRIES + 1):
        async with context.session() as session:
            pupil_id = await session.scalar(select(Attempt.pupil_id).where(Attempt.id == attempt_id))
            answers = await _waiting_answers(session, attempt_id)
            book = await _book(session, answers)
        if not answers or pupil_id is None:
            return
        made = await make_runs(runner, book, missing(book, answers), pupil_id)
        # While the runner is only being started again, it is worth waiting for.
        last = attempt == _TRIES or not runner.available
        if book.gave_up and not last:
            book.gave_up = ""
        async with context.session() as session:
            await keep_runs(session, book, made)
            if not missing(book, answers) or last:
                # What says nothing even now is for a person, not for another run.
                book.gave_up = book.gave_up or "its runs say nothing of it"
                items = list({item.id: item for item, _, _ in answers}.values())
                await mark_items(session, attempt_id, items, book)
                return
        await asyncio.sleep(_PAUSE_S)


async def _waiting_answers(session: AsyncSession, attempt_id: uuid.UUID) -> list[_Answer]:
    """Return the answers, and tries, of an attempt whose marks wait for a run."""
    waiting = {
        mark.attempt_item_id: mark for mark in await current_marks(session, attempt_id) if waits_for_run(mark.detail)
    }
    if not waiting:
        return []
    items = [item for item in await attempts.items_of(session, attempt_id) if item.id in waiting]
    changes = await changes_in_force(session, attempt_id)
    versions = await versions_by_ids(session, [version_for(item, changes) for item in items])
    responses = {item.id: waiting[item.id].response for item in items}
    tries = await tries_to_mark(session, AnswerTry.attempt_id == attempt_id, responses)
    return [
        (item, versions[version_for(item, changes)], response)
        for item in items
        for response in (responses[item.id], *(each.value for each in tries.get(item.id, ())))
    ]


async def _book(session: AsyncSession, answers: Sequence[_Answer]) -> Book:
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
        book = await _book(session, answers)
    made = await make_runs(database.info["runner"], book, missing(book, answers), actor.user_id)
    async with database.session(actor.school_id) as session:
        await keep_runs(session, book, made)


RUNS = Job(RUNS_JOB, run_and_mark)
