"""Judges the options of the questions about machine learning, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from fractions import Fraction
from statistics import mode

Cell = tuple[int, int]


def _machine_learning(stem: str, option: str) -> bool:
    if "most similar" in stem:
        rows = re.findall(r"^\| (\w+|\?) \| (\d+) \| (\d+) \|$", stem, re.MULTILINE)
        new = tuple(map(int, rows.pop()[1:]))
        away = {name: sum(abs(int(a) - b) for a, b in zip(point, new, strict=True)) for name, *point in rows}
        return away[option] == min(away.values())
    if "decision tree" in stem:
        return option == _tree_answer(stem)
    if "3 nearest" in stem:
        return option == _majority(stem)
    if "kept for testing" in stem:
        total, percent = map(int, re.search(r"has (\d+) \w+ to .*? (\d+)%", stem).groups())
        return int(option) == total * (1 - Fraction(percent, 100))
    return int(option) == _from_matrix(stem)


def _tree_answer(stem: str) -> str:
    """Follow the tree with its numbers turned the other way: no when the limit is at least the value."""
    rows = re.findall(r"^\| (\d) \| Is the (.+?) more than (-?\d+).*?\? \| (.+?) \| (.+?) \|$", stem, re.MULTILINE)
    facts = dict(re.findall(r"the ([a-z ]+?) is (-?\d+)", stem.rsplit("|", 1)[1]))
    target = "Go to 1"
    while target.startswith("Go to"):
        _, feature, limit, yes, no = next(row for row in rows if row[0] == target[-1])
        target = no if int(limit) >= int(facts[feature]) else yes
    return target


def _majority(stem: str) -> str:
    """Let a ring grow round the question mark, cell by cell, until it holds three examples."""
    rows = re.findall(r"^\| [A-G] \|(.+)\|$", stem, re.MULTILINE)
    cells = {(y, x): mark.strip() for y, row in enumerate(rows) for x, mark in enumerate(row.split("|"))}
    reached: set[Cell] = {cell for cell, mark in cells.items() if mark == "?"}
    found: list[str] = []
    while len(found) < 3:
        reached |= {(y + dy, x + dx) for y, x in reached for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0))}
        found = [cells[cell] for cell in reached if cells.get(cell, "?") not in {"", "?"}]
    assert len(found) == 3
    names = re.search(r"example: (.+) or (\w+)\.", stem)
    return next(name for name in [*names[1].split(", "), names[2]] if name[0] == mode(found))


def _from_matrix(stem: str) -> int | Fraction:
    says = re.findall(r"Model says (\w+)", stem)
    cells = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \|$", stem, re.MULTILINE)
    right = {row[0]: int(row[1 + says.index(row[0])]) for row in cells}
    rows = {name: int(one) + int(other) for name, one, other in cells}
    if row := re.search(r"in the row “(\w+)”", stem):
        stated = int(re.search(r"names (\d+)%", stem)[1])
        assert stated == Fraction(100 * sum(right.values()), sum(rows.values()))
        return Fraction(100 * right[row[1]], rows[row[1]])
    if "What is the accuracy" in stem:
        return Fraction(100 * sum(right.values()), int(re.search(r"model on (\d+) ", stem)[1]))
    return sum(right.values())


JUDGES = {
    "machine_learning": _machine_learning,
}
