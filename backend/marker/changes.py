"""Putting marks right for everybody: what a change would do (the dry run), and doing it in a job.

A change appends marks and deletes none; ``undoing.py`` takes it back. The dry run and the job share ``plan``.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import exists, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.assessments.models import AssessmentItem, Assignment
from backend.assessments.swaps import items_as_set
from backend.attempts.changed import hold_sittings, question_changed
from backend.attempts.events import LeftOutAsked, SwapAsked
from backend.attempts.models import AnswerTry, Attempt, AttemptItem
from backend.core import audit
from backend.core.errors import Invalid, NotFound
from backend.core.jobs import Job, JobContext
from backend.core.model import uuid7
from backend.marker.errors import ChangeRunning, MarksChanged
from backend.marker.evidence import Book, keep_runs, make_runs, missing, read_book
from backend.marker.models import FOR_ONE, Mark, MarkChange
from backend.marker.service import AUTO, NOT_RUN_YET, hold_off_hand_ins, mark_row, marked_under, newest_marks
from backend.marker.tries import Try, cost_of_final, tries_to_mark
from backend.questions.models import QuestionVersion
from backend.questions.service import rows_for_versions, versions_by_ids

CHANGE_JOB = "marker.change"
SLICE = 500
"""Marks in one transaction: the progress moves, and nobody waits long for a row."""

KEPT_VOID = "This question is left out for everybody, so nothing changes here."
KEPT_PERSON = "A teacher gave this mark, so it stays."
KEPT_HIGHER = "It would go down, so it stays."
KEPT_NOT_RUN = "This program is run by the new version first; its mark follows from that."
KEPT_UNREADABLE = "The new version can't read this answer, so its mark stays."


@dataclass(frozen=True, slots=True)
class Target:
    """One question of one assignment."""

    assignment_id: uuid.UUID
    item_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a change is to do. ``version_id`` for ``remark`` only."""

    kind: str
    reason: str
    version_id: uuid.UUID | None = None
    up_only: bool = False
    over_people: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one mark: ``row`` is the new one, None where it stays (``note`` says why it does)."""

    pupil_id: uuid.UUID
    attempt_number: int
    old: Mark
    row: dict[str, Any] | None
    note: str = ""


async def preview(
    session: AsyncSession,
    actor: Actor,
    targets: Sequence[Target],
    wanted: Wanted,
    *,
    mended: QuestionVersion | None = None,
) -> list[Move]:
    """Return what a change would do to every mark, and store nothing. Raises NotFound, Invalid.

    ``mended``: the version that ``wanted`` names, where it isn't stored.
    """
    moves: list[Move] = []
    for change in await access_targets(session, actor, targets, wanted, mended):
        standing = await standing_marks(session, change, mended)
        moves += await asyncio.to_thread(plan, change, standing, await book_for(session, standing))
    return moves


async def begin(session: AsyncSession, actor: Actor, targets: Sequence[Target], wanted: Wanted) -> uuid.UUID:
    """Begin a change, whose marks a job makes. Returns its batch. Raises NotFound, Invalid, ChangeRunning."""
    changes = await access_targets(session, actor, targets, wanted)
    for change in changes:
        change.batch_id = changes[0].id
    if wanted.kind == "void":
        await hold_sittings(session, {change.assignment_id for change in changes})
    await hold_off_hand_ins(session, (change.assignment_id for change in changes))
    await _refuse_while_another_runs(session, changes)
    session.add_all(changes)
    await session.flush()
    for change in changes:
        await audit.record(session, wanted.kind, "mark_change", change.id, actor_id=actor.user_id, fields=["marks"])
        if wanted.kind == "void":
            await question_changed(session, change.assignment_id, change.assessment_item_id)
    await session.info["jobs"].defer(session, CHANGE_JOB, changes[0].batch_id)
    return changes[0].batch_id


async def refuse_swap(session: AsyncSession, asked: SwapAsked) -> None:
    """Refuse to swap a question whose marks were changed for everybody: they would be changed for the new one, too.

    Raises MarksChanged.
    """
    changed = exists().where(
        MarkChange.assignment_id == asked.assignment_id,
        MarkChange.assessment_item_id == asked.assessment_item_id,
        MarkChange.kind.not_in(FOR_ONE),
        MarkChange.state != "undone",
    )
    if await session.scalar(select(changed)):
        raise MarksChanged("This question is left out, or its marks were changed. Take that back first, then swap it.")


async def tell_left_out(session: AsyncSession, asked: LeftOutAsked) -> None:
    """Fill in which questions of an assignment were left out for everybody."""
    found = await session.scalars(
        select(MarkChange.assessment_item_id).where(
            MarkChange.assignment_id == asked.assignment_id, MarkChange.kind == "void", MarkChange.state != "undone"
        )
    )
    asked.found.update(found)


async def _refuse_while_another_runs(session: AsyncSession, changes: Sequence[MarkChange]) -> None:
    """Of two jobs at the same marks each would leave alone what the other has just changed. Raises ChangeRunning."""
    same = tuple_(MarkChange.assignment_id, MarkChange.assessment_item_id).in_(
        [(change.assignment_id, change.assessment_item_id) for change in changes]
    )
    if await session.scalar(select(exists().where(MarkChange.state == "running", same))):
        raise ChangeRunning("Marks of this question are still being changed. Wait until that is done, then try again.")


async def access_targets(
    session: AsyncSession,
    actor: Actor,
    targets: Sequence[Target],
    wanted: Wanted,
    mended: QuestionVersion | None = None,
) -> list[MarkChange]:
    """Return a change for each target, not stored yet. Raises NotFound for what the actor may not see, Invalid."""
    changes = []
    for target in dict.fromkeys(targets):
        assignment, item = await access_item(session, actor, target)
        if wanted.version_id is not None:
            await _check_version(session, item, wanted.version_id, mended)
        changes.append(
            MarkChange(
                id=uuid7(),
                kind=wanted.kind,
                assignment_id=assignment.id,
                assessment_item_id=item.id,
                question_version_id=wanted.version_id,
                reason=wanted.reason,
                up_only=wanted.up_only,
                over_people=wanted.over_people,
                state="running",
                done=0,
                total=0,
                made_by=actor.user_id,
            )
        )
    return changes


async def access_item(session: AsyncSession, actor: Actor, target: Target) -> tuple[Assignment, AssessmentItem]:
    """Return a question of an assignment that the actor may see. Raises NotFound."""
    assignment = await access_assignment(session, actor, target.assignment_id)
    item = next((item for item in await items_as_set(session, assignment) if item.id == target.item_id), None)
    if item is None:
        raise NotFound("That question isn't part of this assessment.")
    return assignment, item


async def _check_version(
    session: AsyncSession, item: AssessmentItem, version_id: uuid.UUID, mended: QuestionVersion | None
) -> None:
    rows = await rows_for_versions(session, [version_id, item.question_version_id])
    shown, chosen = rows[item.question_version_id], mended or rows.get(version_id)
    if chosen is None or chosen.question_id != shown.question_id:
        raise NotFound("That is no version of this question. Reload the page.")
    if shown.variants > 1:
        raise Invalid("Each pupil had other numbers here, so one version can't mark them all. Change single marks.")


class Standing(NamedTuple):
    """A mark that counts now, with what it marks."""

    mark: Mark
    item: AttemptItem
    pupil_id: uuid.UUID
    attempt_number: int
    version: QuestionVersion
    tries: Sequence[Try]


async def standing_marks(
    session: AsyncSession, change: MarkChange, mended: QuestionVersion | None = None
) -> list[Standing]:
    """Return the marks that count now of a change's question; those that it has brought already are left out.

    ``mended``: the version that the change names, where it isn't stored.
    """
    # Those that were opened again, too: answers that stay as they are keep their marks when they are handed in anew.
    attempts = select(Attempt.id).where(Attempt.assignment_id == change.assignment_id)
    rows = (
        await session.execute(
            newest_marks(attempts, Mark, AttemptItem, Attempt.pupil_id, Attempt.number)
            .join(AttemptItem, AttemptItem.id == Mark.attempt_item_id)
            .join(Attempt, Attempt.id == Mark.attempt_id)
            .where(AttemptItem.assessment_item_id == change.assessment_item_id)
        )
    ).all()
    of_item = select(AttemptItem.id).where(AttemptItem.assessment_item_id == change.assessment_item_id)
    tries = await tries_to_mark(
        session,
        AnswerTry.attempt_id.in_(attempts) & AnswerTry.item_id.in_(of_item),
        {row.Mark.attempt_item_id: row.Mark.response for row in rows},
        {mark.attempt_item_id: cost for mark, *_ in rows if (cost := cost_of_final(mark.detail)) is not None},
    )
    named = change.question_version_id
    versions = (
        {mended.id: mended}
        if mended
        else await versions_by_ids(session, {named or row.AttemptItem.question_version_id for row in rows})
    )
    return [
        Standing(mark, item, pupil_id, number, versions[named or item.question_version_id], tries.get(item.id, ()))
        for mark, item, pupil_id, number in rows
        if mark.change_id != change.id
    ]


async def book_for(session: AsyncSession, standing: Sequence[Standing]) -> Book:
    """Return the runs that are kept for these answers."""
    return await read_book(
        session, [each.item for each in standing], {each.version.id: each.version for each in standing}
    )


def plan(change: MarkChange, standing: Sequence[Standing], book: Book) -> list[Move]:
    """Return what a change makes of each mark. Ten thousand answers take seconds: not for the event loop."""
    return [_move(change, each, book) for each in standing]


def _move(change: MarkChange, standing: Standing, book: Book) -> Move:
    mark, item, pupil_id, number, version, tries = standing

    def stays(note: str = "") -> Move:
        return Move(pupil_id, number, mark, None, note)

    if change.kind == "remark" and mark.outcome == "void":
        return stays(KEPT_VOID)
    if change.kind == "remark" and not change.over_people and mark.marker != AUTO:
        return stays(KEPT_PERSON)
    result, tried = marked_under(change, version, mark.response, tries, book.of(item, version))
    if NOT_RUN_YET in result.reasons:
        return stays(KEPT_NOT_RUN)
    if change.kind == "remark" and result.outcome == "needs_marking" and mark.outcome != "needs_marking":
        return stays(KEPT_UNREADABLE)
    if change.up_only and result.fraction < mark.fraction:
        return stays(KEPT_HIGHER)
    if (result.fraction, result.outcome) == (mark.fraction, mark.outcome):
        return stays()
    return Move(pupil_id, number, mark, mark_row(item, version, mark.response, result, change=change, tried=tried))


async def run_change(context: JobContext, batch_id: uuid.UUID) -> None:
    """Make the marks of a batch, a slice at a time; one that was interrupted goes on where it was."""
    while True:
        async with context.session() as session:
            change = await session.scalar(
                select(MarkChange)
                .where(MarkChange.batch_id == batch_id, MarkChange.state == "running")
                .order_by(MarkChange.id)
                .limit(1)
            )
            if change is None:
                return
            standing = await standing_marks(session, change)
            book = await book_for(session, standing)
        await _run_programs(context, change, standing, book)
        moves = [move for move in await asyncio.to_thread(plan, change, standing, book) if move.row is not None]
        async with context.session() as session:
            await session.execute(
                update(MarkChange).where(MarkChange.id == change.id).values(total=MarkChange.done + len(moves))
            )
        for start in range(0, len(moves), SLICE):
            await _store(context, change, moves[start : start + SLICE])
        async with context.session() as session:
            await session.execute(
                update(MarkChange).where(MarkChange.id == change.id).values(state="applied", total=MarkChange.done)
            )


async def _run_programs(context: JobContext, change: MarkChange, standing: Sequence[Standing], book: Book) -> None:
    """Make the runs that marking by the change's version needs; pupils' programs run side by side."""
    if change.kind != "remark":
        return
    of_pupils: dict[uuid.UUID, list[Standing]] = defaultdict(list)
    for each in standing:
        of_pupils[each.pupil_id].append(each)

    async def run(pupil_id: uuid.UUID, own: Sequence[Standing]) -> None:
        answers = [
            (each.item, each.version, response)
            for each in own
            for response in (each.mark.response, *(tried.value for tried in each.tries))
        ]
        made = await make_runs(context.database.info["runner"], book, missing(book, answers), pupil_id)
        if made:
            async with context.session() as session:
                await keep_runs(session, book, made)

    await asyncio.gather(*(run(pupil_id, own) for pupil_id, own in of_pupils.items()))


async def _store(context: JobContext, change: MarkChange, moves: Sequence[Move]) -> None:
    """Store the new marks of those whose old mark still counts; a person may have given one meanwhile."""
    async with context.session() as session:
        newest = newest_marks({move.old.attempt_id for move in moves}, Mark.id).where(
            Mark.attempt_item_id.in_([move.old.attempt_item_id for move in moves])
        )
        still = set((await session.scalars(newest)).all())
        rows = [move.row for move in moves if move.row is not None and move.old.id in still]
        if rows:
            await session.execute(insert(Mark), rows)
        await session.execute(
            update(MarkChange).where(MarkChange.id == change.id).values(done=MarkChange.done + len(moves))
        )


CHANGE = Job(CHANGE_JOB, run_change)
