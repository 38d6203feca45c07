"""What a teacher does to running attempts with one tap: minutes more, pause, go on, end, reopen."""

from __future__ import annotations

import math
import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.attempts import pauses
from backend.attempts.ending import close_attempts, count_late
from backend.attempts.models import Attempt
from backend.attempts.swapping import bring_up_to_date
from backend.attempts.times import end_of, open_in, set_end
from backend.core import audit, clock

Chosen = Collection[uuid.UUID] | None
"""Pupils; None means everybody who is sitting."""


async def add_time(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Chosen, *, minutes: int
) -> list[uuid.UUID]:
    """Give open attempts more minutes, or take given ones back (a negative number). Returns whose changed.

    Nobody ends up with less than without any added. Raises NotFound.
    """
    changed = []
    now = clock.now()
    for attempt in await _access_open(session, actor, assignment_id, pupil_ids):
        # A shorter time limit may have ended the attempt in that moment (set_end): minutes count from there, and not
        # from the end that the limit would have had, further back.
        lacking = max(timedelta(), min(now, attempt.ends_at) - end_of(attempt)) if minutes > 0 else timedelta()
        added_s = max(0, attempt.added_s + 60 * minutes + math.ceil(lacking.total_seconds()))
        if added_s == attempt.added_s:
            continue
        attempt.added_s = added_s
        await set_end(session, attempt)
        changed.append(attempt)
    return await _noted(session, actor, "added_time", changed, fields=("added_s", "ends_at"))


async def pause(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Chosen) -> list[uuid.UUID]:
    """Stop the clock of open attempts, those on a rest break too. Returns whose it now is stopped. Raises NotFound."""
    found = await _access_open(session, actor, assignment_id, pupil_ids)
    running = [attempt for attempt in found if attempt.paused_by != "teacher"]
    for attempt in running:
        await pauses.pause(session, attempt, by="teacher", actor_id=actor.user_id)
    return [attempt.pupil_id for attempt in running]


async def resume(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Chosen) -> list[uuid.UUID]:
    """Let stopped clocks go on; who is on a rest break goes on only if they are chosen, and no teacher has paused them.

    Returns whose pause it ended. Raises NotFound.
    """
    found = await _access_open(session, actor, assignment_id, pupil_ids)
    paused = [
        attempt
        for attempt in found
        if attempt.paused_at is not None and (pupil_ids is not None or attempt.paused_by == "teacher")
    ]
    for attempt in paused:
        if attempt.paused_by == "teacher":
            await pauses.end_pause_of_teacher(session, attempt, actor_id=actor.user_id)
        else:
            await pauses.resume(session, attempt, actor_id=actor.user_id)
    return [attempt.pupil_id for attempt in paused]


async def end(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Chosen) -> list[uuid.UUID]:
    """Hand in open attempts for their pupils. Returns whose. Raises NotFound."""
    found = await _access_open(session, actor, assignment_id, pupil_ids)
    await close_attempts(session, [attempt.id for attempt in found], by="teacher", actor_id=actor.user_id)
    return [attempt.pupil_id for attempt in found]


async def reopen(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Collection[uuid.UUID], *, minutes: int
) -> list[uuid.UUID]:
    """Give the last attempt of these pupils back to them, with at least ``minutes`` left. Returns whose it now is.

    Marks that they have stay for the answers that they don't change. Raises NotFound.
    """
    assignment = await access_assignment(session, actor, assignment_id)
    last = (
        select(Attempt.id)
        .ext(distinct_on(Attempt.pupil_id))
        .where(Attempt.assignment_id == assignment.id, Attempt.pupil_id.in_(pupil_ids))
        .order_by(Attempt.pupil_id, Attempt.number.desc())
    )
    rows = await session.scalars(
        select(Attempt).where(Attempt.id.in_(last), Attempt.state != "open").order_by(Attempt.id).with_for_update()
    )
    changed = rows.all()
    now = clock.now()
    for attempt in changed:
        attempt.state, attempt.submitted_at, attempt.submitted_by = "open", None, None
        attempt.epoch += 1
        attempt.reopened_epoch = attempt.epoch
        short = now + timedelta(minutes=minutes) - end_of(attempt)
        attempt.added_s += max(0, round(short.total_seconds()))
        await set_end(session, attempt)
        # What was typed until the page had heard of the end was kept, and is the pupil's newest word.
        await count_late(session, attempt)
    await bring_up_to_date(session, assignment, changed)
    return await _noted(session, actor, "reopened", changed, fields=("state", "epoch", "ends_at"))


async def _access_open(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Chosen
) -> Sequence[Attempt]:
    assignment = await access_assignment(session, actor, assignment_id)
    chosen = select(Attempt).where(open_in(assignment.id))
    if pupil_ids is not None:
        chosen = chosen.where(Attempt.pupil_id.in_(pupil_ids))
    # In one order, so that two teachers of a class who press at once wait for each other and don't deadlock.
    return (await session.scalars(chosen.order_by(Attempt.id).with_for_update())).all()


async def _noted(
    session: AsyncSession, actor: Actor, action: str, changed: Sequence[Attempt], *, fields: Sequence[str]
) -> list[uuid.UUID]:
    ids = [attempt.id for attempt in changed]
    await audit.record_many(session, action, "attempt", ids, actor_id=actor.user_id, fields=fields)
    return [attempt.pupil_id for attempt in changed]
