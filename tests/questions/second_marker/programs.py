"""What a program prints, line by line."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any

from tests.questions.second_marker.reading import field_of, text_of

TABLET_SIGNS = {"'": "‘’", '"': "“”", "...": "…", "--": "—", "-": "–−", " ": "\u00a0"}


def predict_output(content: Any, response: Any) -> Fraction | None:
    text = text_of(field_of(response, "text"))
    if text is None:
        return None
    wanted, given = printed(content["expected"]), printed(text)
    return Fraction(most_in_order(wanted, given), max(len(wanted), len(given)))


def printed(text: str) -> list[str]:
    """The lines of an output: no blanks behind them, no blank lines behind all, signs as a keyboard has them."""
    text = unicodedata.normalize("NFC", text)
    for plain, signs in TABLET_SIGNS.items():
        text = re.sub(f"[{signs}]", plain, text)
    return re.sub(r"\s+\Z", "", re.sub(r"[^\S\n]+$", "", re.sub(r"\r\n?", "\n", text), flags=re.MULTILINE)).split("\n")


def most_in_order(wanted: list[str], given: list[str]) -> int:
    """How many lines of ``wanted`` stand in ``given`` in their order: by the recurrence, a row at a time."""
    above = [0] * (len(given) + 1)
    for line in wanted:
        row = [0]
        for place, other in enumerate(given):
            row.append(above[place] + 1 if line == other else max(row[-1], above[place + 1]))
        above = row
    return above[-1]
