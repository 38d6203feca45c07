"""Routes that make reviewing quick, and the coverage of a unit."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Request

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.generation import another, coverage, review, review_schemas, showing, twins

router = APIRouter(prefix="/api", tags=["generation"])

Author = Annotated[Actor, permit("questions.author")]
AuthorApart = Annotated[Actor, permit("questions.author", apart=True)]


@router.post("/drafts/undo")
async def undo_reviews(session: DbSession, actor: Author, body: review_schemas.UndoMany) -> review_schemas.DraftList:
    """Take several reviews back, all or none."""
    found = await review.undo_reviews(session, actor, body.drafts)
    return review_schemas.DraftList(items=await showing.show_drafts(session, found))


@router.get("/drafts/{draft_id}/twin")
async def get_twin(session: DbSession, actor: Author, draft_id: uuid.UUID) -> review_schemas.TwinOut:
    """Return the question that a draft resembles."""
    return await twins.show_twin(session, actor, draft_id)


@router.post("/drafts/{draft_id}/another")
async def draw_another(
    request: Request, actor: AuthorApart, draft_id: uuid.UUID, body: review_schemas.Redraw
) -> review_schemas.Another:
    """Turn a draft down and ask its maker for another."""
    return await another.draw_another(request.app.state.database, actor, draft_id, version=body.version)


@router.get("/maker-counts")
async def maker_counts(session: DbSession, actor: Author) -> review_schemas.MakerCountsList:
    """Return what became of one's own drafts, by maker."""
    return await twins.show_maker_counts(session, actor)


@router.get("/coverage")
async def unit_coverage(session: DbSession, actor: Author, unit_id: uuid.UUID) -> review_schemas.Coverage:
    """Return a unit's objectives with the questions and drafts in hand."""
    return await coverage.show_coverage(session, actor, unit_id)
