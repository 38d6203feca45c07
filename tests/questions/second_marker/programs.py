"""What a program prints, line by line; what its variables hold, cell by cell."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any

from tests.questions.second_marker.reading import field_of, object_of, text_of

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


def trace_table(content: Any, response: Any) -> Fraction | None:
    """Right cells of those that have a value, and of those that should be empty and aren't."""
    wanted = {
        f"{row},{column}": text
        for row, cells in enumerate(content["expected"])
        for column, text in enumerate(cells)
        if content["rows"][row][column] is None
    }
    given = {cell: text_of(text) for cell, text in object_of(field_of(response, "cells"), wanted).items()}
    typed = {cell: text for cell, text in given.items() if text is not None and text.strip() not in "-–—−"}
    if not typed:
        return None
    asked = [cell for cell, text in wanted.items() if text or cell in typed]
    return Fraction(sum(cell in typed and means(typed[cell]) == means(wanted[cell]) for cell in asked), len(asked))


def means(text: str) -> Any:
    """A number, or what stands between the quotation marks; True and False in any case."""
    text = unicodedata.normalize("NFC", text).strip()
    for first, last in ("''", '""', "‘’", "“”"):
        if len(text) > 1 and text.startswith(first) and text.endswith(last):
            text = text[1:-1].strip()
            break
    number = text.replace("−", "-")
    if re.fullmatch(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)", number):
        return Fraction(number.removesuffix("."))
    return text.lower() if text.lower() in ("true", "false") else text
