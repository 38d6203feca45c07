"""Reads for results: the newest mark of every item, as plain rows."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import ColumnElement, Float, Subquery, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.accounts.models import User
from backend.analytics.statistics import on_scale
from backend.assessments import views
from backend.assessments.models import AssessmentItem, Assignment
from backend.assessments.schemas import AssignmentOut
from backend.attempts.models import AnswerEvent, Attempt, AttemptItem
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.documents.models import Document
from backend.marker import service
from backend.marker.models import Mark, MarkChange

WITHOUT_MARK = ("void", "needs_marking")
"""Outcomes whose score is no zero: the question was left out, or the answer waits for a person."""


class MarkRow(NamedTuple):
    """The newest mark of one pupil's item: a tuple, since a class page makes 900 of them."""

    fraction: float
    score: float
    outcome: str
    misconceptions: Sequence[str]


class Total(NamedTuple):
    """What an attempt got, of the most that it could get: what was left out, or waits for a mark, adds to neither."""

    score: float
    marks_max: float

    @property
    def share(self) -> float:
        """Return the score as a share of the marks, 0..1; 0 of 0."""
        return on_scale(self.score, self.marks_max, 1)


NOTHING = Total(0.0, 0.0)
"""Of an attempt that was handed in, and whose every question was swapped since."""


class ItemMark(NamedTuple):
    """The newest mark of one item in one attempt, with what was answered to which version."""

    attempt_id: uuid.UUID
    fraction: float
    outcome: str
    misconceptions: Sequence[str]
    response: Any
    version_id: uuid.UUID


class PupilMark(NamedTuple):
    """The newest mark of one item of a pupil's attempt, with the question it was for."""

    attempt_id: uuid.UUID
    version_id: uuid.UUID
    position: int
    score: float
    marks_max: float
    misconceptions: Sequence[str]
    by_person: bool
    feedback: str
    reason: str | None


class Marked(NamedTuple):
    """The newest marks of an attempt: what they sum to, and each by the position of the assessment's item."""

    total: Total
    marks: dict[int, MarkRow]


async def newest_marks(session: AsyncSession, attempt_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Marked]:
    """Return the newest marks of each attempt; attempts without any are left out.

    A row an attempt and not a row a mark: reading 900 rows cost a quarter of the class page.
    """
    newest = service.newest_marks(
        attempt_ids,
        Mark.attempt_id,
        Mark.attempt_item_id,
        Mark.fraction,
        Mark.score,
        Mark.marks_max,
        Mark.outcome,
        func.array_to_string(Mark.misconceptions, " ").label("slugs"),
    ).subquery()
    rows = await session.execute(
        select(
            newest.c.attempt_id,
            # Summed as decimals: which of two attempts is the best is no matter of the order of the sum.
            cast(func.sum(newest.c.score), Float),
            _most(newest),
            *(
                func.array_agg(column)
                for column in (
                    AssessmentItem.position,
                    newest.c.fraction,
                    cast(newest.c.score, Float),
                    newest.c.outcome,
                    newest.c.slugs,
                )
            ),
        )
        .join(AttemptItem, AttemptItem.id == newest.c.attempt_item_id)
        .join(AssessmentItem, AssessmentItem.id == AttemptItem.assessment_item_id)
        .group_by(newest.c.attempt_id)
    )
    return {
        attempt_id: Marked(
            Total(score, marks_max),
            {
                position: MarkRow(fraction, score, outcome, slugs.split())
                for position, fraction, score, outcome, slugs in zip(*columns, strict=True)
            },
        )
        for attempt_id, score, marks_max, *columns in rows
    }


def _most(newest: Subquery) -> ColumnElement[float]:
    """Return the most that marks could have brought so far: an answer that waits for a person isn't lost yet."""
    marked = func.sum(newest.c.marks_max).filter(newest.c.outcome != "needs_marking")
    return cast(func.coalesce(marked, 0), Float)


async def pupil_marks(session: AsyncSession, attempt_ids: Sequence[uuid.UUID]) -> list[PupilMark]:
    """Return every mark that stands in these attempts, but for what was left out or still waits to be marked."""
    newest = service.newest_marks(
        attempt_ids,
        Mark.attempt_id,
        Mark.attempt_item_id,
        cast(Mark.score, Float).label("score"),
        cast(Mark.marks_max, Float).label("marks_max"),
        Mark.outcome,
        Mark.misconceptions,
        (Mark.marker != service.AUTO).label("by_person"),
        Mark.feedback,
        Mark.detail["reasons"][0].astext.label("reason"),
    ).subquery()
    rows = await session.execute(
        select(
            newest.c.attempt_id,
            AttemptItem.question_version_id,
            AssessmentItem.position,
            newest.c.score,
            newest.c.marks_max,
            newest.c.misconceptions,
            newest.c.by_person,
            newest.c.feedback,
            newest.c.reason,
        )
        .join(AttemptItem, AttemptItem.id == newest.c.attempt_item_id)
        .join(AssessmentItem, AssessmentItem.id == AttemptItem.assessment_item_id)
        .where(newest.c.outcome.not_in(WITHOUT_MARK))
    )
    return [PupilMark(*row) for row in rows]


async def item_marks(session: AsyncSession, attempt_ids: Sequence[uuid.UUID], item_id: uuid.UUID) -> list[ItemMark]:
    """Return the newest mark of one of the assessment's items in each of these attempts."""
    columns = (Mark.attempt_id, Mark.fraction, Mark.outcome, Mark.misconceptions, Mark.response)
    rows = await session.execute(
        service.newest_marks(attempt_ids, *columns, AttemptItem.question_version_id)
        .join(AttemptItem, AttemptItem.id == Mark.attempt_item_id)
        .where(AttemptItem.assessment_item_id == item_id)
    )
    return [ItemMark(*row) for row in rows]


async def left_out(session: AsyncSession, assignment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[int, float]]:
    """Return the questions that were left out of each assignment, by position, with what its marks lose by each.

    Most have none. Of a pool the marks lose nothing as long as a pupil may have been drawn others.
    """
    other = aliased(AssessmentItem)
    in_pool = (
        select(func.count())
        .where(
            other.assessment_id == AssessmentItem.assessment_id,
            other.revision == AssessmentItem.revision,
            other.pool == AssessmentItem.pool,
        )
        .scalar_subquery()
    )
    rows = await session.execute(
        select(
            MarkChange.assignment_id,
            AssessmentItem.position,
            cast(AssessmentItem.marks, Float),
            AssessmentItem.pool,
            in_pool - AssessmentItem.draw,
        )
        .join(AssessmentItem, AssessmentItem.id == MarkChange.assessment_item_id)
        .where(MarkChange.assignment_id.in_(assignment_ids), MarkChange.kind == "void", MarkChange.state != "undone")
        .distinct()
    )
    found: dict[uuid.UUID, dict[int, float]] = defaultdict(dict)
    spare: dict[tuple[uuid.UUID, int], int] = {}
    for assignment_id, position, marks, pool, undrawn in rows:
        if pool is not None:
            spare[assignment_id, pool] = spare.get((assignment_id, pool), undrawn) - 1
        made_up_for = pool is not None and spare[assignment_id, pool] >= 0
        found[assignment_id][position] = 0.0 if made_up_for else marks
    return found


async def show_assignments(session: AsyncSession, found: Sequence[Assignment]) -> list[AssignmentOut]:
    """Return assignments as they are shown, without the marks of what was left out."""
    shown = await views.show_assignments(session, found)
    out = await left_out(session, [assignment.id for assignment in found])
    for each in shown:
        each.marks_max -= sum(out[each.id].values()) if each.id in out else 0
    return shown


async def totals(session: AsyncSession, attempt_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Total]:
    """Return the sum of the newest marks of each attempt that has any."""
    newest = service.newest_marks(attempt_ids, Mark.attempt_id, Mark.score, Mark.marks_max, Mark.outcome).subquery()
    rows = await session.execute(
        select(newest.c.attempt_id, cast(func.sum(newest.c.score), Float), _most(newest)).group_by(newest.c.attempt_id)
    )
    return {attempt_id: Total(score, marks_max) for attempt_id, score, marks_max in rows}


async def attempt_item_of(
    session: AsyncSession, attempt_id: uuid.UUID, assessment_item_id: uuid.UUID
) -> AttemptItem | None:
    """Return an assessment's item as it stands in one attempt."""
    return await session.scalar(
        select(AttemptItem).where(
            AttemptItem.attempt_id == attempt_id,
            AttemptItem.assessment_item_id == assessment_item_id,
            AttemptItem.dropped_at.is_(None),
        )
    )


async def count_events(session: AsyncSession, attempt_id: uuid.UUID, item_id: uuid.UUID) -> int:
    """Return how often an answer was changed."""
    found = await session.scalar(
        select(func.count()).where(AnswerEvent.attempt_id == attempt_id, AnswerEvent.item_id == item_id)
    )
    return found or 0


async def pupils_by_class(
    session: AsyncSession, class_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[uuid.UUID, User]]:
    """Return the pupils who are in each of these classes now, by their ids."""
    pupils: dict[uuid.UUID, dict[uuid.UUID, User]] = {class_id: {} for class_id in class_ids}
    rows = await session.execute(
        select(ClassPupil.class_id, User)
        .join(User, User.id == ClassPupil.pupil_id)
        .where(ClassPupil.class_id.in_(pupils), User.disabled_at.is_(None))
    )
    for class_id, pupil in rows:
        pupils[class_id][pupil.id] = pupil
    return pupils


class Files(TypedDict):
    """How many of a teacher's lesson files are still being read, and how many couldn't be lately."""

    reading: int
    failed: int


FAILED_DAYS = 7
"""A file that couldn't be read needs its teacher for so long; then it is forgotten."""


async def count_unread_files(session: AsyncSession, owner_id: uuid.UUID) -> Files:
    """Return how many of a teacher's lesson files aren't read."""
    lately = Document.created_at > clock.now() - timedelta(days=FAILED_DAYS)
    row = (
        await session.execute(
            select(
                func.count().filter(Document.status.in_(("uploaded", "parsing"))),
                func.count().filter(Document.status.in_(("refused", "failed")), lately),
            ).where(Document.owner_id == owner_id)
        )
    ).one()
    return Files(reading=row[0], failed=row[1])


async def count_waiting(session: AsyncSession, class_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many answers wait for a person's mark in each assignment of these classes that has any."""
    newer = aliased(Mark)
    rows = await session.execute(
        select(Attempt.assignment_id, func.count())
        .join(Mark, Mark.attempt_id == Attempt.id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(
            Assignment.class_id.in_(class_ids),
            Mark.outcome == "needs_marking",
            ~service.is_dropped(),
            ~select(newer.id)
            .where(
                newer.attempt_id == Mark.attempt_id,
                newer.attempt_item_id == Mark.attempt_item_id,
                newer.id > Mark.id,
            )
            .exists(),
        )
        .group_by(Attempt.assignment_id)
    )
    return dict(iter(rows))
