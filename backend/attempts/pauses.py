"""Stopping the clock of an attempt: by its teacher, or by a pupil whose arrangements have rest breaks."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.sign_in import keep_awake
from backend.assessments.assignments import get_assignment
from backend.attempts.errors import AttemptClosed, BreakNotYours, NoRestBreaks
from backend.attempts.models import Attempt
from backend.attempts.service import access_attempt
from backend.attempts.times import allowance_for, end_pause, idle_time, set_end, tell_sitting
from backend.core import audit, clock

LONGEST_PAUSE = timedelta(hours=4)
"""Then the clock goes on by itself: somebody forgot, and the attempt must come to an end."""


async def pause(session: AsyncSession, attempt: Attempt, *, by: str, actor_id: uuid.UUID) -> None:
    """Stop the clock of an open attempt. ``by``: pupil or teacher; a teacher's pause is over a pupil's break."""
    attempt.paused_at = attempt.paused_at or clock.now()
    attempt.paused_by = by
    attempt.on_break = attempt.on_break or by == "pupil"
    await session.flush()
    await tell_sitting(session, attempt.assignment_id)
    await keep_awake(session, [attempt.pupil_id], clock.now() + LONGEST_PAUSE + idle_time(session))
    await audit.record(session, "paused", "attempt", attempt.id, actor_id=actor_id, fields=["paused_at"])


async def resume(session: AsyncSession, attempt: Attempt, *, actor_id: uuid.UUID | None) -> None:
    """Let the clock of a paused attempt go on: its end moves by what the pause took."""
    end_pause(attempt, clock.now())
    await set_end(session, attempt)
    await audit.record(session, "resumed", "attempt", attempt.id, actor_id=actor_id, fields=["paused_at", "ends_at"])


async def end_pause_of_teacher(session: AsyncSession, attempt: Attempt, *, actor_id: uuid.UUID) -> None:
    """Take a teacher's pause away; a pupil who is on a rest break stays on it, and goes on when they are back."""
    if not attempt.on_break:
        await resume(session, attempt, actor_id=actor_id)
        return
    attempt.paused_by = "pupil"
    await session.flush()
    await tell_sitting(session, attempt.assignment_id)
    await audit.record(session, "resumed", "attempt", attempt.id, actor_id=actor_id, fields=["paused_by"])


async def take_break(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> Attempt:
    """Stop the clock for a pupil whose arrangements let them. Raises NotFound, AttemptClosed, NoRestBreaks."""
    attempt = await _access_open(session, actor, attempt_id)
    assignment = await get_assignment(session, attempt.assignment_id)
    if not (await allowance_for(session, assignment, actor.user_id)).rest_breaks:
        raise NoRestBreaks("You can't stop the clock. If you need a break, tell your teacher.")
    if attempt.paused_at is None:
        await pause(session, attempt, by="pupil", actor_id=actor.user_id)
    return attempt


async def end_break(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> Attempt:
    """Let a pupil go on after a break. Raises NotFound, AttemptClosed; BreakNotYours for a teacher's pause."""
    attempt = await _access_open(session, actor, attempt_id)
    if attempt.paused_by == "teacher":
        raise BreakNotYours("Your teacher has paused this. It goes on when they say so.")
    if attempt.paused_at is not None:
        await resume(session, attempt, actor_id=actor.user_id)
    return attempt


async def end_forgotten(session: AsyncSession, now: datetime) -> int:
    """Let the clocks go on that were stopped too long ago; returns how many."""
    forgotten = await session.scalars(
        select(Attempt)
        .where(Attempt.state == "open", Attempt.paused_at < now - LONGEST_PAUSE)
        .with_for_update(skip_locked=True)
    )
    found = forgotten.all()
    for attempt in found:
        await resume(session, attempt, actor_id=None)
    return len(found)


async def _access_open(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> Attempt:
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    if attempt.state != "open":
        raise AttemptClosed("This has been handed in already.")
    return attempt
