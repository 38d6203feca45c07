"""A second marker, written from the specification and docs/marking.md alone; it imports nothing of the product.

``mark(type, content, response)`` gives ``(fraction, outcome)``, the fraction exactly, or raises ``Unreadable``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.questions.second_marker import gaps, numbers, parsons, picks, programs, words
from tests.questions.second_marker.reading import Unreadable

__all__ = ["MARKERS", "Unreadable", "mark"]

MARKERS: dict[str, Callable[[Any, Any], Fraction | None]] = {
    "multiple_choice": picks.multiple_choice,
    "multiple_response": picks.multiple_response,
    "true_false": picks.true_false,
    "ordering": picks.ordering,
    "matching": picks.matching,
    "categorise": picks.categorise,
    "short_text": words.short_text,
    "numeric": numbers.numeric,
    "cloze": gaps.cloze,
    "parsons": parsons.parsons,
    "predict_output": programs.predict_output,
    "trace_table": programs.trace_table,
}
"""What each type's answer earns, None for a blank."""


def mark(key: str, content: Any, response: Any) -> tuple[Fraction, str]:
    """Mark one answer. Raises Unreadable."""
    earned = MARKERS[key](content, response)
    if earned is None:
        return Fraction(0), "unanswered"
    if earned == 1:
        return earned, "right"
    return earned, "wrong" if earned == 0 else "partial"
