"""Attempts: a pupil's access to theirs, opening one, and reading what stands in them.

Starting, closing and times have modules of their own; saving has a door of its own (``saving``).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.sign_in import keep_awake
from backend.attempts.events import LeftOutAsked
from backend.attempts.models import Answer, AnswerEvent, Attempt, AttemptItem
from backend.attempts.times import idle_time, tell_sitting
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.core.events import emit


async def access_attempt(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, *, lock: bool = False) -> Attempt:
    """Return the actor's own attempt. ``lock`` keeps saves and other closers out. Raises NotFound."""
    query = select(Attempt).where(Attempt.id == attempt_id, Attempt.pupil_id == actor.user_id)
    found = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("There is no such attempt of yours. Go back to your assessments and open it from there.")
    return found


async def open_attempt(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> tuple[Attempt, Sequence[Answer]]:
    """Give the opener the next epoch, which fences every former opener off. Returns the attempt and its answers."""
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    if attempt.state == "open":
        attempt.epoch += 1
        attempt.seen_at = clock.now()
        await session.flush()
        await keep_awake(session, [actor.user_id], attempt.ends_at + idle_time(session))
        await tell_sitting(session, attempt.assignment_id)
        await audit.record(session, "opened", "attempt", attempt.id, actor_id=actor.user_id, fields=["epoch"])
    return attempt, await answers_of(session, attempt.id)


async def answers_of_attempts(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> Sequence[Answer]:
    """Return the current answers of several attempts."""
    return (await session.scalars(select(Answer).where(Answer.attempt_id.in_(attempt_ids)))).all()


async def answers_of(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[Answer]:
    """Return the current answers of an attempt."""
    return await answers_of_attempts(session, [attempt_id])


async def given_at(session: AsyncSession, attempt_id: uuid.UUID) -> dict[uuid.UUID, datetime]:
    """Return when each current answer of an attempt was given, by its page's clock."""
    event = and_(
        AnswerEvent.attempt_id == Answer.attempt_id, AnswerEvent.epoch == Answer.epoch, AnswerEvent.seq == Answer.seq
    )
    rows = await session.execute(
        select(Answer.item_id, AnswerEvent.at).join(AnswerEvent, event).where(Answer.attempt_id == attempt_id)
    )
    return {row.item_id: row.at for row in rows}


async def items_of(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[AttemptItem]:
    """Return the items of an attempt in the order in which the pupil sees them."""
    return await items_of_attempts(session, [attempt_id])


async def items_of_attempts(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> Sequence[AttemptItem]:
    """Return the items of several attempts, each in the order in which its pupil sees them."""
    return (
        await session.scalars(
            select(AttemptItem)
            .where(AttemptItem.attempt_id.in_(attempt_ids), AttemptItem.dropped_at.is_(None))
            .order_by(AttemptItem.attempt_id, AttemptItem.position)
        )
    ).all()


async def swapped_away(session: AsyncSession, attempt_id: uuid.UUID) -> int:
    """Return in how many places of an attempt nothing stands: their question was swapped once it was handed in."""
    empty = (
        select(AttemptItem.position)
        .where(AttemptItem.attempt_id == attempt_id)
        .group_by(AttemptItem.position)
        .having(func.bool_and(AttemptItem.dropped_at.is_not(None)))
    )
    return len((await session.scalars(empty)).all())


async def left_out_of(session: AsyncSession, assignment_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the questions of an assignment that count for nobody, as items of its assessment."""
    asked = LeftOutAsked(assignment_id)
    await emit(session, asked)
    return asked.found


async def attempts_of_pupil(
    session: AsyncSession, pupil_id: uuid.UUID, *, assignment_id: uuid.UUID | None = None
) -> Sequence[Attempt]:
    """Return a pupil's attempts, oldest first."""
    query = select(Attempt).where(Attempt.pupil_id == pupil_id).order_by(Attempt.started_at, Attempt.id)
    return (
        await session.scalars(query.where(Attempt.assignment_id == assignment_id) if assignment_id else query)
    ).all()


async def set_marked(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> None:
    """Note that every answer of closed attempts has a mark."""
    await session.execute(
        update(Attempt).where(Attempt.id.in_(attempt_ids), Attempt.state == "submitted").values(state="marked")
    )


class AttemptSeen(NamedTuple):
    """An attempt as results look at it: a tuple, since pages of results read one for each pupil."""

    id: uuid.UUID
    assignment_id: uuid.UUID
    pupil_id: uuid.UUID
    state: str
    started_at: datetime
    submitted_at: datetime | None
    submitted_by: str | None
    fewer_options: bool


def handed_in_at(attempt: Attempt | AttemptSeen) -> datetime:
    """Return when an attempt was handed in; of an open one, when it was started."""
    return attempt.submitted_at or attempt.started_at


async def attempts_of_assignments(session: AsyncSession, assignment_ids: Sequence[uuid.UUID]) -> list[AttemptSeen]:
    """Return every attempt at these assignments, oldest first."""
    rows = await session.execute(
        select(*(getattr(Attempt, name) for name in AttemptSeen._fields))
        .where(Attempt.assignment_id.in_(assignment_ids))
        .order_by(Attempt.started_at, Attempt.id)
    )
    return [AttemptSeen(*row) for row in rows]


async def answered_counts(session: AsyncSession, attempt_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many items of each attempt have an answer."""
    rows = await session.execute(
        select(Answer.attempt_id, func.count().label("n"))
        .join(AttemptItem, AttemptItem.id == Answer.item_id)
        .where(
            Answer.attempt_id.in_(attempt_ids), Answer.value != text("'null'::jsonb"), AttemptItem.dropped_at.is_(None)
        )
        .group_by(Answer.attempt_id)
    )
    return {row.attempt_id: row.n for row in rows}
