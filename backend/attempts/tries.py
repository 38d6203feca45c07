"""Checked tries at an answer, under feedback ``each``: all are kept; the answer is fixed once no other may follow."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.attempts.errors import AttemptClosed, NothingAnswered
from backend.attempts.models import Answer, AnswerTry, Attempt, AttemptItem
from backend.core import audit, clock
from backend.core.errors import NotFound


def penalty_of(penalties: Sequence[int], number: int) -> int:
    """Return what the ``number``-th try (from 1) costs, in percent of the question's marks.

    A try beyond the list, which was shortened meanwhile, costs what the last one costs.
    """
    return penalties[min(number, len(penalties)) - 1]


async def answer_to_check(
    session: AsyncSession, attempt: Attempt, item_id: uuid.UUID
) -> tuple[AttemptItem, Answer, list[AnswerTry]]:
    """Return an item of an open attempt with its current answer, locked, and the tries at it so far.

    Raises NotFound, AttemptClosed, NothingAnswered.
    """
    item = await session.scalar(
        select(AttemptItem).where(
            AttemptItem.id == item_id, AttemptItem.attempt_id == attempt.id, AttemptItem.dropped_at.is_(None)
        )
    )
    if item is None:
        raise NotFound("That question isn't part of this assessment any more. Reload the page.")
    if attempt.state != "open":
        raise AttemptClosed("This has been handed in already.")
    answer = await session.scalar(
        select(Answer).where(Answer.attempt_id == attempt.id, Answer.item_id == item_id).with_for_update()
    )
    if answer is None or answer.value is None:
        raise NothingAnswered("Answer the question first, then check it.")
    wanted = (AnswerTry.attempt_id == attempt.id) & (AnswerTry.item_id == item_id)
    return item, answer, (await tries_of(session, wanted))[item_id]


async def keep_try(
    session: AsyncSession, attempt: Attempt, answer: Answer, new: AnswerTry | None, *, last: bool
) -> None:
    """Keep a ``new`` try at an answer. The ``last`` one fixes the answer: no save changes it any more."""
    if new is not None:
        new.attempt_id, new.item_id = answer.attempt_id, answer.item_id
        session.add(new)
    if last:
        answer.fixed_at = clock.now()
    await session.flush()
    await audit.record(session, "checked", "attempt_item", answer.item_id, actor_id=attempt.pupil_id)


async def tries_of(session: AsyncSession, wanted: ColumnElement[bool]) -> dict[uuid.UUID, list[AnswerTry]]:
    """Return the checked tries that are ``wanted`` by the attempt's item, the first first; most items have none."""
    found: dict[uuid.UUID, list[AnswerTry]] = defaultdict(list)
    for each in await session.scalars(select(AnswerTry).where(wanted).order_by(AnswerTry.item_id, AnswerTry.number)):
        found[each.item_id].append(each)
    return found


async def tries_used(session: AsyncSession, attempt_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Return how many tries each item of an attempt has had, for those that had any."""
    rows = await session.execute(
        select(AnswerTry.item_id, func.count().label("used"))
        .where(AnswerTry.attempt_id == attempt_id)
        .group_by(AnswerTry.item_id)
    )
    return {row.item_id: row.used for row in rows}
