"""What a teacher may do for the pupils of a class: add, move, a new password, lift a lock, access arrangements."""

from __future__ import annotations

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import Arrangement, arrangement_of, set_arrangements
from backend.accounts.permissions import Actor
from backend.accounts.schemas import ArrangementsIn, ArrangementsOut
from backend.accounts.service import set_password
from backend.accounts.sign_in import unlock
from backend.classes import schemas
from backend.classes.enrolment import create_pupil, get_open_classes, move_pupil
from backend.classes.service import access_class, access_pupil, access_pupil_in_class
from backend.classes.views import show_arrangement, show_pupil
from backend.core.db import Database
from backend.core.passwords import PasswordHasher, make_pupil_password


async def add_pupil_to_class(
    database: Database, hasher: PasswordHasher, actor: Actor, class_id: uuid.UUID, new: schemas.PupilIn
) -> schemas.NewPupil:
    """Add a pupil to a class that the actor may see, with a password that is shown once. Raises NotFound."""
    async with database.session(actor.school_id) as session:
        await access_class(session, actor, class_id)
    password = make_pupil_password()
    hashed = await hasher.hash(password)
    async with database.session(actor.school_id) as session:
        await access_class(session, actor, class_id)
        pupil = await create_pupil(
            session,
            given_name=new.given_name,
            family_name=new.family_name,
            password_hash=hashed,
            class_ids=[class_id],
            actor_id=actor.user_id,
        )
        return schemas.NewPupil(pupil=show_pupil(pupil, locked=False), password=password)


async def move_to_class(
    session: AsyncSession, actor: Actor, class_id: uuid.UUID, pupil_id: uuid.UUID, to_class_id: uuid.UUID
) -> None:
    """Move a pupil out of a class that the actor may see into any other of the school. Raises NotFound."""
    _, pupil = await access_pupil_in_class(session, actor, class_id, pupil_id)
    (target,) = await get_open_classes(session, [to_class_id])
    await move_pupil(session, pupil.id, leaves=[class_id], joins=target.id, actor_id=actor.user_id)


async def reset_pupil_password(
    database: Database, hasher: PasswordHasher, actor: Actor, class_id: uuid.UUID, pupil_id: uuid.UUID
) -> schemas.NewPassword:
    """Give a pupil of a class a new password, which is shown once; their sessions end. Raises NotFound."""
    async with database.session(actor.school_id) as session:
        await access_pupil_in_class(session, actor, class_id, pupil_id)
    password = make_pupil_password()
    hashed = await hasher.hash(password)
    async with database.session(actor.school_id) as session:
        _, pupil = await access_pupil_in_class(session, actor, class_id, pupil_id)
        await set_password(session, pupil, hashed, actor=actor)
        await unlock(session, pupil.id, actor.user_id)
    return schemas.NewPassword(password=password)


async def unlock_pupil(session: AsyncSession, actor: Actor, class_id: uuid.UUID, pupil_id: uuid.UUID) -> None:
    """Let a pupil of a class try to sign in again at once. Raises NotFound."""
    _, pupil = await access_pupil_in_class(session, actor, class_id, pupil_id)
    await unlock(session, pupil.id, actor.user_id)


async def show_arrangements(session: AsyncSession, actor: Actor, pupil_id: uuid.UUID) -> ArrangementsOut:
    """Return what a pupil whom the actor looks after is entitled to. Raises NotFound."""
    pupil = await access_pupil(session, actor, pupil_id)
    return show_arrangement(await arrangement_of(session, pupil.id))


async def change_arrangements(
    session: AsyncSession, actor: Actor, pupil_id: uuid.UUID, wanted: ArrangementsIn
) -> ArrangementsOut:
    """Write down what a pupil whom the actor looks after is entitled to. Raises NotFound, StaleVersion."""
    pupil = await access_pupil(session, actor, pupil_id)
    # What isn't chosen of the display is left out: it is as for everybody.
    fields = wanted.model_dump(exclude_none=True)
    return show_arrangement(await set_arrangements(session, actor, pupil.id, Arrangement(**fields)))
