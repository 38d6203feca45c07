"""What open pages hear while an assignment is sat: a pupil's own state and end, and the teacher's grid of everybody."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor, find_actor
from backend.assessments.assignments import access_assignment, state_of
from backend.assessments.models import Assessment, AssessmentItem
from backend.assessments.swaps import items_as_set, swaps_of
from backend.attempts.models import Attempt
from backend.attempts.schemas import GridPupil, GridQuestion, LiveView
from backend.attempts.service import left_out_of
from backend.attempts.times import PROGRESS, SITTING, wire_state
from backend.classes.service import classes_by_ids, pupils_of_class
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.live import ReadingFailed, SharedReadings, Topic
from backend.questions.service import rows_for_versions

STATES_PAUSE_S = 0.25
GRID_PAUSE_S = 0.75


@dataclass(frozen=True, slots=True)
class Standing:
    """How an attempt stands, as its page must know."""

    state: str
    ends_at: datetime
    paused_at: datetime | None
    paused_by: str | None
    package_number: int
    epoch: int

    def told(self, now: datetime) -> dict[str, Any]:
        """Return what the page hears of it: the same fields as with an acknowledgement."""
        stopped = now - self.paused_at if self.paused_at else timedelta()
        return {
            "state": self.state,
            "now": clock.to_ms(now),
            "ends_at": clock.to_ms(self.ends_at + stopped),
            "paused_by": self.paused_by,
            "epoch": self.epoch,
            "notices": [{"kind": "package", "number": self.package_number}],
        }


@dataclass(frozen=True, slots=True)
class GridRow:
    """How one pupil gets on; times are ms UTC, questions are places in the live view's list, from 0.

    ``given``: the questions that were drawn for the pupil; those ``left_out`` count for nobody. ``pending``: answers
    that waited on the device when it last reported, at ``seen_at``. ``not_back``: it was opened again, and its pupil
    hasn't come back to it yet.
    """

    pupil_id: uuid.UUID
    attempt_id: uuid.UUID
    number: int
    state: str
    started_at: int
    ends_at: int
    added_s: int
    paused_at: int | None
    paused_by: str | None
    submitted_by: str | None
    seen_at: int | None
    active_at: int | None
    here: int | None
    pending: int
    left_page: int
    safe_copy: bool
    not_back: bool
    given: tuple[int, ...]
    left_out: tuple[int, ...]
    answered: tuple[int, ...]
    flagged: tuple[int, ...]


_GRID = text("""
    SELECT DISTINCT ON (t.pupil_id) t.id AS attempt_id, t.pupil_id, t.number, t.state, t.started_at, t.ends_at,
           t.added_s, t.paused_at, t.paused_by, t.submitted_by, t.seen_at, t.active_at, t.pending, t.left_page,
           t.safe_copy, t.reopened_epoch > 0 AND t.reopened_epoch = t.epoch AS not_back, places.*
    FROM attempts t
    LEFT JOIN attempt_desks d ON d.attempt_id = t.id
    CROSS JOIN LATERAL (
        SELECT array_agg(p.position - 1 ORDER BY p.position) AS given,
               array_agg(p.position - 1 ORDER BY p.position)
                   FILTER (WHERE a.item_id IS NOT NULL AND a.value <> 'null') AS answered,
               array_agg(p.position - 1 ORDER BY p.position) FILTER (WHERE i.id = ANY (d.flags)) AS flagged,
               min(p.position - 1) FILTER (WHERE i.id = t.here) AS here
        FROM attempt_items i
        JOIN assessment_items p ON p.id = i.assessment_item_id
        LEFT JOIN answers a ON a.attempt_id = i.attempt_id AND a.item_id = i.id
        WHERE i.attempt_id = t.id AND i.dropped_at IS NULL
    ) places
    WHERE t.assignment_id = :assignment
    ORDER BY t.pupil_id, t.number DESC
""")
"""Places from 0, and no ids of items: thirty pupils' make a page of numbers, and it is read every second."""


async def grid_rows(session: AsyncSession, assignment_id: uuid.UUID) -> dict[uuid.UUID, GridRow]:
    """Return how each pupil who has begun gets on with their last attempt, by pupil."""
    left_out = await _left_out_places(session, assignment_id)
    rows = await session.execute(_GRID, {"assignment": assignment_id})
    return {row.pupil_id: _grid_row(row, left_out) for row in rows}


async def _left_out_places(session: AsyncSession, assignment_id: uuid.UUID) -> tuple[int, ...]:
    left_out = await left_out_of(session, assignment_id)
    if not left_out:
        return ()
    positions = select(AssessmentItem.position).where(AssessmentItem.id.in_(left_out)).order_by(AssessmentItem.position)
    return tuple(position - 1 for position in await session.scalars(positions))


def _grid_row(row: Row[Any], left_out: tuple[int, ...]) -> GridRow:
    return GridRow(
        pupil_id=row.pupil_id,
        attempt_id=row.attempt_id,
        number=row.number,
        state=row.state,
        started_at=clock.to_ms(row.started_at),
        ends_at=clock.to_ms(row.ends_at),
        added_s=row.added_s,
        paused_at=_ms(row.paused_at),
        paused_by=row.paused_by,
        submitted_by=row.submitted_by,
        seen_at=_ms(row.seen_at),
        active_at=_ms(row.active_at),
        here=row.here,
        pending=row.pending,
        left_page=row.left_page,
        safe_copy=row.safe_copy,
        not_back=row.not_back,
        # One that was handed in may have none left: what it had was swapped.
        given=tuple(row.given or ()),
        left_out=left_out,
        answered=tuple(row.answered or ()),
        flagged=tuple(row.flagged or ()),
    )


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else clock.to_ms(moment)


async def show_live(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> LiveView:
    """Return what stands still in the live view: the assignment, its questions and the class. Raises NotFound."""
    assignment = await access_assignment(session, actor, assignment_id)
    items = await items_as_set(session, assignment)
    swapped = await swaps_of(session, assignment.id)
    left_out = await left_out_of(session, assignment.id)
    questions = await rows_for_versions(session, [item.question_version_id for item in items])
    school_class = (await classes_by_ids(session, [assignment.class_id]))[assignment.class_id]
    title = await session.scalar(select(Assessment.title).where(Assessment.id == assignment.assessment_id))
    return LiveView(
        assignment_id=assignment.id,
        title=title or "",
        class_id=school_class.id,
        class_name=school_class.name,
        state=state_of(assignment, clock.now()),
        opens_at=assignment.opens_at,
        closes_at=assignment.closes_at,
        time_limit_s=assignment.time_limit_s,
        version=assignment.version,
        questions=[
            GridQuestion(
                assessment_item_id=item.id,
                position=item.position,
                stem_text=questions[item.question_version_id].stem_text,
                type=questions[item.question_version_id].type,
                marks=float(item.marks),
                left_out=item.id in left_out,
                swapped=item.id in swapped,
                question_id=questions[item.question_version_id].question_id,
                newer_version=questions[item.question_version_id].newer_version,
            )
            for item in items
        ],
        pupils=[
            GridPupil(id=pupil.id, display_name=pupil.display_name)
            for pupil in await pupils_of_class(session, assignment.class_id)
        ],
    )


def nothing_new() -> dict[str, Any]:
    """Return what the live view hears while nothing changes: the time, and that it is still heard."""
    return {"now": clock.now_ms(), "rows": []}


class LivePages:
    """What this process's open pages follow, read once for all that follow the same."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._standings = SharedReadings(
            database.live,
            topics=lambda school_id, assignment_id: [Topic.of(school_id, SITTING, assignment_id)],
            read=self._read_standings,
            pause_s=STATES_PAUSE_S,
        )
        self._grids = SharedReadings(
            database.live,
            topics=lambda school_id, assignment_id: [
                Topic.of(school_id, kind, assignment_id) for kind in (SITTING, PROGRESS)
            ],
            read=self._read_grid,
            pause_s=GRID_PAUSE_S,
        )

    async def attempt(self, school_id: uuid.UUID, attempt: Attempt) -> AsyncIterator[dict[str, Any]]:
        """Yield how an attempt stands, now and at each change."""
        async for read_at, news in self._standings.follow(school_id, attempt.assignment_id):
            standing = news.get(attempt.id)
            if standing is not None:
                # Not now: pages go by it which of two answers tells of a later state.
                yield standing.told(read_at)

    async def grid(self, school_id: uuid.UUID, assignment_id: uuid.UUID) -> AsyncIterator[dict[str, Any]]:
        """Yield the rows of the live view: first all of them, then those that have changed."""
        async for _, news in self._grids.follow(school_id, assignment_id):
            yield {**nothing_new(), "rows": [asdict(row) for row in news.values()]}

    async def may_watch(self, token: str | None, assignment_id: uuid.UUID) -> bool:
        """Tell whether the session still holds, and its teacher still has the class. Raises ReadingFailed."""
        try:
            async with self._database.session() as session:
                actor = await find_actor(session, token or "")
                if actor is None or not actor.may("assessments.author"):
                    return False
                await access_assignment(session, actor, assignment_id)
        except NotFound:
            return False
        except (SQLAlchemyError, OSError) as exc:
            raise ReadingFailed from exc
        return True

    async def _read_standings(self, school_id: uuid.UUID, assignment_id: uuid.UUID) -> dict[uuid.UUID, Standing]:
        async with self._database.session(school_id) as session:
            found = await session.scalars(select(Attempt).where(Attempt.assignment_id == assignment_id))
            return {
                each.id: Standing(
                    state=wire_state(each),
                    ends_at=each.ends_at,
                    paused_at=each.paused_at,
                    paused_by=each.paused_by,
                    package_number=each.package_number,
                    epoch=each.epoch,
                )
                for each in found
            }

    async def _read_grid(self, school_id: uuid.UUID, assignment_id: uuid.UUID) -> dict[uuid.UUID, GridRow]:
        async with self._database.session(school_id) as session:
            return await grid_rows(session, assignment_id)
