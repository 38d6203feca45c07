"""Classes and people as the pages show them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import NONE, Arrangement, arrangements_of
from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.accounts.schemas import ArrangementsOut
from backend.accounts.sign_in import list_locked
from backend.classes import schemas
from backend.classes.models import ClassPupil, ClassTeacher, SchoolClass
from backend.classes.service import (
    access_class,
    is_visible_class,
    pupil_counts,
    pupils_of_class,
    teachers_of_classes,
)


async def list_classes(session: AsyncSession, actor: Actor) -> schemas.ClassList:
    """Return the classes in use that the actor may see, by year group and name."""
    found = await session.scalars(
        select(SchoolClass)
        .where(SchoolClass.archived_at.is_(None), is_visible_class(actor))
        .order_by(SchoolClass.year_group, SchoolClass.name_folded, SchoolClass.id)
    )
    return schemas.ClassList(items=await _rows(session, found.all()))


async def show_class_row(session: AsyncSession, school_class: SchoolClass) -> schemas.ClassRow:
    """Return one class as in the list."""
    (row,) = await _rows(session, [school_class])
    return row


async def show_class(session: AsyncSession, actor: Actor, class_id: uuid.UUID) -> schemas.ClassOut:
    """Return a class that the actor may see, with its pupils. Raises NotFound."""
    school_class = await access_class(session, actor, class_id)
    pupils = await pupils_of_class(session, class_id)
    ids = [pupil.id for pupil in pupils]
    locked, arranged = await list_locked(session, ids), await arrangements_of(session, ids)
    teachers = await teachers_of_classes(session, [class_id])
    return schemas.ClassOut(
        id=school_class.id,
        name=school_class.name,
        year_group=school_class.year_group,
        code=school_class.code,
        pupils=[show_pupil(each, locked=each.id in locked, arranged=arranged.get(each.id)) for each in pupils],
        teachers=_teachers(teachers[class_id]),
        version=school_class.version,
    )


def show_arrangement(arranged: Arrangement) -> ArrangementsOut:
    """Return what a pupil is entitled to, as their teachers see it."""
    return ArrangementsOut.model_validate(asdict(arranged))


def show_pupil(pupil: User, *, locked: bool, arranged: Arrangement | None = None) -> schemas.ClassPupilOut:
    """Return a pupil as their teachers see them."""
    return schemas.ClassPupilOut(
        id=pupil.id,
        display_name=pupil.display_name,
        initials=pupil.initials,
        sign_in_name=pupil.sign_in_name,
        has_password=pupil.has_password,
        locked=locked,
        last_sign_in_at=pupil.last_sign_in_at,
        # Whoever had some once may have none now.
        arrangements=show_arrangement(arranged) if arranged and replace(arranged, version=0) != NONE else None,
    )


async def show_people(session: AsyncSession, people: Sequence[User]) -> list[schemas.PersonOut]:
    """Return people with their classes and locks; two queries, however many they are."""
    ids = [person.id for person in people]
    classes = await _class_names(session, ids)
    locked = await list_locked(session, ids)
    return [
        schemas.PersonOut.model_validate(
            {
                "id": person.id,
                "role": person.role,
                "title": person.title,
                "given_name": person.given_name,
                "family_name": person.family_name,
                "display_name": person.display_name,
                "initials": person.initials,
                "login_name": None if person.role == "pupil" else person.sign_in_name,
                "sign_in_name": person.sign_in_name if person.role == "pupil" else None,
                "class_names": classes.get(person.id, []),
                "disabled": person.disabled_at is not None,
                "has_password": person.has_password,
                "locked": person.id in locked,
                "last_sign_in_at": person.last_sign_in_at,
                "version": person.version,
            }
        )
        for person in people
    ]


async def _rows(session: AsyncSession, classes: Sequence[SchoolClass]) -> list[schemas.ClassRow]:
    ids = [school_class.id for school_class in classes]
    counts = await pupil_counts(session, ids)
    teachers = await teachers_of_classes(session, ids)
    return [
        schemas.ClassRow(
            id=school_class.id,
            name=school_class.name,
            year_group=school_class.year_group,
            code=school_class.code,
            pupils=counts[school_class.id],
            teachers=_teachers(teachers[school_class.id]),
            version=school_class.version,
        )
        for school_class in classes
    ]


def _teachers(teachers: Sequence[User]) -> list[schemas.TeacherRef]:
    return [schemas.TeacherRef(id=teacher.id, display_name=teacher.display_name) for teacher in teachers]


async def _class_names(session: AsyncSession, user_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[str]]:
    links = union_all(
        select(ClassPupil.pupil_id.label("user_id"), ClassPupil.class_id).where(ClassPupil.pupil_id.in_(user_ids)),
        select(ClassTeacher.teacher_id, ClassTeacher.class_id).where(ClassTeacher.teacher_id.in_(user_ids)),
    ).subquery()
    rows = await session.execute(
        select(links.c.user_id, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == links.c.class_id)
        .where(SchoolClass.archived_at.is_(None))
        .order_by(SchoolClass.name_folded)
    )
    names: dict[uuid.UUID, list[str]] = {}
    for user_id, name in rows:
        names.setdefault(user_id, []).append(name)
    return names
