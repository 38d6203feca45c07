"""People as an admin manages them: list, add, change, new passwords, locks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, tuple_, union
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.names import fold_name, tidy_name
from backend.accounts.permissions import Actor
from backend.accounts.service import (
    NewPerson,
    access_person,
    change_login_name,
    create_user,
    rename_user,
    set_disabled,
    set_password,
)
from backend.accounts.sign_in import list_locked, unlock
from backend.classes import schemas
from backend.classes.class_editing import add_teacher_to_classes
from backend.classes.enrolment import create_pupil, get_open_classes
from backend.classes.errors import ChangedMeanwhile
from backend.classes.models import ClassPupil, ClassTeacher
from backend.classes.views import show_people
from backend.core import audit
from backend.core.db import Database
from backend.core.errors import Invalid, StaleVersion
from backend.core.pagination import PAGE_SIZE, decode_place, encode_place
from backend.core.passwords import PasswordHasher, make_pupil_password, make_staff_password
from backend.core.versioning import flush_or_stale


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people to list. ``q`` is words of a name, in any order, accents and case aside."""

    role: str | None = None
    q: str = ""
    class_id: uuid.UUID | None = None
    status: str | None = None


async def list_people(session: AsyncSession, wanted: PeopleFilter, after: str | None) -> schemas.PeoplePage:
    """Return one page of people by family name, and how many of each role fit the other filters."""
    conditions = await _conditions(session, wanted)
    counted = await session.execute(select(User.role, func.count().label("n")).where(*conditions).group_by(User.role))
    query = select(User).where(*conditions).order_by(User.sort_folded, User.id).limit(PAGE_SIZE + 1)
    if wanted.role is not None:
        query = query.where(User.role == wanted.role)
    if after is not None:
        query = query.where(tuple_(User.sort_folded, User.id) > _place(after))
    found = (await session.scalars(query)).all()
    page = found[:PAGE_SIZE]
    return schemas.PeoplePage(
        items=await show_people(session, page),
        next=encode_place(page[-1].sort_folded, page[-1].id) if len(found) > PAGE_SIZE else None,
        counts=schemas.RoleCounts(**{row.role: row.n for row in counted}),
    )


async def show_person(session: AsyncSession, actor: Actor, user_id: uuid.UUID) -> schemas.PersonOut:
    """Return one person. Raises NotFound."""
    return await _shown(session, await access_person(session, actor, user_id))


async def add_person(
    database: Database, hasher: PasswordHasher, actor: Actor, new: schemas.PersonIn
) -> schemas.NewPersonOut:
    """Add a person with a password that is shown once. Raises NameTaken; NotFound for an unknown class."""
    password = make_pupil_password() if new.role == "pupil" else make_staff_password()
    hashed = await hasher.hash(password)
    async with database.session(actor.school_id) as session:
        class_ids = [school_class.id for school_class in await get_open_classes(session, new.class_ids)]
        if new.role == "pupil":
            user = await create_pupil(
                session,
                given_name=new.given_name,
                family_name=new.family_name,
                password_hash=hashed,
                class_ids=class_ids,
                actor_id=actor.user_id,
            )
        else:
            user = await create_user(
                session,
                NewPerson(new.role, new.given_name, new.family_name, new.title, new.login_name or ""),
                password_hash=hashed,
                actor_id=actor.user_id,
            )
            await add_teacher_to_classes(session, user.id, class_ids)
        return schemas.NewPersonOut(person=await _shown(session, user), password=password)


async def change_person(
    session: AsyncSession, actor: Actor, user_id: uuid.UUID, change: schemas.PersonChange
) -> schemas.PersonOut:
    """Change a person. Raises NotFound, StaleVersion, NameTaken; OwnAccount for switching oneself off."""
    user = await access_person(session, actor, user_id)
    if user.version != change.version:
        raise StaleVersion
    if change.login_name is not None and user.role == "pupil":
        raise Invalid("Pupils sign in by their name and class; leave the sign-in name out.")
    if change.given_name is not None or change.family_name is not None:
        await rename_user(
            session,
            user,
            given_name=change.given_name or user.given_name,
            family_name=change.family_name or user.family_name,
        )
    if change.title is not None:
        user.title = tidy_name(change.title)
    if change.login_name is not None:
        await change_login_name(session, user, change.login_name)
    if change.disabled is not None and change.disabled != (user.disabled_at is not None):
        await set_disabled(session, user, change.disabled, actor=actor)
    try:
        await flush_or_stale(session)
    except IntegrityError as exc:
        raise ChangedMeanwhile("Somebody took this name a moment ago. Reload the list and try again.") from exc
    changed = change.model_fields_set - {"version"}
    await audit.record(session, "changed", "user", user.id, actor_id=actor.user_id, fields=changed)
    return await _shown(session, user)


async def reset_password(
    database: Database, hasher: PasswordHasher, actor: Actor, user_id: uuid.UUID
) -> schemas.NewPassword:
    """Give a person a new password, which is shown once; their sessions and locks end. Raises NotFound."""
    async with database.session(actor.school_id) as session:
        role = (await access_person(session, actor, user_id)).role
    password = make_pupil_password() if role == "pupil" else make_staff_password()
    hashed = await hasher.hash(password)
    async with database.session(actor.school_id) as session:
        await set_password(session, await access_person(session, actor, user_id), hashed, actor=actor)
        await unlock(session, user_id, actor.user_id)
    return schemas.NewPassword(password=password)


async def unlock_person(session: AsyncSession, actor: Actor, user_id: uuid.UUID) -> None:
    """Let a person try to sign in again at once. Raises NotFound."""
    user = await access_person(session, actor, user_id)
    await unlock(session, user.id, actor.user_id)


async def _shown(session: AsyncSession, user: User) -> schemas.PersonOut:
    (person,) = await show_people(session, [user])
    return person


async def _conditions(session: AsyncSession, wanted: PeopleFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for word in fold_name(wanted.q).split()[:8]:
        by_login = User.sign_in_name.icontains(word, autoescape=True) & (User.role != "pupil")
        conditions.append(or_(User.sort_folded.contains(word, autoescape=True), by_login))
    if wanted.class_id is not None:
        members = union(
            select(ClassPupil.pupil_id).where(ClassPupil.class_id == wanted.class_id),
            select(ClassTeacher.teacher_id).where(ClassTeacher.class_id == wanted.class_id),
        )
        conditions.append(User.id.in_(members))
    if wanted.status == "disabled":
        conditions.append(User.disabled_at.is_not(None))
    elif wanted.status is not None:
        conditions.append(User.disabled_at.is_(None))
    if wanted.status == "locked":
        everybody = list(await session.scalars(select(User.id).where(User.disabled_at.is_(None))))
        conditions.append(User.id.in_(await list_locked(session, everybody)))
    return conditions


def _place(after: str) -> tuple[str, uuid.UUID]:
    sort_folded, user_id = decode_place(after, 2)
    try:
        return str(sort_folded), uuid.UUID(str(user_id))
    except ValueError as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc
