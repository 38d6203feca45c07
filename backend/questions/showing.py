"""Questions as the pages show them. A page of the bank takes five queries, however many questions it holds.

A sixth is for rubrics that aren't in memory.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.core.errors import NotFound
from backend.questions import queries
from backend.questions.content import own_marks, parsed, question_type, read_content
from backend.questions.models import Question
from backend.questions.schemas import (
    Facets,
    Preview,
    QuestionOut,
    QuestionPage,
    QuestionPreview,
    QuestionRow,
    VersionOut,
)
from backend.questions.service import (
    access_question,
    contents_by_version,
    count_uses,
    variants_by_version,
    versions_by_ids,
)


async def show_page(
    session: AsyncSession, actor: Actor, wanted: queries.QuestionFilter, *, sort: str, after: str | None
) -> QuestionPage:
    """Return one page of the bank with what the filters would find."""
    total, types, statuses = await queries.count_facets(session, actor, wanted)
    found, following = await queries.find_page(session, actor, wanted, sort=sort, after=after)
    rows = await _rows(session, actor, found)
    return QuestionPage(items=rows, next=following, total=total, facets=Facets(type=types, status=statuses))


async def _rows(session: AsyncSession, actor: Actor, found: Sequence[queries.Found]) -> list[QuestionRow]:
    ids = [one.question.id for one in found]
    objectives = await queries.objectives_of(session, ids)
    tags = await queries.tags_of(session, ids)
    used_in = await count_uses(session, ids)
    marks = await _own_marks(session, [one.question for one in found])
    return [
        QuestionRow(
            id=question.id,
            type=question.type,
            type_label=question_type(question.type).label,
            status=question.status,
            stem_text=question.stem_text,
            number=question.latest_number if question.variants == 1 else 1,
            difficulty=question.difficulty,
            marks=marks.get(question.latest_version_id, 1),
            tags=tags.get(question.id, []),
            objectives=objectives.get(question.id, []),
            author=author.display_name,
            mine=question.author_id == actor.user_id,
            updated_at=question.updated_at,
            used_in=used_in.get(question.id, 0),
            variants=question.variants,
            version=question.version,
        )
        for question, author in ((one.question, one.author) for one in found)
    ]


async def _own_marks(session: AsyncSession, questions: Sequence[Question]) -> dict[uuid.UUID, int]:
    """Return version to the marks that it brings; what a person doesn't mark brings one, and is left out."""
    versions = [each.latest_version_id for each in questions if question_type(each.type).by_person]
    return {
        version_id: own_marks(*content)
        for version_id, content in (await contents_by_version(session, versions)).items()
    }


async def show_question(session: AsyncSession, actor: Actor, question: Question | uuid.UUID) -> QuestionOut:
    """Return one question whole. Raises NotFound for one that the actor may not see."""
    shown = question if isinstance(question, Question) else await access_question(session, actor, question)
    # The versions of a question that a rule made are no history, but its variants.
    history = [
        (version, user)
        for version, user in await queries.history_of(session, shown.id)
        if shown.variants == 1 or version.id == shown.latest_version_id
    ]
    author = await session.get_one(User, shown.author_id)
    row = (await _rows(session, actor, [queries.Found(shown, author)]))[0]
    latest = history[0][0]
    kind, content = parsed(latest)
    return QuestionOut(
        **row.model_dump(),
        content=latest.content,
        version_id=latest.id,
        item=kind.pupil_view(content, seed=0),
        key=kind.key_view(content),
        versions=[
            VersionOut(number=version.number, created_at=version.created_at, created_by=user.display_name)
            for version, user in history
        ],
    )


async def preview_question(
    session: AsyncSession, actor: Actor, question_id: uuid.UUID, *, version_id: uuid.UUID | None, seed: int
) -> QuestionPreview:
    """Return a question as the pupil with this seed might get it. Raises NotFound."""
    question = await access_question(session, actor, question_id)
    asked = version_id or question.latest_version_id
    variants = (await variants_by_version(session, [asked])).get(asked, [asked])
    chosen = variants[seed % len(variants)]
    version = (await versions_by_ids(session, [chosen])).get(chosen)
    if version is None or version.question_id != question.id:
        raise NotFound("That is no version of this question. Reload the page.")
    kind, content = parsed(version)
    return QuestionPreview(
        version_id=version.id,
        type=version.type,
        content=version.content,
        item=kind.pupil_view(content, seed),
        variants=len(variants),
    )


def preview(type_key: str, raw: dict[str, Any], seed: int) -> Preview:
    """Return content as a pupil would see it, and its key. Raises UnreadableQuestion."""
    kind, content = read_content(type_key, raw)
    return Preview(item=kind.pupil_view(content, seed), key=kind.key_view(content))
