"""The bank: questions and the immutable versions of their content."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to


class Question(Tenant, Base):
    """A question of the bank. ``latest_version_id`` is what a new assessment takes; what is set stays as it was.

    ``text_folded`` holds every word of the latest version for search (full-text indexes aren't used under
    row-level security). One that a rule made is never edited: its versions are its ``variants``, of which each pupil
    gets one, and ``latest_version_id`` is the first. ``maker`` says which rule: ``{"key", "version", "level"}``.
    """

    __tablename__ = "questions"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("status in ('draft', 'ready', 'retired')", name="status"),
        belongs_to("author_id", "users"),
        Index(None, "school_id", "status", "updated_at", "id"),
    )

    type: Mapped[str]
    status: Mapped[str]
    author_id: Mapped[uuid.UUID]
    latest_version_id: Mapped[uuid.UUID]
    latest_number: Mapped[int]
    stem_text: Mapped[str]
    text_folded: Mapped[str]
    difficulty: Mapped[int]
    maker: Mapped[dict[str, Any] | None]
    variants: Mapped[int] = mapped_column(server_default=text("1"))
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class QuestionVersion(Tenant, Base):
    """One state of a question's content. Never changed: marks and assessments point here."""

    __tablename__ = "question_versions"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "question_id", "number"),
        belongs_to("question_id", "questions"),
        belongs_to("created_by", "users"),
    )

    question_id: Mapped[uuid.UUID]
    number: Mapped[int]
    type: Mapped[str]
    content: Mapped[dict[str, Any]]
    created_by: Mapped[uuid.UUID]


class QuestionObjective(TenantScoped, Base):
    """A question asks about an objective."""

    __tablename__ = "question_objectives"
    __table_args__ = (
        belongs_to("question_id", "questions", on_delete="CASCADE"),
        belongs_to("objective_id", "objectives"),
        Index(None, "school_id", "objective_id"),
    )

    question_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    objective_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class QuestionTag(TenantScoped, Base):
    """A free label on a question, compared in lower case."""

    __tablename__ = "question_tags"
    __table_args__ = (
        belongs_to("question_id", "questions", on_delete="CASCADE"),
        Index(None, "school_id", "tag_folded"),
    )

    question_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tag_folded: Mapped[str] = mapped_column(primary_key=True)
    tag: Mapped[str]
