"""Questions that change while they are sat: who sits hears of it, and what was prepared is thrown away."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import Assignment
from backend.attempts.models import Attempt, AttemptItem
from backend.attempts.preparing import forget, hold_preparing
from backend.attempts.times import tell_sitting


async def hold_sittings(session: AsyncSession, assignment_ids: Collection[uuid.UUID]) -> None:
    """Let nobody begin or hand in at these assignments, or be prepared for one, until the transaction ends.

    A save that notes where its page is waits as well: hold them briefly. To be called before hand-ins are held off: one
    locks its attempt first, and then waits for the assignment, and so does what comes late to a closed attempt. Whoever
    changes an assignment's times locks in this order as well.
    """
    assignments = select(Assignment.id).where(Assignment.id.in_(assignment_ids))
    await session.execute(assignments.order_by(Assignment.id).with_for_update(key_share=True))
    await hold_preparing(session)
    wanted = select(Attempt.id).where(Attempt.assignment_id.in_(assignment_ids))
    await session.execute(wanted.order_by(Attempt.id).with_for_update(key_share=True))


async def question_changed(session: AsyncSession, assignment_id: uuid.UUID, item_id: uuid.UUID) -> None:
    """Give the attempts that have this question of the assessment another package, and tell their pages.

    Closed ones too: one that is opened again must not be shown what its browser has kept.
    """
    having = select(AttemptItem.attempt_id).where(AttemptItem.assessment_item_id == item_id)
    await session.execute(
        update(Attempt)
        .where(Attempt.assignment_id == assignment_id, Attempt.id.in_(having))
        .values(package_number=Attempt.package_number + 1)
    )
    await forget(session, assignment_id=assignment_id)
    await tell_sitting(session, assignment_id)
