"""The question that a draft resembles, to be looked at beside it, and how the makers' drafts fared."""

from __future__ import annotations

import uuid
from collections import Counter

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.errors import NotFound
from backend.generation import queries, review_schemas, schemas
from backend.generation.makers import title_of
from backend.generation.review import access_draft
from backend.questions.content import parsed_content, stem_line
from backend.questions.service import newest_versions

_REASONS_SHOWN = 5
_GONE = "The question that it resembles is no longer there."


async def show_twin(session: AsyncSession, actor: Actor, draft_id: uuid.UUID) -> review_schemas.TwinOut:
    """Return the question that a draft resembles, with its key. Raises NotFound when there is none any more."""
    draft, _ = await access_draft(session, actor, draft_id)
    twin = draft.duplicate_of or {}
    if twin.get("draft_id"):
        other, _ = await access_draft(session, actor, uuid.UUID(twin["draft_id"]))
        source = (other.id, other.type, other.content)
    elif twin.get("question_id"):
        versions = await newest_versions(session, [uuid.UUID(twin["question_id"])])
        if not versions:
            raise NotFound(_GONE)
        ((question_id, version),) = versions.items()
        source = (version.id, version.type, version.content)
    else:
        raise NotFound(_GONE)
    kind, content = parsed_content(*source)
    return review_schemas.TwinOut(
        kind=twin["kind"],
        question_id=None if twin.get("draft_id") else question_id,
        draft_id=twin.get("draft_id"),
        type=kind.key,
        type_label=kind.label,
        stem_text=stem_line(content),
        item=kind.pupil_view(content, seed=0),
        key=kind.key_view(content),
    )


async def show_maker_counts(session: AsyncSession, actor: Actor) -> review_schemas.MakerCountsList:
    """Return what became of the actor's drafts, by maker, the busiest first. One query."""
    counts: dict[str, Counter[str]] = {}
    reasons: dict[str, Counter[str]] = {}
    for maker, status, reason, n in await queries.count_by_maker(session, queries.rules_of(actor)):
        counts.setdefault(maker, Counter())[status] += n
        if status == "rejected" and reason:
            reasons.setdefault(maker, Counter())[reason] += n
    busiest = sorted(counts, key=lambda maker: (-counts[maker].total(), title_of(maker)))
    return review_schemas.MakerCountsList(
        items=[
            review_schemas.MakerCounts(
                maker=schemas.MakerRef(key=maker, title=title_of(maker)),
                counts=schemas.DraftCountsOut(**counts[maker]),
                reasons=[
                    review_schemas.ReasonCount(reason=reason, count=n)
                    for reason, n in reasons.get(maker, Counter()).most_common(_REASONS_SHOWN)
                ],
            )
            for maker in busiest
        ]
    )
