"""Python values as a teacher writes them: read without running anything, and written back short enough to be read."""

from __future__ import annotations

import ast
from typing import Any

from backend.sandbox.protocol import NoValue, Opaque

LITERAL_MAX_CHARS = 2_000
SHOWN_MAX_CHARS = 200
_PLAIN = (type(None), bool, int, float, complex, str)
_NOT_A_VALUE = "write the value as Python would, such as 12, 'text', [1, 2] or True"


def read_literal(text: str) -> Any:
    """Return the value that ``text`` is a literal of. Raises ValueError with what to mend."""
    if len(text) > LITERAL_MAX_CHARS:
        raise ValueError(f"this value is too long; keep it under {LITERAL_MAX_CHARS:,} characters")
    try:
        value = ast.literal_eval(text.strip())
        if _is_plain(value):
            return value
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError) as exc:
        raise ValueError(_NOT_A_VALUE) from exc
    raise ValueError(_NOT_A_VALUE)


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(inner) for pair in value.items() for inner in pair)
    if isinstance(value, list | tuple | set):
        return all(map(_is_plain, value))
    return isinstance(value, _PLAIN)


def written(value: Any) -> str:
    """Return a value as Python writes it, in full; what came back as no plain data by the name of its type."""
    if isinstance(value, Opaque):
        return f"a value of type {value.type_name}"
    if isinstance(value, NoValue):
        return "nothing"
    try:
        return repr(value)
    except (ValueError, RecursionError):
        # Python writes no whole number of more than 4,300 digits.
        return f"a very long value of type {type(value).__name__}"


def shortened(text: str) -> str:
    """Return ``text`` short enough for a sentence, with line breaks as ⏎."""
    line = text.replace("\n", "⏎")
    return line if len(line) <= SHOWN_MAX_CHARS else line[: SHOWN_MAX_CHARS - 1] + "…"
