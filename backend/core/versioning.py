"""Lost updates: who saves second is told, and nothing is overwritten."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from backend.core.errors import StaleVersion


async def flush_or_stale(session: AsyncSession) -> None:
    """Write what has changed. Raises StaleVersion when somebody saved one of the rows meanwhile.

    The version that a page sent is compared first; this catches the two that compared at the same moment.
    """
    try:
        await session.flush()
    except StaleDataError as exc:
        raise StaleVersion from exc
