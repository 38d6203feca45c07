"""Routes of lesson files."""

from __future__ import annotations

import asyncio
import uuid
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.core.errors import Invalid
from backend.documents import schemas, service

router = APIRouter(prefix="/api/documents", tags=["documents"])

Uploader = Annotated[Actor, permit("documents.upload")]
UploaderApart = Annotated[Actor, permit("documents.upload", apart=True)]

_FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
"""Said by hand: FastAPI would read a declared file whole before it asks who is sending it."""


@router.post("", status_code=202, openapi_extra=_FILE_BODY)
async def upload(request: Request, actor: UploaderApart) -> schemas.DocumentOut:
    """Take a lesson file; it is read by a job."""
    form = await request.form(max_files=1, max_fields=5)
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Invalid("No file came with the request. Choose a file and try again.")
        return await service.take_upload(request.app.state.database, actor, name=file.filename, stream=file.file)
    finally:
        await form.close()


@router.get("")
async def list_documents(
    session: DbSession, actor: Uploader, after: Annotated[str | None, Query(max_length=200)] = None
) -> schemas.DocumentPage:
    """Return a page of one's own lesson files."""
    return await service.list_documents(session, actor, after)


@router.get("/accepted")
async def get_accepted(request: Request, actor: Uploader) -> schemas.Accepted:
    """Return what may be uploaded."""
    return service.accepted(request.app.state.database.settings)


@router.get("/{document_id}", response_model=schemas.DocumentWhole)
async def get_document(session: DbSession, actor: Uploader, document_id: uuid.UUID) -> Response:
    """Return a lesson file with its text, and what pictures it has."""
    whole = await service.show_whole(session, actor, document_id)
    return Response(await asyncio.to_thread(orjson.dumps, whole), media_type="application/json")


@router.get("/{document_id}/images/{image_id}", response_class=Response)
async def get_image(
    request: Request, session: DbSession, actor: Uploader, document_id: uuid.UUID, image_id: str
) -> Response:
    """Return a picture of a lesson file; 304 when the browser has it."""
    image = await service.access_image(session, actor, document_id, image_id)
    headers = {"ETag": f'"{image.sha256}"', "Cache-Control": "private, no-cache", "Content-Disposition": "inline"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(await service.image_bytes(session, image), media_type=image.media_type, headers=headers)


@router.post("/{document_id}/cancel")
async def cancel_document(session: DbSession, actor: Uploader, document_id: uuid.UUID) -> schemas.DocumentOut:
    """Stop reading a lesson file."""
    return await service.cancel_document(session, actor, document_id)


@router.delete("/{document_id}", status_code=204)
async def delete_document(session: DbSession, actor: Uploader, document_id: uuid.UUID) -> None:
    """Delete a lesson file."""
    await service.delete_document(session, actor, document_id)
