"""Wrong procedures as data: what each comes to, and the misconception that it acts out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from backend.generation.generators.base import Problem, WrongAnswer

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


def discreet(problem: Problem) -> Problem:
    """Return ``problem``, or one without distractors where a hint happens to name the key, so that the seed moves on.

    Hints repeat numbers of the question, and now and then one of them is the answer as well. A single digit or letter
    is left alone: it tells nothing.
    """
    key = str(problem.key)
    told = len(key) > 1 and any(re.search(rf"(?<!\w){re.escape(key)}(?!\w)", hint) for hint in problem.hints)
    return replace(problem, wrong=()) if told else problem
