"""Preparing attempts before they are started, so that a class that presses Start together needs one statement each.

Everything is drawn and the package is written while nobody waits. What is prepared is thrown away, and prepared anew,
whenever it would no longer be right.
"""

from __future__ import annotations

import asyncio
import gzip
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Select, delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from backend.accounts.models import User
from backend.assessments.assignments import get_assignment
from backend.assessments.models import Assignment
from backend.assessments.swaps import items_as_set
from backend.attempts.models import Attempt, AttemptItem, PreparedAttempt
from backend.attempts.package import Cover, cover_of, write_package
from backend.attempts.paper import draw_paper, row_of
from backend.attempts.times import Allowance, allowances
from backend.attempts.variants import variants_of
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.jobs import JobContext
from backend.core.model import uuid7
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids

SOON = timedelta(minutes=15)
"""How long before it opens an assignment is prepared."""

KEPT_FOR = timedelta(days=1)
"""After closing: who reloads a page then has long been handed in."""

_AT_ONCE = 500
_KEY = "attempts.prepare"
_UNUSED = ~exists().where(Attempt.id == PreparedAttempt.id)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is drawn for the pupils of one class, and what is needed to write it down."""

    assignment: Assignment
    release: str
    versions: Mapping[uuid.UUID, QuestionVersion]
    papers: Sequence[tuple[User, Allowance, int, Sequence[AttemptItem]]]
    """Pupil, what they have, seed, items."""
    facts: _Facts


class _Facts(NamedTuple):
    """What everything that is prepared follows from."""

    cover: Cover
    assignment_version: int
    questions: Mapping[uuid.UUID, uuid.UUID]
    """Version by item."""
    allowed: Mapping[uuid.UUID, Allowance]
    """By pupil."""


async def _facts(session: AsyncSession, assignment: Assignment, pupil_ids: Sequence[uuid.UUID]) -> _Facts:
    return _Facts(
        cover=await cover_of(session, assignment),
        assignment_version=assignment.version,
        questions={item.id: item.question_version_id for item in await items_as_set(session, assignment)},
        allowed=await allowances(session, assignment, pupil_ids),
    )


async def prepare(context: JobContext, assignment_id: uuid.UUID) -> int:
    """Prepare an attempt for each pupil of the class who has none, if it opens soon; returns for how many."""
    async with context.session() as session:
        plan = await _draw(session, assignment_id)
    if plan is None:
        return 0
    # In a thread, and with no transaction open: some tenths of a second for a class, while others are sitting.
    rows = await asyncio.to_thread(lambda: [_row(plan, *paper) for paper in plan.papers])
    async with context.session() as session:
        await hold_preparing(session)
        pupil_ids = [pupil.id for pupil, *_ in plan.papers]
        if await _facts(session, await get_assignment(session, assignment_id), pupil_ids) != plan.facts:
            return 0  # something was changed meanwhile: the next round prepares what holds now
        await session.execute(insert(PreparedAttempt).on_conflict_do_nothing(), rows)
    return len(rows)


async def _draw(session: AsyncSession, assignment_id: uuid.UUID) -> _Plan | None:
    assignment = await get_assignment(session, assignment_id)
    pupils = (await session.scalars(_waiting_pupils(assignment))).all()
    if not pupils or not _is_due(assignment):
        return None
    # Before what is drawn from: what changes between the two is seen in what they are compared with.
    facts = await _facts(session, assignment, [pupil.id for pupil in pupils])
    items = await items_as_set(session, assignment)
    variants = await variants_of(session, items)
    papers = []
    for pupil in pupils:
        seed = secrets.randbits(31)
        papers.append((pupil, facts.allowed[pupil.id], seed, draw_paper(assignment, items, variants, uuid7(), seed)))
    return _Plan(
        assignment=assignment,
        facts=facts,
        release=session.info["release"],
        versions=await versions_by_ids(session, {item.question_version_id for *_, paper in papers for item in paper}),
        papers=papers,
    )


def _is_due(assignment: Assignment) -> bool:
    now = clock.now()
    return assignment.opens_at <= now + SOON and assignment.closes_at > now


def _row(plan: _Plan, pupil: User, allowed: Allowance, seed: int, paper: Sequence[AttemptItem]) -> dict[str, Any]:
    attempt_id = paper[0].attempt_id
    package = write_package(
        plan.facts.cover,
        pupil,
        paper,
        plan.versions,
        attempt_id=attempt_id,
        limit_s=allowed.limit_s,
        fewer_options=allowed.fewer_options,
    )
    return {
        "id": attempt_id,
        "assignment_id": plan.assignment.id,
        "pupil_id": pupil.id,
        "seed": seed,
        "limit_s": allowed.limit_s,
        "opens_at": allowed.opens_at,
        "closes_at": allowed.closes_at,
        "ends_by": allowed.ends_by,
        "fewer_options": allowed.fewer_options,
        "rest_breaks": allowed.rest_breaks,
        "items": [row_of(item) for item in paper],
        "release": plan.release,
        "package": gzip.compress(orjson.dumps(package.model_dump(mode="json")), 6, mtime=0),
    }


def _waiting_pupils(assignment: Assignment) -> Select[User]:
    """Return the query for the pupils of the class who have neither begun nor anything prepared."""
    return (
        select(User)
        .join(ClassPupil, ClassPupil.pupil_id == User.id)
        .where(ClassPupil.class_id == assignment.class_id, User.disabled_at.is_(None))
        .where(_has_nothing(assignment.id, User.id))
        .order_by(User.sort_folded, User.id)
        .limit(_AT_ONCE)
    )


def _has_nothing(
    assignment_id: uuid.UUID | InstrumentedAttribute[uuid.UUID], pupil_id: InstrumentedAttribute[uuid.UUID]
) -> ColumnElement[bool]:
    """Return the condition that a pupil has neither an attempt at an assignment nor one prepared."""
    begun = (Attempt.assignment_id == assignment_id) & (Attempt.pupil_id == pupil_id)
    prepared = (PreparedAttempt.assignment_id == assignment_id) & (PreparedAttempt.pupil_id == pupil_id)
    return ~exists().where(begun) & ~exists().where(prepared)


async def hold_preparing(session: AsyncSession) -> None:
    """Let nothing be prepared in this school until the transaction ends.

    To be called before an assignment is locked for good (``for update``): what is prepared holds this, and waits then.
    """
    key = func.hashtextextended(f"{_KEY} {session.info['school_id']}", 0)
    await session.execute(select(func.pg_advisory_xact_lock(key)))


async def forget(
    session: AsyncSession, *, assignment_id: uuid.UUID | None = None, pupil_id: uuid.UUID | None = None
) -> None:
    """Throw away what was prepared for an assignment, for a pupil, or for one in the other, and hasn't begun.

    To be called by whoever changes what a pupil gets or how long they have. The routine prepares it anew.
    """
    await hold_preparing(session)
    gone = delete(PreparedAttempt).where(_UNUSED)
    if assignment_id is not None:
        gone = gone.where(PreparedAttempt.assignment_id == assignment_id)
    if pupil_id is not None:
        gone = gone.where(PreparedAttempt.pupil_id == pupil_id)
    await session.execute(gone)


async def prepare_due(context: JobContext) -> None:
    """Prepare what opens soon or is open, a class at a time, and clear away what nobody needs any more."""
    async with context.session() as session:
        await _clear_away(session)
        due = (await session.scalars(_due())).all()
    for assignment_id in due:
        await prepare(context, assignment_id)


def _due() -> Select[uuid.UUID]:
    """Return the query for the assignments, about to open or open, of whose pupils some have nothing."""
    now = clock.now()
    waits = (
        exists()
        .where(ClassPupil.class_id == Assignment.class_id, User.id == ClassPupil.pupil_id, User.disabled_at.is_(None))
        .where(_has_nothing(Assignment.id, User.id))
    )
    return select(Assignment.id).where(Assignment.opens_at <= now + SOON, Assignment.closes_at > now, waits)


async def _clear_away(session: AsyncSession) -> None:
    over = PreparedAttempt.closes_at < clock.now() - KEPT_FOR
    outdated = (PreparedAttempt.release != session.info["release"]) & _UNUSED
    await session.execute(delete(PreparedAttempt).where(over | outdated))
