"""Routes of the bank."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.questions import code_check, copying, schemas, service, showing
from backend.questions.queries import QuestionFilter
from backend.questions.types import registry

router = APIRouter(prefix="/api", tags=["questions"])

Author = Annotated[Actor, permit("questions.author")]
# Programs run for seconds: no transaction is held meanwhile.
AuthorApart = Annotated[Actor, permit("questions.author", apart=True)]


@router.get("/question-types")
async def question_types(actor: Author) -> schemas.TypeList:
    """Return every question type."""
    return schemas.TypeList(items=[schemas.TypeOut(key=kind.key, label=kind.label) for kind in registry.ALL])


@router.get("/questions")
async def list_questions(
    session: DbSession, actor: Author, query: Annotated[schemas.BankQuery, Query()]
) -> schemas.QuestionPage:
    """Return a page of the bank."""
    wanted = QuestionFilter(**query.model_dump(exclude={"sort", "after"}))
    return await showing.show_page(session, actor, wanted, sort=query.sort, after=query.after)


@router.post("/questions", status_code=201)
async def create_question(session: DbSession, actor: Author, body: schemas.QuestionIn) -> schemas.QuestionOut:
    """Add a question."""
    question = await service.create_question(session, actor, service.NewQuestion(**dict(body)))
    return await showing.show_question(session, actor, question)


@router.post("/questions/preview")
async def preview_question(actor: Author, body: schemas.PreviewIn) -> schemas.Preview:
    """Show content as a pupil would see it; nothing is stored."""
    return showing.preview(body.type, body.content, body.seed)


@router.post("/questions/check-code")
async def check_code(request: Request, actor: AuthorApart, body: schemas.CodeCheckIn) -> schemas.CodeCheck:
    """Run a programming task's solution, its starter and likely slips against its tests; nothing is stored."""
    return await code_check.check_code(request.app.state.runner, actor, body.content)


@router.get("/questions/{question_id}")
async def get_question(session: DbSession, actor: Author, question_id: uuid.UUID) -> schemas.QuestionOut:
    """Return one question with its content and versions."""
    return await showing.show_question(session, actor, question_id)


@router.get("/questions/{question_id}/preview")
async def preview_question_as_pupil(
    session: DbSession, actor: Author, question_id: uuid.UUID, query: Annotated[schemas.PreviewQuery, Query()]
) -> schemas.QuestionPreview:
    """Return a question as one pupil might get it."""
    return await showing.preview_question(session, actor, question_id, version_id=query.version_id, seed=query.seed)


@router.put("/questions/{question_id}")
async def update_question(
    session: DbSession, actor: Author, question_id: uuid.UUID, body: schemas.QuestionChange
) -> schemas.QuestionOut:
    """Save an edited question."""
    question = await service.update_question(session, actor, question_id, **dict(body))
    return await showing.show_question(session, actor, question)


@router.post("/questions/{question_id}/status")
async def set_status(
    session: DbSession, actor: Author, question_id: uuid.UUID, body: schemas.StatusChange
) -> schemas.QuestionOut:
    """Make a question ready, or retire it."""
    question = await service.set_status(session, actor, question_id, version=body.version, status=body.status)
    return await showing.show_question(session, actor, question)


@router.post("/questions/{question_id}/copy", status_code=201)
async def copy_question(session: DbSession, actor: Author, question_id: uuid.UUID) -> schemas.QuestionOut:
    """Make a draft of one's own out of a question."""
    return await showing.show_question(session, actor, await copying.copy_question(session, actor, question_id))
