"""Marks trace_table: cells that are right, or follow from the pupil's own row before, of the cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from backend.questions.types.base import Bucket, FormatError, Json, MarkResult, Part, outcome_of
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_id_map, read_text, response_fields
from backend.questions.types.trace_table.cell_values import Value, canonical, is_blank, same_value, value_like
from backend.questions.types.trace_table.schema import TraceTable
from backend.questions.types.verdicts import RIGHT, UNANSWERED_REASON, unanswered

Verdict = Literal["right", "carried", "wrong"]
Typed = Mapping[str, str]

_CELL_MAX_CHARS = 100
_WORDS = {"right": "right", "carried": "follows from the row before (error carried forward)", "wrong": "not right"}


def _typed(content: TraceTable, response: Json) -> Typed:
    """Return what was written into the cells, without those left blank."""
    cells = read_id_map(response_fields(response, "cells")["cells"], content.blanks)
    typed = {}
    for cell, value in cells.items():
        text = read_text(value)
        if text is None or (is_blank(text) and not same_value(text, content.blanks[cell])):
            continue
        if len(text) > _CELL_MAX_CHARS:
            raise FormatError("too_long", "One cell holds too much. Please write one value into each.")
        typed[cell] = text
    return typed


def _own_values(content: TraceTable, typed: Typed, row: int) -> dict[str, Value]:
    """Return the values of a row as the pupil has them, where they differ from the program's."""
    variables = content.states[row].variables
    values: dict[str, Value] = {}
    for column, name in enumerate(content.columns):
        text = typed.get(f"{row},{column}")
        if text is not None and name in variables and not same_value(text, content.cells[row][column]):
            value = value_like(text, variables[name])
            if value is not None:
                values[name] = value
    return values


def _verdicts(content: TraceTable, typed: Typed) -> dict[str, Verdict]:
    """Return how each cell that was filled in went."""
    verdicts: dict[str, Verdict] = {}
    for row, cells in enumerate(content.cells):
        own = _own_values(content, typed, row - 1) if row and content.follow_through else {}
        follows = content.following(row, own) if own else None
        for column, wanted in enumerate(cells):
            text = typed.get(f"{row},{column}")
            if text is None:
                continue
            if same_value(text, wanted):
                verdicts[f"{row},{column}"] = "right"
            else:
                carried = follows is not None and same_value(text, follows[column])
                verdicts[f"{row},{column}"] = "carried" if carried else "wrong"
    return verdicts


def _parts(content: TraceTable, typed: Typed, verdicts: Mapping[str, Verdict]) -> tuple[Part, ...]:
    parts = []
    for cell, wanted in content.blanks.items():
        if not wanted and cell not in typed:
            continue
        row, column = map(int, cell.split(","))
        verdict = verdicts.get(cell, "wrong")
        said = f"{shorten(typed[cell])}, {_WORDS[verdict]}" if cell in typed else UNANSWERED_REASON
        parts.append(Part(cell, float(verdict != "wrong"), f"row {row + 1}, {content.columns[column]}: {said}"))
    return tuple(parts)


def _feedback(right: int, count: int, carried: int) -> str:
    if right == count and not carried:
        return RIGHT
    after = " One slip early on was carried through: from there on you went on rightly." if carried else ""
    if right:
        return f"{right} of {count} cells count: good.{after} Go through the program a line at a time, row by row."
    return "Not this time. Start in the first row, and change one value at a time, as the program does."


def mark(content: TraceTable, response: Json) -> MarkResult:
    """Mark ``{"cells": {"row,column": str}}``. Raises FormatError.

    A cell that has to stay empty counts only where something was written into it: then it is one more, and not right.
    """
    typed = _typed(content, response)
    if not typed:
        return unanswered()
    verdicts = _verdicts(content, typed)
    parts = _parts(content, typed, verdicts)
    right = sum(part.fraction == 1 for part in parts)
    carried = sum(verdict == "carried" for verdict in verdicts.values())
    reasons = [f"{right} of {len(parts)} cells are right"]
    if carried:
        reasons.append(f"{carried} of them by the pupil's own row before (error carried forward)")
    fraction = right / len(parts)
    return MarkResult(
        fraction, outcome_of(fraction), parts, tuple(reasons), feedback=_feedback(right, len(parts), carried)
    )


def bucket(content: TraceTable, response: Json) -> Bucket | None:
    """Group by the whole table; the label shows it column by column. Raises FormatError."""
    typed = _typed(content, response)
    if not typed:
        return None
    columns = []
    for column, name in enumerate(content.columns):
        asked = [f"{row},{column}" for row in range(len(content.cells)) if f"{row},{column}" in content.blanks]
        if asked:
            columns.append(f"{name}: {' '.join(typed.get(cell, '–').strip() for cell in asked)}")
    key = "|".join(canonical(typed[cell]) if cell in typed else "" for cell in content.blanks)
    return Bucket(f"cells:{key}", shorten("; ".join(columns)), mark(content, response).fraction >= 1)
