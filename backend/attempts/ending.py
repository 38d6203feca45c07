"""Closing attempts: handing in, the clock's sweep, and answers that were made in time but came late."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import BigInteger, ColumnElement, Uuid, and_, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.sign_in import keep_awake
from backend.assessments.assignments import get_assignment, shows_results
from backend.assessments.models import Assignment
from backend.assessments.overrides import Times, find_override, times_of
from backend.attempts.events import AnswersArrivedLate, AttemptsSubmitted
from backend.attempts.models import Attempt
from backend.attempts.service import access_attempt
from backend.attempts.times import end_of, end_pause, idle_time, is_over, tell_sitting
from backend.core import audit, clock, events

log = structlog.get_logger()

LATE_ACCEPTED_FOR = timedelta(hours=24)
"""After closing, answers that were made in time are still taken from a device that was offline."""

Final = tuple[uuid.UUID, int, int]
"""(item, epoch, seq) of an answer that a page means to hand in."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a pupil's page asks for: to close an attempt once each answer that it names has arrived.

    ``epoch``: in which its pupil handed in; None: in the newest.
    """

    pupil_id: uuid.UUID
    attempt_id: uuid.UUID
    final: Sequence[Final]
    epoch: int | None = None

    def is_of_before(self, reopened_epoch: int) -> bool:
        """Tell whether the attempt was opened again after its pupil had handed in: then they may go on."""
        return self.epoch is not None and self.epoch < reopened_epoch


async def hand_in(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, final: Sequence[Final]
) -> tuple[Attempt, list[Final]]:
    """Hand in one attempt (``hand_in_together``). Raises NotFound."""
    attempt = await access_attempt(session, actor, attempt_id, lock=True)
    missing = await hand_in_together(session, [HandIn(actor.user_id, attempt_id, final)])
    return attempt, missing[attempt_id]


async def hand_in_together(session: AsyncSession, wanted: Sequence[HandIn]) -> dict[uuid.UUID, list[Final]]:
    """Close each attempt of which every answer is here that its page names; returns what is still missing, by attempt.

    While anything is missing an attempt stays open, and so does one that was opened again since. Handing in twice
    changes nothing. An attempt that isn't the pupil's isn't in the answer.
    """
    theirs = {each.attempt_id: each for each in wanted}
    attempts = [
        attempt for attempt in await _lock(session, theirs.keys()) if attempt.pupil_id == theirs[attempt.id].pupil_id
    ]
    missing = await _missing(session, {attempt.id: theirs[attempt.id].final for attempt in attempts})
    now = clock.now()
    ready = [
        attempt
        for attempt in attempts
        if attempt.state == "open"
        and not missing[attempt.id]
        and not theirs[attempt.id].is_of_before(attempt.reopened_epoch)
    ]
    for by in ("pupil", "timer"):
        closing = [attempt for attempt in ready if (now >= attempt.ends_at) == (by == "timer")]
        await close_locked(session, closing, by=by, actors={attempt.id: attempt.pupil_id for attempt in closing})
    return missing


_MISSING = text("""
    SELECT f.attempt_id, f.item_id, f.epoch, f.seq
    FROM unnest(:attempts, :items, :epochs, :seqs) AS f (attempt_id, item_id, epoch, seq)
    LEFT JOIN answer_events e
        ON (e.attempt_id, e.epoch, e.seq) = (f.attempt_id, f.epoch, f.seq) AND e.item_id = f.item_id
    WHERE e.seq IS NULL
""").bindparams(
    bindparam("attempts", type_=ARRAY(Uuid)),
    bindparam("items", type_=ARRAY(Uuid)),
    bindparam("epochs", type_=ARRAY(BigInteger)),
    bindparam("seqs", type_=ARRAY(BigInteger)),
)


async def missing_of(session: AsyncSession, attempt_id: uuid.UUID, final: Sequence[Final]) -> list[Final]:
    """Return which of the answers that a page means to hand in are not in the log."""
    return (await _missing(session, {attempt_id: final}))[attempt_id]


async def _missing(session: AsyncSession, wanted: Mapping[uuid.UUID, Sequence[Final]]) -> dict[uuid.UUID, list[Final]]:
    missing: dict[uuid.UUID, list[Final]] = {attempt_id: [] for attempt_id in wanted}
    named = [(attempt_id, *one) for attempt_id, final in wanted.items() for one in final]
    if named:
        columns = dict(zip(("attempts", "items", "epochs", "seqs"), map(list, zip(*named, strict=True)), strict=True))
        for row in await session.execute(_MISSING, columns):
            missing[row.attempt_id].append((row.item_id, row.epoch, row.seq))
    return missing


async def _lock(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> Sequence[Attempt]:
    """Return attempts as they stand under the lock: the caller may have read one before its page handed it in.

    In one order, so that two who close some of the same wait for each other and don't deadlock.
    """
    return (
        await session.scalars(
            select(Attempt)
            .where(Attempt.id.in_(attempt_ids))
            .order_by(Attempt.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).all()


async def close_attempts(
    session: AsyncSession, attempt_ids: Collection[uuid.UUID], *, by: str, actor_id: uuid.UUID | None = None
) -> None:
    """Close those of these attempts that are still open. ``by``: timer, teacher or sweep."""
    still = [attempt for attempt in await _lock(session, attempt_ids) if attempt.state == "open"]
    await close_locked(session, still, by=by, actors=dict.fromkeys(attempt_ids, actor_id))


async def close_locked(
    session: AsyncSession,
    closing: Sequence[Attempt],
    *,
    by: str,
    actors: Mapping[uuid.UUID, uuid.UUID | None],
    at: datetime | None = None,
) -> None:
    """Close open attempts that the caller has locked; ``actors`` by attempt.

    ``at``: when they were handed in, if that was before now.
    """
    if not closing:
        return
    now = clock.now()
    for attempt in closing:
        if attempt.paused_at is not None:
            end_pause(attempt, now)
            attempt.ends_at = end_of(attempt)
        attempt.state = "submitted"
        attempt.submitted_at = at or (min(now, attempt.ends_at) if by == "sweep" else now)
        attempt.submitted_by = by
    await session.flush()
    await keep_awake(session, {attempt.pupil_id for attempt in closing}, now + idle_time(session))
    ids = [attempt.id for attempt in closing]
    await audit.record_many(session, "handed_in", "attempt", ids, actor_id=actors, fields=["state"])
    for assignment_id in {attempt.assignment_id for attempt in closing}:
        of_it = frozenset(attempt.id for attempt in closing if attempt.assignment_id == assignment_id)
        await events.emit(session, AttemptsSubmitted(of_it))
        await tell_sitting(session, assignment_id)


def late_counts(attempt: Attempt, assignment: Assignment, times: Times) -> bool:
    """Tell whether answers of an attempt, made in time, would still count if they arrived now; ``times`` of its pupil.

    Not once its pupil may have seen how it went: a page that handed in (``pupil``, ``timer``) named its last answers,
    and all had arrived. Results that came out while a pupil still sat (a time of their own, extra time, opened again)
    can't cost them answers.
    """
    shown = attempt.submitted_by in {"pupil", "timer"} and shows_results(assignment)
    in_time = clock.now() <= max(times.closes_at, attempt.ends_at) + LATE_ACCEPTED_FOR
    released = assignment.released_at is not None and assignment.released_at >= counts_until(attempt)
    return in_time and not shown and not released


async def accept_late(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Let logged answers count that were made in time but came late, until results are out or a day after closing.

    An open attempt that has run out is closed on the way, with these answers in it.
    """
    attempt = await session.scalar(select(Attempt).where(Attempt.id == attempt_id).with_for_update())
    if attempt is None:
        return
    if await would_count(session, attempt):
        await count_late(session, attempt)
    if attempt.state == "open" and is_over(attempt, clock.now()):
        await close_locked(session, [attempt], by="sweep", actors={attempt.id: None})


async def would_count(session: AsyncSession, attempt: Attempt) -> bool:
    """Tell whether answers of an attempt, made in time, would still count if they arrived now."""
    assignment = await get_assignment(session, attempt.assignment_id)
    override = await find_override(session, assignment.id, attempt.pupil_id)
    return late_counts(attempt, assignment, times_of(assignment, override))


async def count_late(session: AsyncSession, attempt: Attempt) -> None:
    """Let what is logged and was made in time count; a closed attempt is marked again."""
    moved = await _move_forward(session, attempt)
    if moved and attempt.state != "open":
        await audit.record(session, "late_answers_counted", "attempt", attempt.id, fields=["answers"])
        await events.emit(session, AnswersArrivedLate(attempt.id, moved))


def counts_until(attempt: Attempt) -> datetime:
    """Return until when a late answer must have been made to count."""
    return min(attempt.ends_at, attempt.submitted_at or attempt.ends_at)


_MOVE_FORWARD = text("""
    INSERT INTO answers AS current (attempt_id, item_id, epoch, seq, value)
    SELECT DISTINCT ON (item_id) attempt_id, item_id, epoch, seq, value FROM answer_events
    WHERE attempt_id = :attempt AND (at <= :until OR NOT late)
    ORDER BY item_id, epoch DESC, seq DESC
    ON CONFLICT (attempt_id, item_id) DO UPDATE
    SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value, saved_at = now()
    WHERE (current.epoch, current.seq) < (excluded.epoch, excluded.seq) AND current.fixed_at IS NULL
    RETURNING item_id
""")


async def _move_forward(session: AsyncSession, attempt: Attempt) -> frozenset[uuid.UUID]:
    rows = await session.execute(_MOVE_FORWARD, {"attempt": attempt.id, "until": counts_until(attempt)})
    return frozenset(row.item_id for row in rows)


_SWEPT_AFTER = timedelta(minutes=1)
_SWEPT_AT_ONCE = 12


async def find_overdue(session: AsyncSession, *, but: Collection[uuid.UUID] = ()) -> Sequence[uuid.UUID]:
    """Return attempts, a dozen at most, whose time ran out a minute ago and that no page has handed in."""
    rows = await session.scalars(
        select(Attempt.id)
        .where(_overdue(), Attempt.id.not_in(but))
        .order_by(Attempt.assignment_id, Attempt.ends_at)
        .limit(_SWEPT_AT_ONCE)
    )
    return rows.all()


async def close_overdue(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> None:
    """Hand in those of these attempts whose time has still run out: a teacher may have given them more meanwhile."""
    await _lock(session, attempt_ids)
    still = (await session.scalars(select(Attempt).where(_overdue(), Attempt.id.in_(attempt_ids)))).all()
    await close_locked(session, still, by="sweep", actors=dict.fromkeys(attempt_ids, None))


def _overdue() -> ColumnElement[bool]:
    return and_(Attempt.state == "open", Attempt.paused_at.is_(None), Attempt.ends_at < clock.now() - _SWEPT_AFTER)
