"""Pupils joining, leaving and changing classes."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.service import NewPerson, create_user
from backend.classes.errors import ChangedMeanwhile
from backend.classes.models import ClassPupil, SchoolClass
from backend.core import audit
from backend.core.errors import NotFound

_LINKS_AT_ONCE = 1000


async def create_pupil(
    session: AsyncSession,
    *,
    given_name: str,
    family_name: str,
    password_hash: str,
    class_ids: Collection[uuid.UUID],
    actor_id: uuid.UUID | None = None,
) -> User:
    """Add a pupil to the school and to these classes. Raises ChangedMeanwhile when a namesake is added right now."""
    try:
        pupil = await create_user(
            session,
            NewPerson(role="pupil", given_name=given_name, family_name=family_name),
            password_hash=password_hash,
            actor_id=actor_id,
        )
    except IntegrityError as exc:
        raise ChangedMeanwhile("Somebody added a pupil of this name a moment ago. Reload the list and look.") from exc
    await join_classes(session, pupil.id, class_ids)
    return pupil


async def join_classes(session: AsyncSession, pupil_id: uuid.UUID, class_ids: Collection[uuid.UUID]) -> None:
    """Put a pupil into these classes; being in one already changes nothing."""
    if class_ids:
        rows = [{"class_id": class_id, "pupil_id": pupil_id} for class_id in sorted(set(class_ids))]
        await session.execute(upsert(ClassPupil).on_conflict_do_nothing(), rows)


@dataclass(frozen=True, slots=True)
class Move:
    """A pupil leaves some classes and joins one; their work stays with the class where it was done."""

    pupil_id: uuid.UUID
    leaves: frozenset[uuid.UUID]
    joins: uuid.UUID


async def move_pupils(session: AsyncSession, moves: Sequence[Move]) -> None:
    """Let many pupils change classes, in a few statements."""
    left = [(move.pupil_id, class_id) for move in moves for class_id in sorted(move.leaves - {move.joins})]
    link = tuple_(ClassPupil.pupil_id, ClassPupil.class_id)
    for start in range(0, len(left), _LINKS_AT_ONCE):
        await session.execute(delete(ClassPupil).where(link.in_(left[start : start + _LINKS_AT_ONCE])))
    if moves:
        rows = [{"class_id": move.joins, "pupil_id": move.pupil_id} for move in moves]
        await session.execute(upsert(ClassPupil).on_conflict_do_nothing(), rows)


async def move_pupil(
    session: AsyncSession,
    pupil_id: uuid.UUID,
    *,
    leaves: Collection[uuid.UUID],
    joins: uuid.UUID,
    actor_id: uuid.UUID | None,
) -> None:
    """Take a pupil out of some classes and put them into another."""
    await move_pupils(session, [Move(pupil_id, frozenset(leaves), joins)])
    await audit.record(session, "moved", "user", pupil_id, actor_id=actor_id, fields=["classes"])


async def get_open_classes(session: AsyncSession, class_ids: Collection[uuid.UUID]) -> list[SchoolClass]:
    """Return the school's classes with these ids. Raises NotFound when one is unknown or archived."""
    wanted = set(class_ids)
    found = list(
        await session.scalars(
            select(SchoolClass)
            .where(SchoolClass.id.in_(wanted), SchoolClass.archived_at.is_(None))
            .order_by(SchoolClass.name_folded, SchoolClass.id)
        )
    )
    if len(found) < len(wanted):
        raise NotFound("One of the classes isn't in your school any more. Reload the page and choose again.")
    return found
