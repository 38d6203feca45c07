"""Lesson files as they were read. The original is deleted as soon as it has been extracted."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, belongs_to


class Document(Tenant, Base):
    """An uploaded lesson file: its hash, what became of it, and what to tell the teacher."""

    __tablename__ = "documents"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("status in ('uploaded', 'parsing', 'parsed', 'refused', 'failed', 'cancelled')", name="status"),
        belongs_to("owner_id", "users"),
        Index(None, "school_id", "owner_id", "id"),
    )

    owner_id: Mapped[uuid.UUID]
    name: Mapped[str]
    kind: Mapped[str | None]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="uploaded")
    progress_done: Mapped[int] = mapped_column(server_default=text("0"))
    progress_total: Mapped[int] = mapped_column(server_default=text("1"))
    refusal_code: Mapped[str | None]
    refusal_message: Mapped[str | None]
    title: Mapped[str] = mapped_column(server_default="")
    counts: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    warnings: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}")


class DocumentPassage(Tenant, Base):
    """A passage of a document in reading order. ``body`` is the parser's passage as JSON."""

    __tablename__ = "passages"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "document_id", "position"),
        belongs_to("document_id", "documents", on_delete="CASCADE"),
    )

    document_id: Mapped[uuid.UUID]
    position: Mapped[int]
    key: Mapped[str]
    section: Mapped[int]
    heading: Mapped[str]
    level: Mapped[int]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]


class DocumentImage(Tenant, Base):
    """A picture of a document, as it lay in the file. ``place`` says where: slide, page, paragraph, section, after.

    The bytes come only where they are asked for by name.
    """

    __tablename__ = "document_images"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')", name="media_type"),
        UniqueConstraint("school_id", "document_id", "sha256"),
        belongs_to("document_id", "documents", on_delete="CASCADE"),
    )

    document_id: Mapped[uuid.UUID]
    position: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str]
    place: Mapped[dict[str, Any]]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
