"""Marks short_text: the first accepted or known-wrong answer that matches."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult, outcome_of
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.short_text.schema import ShortText
from backend.questions.types.text import fold_case, fold_text
from backend.questions.types.text_answers import find_text_match
from backend.questions.types.verdicts import RIGHT, unanswered

_SLIP = "Yes, that's right. Watch the spelling, though: look at it once more."
_PARTIAL = "You're on the way: that is part of it. Can you say it more exactly?"
_WRONG = "Not this time. Think of the word or phrase we used for this in the lesson."


def mark(content: ShortText, response: Json) -> MarkResult:
    """Mark ``{"text": str}``. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return unanswered()
    match = find_text_match(content.accepted, text)
    if match is None:
        return MarkResult(0.0, "wrong", reasons=("matched no accepted answer",), feedback=_WRONG)
    fraction, misconception = match.accepted.fraction, match.accepted.misconception
    outcome = outcome_of(fraction)
    feedback = {"right": _SLIP if match.slips else RIGHT, "partial": _PARTIAL}.get(outcome, _WRONG)
    return MarkResult(
        fraction=fraction,
        outcome=outcome,
        reasons=(match.reason,),
        misconceptions=(misconception,) if misconception else (),
        feedback=feedback,
    )


def bucket(content: ShortText, response: Json) -> Bucket | None:
    """Group by what was typed, folded and without its case. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return None
    match = find_text_match(content.accepted, text)
    right = match is not None and match.accepted.fraction >= 1
    # Case may be what the question is about, and then two cases are two answers.
    folded = fold_text(text) if any(a.case_sensitive for a in content.accepted) else fold_case(text)
    return Bucket(f"text:{folded}", shorten(folded), right, match.accepted.misconception if match else None)
