"""Access arrangements: stored once on the pupil, applied wherever they sit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import AccessArrangements


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a pupil is entitled to while sitting. ``extra_time_percent`` of the time limit."""

    extra_time_percent: int = 0
    past_closing: bool = True
    rest_breaks: bool = False
    reader: bool = False
    fewer_options: bool = False


NONE = Arrangement()
"""Of the many pupils who have none."""


async def arrangements_of(session: AsyncSession, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Arrangement]:
    """Return the arrangements of those of these people who have any."""
    found = await session.scalars(
        select(AccessArrangements)
        .where(AccessArrangements.user_id.in_(list(user_ids)))
        .execution_options(populate_existing=True)
    )
    return {
        each.user_id: Arrangement(
            extra_time_percent=each.extra_time_percent,
            past_closing=each.past_closing,
            rest_breaks=each.rest_breaks,
            reader=each.reader,
            fewer_options=each.fewer_options,
        )
        for each in found
    }
