"""Reading order: which lines of a page stand in columns, and in which order the columns are read."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from statistics import fmean, median

from backend.documents.document_parser.pdf.lines import Stretch

Row = list[Stretch]
"""What stands on one line across the page, from left to right."""

_ROWS_MIN = 3
_GUTTER_EM = 0.6
_EDGES_TRIED = 12
_DEPTH_MAX = 3
_LETTERS_MIN = 12
"""A column of fewer letters a line holds list signs, numbers or terms, which belong to what stands beside them."""
_OVERLAP_MIN = 0.4
_ALIGNED_MAX = 0.6
_WORDS_MIN = 3.5
_FILLED_MIN = 0.55


def columns_of(rows: list[Row], depth: int = _DEPTH_MAX) -> list[list[Row]]:
    """Return the rows of a page as columns in reading order; a page without columns is one.

    What reaches across the columns parts them: all columns above it are read first.
    """
    edges = Counter(round(stretch.left) for row in rows for stretch in row[1:] + row[:1])
    if depth and len(rows) >= _ROWS_MIN:
        tried = [edge for edge, count in edges.most_common(_EDGES_TRIED) if count >= 2]
        best = max(tried, key=lambda edge: _rows_in_columns(rows, edge), default=0)
        if _rows_in_columns(rows, best):
            return _parted(rows, best, depth)
    return [rows] if rows else []


def _rows_in_columns(rows: list[Row], edge: float) -> int:
    return sum(len(band) for band in _bands(rows, edge) if _are_columns(band, edge))


def _parted(rows: list[Row], edge: float, depth: int) -> list[list[Row]]:
    found: list[list[Row]] = []
    plain: list[Row] = []
    for band in _bands(rows, edge):
        if not _are_columns(band, edge):
            plain += band
            continue
        found += columns_of(plain, depth - 1)
        plain = []
        for side in _sides(band, edge):
            found += columns_of(side, depth - 1)
    return found + columns_of(plain, depth - 1)


def _bands(rows: list[Row], edge: float) -> list[list[Row]]:
    """Part rows where one reaches across the edge; those that do are bands of their own kind."""
    return [list(band) for _, band in groupby(rows, key=lambda row: _crosses(row, edge))]


def _crosses(row: Row, edge: float) -> bool:
    return any(stretch.left < edge - 2 and stretch.right > edge - _GUTTER_EM * stretch.size for stretch in row)


def _sides(band: list[Row], edge: float) -> tuple[list[Row], list[Row]]:
    left = [[stretch for stretch in row if stretch.left < edge - 2] for row in band]
    right = [[stretch for stretch in row if stretch.left >= edge - 2] for row in band]
    return [row for row in left if row], [row for row in right if row]


def _are_columns(band: list[Row], edge: float) -> bool:
    """Say whether rows that leave an edge free are two columns of text, and not a table or a list."""
    if _crosses(band[0], edge):
        return False
    left, right = _sides(band, edge)
    if min(len(left), len(right)) < _ROWS_MIN:
        return False
    top, bottom = (max(left[0][0].top, right[0][0].top), min(left[-1][0].bottom, right[-1][0].bottom))
    shorter = min(side[-1][0].bottom - side[0][0].top for side in (left, right))
    if bottom - top < _OVERLAP_MIN * shorter:
        return False
    if any(fmean(len(stretch.text) for row in side for stretch in row) < _LETTERS_MIN for side in (left, right)):
        return False
    both = len(left) + len(right) - len(band)
    return both < _ALIGNED_MAX * min(len(left), len(right)) or (_is_prose(left) and _is_prose(right))


def _is_prose(side: list[Row]) -> bool:
    """Say whether lines are long and most of them fill their column."""
    words = fmean(sum(len(stretch.text.split()) for stretch in row) for row in side)
    edge_left, edge_right = min(row[0].left for row in side), max(row[-1].right for row in side)
    filled = median(row[-1].right - row[0].left for row in side)
    return words >= _WORDS_MIN and filled >= _FILLED_MIN * (edge_right - edge_left)
