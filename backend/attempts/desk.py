"""The desk: what a pupil lays out beside their answers. Flags, options struck out, scratch notes; never marked.

No audit row: like preferences it is the pupil's own, changes every few seconds, and decides nothing.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import func, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.schemas import Body
from backend.attempts.errors import AttemptClosed
from backend.attempts.models import Attempt, AttemptDesk, AttemptItem
from backend.attempts.service import access_attempt
from backend.core import clock
from backend.questions.content import is_storable

NOTES_MAX = 5_000
"""Characters."""

ITEMS_MAX = 200
OPTIONS_MAX = 30
_MAX_MS = 4_102_444_800_000
_ACTIVE_AGAIN = timedelta(seconds=5)
_AHEAD = timedelta(minutes=1)
"""How far a page's clock may run ahead: one that is wrong must not shut out what comes later."""


def _kept(text: str) -> str:
    if not is_storable(text):
        raise ValueError("Your notes hold a character that can't be kept. Type that part again.")
    return text


Notes = Annotated[str, StringConstraints(max_length=NOTES_MAX), AfterValidator(_kept)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Options = Annotated[list[OptionId], Field(max_length=OPTIONS_MAX)]


class Desk(Body):
    """What lies on the desk. ``struck``: options crossed out, by item. ``changed_at``: ms UTC by the pupil's clock."""

    flags: Annotated[list[uuid.UUID], Field(max_length=ITEMS_MAX)]
    struck: Annotated[dict[uuid.UUID, Options], Field(max_length=ITEMS_MAX)]
    notes: Notes
    changed_at: Annotated[int, Field(ge=0, le=_MAX_MS)]


async def keep_desk(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, desk: Desk) -> Desk:
    """Store the desk of the actor's own open attempt where it is newer than what is there. Returns what is there now.

    Marks on questions that aren't the attempt's are left out. Raises NotFound, AttemptClosed.
    """
    attempt = await access_attempt(session, actor, attempt_id)
    if attempt.state != "open":
        raise AttemptClosed("You have handed this in, so your notes and marks stay as they were.")
    # To flag, strike out or note is work as well: whoever does it isn't idle.
    await session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, func.coalesce(Attempt.active_at < clock.now() - _ACTIVE_AGAIN, true()))
        .values(active_at=clock.now())
    )
    query = select(AttemptItem.id).where(AttemptItem.attempt_id == attempt_id)
    items = set((await session.scalars(query)).all())
    new = upsert(AttemptDesk).values(
        attempt_id=attempt_id,
        flags=[item for item in dict.fromkeys(desk.flags) if item in items],
        struck={str(item): sorted(set(ids)) for item, ids in desk.struck.items() if ids and item in items},
        notes=desk.notes,
        changed_at=min(desk.changed_at, clock.to_ms(clock.now() + _AHEAD)),
    )
    values = {name: new.excluded[name] for name in ("flags", "struck", "notes", "changed_at")}
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[AttemptDesk.attempt_id],
            set_=values | {"saved_at": clock.now()},
            where=AttemptDesk.changed_at < new.excluded.changed_at,
        )
    )
    return await find_desk(session, attempt_id) or desk


async def find_desk(session: AsyncSession, attempt_id: uuid.UUID) -> Desk | None:
    """Return the desk of an attempt that the caller may see; None while nothing was ever laid on it."""
    found = await session.get(AttemptDesk, attempt_id, populate_existing=True)
    if found is None:
        return None
    return Desk(flags=found.flags, struck=found.struck, notes=found.notes, changed_at=found.changed_at)
