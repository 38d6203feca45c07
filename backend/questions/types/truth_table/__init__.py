"""The outputs of a Boolean expression are filled in, row by row."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.pure_type import PureType
from backend.questions.types.truth_table.marker import bucket, mark
from backend.questions.types.truth_table.schema import TruthTable


def _view(content: TruthTable, seed: int) -> dict[str, Json]:
    blank = [None] * len(content.headings)
    rows = [list(row) if index < content.given_rows else blank for index, row in enumerate(content.cells)]
    return {"inputs": list(content.names), "headings": list(content.headings), "rows": rows}


def _key(content: TruthTable) -> dict[str, Json]:
    return {"rows": [list(row) for row in content.cells]}


def _flatten(content: TruthTable) -> PlainContent:
    extra = {f"columns.{index}": column for index, column in enumerate(content.columns)}
    # What is asked: two tables with the same stem are two questions.
    return PlainContent(stem=content.stem, options=(content.expression,), extra=extra)


TYPE = PureType(
    key="truth_table",
    label="Truth table",
    marker_version=1,
    schema=TruthTable,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
