"""Listing one more answer as right: lists of words and numbers with an answer added, so that no other mark changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from backend.questions.types.number_answers import (
    NumberRules,
    NumericAnswer,
    Tolerance,
    agrees,
    mark_number,
    read_quantity,
)
from backend.questions.types.numbers import format_number
from backend.questions.types.text import fold_text, wildcard_literals
from backend.questions.types.text_answers import PATTERN_MAX_CHARS, AcceptedText, find_text_match, slips

Answer = TypeVar("Answer", AcceptedText, NumericAnswer)


def text_fraction(answers: Sequence[AcceptedText], text: str) -> float | None:
    """Return what ``text`` earns now where more could be listed for it, else None."""
    match = find_text_match(answers, text)
    fraction = match.accepted.fraction if match else 0.0
    return fraction if fraction < 1 and len(fold_text(text)) <= PATTERN_MAX_CHARS else None


def with_text(answers: Sequence[AcceptedText], text: str, fraction: float) -> tuple[AcceptedText, ...]:
    """Return ``answers`` by which ``text``, and only what is equal to it, earns ``fraction``."""
    # Where case counts for one answer, two cases are two answers (as in the distribution).
    case_sensitive = any(answer.case_sensitive for answer in answers)
    new = AcceptedText(pattern=fold_text(text), fraction=fraction, kind="exact", case_sensitive=case_sensitive)

    def same(answer: AcceptedText) -> bool:
        plain = answer.kind == "exact" or (answer.kind == "wildcard" and len(wildcard_literals(answer.pattern)) == 1)
        return plain and answer.case_sensitive == case_sensitive

    return _with(answers, new, catches=lambda answer: slips(answer, text) == 0, same=same)


def number_fraction(rules: NumberRules, text: str) -> float | None:
    """Return what a number earns now where more could be listed for it, else None. Raises FormatError."""
    _, unit = read_quantity(rules, text)
    if unit is None and rules.unit_required:
        return None  # what it lacks is the unit, and no listed number makes up for that
    fraction = mark_number(rules, text).fraction
    return fraction if fraction < 1 else None


def with_number(rules: NumberRules, text: str, fraction: float) -> tuple[NumericAnswer, ...]:
    """Return the answers of ``rules`` by which the quantity of ``text`` earns ``fraction``, however it is written.

    Raises FormatError.
    """
    read, unit = read_quantity(rules, text)
    given = read.value * (unit.exact_factor if unit else 1)
    new = NumericAnswer(value=format_number(given), fraction=fraction)

    def same(answer: NumericAnswer) -> bool:
        return answer.tolerance == Tolerance() and answer.exact_value == given

    return _with(
        rules.answers,
        new,
        catches=lambda answer: agrees(given, answer.exact_value, answer.tolerance),
        same=same,
    )


def _with(
    answers: Sequence[Answer], new: Answer, *, catches: Callable[[Answer], bool], same: Callable[[Answer], bool]
) -> tuple[Answer, ...]:
    """Put ``new`` before the first answer that would catch it, else last: the right answer that is shown stays first.

    An answer that says less for exactly the same is left out.
    """
    kept: list[Answer] = [
        answer for answer in answers if not (catches(answer) and same(answer) and answer.fraction < new.fraction)
    ]
    at = next((index for index, answer in enumerate(kept) if catches(answer)), len(kept))
    kept.insert(at, new)
    return tuple(kept)
