"""Source text as pupils and teachers type it: read, tidied and compared line by line; never parsed."""

from __future__ import annotations

import hashlib

from rapidfuzz.distance import LCSseq

from backend.questions.types.base import FormatError, Json
from backend.questions.types.program_output import tidy, with_plain_newlines
from backend.questions.types.reading import response_fields

CODE_MAX_CHARS = 20_000


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


def changed_lines(before: str, after: str) -> int:
    """Return how many lines differ: those of the longer program that aren't in their longest common subsequence.

    A line that was changed, put in, taken out or moved counts once. Blank lines and white space at the ends of lines
    don't count; how far a line is indented does.
    """
    numbers: dict[str, int] = {}
    old, new = (
        [numbers.setdefault(line, len(numbers)) for line in tidy(source).split("\n") if line]
        for source in (before, after)
    )
    return max(len(old), len(new)) - int(LCSseq.similarity(old, new))


def fingerprint(source: str) -> str:
    """Return a short name that two programs share only where they are the same but for white space at line ends."""
    return hashlib.sha256(tidy(source).encode()).hexdigest()[:32]
