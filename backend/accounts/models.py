"""Schools, people, and how they sign in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.model import Base, Tenant, TenantScoped, belongs_to, uuid7
from backend.core.passwords import NO_PASSWORD


class School(Base):
    """A school on this machine. Outside the wall: it is the wall."""

    __tablename__ = "schools"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    name: Mapped[str]
    time_zone: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SchoolSettings(TenantScoped, Base):
    """What a school sets for itself besides its name and time zone; every school has one row.

    A limit that is null is this machine's own (RATE_LIMIT_* in ``.env``). ``version`` covers the school's name too.
    """

    __tablename__ = "school_settings"
    __table_args__ = (CheckConstraint("feedback in ('each', 'hand_in', 'release')", name="feedback"),)

    school_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("schools.id"),
        primary_key=True,
        server_default=text("nullif(current_setting('app.school_id', true), '')::uuid"),
    )
    feedback: Mapped[str] = mapped_column(server_default="hand_in")
    attempts_allowed: Mapped[int] = mapped_column(server_default=text("1"))
    time_limit_s: Mapped[int | None]
    generation_runs_per_hour: Mapped[int | None]
    attempt_starts_per_hour: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class User(Tenant, Base):
    """A person. Pupils have a ``sign_in_folded`` name, unique in the school; staff sign in by a login name."""

    __tablename__ = "users"
    table_rules: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("role in ('admin', 'teacher', 'pupil')", name="role"),
        UniqueConstraint("school_id", "sign_in_folded"),
        Index(None, "school_id", "role", "sort_folded", "id"),
    )

    role: Mapped[str]
    title: Mapped[str] = mapped_column(server_default="")
    given_name: Mapped[str]
    family_name: Mapped[str]
    sort_folded: Mapped[str]
    sign_in_name: Mapped[str]
    sign_in_folded: Mapped[str | None]
    password_hash: Mapped[str]
    disabled_at: Mapped[datetime | None]
    last_sign_in_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it

    @property
    def display_name(self) -> str:
        """The name on pages: staff with title and family name, pupils in full."""
        if self.title:
            return f"{self.title} {self.given_name[:1]}. {self.family_name}"
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def has_password(self) -> bool:
        """Whether the person can sign in by a password; somebody from a class list can't until their card is made."""
        return self.password_hash != NO_PASSWORD

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return (self.given_name[:1] + self.family_name[:1]).upper()


class LoginName(Base):
    """Names that must be known before the school is: staff names and class codes. Unique on the machine."""

    __tablename__ = "login_names"
    __table_args__ = (
        CheckConstraint("kind in ('staff', 'class')", name="kind"),
        Index(None, "school_id", "user_id"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    lookup: Mapped[str] = mapped_column(primary_key=True)
    school_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schools.id"))
    user_id: Mapped[uuid.UUID | None]


class UserSession(Base):
    """A signed-in browser. Only the token's SHA-256 is stored."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "school_id", "user_id"), Index(None, "expires_at"))

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    school_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schools.id"))
    user_id: Mapped[uuid.UUID]
    device: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    idle_expires_at: Mapped[datetime]


class LoginFailure(Base):
    """A failed sign-in. ``account`` and ``device`` are digests, so that the table names nobody."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "account", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    account: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class Permission(TenantScoped, Base):
    """What a role may do in this school."""

    __tablename__ = "permissions"

    school_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("schools.id"),
        primary_key=True,
        server_default=text("nullif(current_setting('app.school_id', true), '')::uuid"),
    )
    role: Mapped[str] = mapped_column(primary_key=True)
    permission: Mapped[str] = mapped_column(primary_key=True)


class Preference(TenantScoped, Base):
    """How a person likes the pages: theme, size, spacing. Small, and only what the schema allows."""

    __tablename__ = "preferences"
    __table_args__ = (belongs_to("user_id", "users", on_delete="CASCADE"),)

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    chosen: Mapped[dict[str, Any]]


class AccessArrangements(TenantScoped, Base):
    """What a pupil is entitled to in every assessment. Never why: no diagnosis is kept on this machine.

    ``extra_time_percent`` of the time limit, which may run ``past_closing`` the assessment; ``rest_breaks`` that stop
    the clock; a ``reader`` (questions are read aloud); ``fewer_options`` to choose from. ``display``: how pages look to
    them until they choose otherwise.
    """

    __tablename__ = "access_arrangements"
    __table_args__ = (
        CheckConstraint("extra_time_percent between 0 and 200", name="extra_time"),
        belongs_to("user_id", "users", on_delete="CASCADE"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    extra_time_percent: Mapped[int] = mapped_column(server_default=text("0"))
    past_closing: Mapped[bool] = mapped_column(server_default=text("true"))
    rest_breaks: Mapped[bool] = mapped_column(server_default=text("false"))
    reader: Mapped[bool] = mapped_column(server_default=text("false"))
    fewer_options: Mapped[bool] = mapped_column(server_default=text("false"))
    display: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it
