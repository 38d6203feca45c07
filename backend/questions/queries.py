"""Reading the bank: who sees what, searching, paging, and what stands beside each question."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.core.errors import Invalid
from backend.core.pagination import PAGE_SIZE, decode_place, encode_place
from backend.curriculum.models import Objective, Topic
from backend.questions.models import Question, QuestionObjective, QuestionTag, QuestionVersion
from backend.questions.schemas import ObjectiveOut
from backend.questions.types.text import fold_case

_WORDS_MAX = 12


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """What a list of the bank is narrowed to; None leaves a filter out."""

    q: str | None = None
    type: str | None = None
    status: str | None = None
    unit_id: uuid.UUID | None = None
    objective_id: uuid.UUID | None = None
    tag: str | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A question with who wrote it."""

    question: Question
    author: User


def is_visible(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of the bank: teachers share what is ready or retired; a draft is its author's own."""
    return or_(Question.status != "draft", Question.author_id == actor.user_id)


def visible_questions(actor: Actor) -> Select[Question]:
    """Return the questions that the actor may see."""
    return select(Question).where(is_visible(actor))


def _asks_about(objectives: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(
        select(QuestionObjective.question_id)
        .join(Objective, Objective.id == QuestionObjective.objective_id)
        .join(Topic, Topic.id == Objective.topic_id)
        .where(QuestionObjective.question_id == Question.id, objectives)
    )


def _narrowed(actor: Actor, wanted: QuestionFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter but for type and status, which the facets count."""
    rules = [is_visible(actor)]
    words = fold_case(wanted.q).split()[:_WORDS_MAX] if wanted.q else []
    rules += [Question.text_folded.contains(word, autoescape=True) for word in words]
    if wanted.unit_id:
        rules.append(_asks_about(Topic.unit_id == wanted.unit_id))
    if wanted.objective_id:
        rules.append(_asks_about(Objective.id == wanted.objective_id))
    if wanted.tag:
        tagged = QuestionTag.tag_folded == fold_case(wanted.tag)
        rules.append(exists(select(QuestionTag.tag).where(QuestionTag.question_id == Question.id, tagged)))
    if wanted.mine:
        rules.append(Question.author_id == actor.user_id)
    return rules


async def count_facets(
    session: AsyncSession, actor: Actor, wanted: QuestionFilter
) -> tuple[int, dict[str, int], dict[str, int]]:
    """Return the number of questions found, and how many each type and each status would find."""
    rows = await session.execute(
        select(Question.type, Question.status, func.count().label("n"))
        .where(*_narrowed(actor, wanted))
        .group_by(Question.type, Question.status)
    )
    total = 0
    types: dict[str, int] = defaultdict(int)
    statuses: dict[str, int] = defaultdict(int)
    for row in rows:
        fits_type, fits_status = wanted.type in {None, row.type}, wanted.status in {None, row.status}
        if fits_status:
            types[row.type] += row.n
        if fits_type:
            statuses[row.status] += row.n
        if fits_type and fits_status:
            total += row.n
    return total, dict(types), dict(statuses)


async def find_page(
    session: AsyncSession, actor: Actor, wanted: QuestionFilter, *, sort: str, after: str | None
) -> tuple[list[Found], str | None]:
    """Return one page of the bank and the place where the next begins."""
    rules = _narrowed(actor, wanted)
    if wanted.type:
        rules.append(Question.type == wanted.type)
    if wanted.status:
        rules.append(Question.status == wanted.status)
    key: ColumnElement[Any]
    if sort == "stem":
        key, order = func.lower(Question.stem_text), [func.lower(Question.stem_text), Question.id]
    else:
        key = Question.created_at.expression if sort == "created" else Question.updated_at.expression
        order = [key.desc(), Question.id.desc()]
    if after:
        place = tuple_(*_place(after, is_time=sort != "stem"))
        here = tuple_(key, Question.id)
        rules.append(here > place if sort == "stem" else here < place)
    rows = (
        await session.execute(
            select(Question, User, key.label("place"))
            .join(User, User.id == Question.author_id)
            .where(and_(*rules))
            .order_by(*order)
            .limit(PAGE_SIZE + 1)
        )
    ).all()
    found = [Found(question, author) for question, author, _ in rows[:PAGE_SIZE]]
    more = len(rows) > PAGE_SIZE
    return found, encode_place(rows[PAGE_SIZE - 1].place, rows[PAGE_SIZE - 1].Question.id) if more else None


def _place(token: str, *, is_time: bool) -> tuple[Any, uuid.UUID]:
    """Return the sort key and the id inside a token. Raises Invalid for one that isn't of this list."""
    key, question_id = decode_place(token, 2)
    try:
        return datetime.fromisoformat(key) if is_time else str(key), uuid.UUID(question_id)
    except (ValueError, TypeError, AttributeError) as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc


async def objectives_of(
    session: AsyncSession, question_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[ObjectiveOut]]:
    """Return the objectives of each question, in the order of the curriculum."""
    rows = await session.execute(
        select(QuestionObjective.question_id, Objective.id, Objective.text)
        .join(Objective, Objective.id == QuestionObjective.objective_id)
        .where(QuestionObjective.question_id.in_(set(question_ids)))
        .order_by(Objective.key)
    )
    found: dict[uuid.UUID, list[ObjectiveOut]] = defaultdict(list)
    for row in rows:
        found[row.question_id].append(ObjectiveOut(id=row.id, text=row.text))
    return found


async def tags_of(session: AsyncSession, question_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Return the tags of each question in alphabetical order."""
    rows = await session.execute(
        select(QuestionTag.question_id, QuestionTag.tag)
        .where(QuestionTag.question_id.in_(set(question_ids)))
        .order_by(QuestionTag.tag_folded)
    )
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for row in rows:
        found[row.question_id].append(row.tag)
    return found


async def history_of(session: AsyncSession, question_id: uuid.UUID) -> Sequence[tuple[QuestionVersion, User]]:
    """Return every version of a question with who made it, newest first."""
    rows = await session.execute(
        select(QuestionVersion, User)
        .join(User, User.id == QuestionVersion.created_by)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc())
    )
    return [(version, user) for version, user in rows]
