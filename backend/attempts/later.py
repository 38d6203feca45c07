"""Who may still sit an assignment after their classmates: until then nothing may give its answers away."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import Assignment, AssignmentOverride
from backend.attempts.models import Attempt
from backend.classes.models import ClassPupil
from backend.core import clock


async def last_to_come(session: AsyncSession, assignment: Assignment) -> datetime | None:
    """Return when the last pupil is done who has a time of their own, or sits on after the class; None if nobody is.

    Who has used all their attempts is done. Who has left the class can't begin any more: they only go on with what they
    have open. Extra time, pauses and added minutes are in an attempt's end.
    """
    now = clock.now()
    of_it = Attempt.assignment_id == AssignmentOverride.assignment_id
    theirs = of_it & (Attempt.pupil_id == AssignmentOverride.pupil_id)
    used = select(func.count()).where(theirs, Attempt.state != "open").scalar_subquery()
    in_class = exists().where(
        ClassPupil.class_id == assignment.class_id, ClassPupil.pupil_id == AssignmentOverride.pupil_id
    )
    to_come = await session.scalar(
        select(func.max(AssignmentOverride.closes_at)).where(
            AssignmentOverride.assignment_id == assignment.id,
            AssignmentOverride.closes_at > now,
            used < func.coalesce(AssignmentOverride.attempts_allowed, assignment.attempts_allowed),
            in_class | exists().where(theirs, Attempt.state == "open"),
        )
    )
    has_own_time = exists().where(theirs, AssignmentOverride.closes_at.is_not(None))
    after_class = true() if now >= assignment.closes_at else has_own_time
    sits_on = await session.scalar(
        select(func.max(Attempt.ends_at + func.coalesce(now - Attempt.paused_at, timedelta()))).where(
            Attempt.assignment_id == assignment.id, Attempt.state == "open", after_class
        )
    )
    return max((moment for moment in (to_come, sits_on) if moment is not None), default=None)
