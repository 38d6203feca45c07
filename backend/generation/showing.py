"""Drafts as the review page shows them: the question, its source, what the checks say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.curriculum.models import Misconception
from backend.curriculum.service import misconceptions_by_slug
from backend.documents.events import DraftCounts, DraftsAsked, ReviewsAsked
from backend.documents.service import access_document
from backend.generation import queries, schemas
from backend.generation.makers import OFFERS, title_of
from backend.generation.models import DraftQuestion
from backend.generation.pipeline import run_linter
from backend.generation.service import access_run
from backend.questions.content import parsed_content, read_content, stem_line
from backend.questions.errors import UnreadableQuestion
from backend.questions.service import newest_versions
from backend.questions.types import rich_text


def show_makers(*, programs: bool) -> schemas.MakerList:
    """Return every maker that can be asked; without ``programs`` none that has to run some."""
    return schemas.MakerList(
        items=[
            schemas.MakerOut(
                key=offer.key,
                title=offer.title,
                needs_document=offer.needs_document,
                topic=offer.topic,
                levels=list(offer.levels),
            )
            for offer in OFFERS
            if programs or not offer.runs_programs
        ]
    )


async def show_page(session: AsyncSession, actor: Actor, query: schemas.DraftQuery) -> schemas.DraftPage:
    """Return a page of the actor's drafts. Raises NotFound for a run or a lesson file that isn't theirs."""
    if query.run_id:
        await access_run(session, actor, query.run_id)
    if query.document_id:
        await access_document(session, actor, query.document_id)
    rules = queries.rules_of(actor, run_id=query.run_id, document_id=query.document_id)
    found, following = await queries.find_page(session, rules, status=query.status, after=query.after)
    counts = await queries.count_by_status(session, rules)
    return schemas.DraftPage(
        items=await show_drafts(session, found), next=following, counts=schemas.DraftCountsOut(**counts)
    )


async def show_drafts(session: AsyncSession, found: Sequence[queries.Found]) -> list[schemas.DraftOut]:
    """Return drafts as pages show them; one that was edited shows the question that came of it."""
    edited = [draft.question_id for draft, _ in found if draft.status == "edited" and draft.question_id]
    versions = await newest_versions(session, edited)
    contents: dict[uuid.UUID, tuple[uuid.UUID, dict[str, Any]]] = {}
    for draft, _ in found:
        version = versions.get(draft.question_id) if draft.question_id else None
        contents[draft.id] = (version.id, version.content) if version else (draft.id, draft.content)
    slugs = {tag[2] for _, content in contents.values() for tag in tagged(content)}
    titles = await misconceptions_by_slug(session, slugs)
    return [_shown(draft, document_id, contents[draft.id], titles) for draft, document_id in found]


def _shown(
    draft: DraftQuestion,
    document_id: uuid.UUID | None,
    shown: tuple[uuid.UUID, dict[str, Any]],
    titles: Mapping[str, Misconception],
) -> schemas.DraftOut:
    content_id, raw = shown
    kind, content = parsed_content(content_id, draft.type, raw)
    as_proposed = content_id == draft.id
    checks = draft.checks if as_proposed else run_linter(kind, content)
    return schemas.DraftOut(
        id=draft.id,
        run_id=draft.run_id,
        document_id=document_id,
        type=draft.type,
        type_label=kind.label,
        status=draft.status,
        version=draft.version,
        content=raw,
        item=kind.pupil_view(content, seed=0),
        key=kind.key_view(content),
        explanation=rich_text.parse(content.explanation),
        hints=[rich_text.parse(hint) for hint in content.hints],
        stem_text=draft.stem_text if as_proposed else stem_line(content),
        maker=schemas.MakerRef(key=draft.maker, title=title_of(draft.maker)),
        difficulty=content.difficulty,
        checks=checks,
        clean=not checks and draft.duplicate_of is None,
        misconceptions=named_misconceptions(raw, titles),
        evidence=_evidence(draft.evidence),
        duplicate_of=draft.duplicate_of,
        objective_ids=draft.objective_ids,
        question_id=draft.question_id,
        reject_reason=draft.reject_reason,
        reviewed_at=draft.reviewed_at,
    )


def named_misconceptions(raw: Any, titles: Mapping[str, Misconception]) -> list[schemas.MisconceptionRef]:
    """Return what in the content is tagged with a misconception, with the misconception's title."""
    return [
        schemas.MisconceptionRef(
            element_id=element_id, text=text, slug=slug, title=titles[slug].title if slug in titles else slug
        )
        for element_id, text, slug in tagged(raw)
    ]


def tagged(value: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (element id, its words, misconception) for whatever in the content is tagged with one, of any type."""
    if isinstance(value, dict):
        slug = value.get("misconception")
        if slug:
            words = next((str(value[name]) for name in ("text", "pattern", "value") if name in value), "")
            yield str(value.get("id", "")), words, str(slug)
        for entry in value.values():
            yield from tagged(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from tagged(entry)


def _evidence(stored: dict[str, Any] | None) -> schemas.EvidenceOut | None:
    """Return stored evidence with its span as JavaScript counts it: in UTF-16 units, not in characters."""
    if stored is None:
        return None
    text = stored["passage_text"]
    span = {name: _utf16_units(text[: stored[name]]) for name in ("start", "end")}
    return schemas.EvidenceOut(**{**stored, **span})


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_content(type_key: str, raw: dict[str, Any]) -> schemas.CheckOut:
    """Return what the checks say of content while it is being written."""
    try:
        kind, content = read_content(type_key, raw)
    except UnreadableQuestion as unreadable:
        return schemas.CheckOut(
            readable=False, errors=unreadable.errors, problems=[], item=None, key=None, explanation=[], hints=[]
        )
    return schemas.CheckOut(
        readable=True,
        errors=[],
        problems=run_linter(kind, content),
        item=kind.pupil_view(content, seed=0),
        key=kind.key_view(content),
        explanation=rich_text.parse(content.explanation),
        hints=[rich_text.parse(hint) for hint in content.hints],
    )


async def fill_in_drafts(session: AsyncSession, asked: DraftsAsked) -> None:
    """Tell the documents room how far the review of each file's drafts has come."""
    for document_id, status, count in await queries.count_by_document(session, asked.document_ids):
        counts = asked.drafts.setdefault(document_id, DraftCounts())
        name = "accepted" if status == "edited" else status
        setattr(counts, name, getattr(counts, name) + count)


async def fill_in_reviews(session: AsyncSession, asked: ReviewsAsked) -> None:
    """Tell how many of a teacher's drafts wait for review."""
    asked.waiting[asked.teacher_id] = await queries.count_waiting(session, asked.teacher_id)
