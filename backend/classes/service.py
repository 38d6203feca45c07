"""What other rooms may ask of classes: who teaches them, who sits in them, and which of them an actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, exists, false, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.classes.models import ClassPupil, ClassTeacher, SchoolClass
from backend.core.errors import NotFound


def is_visible_class(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that ``actor`` may see a class: admins see all, teachers those that they teach."""
    if actor.may("classes.manage"):
        return true()
    if not actor.may("classes.view"):
        return false()
    return exists().where(ClassTeacher.class_id == SchoolClass.id, ClassTeacher.teacher_id == actor.user_id)


async def access_class(session: AsyncSession, actor: Actor, class_id: uuid.UUID) -> SchoolClass:
    """Return a class that the actor may see: an admin any, a teacher their own. Raises NotFound."""
    found = await session.scalar(select(SchoolClass).where(SchoolClass.id == class_id, is_visible_class(actor)))
    if found is None:
        raise NotFound("There is no such class, or you don't teach it. The list may be out of date; reload it.")
    return found


async def access_pupil_in_class(
    session: AsyncSession, actor: Actor, class_id: uuid.UUID, pupil_id: uuid.UUID
) -> tuple[SchoolClass, User]:
    """Return a class that the actor may see and a pupil who is in it now. Raises NotFound."""
    school_class = await access_class(session, actor, class_id)
    pupil = await session.scalar(
        select(User)
        .join(ClassPupil, ClassPupil.pupil_id == User.id)
        .where(ClassPupil.class_id == class_id, User.id == pupil_id, User.disabled_at.is_(None))
    )
    if pupil is None:
        raise NotFound("This pupil isn't in the class any more. The list may be out of date; reload it.")
    return school_class, pupil


async def access_pupil(session: AsyncSession, actor: Actor, pupil_id: uuid.UUID) -> User:
    """Return a pupil whom the actor looks after: an admin any, a teacher those of their classes. Raises NotFound."""
    query = select(User).where(User.id == pupil_id, User.role == "pupil")
    if not actor.may("people.manage"):
        theirs = exists().where(
            ClassPupil.pupil_id == User.id, ClassPupil.class_id == SchoolClass.id, is_visible_class(actor)
        )
        query = query.where(theirs, User.disabled_at.is_(None))
    pupil = await session.scalar(query)
    if pupil is None:
        raise NotFound("There is no such pupil in your classes. The list may be out of date; reload it.")
    return pupil


async def class_ids_of_teacher(session: AsyncSession, user_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the classes in use that a teacher has, by name."""
    return await _class_ids(session, ClassTeacher, ClassTeacher.teacher_id == user_id)


async def class_ids_of_pupil(session: AsyncSession, user_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the classes in use that a pupil is in, by name."""
    return await _class_ids(session, ClassPupil, ClassPupil.pupil_id == user_id)


async def _class_ids(
    session: AsyncSession, link: type[ClassTeacher | ClassPupil], condition: ColumnElement[bool]
) -> list[uuid.UUID]:
    found = await session.scalars(
        select(SchoolClass.id)
        .join(link, link.class_id == SchoolClass.id)
        .where(condition, SchoolClass.archived_at.is_(None))
        .order_by(SchoolClass.name_folded, SchoolClass.id)
    )
    return list(found)


async def classes_by_ids(session: AsyncSession, class_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, SchoolClass]:
    """Return those of the school's classes that have one of these ids, by id; archived ones too."""
    if not class_ids:
        return {}
    found = await session.scalars(select(SchoolClass).where(SchoolClass.id.in_(set(class_ids))))
    return {school_class.id: school_class for school_class in found}


async def pupils_of_class(session: AsyncSession, class_id: uuid.UUID) -> list[User]:
    """Return the pupils of a class by family name; those who have left (are switched off) aren't among them."""
    found = await session.scalars(
        select(User)
        .join(ClassPupil, ClassPupil.pupil_id == User.id)
        .where(ClassPupil.class_id == class_id, User.disabled_at.is_(None))
        .order_by(User.sort_folded, User.id)
    )
    return list(found)


def pupils_in(class_id: ColumnElement[uuid.UUID] | InstrumentedAttribute[uuid.UUID]) -> ScalarSelect[int]:
    """Return the part of a query that counts the pupils of each row's class."""
    return (
        select(func.count())
        .select_from(ClassPupil)
        .join(User, User.id == ClassPupil.pupil_id)
        .where(ClassPupil.class_id == class_id, User.disabled_at.is_(None))
        .scalar_subquery()
    )


async def pupil_counts(session: AsyncSession, class_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """Return how many pupils each of these classes has; 0 for one without any."""
    if not class_ids:
        return {}
    rows = await session.execute(
        select(SchoolClass.id, pupils_in(SchoolClass.id).label("n")).where(SchoolClass.id.in_(class_ids))
    )
    return {row.id: row.n for row in rows}


async def is_pupil_in_class(session: AsyncSession, pupil_id: uuid.UUID, class_id: uuid.UUID) -> bool:
    """Tell whether a pupil is in a class now."""
    link = exists().where(ClassPupil.class_id == class_id, ClassPupil.pupil_id == pupil_id)
    return bool(await session.scalar(select(link)))


async def teachers_of_classes(
    session: AsyncSession, class_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, Sequence[User]]:
    """Return the teachers of each of these classes by family name; an empty list for a class without one."""
    teachers: dict[uuid.UUID, list[User]] = {class_id: [] for class_id in class_ids}
    if teachers:
        rows = await session.execute(
            select(ClassTeacher.class_id, User)
            .join(User, User.id == ClassTeacher.teacher_id)
            .where(ClassTeacher.class_id.in_(teachers), User.disabled_at.is_(None))
            .order_by(User.sort_folded, User.id)
        )
        for class_id, teacher in rows:
            teachers[class_id].append(teacher)
    return teachers
