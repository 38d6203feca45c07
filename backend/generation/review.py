"""Reviewing drafts: nothing reaches a pupil before a teacher has said yes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core import audit, clock
from backend.core.errors import NotFound, StaleVersion
from backend.core.versioning import flush_or_stale
from backend.documents.service import access_document
from backend.generation import queries, review_schemas
from backend.generation.errors import AlreadyReviewed
from backend.generation.models import DraftQuestion
from backend.generation.service import access_run
from backend.questions.service import NewQuestion, create_questions, retire_unused


async def access_draft(session: AsyncSession, actor: Actor, draft_id: uuid.UUID) -> queries.Found:
    """Return one of the actor's own drafts with the lesson file of its run. Raises NotFound."""
    found = await queries.find_draft(session, actor, draft_id)
    if found is None:
        raise NotFound("There is no such draft among yours. Reload the list.")
    return found


async def accept_draft(
    session: AsyncSession,
    actor: Actor,
    draft_id: uuid.UUID,
    *,
    version: int,
    objective_ids: Sequence[uuid.UUID] | None,
    tags: Sequence[str],
    content: dict[str, Any] | None = None,
) -> queries.Found:
    """Put a draft into the bank, ready to use; with ``content`` it is taken as edited.

    The draft keeps what its maker proposed. Raises StaleVersion, AlreadyReviewed, UnreadableQuestion, NotFound.
    """
    draft, document_id = await draft_to_review(session, actor, draft_id, version)
    new = NewQuestion(
        draft.type,
        draft.content if content is None else content,
        draft.objective_ids if objective_ids is None else objective_ids,
        tags,
    )
    (question,) = await create_questions(session, actor, [new])
    await decide(session, actor, draft, "accepted" if content is None else "edited", question_id=question.id)
    return draft, document_id


async def reject_draft(
    session: AsyncSession, actor: Actor, draft_id: uuid.UUID, *, version: int, reason: str
) -> queries.Found:
    """Turn a draft down. Raises StaleVersion, AlreadyReviewed."""
    draft, document_id = await draft_to_review(session, actor, draft_id, version)
    draft.reject_reason = reason
    await decide(session, actor, draft, "rejected")
    return draft, document_id


async def undo_review(session: AsyncSession, actor: Actor, draft_id: uuid.UUID, *, version: int) -> queries.Found:
    """Make a draft new again, as its maker proposed it; its question is retired.

    Raises StaleVersion, QuestionInUse when an assessment holds the question by now.
    """
    draft, document_id = await access_draft(session, actor, draft_id)
    _refuse_stale(draft, version)
    if draft.status == "new":
        return draft, document_id
    if draft.question_id is not None:
        await retire_unused(session, actor, draft.question_id)
    draft.reject_reason, draft.question_id = "", None
    await decide(session, actor, draft, "new")
    return draft, document_id


async def undo_reviews(
    session: AsyncSession, actor: Actor, undos: Sequence[review_schemas.UndoOne]
) -> list[queries.Found]:
    """Make several drafts new again, all or none. Raises as ``undo_review`` does."""
    return [await undo_review(session, actor, undo.id, version=undo.version) for undo in undos]


async def accept_clean(
    session: AsyncSession, actor: Actor, *, run_id: uuid.UUID | None, document_id: uuid.UUID | None
) -> int:
    """Accept every new draft without a finding or a twin, of a run or of a lesson file. Returns how many."""
    if run_id:
        await access_run(session, actor, run_id)
    if document_id:
        await access_document(session, actor, document_id)
    drafts = await queries.find_clean(session, queries.rules_of(actor, run_id=run_id, document_id=document_id))
    news = [NewQuestion(draft.type, draft.content, draft.objective_ids) for draft in drafts]
    questions = await create_questions(session, actor, news) if news else []
    for draft, question in zip(drafts, questions, strict=True):
        await decide(session, actor, draft, "accepted", question_id=question.id)
    return len(drafts)


async def draft_to_review(session: AsyncSession, actor: Actor, draft_id: uuid.UUID, version: int) -> queries.Found:
    """Return a draft that is still to be reviewed. Raises StaleVersion, AlreadyReviewed, NotFound."""
    draft, document_id = await access_draft(session, actor, draft_id)
    _refuse_stale(draft, version)
    if draft.status != "new":
        raise AlreadyReviewed(f"This draft was {draft.status} already. Undo that first to decide anew.")
    return draft, document_id


def _refuse_stale(draft: DraftQuestion, version: int) -> None:
    if draft.version != version:
        raise StaleVersion


async def decide(
    session: AsyncSession, actor: Actor, draft: DraftQuestion, status: str, *, question_id: uuid.UUID | None = None
) -> None:
    """Write a decision down; with ``new`` it is taken back. Raises StaleVersion."""
    draft.status, draft.question_id = status, question_id
    draft.reviewed_by = None if status == "new" else actor.user_id
    draft.reviewed_at = None if status == "new" else clock.now()
    await flush_or_stale(session)
    await audit.record(session, status, "draft_question", draft.id, actor_id=actor.user_id, fields=["status"])
