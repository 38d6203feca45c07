"""Flowcharts as data: boxes that lead to others, the way through them, and the ways that it is misread."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from backend.generation.generators.showing import table

SIGNS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box: what it says, where it leads, and for a question what it compares and where “no” leads.

    ``adds`` is what a box that counts adds to the variable.
    """

    says: str
    go: str = ""
    no: str = ""
    test: tuple[str, int] | None = None
    adds: int = 0


Chart = Mapping[str, Box]
Misread = Literal["right", "inverted", "both", "all_true", "once", "late", "checked_once"]


def way_through(chart: Chart, value: int, reading: Misread = "right") -> list[str]:
    """Return the letters of the boxes on the way from the first to the last, as they are read."""
    at, way, late = next(iter(chart)), list[str](), reading == "late"
    waiting: list[str] = []
    while at and len(way) < 40:
        box = chart[at]
        way.append(at)
        value += box.adds
        if box.test:
            holds = SIGNS[box.test[0]](value, box.test[1])
            if reading == "inverted":
                holds = not holds
            elif late and not holds:
                holds, late = True, False
            if reading == "both" or (reading == "all_true" and holds):
                waiting.append(box.no)
            at = box.go if holds or reading == "both" else box.no
        elif waiting:
            at = waiting.pop()
        elif box.go and box.go < at and reading == "once":
            at = chart[box.go].no
        elif box.go and box.go < at and reading == "checked_once":
            loop = chart[box.go]
            at = loop.go if loop.test and SIGNS[loop.test[0]](value, loop.test[1]) else loop.no
        else:
            at = box.go
    return way


def chart_table(chart: Chart) -> str:
    """Return a flowchart as a table: a row for each box."""
    rows = [
        (letter, box.says, f"yes: {box.go}, no: {box.no}" if box.no else box.go or "–") for letter, box in chart.items()
    ]
    return table(("box", "what it says", "next box"), rows)


def listed(way: list[str]) -> str:
    """Return letters as they stand in an option."""
    return ", ".join(way)
