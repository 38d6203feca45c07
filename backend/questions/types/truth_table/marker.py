"""Marks truth_table: right cells / blank cells."""

from __future__ import annotations

from backend.questions.types.base import Bucket, FormatError, Json, MarkResult, Part, outcome_of
from backend.questions.types.logic import input_rows
from backend.questions.types.logic_slips import HINTS, slip_tables
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import response_fields
from backend.questions.types.truth_table.schema import TruthTable
from backend.questions.types.verdicts import RIGHT, UNANSWERED_REASON, unanswered

Rows = list[list[int | None]]

_SIGNS = {0: "0", 1: "1", None: "–"}


def _cell(value: Json) -> int | None:
    # True is 1 to Python, but nobody's 1 in a table.
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value in {0, 1}):
        return value
    raise FormatError("bad_cell", "A cell of this table holds 0 or 1. Please put one of them there.")


def _rows(content: TruthTable, response: Json) -> Rows | None:
    """Return what was filled in, None where nothing was; the rows given as an example are as they were given."""
    rows = response_fields(response, "rows")["rows"]
    if rows is None or rows == []:
        return None
    cells = content.cells
    shape = [len(row) for row in cells]
    if not isinstance(rows, list) or [len(row) if isinstance(row, list) else -1 for row in rows] != shape:
        raise FormatError("bad_response", "This table isn't the one of the question. Please reload the page.")
    filled = [[_cell(value) for value in row] for row in rows]
    if all(value is None for row in filled[content.given_rows :] for value in row):
        return None
    given: Rows = [list[int | None](row) for row in cells[: content.given_rows]]
    return given + filled[content.given_rows :]


def _slip(content: TruthTable, rows: Rows) -> str | None:
    """Return the misconception that the whole output column shows."""
    return slip_tables(content.expression, content.names).get(tuple(row[-1] for row in rows))


def _parts(content: TruthTable, rows: Rows) -> tuple[Part, ...]:
    inputs = input_rows(len(content.names))
    headings = [shorten(heading) for heading in content.headings]
    parts = []
    for row, (filled, right) in enumerate(zip(rows, content.cells, strict=True)):
        if row < content.given_rows:
            continue
        where = ", ".join(f"{name}={bit}" for name, bit in zip(content.names, inputs[row], strict=True))
        for column, (value, wanted) in enumerate(zip(filled, right, strict=True)):
            words = UNANSWERED_REASON if value is None else f"{value}"
            verdict = "right" if value == wanted else "not right"
            reason = f"row {where}, {headings[column]}: {words}, {verdict}"
            parts.append(Part(f"{row},{column}", float(value == wanted), reason))
    return tuple(parts)


def mark(content: TruthTable, response: Json) -> MarkResult:
    """Mark ``{"rows": [[0 | 1 | null]]}``, a list for each row in counting order. Raises FormatError."""
    rows = _rows(content, response)
    if rows is None:
        return unanswered()
    parts = _parts(content, rows)
    right, count = sum(part.fraction == 1 for part in parts), len(parts)
    slip = _slip(content, rows)
    if right == count:
        feedback = RIGHT
    elif right:
        hint = HINTS[slip] if slip else "Go through the rest row by row, with the inputs in place of their letters."
        feedback = f"{right} of {count} cells are right: good. {hint}"
    else:
        hint = HINTS[slip] if slip else "Start with the first row, and put its inputs in place of their letters."
        feedback = f"Not this time. {hint}"
    fraction = right / count
    return MarkResult(
        fraction,
        outcome_of(fraction),
        parts,
        (f"{right} of {count} cells are right",),
        (slip,) if slip and right < count else (),
        feedback,
    )


def bucket(content: TruthTable, response: Json) -> Bucket | None:
    """Group by the whole table; the label shows it column by column. Raises FormatError."""
    rows = _rows(content, response)
    if rows is None:
        return None
    columns = ["".join(_SIGNS[value] for value in column) for column in zip(*rows, strict=True)]
    label = "; ".join(
        f"{heading}: {' '.join(column)}" for heading, column in zip(content.headings, columns, strict=True)
    )
    right = tuple(map(tuple, rows)) == content.cells
    return Bucket("cells:" + "|".join(columns), shorten(label), right, None if right else _slip(content, rows))
