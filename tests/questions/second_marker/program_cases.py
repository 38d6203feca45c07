"""Random outputs of programs, and what pupils make of them."""

from __future__ import annotations

import random
from typing import Any

LINES = ("1", "2", "10", "1 2", "12", "Hello", "hello", "  *", "**", "", "It's", "a - b", "é", "0.5", "x = -3", "...")
TABLET = {"'": "’", "-": "−", "é": "e\u0301", "...": "…", " ": "\u00a0"}


def predict_output(rng: random.Random) -> list[tuple[Any, Any]]:
    """A program's output, and twelve answers to what it prints."""
    lines = [rng.choice(LINES) for _ in range(rng.randint(1, 6))] + [rng.choice(LINES[:8])]
    content = {"code": "print(1)", "expected": "\n".join(lines)}
    return [(content, {"text": _typed(rng, lines)}) for _ in range(12)]


def _typed(rng: random.Random, lines: list[str]) -> Any:
    chance = rng.random()
    if chance < 0.08:
        return rng.choice(["", " \n ", None, 7, ["1"], {}])
    if chance < 0.16:
        return rng.choice(["nothing at all", "?", "print"])
    typed = list(lines)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        at = rng.randrange(len(typed) + 1)
        typed[at : at + rng.randint(0, 1)] = rng.choice([[], [rng.choice(LINES)], [rng.choice(LINES)] * 2])
    text = "".join(line + rng.choice(["", "", " ", "\t"]) + rng.choice(["\n", "\n", "\r\n", "\r"]) for line in typed)
    for plain, sign in TABLET.items():
        text = text.replace(plain, sign) if rng.random() < 0.15 else text
    return text + rng.choice(["", "\n\n", " "])


VALUES = ("1", "12", "0.5", "-3", "Ada", "ada", "True", "false", "a b", "", "+", "x1", "1/2")
WRITTEN = {
    "1": ("1.0", "+1", "01", "'1'"), "12": ("12.", "1 2", "“12”"), "0.5": (".5", "0.50", "0,5"),
    "-3": ("−3", "- 3", "3"),
    "Ada": ("'Ada'", '"Ada"', "“Ada”", "ADA", " Ada "), "True": ("true", "TRUE", "1"), "false": ("False", "'FALSE'"),
    "": ("-", "–", "0", " "), "a b": ("a  b", "‘a b’"),
}  # fmt: skip


def trace_table(rng: random.Random) -> list[tuple[Any, Any]]:
    """A table without a program, some of it filled in already, and twelve answers."""
    width = rng.randint(1, 4)
    expected = [[rng.choice(VALUES) for _ in range(width)] for _ in range(rng.randint(1, 5))]
    expected[0][0] = expected[0][0] or "7"
    rows = [[rng.choice([None, None, text]) for text in cells] for cells in expected]
    rows[0][0] = None
    content = {"columns": [f"v{n}" for n in range(width)], "rows": rows, "expected": expected}
    blank = {f"{r},{c}": expected[r][c] for r in range(len(rows)) for c in range(width) if rows[r][c] is None}
    return [(content, {"cells": _filled(rng, blank)}) for _ in range(12)]


def _filled(rng: random.Random, blank: dict[str, str]) -> Any:
    chance = rng.random()
    if chance < 0.08:
        return rng.choice([None, {}, [], "1", {"0,9": "1"}, {"0,0": 1}, {"0,0": " "}])
    if chance < 0.16:
        return dict.fromkeys(blank, "neither")
    slips = rng.choice([0, 0, 0.2, 0.6])
    cells = {}
    for cell, text in blank.items():
        if rng.random() < slips:
            cells[cell] = rng.choice([rng.choice(VALUES), None, "", "-"])
        else:
            cells[cell] = rng.choice([text, text, *WRITTEN.get(text, ())]) if slips else text
    return cells
