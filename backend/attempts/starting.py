"""Starting an attempt: who may, how many, and what is drawn for it."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.school_settings import attempts_limit
from backend.assessments.drawing import draw_items
from backend.assessments.models import Assignment
from backend.assessments.service import list_items
from backend.attempts.ending import close_attempt
from backend.attempts.errors import NoAttemptsLeft, NotOpenYet, TooManyStarts
from backend.attempts.models import Attempt, AttemptItem
from backend.attempts.service import attempts_of_pupil
from backend.attempts.times import Allowance, allowance_for, end_of, is_over
from backend.attempts.variants import choose_versions
from backend.classes.service import is_pupil_in_class
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.core.model import uuid7
from backend.questions.types.base import shuffled


async def start_attempt(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Attempt:
    """Start an attempt, or return the one that is open. Raises NotFound, NotOpenYet, NoAttemptsLeft, TooManyStarts."""
    assignment = await _access_as_pupil(session, actor, assignment_id)
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"{assignment.id}{actor.user_id}"}
    )
    former = await attempts_of_pupil(session, actor.user_id, assignment_id=assignment.id)
    now = clock.now()
    for attempt in former:
        if attempt.state == "open" and not is_over(attempt, now):
            return attempt
        if attempt.state == "open":
            await close_attempt(session, attempt.id, by="sweep")
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
    items = draw_items(await list_items(session, assignment.assessment_id, assignment.revision), attempt.seed)
    if assignment.shuffle_questions:
        items = shuffled(items, attempt.seed, "questions")
    versions = await choose_versions(session, items)
    await session.execute(
        insert(AttemptItem),
        [
            {
                "id": uuid7(),
                "attempt_id": attempt.id,
                "assessment_item_id": item.id,
                "question_version_id": versions[item.id],
                "position": position,
                "seed": secrets.randbits(31),
                "marks_max": item.marks,
            }
            for position, item in enumerate(items, 1)
        ],
    )
    await audit.record(session, "started", "attempt", attempt.id, actor_id=actor.user_id)
    return attempt
