"""A program is gone through by hand, and what its variables hold is written into a table."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.programs import output_lines
from backend.questions.types.pure_type import PureType
from backend.questions.types.trace_table.marker import bucket, mark
from backend.questions.types.trace_table.schema import TraceTable


def _view(content: TraceTable, seed: int) -> dict[str, Json]:
    return {
        "columns": list(content.columns),
        "rows": [list(row) for row in content.given],
        "program": content.program,
        "inputs": list(output_lines(content.stdin)),
        "row_lines": sorted(set(content.row_lines)) if content.is_traced else None,
    }


def _key(content: TraceTable) -> dict[str, Json]:
    return {"cells": {cell: wanted for cell, wanted in content.blanks.items() if wanted}}


def _flatten(content: TraceTable) -> PlainContent:
    # What is asked: the same words about another program, or about none but with other columns, are another question.
    asked = [content.program or "", *content.columns, *(" ".join(row).strip() for row in content.cells)]
    return PlainContent(stem=content.stem, options=tuple(text for text in asked if text))


TYPE = PureType(
    key="trace_table",
    label="Trace table",
    marker_version=1,
    schema=TraceTable,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
