"""What a unit's objectives have: questions ready, drafts waiting, and which makers could fill a gap. Four queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Integer, Row, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.errors import NotFound
from backend.curriculum.models import Objective, Topic, Unit
from backend.generation import queries, review_schemas, schemas
from backend.generation.makers import OFFERS
from backend.generation.models import DraftQuestion, GenerationRun
from backend.questions.models import Question, QuestionObjective

DIFFICULTIES = 5
_USUAL_DIFFICULTY = 2
"""What a question has whose content doesn't say (backend.questions.types.base)."""

_Counts = Mapping[uuid.UUID, Sequence[int]]


async def show_coverage(session: AsyncSession, actor: Actor, unit_id: uuid.UUID) -> review_schemas.Coverage:
    """Return a unit's objectives with the questions in hand. Raises NotFound."""
    unit = await session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("There is no such unit in your school's curriculum. Choose another.")
    rows = (
        await session.execute(
            select(Topic.id, Topic.title, Objective.id.label("objective_id"), Objective.key, Objective.text)
            .join(Objective, Objective.topic_id == Topic.id)
            .where(Topic.unit_id == unit_id)
            .order_by(Topic.position, Topic.id, Objective.position, Objective.id)
        )
    ).all()
    wanted = [row.objective_id for row in rows]
    ready = await _by_difficulty(session, _ready(wanted))
    waiting = await _by_difficulty(session, _waiting(actor, wanted))
    topics: dict[uuid.UUID, review_schemas.CoverageTopic] = {}
    for row in rows:
        topic = topics.setdefault(row.id, review_schemas.CoverageTopic(id=row.id, title=row.title, objectives=[]))
        topic.objectives.append(_objective(row, ready, waiting))
    return review_schemas.Coverage(
        unit_id=unit.id, title=unit.title, year_group=unit.year_group, items=list(topics.values())
    )


def _objective(
    row: Row[uuid.UUID, str, uuid.UUID, str, str], ready: _Counts, waiting: _Counts
) -> review_schemas.CoverageObjective:
    return review_schemas.CoverageObjective(
        id=row.objective_id,
        text=row.text,
        ready=list(ready[row.objective_id]),
        waiting=list(waiting[row.objective_id]),
        makers=[schemas.MakerRef(key=offer.key, title=offer.title) for offer in OFFERS if row.key in offer.objectives],
    )


def _ready(objective_ids: Collection[uuid.UUID]) -> Select[uuid.UUID, int, int]:
    return (
        select(QuestionObjective.objective_id, Question.difficulty, func.count())
        .join(Question, Question.id == QuestionObjective.question_id)
        .where(QuestionObjective.objective_id.in_(objective_ids), Question.status == "ready")
        .group_by(QuestionObjective.objective_id, Question.difficulty)
    )


def _waiting(actor: Actor, objective_ids: Collection[uuid.UUID]) -> Select[uuid.UUID, int, int]:
    written = cast(DraftQuestion.content["difficulty"].astext, Integer)
    drafts = (
        select(
            func.unnest(DraftQuestion.objective_ids).label("objective_id"),
            func.coalesce(written, _USUAL_DIFFICULTY).label("difficulty"),
        )
        .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
        .where(*queries.rules_of(actor), DraftQuestion.status == "new")
        .subquery()
    )
    return (
        select(drafts.c.objective_id, drafts.c.difficulty, func.count())
        .where(drafts.c.objective_id.in_(objective_ids))
        .group_by(drafts.c.objective_id, drafts.c.difficulty)
    )


async def _by_difficulty(session: AsyncSession, counting: Select[uuid.UUID, int, int]) -> _Counts:
    """Return, by objective, how many there are of difficulty 1 to 5."""
    counts: dict[uuid.UUID, list[int]] = defaultdict(lambda: [0] * DIFFICULTIES)
    for objective_id, difficulty, n in await session.execute(counting):
        counts[objective_id][difficulty - 1] = n
    return counts
