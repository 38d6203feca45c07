"""What is taught: units, topics, objectives, and the misconceptions that answers can show.

Every school has its own copy of the content that ships, so that a department can add to it.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, belongs_to


class Unit(Tenant, Base):
    """A unit of work, some six lessons. ``statements`` are numbers of the national curriculum's bullets ("3.4")."""

    __tablename__ = "units"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "key"),
        CheckConstraint("year_group between 7 and 9", name="year_group"),
    )

    key: Mapped[str]
    title: Mapped[str]
    year_group: Mapped[int]
    position: Mapped[int]
    statements: Mapped[list[str]] = mapped_column(ARRAY(TEXT))


class Topic(Tenant, Base):
    """A lesson of a unit."""

    __tablename__ = "topics"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "key"),
        belongs_to("unit_id", "units"),
        Index(None, "school_id", "unit_id", "position"),
    )

    unit_id: Mapped[uuid.UUID]
    key: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]


class Objective(Tenant, Base):
    """A learning objective. ``strands`` are codes such as NW (networks)."""

    __tablename__ = "objectives"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "key"),
        belongs_to("topic_id", "topics"),
        Index(None, "school_id", "topic_id", "position"),
    )

    topic_id: Mapped[uuid.UUID]
    key: Mapped[str]
    text: Mapped[str]
    strands: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    position: Mapped[int]


class Misconception(Tenant, Base):
    """A wrong idea that an answer can show. ``slug`` is ``topic.name``; questions refer to it by slug."""

    __tablename__ = "misconceptions"
    table_rules: ClassVar[tuple[Any, ...]] = (UniqueConstraint("school_id", "slug"),)

    slug: Mapped[str]
    topic: Mapped[str]
    title: Mapped[str]
    explanation: Mapped[str]
    pupil_feedback: Mapped[str]
