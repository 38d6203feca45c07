"""What is told of marks that were changed: to their pupil, what it was before and why; never who else's changed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.marker.models import Mark, MarkChange
from backend.marker.schemas import MarkTold
from backend.marker.service import newest_marks


class ChangeShown(NamedTuple):
    """A change as it stands beside the marks that it brought."""

    kind: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class _Past:
    mark: Mark
    kind: str | None
    reason: str
    undone: bool


async def changes_told(session: AsyncSession, marks: Collection[Mark]) -> dict[uuid.UUID, MarkTold]:
    """Return, by the attempt's item, what its pupil is told of the change that brought its mark; ``marks``: the newest.

    Nothing for a mark that was the first to be given, nor for a person's first look at an answer that waited.
    """
    changed = {mark.attempt_item_id: mark for mark in marks if mark.change_id is not None}
    if not changed:
        return {}
    rows = await session.execute(
        select(Mark, MarkChange.kind, MarkChange.reason, MarkChange.state)
        .outerjoin(MarkChange, MarkChange.id == Mark.change_id)
        .where(Mark.attempt_item_id.in_(changed))
        .order_by(Mark.attempt_item_id, Mark.id)
    )
    history: dict[uuid.UUID, list[_Past]] = defaultdict(list)
    for mark, kind, reason, state in rows:
        history[mark.attempt_item_id].append(_Past(mark, kind, reason or "", state == "undone"))
    told = {item_id: _told(past) for item_id, past in history.items()}
    return {item_id: found for item_id, found in told.items() if found is not None}


def _told(history: Sequence[_Past]) -> MarkTold | None:
    now = history[-1]
    first = next(past for past in history if past.mark.change_id == now.mark.change_id)
    before = [past for past in history if past.mark.id < first.mark.id and not past.undone and past.mark.undoes is None]
    if now.kind == "marking" or not before:
        return None
    was = before[-1].mark
    if was.outcome == "needs_marking" or was.response != now.mark.response:
        return None
    if (was.score, was.outcome) == (now.mark.score, now.mark.outcome):
        return None
    return MarkTold(
        was=round(float(was.score), 2),
        now=None if now.mark.outcome == "void" else round(float(now.mark.score), 2),
        reason=now.reason,
        at=first.mark.created_at,
    )


async def changed_at(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, datetime]:
    """Return when what is told of the marks of each attempt last changed; of most nothing is told."""
    if not attempt_ids:
        return {}
    newest = newest_marks(attempt_ids, Mark.id, Mark.change_id).subquery()
    brought = select(Mark).join(newest, newest.c.id == Mark.id).where(newest.c.change_id.is_not(None))
    marks = (await session.scalars(brought)).all()
    attempt_of = {mark.attempt_item_id: mark.attempt_id for mark in marks}
    latest: dict[uuid.UUID, datetime] = {}
    for item_id, told in (await changes_told(session, marks)).items():
        attempt_id = attempt_of[item_id]
        latest[attempt_id] = max(told.at, latest.get(attempt_id, told.at))
    return latest


async def changes_by_ids(session: AsyncSession, change_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, ChangeShown]:
    """Return changes with the names of who made them."""
    if not change_ids:
        return {}
    rows = await session.execute(
        select(MarkChange, User).join(User, User.id == MarkChange.made_by).where(MarkChange.id.in_(change_ids))
    )
    return {change.id: ChangeShown(change.kind, change.reason, user.display_name) for change, user in rows}
