"""Random draws: the items of one pool are alternatives, and each attempt gets ``draw`` of them.

Every attempt at an assessment has as many questions, and as many marks to get, as every other.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Float, Integer, Select, case, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import AssessmentItem
from backend.core.errors import Invalid
from backend.questions.types.base import shuffled

Revision = tuple[uuid.UUID, int]
"""(assessment, revision) of an item list."""


@dataclass(frozen=True, slots=True)
class SettledItem:
    """What comes into an assessment: a question's version, and what it is worth there."""

    version_id: uuid.UUID
    marks: Decimal
    pool: int | None
    draw: int | None


def check_pools(items: Sequence[SettledItem]) -> None:
    """Raise Invalid for a pool whose items aren't alternatives: apart, not drawn from, or of different marks."""
    stretches = [(pool, list(of)) for pool, of in groupby(items, key=lambda item: item.pool)]
    pools = [pool for pool, _ in stretches if pool is not None]
    if len(set(pools)) != len(pools):
        raise Invalid("Questions that are drawn from must stand together. Move them next to each other.")
    for pool, of in stretches:
        if pool is None and any(item.draw is not None for item in of):
            raise Invalid("Say which questions are drawn from: those belong to one pool.")
        if pool is None:
            continue
        draws = {item.draw for item in of}
        draw = next(iter(draws)) if len(draws) == 1 else None
        if draw is None:
            raise Invalid("Say once for each pool how many of its questions each pupil gets.")
        if draw >= len(of):
            raise Invalid(f"Draw fewer than the {len(of)} questions, or let every pupil have all of them.")
        if len({item.marks for item in of}) > 1:
            raise Invalid("Questions that are drawn from need the same marks, so that every pupil can get as many.")


def draw_items(items: Sequence[AssessmentItem], seed: int) -> list[AssessmentItem]:
    """Return the items that the attempt with this seed gets, in the order of the assessment."""
    pools: dict[int, list[AssessmentItem]] = defaultdict(list)
    for item in items:
        if item.pool is not None:
            pools[item.pool].append(item)
    drawn = {item.id for pool, of in pools.items() for item in shuffled(of, seed, f"pool {pool}")[: of[0].draw]}
    return [item for item in items if item.pool is None or item.id in drawn]


def rows_by_pool() -> Select[tuple[uuid.UUID, int, int, float]]:
    """Return a query for what an attempt gets of each pool, and of the fixed items: questions and marks_max."""
    fixed = AssessmentItem.pool.is_(None)
    return select(
        AssessmentItem.assessment_id,
        AssessmentItem.revision,
        cast(case((fixed, func.count()), else_=func.max(AssessmentItem.draw)), Integer).label("questions"),
        cast(
            case(
                (fixed, func.sum(AssessmentItem.marks)),
                else_=func.max(AssessmentItem.draw) * func.max(AssessmentItem.marks),
            ),
            Float,
        ).label("marks_max"),
    ).group_by(AssessmentItem.assessment_id, AssessmentItem.revision, AssessmentItem.pool)


async def sizes(session: AsyncSession, revisions: Sequence[Revision]) -> dict[Revision, tuple[int, float]]:
    """Return the number of questions and of marks that each attempt gets; a revision without items is left out."""
    pools = (
        rows_by_pool()
        .where(tuple_(AssessmentItem.assessment_id, AssessmentItem.revision).in_(set(revisions)))
        .subquery()
    )
    rows = await session.execute(
        select(
            pools.c.assessment_id, pools.c.revision, func.sum(pools.c.questions), func.sum(pools.c.marks_max)
        ).group_by(pools.c.assessment_id, pools.c.revision)
    )
    return {(assessment_id, revision): (int(n), float(marks)) for assessment_id, revision, n, marks in rows}
