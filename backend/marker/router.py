"""Routes that answer with marks: hand-in, checks, a pupil's own result, trying a question, and putting marks right."""

from __future__ import annotations

import uuid
from typing import Annotated

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from backend.accounts.permissions import Actor, permit, session_token
from backend.attempts.schemas import SubmitIn
from backend.core.access import declares
from backend.core.db import DbSession
from backend.marker import accept_views, by_hand, change_views, own_code, practice, results, running, schemas, undoing
from backend.marker.hand_ins import read_submit

router = APIRouter(prefix="/api", tags=["marker"])
hot_router = APIRouter(prefix="/api", tags=["marker"])
short_cuts = APIRouter(prefix="/api", tags=["marker"])

Pupil = Annotated[Actor, permit("attempts.sit")]
PupilApart = Annotated[Actor, permit("attempts.sit", apart=True)]
Changer = Annotated[Actor, permit("marks.change")]


@hot_router.post(
    "/attempts/{attempt_id}/submit",
    response_model=schemas.Submitted,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": SubmitIn.model_json_schema()}}}
    },
)
@declares("attempts.sit")
async def submit(request: Request, attempt_id: uuid.UUID) -> Response:
    """Hand in; nothing is closed before every answer has arrived. At the bell everybody does."""
    body = read_submit(request.headers.get("content-type", ""), await request.body())
    submitted = await request.app.state.hand_ins.submit(session_token(request), attempt_id, body)
    return Response(orjson.dumps(submitted.model_dump(mode="json")), media_type="application/json")


@router.post("/attempts/{attempt_id}/items/{item_id}/check")
async def check(request: Request, actor: PupilApart, attempt_id: uuid.UUID, item_id: uuid.UUID) -> schemas.CheckOut:
    """Say how one answer does: a try. The last one fixes it, and so does a right one."""
    return await running.check_answer(request.app.state.database, actor, attempt_id, item_id)


@short_cuts.post(
    "/attempts/{attempt_id}/items/{item_id}/run",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas.PracticeIn.model_json_schema()}},
        }
    },
)
@declares("attempts.sit")
async def run(request: Request, attempt_id: uuid.UUID, item_id: uuid.UUID) -> StreamingResponse:
    """Try a program out; answers JSON lines, the last of which says what came of it."""
    body = practice.read_practice(request.headers.get("content-type", ""), await request.body())
    lines = await practice.practise(request.app.state.database, session_token(request), attempt_id, item_id, body)
    return StreamingResponse(lines, media_type="application/x-ndjson")


@router.post("/attempts/{attempt_id}/items/{item_id}/own-code")
async def answer_own_code(
    session: DbSession, actor: Pupil, attempt_id: uuid.UUID, item_id: uuid.UUID, body: schemas.OwnCodeIn
) -> schemas.OwnCodeOut:
    """Answer the question about one's own program, once."""
    return await own_code.answer_question(session, actor, attempt_id, item_id, body.choice)


@router.get("/attempts/{attempt_id}/result")
async def result(session: DbSession, actor: Pupil, attempt_id: uuid.UUID) -> schemas.Result:
    """Return the actor's own result, as the policy allows."""
    return await results.own_result(session, actor, attempt_id)


@router.post("/question-try")
async def try_question(
    request: Request, actor: Annotated[Actor, permit("questions.author", apart=True)], body: schemas.TryIn
) -> schemas.TryOut:
    """Mark a response to a question that is being written."""
    return await results.try_question(request.app.state.runner, actor, body)


@router.post("/question-run")
async def try_run(
    request: Request, actor: Annotated[Actor, permit("questions.author", apart=True)], body: schemas.TryRunIn
) -> StreamingResponse:
    """Try a program out on a question that is being written; answers as a pupil's run does."""
    lines = practice.try_run(request.app.state.runner, actor, body)
    return StreamingResponse(lines, media_type="application/x-ndjson")


@router.post("/attempts/{attempt_id}/items/{item_id}/mark")
async def override(
    session: DbSession, actor: Changer, attempt_id: uuid.UUID, item_id: uuid.UUID, body: schemas.OverrideIn
) -> schemas.ChangeOut:
    """Give one answer another mark, with a reason; ``item_id`` is the assessment's item."""
    batch_id = await by_hand.override(session, actor, attempt_id, item_id, score=body.score, reason=body.reason)
    return await change_views.show_change(session, actor, batch_id)


@router.get("/assignments/{assignment_id}/items/{item_id}/mark-changes")
async def item_changes(
    session: DbSession, actor: Changer, assignment_id: uuid.UUID, item_id: uuid.UUID
) -> schemas.ItemChanges:
    """Return what was changed about a question's marks, and what could be."""
    return await change_views.show_item(session, actor, assignment_id, item_id)


@router.post("/mark-changes/preview")
async def preview_change(session: DbSession, actor: Changer, body: schemas.ChangePlanIn) -> schemas.Preview:
    """Say what a change would do to each mark, and do nothing."""
    return await change_views.show_preview(session, actor, body)


@router.post("/mark-changes/accept/preview")
async def preview_acceptance(session: DbSession, actor: Changer, body: schemas.AcceptPlanIn) -> schemas.AcceptPreview:
    """Say what accepting an answer would do to each mark, and do nothing."""
    return await accept_views.show_preview(session, actor, body)


@router.post("/mark-changes/accept", status_code=202)
async def accept(session: DbSession, actor: Changer, body: schemas.AcceptIn) -> schemas.ChangeOut:
    """Accept an answer in its question; a job marks the answers again."""
    return await accept_views.begin(session, actor, body)


@router.post("/mark-changes", status_code=202)
async def begin_change(session: DbSession, actor: Changer, body: schemas.ChangeIn) -> schemas.ChangeOut:
    """Begin a change; a job makes its marks."""
    return await change_views.begin(session, actor, body, body.reason)


@router.get("/mark-changes/{batch_id}")
async def get_change(session: DbSession, actor: Changer, batch_id: uuid.UUID) -> schemas.ChangeOut:
    """Return how far a change is."""
    return await change_views.show_change(session, actor, batch_id)


@router.post("/mark-changes/{batch_id}/undo")
async def undo_change(session: DbSession, actor: Changer, batch_id: uuid.UUID) -> schemas.ChangeOut:
    """Take a change back."""
    await undoing.undo(session, actor, batch_id)
    return await change_views.show_change(session, actor, batch_id)
