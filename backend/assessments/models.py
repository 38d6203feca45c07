"""Assessments, and what happens when one is set for a class."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, Numeric, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, belongs_to


class Assessment(Tenant, Base):
    """A named list of questions. ``revision`` counts item lists: one that was set for a class is never edited."""

    __tablename__ = "assessments"
    table_rules: ClassVar[tuple[Any, ...]] = (
        belongs_to("author_id", "users"),
        Index(None, "school_id", "updated_at", "id"),
    )

    title: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="")
    author_id: Mapped[uuid.UUID]
    revision: Mapped[int] = mapped_column(server_default=text("1"))
    archived_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class AssessmentItem(Tenant, Base):
    """One question of one revision of an assessment, with its marks.

    Items with the same ``pool`` are drawn from: each attempt gets ``draw`` of them, the same number in all of a pool.
    """

    __tablename__ = "assessment_items"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "assessment_id", "revision", "position"),
        CheckConstraint("marks > 0 and marks <= 100", name="marks"),
        CheckConstraint("(pool is null) = (draw is null) and draw > 0", name="pool"),
        belongs_to("assessment_id", "assessments"),
        belongs_to("question_version_id", "question_versions"),
        Index(None, "school_id", "question_version_id"),
    )

    assessment_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    position: Mapped[int]
    question_version_id: Mapped[uuid.UUID]
    marks: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    pool: Mapped[int | None] = mapped_column(Integer)
    draw: Mapped[int | None] = mapped_column(Integer)


class Assignment(Tenant, Base):
    """An assessment's revision set for a class, with its window, limit and feedback policy.

    ``feedback``: ``each`` after each question, ``hand_in`` after handing in, ``release`` when the teacher says.
    The state (scheduled, open, closed, released) follows from the times and is not stored. ``attempts_count``: which
    of the attempts counts. ``try_penalties``: under ``each``, the percentage of a question's marks that its first,
    second and further tries cost; there are as many tries as it has entries.
    """

    __tablename__ = "assignments"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("feedback in ('each', 'hand_in', 'release')", name="feedback"),
        CheckConstraint("closes_at > opens_at", name="window"),
        CheckConstraint("time_limit_s is null or time_limit_s between 60 and 86400", name="time_limit_s"),
        CheckConstraint("attempts_allowed between 1 and 10", name="attempts_allowed"),
        CheckConstraint("attempts_count in ('best', 'last', 'first', 'mean')", name="attempts_count"),
        CheckConstraint(
            "cardinality(try_penalties) between 1 and 10 and try_penalties[1] = 0 "
            "and 0 <= all (try_penalties) and 100 >= all (try_penalties)",
            name="try_penalties",
        ),
        belongs_to("assessment_id", "assessments"),
        belongs_to("class_id", "classes"),
        belongs_to("created_by", "users"),
        Index(None, "school_id", "class_id", "opens_at"),
        Index(None, "school_id", "assessment_id"),
    )

    assessment_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    class_id: Mapped[uuid.UUID]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    time_limit_s: Mapped[int | None]
    attempts_allowed: Mapped[int] = mapped_column(server_default=text("1"))
    attempts_count: Mapped[str] = mapped_column(server_default="best")
    feedback: Mapped[str]
    try_penalties: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default=text("'{0}'"))
    shuffle_questions: Mapped[bool]
    released_at: Mapped[datetime | None]
    created_by: Mapped[uuid.UUID]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class AssignmentOverride(Tenant, Base):
    """What one pupil has instead of their class: another time (who was absent), other extra time, other attempts.

    What is null is as for the class, or as the pupil's access arrangements say.
    """

    __tablename__ = "assignment_overrides"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "assignment_id", "pupil_id"),
        CheckConstraint("closes_at > opens_at", name="window"),
        CheckConstraint(
            "(opens_at is null) = (closes_at is null) "
            "and num_nonnulls(opens_at, extra_time_percent, attempts_allowed) > 0 "
            "and extra_time_percent between 0 and 200 and attempts_allowed between 1 and 20",
            name="something",
        ),
        belongs_to("assignment_id", "assignments"),
        belongs_to("pupil_id", "users"),
        belongs_to("created_by", "users"),
        Index(None, "school_id", "pupil_id"),
    )

    assignment_id: Mapped[uuid.UUID]
    pupil_id: Mapped[uuid.UUID]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    extra_time_percent: Mapped[int | None]
    attempts_allowed: Mapped[int | None]
    created_by: Mapped[uuid.UUID]


class AssignmentSwap(Tenant, Base):
    """A question of one assignment that was swapped for another, or for its mended version, while it was sat.

    Of those that weren't taken back the newest counts. The assessment itself stays as it is.
    """

    __tablename__ = "assignment_swaps"
    table_rules: ClassVar[tuple[Any, ...]] = (
        belongs_to("assignment_id", "assignments"),
        belongs_to("assessment_item_id", "assessment_items"),
        belongs_to("question_version_id", "question_versions"),
        belongs_to("made_by", "users"),
        belongs_to("undone_by", "users"),
        Index(None, "school_id", "assignment_id"),
        Index(None, "school_id", "question_version_id"),
    )

    assignment_id: Mapped[uuid.UUID]
    assessment_item_id: Mapped[uuid.UUID]
    question_version_id: Mapped[uuid.UUID]
    made_by: Mapped[uuid.UUID]
    undone_by: Mapped[uuid.UUID | None]
    undone_at: Mapped[datetime | None]
