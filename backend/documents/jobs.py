"""Reading an uploaded file in a child process. Whatever comes of it, the original is deleted."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import orjson
import structlog
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core import audit
from backend.core.jobs import Job, JobContext
from backend.core.model import uuid7
from backend.documents import uploads
from backend.documents.document_parser.outline import DocumentOutline, DocumentRefused
from backend.documents.limited_child import parse_in_child
from backend.documents.models import Document, DocumentImage, DocumentPassage
from backend.documents.service import BARE_SECTION, PARSE_JOB

log = structlog.get_logger()

_LOOK_EVERY_S = 1.0
_PIECE_CHARS = 1024 * 1024
"""About how much of a document goes to the database in one statement."""
_INSERT = text("""
    INSERT INTO passages (id, document_id, position, key, section, heading, level, kind, body)
    SELECT id, :document_id, position, key, section, heading, level, kind, body
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS piece (
        id uuid, position integer, key text, section integer, heading text, level integer, kind text, body jsonb
    )
""")
_FAILED = (
    "failed",
    "Something went wrong on our side while the file was read. Upload it again; if that doesn't help, tell IT.",
)
_LOST = ("upload_lost", "The file was lost before it could be read, perhaps by a power cut. Upload it again.")
_TRIES_TO_REPORT = 3


class _NoLongerWanted(Exception):
    """The document was cancelled or deleted while it was read."""


async def parse_document(context: JobContext, document_id: uuid.UUID) -> None:
    """Read one uploaded file and store its passages and pictures, or why not. Safe to run again at any point."""
    settings = context.database.settings
    removed = await asyncio.to_thread(uploads.remove_orphans, settings)
    if removed:
        log.warning("orphaned_uploads_removed", count=removed)
    try:
        name = await _begin(context, document_id)
        await _read(context, document_id, name)
    except _NoLongerWanted:
        log.info("document_no_longer_wanted")
    except Exception as exc:
        log.exception("document_failed", error=type(exc).__name__)
        await _report_failure(context, document_id)
    # Not in a "finally": a worker that is being stopped leaves the file for the next run of this job.
    await asyncio.to_thread(uploads.remove_upload, settings, document_id)


async def _begin(context: JobContext, document_id: uuid.UUID) -> str:
    """Mark the document as being read and return its name. Raises _NoLongerWanted."""
    async with context.session() as session:
        document = await _lock(session, document_id, ("uploaded", "parsing"))
        document.status = "parsing"
        return document.name


async def _lock(session: AsyncSession, document_id: uuid.UUID, expected: tuple[str, ...]) -> Document:
    document = (
        await session.scalars(select(Document).where(Document.id == document_id).with_for_update())
    ).one_or_none()
    if document is None or document.status not in expected:
        raise _NoLongerWanted
    return document


async def _read(context: JobContext, document_id: uuid.UUID, name: str) -> None:
    path = uploads.path_of(context.database.settings, document_id)
    if not await asyncio.to_thread(path.is_file):
        await _refuse(context, document_id, *_LOST, status="failed")
        return
    reading = asyncio.create_task(parse_in_child(path, file_name=name))
    try:
        while not reading.done():
            await asyncio.wait({reading}, timeout=_LOOK_EVERY_S)
            if not reading.done():
                await _check_wanted(context, document_id)
        outline = reading.result()
    except DocumentRefused as refusal:
        await _refuse(context, document_id, refusal.code, refusal.message, status="refused")
        return
    finally:
        reading.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await reading
    await _store(context, document_id, outline)


async def _check_wanted(context: JobContext, document_id: uuid.UUID) -> None:
    async with context.session() as session:
        status = await session.scalar(select(Document.status).where(Document.id == document_id))
    if status != "parsing":
        raise _NoLongerWanted


async def _store(context: JobContext, document_id: uuid.UUID, outline: DocumentOutline) -> None:
    # A long file has 20,000 passages, a table of a thousand rows is one. Written as JSON in a thread and taken apart by
    # the database, they stop nobody's answers.
    pieces = await asyncio.to_thread(lambda: list(_pieces(outline)))
    images, counts = list(_image_rows(document_id, outline)), await asyncio.to_thread(_counts, outline)
    async with context.session() as session:
        document = await _lock(session, document_id, ("parsing",))
        await session.execute(delete(DocumentPassage).where(DocumentPassage.document_id == document_id))
        await session.execute(delete(DocumentImage).where(DocumentImage.document_id == document_id))
        for piece in pieces:
            await session.execute(_INSERT, {"document_id": document_id, "rows": piece})
        if images:
            await session.execute(insert(DocumentImage), images)
        document.status, document.progress_done = "parsed", document.progress_total
        document.kind, document.title = outline.kind, outline.title
        document.counts, document.warnings = counts, list(outline.warnings)
        await audit.record(session, "parsed", "document", document_id, fields=["status"])


async def _refuse(context: JobContext, document_id: uuid.UUID, code: str, message: str, *, status: str) -> None:
    async with context.session() as session:
        document = await _lock(session, document_id, ("parsing",))
        document.status, document.refusal_code, document.refusal_message = status, code, message
        await audit.record(session, status, "document", document_id, fields=["status"])


async def _report_failure(context: JobContext, document_id: uuid.UUID) -> None:
    """Say on the document that it failed, even when the database is away for a moment."""
    for attempt in range(1, _TRIES_TO_REPORT + 1):
        try:
            with suppress(_NoLongerWanted):
                await _refuse(context, document_id, *_FAILED, status="failed")
            return
        except SQLAlchemyError:
            if attempt == _TRIES_TO_REPORT:
                raise
            await asyncio.sleep(attempt)


def _pieces(outline: DocumentOutline) -> Iterator[str]:
    """Yield the outline's rows in reading order as JSON lists of about a million characters."""
    piece: list[str] = []
    chars = 0
    for row in _rows(outline):
        piece.append(orjson.dumps(row).decode())
        chars += len(piece[-1])
        if chars > _PIECE_CHARS:
            yield f"[{','.join(piece)}]"
            piece, chars = [], 0
    if piece:
        yield f"[{','.join(piece)}]"


def _rows(outline: DocumentOutline) -> Iterator[dict[str, Any]]:
    """Yield the outline as rows in reading order; a heading with nothing beneath it is a row of its own."""
    position = 0
    for index, section in enumerate(outline.sections):
        for passage in section.passages or (None,):
            position += 1
            yield {
                "id": uuid7(),
                "position": position,
                "key": passage.id if passage else "",
                "section": index,
                "heading": section.heading,
                "level": section.level,
                "kind": passage.kind if passage else BARE_SECTION,
                "body": passage or {"id": "", "kind": BARE_SECTION},
            }


def _image_rows(document_id: uuid.UUID, outline: DocumentOutline) -> Iterator[dict[str, Any]]:
    """Yield the pictures of an outline as rows in reading order."""
    for position, image in enumerate(outline.images, start=1):
        yield {
            "id": uuid7(),
            "document_id": document_id,
            "position": position,
            "sha256": image.id,
            "media_type": image.media_type,
            "width": image.width,
            "height": image.height,
            "alt": image.alt,
            "place": {**asdict(image.location), "section": image.section, "after": image.after},
            "data": image.data,
        }


def _counts(outline: DocumentOutline) -> dict[str, int]:
    passages = [passage for section in outline.sections for passage in section.passages]
    return {
        "slides": max((passage.location.slide or 0 for passage in passages), default=0),
        "pages": max((passage.location.page or 0 for passage in passages), default=0),
        "sections": len(outline.sections),
        "passages": len(passages),
        "words": sum(len(passage.text.split()) for passage in passages),
    }


PARSE = Job(PARSE_JOB, parse_document)
