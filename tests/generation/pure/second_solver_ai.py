"""Judges the options of the questions about machine learning, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from fractions import Fraction


def _machine_learning(stem: str, option: str) -> bool:
    if "most similar" in stem:
        new = tuple(map(int, re.search(r"has (\d+) and (\d+) in these", stem).groups()))
        rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \|$", stem, re.MULTILINE)
        away = {name: sum(abs(int(a) - b) for a, b in zip(point, new, strict=True)) for name, *point in rows}
        return away[option] == min(away.values())
    if "kept for testing" in stem:
        total, percent = map(int, re.search(r"has (\d+) \w+ to .*? (\d+)%", stem).groups())
        return int(option) == total * (1 - Fraction(percent, 100))
    says = re.findall(r"Model says (\w+)", stem)
    cells = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \|$", stem, re.MULTILINE)
    return int(option) == sum(int(row[1 + says.index(row[0])]) for row in cells)


JUDGES = {
    "machine_learning": _machine_learning,
}
