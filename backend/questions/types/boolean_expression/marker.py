"""Marks boolean_expression: the same output as the key in every row of the truth table."""

from __future__ import annotations

from dataclasses import dataclass

from backend.questions.types.base import Bucket, Json, MarkResult
from backend.questions.types.boolean_expression.schema import BooleanExpression
from backend.questions.types.logic import Term, input_rows, operators_of, read_logic, table
from backend.questions.types.logic_slips import HINTS, slip_tables
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.text import fold_text
from backend.questions.types.verdicts import RIGHT, count_of, unanswered

_ROWS_NAMED_MAX = 8
_LONGER = "It gives the right output in every row. Now make it shorter: fewer operators are enough."


@dataclass(frozen=True, slots=True)
class _Read:
    """A response: its words, its output column, the rows that differ from the key's, and operators too many."""

    words: str
    column: tuple[int, ...]
    different: tuple[int, ...]
    longer_by: int


def _read(content: BooleanExpression, response: Json) -> _Read | None:
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return None
    term: Term = read_logic(text, content.names, content.operators)
    column, right = table(term, content.names), table(content.term, content.names)
    different = tuple(row for row, (one, other) in enumerate(zip(column, right, strict=True)) if one != other)
    spare = len(operators_of(term)) - len(operators_of(content.term))
    return _Read(fold_text(text), column, different, max(0, spare) if content.simplest else 0)


def _rows_named(content: BooleanExpression, rows: tuple[int, ...]) -> str:
    inputs = input_rows(len(content.names))
    named = [
        ", ".join(f"{name}={bit}" for name, bit in zip(content.names, inputs[row], strict=True))
        for row in rows[:_ROWS_NAMED_MAX]
    ]
    return "; ".join(named) + ("; …" if len(rows) > _ROWS_NAMED_MAX else "")


def mark(content: BooleanExpression, response: Json) -> MarkResult:
    """Mark ``{"text": str}``. Raises FormatError."""
    read = _read(content, response)
    if read is None:
        return unanswered()
    count = len(read.column)
    if not read.different and not read.longer_by:
        return MarkResult(1.0, "right", reasons=(f"the same output in all {count} rows",), feedback=RIGHT)
    if not read.different:
        reason = f"the same output in all {count} rows, with {count_of(read.longer_by, 'operator')} too many"
        return MarkResult(0.0, "wrong", reasons=(reason,), feedback=_LONGER)
    slip = slip_tables(content.expression, content.names).get(read.column)
    rows = f"{len(read.different)} of {count} rows"
    hint = HINTS[slip] if slip else "Make the truth table of yours, and compare."
    return MarkResult(
        0.0,
        "wrong",
        reasons=(f"another output in {rows}: {_rows_named(content, read.different)}",),
        misconceptions=(slip,) if slip else (),
        feedback=f"Not this time. Your expression differs from the right one in {rows}. {hint}",
    )


def bucket(content: BooleanExpression, response: Json) -> Bucket | None:
    """Group by what it means: A AND B is B.A; what is right but too long stands by itself. Raises FormatError."""
    read = _read(content, response)
    if read is None:
        return None
    outputs = "".join(map(str, read.column))
    key = f"outputs:{outputs}" + (":longer" if read.longer_by and not read.different else "")
    right = not read.different and not read.longer_by
    slip = slip_tables(content.expression, content.names).get(read.column) if read.different else None
    return Bucket(key, shorten(read.words), right, slip)
