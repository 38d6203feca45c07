"""Routes of the marking page."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.marker import by_hand, change_views, comments, marking, schemas
from backend.marker.marking_schemas import CommentIn, CommentList, CommentOut, MarkingIn, MarkingList, MarkingSheet

router = APIRouter(prefix="/api", tags=["marker"])

Changer = Annotated[Actor, permit("marks.change")]


@router.get("/assignments/{assignment_id}/marking")
async def list_to_mark(session: DbSession, actor: Changer, assignment_id: uuid.UUID) -> MarkingList:
    """Return the questions of an assignment that a person marks."""
    return await marking.show_list(session, actor, assignment_id)


@router.get("/assignments/{assignment_id}/items/{item_id}/marking")
async def sheet(session: DbSession, actor: Changer, assignment_id: uuid.UUID, item_id: uuid.UUID) -> MarkingSheet:
    """Return the answers to one question, without names."""
    return await marking.show_sheet(session, actor, assignment_id, item_id)


@router.post("/assignments/{assignment_id}/items/{item_id}/marking")
async def mark(
    session: DbSession, actor: Changer, assignment_id: uuid.UUID, item_id: uuid.UUID, body: MarkingIn
) -> schemas.ChangeOut:
    """Mark answers of one question alike; the answer names the batch, to take it back by."""
    batch_id = await by_hand.mark_answers(session, actor, assignment_id, item_id, body)
    return await change_views.show_change(session, actor, batch_id)


@router.get("/marking-comments")
async def list_comments(session: DbSession, actor: Changer) -> CommentList:
    """Return the actor's kept comments."""
    kept = await comments.kept_comments(session, actor)
    return CommentList(items=[CommentOut(id=each.id, text=each.text) for each in kept])


@router.post("/marking-comments", status_code=201)
async def keep_comment(session: DbSession, actor: Changer, body: CommentIn) -> CommentOut:
    """Keep a comment, or note that it is used again."""
    return CommentOut(id=await comments.keep_comment(session, actor, body.text), text=body.text)


@router.delete("/marking-comments/{comment_id}", status_code=204)
async def drop_comment(session: DbSession, actor: Changer, comment_id: uuid.UUID) -> None:
    """Take a comment out of the bank."""
    await comments.drop_comment(session, actor, comment_id)
