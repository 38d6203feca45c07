"""Whether what a program printed, or what a call gave back, is what a test expects. All of it exact and linear."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from backend.questions.types.numbers_in_text import exactly
from backend.questions.types.program_output import Compare, fits, output_agrees, tidy, tolerant_lines
from backend.questions.types.python_code.literals import written
from backend.questions.types.python_code.schema import ProgramTest
from backend.sandbox.protocol import RunResult

_Leaf = Callable[[Any, Any], bool]


def passes(test: ProgramTest, run: RunResult) -> bool:
    """Say whether a run came to what ``test`` expects; one that didn't end by itself never did."""
    if run.status != "ok":
        return False
    if test.kind == "stdio":
        return output_agrees(run.stdout, test.expected, test.compare, test.tolerance)
    return value_matches(test, run.value)


def value_matches(test: ProgramTest, value: Any) -> bool:
    """Compare the value that came back with the one that is expected; what isn't plain data equals nothing.

    Lists, tuples, sets and dictionaries are of the same type and as long; keys and what is in sets agree exactly.
    """
    if test.compare == "regex":
        return fits(test.expected, tidy(value if isinstance(value, str) else written(value)))
    tolerance = exactly(test.tolerance)
    leaves: dict[Compare, _Leaf] = {
        "exact": _same,
        "tolerant": _same_words,
        "number": lambda one, other: _near(one, other, tolerance),
    }
    try:
        return _agree(value, test.expected_value, leaves[test.compare])
    except RecursionError:
        return False


def _agree(value: Any, expected: Any, leaf: _Leaf) -> bool:
    """Walk through both together, led by what is expected: an enormous value is set aside by its length."""
    if not isinstance(expected, list | tuple | set | dict):
        return leaf(value, expected)
    if type(value) is not type(expected) or len(value) != len(expected):
        return False
    if isinstance(expected, set):
        return {_identity(inner) for inner in value} == {_identity(inner) for inner in expected}
    if isinstance(expected, dict) and isinstance(value, dict):
        given = {_identity(key): inner for key, inner in value.items()}
        wanted = {_identity(key): inner for key, inner in expected.items()}
        return given.keys() == wanted.keys() and all(_agree(given[key], wanted[key], leaf) for key in wanted)
    return all(_agree(one, other, leaf) for one, other in zip(value, expected, strict=True))


def _identity(value: Any) -> Any:
    """Return a key that only values of the same type and contents share: True isn't 1, nor is 1 1.0."""
    if isinstance(value, tuple):
        return "tuple", tuple(map(_identity, value))
    if isinstance(value, frozenset):
        return "frozenset", frozenset(map(_identity, value))
    return type(value).__name__, value


def _same(value: Any, expected: Any) -> bool:
    return type(value) is type(expected) and bool(value == expected)


def _same_words(value: Any, expected: Any) -> bool:
    if isinstance(value, str) and isinstance(expected, str):
        return tolerant_lines(value) == tolerant_lines(expected)
    return _same(value, expected)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _near(value: Any, expected: Any, tolerance: Fraction) -> bool:
    """Compare numbers, whole and decimal alike, with a tolerance; anything else exactly."""
    if not (_is_number(value) and _is_number(expected)):
        return _same(value, expected)
    if any(isinstance(one, float) and not math.isfinite(one) for one in (value, expected)):
        return bool(value == expected)
    return abs(_as_written(value) - _as_written(expected)) <= tolerance


def _as_written(number: float) -> Fraction:
    return exactly(number) if isinstance(number, float) else Fraction(number)
