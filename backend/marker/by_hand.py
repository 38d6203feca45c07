"""A mark that a person gives in place of another, with a reason."""

from __future__ import annotations

import uuid
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.attempts.models import Attempt, AttemptItem
from backend.core import audit
from backend.core.errors import Invalid, NotFound
from backend.marker.changes import Target, Wanted, access_targets
from backend.marker.models import Mark
from backend.marker.service import copied, newest_marks
from backend.questions.types.base import outcome_of

BY_HAND = "Your teacher looked at this answer and marked it."


async def override(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID, *, score: float, reason: str
) -> uuid.UUID:
    """Give an answer to the assessment's item ``item_id`` another mark. Returns the batch, to take it back by.

    Raises NotFound, Invalid for a score beyond the item's marks or a question that was left out.
    """
    attempt = await session.get(Attempt, attempt_id)
    if attempt is None:
        raise NotFound("There is no such attempt in your classes. Reload the page.")
    (change,) = await access_targets(
        session, actor, [Target(attempt.assignment_id, item_id)], Wanted("override", reason)
    )
    found = (
        await session.execute(
            newest_marks([attempt_id], Mark, AttemptItem)
            .join(AttemptItem, AttemptItem.id == Mark.attempt_item_id)
            .where(AttemptItem.assessment_item_id == item_id)
        )
    ).one_or_none()
    if found is None:
        raise NotFound("There is no mark to change here yet. It comes when the pupil has handed in.")
    mark, item = found
    if mark.outcome == "void":
        raise Invalid("This question is left out for everybody. Take that back first, then change the mark.")
    if score > item.marks_max:
        raise Invalid(f"This question has {float(item.marks_max):g} marks. Give at most that.")
    fraction = float(Decimal(str(score)) / item.marks_max)
    change.batch_id, change.state, change.done, change.total = change.id, "applied", 1, 1
    session.add(change)
    await session.flush()
    await session.execute(
        insert(Mark),
        [
            copied(mark)
            | {
                "fraction": fraction,
                "score": Decimal(str(score)),
                "outcome": outcome_of(fraction),
                "feedback": BY_HAND,
                "misconceptions": mark.misconceptions if fraction < 1 else [],
                "detail": {"reasons": [reason], "parts": []},
                "marker": str(actor.user_id),
                "change_id": change.id,
                "undoes": None,
            }
        ],
    )
    await audit.record(session, "override", "mark_change", change.id, actor_id=actor.user_id, fields=["marks"])
    return change.batch_id
