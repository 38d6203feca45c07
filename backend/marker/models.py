"""Marks: an append-only history; the newest mark of an item counts."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Float, Index, Numeric
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, belongs_to


class Mark(Tenant, Base):
    """One marking of one answer. ``fraction`` is 0..1, ``score`` is fraction x marks_max, unrounded.

    ``detail`` says why in words and parts; ``marker`` is ``auto`` or the id of a person. ``response`` is
    what was marked.
    """

    __tablename__ = "marks"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("outcome in ('unanswered', 'wrong', 'partial', 'right', 'needs_marking')", name="outcome"),
        CheckConstraint("fraction >= 0 and fraction <= 1", name="fraction"),
        belongs_to("attempt_id", "attempts"),
        belongs_to("attempt_item_id", "attempt_items"),
        Index(None, "school_id", "attempt_id", "attempt_item_id", "id"),
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
