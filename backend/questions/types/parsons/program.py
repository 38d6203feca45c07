"""The program that a pupil put together: read from the response, written out as source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.questions.types.base import FormatError, Json
from backend.questions.types.parsons.schema import INDENT_MAX, Block, Parsons
from backend.questions.types.reading import read_id, response_fields

SPACES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One block where it was put; ``indent`` in steps."""

    block: Block
    indent: int


def _bad_response() -> FormatError:
    return FormatError("bad_response", "We couldn't read this answer. Please reload the page and answer again.")


def _read_line(raw: Json, known: dict[str, Block]) -> tuple[Block | None, int]:
    if not isinstance(raw, dict) or not set(raw) <= {"id", "indent"}:
        raise _bad_response()
    indent = raw.get("indent", 0)
    if not isinstance(indent, int) or isinstance(indent, bool) or not 0 <= indent <= INDENT_MAX:
        raise FormatError("bad_indent", f"A line can stand 0 to {INDENT_MAX} steps in. Please move it and try again.")
    element_id = read_id(raw.get("id"), known)
    return (known[element_id] if element_id else None), indent


def read_lines(content: Parsons, response: Json) -> list[Line]:
    """Return the lines of ``{"lines": [{id, indent}]}``, each block once. Raises FormatError.

    Where the indentation is given, that of the block counts, whatever the response says.
    """
    raw = response_fields(response, "lines")["lines"]
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise _bad_response()
    known = {block.id: block for block in content.blocks}
    lines: dict[str, Line] = {}
    for entry in raw:
        block, indent = _read_line(entry, known)
        if block is not None:
            lines.setdefault(block.id, Line(block, block.indent if content.indentation == "given" else indent))
    return list(lines.values())


def source_of(lines: Iterable[Line]) -> str:
    """Return the program as text; every line of a block is moved in by its indent."""
    return "".join(
        f"{' ' * (SPACES * line.indent)}{code}\n" if code.strip() else "\n"
        for line in lines
        for code in line.block.code.split("\n")
    )
