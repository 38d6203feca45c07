"""The mark of an answer with tries: the best over them of max(0, fraction − penalty)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import Assignment
from backend.attempts.models import AnswerTry, Attempt
from backend.attempts.tries import penalty_of, tries_of
from backend.questions.types.base import MarkResult

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Try(NamedTuple):
    """One try to mark. ``penalty``: percent of the question's marks that it costs; ``checked`` or just handed in."""

    value: Any
    penalty: int
    checked: bool


async def tries_to_mark(
    session: AsyncSession,
    wanted: ColumnElement[bool],
    responses: Mapping[uuid.UUID, Any],
    cost: Mapping[uuid.UUID, int] | None = None,
) -> dict[uuid.UUID, list[Try]]:
    """Return the tries at those of an assignment's items that have any. ``responses``: what was handed in, by item.

    ``cost``: what an answer that was handed in without a check cost then, where that is known (``cost_of_final``).
    """
    checked = await tries_of(session, wanted)
    if not checked:
        return {}
    attempt_id = next(iter(checked.values()))[0].attempt_id
    penalties = await session.scalar(
        select(Assignment.try_penalties)
        .join(Attempt, Attempt.assignment_id == Assignment.id)
        .where(Attempt.id == attempt_id)
    )
    return {
        item_id: tries_at(checked[item_id], response, penalties or [0], (cost or {}).get(item_id))
        for item_id, response in responses.items()
        if item_id in checked
    }


def cost_of_final(detail: Mapping[str, Any]) -> int | None:
    """Return what, by a mark's ``detail``, the answer cost that was handed in without a check, if there was one."""
    return next((each["penalty"] for each in detail.get("tries", ()) if not each["checked"]), None)


def tries_at(checked: Sequence[AnswerTry], final: Any, penalties: Sequence[int], cost: int | None = None) -> list[Try]:
    """Return what counts as tries at an item: those that were checked, then the answer handed in, if it is another.

    None where nothing was checked: such an answer is marked as it is. ``cost``: what the last one cost when it came,
    where that is known; ``penalties`` hold for what comes.
    """
    tries = [Try(each.value, each.penalty, checked=True) for each in checked]
    if tries and final is not None and all(each.value != final for each in tries):
        penalty = penalty_of(penalties, len(tries) + 1) if cost is None else cost
        tries.append(Try(final, penalty, checked=False))
    return tries


def after_penalty(fraction: float, penalty: int) -> float:
    """Return max(0, fraction − penalty/100), in decimals: 0.8 − 10 % is 0.7."""
    return float(max(Decimal(0), Decimal(str(fraction)) - Decimal(penalty) / 100))


def mark_tries(mark: Callable[[Any], MarkResult], tries: Sequence[Try]) -> tuple[MarkResult, list[dict[str, Any]]]:
    """Mark each try and return the mark of the best one, with the tries as a mark's ``detail`` tells them.

    Of tries that are worth the same one that was read counts, then the better answer, then the earlier. The outcome
    is the answer's own: right on the second try is right, for fewer marks. A try that can't be read waits for a
    person, unless it couldn't have brought more than another one has.
    """
    results = [mark(each.value) for each in tries]
    # Cleared after the last check. A checked one is blank only to a question that was mended since.
    if not tries[-1].checked and results[-1].outcome == "unanswered":
        tries, results = tries[:-1], results[:-1]
    worth = [after_penalty(result.fraction, each.penalty) for result, each in zip(results, tries, strict=True)]
    read = [result.outcome != "needs_marking" for result in results]
    best = max(range(len(tries)), key=lambda at: (worth[at], read[at], results[at].fraction, -at))
    waits = [at for at in range(len(tries)) if not read[at] and after_penalty(1.0, tries[at].penalty) > worth[best]]
    counts = waits[-1] if waits else best
    result = results[counts]
    shown = [
        {
            "number": at + 1,
            "value": each.value,
            "checked": each.checked,
            "penalty": each.penalty,
            "fraction": results[at].fraction,
            "outcome": results[at].outcome,
            "counts": at == counts,
        }
        for at, each in enumerate(tries)
    ]
    reasons = (*result.reasons, *_reasons(tries, counts, result, best_worth=worth[best]))
    return replace(result, fraction=worth[counts], reasons=reasons), shown


def counting_try(detail: Mapping[str, Any]) -> tuple[Sequence[dict[str, Any]], dict[str, Any] | None]:
    """Return the tries that a mark's ``detail`` tells of, and the one that counts; none where there was only one."""
    tries = detail.get("tries", ())
    return tries, next((each for each in tries if each["counts"]), None)


def _reasons(tries: Sequence[Try], counts: int, result: MarkResult, *, best_worth: float) -> tuple[str, ...]:
    """Return what the tries did to the mark, in words: nothing where the only try is free."""
    if result.outcome == "needs_marking":
        return (
            f"{ORDINALS[counts]} try; the tries that could be read are worth {best_worth * 100:.0f} % of the marks",
        )
    if len(tries) == 1:
        return ()
    penalty = tries[counts].penalty
    off = f"{penalty} % off" if penalty else "nothing off"
    return (f"{ORDINALS[counts]} try: {off}" + (", the best of them" if counts + 1 < len(tries) else ""),)
