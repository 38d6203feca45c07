"""Who may still sit an assignment after their classmates: until then nothing may give its answers away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import Assignment, AssignmentOverride
from backend.attempts.models import Attempt
from backend.classes.models import ClassPupil
from backend.core import clock


async def last_to_come(session: AsyncSession, assignment: Assignment) -> datetime | None:
    """Return when the last pupil's own time is over; None when everybody who has one has used all their attempts.

    Who has left the class can't begin any more: they only go on with what they have open.
    """
    of_it = Attempt.assignment_id == AssignmentOverride.assignment_id
    theirs = of_it & (Attempt.pupil_id == AssignmentOverride.pupil_id)
    used = select(func.count()).where(theirs, Attempt.state != "open").scalar_subquery()
    in_class = exists().where(
        ClassPupil.class_id == assignment.class_id, ClassPupil.pupil_id == AssignmentOverride.pupil_id
    )
    found: datetime | None = await session.scalar(
        select(func.max(AssignmentOverride.closes_at)).where(
            AssignmentOverride.assignment_id == assignment.id,
            AssignmentOverride.closes_at > clock.now(),
            used < func.coalesce(AssignmentOverride.attempts_allowed, assignment.attempts_allowed),
            in_class | exists().where(theirs, Attempt.state == "open"),
        )
    )
    return found
