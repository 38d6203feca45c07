"""Another time for single pupils: who was absent sits it later. It holds instead of the assignment's own times."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment, check_window
from backend.assessments.events import AssignmentTimesChanged
from backend.assessments.models import Assignment, AssignmentOverride
from backend.assessments.schemas import WindowIn, WindowOut
from backend.classes.service import pupils_of_class
from backend.core import audit, events
from backend.core.errors import NotFound
from backend.core.model import uuid7

_FIELDS = ("opens_at", "closes_at")


class Times(NamedTuple):
    """When one pupil may sit an assignment. ``own``: by a window of theirs."""

    opens_at: datetime
    closes_at: datetime
    own: bool


OwnTimes = dict[uuid.UUID, Times]


def times_of(assignment: Assignment, own: Times | None) -> Times:
    """Return a pupil's times: their own where they have some, else those of the class."""
    return own or Times(assignment.opens_at, assignment.closes_at, own=False)


async def overrides_of(session: AsyncSession, assignment_id: uuid.UUID) -> dict[uuid.UUID, AssignmentOverride]:
    """Return what single pupils have instead of their class, by pupil."""
    query = select(AssignmentOverride).where(AssignmentOverride.assignment_id == assignment_id)
    found = await session.scalars(query.execution_options(populate_existing=True))
    return {each.pupil_id: each for each in found}


async def own_times(session: AsyncSession, assignment_id: uuid.UUID) -> OwnTimes:
    """Return the times of those pupils of an assignment who have their own, by pupil."""
    return {w.pupil_id: _times(w) for w in await _windows(session, AssignmentOverride.assignment_id == assignment_id)}


async def own_times_by_assignment(
    session: AsyncSession, assignment_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, OwnTimes]:
    """Return for each of several assignments the times of those pupils who have their own, by pupil."""
    found: dict[uuid.UUID, OwnTimes] = {assignment_id: {} for assignment_id in assignment_ids}
    if assignment_ids:
        for window in await _windows(session, AssignmentOverride.assignment_id.in_(assignment_ids)):
            found[window.assignment_id][window.pupil_id] = _times(window)
    return found


async def own_times_of_pupil(session: AsyncSession, pupil_id: uuid.UUID) -> OwnTimes:
    """Return the times that a pupil has for themselves, by assignment."""
    return {w.assignment_id: _times(w) for w in await _windows(session, AssignmentOverride.pupil_id == pupil_id)}


async def times_for(session: AsyncSession, assignment: Assignment, pupil_id: uuid.UUID) -> Times:
    """Return when one pupil may sit an assignment."""
    mine = (AssignmentOverride.assignment_id == assignment.id) & (AssignmentOverride.pupil_id == pupil_id)
    found = await _windows(session, mine)
    return times_of(assignment, _times(found[0]) if found else None)


async def change_windows(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, wanted: dict[uuid.UUID, WindowIn | None]
) -> list[WindowOut]:
    """Give each pupil named another time, or with None the class's again; returns all that hold now.

    Raises NotFound for a pupil who isn't in the class; one who has left may keep or lose a time, not get one.
    Raises BadWindow.
    """
    assignment = await access_assignment(session, actor, assignment_id)
    given = {pupil_id: window for pupil_id, window in wanted.items() if window is not None}
    for window in given.values():
        check_window(window.opens_at, window.closes_at)
    former = await own_times(session, assignment.id)
    known = former.keys() | {pupil.id for pupil in await pupils_of_class(session, assignment.class_id)}
    if wanted.keys() - known:
        raise NotFound("Somebody in that list isn't in the class any more. Reload the page, then choose again.")
    await _take(session, actor, assignment.id, wanted.keys() - given.keys())
    await _give(session, actor, assignment.id, given)
    await events.emit(session, AssignmentTimesChanged(assignment.id))
    held = await own_times(session, assignment.id)
    return [
        WindowOut(pupil_id=pupil_id, opens_at=times.opens_at, closes_at=times.closes_at)
        for pupil_id, times in held.items()
    ]


async def _give(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, given: dict[uuid.UUID, WindowIn]
) -> None:
    if not given:
        return
    new = insert(AssignmentOverride).values(
        [
            {
                "id": uuid7(),
                "assignment_id": assignment_id,
                "pupil_id": pupil_id,
                "opens_at": window.opens_at,
                "closes_at": window.closes_at,
                "created_by": actor.user_id,
            }
            for pupil_id, window in given.items()
        ]
    )
    # A colleague may have given one in the same moment: the later word holds.
    rows = await session.scalars(
        new.on_conflict_do_update(
            index_elements=["school_id", "assignment_id", "pupil_id"],
            set_={name: new.excluded[name] for name in ("opens_at", "closes_at", "created_by")},
        ).returning(AssignmentOverride.id)
    )
    await audit.record_many(
        session, "gave_other_time", "assignment_window", list(rows), actor_id=actor.user_id, fields=_FIELDS
    )


async def _take(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_ids: Iterable[uuid.UUID]) -> None:
    rows = await session.scalars(
        delete(AssignmentOverride)
        .where(AssignmentOverride.assignment_id == assignment_id, AssignmentOverride.pupil_id.in_(pupil_ids))
        .returning(AssignmentOverride.id)
    )
    await audit.record_many(session, "took_other_time", "assignment_window", list(rows), actor_id=actor.user_id)


async def _windows(session: AsyncSession, which: ColumnElement[bool]) -> Sequence[AssignmentOverride]:
    # What was written by a statement of its own must be read anew, not taken from what the session remembers.
    query = (
        select(AssignmentOverride)
        .where(which, AssignmentOverride.opens_at.is_not(None))
        .execution_options(populate_existing=True)
    )
    return (await session.scalars(query)).all()


def _times(window: AssignmentOverride) -> Times:
    if window.opens_at is None or window.closes_at is None:
        raise ValueError("this override holds no time")
    return Times(window.opens_at, window.closes_at, own=True)
