"""Closing attempts: handing in, the clock's sweep, and answers that were made in time but came late."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.sign_in import keep_awake
from backend.assessments.assignments import get_assignment, shows_results
from backend.assessments.models import Assignment
from backend.assessments.overrides import Times, find_override, times_of
from backend.attempts.events import AnswersArrivedLate, AttemptSubmitted
from backend.attempts.models import AnswerEvent, Attempt
from backend.attempts.service import access_attempt
from backend.attempts.times import end_of, end_pause, idle_time, is_over, tell_sitting
from backend.core import audit, clock, events

log = structlog.get_logger()

LATE_ACCEPTED_FOR = timedelta(hours=24)
"""After closing, answers that were made in time are still taken from a device that was offline."""

Final = tuple[uuid.UUID, int, int]
"""(item, epoch, seq) of an answer that a page means to hand in."""


async def hand_in(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, final: Sequence[Final]
) -> tuple[Attempt, list[Final]]:
    """Close the attempt once every answer that the page names is here; returns what is still missing.

    While anything is missing the attempt stays open. Handing in twice changes nothing.
    """
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    missing = await missing_of(session, attempt.id, final)
    if attempt.state == "open" and not missing:
        by = "timer" if clock.now() >= attempt.ends_at else "pupil"
        await close_locked(session, attempt, by=by, actor_id=actor.user_id)
    return attempt, missing


async def missing_of(session: AsyncSession, attempt_id: uuid.UUID, final: Sequence[Final]) -> list[Final]:
    """Return which of the answers that a page means to hand in are not in the log."""
    rows = await session.execute(
        select(AnswerEvent.item_id, AnswerEvent.epoch, AnswerEvent.seq).where(AnswerEvent.attempt_id == attempt_id)
    )
    stored = {(row.item_id, row.epoch, row.seq) for row in rows}
    return [entry for entry in final if entry not in stored]


async def close_attempt(
    session: AsyncSession, attempt_id: uuid.UUID, *, by: str, actor_id: uuid.UUID | None = None
) -> None:
    """Close an attempt if it is still open. ``by``: timer, teacher or sweep."""
    attempt = await session.scalar(
        select(Attempt)
        .where(Attempt.id == attempt_id)
        .with_for_update()
        # The caller may have read it before its page handed it in; what counts is how it stands under the lock.
        .execution_options(populate_existing=True)
    )
    if attempt is not None and attempt.state == "open":
        await close_locked(session, attempt, by=by, actor_id=actor_id)


async def close_locked(
    session: AsyncSession, attempt: Attempt, *, by: str, actor_id: uuid.UUID | None, at: datetime | None = None
) -> None:
    """Close an open attempt that the caller has locked. ``at``: when it was handed in, if that was before now."""
    now = clock.now()
    if attempt.paused_at is not None:
        end_pause(attempt, now)
        attempt.ends_at = end_of(attempt)
    attempt.state = "submitted"
    attempt.submitted_at = at or (min(now, attempt.ends_at) if by == "sweep" else now)
    attempt.submitted_by = by
    await session.flush()
    await keep_awake(session, attempt.pupil_id, now + idle_time(session))
    await audit.record(session, "handed_in", "attempt", attempt.id, actor_id=actor_id, fields=["state"])
    await events.emit(session, AttemptSubmitted(attempt.id))
    await tell_sitting(session, attempt.assignment_id)


def late_counts(attempt: Attempt, assignment: Assignment, times: Times) -> bool:
    """Tell whether answers of an attempt, made in time, would still count if they arrived now; ``times`` of its pupil.

    Not once its pupil may have seen how it went: a page that handed in (``pupil``, ``timer``) named its last answers,
    and all had arrived. Results that came out before a pupil's own time was over can't cost them answers.
    """
    shown = attempt.submitted_by in {"pupil", "timer"} and shows_results(assignment)
    in_time = clock.now() <= times.closes_at + LATE_ACCEPTED_FOR
    released = assignment.released_at is not None and not (times.own and assignment.released_at < times.closes_at)
    return in_time and not shown and not released


async def accept_late(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Let logged answers count that were made in time but came late, until results are out or a day after closing.

    An open attempt that has run out is closed on the way, with these answers in it.
    """
    attempt = await session.scalar(select(Attempt).where(Attempt.id == attempt_id).with_for_update())
    if attempt is None:
        return
    if await would_count(session, attempt):
        await count_late(session, attempt)
    if attempt.state == "open" and is_over(attempt, clock.now()):
        await close_locked(session, attempt, by="sweep", actor_id=None)


async def would_count(session: AsyncSession, attempt: Attempt) -> bool:
    """Tell whether answers of an attempt, made in time, would still count if they arrived now."""
    assignment = await get_assignment(session, attempt.assignment_id)
    override = await find_override(session, assignment.id, attempt.pupil_id)
    return late_counts(attempt, assignment, times_of(assignment, override))


async def count_late(session: AsyncSession, attempt: Attempt) -> None:
    """Let what is logged and was made in time count; a closed attempt is marked again."""
    moved = await _move_forward(session, attempt)
    if moved and attempt.state != "open":
        await audit.record(session, "late_answers_counted", "attempt", attempt.id, fields=["answers"])
        await events.emit(session, AnswersArrivedLate(attempt.id, moved))


def counts_until(attempt: Attempt) -> datetime:
    """Return until when a late answer must have been made to count."""
    return min(attempt.ends_at, attempt.submitted_at or attempt.ends_at)


_MOVE_FORWARD = text("""
    INSERT INTO answers AS current (attempt_id, item_id, epoch, seq, value)
    SELECT DISTINCT ON (item_id) attempt_id, item_id, epoch, seq, value FROM answer_events
    WHERE attempt_id = :attempt AND (at <= :until OR NOT late)
    ORDER BY item_id, epoch DESC, seq DESC
    ON CONFLICT (attempt_id, item_id) DO UPDATE
    SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value, saved_at = now()
    WHERE (current.epoch, current.seq) < (excluded.epoch, excluded.seq) AND current.fixed_at IS NULL
    RETURNING item_id
""")


async def _move_forward(session: AsyncSession, attempt: Attempt) -> frozenset[uuid.UUID]:
    rows = await session.execute(_MOVE_FORWARD, {"attempt": attempt.id, "until": counts_until(attempt)})
    return frozenset(row.item_id for row in rows)


async def sweep(session: AsyncSession, *, limit: int = 50) -> int:
    """Hand in attempts whose time ran out a minute ago and that no page handed in; returns how many.

    One that can't be marked stays open and is tried again; it holds up no other.
    """
    overdue = (
        await session.scalars(
            select(Attempt.id)
            .where(
                Attempt.state == "open",
                Attempt.paused_at.is_(None),
                Attempt.ends_at < clock.now() - timedelta(minutes=1),
            )
            .order_by(Attempt.ends_at)
            .limit(limit)
        )
    ).all()
    closed = 0
    for attempt_id in overdue:
        try:
            async with session.begin_nested():
                await close_attempt(session, attempt_id, by="sweep")
            closed += 1
        except Exception:
            log.exception("sweep_failed", attempt_id=str(attempt_id))
    return closed
