"""A table's cells as one block: rows of equal length, and the same words as text."""

from __future__ import annotations

from backend.documents.document_parser.assemble import Block
from backend.documents.document_parser.outline import Location
from backend.documents.document_parser.rich_text import Rich, join

SPAN_MAX = 64
"""Columns that one merged cell may cover; Word's own limit is 63."""


def table_passage(rows: list[list[Rich]], location: Location) -> Block | None:
    """Return the block of a table, or ``None`` when it has no words. Rows are padded to the longest."""
    filled = [row for row in rows if row]
    if not any(cell.text.strip() for row in filled for cell in row):
        return None
    width = max(len(row) for row in filled)
    padded = [row + [Rich("")] * (width - len(row)) for row in filled]
    return Block(
        "table",
        join((join((_one_line(cell) for cell in row), "\t") for row in padded), "\n"),
        location,
        rows=tuple(tuple(cell.text for cell in row) for row in padded),
    )


def _one_line(cell: Rich) -> Rich:
    """Breaks become spaces, one for one, so that the runs keep their places."""
    return Rich(cell.text.replace("\n", " ").replace("\t", " "), cell.runs)
