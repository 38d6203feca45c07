"""Adding and changing classes: names, year groups, teachers, codes."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from backend.accounts.models import User
from backend.accounts.names import fold_class_code, tidy_name
from backend.accounts.permissions import Actor
from backend.accounts.service import claim_class_code
from backend.classes.errors import ClassNameTaken
from backend.classes.models import ClassTeacher, SchoolClass
from backend.classes.names import fold_class_name, make_class_code
from backend.classes.schemas import ClassChange
from backend.classes.service import access_class
from backend.core import audit
from backend.core.errors import NotFound, StaleVersion
from backend.core.model import uuid7
from backend.core.versioning import flush_or_stale


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class to add. ``year_group`` is 7, 8 or 9."""

    name: str
    year_group: int
    teacher_ids: Sequence[uuid.UUID] = ()


async def create_class(session: AsyncSession, new: NewClass, *, actor_id: uuid.UUID | None = None) -> SchoolClass:
    """Add a class with a code of its own. Raises ClassNameTaken; NotFound for a teacher whom the school lacks."""
    await _check_teachers(session, new.teacher_ids)
    code = await _claim_fresh_code(session)
    school_class = SchoolClass(
        id=uuid7(),
        name=tidy_name(new.name),
        name_folded=fold_class_name(new.name),
        year_group=new.year_group,
        code=code,
        code_folded=fold_class_code(code),
    )
    session.add(school_class)
    await _flush_name(session, school_class.name)
    await _add_teachers(session, school_class.id, set(new.teacher_ids))
    await audit.record(session, "created", "class", school_class.id, actor_id=actor_id, fields=["name", "year_group"])
    return school_class


async def change_class(session: AsyncSession, actor: Actor, class_id: uuid.UUID, change: ClassChange) -> SchoolClass:
    """Change a class. Raises NotFound, StaleVersion, ClassNameTaken."""
    school_class = await access_class(session, actor, class_id)
    if school_class.version != change.version:
        raise StaleVersion
    # A change of teachers alone writes no column of the class, but it too is a change that a second editor must see.
    flag_modified(school_class, "name")
    if change.name is not None:
        school_class.name, school_class.name_folded = tidy_name(change.name), fold_class_name(change.name)
    if change.year_group is not None:
        school_class.year_group = change.year_group
    await _flush_name(session, school_class.name)
    if change.teacher_ids is not None:
        await _change_teachers(session, class_id, set(change.teacher_ids))
    changed = change.model_fields_set - {"version"}
    await audit.record(session, "changed", "class", class_id, actor_id=actor.user_id, fields=changed)
    return school_class


async def add_teacher_to_classes(
    session: AsyncSession, teacher_id: uuid.UUID, class_ids: Collection[uuid.UUID]
) -> None:
    """Let a teacher teach these classes too."""
    if class_ids:
        rows = [{"class_id": class_id, "teacher_id": teacher_id} for class_id in sorted(set(class_ids))]
        await session.execute(insert(ClassTeacher), rows)


async def _flush_name(session: AsyncSession, name: str) -> None:
    try:
        await flush_or_stale(session)
    except IntegrityError as exc:
        raise ClassNameTaken(f"Your school has a class called “{name}” already. Choose another name.") from exc


async def _claim_fresh_code(session: AsyncSession) -> str:
    while True:
        code = make_class_code()
        if await claim_class_code(session, fold_class_code(code)):
            return code


async def _check_teachers(session: AsyncSession, teacher_ids: Collection[uuid.UUID]) -> None:
    wanted = set(teacher_ids)
    if not wanted:
        return
    found = await session.scalars(select(User.id).where(User.id.in_(wanted), User.role == "teacher"))
    if set(found) != wanted:
        raise NotFound("One of the teachers isn't in your school any more. Reload the page and choose again.")


async def _change_teachers(session: AsyncSession, class_id: uuid.UUID, wanted: set[uuid.UUID]) -> None:
    present = set(await session.scalars(select(ClassTeacher.teacher_id).where(ClassTeacher.class_id == class_id)))
    await _check_teachers(session, wanted - present)
    if present - wanted:
        await session.execute(
            delete(ClassTeacher).where(ClassTeacher.class_id == class_id, ClassTeacher.teacher_id.in_(present - wanted))
        )
    await _add_teachers(session, class_id, wanted - present)


async def _add_teachers(session: AsyncSession, class_id: uuid.UUID, teacher_ids: set[uuid.UUID]) -> None:
    if teacher_ids:
        rows = [{"class_id": class_id, "teacher_id": teacher_id} for teacher_id in sorted(teacher_ids)]
        await session.execute(insert(ClassTeacher), rows)
