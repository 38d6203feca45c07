"""What a pupil is told: as the policy allows, encouraging and specific, never with a key while another try is left."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import get_assignment, shows_results
from backend.assessments.models import Assessment, Assignment
from backend.assessments.overrides import attempts_of, find_override, times_of
from backend.attempts import ending
from backend.attempts import service as attempts
from backend.attempts.later import last_to_come
from backend.attempts.models import Attempt, AttemptItem
from backend.attempts.package import as_given
from backend.classes.service import classes_by_ids
from backend.core import clock
from backend.marker.errors import NotHandedIn
from backend.marker.evidence import Book, is_run, read_book
from backend.marker.models import Mark
from backend.marker.own_code import is_being_made, own_questions, show_question
from backend.marker.schemas import (
    ErrorOut,
    MarkTold,
    PartOut,
    PartShare,
    Result,
    ResultItem,
    TriesOut,
    TryIn,
    TryOut,
)
from backend.marker.service import current_marks, mended_versions, waits_for_run
from backend.marker.told import changes_told
from backend.marker.tries import counting_try
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import VersionRow, rows_for_versions, versions_by_ids
from backend.questions.types import rich_text
from backend.questions.types.base import Content, FormatError, QuestionType
from backend.questions.types.registry import get_type
from backend.sandbox.runner import Runner


async def own_result(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID) -> Result:
    """Return the actor's own result. Raises NotHandedIn while the attempt is open."""
    attempt = await attempts.access_attempt(session, actor, attempt_id)
    if attempt.state == "open":
        raise NotHandedIn("This isn’t handed in yet. Go back to it, or wait until its time is up.")
    return await pupil_result(session, actor, attempt)


async def pupil_result(session: AsyncSession, actor: Actor, attempt: Attempt) -> Result:
    """Return a closed attempt's result as its pupil may see it now."""
    assignment = await get_assignment(session, attempt.assignment_id)
    title = await session.scalar(select(Assessment.title).where(Assessment.id == assignment.assessment_id))
    class_name = (await classes_by_ids(session, [assignment.class_id]))[assignment.class_id].name
    ready = attempt.state == "marked" and shows_results(assignment)
    result = Result(
        attempt_id=attempt.id,
        title=title or "",
        class_name=class_name,
        state="ready" if ready else "waiting",
        score=None,
        marks_max=None,
        submitted_at=attempt.submitted_at,
        next_step="",
        strengths=[],
        items=[],
    )
    if not ready:
        return result
    items = await attempts.items_of(session, attempt.id)
    marks = {mark.attempt_item_id: mark for mark in await current_marks(session, attempt.id)}
    version_ids = [item.question_version_id for item in items]
    mended = await mended_versions(session, assignment.id)
    versions = await versions_by_ids(session, [*version_ids, *mended.values()])
    rows = await rows_for_versions(session, version_ids)
    with_keys = await _may_see_keys(session, actor, assignment)
    told = await changes_told(session, marks.values())
    book = await read_book(session, items, versions)
    own = await own_questions(session, attempt.id) if any(map(is_run, versions.values())) else {}
    result.items = [
        _show_item(
            as_given(item, versions[item.question_version_id], fewer=attempt.fewer_options),
            item,
            versions[mended.get(item.assessment_item_id, item.question_version_id)],
            marks[item.id],
            told.get(item.id),
            book,
            with_keys=with_keys,
        )
        for item in items
    ]
    for shown in result.items:
        shown.own_code = show_question(own.get(shown.item_id), shown.outcome)
    result.swapped_away = await attempts.swapped_away(session, attempt.id)
    result.running = sum(waits_for_run(mark.detail) for mark in marks.values()) + sum(map(is_being_made, own.values()))
    result.score = round(float(sum(mark.score for mark in marks.values())), 2)
    # What waits for a person is not lost yet.
    result.marks_max = float(sum(mark.marks_max for mark in marks.values() if mark.outcome != "needs_marking"))
    result.strengths, result.next_step = _advice([(rows[item.question_version_id], marks[item.id]) for item in items])
    return result


async def _may_see_keys(session: AsyncSession, actor: Actor, assignment: Assignment) -> bool:
    """Tell whether there is nothing left that a key could spoil: no try to come, none open, no answer on its way.

    Nor a classmate's who sits it at another time; and who sits it early waits for the class.
    """
    used = await attempts.attempts_of_pupil(session, actor.user_id, assignment_id=assignment.id)
    override = await find_override(session, assignment.id, actor.user_id)
    times = times_of(assignment, override)
    if any(attempt.state == "open" or ending.late_counts(attempt, assignment, times) for attempt in used):
        return False
    now, used_up = clock.now(), len(used) >= attempts_of(assignment, override)
    if not (now >= times.closes_at or used_up) or (times.own and now < assignment.closes_at):
        return False
    return await last_to_come(session, assignment) is None


def _show_item(
    given: tuple[QuestionType, Content],
    item: AttemptItem,
    marked_by: QuestionVersion,
    mark: Mark,
    told: MarkTold | None,
    book: Book,
    *,
    with_keys: bool,
) -> ResultItem:
    """Show a question as it was given to its pupil, with the key of the version that marks it: a mended one, maybe."""
    kind, content = given
    mended = parsed(marked_by)[1]
    tries, counts = counting_try(mark.detail)
    response = counts["value"] if counts else mark.response
    runs = book.of(item, marked_by)(response).evidence
    return ResultItem(
        item_id=item.id,
        position=item.position,
        marks=float(item.marks_max),
        score=round(float(mark.score), 2),
        outcome=mark.outcome,
        type=kind.key,
        view=kind.pupil_view(content, item.seed),
        response=response,
        tests=kind.tell_tests(mended, runs) if runs else [],
        feedback=mark.feedback,
        explanation=rich_text.parse(mended.explanation) if with_keys and mended.explanation else None,
        key=kind.key_view(mended) if with_keys else None,
        # Parts tell the key as well: of each option, whether it was judged rightly.
        parts=[PartShare(**part) for part in mark.detail["parts"]] if with_keys else None,
        change=told,
        tries=TriesOut(used=len(tries), counts=counts["number"], cost=counts["penalty"]) if counts else None,
    )


def _advice(marked: Sequence[tuple[VersionRow, Mark]]) -> tuple[list[str], str]:
    """Return what the pupil can do now (objectives without a mark lost) and the one to work on next.

    What waits for a person says neither; with nothing marked there is no advice.
    """
    shares: dict[str, list[float]] = {}
    counted = [(row, mark) for row, mark in marked if mark.outcome not in {"void", "needs_marking"}]
    waiting = [row for row, mark in marked if mark.outcome == "needs_marking"]
    if not counted:
        return [], ""
    for row, mark in counted:
        for objective in row.objectives:
            shares.setdefault(objective.text, []).append(mark.fraction)
    means = {text: sum(values) / len(values) for text, values in shares.items()}
    open_yet = {objective.text for row in waiting for objective in row.objectives}
    strengths = [text for text, mean in means.items() if mean >= 0.999 and text not in open_yet]
    weakest = min(means.items(), key=lambda pair: pair[1], default=None)
    if weakest is not None and weakest[1] < 0.999:
        return strengths, weakest[0]
    if all(mark.outcome == "right" for _, mark in counted):
        all_right = "Everything that is marked so far is right." if waiting else "Everything right."
        return strengths, f"{all_right} Help somebody else with it: explaining is the best way to remember."
    return strengths, "Read the questions that you didn't get fully right once more, with what is said about them."


async def try_question(runner: Runner, actor: Actor, body: TryIn) -> TryOut:
    """Mark a response to content that may not be stored yet; what can't be read is said, not raised."""
    try:
        kind = get_type(body.type)
        content = kind.parse_content(body.content)
        runs = await runner.run_all(kind.plan_runs(content, body.response), actor.user_id)
        if unsettled := [run for run in runs if not run.settled]:
            return _unreadable(FormatError("not_run", unsettled[0].reason))
        result = kind.mark(content, body.response, runs)
    except FormatError as error:
        return _unreadable(error)
    return TryOut(
        fraction=result.fraction,
        outcome=result.outcome,
        parts=[PartOut(id=part.id, fraction=part.fraction, reason=part.reason) for part in result.parts],
        reasons=list(result.reasons),
        misconceptions=list(result.misconceptions),
        feedback=result.feedback,
    )


def _unreadable(error: FormatError) -> TryOut:
    empty: dict[str, Any] = {"parts": [], "reasons": [], "misconceptions": []}
    return TryOut(
        fraction=0,
        outcome="unanswered",
        feedback="",
        error=ErrorOut(code=error.code, message=error.message),
        **empty,
    )
