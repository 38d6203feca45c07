"""Classes, and who teaches and sits in them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to


class SchoolClass(Tenant, Base):
    """A teaching group. ``code`` is what pupils type to sign in; it is unique on the machine (see login_names)."""

    __tablename__ = "classes"
    table_rules: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("school_id", "name_folded"),
        CheckConstraint("year_group between 7 and 9", name="year_group"),
        Index(None, "school_id", "code_folded"),
    )

    name: Mapped[str]
    name_folded: Mapped[str]
    year_group: Mapped[int]
    code: Mapped[str]
    code_folded: Mapped[str]
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class ClassTeacher(TenantScoped, Base):
    """A teacher of a class."""

    __tablename__ = "class_teachers"
    __table_args__ = (
        belongs_to("class_id", "classes", on_delete="CASCADE"),
        belongs_to("teacher_id", "users", on_delete="CASCADE"),
        Index(None, "school_id", "teacher_id"),
    )

    class_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class ClassPupil(TenantScoped, Base):
    """A pupil in a class."""

    __tablename__ = "class_pupils"
    __table_args__ = (
        belongs_to("class_id", "classes", on_delete="CASCADE"),
        belongs_to("pupil_id", "users", on_delete="CASCADE"),
        Index(None, "school_id", "pupil_id"),
    )

    class_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    pupil_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    joined_at: Mapped[datetime] = mapped_column(server_default=func.now())
