"""What happens around saving: the rare late batch, the clock's sweep, and changes made by the teacher."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.events import ArrangementsChanged
from backend.accounts.permissions import find_actor
from backend.assessments.events import AssignmentClosed, AssignmentTimesChanged
from backend.assessments.overrides import overrides_of, own_times
from backend.attempts import ending
from backend.attempts.models import Attempt
from backend.attempts.pauses import end_forgotten
from backend.attempts.preparing import forget
from backend.attempts.saving import EventsIn, save_events
from backend.attempts.times import PROGRESS, move_ends, move_ends_of_pupil, open_in
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import Forbidden, NotFound
from backend.core.jobs import JobContext
from backend.core.live import Topic

log = structlog.get_logger()


async def store_events(database: Database, token: str | None, attempt_id: uuid.UUID, batch: EventsIn) -> dict[str, Any]:
    """Store a batch and return the answer; a batch that came late is looked at once more, after it is safe.

    Raises NotSignedIn, NotFound; Forbidden for whom no attempt could ever belong to.
    """
    try:
        saved = await save_events(database, token, attempt_id, batch)
    except NotFound:
        await refuse_other_roles(database, token)
        raise
    database.live.touch(Topic.of(saved.school_id, PROGRESS, saved.assignment_id))
    if saved.late:
        async with database.session(saved.school_id) as session:
            await ending.accept_late(session, attempt_id)
    return saved.answer


async def refuse_other_roles(database: Database, token: str | None) -> None:
    """Raise Forbidden for staff. Asked only when an attempt wasn't found: on the hot path it would cost a query."""
    async with database.session() as session:
        actor = await find_actor(session, token or "")
    if actor is not None and not actor.may("attempts.sit"):
        raise Forbidden("Only pupils can sit an assessment.")


async def on_times_changed(session: AsyncSession, event: AssignmentTimesChanged) -> None:
    """Move the ends of open attempts, and prepare the others anew."""
    await forget(session, assignment_id=event.assignment_id)
    await move_ends(session, event.assignment_id)


async def on_arrangements_changed(session: AsyncSession, event: ArrangementsChanged) -> None:
    """Move the ends of what the pupil has open; what was prepared for them is made anew."""
    await forget(session, pupil_id=event.user_id)
    await move_ends_of_pupil(session, event.user_id)


async def on_closed(session: AsyncSession, event: AssignmentClosed) -> None:
    """Hand in what is open, extra time or not, for the teacher who closed it; who has another time goes on."""
    await forget(session, assignment_id=event.assignment_id)
    await move_ends(session, event.assignment_id)
    held, now = await overrides_of(session, event.assignment_id), clock.now()
    later = [pupil_id for pupil_id, each in held.items() if (own := own_times(each)) and own.closes_at > now]
    theirs = Attempt.pupil_id.not_in(later)
    closing = (await session.scalars(select(Attempt.id).where(open_in(event.assignment_id), theirs))).all()
    await ending.close_attempts(session, closing, by="teacher")


async def sweep(context: JobContext) -> None:
    """Hand in what ran out and nobody handed in: together, a dozen in a transaction, so that none is long.

    One that can't be marked stays open and is tried again in the next round; it holds up no other.
    """
    async with context.session() as session:
        await end_forgotten(session, clock.now())
    stuck: set[uuid.UUID] = set()
    while True:
        async with context.session() as session:
            due = await ending.find_overdue(session, but=stuck)
        if not due:
            return
        if not await _swept(context, due):
            stuck.update([attempt_id for attempt_id in due if not await _swept(context, [attempt_id])])


async def _swept(context: JobContext, attempt_ids: Sequence[uuid.UUID]) -> bool:
    try:
        async with context.session() as session:
            await ending.close_overdue(session, attempt_ids)
    except Exception:
        log.exception("sweep_failed", attempt_ids=[str(attempt_id) for attempt_id in attempt_ids])
        return False
    return True
