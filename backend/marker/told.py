"""What is told of marks that were changed: to their pupil, what it was before and why; never who else's changed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

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
    """Return when a change last brought marks that stand in each attempt; most have none."""
    if not attempt_ids:
        return {}
    newest = newest_marks(
        attempt_ids,
        Mark.id,
        Mark.attempt_id,
        Mark.attempt_item_id,
        Mark.change_id,
        Mark.score,
        Mark.marks_max,
        Mark.created_at,
    ).subquery()
    former = aliased(Mark)
    differs = (former.score != newest.c.score) | (former.marks_max != newest.c.marks_max)
    rows = await session.execute(
        select(newest.c.attempt_id, func.max(newest.c.created_at))
        .join(MarkChange, MarkChange.id == newest.c.change_id)
        .where(
            MarkChange.kind != "marking",
            select(former.id)
            .where(
                former.attempt_item_id == newest.c.attempt_item_id,
                former.id < newest.c.id,
                former.outcome != "needs_marking",
                differs,
            )
            .exists(),
        )
        .group_by(newest.c.attempt_id)
    )
    return dict(iter(rows))


async def changes_by_ids(session: AsyncSession, change_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, ChangeShown]:
    """Return changes with the names of who made them."""
    if not change_ids:
        return {}
    rows = await session.execute(
        select(MarkChange, User).join(User, User.id == MarkChange.made_by).where(MarkChange.id.in_(change_ids))
    )
    return {change.id: ChangeShown(change.kind, change.reason, user.display_name) for change, user in rows}
