"""Handing in: at the bell a whole year does it within seconds, and what comes together is closed and marked together.

While one batch is under way the next one gathers, so a single hand-in waits for nobody, and the more there are the less
each costs. A batch that fails is done again one by one: nobody's hand-in fails for another's.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
import structlog
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import digest
from backend.assessments.assignments import shows_results
from backend.assessments.models import Assignment
from backend.attempts.ending import HandIn, hand_in_together
from backend.attempts.models import Attempt
from backend.attempts.schemas import SubmitIn
from backend.attempts.sitting import refuse_other_roles
from backend.core.db import Database
from backend.core.errors import Invalid, NotFound, NotSignedIn
from backend.marker.models import Mark
from backend.marker.schemas import Submitted, Totals
from backend.marker.service import newest_marks, waits_for_run

log = structlog.get_logger()

AT_ONCE = 12
"""Hand-ins in one transaction. More would cost each less, and all of them have to wait for the slowest."""

_WHO = """
    SELECT user_id, school_id FROM sessions
    WHERE token_sha256 = $1 AND expires_at > now() AND idle_expires_at > now()
"""


def read_submit(content_type: str, body: bytes) -> SubmitIn:
    """Read a request's body. Raises Invalid."""
    try:
        if not content_type.startswith("application/json"):
            raise ValueError(content_type)
        return SubmitIn.model_validate(orjson.loads(body))
    except (ValidationError, ValueError) as exc:
        raise Invalid("This hand-in isn't in a form that can be read.") from exc


@dataclass(frozen=True, slots=True)
class _Waiting:
    wanted: HandIn
    answer: asyncio.Future[Submitted] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class HandIns:
    """Those who hand in at this process, school by school."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: defaultdict[uuid.UUID, list[_Waiting]] = defaultdict(list)
        self._working: dict[uuid.UUID, asyncio.Task[None]] = {}

    async def submit(self, token: str | None, attempt_id: uuid.UUID, wanted: SubmitIn) -> Submitted:
        """Hand in one's own attempt. Raises NotSignedIn, NotFound, Forbidden."""
        row = await self._database.hot.fetch_one(_WHO, digest(token or ""))
        if row is None:
            raise NotSignedIn("You're not signed in any more. Your answers are safe on this device; sign in again.")
        pupil_id, school_id = row
        mine = _Waiting(HandIn(pupil_id, attempt_id, wanted.final, wanted.epoch))
        self._waiting[school_id].append(mine)
        if school_id not in self._working:
            self._working[school_id] = asyncio.create_task(self._work(school_id), name="hand-ins")
        try:
            return await mine.answer
        except NotFound:
            await refuse_other_roles(self._database, token)
            raise

    async def _work(self, school_id: uuid.UUID) -> None:
        waiting = self._waiting[school_id]
        try:
            while waiting:
                await self._hand_in(school_id, _take(waiting))
        finally:
            del self._working[school_id], self._waiting[school_id]
            for left in waiting:
                left.answer.cancel()

    async def _hand_in(self, school_id: uuid.UUID, batch: Sequence[_Waiting]) -> None:
        try:
            async with self._database.session(school_id) as session:
                answers = await submit_together(session, [each.wanted for each in batch])
        except Exception as exc:
            if len(batch) == 1:
                _settle(batch[0], exc)
                return
            log.warning("hand_ins_one_by_one", error=type(exc).__name__, together=len(batch))
            for each in batch:
                await self._hand_in(school_id, [each])
            return
        for each in batch:
            _settle(each, answers.get(each.wanted.attempt_id) or NotFound("There is no such attempt of yours."))


def _take(waiting: list[_Waiting]) -> list[_Waiting]:
    """Take the next batch from those who wait: no attempt is in it twice."""
    batch: dict[uuid.UUID, _Waiting] = {}
    for each in waiting:
        if len(batch) < AT_ONCE:
            batch.setdefault(each.wanted.attempt_id, each)
    waiting[:] = [each for each in waiting if batch.get(each.wanted.attempt_id) is not each]
    return list(batch.values())


def _settle(one: _Waiting, answer: Submitted | Exception) -> None:
    if one.answer.done():
        return  # the page has gone away meanwhile
    if isinstance(answer, Exception):
        one.answer.set_exception(answer)
    else:
        one.answer.set_result(answer)


async def submit_together(session: AsyncSession, wanted: Sequence[HandIn]) -> dict[uuid.UUID, Submitted]:
    """Hand in, and return for each pupil's own attempt where it stands and, as the policy allows, its marks."""
    missing = await hand_in_together(session, wanted)
    rows = await session.execute(
        select(Attempt.id, Attempt.state, Attempt.reopened_epoch, Assignment)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(Attempt.id.in_(missing))
    )
    found = rows.all()
    closed = {attempt_id: (state, assignment) for attempt_id, state, _, assignment in found if state != "open"}
    again = {attempt_id: reopened_epoch for attempt_id, state, reopened_epoch, _ in found if state == "open"}
    asked = {each.attempt_id: each for each in wanted}
    totals, pending = await _totals(session, closed)
    return {
        attempt_id: Submitted(
            state=closed[attempt_id][0] if attempt_id in closed else "open",
            missing=named,
            result=totals[attempt_id] if attempt_id in closed and shows_results(closed[attempt_id][1]) else None,
            pending_items=pending[attempt_id],
            reopened=attempt_id in again and asked[attempt_id].is_of_before(again[attempt_id]),
        )
        for attempt_id, named in missing.items()
    }


async def _totals(
    session: AsyncSession, closed: dict[uuid.UUID, tuple[str, Assignment]]
) -> tuple[dict[uuid.UUID, Totals], dict[uuid.UUID, list[uuid.UUID]]]:
    """Return the marks of each closed attempt, added up, and its items that wait for a run."""
    totals = {attempt_id: Totals(score=0.0, marks_max=0.0) for attempt_id in closed}
    pending: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    columns = (Mark.attempt_id, Mark.attempt_item_id, Mark.score, Mark.marks_max, Mark.outcome, Mark.detail)
    for row in await session.execute(newest_marks(closed, *columns)):
        total = totals[row.attempt_id]
        total.score += float(row.score)
        # What waits for a person is not lost yet.
        total.marks_max += float(row.marks_max) if row.outcome != "needs_marking" else 0.0
        if waits_for_run(row.detail):
            pending[row.attempt_id].append(row.attempt_item_id)
    for total in totals.values():
        total.score = round(total.score, 2)
    return totals, pending
