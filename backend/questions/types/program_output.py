"""Whether what a program printed is what a test expects. All of it exact and linear."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from backend.questions.types.numbers_in_text import exactly, numbers_in
from backend.questions.types.text import fold_case, regex_matches

Compare = Literal["exact", "tolerant", "number", "regex"]
"""``exact``: the same lines, but for white space at their ends and blank lines at the end. ``tolerant``: case and runs
of blanks don't matter either. ``number``: the same numbers in order, within a tolerance. ``regex``: all of it fits.
"""


def with_plain_newlines(text: str) -> str:
    """Return ``text`` with every line ended as Python ends it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tidy(text: str) -> str:
    """Return ``text`` without white space at the ends of lines and without blank lines at its end."""
    return "\n".join(line.rstrip() for line in with_plain_newlines(text).split("\n")).rstrip("\n")


def tolerant_lines(text: str) -> list[str]:
    """Return lines without their case, each run of blanks as one and none at either end."""
    return [fold_case(line) for line in tidy(text).split("\n")]


def fits(pattern: str, text: str) -> bool:
    """Say whether a regular expression fits all of what a program printed or gave back."""
    # What pupils print may hold half a surrogate pair, which RE2 can't take.
    return regex_matches(pattern, text.encode("utf-8", "replace").decode("utf-8"), case_sensitive=True)


def _all_near(given: list[Fraction] | None, expected: list[Fraction] | None, tolerance: Fraction) -> bool:
    if given is None or expected is None or len(given) != len(expected):
        return False
    return all(abs(one - other) <= tolerance for one, other in zip(given, expected, strict=True))


def output_agrees(printed: str, expected: str, compare: Compare, tolerance: float = 0.0) -> bool:
    """Say whether ``printed`` is what was ``expected``. "1.0" isn't "1", unless numbers are compared."""
    match compare:
        case "exact":
            return tidy(printed) == tidy(expected)
        case "tolerant":
            return tolerant_lines(printed) == tolerant_lines(expected)
        case "number":
            return _all_near(numbers_in(printed), numbers_in(expected), exactly(tolerance))
        case "regex":
            return fits(expected, tidy(printed))
