"""Routes that answer with marks: hand-in, checks, a pupil's own result, and trying a question."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter

from backend.accounts.permissions import Actor, permit
from backend.attempts.schemas import SubmitIn
from backend.core.db import DbSession
from backend.marker import results, schemas

router = APIRouter(prefix="/api", tags=["marker"])

Pupil = Annotated[Actor, permit("attempts.sit")]


@router.post("/attempts/{attempt_id}/submit")
async def submit(session: DbSession, actor: Pupil, attempt_id: uuid.UUID, body: SubmitIn) -> schemas.Submitted:
    """Hand in; nothing is closed before every answer has arrived."""
    return await results.submit(session, actor, attempt_id, body)


@router.post("/attempts/{attempt_id}/items/{item_id}/check")
async def check(session: DbSession, actor: Pupil, attempt_id: uuid.UUID, item_id: uuid.UUID) -> schemas.CheckOut:
    """Say how one answer does, and fix it."""
    return await results.check_item(session, actor, attempt_id, item_id)


@router.get("/attempts/{attempt_id}/result")
async def result(session: DbSession, actor: Pupil, attempt_id: uuid.UUID) -> schemas.Result:
    """Return the actor's own result, as the policy allows."""
    return await results.own_result(session, actor, attempt_id)


@router.post("/question-try")
async def try_question(actor: Annotated[Actor, permit("questions.author")], body: schemas.TryIn) -> schemas.TryOut:
    """Mark a response to a question that is being written."""
    return results.try_question(body)
