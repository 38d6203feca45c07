"""Entering a school. Row-level security shows a transaction only the rows of the school that it has entered."""

from __future__ import annotations

import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_ENTER = text("SELECT set_config('app.school_id', :school_id, true)")


async def enter_school(session: AsyncSession, school_id: uuid.UUID) -> None:
    """Make ``school_id`` the school of the running transaction, until it ends."""
    await session.execute(_ENTER, {"school_id": str(school_id)})
    session.info["school_id"] = school_id
