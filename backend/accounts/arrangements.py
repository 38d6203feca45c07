"""Access arrangements: stored once on the pupil, applied wherever they sit. What they have, never why."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.events import ArrangementsChanged
from backend.accounts.models import AccessArrangements, User
from backend.accounts.permissions import Actor
from backend.core import audit, clock, events
from backend.core.errors import StaleVersion
from backend.core.versioning import flush_or_stale


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a pupil is entitled to while sitting. ``extra_time_percent`` of the time limit.

    ``display``: how pages look to them until they choose otherwise. ``version`` is 0 while nothing was ever written.
    """

    extra_time_percent: int = 0
    past_closing: bool = True
    rest_breaks: bool = False
    reader: bool = False
    fewer_options: bool = False
    display: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0


NONE = Arrangement()
"""Of the many pupils who have none."""

_NAMES = tuple(each.name for each in fields(Arrangement))
_SETTABLE = tuple(name for name in _NAMES if name != "version")


async def arrangements_of(session: AsyncSession, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Arrangement]:
    """Return the arrangements of those of these people who have any."""
    found = await session.scalars(
        select(AccessArrangements)
        .where(AccessArrangements.user_id.in_(list(user_ids)))
        .execution_options(populate_existing=True)
    )
    return {each.user_id: Arrangement(**{name: getattr(each, name) for name in _NAMES}) for each in found}


async def arrangement_of(session: AsyncSession, user_id: uuid.UUID) -> Arrangement:
    """Return one person's arrangements."""
    return (await arrangements_of(session, [user_id])).get(user_id, NONE)


async def set_arrangements(session: AsyncSession, actor: Actor, user_id: uuid.UUID, wanted: Arrangement) -> Arrangement:
    """Write down what a pupil is entitled to, over ``wanted.version``; the ends of their open attempts follow at once.

    The actor's access to the pupil is the caller's to check. Raises StaleVersion.
    """
    # Whoever is starting goes by what holds until then, and their attempt is found below.
    await session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    held = await arrangement_of(session, user_id)
    if held.version != wanted.version:
        raise StaleVersion
    changed = {name: getattr(wanted, name) for name in _SETTABLE if getattr(held, name) != getattr(wanted, name)}
    if not changed:
        return held
    await _write(session, user_id, changed, first=held.version == 0)
    await audit.record(session, "changed", "access_arrangements", user_id, actor_id=actor.user_id, fields=changed)
    await events.emit(session, ArrangementsChanged(user_id))
    return await arrangement_of(session, user_id)


async def _write(session: AsyncSession, user_id: uuid.UUID, changed: Mapping[str, Any], *, first: bool) -> None:
    if first:
        added = insert(AccessArrangements).values(user_id=user_id, **changed).on_conflict_do_nothing()
        if await session.scalar(added.returning(AccessArrangements.user_id)) is None:
            raise StaleVersion
        return
    row = await session.get_one(AccessArrangements, user_id)
    for name, value in changed.items():
        setattr(row, name, value)
    row.updated_at = clock.now()
    await flush_or_stale(session)
