"""Accepting an answer as the pages show it."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.marker import accepting, change_views
from backend.marker.schemas import AcceptIn, AcceptPlanIn, AcceptPreview, ChangeOut
from backend.questions.models import Question


async def show_preview(session: AsyncSession, actor: Actor, body: AcceptPlanIn) -> AcceptPreview:
    """Return the dry run of accepting an answer."""
    found = await accepting.preview(session, actor, change_views.targets_of(body), _acceptance(body))
    shown = await change_views.show_moves(session, found.moves)
    return AcceptPreview(
        rows=shown.rows,
        changed=shown.changed,
        version_id=found.newest.id,
        author=await _colleague(session, actor, found.newest.question_id),
        mended=found.newest.id != found.was_set,
    )


async def _colleague(session: AsyncSession, actor: Actor, question_id: uuid.UUID) -> str | None:
    author = await session.scalar(
        select(User).join(Question, Question.author_id == User.id).where(Question.id == question_id)
    )
    return author.display_name if author and author.id != actor.user_id else None


async def begin(session: AsyncSession, actor: Actor, body: AcceptIn) -> ChangeOut:
    """Accept an answer, begin to mark again by it, and return the change."""
    batch_id = await accepting.begin(
        session,
        actor,
        change_views.targets_of(body),
        _acceptance(body),
        seen=body.version_id,
        reason=body.reason,
    )
    return await change_views.show_change(session, actor, batch_id)


def _acceptance(body: AcceptPlanIn) -> accepting.Acceptance:
    return accepting.Acceptance(body.response, body.part, body.fraction)
