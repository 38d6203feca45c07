"""Inputs near given ones, where programs go wrong: neighbours of bounds, zero, negative, empty, long, swapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from backend.questions.types.program_output import tidy
from backend.questions.types.python_code.literals import read_literal, written

_LONG = 30
_BOUNDS = (0, 1, -1, 2, 10, 100)
_NUMBER = re.compile(r"-?(?:\d{1,15}\.\d{1,15}|\d{1,15})", re.ASCII)
_IN_SOURCE = re.compile(r"(?<![\w.])\d{1,6}(?![\w.])", re.ASCII)
_CALL = re.compile(r"(?P<name>[^\W\d][\w.]*)\s*\((?P<given>.*)\)", re.DOTALL)


def bounds_of(source: str) -> list[int]:
    """Return the numbers that a program is written with and their neighbours: where comparisons go wrong."""
    numbers = [int(number) for number in _IN_SOURCE.findall(source)]
    return list(dict.fromkeys(value for number in numbers for value in (number, number + 1, number - 1)))


def other_stdins(stdin: str, bounds: Sequence[int]) -> Iterator[str]:
    """Return what could be typed in the place of ``stdin``: one line changed, or two neighbours swapped."""
    lines = tidy(stdin).split("\n") if stdin else []
    changes = [[(index, other) for other in _other_typed(line, bounds)] for index, line in enumerate(lines)]
    for index, other in _in_turns(changes):
        yield "\n".join((*lines[:index], other, *lines[index + 1 :])) + "\n"
    for index in range(len(lines) - 1):
        yield "\n".join((*lines[:index], lines[index + 1], lines[index], *lines[index + 2 :])) + "\n"


def _other_typed(line: str, bounds: Sequence[int]) -> Iterator[str]:
    if _NUMBER.fullmatch(line):
        decimal = "." in line
        yield from (str(other) for other in _other_numbers(float(line) if decimal else int(line), bounds))
        return
    yield from (other for other in _other_texts(line) if "\n" not in other)


def other_calls(code: str, bounds: Sequence[int]) -> Iterator[str]:
    """Return calls like ``code`` with one argument changed, or two swapped; none where they aren't literals."""
    match = _CALL.fullmatch(code)
    given = _literals(match["given"]) if match else None
    if match is None or given is None:
        return
    changes = [[(index, other) for other in _other_values(value, bounds)] for index, value in enumerate(given)]
    for index, other in _in_turns(changes):
        yield _call(match["name"], [*given[:index], other, *given[index + 1 :]])
    if len(given) > 1:
        yield _call(match["name"], [given[1], given[0], *given[2:]])


def _literals(given: str) -> list[Any] | None:
    """Return the arguments of a call where all are literals."""
    if not given.strip():
        return []
    try:
        return list(read_literal(f"({given},)"))
    except ValueError:
        return None


def _call(name: str, given: Sequence[Any]) -> str:
    return f"{name}({', '.join(map(written, given))})"


def _in_turns(rows: Iterable[Iterable[tuple[int, Any]]]) -> Iterator[tuple[int, Any]]:
    """Return the first of each row, then the second of each."""
    return (entry for turn in zip_longest(*rows) for entry in turn if entry is not None)


def _other_numbers(number: float, bounds: Sequence[int]) -> Iterator[float]:
    near = (number + 1, number - 1, -number, number * 10)
    yield from (other for other in dict.fromkeys((*near, *bounds, *_BOUNDS)) if other != number)


def _other_texts(text: str) -> Iterator[str]:
    others = (
        "",
        text.swapcase(),
        text.upper(),
        text.lower(),
        text[::-1],
        text + text,
        text[:1],
        "a b",
        "7",
        "z" * _LONG,
    )
    yield from (other for other in dict.fromkeys(others) if other != text)


def _other_values(value: Any, bounds: Sequence[int]) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from _other_numbers(value, bounds)
        case str():
            yield from _other_texts(value)
        case list():
            yield from _other_lists(value, bounds)
        case tuple():
            yield from (tuple(other) for other in _other_lists(list(value), bounds))
        case dict() if value:
            yield {}


def _other_lists(values: list[Any], bounds: Sequence[int]) -> Iterator[list[Any]]:
    others = [[], values[::-1], values[:1], values[1:], values + values, (values * _LONG)[:_LONG]]
    yield from (other for other in others if other != values)
    for index, value in enumerate(values):
        other = next(_other_values(value, bounds), None)
        if other is not None:
            yield [*values[:index], other, *values[index + 1 :]]
