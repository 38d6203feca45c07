"""Taking in answers that a page could not send: a teacher brings them, as a file or from the pupil's screen.

They are stored by the rules of every save (``saving``): each change once, none over another, late ones counting when
they were made in time. What the page sends later by itself is here already then.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.attempts import ending
from backend.attempts.errors import NotSigned, WronglySigned
from backend.attempts.models import AnswerEvent, Attempt, AttemptItem
from backend.attempts.rescue_file import RescuedAnswers, is_signed, read_answers, rescue_key
from backend.attempts.saving import EventIn, Rejected, rejection, storable
from backend.attempts.schemas import PupilRef, RescueIn, RescueOut
from backend.attempts.times import is_over, tell_sitting, wire_state
from backend.core import audit, clock
from backend.core.errors import NotFound

_NOT_HERE = "These answers belong to no attempt that this school’s server knows. Were they made at another school?"
_IN_A_FILE = {
    "conflict": {
        "message": "Another answer is here under this one's number, so this one can't be taken in. It is only in this "
        "file and on its device: read it there, and don't clear them."
    }
}
"""What is said otherwise of a file: a page would give such an answer another number."""
_ELSEWHERE = "These answers belong to another assessment, or to another class. Open its results and take them in there."


@dataclass(slots=True)
class _Sorted:
    """The changes of a file: not here yet, here already, and those that can't be stored, by their codes."""

    new: list[EventIn] = field(default_factory=list)
    already: list[EventIn] = field(default_factory=list)
    refused: list[tuple[EventIn, str]] = field(default_factory=list)

    def numbers(self, *codes: str) -> set[tuple[int, int]]:
        """Return the numbers of what is refused for one of these reasons."""
        return {(event.epoch, event.seq) for event, code in self.refused if code in codes}


async def bring_in(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, file: RescueIn, *, look: bool, unsigned: bool
) -> RescueOut:
    """Take in a file of answers, or only tell what it would bring (``look``).

    ``unsigned``: the teacher says that they saw the pupil's screen. Raises NotFound, Invalid, WronglySigned, NotSigned.
    """
    assignment = await access_assignment(session, actor, assignment_id)
    held = read_answers(file.kind, file.answers)
    attempt = await _attempt_of(session, assignment.id, held)
    if file.signature and not is_signed(rescue_key(session.info["settings"], attempt.id), file.answers, file.signature):
        raise WronglySigned(
            "This isn’t what the pupil’s page saved: somebody has changed it, or another installation made it. "
            "Save the file once more on the Chromebook, or scan its screen."
        )
    if not (file.signature or unsigned or look):
        raise NotSigned("This file has no signature. Only take it if you saw the pupil’s screen.")
    found = await _sort(session, attempt, held.changes())
    late = attempt.state != "open" or is_over(attempt, clock.now())
    counts = not late or await ending.would_count(session, attempt)
    until = ending.counts_until(attempt)
    too_late = [event for event in found.new if late and _moment(event.at) > until]
    missing = await _missing(session, attempt, held, found)
    if not look:
        await _take(session, actor, attempt, found.new, late=late, counts=counts)
        await _hand_in(session, actor, attempt, held, whole=not missing)
    pupil = await session.get_one(User, attempt.pupil_id)
    return RescueOut(
        attempt_id=attempt.id,
        pupil=PupilRef(id=pupil.id, display_name=pupil.display_name),
        device=held.device,
        signed=bool(file.signature),
        made_at=held.made_at,
        handed_in=held.handed_in,
        answers=len({event.item for event in found.new + found.already}),
        taken=len(found.new),
        already=len(found.already),
        too_late=len(too_late),
        counts=counts,
        rejected=[
            Rejected.model_validate(rejection(event, code) | _IN_A_FILE.get(code, {})) for event, code in found.refused
        ],
        missing=len(missing),
        state=wire_state(attempt),
        done=not look,
    )


async def _attempt_of(session: AsyncSession, assignment_id: uuid.UUID, held: RescuedAnswers) -> Attempt:
    """Return the attempt of a file, locked: a save comes before this or sees what it has stored."""
    attempt = await session.scalar(select(Attempt).where(Attempt.id == held.attempt).with_for_update())
    if attempt is None or attempt.pupil_id != held.pupil:
        raise NotFound(_NOT_HERE, code="unknown_attempt")
    if attempt.assignment_id != assignment_id:
        raise NotFound(_ELSEWHERE, code="other_assignment")
    return attempt


async def _sort(session: AsyncSession, attempt: Attempt, events: Sequence[EventIn]) -> _Sorted:
    items = set((await session.scalars(select(AttemptItem.id).where(AttemptItem.attempt_id == attempt.id))).all())
    logged = await session.scalars(select(AnswerEvent).where(AnswerEvent.attempt_id == attempt.id))
    stored = {(row.epoch, row.seq): (row.item_id, row.value) for row in logged}
    found = _Sorted()
    for sent in events:
        number, packed = (sent.epoch, sent.seq), storable(sent)
        if packed is None:
            found.refused.append((sent, "unreadable"))
            continue
        # As a save would write it: what is no number in JSON is null.
        event = sent.model_copy(update={"value": orjson.loads(packed)})
        if event.item not in items or event.epoch > attempt.epoch:
            found.refused.append((event, "unknown_item"))
        elif number not in stored:
            stored[number] = (event.item, event.value)
            found.new.append(event)
        elif stored[number] == (event.item, event.value):
            found.already.append(event)
        else:
            found.refused.append((event, "conflict"))
    return found


async def _missing(
    session: AsyncSession, attempt: Attempt, held: RescuedAnswers, found: _Sorted
) -> list[tuple[uuid.UUID, int, int]]:
    """Return what was handed in on the page and would still not be here; what can never be stored isn't waited for."""
    wanted = held.handed_in_answers() or []
    never, clashing = found.numbers("unreadable", "unknown_item"), found.numbers("conflict")
    coming = {(event.item, event.epoch, event.seq) for event in found.new}
    absent = set(await ending.missing_of(session, attempt.id, wanted)) - coming
    return [
        (item, epoch, seq)
        for item, epoch, seq in wanted
        if (epoch, seq) not in never and ((item, epoch, seq) in absent or (epoch, seq) in clashing)
    ]


async def _take(
    session: AsyncSession, actor: Actor, attempt: Attempt, new: Sequence[EventIn], *, late: bool, counts: bool
) -> None:
    """Log changes, and let those count that do."""
    if not new:
        return
    rows = [
        {
            "attempt_id": attempt.id,
            "epoch": event.epoch,
            "seq": event.seq,
            "item_id": event.item,
            "value": event.value,
            "at": _moment(event.at),
            "late": late,
        }
        for event in new
    ]
    await session.execute(insert(AnswerEvent).on_conflict_do_nothing(), rows)
    await audit.record(session, "rescued", "attempt", attempt.id, actor_id=actor.user_id, fields=["answers"])
    if counts:
        await ending.count_late(session, attempt)
    await tell_sitting(session, attempt.assignment_id)


async def _hand_in(session: AsyncSession, actor: Actor, attempt: Attempt, held: RescuedAnswers, *, whole: bool) -> None:
    """Close an open attempt that was handed in on its page, when all of it is here, or that has run out."""
    if attempt.state != "open":
        return
    now = clock.now()
    if held.handed_in is not None and whole and held.epoch >= attempt.reopened_epoch:
        at = min(max(_moment(held.handed_in), attempt.started_at), now)
        by = "timer" if at >= attempt.ends_at else "pupil"
        await ending.close_locked(session, [attempt], by=by, actors={attempt.id: actor.user_id}, at=at)
    elif is_over(attempt, now):
        await ending.close_locked(session, [attempt], by="sweep", actors={attempt.id: actor.user_id})


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
