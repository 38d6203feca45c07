"""Programs as teachers write them into questions and pupils type them, and what programs print, line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from backend.questions.types.base import FormatError, Json
from backend.questions.types.program_output import with_plain_newlines
from backend.questions.types.reading import response_fields

PROGRAM_MAX_CHARS = 4_000
PROGRAM_MAX_LINES = 80
INPUT_MAX_CHARS = 1_000
CODE_MAX_CHARS = 20_000
"""Of a pupil's program."""

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


def read_code(response: Json) -> str | None:
    """Return the program of ``{"code": str}``, None where it is blank. Raises FormatError."""
    code = response_fields(response, "code")["code"]
    if code is None:
        return None
    if not isinstance(code, str):
        raise FormatError("bad_response", "We couldn't read this program. Please type it again.")
    if len(code) > CODE_MAX_CHARS:
        message = f"This program is too long. Please keep it under {CODE_MAX_CHARS:,} characters."
        raise FormatError("too_long", message)
    # Half of a surrogate pair is legal in JSON but not in UTF-8; neither the database nor Python reads a NUL.
    if "\0" in code or any("\ud800" <= character <= "\udfff" for character in code):
        message = "This program holds a character that can't be read. Please type the line again."
        raise FormatError("unreadable_text", message)
    return with_plain_newlines(code) if code.strip() else None
