"""The numbers that stand in what a program printed, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction

_EXPONENT_MAX = 400
_DIGITS_MAX = 1_000
# A sign belongs to a number only where it can't be a minus between two ("7-2"); a digit in a name (x1) is no number.
_NUMBER = re.compile(r"(?:(?<![\w.)\]])[+-])?(?<!\w)(?<!\d\.)(?:\d+(?:\.\d+)?|(?<!\.)\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def exactly(number: float) -> Fraction:
    """Return a finite number as it was written: 0.1 is a tenth."""
    return Fraction(repr(number))


def numbers_in(text: str) -> list[Fraction] | None:
    """Return the numbers of a text in order; None where one is so long that nobody expects it.

    A comma ends a number: ``1,000`` is two.
    """
    found = []
    for match in _NUMBER.finditer(text.replace("\N{MINUS SIGN}", "-")):
        digits, _, exponent = match.group().lower().partition("e")
        if len(digits) > _DIGITS_MAX or len(exponent.lstrip("+-0")) > len(str(_EXPONENT_MAX)):
            return None
        if exponent and abs(int(exponent)) > _EXPONENT_MAX:
            return None
        found.append(Fraction(match.group()))
    return found
