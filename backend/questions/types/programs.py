"""Programs as teachers write them into questions, and what programs print, line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

PROGRAM_MAX_CHARS = 4_000
PROGRAM_MAX_LINES = 80
INPUT_MAX_CHARS = 1_000

_LINE_END = re.compile(r"\r\n|\r|\n")


def _written(text: str) -> str:
    """Return text with every line end as one sign. Raises ValueError for signs that nobody could see."""
    plain = _LINE_END.sub("\n", text)
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in plain):
        raise ValueError("there is a sign in it that can't be shown; type it again")
    return plain


def _program(text: str) -> str:
    plain = _written(text).strip("\n").rstrip()
    if not plain:
        raise ValueError("write the program")
    if plain.count("\n") >= PROGRAM_MAX_LINES:
        raise ValueError(f"the program is longer than {PROGRAM_MAX_LINES} lines; ask about a shorter one")
    return plain


Program = Annotated[str, Field(max_length=PROGRAM_MAX_CHARS), AfterValidator(_program)]
"""A program without blank lines around it; its lines end with a line feed."""

ProgramInput = Annotated[str, Field(max_length=INPUT_MAX_CHARS), AfterValidator(_written)]
"""What a program reads, a line an ``input()``."""


def output_lines(text: str) -> tuple[str, ...]:
    """Return the lines of what was printed, without the blanks at their ends and the blank lines at the end of all."""
    lines = [line.rstrip() for line in _LINE_END.split(text)]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)
