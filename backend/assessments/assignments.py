"""Setting an assessment for a class, and what may still change afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.school_settings import get_school_settings
from backend.assessments.errors import AlreadyUnderWay, BadWindow, EmptyAssessment, FeedbackOff
from backend.assessments.events import AssignmentClosed, AssignmentTimesChanged
from backend.assessments.models import Assignment
from backend.assessments.schemas import AssignmentChange, AssignmentDefaults, AssignmentIn, Feedback, State
from backend.assessments.service import access_assessment, list_items
from backend.classes.service import access_class
from backend.core import audit, clock, events
from backend.core.errors import NotFound, StaleVersion
from backend.core.model import uuid7
from backend.core.versioning import flush_or_stale

LONGEST_WINDOW = timedelta(days=366)


def state_of(assignment: Assignment, now: datetime) -> State:
    """Return the state that follows from the times: scheduled, open, closed, or released."""
    if assignment.released_at is not None:
        return "released"
    if now < assignment.opens_at:
        return "scheduled"
    return "open" if now < assignment.closes_at else "closed"


def shows_results(assignment: Assignment) -> bool:
    """Tell whether a pupil who has handed in may see marks: by the policy, or since the teacher said so."""
    return assignment.feedback != "release" or assignment.released_at is not None


async def access_assignment(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Assignment:
    """Return an assignment of one of the actor's classes. Raises NotFound."""
    found = await session.get(Assignment, assignment_id)
    if found is not None and (actor.may("assessments.author") or actor.may("results.view")):
        try:
            await access_class(session, actor, found.class_id)
        except NotFound:
            found = None
        else:
            return found
    raise NotFound("There is no such assignment in your classes. Reload the list.")


async def get_assignment(session: AsyncSession, assignment_id: uuid.UUID) -> Assignment:
    """Return an assignment by an id that didn't come from a user. Raises NotFound."""
    found = await session.get(Assignment, assignment_id)
    if found is None:
        raise NotFound("There is no such assignment.")
    return found


async def assignment_defaults(session: AsyncSession) -> AssignmentDefaults:
    """Return how a new assignment begins: as the school has set it, as far as this machine allows it."""
    chosen = await get_school_settings(session)
    off = chosen.feedback == "each" and not session.info["settings"].enable_immediate_feedback
    return AssignmentDefaults(
        feedback="hand_in" if off else cast("Feedback", chosen.feedback),
        attempts_allowed=chosen.attempts_allowed,
        time_limit_s=chosen.time_limit_s,
    )


async def assign(session: AsyncSession, actor: Actor, assessment_id: uuid.UUID, new: AssignmentIn) -> Assignment:
    """Set the present revision of an assessment for a class. Raises EmptyAssessment, BadWindow, FeedbackOff."""
    assessment = await access_assessment(session, actor, assessment_id, lock=True)
    school_class = await access_class(session, actor, new.class_id)
    if not await list_items(session, assessment.id, assessment.revision):
        raise EmptyAssessment("Put at least one question in before you set this for a class.")
    check_window(new.opens_at, new.closes_at)
    begins = await assignment_defaults(session)
    feedback = new.feedback or begins.feedback
    _check_feedback(session, feedback)
    assignment = Assignment(
        id=uuid7(),
        assessment_id=assessment.id,
        revision=assessment.revision,
        class_id=school_class.id,
        opens_at=new.opens_at,
        closes_at=new.closes_at,
        time_limit_s=new.time_limit_s if "time_limit_s" in new.model_fields_set else begins.time_limit_s,
        attempts_allowed=new.attempts_allowed or begins.attempts_allowed,
        attempts_count=new.attempts_count,
        feedback=feedback,
        try_penalties=new.try_penalties,
        shuffle_questions=new.shuffle_questions,
        created_by=actor.user_id,
    )
    session.add(assignment)
    await flush_or_stale(session)
    await audit.record(session, "set", "assignment", assignment.id, actor_id=actor.user_id)
    return assignment


async def change_assignment(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, change: AssignmentChange
) -> Assignment:
    """Change the window, the limit, the attempts or the policy. Raises StaleVersion, BadWindow, AlreadyUnderWay.

    A time limit is left as it is when not given; null takes it away. What tries cost holds for those to come: one that
    was checked keeps what it cost.
    """
    assignment = await _access_version(session, actor, assignment_id, change.version)
    given = change.model_fields_set - {"version"}
    opens_at = change.opens_at or assignment.opens_at
    closes_at = change.closes_at or assignment.closes_at
    if opens_at != assignment.opens_at and assignment.opens_at <= clock.now() < opens_at:
        raise AlreadyUnderWay("This is open already, so it can't open later. Close it, or set it again.")
    check_window(opens_at, closes_at)
    if change.feedback is not None:
        _check_feedback(session, change.feedback)
        assignment.feedback = change.feedback
    assignment.opens_at, assignment.closes_at = opens_at, closes_at
    if "time_limit_s" in given:
        assignment.time_limit_s = change.time_limit_s
    if change.attempts_allowed is not None:
        assignment.attempts_allowed = change.attempts_allowed
    if change.attempts_count is not None:
        assignment.attempts_count = change.attempts_count
    if change.try_penalties is not None:
        assignment.try_penalties = change.try_penalties
    await flush_or_stale(session)
    await audit.record(session, "changed", "assignment", assignment.id, actor_id=actor.user_id, fields=given)
    if given & {"opens_at", "closes_at", "time_limit_s", "feedback"}:
        await events.emit(session, AssignmentTimesChanged(assignment.id))
    return assignment


async def release(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, *, version: int, released: bool
) -> Assignment:
    """Let pupils see their results, or take that back. Raises StaleVersion."""
    assignment = await _access_version(session, actor, assignment_id, version)
    assignment.released_at = clock.now() if released else None
    await flush_or_stale(session)
    action = "released" if released else "unreleased"
    await audit.record(session, action, "assignment", assignment.id, actor_id=actor.user_id, fields=["released_at"])
    return assignment


async def close(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, *, version: int) -> Assignment:
    """Close an open assignment now; open attempts are handed in. Raises StaleVersion, BadWindow.

    A pupil who has another time keeps it.
    """
    assignment = await _access_version(session, actor, assignment_id, version)
    now = clock.now()
    if not assignment.opens_at < now < assignment.closes_at:
        raise BadWindow("Only an assessment that is open can be closed.")
    assignment.closes_at = now
    await flush_or_stale(session)
    await audit.record(session, "closed", "assignment", assignment.id, actor_id=actor.user_id, fields=["closes_at"])
    await events.emit(session, AssignmentClosed(assignment.id))
    return assignment


async def assignments_of_classes(session: AsyncSession, class_ids: Iterable[uuid.UUID]) -> Sequence[Assignment]:
    """Return what was set for these classes, newest opening first."""
    return (
        await session.scalars(
            select(Assignment)
            .where(Assignment.class_id.in_(list(class_ids)))
            .order_by(Assignment.opens_at.desc(), Assignment.id.desc())
        )
    ).all()


async def _access_version(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, version: int) -> Assignment:
    assignment = await access_assignment(session, actor, assignment_id)
    if assignment.version != version:
        raise StaleVersion
    return assignment


def check_window(opens_at: datetime, closes_at: datetime) -> None:
    """Refuse times that don't fit together. Raises BadWindow."""
    if closes_at <= opens_at:
        raise BadWindow("It must close after it opens. Check the two times.")
    if closes_at - opens_at > LONGEST_WINDOW:
        raise BadWindow("It can't stay open for more than a year. Choose an earlier closing time.")


def _check_feedback(session: AsyncSession, feedback: str) -> None:
    if feedback == "each" and not session.info["settings"].enable_immediate_feedback:
        raise FeedbackOff("Feedback after each question is switched off on this machine. Choose another setting.")
