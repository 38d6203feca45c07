"""The school's mail relay, and mail that is on its way or was."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to


class MailRelay(TenantScoped, Base):
    """Where the school's mail is handed in. ``password_sealed`` is encrypted (sealing.py) and never shown."""

    __tablename__ = "mail_relays"
    __table_args__ = (CheckConstraint("security in ('starttls', 'tls', 'none')", name="security"),)

    school_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("schools.id"),
        primary_key=True,
        server_default=text("nullif(current_setting('app.school_id', true), '')::uuid"),
    )
    enabled: Mapped[bool]
    host: Mapped[str]
    port: Mapped[int]
    security: Mapped[str]
    sender: Mapped[str]
    username: Mapped[str]
    password_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class Mail(Tenant, Base):
    """One mail to a member of staff: what it is about, never its text. No ``next_try_at``: nothing is left to do."""

    __tablename__ = "mails"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("kind in ('test', 'password_changed', 'locked_out')", name="kind"),
        belongs_to("user_id", "users", on_delete="CASCADE"),
        Index(None, "school_id", "next_try_at"),
        Index(None, "school_id", "user_id", "created_at"),
    )

    user_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None]
