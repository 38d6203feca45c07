"""Importing a class list: read the file, plan each row, and (unless it is a dry run) follow the plan at once.

Passwords aren't made here: see docs/decisions/0010.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Sequence

from fastapi import UploadFile
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.many_pupils import create_pupils_without_password, disable_pupils
from backend.accounts.models import User
from backend.accounts.names import fold_name
from backend.accounts.permissions import Actor
from backend.classes import schemas
from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import Move, move_pupils
from backend.classes.errors import ChangedMeanwhile, UnreadableRoster
from backend.classes.models import ClassPupil, SchoolClass
from backend.classes.names import fold_class_name
from backend.classes.roster_file import Roster, read_roster
from backend.classes.roster_plan import KnownClass, KnownPupil, PlannedRow, RosterPlan, SchoolRoll, plan_roster
from backend.core import audit
from backend.core.db import Database
from backend.core.errors import TooLarge

MAX_FILE_BYTES = 5 * 1024 * 1024


async def import_upload(
    database: Database, actor: Actor, file: UploadFile, order: schemas.RosterQuery
) -> schemas.RosterOut:
    """Follow a class list that was sent; see import_roster."""
    data = await file.read(MAX_FILE_BYTES + 1)
    return await import_roster(database, actor.school_id, data, order, actor_id=actor.user_id)


async def import_roster(
    database: Database, school_id: uuid.UUID, data: bytes, order: schemas.RosterQuery, *, actor_id: uuid.UUID | None
) -> schemas.RosterOut:
    """Add pupils to the school and to classes by a list; move them and switch leavers off if asked: all or nothing.

    A row with a fault is left out and said. Raises UnreadableRoster, TooLarge, ChangedMeanwhile.
    """
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge(f"A class list has at most {MAX_FILE_BYTES // 2**20} MB. Is this the right file?")
    roster = await asyncio.to_thread(read_roster, data, order.reading())
    if roster.missing and not order.dry_run:
        raise UnreadableRoster(roster.missing)
    async with database.session(school_id) as session:
        if not order.dry_run:
            await _wait_for_other_imports(session)
        plan = plan_roster(roster.rows, await _load_roll(session), order.year_group, move=order.move)
        if not order.dry_run:
            await _follow(session, plan, actor_id, disable_leavers=order.disable_leavers)
    return _report(roster, plan, order)


async def _load_roll(session: AsyncSession) -> SchoolRoll:
    classes = await session.scalars(select(SchoolClass))
    rows = await session.execute(
        select(
            User.id,
            User.given_name,
            User.family_name,
            User.disabled_at,
            func.array_remove(func.array_agg(ClassPupil.class_id), None).label("class_ids"),
        )
        .outerjoin(ClassPupil, ClassPupil.pupil_id == User.id)
        .where(User.role == "pupil")
        .group_by(User.id)
        .order_by(User.id)
    )
    pupils: dict[str, list[KnownPupil]] = {}
    for row in rows:
        name = f"{row.given_name} {row.family_name}".strip()
        known = KnownPupil(row.id, name, frozenset(row.class_ids), row.disabled_at is not None)
        pupils.setdefault(fold_name(name), []).append(known)
    return SchoolRoll(
        pupils=pupils,
        classes={
            known.name_folded: KnownClass(known.id, known.name, known.year_group, known.archived_at is not None)
            for known in classes
        },
    )


async def _wait_for_other_imports(session: AsyncSession) -> None:
    """Let one import into a school be through before the next plans: of two clicks the second changes nothing."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
        {"name": f"roster:{session.info['school_id']}"},
    )


async def _follow(
    session: AsyncSession, plan: RosterPlan, actor_id: uuid.UUID | None, *, disable_leavers: bool
) -> None:
    changing = [planned for planned in plan.rows if planned.action in {"add", "join", "move"}]
    class_ids = await _classes_for(session, changing, actor_id)
    added = [planned for planned in changing if planned.action == "add"]
    try:
        new_ids = await create_pupils_without_password(
            session, [(planned.row.given_name, planned.row.family_name) for planned in added], actor_id=actor_id
        )
    except IntegrityError as exc:
        raise ChangedMeanwhile("Somebody added a pupil of this name a moment ago. Import the list again.") from exc
    ids_by_line = {planned.row.line: new_id for planned, new_id in zip(added, new_ids, strict=True)}
    moves = [
        Move(
            planned.pupil.id if planned.pupil else ids_by_line[planned.same_as or planned.row.line],
            planned.leaves,
            class_ids[fold_class_name(planned.row.class_name)],
        )
        for planned in changing
    ]
    await move_pupils(session, moves)
    moved = sorted({planned.pupil.id for planned in changing if planned.pupil is not None})
    await audit.record_many(session, "moved", "user", moved, actor_id=actor_id, fields=["classes"])
    if disable_leavers:
        await disable_pupils(session, [leaver.pupil.id for leaver in plan.leavers], actor_id=actor_id)
    await audit.record(session, "imported", "roster", None, actor_id=actor_id)


async def _classes_for(
    session: AsyncSession, planned: Sequence[PlannedRow], actor_id: uuid.UUID | None
) -> dict[str, uuid.UUID]:
    """Return the classes by folded name, with those that the rows add."""
    known = await session.execute(select(SchoolClass.name_folded, SchoolClass.id))
    class_ids = {row.name_folded: row.id for row in known}
    for each in planned:
        key = fold_class_name(each.row.class_name)
        if key not in class_ids:
            assert each.year_group is not None
            new = NewClass(each.row.class_name, each.year_group)
            class_ids[key] = (await create_class(session, new, actor_id=actor_id)).id
    return class_ids


def _report(roster: Roster, plan: RosterPlan, order: schemas.RosterQuery) -> schemas.RosterOut:
    counts = Counter(planned.action for planned in plan.rows)
    return schemas.RosterOut(
        dry_run=order.dry_run,
        file=schemas.RosterFile(
            encoding=roster.encoding,
            delimiter=roster.delimiter,
            headings=roster.headings,
            columns=[
                schemas.RosterColumn(heading=column.heading, examples=list(column.examples), use=column.use)
                for column in roster.columns
            ],
        ),
        missing=roster.missing,
        added=counts["add"],
        joined=counts["join"],
        unchanged=counts["unchanged"],
        moved=counts["move"],
        errors=counts["error"],
        left=len(plan.leavers) if order.disable_leavers and not order.dry_run else 0,
        rows=[
            schemas.RosterRowOut(
                line=planned.row.line,
                action=planned.action,
                name=f"{planned.row.given_name} {planned.row.family_name}".strip(),
                class_name=planned.row.class_name,
                message=planned.message,
            )
            for planned in plan.rows
        ],
        leavers=[schemas.LeaverOut(name=leaver.pupil.name, class_name=leaver.class_name) for leaver in plan.leavers],
    )
