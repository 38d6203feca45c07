"""Starting, opening and closing attempts. Saving has a door of its own (``saving``)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from sqlalchemy import ColumnElement, and_, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.school_settings import attempts_limit
from backend.accounts.sign_in import keep_awake
from backend.assessments.assignments import get_assignment, shows_results
from backend.assessments.drawing import draw_items
from backend.assessments.models import Assignment
from backend.assessments.service import list_items
from backend.assessments.windows import Times, own_times, times_for, times_of
from backend.attempts.errors import NoAttemptsLeft, NotOpenYet, TooManyStarts
from backend.attempts.events import AnswersArrivedLate, AttemptSubmitted
from backend.attempts.models import Answer, AnswerEvent, Attempt, AttemptItem
from backend.attempts.variants import choose_versions
from backend.classes.service import is_pupil_in_class
from backend.core import audit, clock, events
from backend.core.errors import NotFound
from backend.core.model import uuid7
from backend.questions.types.base import shuffled

log = structlog.get_logger()

GRACE = timedelta(seconds=10)
"""How long after the end an answer still counts whenever it was made: the page is just handing in."""

LATE_ACCEPTED_FOR = timedelta(hours=24)
"""After closing, answers that were made in time are still taken from a device that was offline."""


async def access_attempt(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, *, lock: bool = False) -> Attempt:
    """Return the actor's own attempt. ``lock`` keeps saves and other closers out. Raises NotFound."""
    query = select(Attempt).where(Attempt.id == attempt_id, Attempt.pupil_id == actor.user_id)
    found = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("There is no such attempt of yours. Go back to your assessments and open it from there.")
    return found


async def start_attempt(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Attempt:
    """Start an attempt, or return the one that is open. Raises NotFound, NotOpenYet, NoAttemptsLeft, TooManyStarts."""
    assignment = await _access_as_pupil(session, actor, assignment_id)
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"{assignment.id}{actor.user_id}"}
    )
    former = await attempts_of_pupil(session, actor.user_id, assignment_id=assignment.id)
    now = clock.now()
    for attempt in former:
        if attempt.state == "open" and now < attempt.ends_at + GRACE:
            return attempt
        if attempt.state == "open":
            await close_attempt(session, attempt.id, by="sweep")
    times = await times_for(session, assignment, actor.user_id)
    if now < times.opens_at:
        raise NotOpenYet("This isn't open yet. Come back when it opens.")
    if now >= times.closes_at:
        raise NotOpenYet("This has closed. Ask your teacher if you missed it.")
    if len(former) >= assignment.attempts_allowed:
        raise NoAttemptsLeft("You've handed this in, and there are no more attempts. Well done for finishing.")
    await _refuse_too_many(session, actor)
    return await _create(session, actor, assignment, number=len(former) + 1, closes_at=times.closes_at)


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
    session: AsyncSession, actor: Actor, assignment: Assignment, *, number: int, closes_at: datetime
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
        ends_at=end_of(assignment, now, closes_at),
        pending=0,
    )
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


def end_of(assignment: Assignment, started_at: datetime, closes_at: datetime) -> datetime:
    """Return when an attempt ends: start + time limit, never past the time at which it closes for this pupil."""
    if assignment.time_limit_s is None:
        return closes_at
    return min(started_at + timedelta(seconds=assignment.time_limit_s), closes_at)


async def open_attempt(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> tuple[Attempt, Sequence[Answer]]:
    """Give the opener the next epoch, which fences every former opener off. Returns the attempt and its answers."""
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    if attempt.state == "open":
        attempt.epoch += 1
        attempt.seen_at = clock.now()
        await session.flush()
        await keep_awake(session, actor.user_id, attempt.ends_at + _idle(session))
        await audit.record(session, "opened", "attempt", attempt.id, actor_id=actor.user_id, fields=["epoch"])
    return attempt, await answers_of(session, attempt.id)


def _idle(session: AsyncSession) -> timedelta:
    """Return how long a pupil who does nothing stays signed in once no attempt is open."""
    return timedelta(minutes=session.info["settings"].pupil_idle_minutes)


async def answers_of(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[Answer]:
    """Return the current answers of an attempt."""
    return (await session.scalars(select(Answer).where(Answer.attempt_id == attempt_id))).all()


async def items_of(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[AttemptItem]:
    """Return the items of an attempt in the order in which the pupil sees them."""
    return (
        await session.scalars(
            select(AttemptItem).where(AttemptItem.attempt_id == attempt_id).order_by(AttemptItem.position)
        )
    ).all()


async def attempts_of_pupil(
    session: AsyncSession, pupil_id: uuid.UUID, *, assignment_id: uuid.UUID | None = None
) -> Sequence[Attempt]:
    """Return a pupil's attempts, oldest first."""
    query = select(Attempt).where(Attempt.pupil_id == pupil_id).order_by(Attempt.started_at, Attempt.id)
    return (
        await session.scalars(query.where(Attempt.assignment_id == assignment_id) if assignment_id else query)
    ).all()


Final = tuple[uuid.UUID, int, int]
"""(item, epoch, seq) of an answer that a page means to hand in."""


async def hand_in(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, final: Sequence[Final]
) -> tuple[Attempt, list[Final]]:
    """Close the attempt once every answer that the page names is here; returns what is still missing.

    While anything is missing the attempt stays open. Handing in twice changes nothing.
    """
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    missing = await _missing(session, attempt.id, final)
    if attempt.state == "open" and not missing:
        by = "timer" if clock.now() >= attempt.ends_at else "pupil"
        await _close(session, attempt, by=by, actor_id=actor.user_id)
    return attempt, missing


async def _missing(session: AsyncSession, attempt_id: uuid.UUID, final: Sequence[Final]) -> list[Final]:
    rows = await session.execute(
        select(AnswerEvent.item_id, AnswerEvent.epoch, AnswerEvent.seq).where(AnswerEvent.attempt_id == attempt_id)
    )
    stored = {(row.item_id, row.epoch, row.seq) for row in rows}
    return [entry for entry in final if entry not in stored]


async def close_attempt(
    session: AsyncSession, attempt_id: uuid.UUID, *, by: str, actor_id: uuid.UUID | None = None
) -> None:
    """Close an attempt if it is still open. ``by``: timer, teacher or sweep."""
    attempt = await session.scalar(
        select(Attempt)
        .where(Attempt.id == attempt_id)
        .with_for_update()
        # The caller may have read it before its page handed it in; what counts is how it stands under the lock.
        .execution_options(populate_existing=True)
    )
    if attempt is not None and attempt.state == "open":
        await _close(session, attempt, by=by, actor_id=actor_id)


async def _close(session: AsyncSession, attempt: Attempt, *, by: str, actor_id: uuid.UUID | None) -> None:
    now = clock.now()
    attempt.state = "submitted"
    attempt.submitted_at = min(now, attempt.ends_at) if by == "sweep" else now
    attempt.submitted_by = by
    await session.flush()
    await keep_awake(session, attempt.pupil_id, now + _idle(session))
    await audit.record(session, "handed_in", "attempt", attempt.id, actor_id=actor_id, fields=["state"])
    await events.emit(session, AttemptSubmitted(attempt.id))


async def set_marked(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Note that every answer of a closed attempt has a mark."""
    await session.execute(
        update(Attempt).where(Attempt.id == attempt_id, Attempt.state == "submitted").values(state="marked")
    )


def late_counts(attempt: Attempt, assignment: Assignment, times: Times) -> bool:
    """Tell whether answers of an attempt, made in time, would still count if they arrived now; ``times`` of its pupil.

    Not once its pupil may have seen how it went: a page that handed in (``pupil``, ``timer``) named its last answers,
    and all had arrived. Results that came out before a pupil's own time was over can't cost them answers.
    """
    shown = attempt.submitted_by in {"pupil", "timer"} and shows_results(assignment)
    in_time = clock.now() <= times.closes_at + LATE_ACCEPTED_FOR
    released = assignment.released_at is not None and not (times.own and assignment.released_at < times.closes_at)
    return in_time and not shown and not released


async def accept_late(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Let logged answers count that were made in time but came late, until results are out or a day after closing.

    An open attempt that has run out is closed on the way, with these answers in it.
    """
    attempt = await session.scalar(select(Attempt).where(Attempt.id == attempt_id).with_for_update())
    if attempt is None:
        return
    assignment = await get_assignment(session, attempt.assignment_id)
    if late_counts(attempt, assignment, await times_for(session, assignment, attempt.pupil_id)):
        moved = await _move_forward(session, attempt)
        if moved and attempt.state != "open":
            await audit.record(session, "late_answers_counted", "attempt", attempt.id, fields=["answers"])
            await events.emit(session, AnswersArrivedLate(attempt.id, moved))
    if attempt.state == "open" and clock.now() > attempt.ends_at + GRACE:
        await _close(session, attempt, by="sweep", actor_id=None)


_MOVE_FORWARD = text("""
    INSERT INTO answers AS current (attempt_id, item_id, epoch, seq, value)
    SELECT DISTINCT ON (item_id) attempt_id, item_id, epoch, seq, value FROM answer_events
    WHERE attempt_id = :attempt AND late AND at <= :until
    ORDER BY item_id, epoch DESC, seq DESC
    ON CONFLICT (attempt_id, item_id) DO UPDATE
    SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value, saved_at = now()
    WHERE (current.epoch, current.seq) < (excluded.epoch, excluded.seq) AND current.fixed_at IS NULL
    RETURNING item_id
""")


async def _move_forward(session: AsyncSession, attempt: Attempt) -> frozenset[uuid.UUID]:
    until = min(attempt.ends_at, attempt.submitted_at or attempt.ends_at)
    rows = await session.execute(_MOVE_FORWARD, {"attempt": attempt.id, "until": until})
    return frozenset(row.item_id for row in rows)


async def move_ends(session: AsyncSession, assignment_id: uuid.UUID) -> None:
    """Give open attempts the ends that follow from the assignment's changed times, or from their pupils' own.

    No end moves into the past: what a pupil has answered until now was in time.
    """
    assignment = await get_assignment(session, assignment_id)
    own, now = await own_times(session, assignment_id), clock.now()
    open_attempts = await session.scalars(select(Attempt).where(_open_in(assignment_id)).with_for_update())
    for attempt in open_attempts:
        end = end_of(assignment, attempt.started_at, times_of(assignment, own.get(attempt.pupil_id)).closes_at)
        attempt.ends_at = max(end, min(now, attempt.ends_at))
        await keep_awake(session, attempt.pupil_id, attempt.ends_at + _idle(session))
    await session.flush()


async def sweep(session: AsyncSession, *, limit: int = 50) -> int:
    """Hand in attempts whose time ran out a minute ago and that no page handed in; returns how many.

    One that can't be marked stays open and is tried again; it holds up no other.
    """
    overdue = (
        await session.scalars(
            select(Attempt.id)
            .where(Attempt.state == "open", Attempt.ends_at < clock.now() - timedelta(minutes=1))
            .order_by(Attempt.ends_at)
            .limit(limit)
        )
    ).all()
    closed = 0
    for attempt_id in overdue:
        try:
            async with session.begin_nested():
                await close_attempt(session, attempt_id, by="sweep")
            closed += 1
        except Exception:
            log.exception("sweep_failed", attempt_id=str(attempt_id))
    return closed


class AttemptSeen(NamedTuple):
    """An attempt as results look at it: a tuple, since pages of results read one for each pupil."""

    id: uuid.UUID
    assignment_id: uuid.UUID
    pupil_id: uuid.UUID
    state: str
    started_at: datetime
    submitted_at: datetime | None
    submitted_by: str | None


def handed_in_at(attempt: Attempt | AttemptSeen) -> datetime:
    """Return when an attempt was handed in; of an open one, when it was started."""
    return attempt.submitted_at or attempt.started_at


async def attempts_of_assignments(session: AsyncSession, assignment_ids: Sequence[uuid.UUID]) -> list[AttemptSeen]:
    """Return every attempt at these assignments, oldest first."""
    rows = await session.execute(
        select(*(getattr(Attempt, name) for name in AttemptSeen._fields))
        .where(Attempt.assignment_id.in_(assignment_ids))
        .order_by(Attempt.started_at, Attempt.id)
    )
    return [AttemptSeen(*row) for row in rows]


async def answered_counts(session: AsyncSession, attempt_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many items of each attempt have an answer."""
    rows = await session.execute(
        select(Answer.attempt_id, func.count().label("n"))
        .where(Answer.attempt_id.in_(attempt_ids), Answer.value != text("'null'::jsonb"))
        .group_by(Answer.attempt_id)
    )
    return {row.attempt_id: row.n for row in rows}


def _open_in(assignment_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(Attempt.assignment_id == assignment_id, Attempt.state == "open")
