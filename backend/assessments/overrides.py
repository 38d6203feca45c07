"""What single pupils have instead of their class: another time (who was absent), other extra time, more attempts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment, check_window
from backend.assessments.events import AssignmentTimesChanged
from backend.assessments.models import Assignment, AssignmentOverride
from backend.assessments.schemas import OverrideIn, OverrideOut, Window
from backend.classes.service import pupils_of_class
from backend.core import audit, events
from backend.core.errors import NotFound
from backend.core.model import uuid7

_FIELDS = ("opens_at", "closes_at", "extra_time_percent", "attempts_allowed")

Overrides = dict[uuid.UUID, AssignmentOverride]
"""By pupil, or of one pupil by assignment."""


class Times(NamedTuple):
    """When one pupil may sit an assignment. ``own``: by another time that the teacher gave."""

    opens_at: datetime
    closes_at: datetime
    own: bool


def times_of(assignment: Assignment, override: AssignmentOverride | None) -> Times:
    """Return a pupil's times: their own where they have some, else those of the class."""
    return own_times(override) or Times(assignment.opens_at, assignment.closes_at, own=False)


def own_times(override: AssignmentOverride | None) -> Times | None:
    """Return the times that a pupil has for themselves, or None."""
    if override is None or override.opens_at is None or override.closes_at is None:
        return None
    return Times(override.opens_at, override.closes_at, own=True)


def attempts_of(assignment: Assignment, override: AssignmentOverride | None) -> int:
    """Return how many attempts a pupil has: their own number, or that of the class."""
    return (override.attempts_allowed if override else None) or assignment.attempts_allowed


async def overrides_of(session: AsyncSession, assignment_id: uuid.UUID) -> Overrides:
    """Return what single pupils have instead of their class, by pupil."""
    return {
        each.pupil_id: each for each in await _overrides(session, AssignmentOverride.assignment_id == assignment_id)
    }


async def overrides_by_assignment(
    session: AsyncSession, assignment_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, Overrides]:
    """Return for each of several assignments what single pupils have instead of their class, by pupil."""
    found: dict[uuid.UUID, Overrides] = {assignment_id: {} for assignment_id in assignment_ids}
    if assignment_ids:
        for each in await _overrides(session, AssignmentOverride.assignment_id.in_(assignment_ids)):
            found[each.assignment_id][each.pupil_id] = each
    return found


async def overrides_of_pupil(session: AsyncSession, pupil_id: uuid.UUID) -> Overrides:
    """Return what a pupil has instead of their class, by assignment."""
    return {each.assignment_id: each for each in await _overrides(session, AssignmentOverride.pupil_id == pupil_id)}


async def find_override(
    session: AsyncSession, assignment_id: uuid.UUID, pupil_id: uuid.UUID
) -> AssignmentOverride | None:
    """Return what one pupil has instead of their class, or None."""
    mine = (AssignmentOverride.assignment_id == assignment_id) & (AssignmentOverride.pupil_id == pupil_id)
    return next(iter(await _overrides(session, mine)), None)


async def change_overrides(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, items: Sequence[OverrideIn]
) -> list[OverrideOut]:
    """Give each pupil named what is said of them; returns all that hold now.

    Raises NotFound for a pupil who isn't in the class; one who has left may keep or lose something, not get it first.
    Raises BadWindow.
    """
    assignment = await access_assignment(session, actor, assignment_id)
    wanted: dict[uuid.UUID, dict[str, Any]] = {}
    for item in items:
        wanted.setdefault(item.pupil_id, {}).update(_fields_given(item))
    # Two colleagues who change different things of one pupil come one after the other, and both hold.
    await session.execute(select(Assignment.id).where(Assignment.id == assignment.id).with_for_update(key_share=True))
    former = await overrides_of(session, assignment.id)
    known = former.keys() | {pupil.id for pupil in await pupils_of_class(session, assignment.class_id)}
    if wanted.keys() - known:
        raise NotFound("Somebody in that list isn't in the class any more. Reload the page, then choose again.")
    for pupil_id, fields in wanted.items():
        await _change(session, actor, (assignment.id, pupil_id), former.get(pupil_id), fields)
    await session.flush()
    await events.emit(session, AssignmentTimesChanged(assignment.id))
    return [show_override(each) for each in (await overrides_of(session, assignment.id)).values()]


def show_override(override: AssignmentOverride) -> OverrideOut:
    """Return what one pupil has instead of their class, as teachers see it."""
    times = own_times(override)
    return OverrideOut(
        pupil_id=override.pupil_id,
        window=Window(opens_at=times.opens_at, closes_at=times.closes_at) if times else None,
        extra_time_percent=override.extra_time_percent,
        attempts_allowed=override.attempts_allowed,
    )


def _fields_given(item: OverrideIn) -> dict[str, Any]:
    """Return the columns that an item says something of. Raises BadWindow."""
    fields = {name: getattr(item, name) for name in item.model_fields_set & set(_FIELDS)}
    if item.window is not None:
        check_window(item.window.opens_at, item.window.closes_at)
        fields |= {"opens_at": item.window.opens_at, "closes_at": item.window.closes_at}
    elif "window" in item.model_fields_set:
        fields |= {"opens_at": None, "closes_at": None}
    return fields


async def _change(
    session: AsyncSession,
    actor: Actor,
    place: tuple[uuid.UUID, uuid.UUID],
    row: AssignmentOverride | None,
    fields: dict[str, Any],
) -> None:
    """Write the override of (assignment, pupil); one that says nothing any more goes."""
    held = {name: getattr(row, name) for name in _FIELDS} if row else dict.fromkeys(_FIELDS)
    changed = {name: value for name, value in fields.items() if value != held[name]}
    if not changed:
        return
    gone = all(value is None for value in (held | changed).values())
    if row is None:
        row = AssignmentOverride(id=uuid7(), assignment_id=place[0], pupil_id=place[1])
        session.add(row)
    if gone:
        await session.delete(row)
    else:
        row.created_by = actor.user_id
        for name, value in changed.items():
            setattr(row, name, value)
    action = "removed" if gone else "changed"
    await audit.record(session, action, "assignment_override", row.id, actor_id=actor.user_id, fields=changed)


async def _overrides(session: AsyncSession, which: ColumnElement[bool]) -> Sequence[AssignmentOverride]:
    # A colleague's change must be read anew, not taken from what the session remembers.
    query = select(AssignmentOverride).where(which).execution_options(populate_existing=True)
    return (await session.scalars(query)).all()
