"""Checking an answer while sitting, under feedback ``each``: a try, with what it costs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import get_assignment
from backend.assessments.overrides import attempts_of, find_override
from backend.attempts import service as attempts
from backend.attempts.errors import AttemptClosed, NothingAnswered
from backend.attempts.models import AnswerTry
from backend.attempts.times import is_over
from backend.attempts.tries import answer_to_check, keep_try
from backend.core import clock
from backend.marker.errors import CantBeChecked, ChecksOff, NotRunYet
from backend.marker.evidence import Look, read_book
from backend.marker.models import MarkChange
from backend.marker.schemas import CheckOut, PartShare
from backend.marker.service import NOT_RUN_YET, changes_in_force, marked_under, result_under, version_for
from backend.marker.tries import Try, tries_at
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import FormatError, MarkResult, Part


async def check_item(session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID) -> CheckOut:
    """Mark one answer while sitting, under feedback ``each``: one try. Right, or in the last try, it is fixed.

    The same answer checked again is no other try. Raises CantBeChecked, which costs none.
    """
    attempt = await attempts.access_attempt(session, actor, attempt_id, lock=True)
    assignment = await get_assignment(session, attempt.assignment_id)
    if assignment.feedback != "each" or not session.info["settings"].enable_immediate_feedback:
        raise ChecksOff("Your teacher chose to show how you did later. Keep going.")
    if is_over(attempt, clock.now()):
        raise AttemptClosed("Time is up for this one, so it can't be checked any more.")
    item, answer, former = await answer_to_check(session, attempt, item_id)
    changes = await changes_in_force(session, attempt_id)
    version_id = version_for(item, changes)
    version = (await versions_by_ids(session, [version_id]))[version_id]
    change = changes.get(item.assessment_item_id)
    look = (await read_book(session, [item], {version.id: version})).of(item, version)
    result = _readable(change, version, answer.value, look)
    tries = tries_at(former, answer.value, assignment.try_penalties) or [Try(answer.value, 0, checked=True)]
    last = len(tries) >= len(assignment.try_penalties) or result.outcome in {"right", "void"}
    if answer.fixed_at is None:
        await keep_try(session, attempt, answer, _new_try(result, tries, former), last=last)
    best, _ = marked_under(change, version, answer.value, tries, look)
    sat = await attempts.attempts_of_pupil(session, actor.user_id, assignment_id=assignment.id)
    override = await find_override(session, assignment.id, actor.user_id)
    only_try = last and len(sat) >= attempts_of(assignment, override)
    return CheckOut(
        outcome=result.outcome,
        feedback=result.feedback,
        score=round(best.fraction * float(item.marks_max), 2),
        marks_max=0 if result.outcome == "void" else float(item.marks_max),
        parts=_filled_parts(answer.value, result.parts) if only_try else None,
        fixed=answer.fixed_at is not None,
        used=len(tries),
        cost=next(each.penalty for each in tries if each.value == answer.value),
    )


def _readable(change: MarkChange | None, version: QuestionVersion, response: Any, look: Look) -> MarkResult:
    """Return how an answer does. Raises NothingAnswered, CantBeChecked for one that only a person can mark."""
    result = result_under(change, version, response, look)
    if result.outcome == "unanswered":
        raise NothingAnswered("Answer the question first, then check it.")
    if result.outcome != "needs_marking":
        return result
    if NOT_RUN_YET in result.reasons:
        raise NotRunYet("Your program can't be tried out just now. It didn't cost you a try: check it again later.")
    kind, content = parsed(version)
    try:
        kind.mark(content, response, look(response).evidence if kind.by_running else None)
    except FormatError as error:
        raise CantBeChecked(f"This didn't cost you a try: {error.message}") from error
    raise CantBeChecked("Your teacher reads this answer, so it isn't checked here. Carry on.")


def _new_try(result: MarkResult, tries: Sequence[Try], former: Sequence[AnswerTry]) -> AnswerTry | None:
    """Return the try to keep, None where its answer was checked before."""
    if len(tries) == len(former):
        return None
    return AnswerTry(
        number=len(tries),
        value=tries[-1].value,
        fraction=result.fraction,
        outcome=result.outcome,
        penalty=tries[-1].penalty,
    )


def _filled_parts(response: Any, parts: Sequence[Part]) -> list[PartShare] | None:
    """Return the parts that the pupil filled in by themselves: gaps, pairs. Those of a list to tick are its key."""
    values = response.values() if isinstance(response, dict) else []
    filled = {part for value in values if isinstance(value, dict) for part, words in value.items() if words}
    return [PartShare(id=part.id, fraction=part.fraction) for part in parts if part.id in filled] or None
