"""Importing a class list: read the file, plan each row, and (unless it is a dry run) follow the plan."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import UploadFile
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.names import fold_name
from backend.accounts.permissions import Actor
from backend.classes import schemas
from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import create_pupil, move_pupil
from backend.classes.models import ClassPupil, SchoolClass
from backend.classes.names import fold_class_name
from backend.classes.roster_file import RosterRow, read_roster
from backend.classes.roster_plan import KnownClass, KnownPupil, PlannedRow, SchoolRoll, plan_roster
from backend.core import audit
from backend.core.db import Database
from backend.core.errors import TooLarge
from backend.core.passwords import PasswordHasher, make_pupil_password

MAX_FILE_BYTES = 5 * 1024 * 1024
ADDED_AT_ONCE = 50
"""New pupils a request: hashing their passwords takes some seconds. The page sends the list again for the next."""

_HASHES_AT_ONCE = 2


async def import_roster(
    database: Database, hasher: PasswordHasher, actor: Actor, file: UploadFile, *, dry_run: bool
) -> schemas.RosterOut:
    """Move pupils by a class list, and add its first ``ADDED_AT_ONCE`` new ones: all of that or nothing.

    The others are ``waiting`` until the same list is sent again; so nothing runs for minutes, a page can show how far
    it has come and stop at any point, and no password is ever stored: those of the pupils just added are in the answer,
    this once. A row with a fault is left out and said. Raises UnreadableRoster, TooLarge, ChangedMeanwhile.
    """
    data = await file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge(f"A class list has at most {MAX_FILE_BYTES // 2**20} MB. Is this the right file?")
    rows = await asyncio.to_thread(read_roster, data)
    async with database.session(actor.school_id) as session:
        plan = plan_roster(rows, await _load_roll(session))
    if dry_run:
        return _report(plan, dry_run=True)
    batch = [planned.row for planned in plan if planned.action == "add"][:ADDED_AT_ONCE]
    passwords = {row.line: row.password or make_pupil_password() for row in batch}
    hashes = await _hash_all(hasher, passwords)
    async with database.session(actor.school_id) as session:
        plan = await _plan_again(session, rows, hashes)
        await _follow(session, plan, hashes, actor)
    return _report(plan, dry_run=False, passwords=passwords)


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
        known = KnownPupil(row.id, frozenset(row.class_ids), row.disabled_at is not None)
        pupils.setdefault(fold_name(f"{row.given_name} {row.family_name}"), []).append(known)
    return SchoolRoll(
        pupils=pupils,
        classes={
            known.name_folded: KnownClass(known.id, known.name, known.archived_at is not None) for known in classes
        },
    )


async def _hash_all(hasher: PasswordHasher, passwords: Mapping[int, str]) -> dict[int, str]:
    """Hash passwords a few at a time: the threads are shared, and somebody may want to sign in meanwhile."""
    lines = list(passwords)
    hashes: dict[int, str] = {}
    for start in range(0, len(lines), _HASHES_AT_ONCE):
        batch = lines[start : start + _HASHES_AT_ONCE]
        hashes.update(zip(batch, await asyncio.gather(*(hasher.hash(passwords[line]) for line in batch)), strict=True))
    return hashes


async def _plan_again(session: AsyncSession, rows: Sequence[RosterRow], hashes: Mapping[int, str]) -> list[PlannedRow]:
    """Plan on what is there now, with other imports into the school kept waiting until this one is through.

    New pupils without a hash are ``waiting``. Hashing took a while: the second of two clicks on "Import" finds its
    pupils there and changes nothing.
    """
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
        {"name": f"roster:{session.info['school_id']}"},
    )
    return [
        replace(planned, action="waiting", message="Not added yet.")
        if planned.action == "add" and planned.row.line not in hashes
        else planned
        for planned in plan_roster(rows, await _load_roll(session))
    ]


async def _follow(session: AsyncSession, plan: Sequence[PlannedRow], hashes: Mapping[int, str], actor: Actor) -> None:
    known = await session.execute(select(SchoolClass.name_folded, SchoolClass.id))
    class_ids = {row.name_folded: row.id for row in known}
    for planned in plan:
        if planned.action not in {"add", "move"}:
            continue
        class_id = await _class_of(session, planned, class_ids, actor)
        if planned.pupil is not None:
            await move_pupil(
                session, planned.pupil.id, leaves=planned.pupil.class_ids, joins=class_id, actor_id=actor.user_id
            )
        else:
            await create_pupil(
                session,
                given_name=planned.row.given_name,
                family_name=planned.row.family_name,
                password_hash=hashes[planned.row.line],
                class_ids=[class_id],
                actor_id=actor.user_id,
            )
    await audit.record(session, "imported", "roster", None, actor_id=actor.user_id)


async def _class_of(
    session: AsyncSession, planned: PlannedRow, class_ids: dict[str, uuid.UUID], actor: Actor
) -> uuid.UUID:
    key = fold_class_name(planned.row.class_name)
    if key not in class_ids:
        assert planned.year_group is not None
        new = NewClass(planned.row.class_name, planned.year_group)
        class_ids[key] = (await create_class(session, new, actor_id=actor.user_id)).id
    return class_ids[key]


def _report(
    plan: Sequence[PlannedRow], *, dry_run: bool, passwords: Mapping[int, str] | None = None
) -> schemas.RosterOut:
    counts = Counter(planned.action for planned in plan)
    return schemas.RosterOut(
        dry_run=dry_run,
        added=counts["add"],
        unchanged=counts["unchanged"],
        moved=counts["move"],
        errors=counts["error"],
        waiting=counts["waiting"],
        rows=[
            schemas.RosterRowOut(
                line=planned.row.line,
                action=planned.action,
                name=f"{planned.row.given_name} {planned.row.family_name}".strip(),
                class_name=planned.row.class_name,
                message=planned.message,
                password=(passwords or {}).get(planned.row.line) if planned.action == "add" else None,
            )
            for planned in plan
        ],
    )
