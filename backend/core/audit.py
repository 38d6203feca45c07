"""The audit trail: one row for every change of state, in the transaction of the change. Append-only by grant."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, func, insert
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from structlog.contextvars import get_contextvars

from backend.core.model import Base, TenantScoped


class AuditEvent(TenantScoped, Base):
    """Who did what to which thing. Ids and names of fields, never values."""

    __tablename__ = "audit_events"
    __table_args__ = (Index(None, "school_id", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    actor_id: Mapped[uuid.UUID | None]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    fields: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}")
    request_id: Mapped[str | None]


def request_id() -> str | None:
    """Return the number of the request that is being answered, if one is."""
    found: str | None = get_contextvars().get("request_id")
    return found


async def record(
    session: AsyncSession,
    action: str,
    subject_type: str,
    subject_id: uuid.UUID | None,
    *,
    actor_id: uuid.UUID | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Append one audit row to the running transaction. ``fields`` are names of what changed."""
    await session.execute(
        insert(AuditEvent).values(
            actor_id=actor_id,
            action=action,
            subject_type=subject_type,
            subject_id=subject_id,
            fields=sorted(fields),
            request_id=request_id(),
        )
    )


async def record_many(
    session: AsyncSession,
    action: str,
    subject_type: str,
    subject_ids: Sequence[uuid.UUID],
    *,
    actor_id: uuid.UUID | Mapping[uuid.UUID, uuid.UUID | None] | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Append a row for each of many subjects of the same change. ``actor_id``: of all, or by subject."""
    actors = actor_id if isinstance(actor_id, Mapping) else dict.fromkeys(subject_ids, actor_id)
    row = {
        "action": action,
        "subject_type": subject_type,
        "fields": sorted(fields),
        "request_id": request_id(),
    }
    if subject_ids:
        await session.execute(
            insert(AuditEvent), [{**row, "subject_id": each, "actor_id": actors[each]} for each in subject_ids]
        )
