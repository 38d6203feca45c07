"""Questions of an assignment that were swapped for others while they were sat."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from backend.assessments.models import AssessmentItem, Assignment, AssignmentSwap
from backend.assessments.service import items_query


async def swaps_of(session: AsyncSession, assignment_id: uuid.UUID) -> dict[uuid.UUID, AssignmentSwap]:
    """Return the swaps of an assignment that count, by the assessment's item."""
    rows = await session.scalars(
        select(AssignmentSwap)
        .where(AssignmentSwap.assignment_id == assignment_id, AssignmentSwap.undone_at.is_(None))
        .order_by(AssignmentSwap.id)
    )
    return {swap.assessment_item_id: swap for swap in rows}


async def swapped_since(session: AsyncSession, assignment_id: uuid.UUID, moment: datetime) -> set[uuid.UUID]:
    """Return the assessment's items that have another version in an assignment than they had at a moment."""
    swaps = await session.scalars(
        select(AssignmentSwap).where(AssignmentSwap.assignment_id == assignment_id).order_by(AssignmentSwap.id)
    )
    then: dict[uuid.UUID, uuid.UUID] = {}
    now: dict[uuid.UUID, uuid.UUID] = {}
    for swap in swaps:
        if swap.created_at <= moment and (swap.undone_at is None or swap.undone_at > moment):
            then[swap.assessment_item_id] = swap.question_version_id
        if swap.undone_at is None:
            now[swap.assessment_item_id] = swap.question_version_id
    return {item_id for item_id in then.keys() | now.keys() if then.get(item_id) != now.get(item_id)}


async def last_swapped(session: AsyncSession, assignment_id: uuid.UUID) -> dict[uuid.UUID, datetime]:
    """Return when questions of an assignment were last swapped, or swapped back, by the assessment's item."""
    moment = func.max(func.greatest(AssignmentSwap.created_at, AssignmentSwap.undone_at))
    rows = await session.execute(
        select(AssignmentSwap.assessment_item_id, moment.label("at"))
        .where(AssignmentSwap.assignment_id == assignment_id)
        .group_by(AssignmentSwap.assessment_item_id)
    )
    return {row.assessment_item_id: row.at for row in rows}


def version_as_set(assignment_id: uuid.UUID | InstrumentedAttribute[uuid.UUID]) -> ColumnElement[uuid.UUID]:
    """Return the version that stands in an assignment for an ``AssessmentItem`` of the query."""
    newest = (
        select(AssignmentSwap.question_version_id)
        .where(
            AssignmentSwap.assignment_id == assignment_id,
            AssignmentSwap.assessment_item_id == AssessmentItem.id,
            AssignmentSwap.undone_at.is_(None),
        )
        .order_by(AssignmentSwap.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, AssessmentItem.question_version_id)


async def items_as_set(session: AsyncSession, assignment: Assignment) -> Sequence[AssessmentItem]:
    """Return an assignment's items in order, each with the version that whoever begins now gets.

    Those that were swapped are copies that no session stores.
    """
    wanted = items_query(assignment.assessment_id, assignment.revision).add_columns(version_as_set(assignment.id))
    return [_with_version(item, version_id) for item, version_id in await session.execute(wanted)]


def _with_version(item: AssessmentItem, version_id: uuid.UUID) -> AssessmentItem:
    if item.question_version_id == version_id:
        return item
    values = {column.key: getattr(item, column.key) for column in AssessmentItem.__table__.columns}
    return AssessmentItem(**values | {"question_version_id": version_id})
