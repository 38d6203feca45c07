"""Wrong procedures as data: what each comes to, and the misconception that it acts out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from backend.generation.generators.base import WrongAnswer

WholeSlip = tuple[int | Fraction, str]
TextSlip = tuple[str, str]

_LARGEST_SHOWN = 10**9
"""Longer numbers can't be read at a glance, and no pupil would choose one."""


def whole_answers(slips: Iterable[WholeSlip], feedback: Mapping[str, str]) -> tuple[WrongAnswer, ...]:
    """Return the slips that come to a whole number above 0, in their order; ``feedback`` is by misconception.

    A fraction is left out: among whole numbers it would stand out as wrong.
    """
    return tuple(
        WrongAnswer(int(value), misconception, feedback[misconception])
        for value, misconception in slips
        if 0 < value < _LARGEST_SHOWN and Fraction(value).denominator == 1
    )


def text_answers(slips: Iterable[TextSlip], feedback: Mapping[str, str]) -> tuple[WrongAnswer, ...]:
    """Return text slips in their order; empty ones, from procedures that lead nowhere here, are left out."""
    return tuple(WrongAnswer(text, misconception, feedback[misconception]) for text, misconception in slips if text)
