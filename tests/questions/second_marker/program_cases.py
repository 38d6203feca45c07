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
