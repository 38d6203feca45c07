"""Sitting: attempts, their items, the append-only log of answer events, and the current answers."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to


class Attempt(Tenant, Base):
    """One pupil's sitting. ``epoch`` is the fencing token: each opener gets the next one.

    ``here`` and ``pending`` are what the page last reported: the item in view and the answers held on the device.
    """

    __tablename__ = "attempts"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("state in ('open', 'submitted', 'marked')", name="state"),
        CheckConstraint("submitted_by in ('pupil', 'timer', 'teacher', 'sweep')", name="submitted_by"),
        UniqueConstraint("school_id", "assignment_id", "pupil_id", "number"),
        belongs_to("assignment_id", "assignments"),
        belongs_to("pupil_id", "users"),
        Index(None, "school_id", "pupil_id", "started_at"),
        Index("ix_attempts_open", "ends_at", postgresql_where=text("state = 'open'")),
    )

    assignment_id: Mapped[uuid.UUID]
    pupil_id: Mapped[uuid.UUID]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="open")
    epoch: Mapped[int] = mapped_column(server_default=text("0"))
    seed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None]
    seen_at: Mapped[datetime | None]
    here: Mapped[uuid.UUID | None]
    pending: Mapped[int] = mapped_column(server_default=text("0"))


class AttemptItem(Tenant, Base):
    """A question in an attempt, with the seed that shuffles it for this pupil."""

    __tablename__ = "attempt_items"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "attempt_id", "position"),
        UniqueConstraint("school_id", "attempt_id", "id"),
        belongs_to("attempt_id", "attempts"),
        belongs_to("assessment_item_id", "assessment_items"),
        belongs_to("question_version_id", "question_versions"),
        Index(None, "school_id", "assessment_item_id"),
    )

    attempt_id: Mapped[uuid.UUID]
    assessment_item_id: Mapped[uuid.UUID]
    question_version_id: Mapped[uuid.UUID]
    position: Mapped[int]
    seed: Mapped[int] = mapped_column(Integer)
    marks_max: Mapped[Decimal] = mapped_column(Numeric(6, 2))


class AnswerEvent(TenantScoped, Base):
    """One change of one answer, as the pupil's page logged it. Append-only: the record of what was done when."""

    __tablename__ = "answer_events"
    __table_args__ = (
        belongs_to("attempt_id", "attempts"),
        CheckConstraint("epoch >= 0 and seq > 0", name="place"),
        Index(None, "school_id", "attempt_id", "item_id"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[uuid.UUID]
    value: Mapped[Any] = mapped_column(JSONB)
    at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    late: Mapped[bool] = mapped_column(server_default=text("false"))


class Answer(TenantScoped, Base):
    """The current answer of an item: the value with the greatest (epoch, seq) that was made in time.

    ``fixed_at`` is set when a pupil had the answer checked (feedback ``each``); from then on it stays.
    """

    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["school_id", "attempt_id", "item_id"],
            ["attempt_items.school_id", "attempt_items.attempt_id", "attempt_items.id"],
        ),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    item_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    seq: Mapped[int]
    value: Mapped[Any] = mapped_column(JSONB)
    saved_at: Mapped[datetime] = mapped_column(server_default=func.now())
    fixed_at: Mapped[datetime | None]


class AnswerTry(TenantScoped, Base):
    """One checked try at an answer (feedback ``each``): what was answered then and how it did. Append-only.

    ``fraction`` is 0..1 without the penalty; ``penalty`` is the percentage of the question's marks that this try costs.
    """

    __tablename__ = "answer_tries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["school_id", "attempt_id", "item_id"],
            ["attempt_items.school_id", "attempt_items.attempt_id", "attempt_items.id"],
        ),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("fraction >= 0 and fraction <= 1", name="fraction"),
        CheckConstraint("penalty between 0 and 100", name="penalty"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    item_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)
    fraction: Mapped[float] = mapped_column(Float)
    outcome: Mapped[str]
    penalty: Mapped[int] = mapped_column(Integer)
    checked_at: Mapped[datetime] = mapped_column(server_default=func.now())
