"""Routes of sitting: start, package, open, events. Handing in stands in the marker, which answers with marks."""

from __future__ import annotations

import gzip
import uuid
from typing import Annotated

import orjson
from fastapi import APIRouter, Request, Response

from backend.accounts.permissions import Actor, permit, session_token
from backend.attempts import schemas, service
from backend.attempts.desk import Desk, keep_desk
from backend.attempts.package import find_package, show_opened
from backend.attempts.saving import EventsIn, EventsOut, read_batch
from backend.attempts.sitting import store_events
from backend.attempts.starting import begin
from backend.core.access import declares
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["attempts"])
hot_router = APIRouter(prefix="/api", tags=["attempts"])
short_cuts = APIRouter(prefix="/api", tags=["attempts"])

Pupil = Annotated[Actor, permit("attempts.sit")]


@short_cuts.post("/assignments/{assignment_id}/start", response_model=schemas.Started)
@declares("attempts.sit")
async def start(request: Request, assignment_id: uuid.UUID) -> Response:
    """Start an attempt, or find the one that is open. A whole class does it in the same second."""
    started = await begin(request.app.state.database, session_token(request), assignment_id)
    return Response(orjson.dumps(started.model_dump(mode="json")), media_type="application/json")


@short_cuts.get("/attempts/{attempt_id}/package", response_model=schemas.Package)
@declares("attempts.sit")
async def package(request: Request, attempt_id: uuid.UUID) -> Response:
    """Return the attempt's questions; 304 when the browser has them."""
    known = request.headers.get("if-none-match")
    found = await find_package(request.app.state.database, session_token(request), attempt_id, known=known)
    headers = {"ETag": found.etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if found.body is None:
        return Response(status_code=304, headers=headers)
    body = found.body
    if found.compressed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    elif found.compressed:
        body = gzip.decompress(body)
    return Response(body, media_type="application/json", headers=headers)


@router.post("/attempts/{attempt_id}/open")
async def open_(
    request: Request, session: DbSession, actor: Pupil, attempt_id: uuid.UUID, body: schemas.OpenIn
) -> schemas.Opened:
    """Open the attempt on this device, fencing other openers off."""
    attempt, answers = await service.open_attempt(session, actor, attempt_id)
    return await show_opened(session, attempt, answers, request.app.state.release)


@router.put("/attempts/{attempt_id}/desk")
async def desk(session: DbSession, actor: Pupil, attempt_id: uuid.UUID, body: Desk) -> Desk:
    """Keep what the pupil laid on the desk; the answer is what lies there now."""
    return await keep_desk(session, actor, attempt_id, body)


@hot_router.post(
    "/attempts/{attempt_id}/events",
    response_model=EventsOut,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": EventsIn.model_json_schema()}}}
    },
)
@declares("attempts.sit")
async def events(request: Request, attempt_id: uuid.UUID) -> Response:
    """Store changes of answers; what is acknowledged is committed. The busiest route: no session of SQLAlchemy's."""
    batch = read_batch(await request.body())
    answer = await store_events(request.app.state.database, session_token(request), attempt_id, batch)
    return Response(orjson.dumps(answer), media_type="application/json")
