"""Marks and pupils' feedback that several types share."""

from __future__ import annotations

from backend.questions.types.base import MarkResult

RIGHT = "Yes, that's right. Well done!"
UNANSWERED_REASON = "left blank"


def unanswered() -> MarkResult:
    """Return the mark of a question left blank: nothing, but not wrong."""
    feedback = "You left this one blank. Next time, have a try: even part of an answer shows what you know."
    return MarkResult(0.0, "unanswered", reasons=(UNANSWERED_REASON,), feedback=feedback)


def count_of(count: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun, as in "1 step" or "3 steps"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
