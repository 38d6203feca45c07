"""Starting an attempt: who may, how many, and what is drawn for it."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor, digest, get_actor
from backend.accounts.school_settings import attempts_limit
from backend.assessments.models import Assignment
from backend.assessments.swaps import items_as_set
from backend.attempts.ending import close_attempts
from backend.attempts.errors import NoAttemptsLeft, NotOpenYet, TooManyStarts
from backend.attempts.models import Attempt
from backend.attempts.package import etag_of, show_opened
from backend.attempts.paper import draw_paper
from backend.attempts.rescue_file import rescue_key
from backend.attempts.schemas import Opened, Started
from backend.attempts.service import attempts_of_pupil, open_attempt
from backend.attempts.times import PROGRESS, Allowance, allowance_for, end_of, is_over
from backend.attempts.variants import variants_of
from backend.classes.service import is_pupil_in_class
from backend.core import audit, clock
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.live import Topic
from backend.core.model import uuid7

_START = "SELECT * FROM start_prepared($1, $2, $3, $4, $5, $6)"
"""A function of the database (alembic/sql/start_prepared_0011.sql), by the hot door: a class presses Start together."""


async def begin(database: Database, token: str | None, assignment_id: uuid.UUID) -> Started:
    """Start an attempt that was prepared, in one statement; any other the long way round.

    Raises NotSignedIn, Forbidden, NotFound, NotOpenYet, NoAttemptsLeft, TooManyStarts.
    """
    settings, release = database.settings, database.info["release"]
    now = clock.now()
    row = await database.hot.fetch_one(
        _START,
        digest(token or ""),
        assignment_id,
        now,
        timedelta(minutes=settings.pupil_idle_minutes),
        settings.rate_limit_attempts,
        audit.request_id(),
    )
    if row is None or row[1] is None:
        async with database.session() as session:
            return await _begin_slowly(session, await get_actor(session, token, "attempts.sit"), assignment_id, release)
    school_id, attempt_id, fresh, ends_at, rest_breaks, try_costs = row
    if not fresh:
        return Started(attempt_id=attempt_id, opened=None)
    database.live.touch(Topic.of(school_id, PROGRESS, assignment_id))
    opened = Opened(
        epoch=1,
        state="open",
        now=clock.to_ms(now),
        ends_at=clock.to_ms(ends_at),
        package_etag=etag_of(attempt_id, 1, release),
        answers=[],
        checked=[],
        tries={},
        try_costs=try_costs,
        here=None,
        desk=None,
        paused_by=None,
        rest_breaks=rest_breaks,
        rescue_key=rescue_key(settings, attempt_id),
    )
    return Started(attempt_id=attempt_id, opened=opened)


async def _begin_slowly(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, release: str) -> Started:
    attempt = await start_attempt(session, actor, assignment_id)
    if attempt.epoch:
        return Started(attempt_id=attempt.id, opened=None)
    attempt, answers = await open_attempt(session, actor, attempt.id)
    return Started(attempt_id=attempt.id, opened=await show_opened(session, attempt, answers, release))


async def start_attempt(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Attempt:
    """Start an attempt, or return the one that is open. Raises NotFound, NotOpenYet, NoAttemptsLeft, TooManyStarts."""
    assignment = await _access_as_pupil(session, actor, assignment_id)
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"{assignment.id}{actor.user_id}"}
    )
    # As in start_prepared: who is changing what this pupil gets is waited for, or finds the attempt if they come later.
    await session.execute(select(User.id).where(User.id == actor.user_id).with_for_update(read=True))
    await session.refresh(assignment, with_for_update={"read": True})
    former = await attempts_of_pupil(session, actor.user_id, assignment_id=assignment.id)
    now = clock.now()
    for attempt in former:
        if attempt.state == "open" and not is_over(attempt, now):
            return attempt
        if attempt.state == "open":
            await close_attempts(session, [attempt.id], by="sweep")
    allowed = await allowance_for(session, assignment, actor.user_id)
    if now < allowed.opens_at:
        raise NotOpenYet("This isn't open yet. Come back when it opens.")
    if now >= allowed.closes_at:
        raise NotOpenYet("This has closed. Ask your teacher if you missed it.")
    if len(former) >= allowed.attempts_allowed:
        raise NoAttemptsLeft("You've handed this in, and there are no more attempts. Well done for finishing.")
    await _refuse_too_many(session, actor)
    return await _create(session, actor, assignment, number=len(former) + 1, allowed=allowed)


async def _access_as_pupil(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Assignment:
    assignment = await session.get(Assignment, assignment_id)
    if assignment is None or not await is_pupil_in_class(session, actor.user_id, assignment.class_id):
        raise NotFound("There is no such assessment for you. Go back to your assessments.")
    return assignment


async def _refuse_too_many(session: AsyncSession, actor: Actor) -> None:
    hour_ago = clock.now() - timedelta(hours=1)
    row = (
        await session.execute(
            select(func.count().label("n"), func.min(Attempt.started_at).label("first")).where(
                Attempt.pupil_id == actor.user_id, Attempt.started_at > hour_ago
            )
        )
    ).one()
    if row.n < await attempts_limit(session):
        return
    wait_s = max(1, round((row.first - hour_ago).total_seconds()))
    raise TooManyStarts(
        f"You've started a lot of attempts this hour. Take a break, and try again in {-(-wait_s // 60)} min.",
        retry_after_s=wait_s,
    )


async def _create(
    session: AsyncSession, actor: Actor, assignment: Assignment, *, number: int, allowed: Allowance
) -> Attempt:
    now = clock.now()
    attempt = Attempt(
        id=uuid7(),
        assignment_id=assignment.id,
        pupil_id=actor.user_id,
        number=number,
        state="open",
        epoch=0,
        seed=secrets.randbits(31),
        started_at=now,
        limit_s=allowed.limit_s,
        ends_by=allowed.ends_by,
        added_s=0,
        paused_s=0,
        fewer_options=allowed.fewer_options,
        package_number=1,
        pending=0,
    )
    attempt.ends_at = end_of(attempt)
    session.add(attempt)
    await session.flush()
    items = await items_as_set(session, assignment)
    session.add_all(draw_paper(assignment, items, await variants_of(session, items), attempt.id, attempt.seed))
    await session.flush()
    await audit.record(session, "started", "attempt", attempt.id, actor_id=actor.user_id)
    return attempt
