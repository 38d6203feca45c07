"""The declarative base, the columns that every tenant table has, and UUIDv7 keys."""

from __future__ import annotations

import os
import time
import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, ForeignKeyConstraint, MetaData, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from backend.core import clock


def uuid7() -> uuid.UUID:
    """Return a time-ordered UUID (RFC 9562, version 7): 48 bits of milliseconds, then random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF000 << 64) | 0x7000 << 64
    value = value & ~(0xC000 << 48) | 0x8000 << 48
    return uuid.UUID(int=value)


def least_uuid7(moment: datetime) -> uuid.UUID:
    """Return what every ``uuid7`` made from that moment on is greater than, to look rows up by when they were made."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


class Base(DeclarativeBase):
    """All tables. Constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }


class TenantScoped:
    """A table behind the wall: its rows belong to one school and are seen only inside it."""

    school_id: Mapped[uuid.UUID] = mapped_column(
        server_default=text("nullif(current_setting('app.school_id', true), '')::uuid"), nullable=False
    )


class Tenant(TenantScoped):
    """A tenant table with the usual key. Other tenant tables point at (school_id, id)."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, server_default=func.now())

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy's protocol
        return (*getattr(cls, "table_rules", ()), UniqueConstraint("school_id", "id"))


def belongs_to(column: str, table: str, *, on_delete: str | None = None) -> ForeignKeyConstraint:
    """Return a foreign key within one school: (school_id, column) to table(school_id, id).

    Foreign keys ignore row-level security, so a plain one would let a row point into another school.
    """
    return ForeignKeyConstraint(["school_id", column], [f"{table}.school_id", f"{table}.id"], ondelete=on_delete)
