"""Parsons problems, by trying every right program: how many lines go out of the answer and into it for each."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby, permutations
from typing import Any

from tests.questions.second_marker.reading import Unreadable, field_of, known_id

Look = tuple[str, int]


def _is_right(order: tuple[Any, ...]) -> bool:
    for at, block in enumerate(order):
        if not {line["id"] for line in order[:at]} >= set(block.get("depends", [])):
            return False
    together = [name for name, _ in groupby(block.get("group") for block in order) if name]
    return len(together) == len(set(together))


def _right_programs(content: Any) -> set[tuple[Look, ...]]:
    solution = [block for block in content["blocks"] if not block.get("distractor")]
    any_order = content.get("grading", "sequence") == "dependency"
    orders = permutations(solution) if any_order else [tuple(solution)]
    return {tuple((block["code"], block.get("indent", 0)) for block in order) for order in orders
            if not any_order or _is_right(order)}  # fmt: skip


def _answer(content: Any, response: Any) -> list[Look]:
    lines = field_of(response, "lines")
    if lines is None:
        return []
    if not isinstance(lines, list):
        raise Unreadable("list")
    blocks = {block["id"]: block for block in content["blocks"]}
    found: dict[str, Look] = {}
    for line in lines:
        if not isinstance(line, dict) or set(line) - {"id", "indent"}:
            raise Unreadable("line")
        indent = line.get("indent", 0)
        if type(indent) is not int or indent not in range(9):
            raise Unreadable("indent")
        name = known_id(line.get("id"), blocks)
        if name and name not in found:
            given = content.get("indentation") == "given"
            found[name] = blocks[name]["code"], blocks[name].get("indent", 0) if given else indent
    return list(found.values())


def _edits(one: list[Look], other: tuple[Look, ...]) -> int:
    """How many lines go out of ``one`` and into it until it is ``other``."""
    row = list(range(len(other) + 1))
    for gone, line in enumerate(one, start=1):
        above, row = row, [gone]
        for at, wanted in enumerate(other):
            row.append(above[at] if line == wanted else 1 + min(above[at + 1], row[at]))
    return row[-1]


def parsons(content: Any, response: Any) -> Fraction | None:
    answer = _answer(content, response)
    if not answer:
        return None
    programs = _right_programs(content)
    count = len(next(iter(programs)))
    fewest = min(_edits(answer, program) for program in programs)
    return max(Fraction(0), Fraction(count - fewest, count))
