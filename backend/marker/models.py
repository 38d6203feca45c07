"""Marks: an append-only history; the newest mark of an item counts. Changes say why there is a newer one."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Float, Index, Numeric, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to

FOR_ONE = ("override", "marking")
"""Kinds of change that are for the answers that they name, and hold for none that comes later."""


class Mark(Tenant, Base):
    """One marking of one answer. ``fraction`` is 0..1, ``score`` is fraction x marks_max, unrounded.

    ``detail`` says why in words and parts; ``marker`` is ``auto`` or the id of a person. ``response`` is
    what was marked. ``change_id``: the change that brought it; ``undoes``: the change that it takes back. A question
    that was left out has outcome ``void`` and counts for nothing: its ``marks_max`` is 0.
    """

    __tablename__ = "marks"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(
            "outcome in ('unanswered', 'wrong', 'partial', 'right', 'needs_marking', 'void')", name="outcome"
        ),
        CheckConstraint("fraction >= 0 and fraction <= 1", name="fraction"),
        belongs_to("attempt_id", "attempts"),
        belongs_to("attempt_item_id", "attempt_items"),
        belongs_to("change_id", "mark_changes"),
        belongs_to("undoes", "mark_changes"),
        Index(None, "school_id", "attempt_id", "attempt_item_id", "id"),
        Index("ix_marks_change", "school_id", "change_id", postgresql_where=text("change_id is not null")),
    )

    attempt_id: Mapped[uuid.UUID]
    attempt_item_id: Mapped[uuid.UUID]
    fraction: Mapped[float] = mapped_column(Float)
    score: Mapped[Decimal] = mapped_column(Numeric(12, 6))
    marks_max: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    outcome: Mapped[str]
    feedback: Mapped[str]
    misconceptions: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    response: Mapped[Any] = mapped_column(JSONB)
    detail: Mapped[dict[str, Any]]
    marker: Mapped[str]
    marker_version: Mapped[int]
    change_id: Mapped[uuid.UUID | None]
    undoes: Mapped[uuid.UUID | None]


class MarkChange(Tenant, Base):
    """One act of putting right the marks of one question in one assignment; acts made together share ``batch_id``.

    ``override`` gives one pupil another mark, ``marking`` gives a person's mark to answers that waited for one,
    ``remark`` marks by another version of the question, ``void`` leaves the question out, ``full`` gives everybody its
    marks. The first two are for the answers that they name; the others hold for answers that are marked later, too.
    """

    __tablename__ = "mark_changes"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("kind in ('override', 'marking', 'remark', 'void', 'full')", name="kind"),
        CheckConstraint("state in ('running', 'applied', 'undone')", name="state"),
        CheckConstraint("(kind = 'remark') = (question_version_id is not null)", name="version"),
        belongs_to("assignment_id", "assignments"),
        belongs_to("assessment_item_id", "assessment_items"),
        belongs_to("question_version_id", "question_versions"),
        belongs_to("made_by", "users"),
        belongs_to("undone_by", "users"),
        Index(None, "school_id", "assignment_id", "assessment_item_id"),
        Index(None, "school_id", "batch_id"),
    )

    batch_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    assignment_id: Mapped[uuid.UUID]
    assessment_item_id: Mapped[uuid.UUID]
    question_version_id: Mapped[uuid.UUID | None]
    reason: Mapped[str]
    up_only: Mapped[bool]
    over_people: Mapped[bool]
    """Also replaces marks that a person gave."""
    state: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    made_by: Mapped[uuid.UUID]
    undone_by: Mapped[uuid.UUID | None]
    undone_at: Mapped[datetime | None]


class MarkingComment(Tenant, Base):
    """A sentence that a teacher keeps for marking, to say to pupils again. ``used_at`` sorts the bank."""

    __tablename__ = "marking_comments"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "author_id", "text"),
        belongs_to("author_id", "users"),
    )

    author_id: Mapped[uuid.UUID]
    text: Mapped[str]
    used_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RunEvidence(TenantScoped, Base):
    """What the runs of one answer's program came to, by one version of its question: never run twice, never changed.

    ``runs`` are ``sandbox.records``, in the order in which the type planned them.
    """

    __tablename__ = "run_evidence"
    __table_args__ = (
        belongs_to("attempt_item_id", "attempt_items"),
        belongs_to("question_version_id", "question_versions"),
    )

    attempt_item_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    question_version_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    response_sha256: Mapped[str] = mapped_column(primary_key=True)
    runs: Mapped[list[Any]]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OwnCodeQuestion(TenantScoped, Base):
    """What one pupil is asked about their own program once it passes: one question at most, fixed once it is answered.

    ``question`` is an ``OwnQuestion`` as JSON: null until ``made_at``, and after that where none could be made.
    ``misconception`` is what a wrong choice shows.
    """

    __tablename__ = "own_code_questions"
    __table_args__ = (
        CheckConstraint(
            "(answered_at is null) = (choice is null) and (choice is null) = (is_right is null)", name="answer"
        ),
        belongs_to("attempt_item_id", "attempt_items"),
        belongs_to("attempt_id", "attempts"),
        belongs_to("question_version_id", "question_versions"),
        Index(None, "school_id", "attempt_id"),
    )

    attempt_item_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[uuid.UUID]
    question_version_id: Mapped[uuid.UUID]
    response_sha256: Mapped[str]
    question: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    made_at: Mapped[datetime | None]
    choice: Mapped[str | None]
    is_right: Mapped[bool | None]
    misconception: Mapped[str | None]
    answered_at: Mapped[datetime | None]
