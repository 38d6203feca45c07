"""Marks, and questions about programs, whose job is gone: it failed by an error of ours, or its row was lost."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog
from sqlalchemy import exists, func, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.attempts import service as attempts
from backend.core import clock
from backend.core.jobs import JobContext, Routine, count_jobs, defer
from backend.core.model import least_uuid7
from backend.marker.models import Mark
from backend.marker.own_code import OWN_CODE_JOB, ask_nothing, attempts_not_asked_yet
from backend.marker.running import answers_of_marks, book_of
from backend.marker.service import NOT_RUN_YET, RUNS_JOB, is_dropped, mark_items, waiting_marks

log = structlog.get_logger()

_LOOKS_BACK = timedelta(days=14)
_BEGUN_BACK = timedelta(days=100)
"""An attempt begun at the start of a term may be marked at its end."""
_AT_ONCE = 50
_JOBS_MAX = 4
"""Jobs of one attempt that failed: then its answers are for a person, not for another job, and nothing is asked."""
_GAVE_UP = "running it failed again and again"
_UNEXPECTED_DATA = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    DataError,
    IntegrityError,
)
"""How marking fails by what it is given. A database that is gone, or busy, isn't that: the routine comes again."""


async def look_for_lost_runs(context: JobContext) -> None:
    """Give what waits without a live job one again; where each job failed, marks to a person, and ask nothing."""
    async with context.session() as session:
        await _give_again(session, RUNS_JOB, await _waiting(session), _give_up)
    async with context.session() as session:
        waiting = await attempts_not_asked_yet(session, clock.now() - _BEGUN_BACK, _AT_ONCE)
        await _give_again(session, OWN_CODE_JOB, waiting, ask_nothing)


async def _give_again(
    session: AsyncSession,
    name: str,
    waiting: Sequence[uuid.UUID],
    give_up: Callable[[AsyncSession, uuid.UUID], Awaitable[None]],
) -> None:
    jobs = await count_jobs(session, name, waiting)
    for attempt_id in waiting:
        live, failed = jobs.get(attempt_id, (0, 0))
        if live:
            continue
        if failed < _JOBS_MAX:
            await defer(session, name, attempt_id)
        else:
            await give_up(session, attempt_id)
        log.warning("lost_job", job=name, attempt_id=str(attempt_id), failed=failed, given_again=failed < _JOBS_MAX)


async def _waiting(session: AsyncSession) -> Sequence[uuid.UUID]:
    """Return the attempts with a mark that counts and waits, the newest first: what can never be marked blocks none."""
    newer = aliased(Mark)
    rows = await session.scalars(
        select(Mark.attempt_id)
        .where(
            # By the key, which is ordered by time: no index has when a mark was made.
            Mark.id > least_uuid7(clock.now() - _LOOKS_BACK),
            Mark.outcome == "needs_marking",
            Mark.detail["reasons"].contains([NOT_RUN_YET]),
            ~is_dropped(),
            ~exists().where(
                newer.attempt_id == Mark.attempt_id,
                newer.attempt_item_id == Mark.attempt_item_id,
                newer.id > Mark.id,
            ),
        )
        .group_by(Mark.attempt_id)
        .order_by(func.max(Mark.created_at).desc())
        .limit(_AT_ONCE)
    )
    return rows.all()


async def _give_up(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Mark what waits by the runs that are kept, and leave the rest to a person.

    What can't even be marked as that stays as it is, and holds up no other answer.
    """
    waiting = await waiting_marks(session, attempt_id)
    for item in [item for item in await attempts.items_of(session, attempt_id) if item.id in waiting]:
        try:
            async with session.begin_nested():
                answers = await answers_of_marks(session, attempt_id, {item.id: waiting[item.id]})
                book = await book_of(session, answers)
                book.give_up(answers, _GAVE_UP)
                await mark_items(session, attempt_id, [item], book)
        except _UNEXPECTED_DATA:
            log.exception("runs_not_given_up", attempt_id=str(attempt_id), attempt_item_id=str(item.id))


LOST_RUNS = Routine("marker.lost_runs", every_s=120, run=look_for_lost_runs)
