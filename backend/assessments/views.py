"""Assessments and assignments as the routes show them: lists in a handful of queries, whatever their length."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, cast, func, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.assessments.assignments import state_of
from backend.assessments.drawing import rows_by_pool, sizes
from backend.assessments.models import Assessment, AssessmentItem, Assignment, AssignmentOverride
from backend.assessments.schemas import (
    AssessmentOut,
    AssessmentPage,
    AssessmentRow,
    AssignmentOut,
    AssignmentPage,
    ClassRef,
    ItemOut,
)
from backend.assessments.service import list_items
from backend.classes.models import SchoolClass
from backend.classes.service import class_ids_of_teacher, pupils_in
from backend.core import clock
from backend.core.errors import Invalid
from backend.core.pagination import PAGE_SIZE, decode_place, encode_place
from backend.questions.service import rows_for_versions


async def show_assessment(session: AsyncSession, actor: Actor, assessment: Assessment) -> AssessmentOut:
    """Return an assessment with its questions."""
    (row,) = await _rows(session, actor, [assessment])
    items = await list_items(session, assessment.id, assessment.revision)
    return AssessmentOut(**row.model_dump(), description=assessment.description, items=await show_items(session, items))


async def show_items(session: AsyncSession, items: Sequence[AssessmentItem]) -> list[ItemOut]:
    """Return items with what their questions say."""
    rows = await rows_for_versions(session, [item.question_version_id for item in items])
    return [
        ItemOut(
            id=item.id,
            position=item.position,
            question_id=rows[item.question_version_id].question_id,
            question_version_id=item.question_version_id,
            newer_version=rows[item.question_version_id].newer_version,
            type=rows[item.question_version_id].type,
            type_label=rows[item.question_version_id].type_label,
            stem_text=rows[item.question_version_id].stem_text,
            difficulty=rows[item.question_version_id].difficulty,
            marks=float(item.marks),
            pool=item.pool,
            draw=item.draw,
            variants=rows[item.question_version_id].variants,
            objectives=rows[item.question_version_id].objectives,
        )
        for item in items
    ]


async def list_assessments(session: AsyncSession, actor: Actor, *, archived: bool, after: str | None) -> AssessmentPage:
    """Return a page of the school's assessments, newest change first."""
    query = select(Assessment).where(
        Assessment.archived_at.is_not(None) if archived else Assessment.archived_at.is_(None)
    )
    if after:
        query = query.where(tuple_(Assessment.updated_at, Assessment.id) < _place(after))
    found = (
        await session.scalars(query.order_by(Assessment.updated_at.desc(), Assessment.id.desc()).limit(PAGE_SIZE + 1))
    ).all()
    page = found[:PAGE_SIZE]
    more = encode_place(page[-1].updated_at, page[-1].id) if len(found) > PAGE_SIZE else None
    return AssessmentPage(items=await _rows(session, actor, page), next=more)


async def _rows(session: AsyncSession, actor: Actor, found: Sequence[Assessment]) -> list[AssessmentRow]:
    size_of = await sizes(session, [(item.id, item.revision) for item in found])
    authors = {
        user.id: user for user in await session.scalars(select(User).where(User.id.in_({a.author_id for a in found})))
    }
    counts = {
        row.assessment_id: row.n
        for row in await session.execute(
            select(Assignment.assessment_id, func.count().label("n"))
            .where(Assignment.assessment_id.in_([a.id for a in found]))
            .group_by(Assignment.assessment_id)
        )
    }
    return [
        AssessmentRow(
            id=a.id,
            title=a.title,
            questions=size_of.get((a.id, a.revision), (0, 0.0))[0],
            marks_max=size_of.get((a.id, a.revision), (0, 0.0))[1],
            revision=a.revision,
            author=authors[a.author_id].display_name,
            mine=a.author_id == actor.user_id,
            updated_at=a.updated_at,
            archived=a.archived_at is not None,
            assignments=counts.get(a.id, 0),
            version=a.version,
        )
        for a in found
    ]


async def show_assignments(session: AsyncSession, found: Sequence[Assignment]) -> list[AssignmentOut]:
    """Return assignments with titles, classes and sizes."""
    now = clock.now()
    around = await _around(session, [a.id for a in found])
    return [
        AssignmentOut(
            id=a.id,
            assessment_id=a.assessment_id,
            title=around[a.id].title,
            revision=a.revision,
            class_=ClassRef(id=a.class_id, name=around[a.id].class_name),
            state=state_of(a, now),
            opens_at=a.opens_at,
            closes_at=a.closes_at,
            time_limit_s=a.time_limit_s,
            attempts_allowed=a.attempts_allowed,
            attempts_count=a.attempts_count,
            feedback=a.feedback,
            try_penalties=a.try_penalties,
            shuffle_questions=a.shuffle_questions,
            released_at=a.released_at,
            questions=around[a.id].questions,
            marks_max=around[a.id].marks_max,
            pupils=around[a.id].pupils,
            later_pupils=around[a.id].later_pupils,
            later_until=around[a.id].later_until,
            version=a.version,
        )
        for a in found
    ]


async def _around(session: AsyncSession, assignment_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Row[Any]]:
    """Return title, class_name, questions, marks_max, pupils and who sits it later, of each assignment."""
    pools = (
        rows_by_pool()
        .where(AssessmentItem.assessment_id == Assignment.assessment_id, AssessmentItem.revision == Assignment.revision)
        .lateral()
    )
    later = (
        select(func.count().label("later_pupils"), func.max(AssignmentOverride.closes_at).label("later_until"))
        .where(AssignmentOverride.assignment_id == Assignment.id, AssignmentOverride.closes_at > clock.now())
        .lateral()
    )
    rows = await session.execute(
        select(
            Assignment.id,
            Assessment.title,
            SchoolClass.name.label("class_name"),
            cast(func.sum(pools.c.questions), Integer).label("questions"),
            func.sum(pools.c.marks_max).label("marks_max"),
            pupils_in(Assignment.class_id).label("pupils"),
            later.c.later_pupils,
            later.c.later_until,
        )
        .join(Assessment, Assessment.id == Assignment.assessment_id)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .join(pools, true())
        .join(later, true())
        .where(Assignment.id.in_(assignment_ids))
        .group_by(Assignment.id, Assessment.title, SchoolClass.name, later.c.later_pupils, later.c.later_until)
    )
    return {row.id: row for row in rows}


async def list_assignments(
    session: AsyncSession,
    actor: Actor,
    *,
    class_id: uuid.UUID | None,
    assessment_id: uuid.UUID | None,
    state: str | None,
    after: str | None,
) -> AssignmentPage:
    """Return a page of what was set for the actor's classes, newest opening first."""
    mine = await class_ids_of_teacher(session, actor.user_id)
    query = select(Assignment).where(Assignment.class_id.in_(mine))
    if class_id is not None:
        query = query.where(Assignment.class_id == class_id)
    if assessment_id is not None:
        query = query.where(Assignment.assessment_id == assessment_id)
    if after:
        query = query.where(tuple_(Assignment.opens_at, Assignment.id) < _place(after))
    now = clock.now()
    by_state = {
        "released": Assignment.released_at.is_not(None),
        "scheduled": Assignment.released_at.is_(None) & (Assignment.opens_at > now),
        "open": Assignment.released_at.is_(None) & (Assignment.opens_at <= now) & (Assignment.closes_at > now),
        "closed": Assignment.released_at.is_(None) & (Assignment.closes_at <= now),
    }
    if state is not None:
        query = query.where(by_state[state])
    found = (
        await session.scalars(query.order_by(Assignment.opens_at.desc(), Assignment.id.desc()).limit(PAGE_SIZE + 1))
    ).all()
    page = found[:PAGE_SIZE]
    more = encode_place(page[-1].opens_at, page[-1].id) if len(found) > PAGE_SIZE else None
    return AssignmentPage(items=await show_assignments(session, page), next=more)


async def show_assignment(session: AsyncSession, assignment: Assignment) -> AssignmentOut:
    """Return one assignment."""
    return (await show_assignments(session, [assignment]))[0]


def _place(after: str) -> tuple[datetime, uuid.UUID]:
    moment, last_id = decode_place(after, 2)
    try:
        return datetime.fromisoformat(moment), uuid.UUID(last_id)
    except (ValueError, TypeError, AttributeError) as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc
