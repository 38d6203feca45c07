"""When an attempt ends: the class's times, the pupil's own, their access arrangements, pauses and added time."""

from __future__ import annotations

import math
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import NONE, Arrangement, arrangements_of
from backend.accounts.sign_in import keep_awake
from backend.assessments.assignments import get_assignment
from backend.assessments.models import Assignment, AssignmentOverride
from backend.assessments.overrides import attempts_of, overrides_of, times_of
from backend.attempts.models import Attempt
from backend.core import clock
from backend.core.live import tell

GRACE = timedelta(seconds=10)
"""How long after the end an answer still counts whenever it was made: the page is just handing in."""


SITTING = "sitting"
"""What pages follow of an assignment: the states and ends of its attempts."""

PROGRESS = "progress"
"""What only the live view follows: answers being saved, pages reporting."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one pupil has for one assignment: they start while it is open, and end by ``ends_by``.

    ``limit_s``: seconds from the start; None: until ``ends_by``.
    """

    opens_at: datetime
    closes_at: datetime
    own_times: bool
    ends_by: datetime
    limit_s: int | None
    attempts_allowed: int
    fewer_options: bool
    rest_breaks: bool


def allowance(assignment: Assignment, own: AssignmentOverride | None, arrangement: Arrangement) -> Allowance:
    """Return what follows from the class's times, the pupil's own, and the pupil's arrangements.

    Extra time is a share of the limit. Where the arrangement lets it run past closing, an attempt may go on that much
    longer: whoever begins with their class has all of it.
    """
    opens_at, closes_at, own_times = times_of(assignment, own)
    percent = arrangement.extra_time_percent
    if own is not None and own.extra_time_percent is not None:
        percent = own.extra_time_percent
    limit_s, extra_s = assignment.time_limit_s, 0
    if limit_s is not None:
        extra_s = -(-limit_s * percent // 100)
        limit_s += extra_s
    return Allowance(
        opens_at=opens_at,
        closes_at=closes_at,
        own_times=own_times,
        ends_by=closes_at + timedelta(seconds=extra_s if arrangement.past_closing else 0),
        limit_s=limit_s,
        attempts_allowed=attempts_of(assignment, own),
        fewer_options=arrangement.fewer_options,
        rest_breaks=arrangement.rest_breaks,
    )


async def allowances(
    session: AsyncSession, assignment: Assignment, pupil_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Allowance]:
    """Return what each of these pupils has for an assignment."""
    own = await overrides_of(session, assignment.id)
    arrangements = await arrangements_of(session, pupil_ids)
    return {
        pupil_id: allowance(assignment, own.get(pupil_id), arrangements.get(pupil_id, NONE)) for pupil_id in pupil_ids
    }


async def allowance_for(session: AsyncSession, assignment: Assignment, pupil_id: uuid.UUID) -> Allowance:
    """Return what one pupil has for an assignment."""
    return (await allowances(session, assignment, [pupil_id]))[pupil_id]


def end_of(attempt: Attempt) -> datetime:
    """Return when an attempt ends: its limit from the start, by its latest end, then what pauses took and was added.

    Both of these pass the latest end: they were given on purpose, with the lesson in view.
    """
    end = attempt.ends_by
    if attempt.limit_s is not None:
        end = min(end, attempt.started_at + timedelta(seconds=attempt.limit_s))
    return end + timedelta(seconds=attempt.paused_s + attempt.added_s)


def ends_at(attempt: Attempt, now: datetime) -> datetime:
    """Return when an attempt ends if a pause that is under way ended now."""
    return attempt.ends_at + (now - attempt.paused_at if attempt.paused_at else timedelta())


def end_pause(attempt: Attempt, now: datetime) -> None:
    """Note that a pause is over and how long it took, in whole seconds in the pupil's favour."""
    if attempt.paused_at is not None:
        attempt.paused_s += math.ceil((now - attempt.paused_at).total_seconds())
    attempt.paused_at = attempt.paused_by = None
    attempt.on_break = False


def wire_state(attempt: Attempt) -> str:
    """Return the state as pages know it: open, paused, submitted or marked."""
    return "paused" if attempt.state == "open" and attempt.paused_at else attempt.state


def is_over(attempt: Attempt, now: datetime) -> bool:
    """Tell whether the time of an attempt has run out, grace included. A pause stops the clock."""
    return now > ends_at(attempt, now) + GRACE


def idle_time(session: AsyncSession) -> timedelta:
    """Return how long a pupil who does nothing stays signed in once no attempt is open."""
    return timedelta(minutes=session.info["settings"].pupil_idle_minutes)


async def set_end(session: AsyncSession, attempt: Attempt) -> None:
    """Give an open attempt the end that follows from its columns. The pupil stays signed in until then.

    No end moves into the past: what a pupil has answered until now was in time.
    """
    attempt.ends_at = max(end_of(attempt), min(clock.now(), attempt.ends_at))
    await keep_awake(session, [attempt.pupil_id], attempt.ends_at + idle_time(session))
    await session.flush()
    await tell_sitting(session, attempt.assignment_id)


async def move_ends(session: AsyncSession, assignment_id: uuid.UUID) -> None:
    """Give open attempts what follows from the assignment's changed times, or from their pupils' own."""
    await _move(session, await get_assignment(session, assignment_id), open_in(assignment_id))


async def move_ends_of_pupil(session: AsyncSession, pupil_id: uuid.UUID) -> None:
    """Give a pupil's open attempts what follows from their changed access arrangements."""
    theirs = and_(Attempt.pupil_id == pupil_id, Attempt.state == "open")
    assignment_ids = await session.scalars(select(Attempt.assignment_id).where(theirs).distinct())
    for assignment_id in sorted(assignment_ids):
        await _move(session, await get_assignment(session, assignment_id), theirs & open_in(assignment_id))


async def _move(session: AsyncSession, assignment: Assignment, which: ColumnElement[bool]) -> None:
    query = select(Attempt).where(which).order_by(Attempt.id).with_for_update()
    open_attempts = (await session.scalars(query.execution_options(populate_existing=True))).all()
    allowed = await allowances(session, assignment, {attempt.pupil_id for attempt in open_attempts})
    for attempt in open_attempts:
        attempt.limit_s = allowed[attempt.pupil_id].limit_s
        attempt.ends_by = allowed[attempt.pupil_id].ends_by
        await set_end(session, attempt)


async def tell_sitting(session: AsyncSession, assignment_id: uuid.UUID) -> None:
    """Tell open pages, the pupils' and the live view, that the state or the end of an attempt has changed."""
    await tell(session, SITTING, assignment_id)


def open_in(assignment_id: uuid.UUID) -> ColumnElement[bool]:
    """Return the condition of the open attempts of an assignment."""
    return and_(Attempt.assignment_id == assignment_id, Attempt.state == "open")
