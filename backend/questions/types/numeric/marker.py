"""Marks numeric: the first answer that agrees with the number typed."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult, outcome_of
from backend.questions.types.number_answers import NumberMark, mark_number, shown_quantity
from backend.questions.types.numeric.schema import Numeric
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.verdicts import RIGHT, unanswered

_UNIT = "The number is right. Remember to write its unit, too: without it nobody knows how much it is."
_PARTIAL = "You're close. Check your last steps, and how exact the answer should be."
_WRONG = "Not this time. Go through your working step by step, then check it by doing the sum backwards."


def _feedback(marked: NumberMark) -> str:
    if marked.unit_missing:
        return _UNIT
    return {"right": RIGHT, "partial": _PARTIAL}.get(outcome_of(marked.fraction), _WRONG)


def mark(content: Numeric, response: Json) -> MarkResult:
    """Mark ``{"text": str}``. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return unanswered()
    marked = mark_number(content, text)
    return MarkResult(
        fraction=marked.fraction,
        outcome=outcome_of(marked.fraction),
        reasons=(marked.reason,),
        misconceptions=(marked.misconception,) if marked.misconception else (),
        feedback=_feedback(marked),
    )


def bucket(content: Numeric, response: Json) -> Bucket | None:
    """Group by the value: "1,000" and "1000" are one answer. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return None
    marked = mark_number(content, text)
    shown = shown_quantity(content, text)
    return Bucket(f"number:{shown}", shorten(shown), marked.fraction >= 1, marked.misconception)
