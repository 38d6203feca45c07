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
    LargeBinary,
    Numeric,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to


class Attempt(Tenant, Base):
    """One pupil's sitting. ``epoch`` is the fencing token: each opener gets the next one.

    Its end follows from the pupil's own limit and latest end (access arrangements are in them), pauses and added
    time: ``times.end_of``. While ``paused_at`` is set the attempt is open, and its end moves on; ``on_break``: its
    pupil stopped it, though a teacher may have paused it since. Hand-ins of pages that were open before
    ``reopened_epoch`` don't close it.
    What the page last reported: the item in view (``here``), answers held on the device (``pending``), how often the
    page was left, whether the device keeps a safe copy. ``package_number`` grows when its questions change.
    """

    __tablename__ = "attempts"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("state in ('open', 'submitted', 'marked')", name="state"),
        CheckConstraint("submitted_by in ('pupil', 'timer', 'teacher', 'sweep')", name="submitted_by"),
        CheckConstraint(
            "(paused_at is null) = (paused_by is null) and paused_by in ('pupil', 'teacher')", name="pause"
        ),
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
    limit_s: Mapped[int | None]
    ends_by: Mapped[datetime]
    added_s: Mapped[int] = mapped_column(server_default=text("0"))
    paused_s: Mapped[int] = mapped_column(server_default=text("0"))
    paused_at: Mapped[datetime | None]
    paused_by: Mapped[str | None]
    fewer_options: Mapped[bool] = mapped_column(server_default=text("false"))
    package_number: Mapped[int] = mapped_column(server_default=text("1"))
    on_break: Mapped[bool] = mapped_column(server_default=text("false"))
    reopened_epoch: Mapped[int] = mapped_column(server_default=text("0"))
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None]
    seen_at: Mapped[datetime | None]
    active_at: Mapped[datetime | None]
    here: Mapped[uuid.UUID | None]
    pending: Mapped[int] = mapped_column(server_default=text("0"))
    left_page: Mapped[int] = mapped_column(server_default=text("0"))
    safe_copy: Mapped[bool] = mapped_column(server_default=text("true"))


class AttemptItem(Tenant, Base):
    """A question in an attempt, with the seed that shuffles it for this pupil.

    One that was swapped for another while it was sat is dropped: its answers are kept and count for nothing.
    """

    __tablename__ = "attempt_items"
    table_rules: ClassVar[tuple[Any, ...]] = (
        Index(
            "uq_attempt_items_place",
            "school_id",
            "attempt_id",
            "position",
            unique=True,
            postgresql_where=text("dropped_at is null"),
        ),
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
    dropped_at: Mapped[datetime | None]


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


class AttemptDesk(TenantScoped, Base):
    """What a pupil laid out beside their answers: questions flagged, options struck out by item, scratch notes.

    ``changed_at``: ms UTC by the pupil's synchronised clock; the latest change holds. Nothing of it is ever marked.
    """

    __tablename__ = "attempt_desks"
    __table_args__ = (belongs_to("attempt_id", "attempts"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    flags: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default=text("'{}'"))
    struck: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    notes: Mapped[str] = mapped_column(server_default="")
    changed_at: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PreparedAttempt(Tenant, Base):
    """A first attempt that a pupil may start, with everything drawn and its package written: Start only has to copy it.

    ``id`` becomes the attempt's. ``items``: the rows of its items; ``package``: the answer to GET package, compressed,
    as ``release`` shows it. It stays beside its attempt for whoever reloads, until the assignment has closed.
    """

    __tablename__ = "prepared_attempts"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "assignment_id", "pupil_id"),
        belongs_to("assignment_id", "assignments"),
        belongs_to("pupil_id", "users"),
        Index(None, "school_id", "pupil_id"),
    )

    assignment_id: Mapped[uuid.UUID]
    pupil_id: Mapped[uuid.UUID]
    seed: Mapped[int] = mapped_column(BigInteger)
    limit_s: Mapped[int | None]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    ends_by: Mapped[datetime]
    fewer_options: Mapped[bool]
    rest_breaks: Mapped[bool]
    items: Mapped[list[Any]]
    release: Mapped[str]
    package: Mapped[bytes] = mapped_column(LargeBinary)


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
