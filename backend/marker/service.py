"""Marking: load, mark by type, store. Marks are append-only; the newest of an item counts."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.assessments.models import Assignment
from backend.assessments.swaps import last_swapped
from backend.attempts.events import AnswersArrivedLate, AttemptsSubmitted
from backend.attempts.models import AnswerTry, Attempt, AttemptItem
from backend.attempts.service import answers_of_attempts, items_of, items_of_attempts, set_marked
from backend.core import audit
from backend.core.jobs import defer
from backend.core.model import uuid7
from backend.marker.evidence import Book, Look, no_runs, read_book
from backend.marker.models import FOR_ONE, Mark, MarkChange
from backend.marker.own_code import note_questions, question_to_make
from backend.marker.tries import Try, mark_tries, tries_to_mark
from backend.questions.content import parsed, question_type
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import EvidenceMissing, FormatError, MarkResult

AUTO = "auto"
_AT_ONCE = 20
_ANSWERED = (Mark.attempt_item_id, Mark.response, Mark.marker, Mark.created_at)
RUNS_JOB = "marker.runs"
NOT_RUN_YET = "the program hasn't been run yet"
BEING_RUN = "Your program is being tried out. Look again in a moment."
FOR_TEACHER = "Your program couldn't be tried out, so your teacher will look at it."
UNREADABLE = "We couldn't read this answer, so your teacher will look at it."
LEFT_OUT = "Your teacher left this question out. It doesn't count for anybody."
FOR_EVERYBODY = "Everybody gets the marks for this question."


async def on_submitted(session: AsyncSession, event: AttemptsSubmitted) -> None:
    """Mark closed attempts in the transaction that closes them: no submitted attempt lacks a mark."""
    items = await items_of_attempts(session, event.attempt_ids)
    await _mark(session, await _without_a_mark(session, event.attempt_ids, items), event.attempt_ids)
    await set_marked(session, event.attempt_ids)


async def _without_a_mark(
    session: AsyncSession, attempt_ids: Collection[uuid.UUID], items: Sequence[AttemptItem]
) -> Sequence[AttemptItem]:
    """Return the items whose answer has no mark yet; of an attempt that was reopened the others keep theirs.

    But for what the machine marked by a question that was mended since, and which answers stayed with (0018).
    """
    former = {row.attempt_item_id: row for row in await session.execute(newest_marks(attempt_ids, *_ANSWERED))}
    if not former:
        return items
    answers = {answer.item_id: answer.value for answer in await answers_of_attempts(session, attempt_ids)}
    # One assignment's: an event for each tells of hand-ins.
    of = await session.scalars(select(Attempt.assignment_id).where(Attempt.id.in_(attempt_ids)).distinct())
    swapped = await last_swapped(session, of.one())

    def keeps_its_mark(item: AttemptItem) -> bool:
        row = former.get(item.id)
        if row is None or row.response != answers.get(item.id):
            return False
        at = swapped.get(item.assessment_item_id)
        return at is None or row.marker != AUTO or row.created_at > at

    return [item for item in items if not keeps_its_mark(item)]


async def on_late(session: AsyncSession, event: AnswersArrivedLate) -> None:
    """Mark the answers again that arrived late but count."""
    items = [item for item in await items_of(session, event.attempt_id) if item.id in event.item_ids]
    await mark_items(session, event.attempt_id, items)


async def mark_items(
    session: AsyncSession, attempt_id: uuid.UUID, items: Sequence[AttemptItem], book: Book | None = None
) -> None:
    """Mark items of one attempt by their current answers and the changes that hold, and append the marks."""
    await _mark(session, items, [attempt_id], book)


async def _mark(
    session: AsyncSession, items: Sequence[AttemptItem], attempt_ids: Collection[uuid.UUID], book: Book | None = None
) -> None:
    if not items:
        return
    answers = {answer.item_id: answer.value for answer in await answers_of_attempts(session, attempt_ids)}
    await mark_responses(session, items, answers, book)
    await audit.record_many(session, "marked", "attempt", list(attempt_ids), fields=["marks"])


async def mark_responses(
    session: AsyncSession,
    items: Sequence[AttemptItem],
    responses: Mapping[uuid.UUID, Any],
    book: Book | None = None,
) -> None:
    """Append marks for items of one assignment, under the changes that hold there now; ``responses`` by item.

    Programs are run by a job, and marked again then. ``book``: the runs that the job has made.
    """
    changes = await changes_in_force(session, items[0].attempt_id)
    versions = await versions_by_ids(session, [version_for(item, changes) for item in items])
    wanted = AnswerTry.attempt_id.in_({item.attempt_id for item in items})
    tries = await tries_to_mark(session, wanted, {item.id: responses.get(item.id) for item in items})
    runs = book or await read_book(session, items, versions)
    rows, questions = [], []
    for number, item in enumerate(items, 1):
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)  # a class hands in together, and others go on saving
        version, response = versions[version_for(item, changes)], responses.get(item.id)
        change = changes.get(item.assessment_item_id)
        look = runs.of(item, version)
        result, tried = marked_under(change, version, response, tries.get(item.id, ()), look)
        rows.append(mark_row(item, version, response, result, change=change, tried=tried))
        questions.append(question_to_make(item, version, rows[-1], look, change))
    await session.execute(insert(Mark), rows)
    await note_questions(session, [question for question in questions if question])
    for attempt_id in {row["attempt_id"] for row in rows if waits_for_run(row["detail"])}:
        await defer(session, RUNS_JOB, attempt_id)


async def mended_versions(session: AsyncSession, assignment_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Return the version by which an assignment's items were marked again, for those that were: the newest."""
    rows = await session.execute(
        select(MarkChange.assessment_item_id, MarkChange.question_version_id)
        .where(MarkChange.assignment_id == assignment_id, MarkChange.kind == "remark", MarkChange.state != "undone")
        .order_by(MarkChange.id)
    )
    return {item_id: version_id for item_id, version_id in rows if version_id}


def version_for(item: AttemptItem, changes: Mapping[uuid.UUID, MarkChange]) -> uuid.UUID:
    """Return the version that an item is marked by: the one that its pupil saw, or the one that a change names."""
    change = changes.get(item.assessment_item_id)
    return (change and change.question_version_id) or item.question_version_id


async def changes_in_force(session: AsyncSession, attempt_id: uuid.UUID) -> dict[uuid.UUID, MarkChange]:
    """Return the changes that hold for an attempt's assignment, by assessment item: a void one, else the newest.

    Holds the assignment against changes (``hold_off_hand_ins``) until the transaction ends: one that came now, or was
    taken back, would miss these marks.
    """
    assignment_id = await session.scalar(
        select(Assignment.id)
        .join(Attempt, Attempt.assignment_id == Assignment.id)
        .where(Attempt.id == attempt_id)
        .with_for_update(of=Assignment, key_share=True, read=True)
    )
    # A statement of its own: one that has waited for a lock still sees what it saw before it waited.
    changes = await session.scalars(
        select(MarkChange)
        .where(
            MarkChange.assignment_id == assignment_id,
            MarkChange.kind.not_in(FOR_ONE),
            MarkChange.state != "undone",
        )
        .order_by(MarkChange.kind == "void", MarkChange.id)
    )
    return {change.assessment_item_id: change for change in changes}


async def hold_off_hand_ins(session: AsyncSession, assignment_ids: Iterable[uuid.UUID]) -> None:
    """Wait for hand-ins at these assignments that are being marked, and let none be until the transaction ends."""
    await session.execute(
        select(Assignment.id).where(Assignment.id.in_(set(assignment_ids))).order_by(Assignment.id).with_for_update()
    )


def waits_for_run(detail: Mapping[str, Any]) -> bool:
    """Tell from a mark's ``detail`` whether its program is still to be run."""
    return NOT_RUN_YET in detail.get("reasons", ())


def mark_response(version: QuestionVersion, response: Any, look: Look = no_runs) -> MarkResult:
    """Mark one response; what can't be read waits for a person and is never a silent zero.

    A program waits for its run, or, where no more will be made, for a person, too.
    """
    kind, content = parsed(version)
    evidence, not_run = look(response) if kind.by_running else no_runs(response)
    try:
        return kind.mark(content, response, evidence)
    except EvidenceMissing:
        return MarkResult(
            fraction=0.0,
            outcome="needs_marking",
            reasons=(f"could not be run: {not_run}" if not_run else NOT_RUN_YET,),
            feedback=FOR_TEACHER if not_run else BEING_RUN,
        )
    except FormatError as error:
        return MarkResult(
            fraction=0.0,
            outcome="needs_marking",
            reasons=(f"could not be read ({error.code}): {error.message}",),
            feedback=UNREADABLE,
        )


def result_under(
    change: MarkChange | None, version: QuestionVersion, response: Any, look: Look = no_runs
) -> MarkResult:
    """Mark one response as a change wants it; ``version`` is the one that the change names, if it names one."""
    if change is None or change.kind == "remark":
        return mark_response(version, response, look)
    if change.kind == "void":
        return MarkResult(0.0, "void", reasons=_reasons("left out for everybody", change), feedback=LEFT_OUT)
    return MarkResult(1.0, "right", reasons=_reasons("full marks for everybody", change), feedback=FOR_EVERYBODY)


def marked_under(
    change: MarkChange | None,
    version: QuestionVersion,
    response: Any,
    tries: Sequence[Try],
    look: Look = no_runs,
) -> tuple[MarkResult, list[dict[str, Any]]]:
    """Mark an answer with its tries as a change wants it; returns the tries as ``mark_row`` keeps them."""
    if not tries or (change is not None and change.kind != "remark"):
        return result_under(change, version, response, look), []
    return mark_tries(lambda value: mark_response(version, value, look), tries)


def _reasons(what: str, change: MarkChange) -> tuple[str, ...]:
    """Return what was done, then why: a dry run has no why yet."""
    return (what, change.reason) if change.reason else (what,)


def mark_row(
    item: AttemptItem,
    version: QuestionVersion,
    response: Any,
    result: MarkResult,
    *,
    change: MarkChange | None = None,
    tried: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the row of a mark that the machine gives. ``response`` is what was handed in, whichever try counts."""
    return {
        "id": uuid7(),
        "attempt_id": item.attempt_id,
        "attempt_item_id": item.id,
        "fraction": result.fraction,
        "score": Decimal(str(result.fraction)) * item.marks_max,
        "marks_max": Decimal(0) if result.outcome == "void" else item.marks_max,
        "outcome": result.outcome,
        "feedback": result.feedback,
        "misconceptions": list(result.misconceptions),
        "response": response,
        "detail": {
            "reasons": list(result.reasons),
            "parts": [{"id": part.id, "fraction": part.fraction, "reason": part.reason} for part in result.parts],
        }
        | ({"tries": list(tried)} if len(tried) > 1 or (tried and tried[0]["value"] != response) else {}),
        "marker": AUTO,
        "marker_version": question_type(version.type).marker_version,
        "change_id": change.id if change else None,
    }


def copied(mark: Mark) -> dict[str, Any]:
    """Return the row of a mark that says the same as ``mark`` and is newer."""
    row = {column.key: getattr(mark, column.key) for column in Mark.__table__.columns}
    del row["created_at"], row["school_id"]
    return row | {"id": uuid7()}


def newest_marks(attempt_ids: Iterable[uuid.UUID] | Select[Any], *columns: Any) -> Select[Any]:
    """Return a query for the mark that counts (the newest) of every item of these attempts, or ``columns`` of it.

    What was swapped for another question counts no more.
    """
    wanted = attempt_ids if isinstance(attempt_ids, Select) else list(attempt_ids)
    return (
        select(*columns or (Mark,))
        .ext(distinct_on(Mark.attempt_id, Mark.attempt_item_id))
        .where(Mark.attempt_id.in_(wanted), ~is_dropped())
        .order_by(Mark.attempt_id, Mark.attempt_item_id, Mark.id.desc())
    )


def is_dropped() -> ColumnElement[bool]:
    """Return the condition that a ``Mark`` of the query is for a question that was swapped in its attempt."""
    item = aliased(AttemptItem)
    return exists().where(
        item.attempt_id == Mark.attempt_id, item.id == Mark.attempt_item_id, item.dropped_at.is_not(None)
    )


async def current_marks(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[Mark]:
    """Return the mark that counts of every item of an attempt."""
    return (await session.scalars(newest_marks([attempt_id]))).all()


async def waiting_marks(session: AsyncSession, attempt_id: uuid.UUID) -> dict[uuid.UUID, Mark]:
    """Return the marks that count and wait for runs, by the attempt's item."""
    return {
        mark.attempt_item_id: mark for mark in await current_marks(session, attempt_id) if waits_for_run(mark.detail)
    }


async def mark_history(session: AsyncSession, item_id: uuid.UUID) -> Sequence[Mark]:
    """Return every mark that an item ever had, newest first."""
    return (await session.scalars(select(Mark).where(Mark.attempt_item_id == item_id).order_by(Mark.id.desc()))).all()
