"""Runs of the makers of questions, and the drafts that they proposed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, belongs_to


class GenerationRun(Tenant, Base):
    """One "make drafts": which makers, from which lesson file, and how far it has come."""

    __tablename__ = "generation_runs"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("status in ('queued', 'running', 'done', 'failed', 'cancelled')", name="status"),
        belongs_to("owner_id", "users"),
        belongs_to("document_id", "documents", on_delete="SET NULL (document_id)"),
        Index(None, "school_id", "owner_id", "id"),
    )

    owner_id: Mapped[uuid.UUID]
    document_id: Mapped[uuid.UUID | None]
    document_name: Mapped[str] = mapped_column(server_default="")
    makers: Mapped[list[Any]] = mapped_column(JSONB)
    objective_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)), server_default="{}")
    seed: Mapped[int]
    status: Mapped[str] = mapped_column(server_default="queued")
    progress_done: Mapped[int] = mapped_column(server_default=text("0"))
    progress_total: Mapped[int] = mapped_column(server_default=text("1"))
    made: Mapped[int] = mapped_column(server_default=text("0"))
    dropped: Mapped[int] = mapped_column(server_default=text("0"))
    message: Mapped[str] = mapped_column(server_default="")


class DraftQuestion(Tenant, Base):
    """A question proposed for review. ``evidence`` is the span that it stands on, kept when the file is deleted."""

    __tablename__ = "draft_questions"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("status in ('new', 'accepted', 'edited', 'rejected')", name="status"),
        belongs_to("run_id", "generation_runs", on_delete="CASCADE"),
        belongs_to("question_id", "questions"),
        Index(None, "school_id", "run_id", "position"),
    )

    run_id: Mapped[uuid.UUID]
    position: Mapped[int]
    type: Mapped[str]
    content: Mapped[dict[str, Any]]
    stem_text: Mapped[str]
    maker: Mapped[str]
    maker_version: Mapped[int]
    seed: Mapped[int | None]
    level: Mapped[int | None]
    evidence: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    checks: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    duplicate_of: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    objective_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)), server_default="{}")
    status: Mapped[str] = mapped_column(server_default="new")
    reviewed_by: Mapped[uuid.UUID | None]
    reviewed_at: Mapped[datetime | None]
    reject_reason: Mapped[str] = mapped_column(server_default="")
    question_id: Mapped[uuid.UUID | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it
