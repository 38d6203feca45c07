"""Lesson files: taking them in, showing what was read, letting go of them. Each is its owner's alone."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, BinaryIO

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.config import Settings
from backend.core import audit
from backend.core.db import Database
from backend.core.errors import Invalid, NotFound
from backend.core.events import emit
from backend.core.jobs import defer
from backend.core.model import uuid7
from backend.core.pagination import PAGE_SIZE, decode_place, encode_place
from backend.documents import schemas, uploads
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.errors import StillReading, WrongFileType
from backend.documents.events import DraftsAsked
from backend.documents.limited_child import outline_from_json
from backend.documents.models import Document, DocumentImage, DocumentPassage

PARSE_JOB = "documents.parse"
BARE_SECTION = "section"
"""The kind of a row that stands for a heading with nothing beneath it; it isn't a passage."""

_UNREAD = ("uploaded", "parsing")
_UNREAD_MAX = 20


async def access_document(session: AsyncSession, actor: Actor, document_id: uuid.UUID) -> Document:
    """Return one of the actor's own lesson files. Raises NotFound."""
    found = (
        await session.scalars(select(Document).where(Document.id == document_id, Document.owner_id == actor.user_id))
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such lesson file among yours. It may have been deleted; reload the list.")
    return found


def accepted(settings: Settings) -> schemas.Accepted:
    """Return what this school lets be uploaded."""
    return schemas.Accepted(endings=list(settings.allowed_extensions), max_mb=settings.max_upload_size_mb)


async def take_upload(database: Database, actor: Actor, *, name: str | None, stream: BinaryIO) -> schemas.DocumentOut:
    """Keep an upload until it has been read, and queue the reading. Raises WrongFileType, TooLarge, StillReading.

    No transaction is open while the file is copied. The file is there before the job's row is, and goes again when
    the transaction fails.
    """
    settings = database.settings
    shown = uploads.shown_name(name)
    suffix = PurePath(shown).suffix.lower()
    if suffix not in settings.allowed_extensions:
        raise WrongFileType(
            f"This kind of file can't be used. Upload one that ends in {_either(settings.allowed_extensions)}."
        )
    await _refuse_too_many(database, actor)
    document_id = uuid7()
    stored = await asyncio.to_thread(uploads.write_upload, settings, document_id, stream)
    try:
        async with database.session(actor.school_id) as session:
            document = Document(
                id=document_id,
                owner_id=actor.user_id,
                name=shown,
                kind=suffix[1:],
                size_bytes=stored.size_bytes,
                sha256=stored.sha256,
            )
            session.add(document)
            await session.flush()
            await session.refresh(document)
            await defer(session, PARSE_JOB, document_id)
            await audit.record(session, "uploaded", "document", document_id, actor_id=actor.user_id)
            shown_document = (await show_documents(session, [document]))[0]
    except BaseException:
        await asyncio.to_thread(uploads.remove_upload, settings, document_id)
        raise
    return shown_document


def _either(endings: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(endings[:-1]), endings[-1]]))


async def _refuse_too_many(database: Database, actor: Actor) -> None:
    async with database.session(actor.school_id) as session:
        waiting = await session.scalar(
            select(func.count()).where(Document.owner_id == actor.user_id, Document.status.in_(_UNREAD))
        )
    if (waiting or 0) >= _UNREAD_MAX:
        raise StillReading(
            f"{waiting} of your files are still being read. Wait until some are done, then upload more.",
            retry_after_s=30,
        )


async def list_documents(session: AsyncSession, actor: Actor, after: str | None) -> schemas.DocumentPage:
    """Return a page of the actor's lesson files, newest first."""
    rows = select(Document).where(Document.owner_id == actor.user_id).order_by(Document.id.desc())
    if after:
        rows = rows.where(Document.id < place_id(after))
    found = (await session.scalars(rows.limit(PAGE_SIZE + 1))).all()
    shown = found[:PAGE_SIZE]
    return schemas.DocumentPage(
        items=await show_documents(session, shown),
        next=encode_place(shown[-1].id) if len(found) > PAGE_SIZE else None,
    )


def place_id(token: str) -> uuid.UUID:
    """Return the id inside a token of a list ordered by id. Raises Invalid."""
    try:
        return uuid.UUID(decode_place(token, 1)[0])
    except (ValueError, TypeError, AttributeError) as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc


async def show_documents(session: AsyncSession, documents: Sequence[Document]) -> list[schemas.DocumentOut]:
    """Return documents as pages show them. One query, of the room that makes drafts."""
    asked = DraftsAsked(tuple(document.id for document in documents))
    if documents:
        await emit(session, asked)
    return [_shown(document, asked) for document in documents]


def _shown(document: Document, asked: DraftsAsked) -> schemas.DocumentOut:
    counts = asked.drafts.get(document.id)
    drafts = (
        schemas.DraftCountsOut(new=counts.new, accepted=counts.accepted, rejected=counts.rejected) if counts else None
    )
    refusal = None
    if document.refusal_code is not None:
        refusal = schemas.Refusal(code=document.refusal_code, message=document.refusal_message or "")
    return schemas.DocumentOut(
        id=document.id,
        name=document.name,
        kind=document.kind or "",
        size_bytes=document.size_bytes,
        status=document.status,
        progress=schemas.Progress(done=document.progress_done, total=document.progress_total),
        refusal=refusal,
        title=document.title,
        counts=schemas.Counts(**document.counts),
        warnings=document.warnings,
        drafts=drafts or schemas.DraftCountsOut(),
        created_at=document.created_at,
    )


async def show_whole(session: AsyncSession, actor: Actor, document_id: uuid.UUID) -> dict[str, Any]:
    """Return a document with its text by sections, and its pictures, as ``DocumentWhole`` has it. Raises NotFound.

    Plain values: a long file has 20,000 passages, which lie in the database in the shape in which they are sent.
    """
    document = await access_document(session, actor, document_id)
    head = (await show_documents(session, [document]))[0]
    return {
        **head.model_dump(mode="json"),
        "sections": await _sections(session, document_id),
        "images": [image.model_dump(mode="json") for image in await _images(session, document_id)],
    }


async def _images(session: AsyncSession, document_id: uuid.UUID) -> list[schemas.ImageOut]:
    rows = await session.scalars(
        select(DocumentImage).where(DocumentImage.document_id == document_id).order_by(DocumentImage.position)
    )
    return [
        schemas.ImageOut(
            id=row.sha256,
            media_type=row.media_type,
            width=row.width,
            height=row.height,
            alt=row.alt,
            section=row.place["section"],
            after=row.place["after"],
            location=schemas.LocationOut(**{name: row.place[name] for name in ("slide", "page", "paragraph")}),
        )
        for row in rows
    ]


async def access_image(session: AsyncSession, actor: Actor, document_id: uuid.UUID, image_id: str) -> DocumentImage:
    """Return a picture of one of the actor's own lesson files, without its bytes. Raises NotFound."""
    await access_document(session, actor, document_id)
    mine = (DocumentImage.document_id == document_id, DocumentImage.sha256 == image_id)
    found = (await session.scalars(select(DocumentImage).where(*mine))).one_or_none() if image_id.isalnum() else None
    if found is None:
        raise NotFound("There is no such picture in this lesson file. Reload the page.")
    return found


async def image_bytes(session: AsyncSession, image: DocumentImage) -> bytes:
    """Return a picture as it lay in the file."""
    return (await session.scalars(select(DocumentImage.data).where(DocumentImage.id == image.id))).one()


async def _sections(session: AsyncSession, document_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(
            DocumentPassage.section,
            DocumentPassage.heading,
            DocumentPassage.level,
            DocumentPassage.kind,
            DocumentPassage.body,
        )
        .where(DocumentPassage.document_id == document_id)
        .order_by(DocumentPassage.position)
    )
    sections: list[dict[str, Any]] = []
    last = None
    for section, heading, level, kind, body in rows:
        if section != last:
            sections.append({"heading": heading, "level": level, "passages": []})
            last = section
        if kind != BARE_SECTION:
            sections[-1]["passages"].append(body)
    return sections


async def load_outline(session: AsyncSession, document: Document) -> DocumentOutline:
    """Return the outline of a document that has been read, as the parser gave it but without its pictures."""
    sections = await _sections(session, document.id)
    head = {"title": document.title, "kind": document.kind, "warnings": document.warnings, "images": []}
    return outline_from_json({**head, "sections": sections})


async def cancel_document(session: AsyncSession, actor: Actor, document_id: uuid.UUID) -> schemas.DocumentOut:
    """Stop the reading of a file; the job notices within a second and deletes the original. Harmless when it's over."""
    await access_document(session, actor, document_id)
    document = (
        await session.scalars(
            select(Document)
            .where(Document.id == document_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one()
    if document.status in _UNREAD:
        document.status = "cancelled"
        await session.flush()
        await audit.record(session, "cancelled", "document", document_id, actor_id=actor.user_id, fields=["status"])
    return (await show_documents(session, [document]))[0]


async def delete_document(session: AsyncSession, actor: Actor, document_id: uuid.UUID) -> None:
    """Delete a document with its text and pictures. Drafts keep the words that they quote; accepted questions stay."""
    await access_document(session, actor, document_id)
    await session.execute(delete(Document).where(Document.id == document_id))
    await audit.record(session, "deleted", "document", document_id, actor_id=actor.user_id)
