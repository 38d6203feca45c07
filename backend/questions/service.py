"""The bank: what may be done with questions. Content is immutable by version; a question points at its latest."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core import audit, clock
from backend.core.errors import NotFound, StaleVersion
from backend.core.events import emit
from backend.core.model import uuid7
from backend.core.versioning import flush_or_stale
from backend.curriculum.service import check_objective_ids
from backend.questions import queries
from backend.questions.content import kept, parsed, parsed_content, read_content, search_text, stem_line
from backend.questions.errors import AlreadyReady, MadeByRule, QuestionInUse
from backend.questions.events import UsesAsked
from backend.questions.models import Question, QuestionObjective, QuestionTag, QuestionVersion
from backend.questions.schemas import ObjectiveOut
from backend.questions.types.base import Content, QuestionType
from backend.questions.types.text import fold_case


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to put into the bank. ``content`` is as its author has it; its type reads it.

    ``variants`` are further contents of the same type, for a question that a rule made: ``maker`` says which.
    """

    type: str
    content: dict[str, Any]
    objective_ids: Sequence[uuid.UUID] = ()
    tags: Sequence[str] = ()
    status: str = "ready"
    maker: dict[str, Any] | None = None
    variants: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a list of questions shows of one version. ``newer_version`` says that a later one is ready."""

    question_id: uuid.UUID
    version_id: uuid.UUID
    newer_version: bool
    type: str
    type_label: str
    stem_text: str
    difficulty: int
    variants: int
    objectives: list[ObjectiveOut]


async def access_question(session: AsyncSession, actor: Actor, question_id: uuid.UUID) -> Question:
    """Return a question that the actor may see: any that is ready or retired, and own drafts. Raises NotFound."""
    found = (await session.scalars(queries.visible_questions(actor).where(Question.id == question_id))).one_or_none()
    if found is None:
        raise NotFound("There is no such question in your school's bank. It may be a colleague's draft.")
    return found


async def create_question(session: AsyncSession, actor: Actor, new: NewQuestion) -> Question:
    """Add a question with its first version. Raises UnreadableQuestion, NotFound for an unknown objective."""
    return (await create_questions(session, actor, [new]))[0]


async def create_questions(session: AsyncSession, actor: Actor, news: Sequence[NewQuestion]) -> list[Question]:
    """Add several questions at once, in the order given. Raises as ``create_question`` does; then none is added."""
    questions = [_built(actor, new) for new in news]
    session.add_all(questions)
    await session.flush()
    pairs = list(zip(questions, news, strict=True))
    for question, new in pairs:
        session.add(_version_of(actor, question, new.content, number=1))
        session.add_all(_other_variants(actor, question, new))
    await session.flush()
    await _put_objectives(session, {question.id: new.objective_ids for question, new in pairs})
    await _put_tags(session, {question.id: new.tags for question, new in pairs})
    for question in questions:
        await audit.record(
            session, "created", "question", question.id, actor_id=actor.user_id, fields=["content", "status"]
        )
    return questions


def _built(actor: Actor, new: NewQuestion) -> Question:
    kind, content = read_content(new.type, new.content)
    return Question(
        id=uuid7(),
        type=kind.key,
        status=new.status,
        author_id=actor.user_id,
        latest_version_id=uuid7(),
        latest_number=1 + len(new.variants),
        stem_text=stem_line(content),
        text_folded=search_text(kind, content),
        difficulty=content.difficulty,
        maker=new.maker,
        variants=1 + len(new.variants),
        updated_at=clock.now(),
        version=1,
    )


async def update_question(
    session: AsyncSession,
    actor: Actor,
    question_id: uuid.UUID,
    *,
    version: int,
    content: dict[str, Any],
    objective_ids: Sequence[uuid.UUID],
    tags: Sequence[str],
) -> Question:
    """Save an edited question; content that has changed becomes a new version, which remembers who made it.

    Raises UnreadableQuestion, MadeByRule, StaleVersion, NotFound.
    """
    question = await access_question(session, actor, question_id)
    _refuse_stale(question, version)
    read = read_content(question.type, content)[1]
    latest = (await versions_by_ids(session, [question.latest_version_id]))[question.latest_version_id]
    fields = ["objectives", "tags"]
    if parsed(latest)[1] != read:
        fields.append("content")
        await _put_version(session, actor, question, content)
    else:
        question.updated_at = clock.now()
        await flush_or_stale(session)
    await _put_objectives(session, {question.id: objective_ids})
    await _put_tags(session, {question.id: tags})
    await audit.record(session, "changed", "question", question.id, actor_id=actor.user_id, fields=fields)
    return question


async def mend_question(
    session: AsyncSession, actor: Actor, question_id: uuid.UUID, content: dict[str, Any], *, seen: uuid.UUID
) -> uuid.UUID:
    """Give a question new content, its objectives and tags as they are. ``seen``: the version that was mended.

    Returns the new version's id. Raises UnreadableQuestion, MadeByRule, StaleVersion, NotFound.
    """
    question = await access_question(session, actor, question_id)
    if question.latest_version_id != seen:
        raise StaleVersion
    await _put_version(session, actor, question, content)
    await audit.record(session, "changed", "question", question.id, actor_id=actor.user_id, fields=["content"])
    return question.latest_version_id


async def _put_version(session: AsyncSession, actor: Actor, question: Question, content: dict[str, Any]) -> None:
    kind, read = read_content(question.type, content)
    if question.variants > 1:
        raise MadeByRule(
            "Its variants belong together, so its words stay as they are. Change its objectives and tags here, "
            "or make a question of your own from what you see."
        )
    question.updated_at = clock.now()
    question.latest_version_id, question.latest_number = uuid7(), question.latest_number + 1
    question.stem_text, question.text_folded = stem_line(read), search_text(kind, read)
    question.difficulty = read.difficulty
    await flush_or_stale(session)
    session.add(_version_of(actor, question, content, number=question.latest_number))
    await session.flush()


async def set_status(
    session: AsyncSession, actor: Actor, question_id: uuid.UUID, *, version: int, status: str
) -> Question:
    """Make a question ready, or retire it. Raises StaleVersion, AlreadyReady for the way back to a draft."""
    question = await access_question(session, actor, question_id)
    _refuse_stale(question, version)
    if status == question.status:
        return question
    if status == "draft":
        raise AlreadyReady(
            "The question is in the bank, and colleagues may be using it. Retire it if it shouldn't be used any more."
        )
    question.status = status
    question.updated_at = clock.now()
    await flush_or_stale(session)
    await audit.record(session, "status_changed", "question", question.id, actor_id=actor.user_id, fields=["status"])
    return question


async def versions_by_ids(session: AsyncSession, version_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, QuestionVersion]:
    """Return versions by their ids, whatever became of their questions."""
    wanted = set(version_ids)
    if not wanted:
        return {}
    rows = await session.scalars(select(QuestionVersion).where(QuestionVersion.id.in_(wanted)))
    return {version.id: version for version in rows}


async def variants_by_version(
    session: AsyncSession, version_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Return all variants, itself first, of each version that a rule made; a version that stands alone is left out."""
    rows = await session.execute(
        select(Question.latest_version_id, QuestionVersion.id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.latest_version_id.in_(set(version_ids)), Question.variants > 1)
        .order_by(QuestionVersion.number)
    )
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for version_id, variant_id in rows:
        found.setdefault(version_id, []).append(variant_id)
    return found


async def latest_versions(session: AsyncSession, question_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, QuestionVersion]:
    """Return the latest version of each question that is ready; others are left out."""
    wanted = set(question_ids)
    if not wanted:
        return {}
    rows = await session.scalars(
        select(QuestionVersion)
        .join(Question, Question.latest_version_id == QuestionVersion.id)
        .where(Question.id.in_(wanted), Question.status == "ready")
    )
    return {version.question_id: version for version in rows}


async def newest_versions(session: AsyncSession, question_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, QuestionVersion]:
    """Return the latest version of each question, whatever its status."""
    wanted = set(question_ids)
    if not wanted:
        return {}
    rows = await session.scalars(
        select(QuestionVersion)
        .join(Question, Question.latest_version_id == QuestionVersion.id)
        .where(Question.id.in_(wanted))
    )
    return {version.question_id: version for version in rows}


async def find_mendable(session: AsyncSession, question_id: uuid.UUID) -> QuestionVersion | None:
    """Return the newest version of a question, None for one whose variants belong together."""
    return await session.scalar(
        select(QuestionVersion)
        .join(Question, Question.latest_version_id == QuestionVersion.id)
        .where(Question.id == question_id, Question.variants == 1)
    )


async def retire_unused(session: AsyncSession, actor: Actor, question_id: uuid.UUID) -> None:
    """Take a question out of use, whatever its version. Raises QuestionInUse when an assessment holds it."""
    question = await access_question(session, actor, question_id)
    if (await count_uses(session, [question_id])).get(question_id):
        raise QuestionInUse(
            "The question is in an assessment already, so this can't be undone. Retire it in the bank instead."
        )
    if question.status != "retired":
        await set_status(session, actor, question_id, version=question.version, status="retired")


async def count_uses(session: AsyncSession, question_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return in how many assessments each question is; one that is in none is left out."""
    asked = UsesAsked(tuple(question_ids))
    if question_ids:
        await emit(session, asked)
    return asked.used_in


async def rows_for_versions(session: AsyncSession, version_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, VersionRow]:
    """Return what a list shows of each version, the words as they were in that version. Two queries, or three."""
    wanted = set(version_ids)
    if not wanted:
        return {}
    version = QuestionVersion
    found = (
        await session.execute(
            select(version.id, version.question_id, Question.latest_version_id, Question.status, Question.variants)
            .join(Question, Question.id == version.question_id)
            .where(version.id.in_(wanted))
        )
    ).all()
    objectives = await queries.objectives_of(session, (row.question_id for row in found))
    contents = await contents_by_version(session, [row.id for row in found])
    rows = {}
    for version_id, question_id, latest_version_id, status, variants in found:
        kind, content = contents[version_id]
        rows[version_id] = VersionRow(
            question_id=question_id,
            version_id=version_id,
            newer_version=status == "ready" and latest_version_id != version_id,
            type=kind.key,
            type_label=kind.label,
            stem_text=stem_line(content),
            difficulty=content.difficulty,
            variants=variants,
            objectives=objectives.get(question_id, []),
        )
    return rows


async def contents_by_version(
    session: AsyncSession, version_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[QuestionType, Content]]:
    """Return versions as their types read them; what is in memory isn't fetched, as most of a row is its content."""
    contents = {version_id: found for version_id in version_ids if (found := kept(version_id))}
    unread = [version_id for version_id in version_ids if version_id not in contents]
    if unread:
        version = QuestionVersion
        for row in await session.execute(
            select(version.id, version.type, version.content).where(version.id.in_(unread))
        ):
            contents[row.id] = parsed_content(*row)
    return contents


@dataclass(frozen=True, slots=True)
class BankText:
    """A ready question for the search for duplicates; ``content`` is still to be read, apart from the event loop."""

    question_id: uuid.UUID
    type: str
    content: dict[str, Any]
    stem_text: str


async def list_bank_texts(session: AsyncSession) -> list[BankText]:
    """Return every question that is ready."""
    rows = await session.execute(
        select(Question.id, QuestionVersion.type, QuestionVersion.content, Question.stem_text)
        .join(QuestionVersion, Question.latest_version_id == QuestionVersion.id)
        .where(Question.status == "ready")
    )
    return [BankText(row.id, row.type, row.content, row.stem_text) for row in rows]


def _refuse_stale(question: Question, version: int) -> None:
    if question.version != version:
        raise StaleVersion


def _version_of(actor: Actor, question: Question, content: dict[str, Any], *, number: int) -> QuestionVersion:
    return QuestionVersion(
        id=question.latest_version_id,
        question_id=question.id,
        number=number,
        type=question.type,
        content=content,
        created_by=actor.user_id,
    )


def _other_variants(actor: Actor, question: Question, new: NewQuestion) -> Iterator[QuestionVersion]:
    for number, content in enumerate(new.variants, 2):
        read_content(new.type, content)
        yield QuestionVersion(
            id=uuid7(),
            question_id=question.id,
            number=number,
            type=question.type,
            content=content,
            created_by=actor.user_id,
        )


async def _put_objectives(session: AsyncSession, wanted: Mapping[uuid.UUID, Sequence[uuid.UUID]]) -> None:
    await check_objective_ids(session, {one for objective_ids in wanted.values() for one in objective_ids})
    await session.execute(delete(QuestionObjective).where(QuestionObjective.question_id.in_(wanted)))
    rows = [
        {"question_id": question_id, "objective_id": one}
        for question_id, objective_ids in wanted.items()
        for one in dict.fromkeys(objective_ids)
    ]
    if rows:
        await session.execute(insert(QuestionObjective), rows)


async def _put_tags(session: AsyncSession, wanted: Mapping[uuid.UUID, Sequence[str]]) -> None:
    await session.execute(delete(QuestionTag).where(QuestionTag.question_id.in_(wanted)))
    rows = []
    for question_id, tags in wanted.items():
        by_fold = {folded: " ".join(tag.split()) for tag in tags if (folded := fold_case(tag))}
        rows += [{"question_id": question_id, "tag_folded": folded, "tag": tag} for folded, tag in by_fold.items()]
    if rows:
        await session.execute(insert(QuestionTag), rows)
