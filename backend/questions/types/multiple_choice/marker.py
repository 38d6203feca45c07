"""Marks multiple_choice: the chosen option's fraction, clamped to 0..1."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult, outcome_of
from backend.questions.types.multiple_choice.schema import MultipleChoice, Option
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_id, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, unanswered

_PARTIAL = "You're close: there is something right in your choice, but another option fits even better."
_WRONG = "Not this time. Read the question once more, and check what each option really says."


def _chosen(content: MultipleChoice, response: Json) -> Option | None:
    options = {option.id: option for option in content.options}
    choice = read_id(response_fields(response, "choice")["choice"], options)
    return None if choice is None else options[choice]


def mark(content: MultipleChoice, response: Json) -> MarkResult:
    """Mark ``{"choice": id}``. Raises FormatError."""
    option = _chosen(content, response)
    if option is None:
        return unanswered()
    fraction = min(1.0, max(0.0, option.fraction))
    outcome = outcome_of(fraction)
    feedback = {"right": RIGHT, "partial": _PARTIAL}.get(outcome, _WRONG)
    verdict = {"right": "a right option", "partial": f"worth {fraction:g} of the marks"}.get(outcome, "a wrong option")
    return MarkResult(
        fraction=fraction,
        outcome=outcome,
        reasons=(f"chose '{shorten(plain(option.text))}', {verdict}",),
        misconceptions=(option.misconception,) if option.misconception else (),
        feedback=plain(option.feedback) or feedback,
    )


def bucket(content: MultipleChoice, response: Json) -> Bucket | None:
    """Group by the option chosen. Raises FormatError."""
    option = _chosen(content, response)
    if option is None:
        return None
    return Bucket(option.id, shorten(plain(option.text)), option.fraction >= 1, option.misconception)
