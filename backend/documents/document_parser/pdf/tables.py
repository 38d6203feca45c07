"""Tables: those with ruling lines by their grid, those without by cells that stand exactly under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from backend.documents.document_parser.pdf.lines import Piece, Stretch, joined, rows_of
from backend.documents.document_parser.pdf.page import Box

_TOUCH_PT = 3.0
_CELLS_MIN = 3
_LINES_MAX = 400
_ALIGNED_PT = 3.0
_APART_EM = 1.0
_WIDE_EM = 3.0
_CELL_WORDS = 4
_LIST_SIGN = re.compile(r"^(\W|o|\(?[\w.]{1,4}[.)]|\.\d+)$")

Cells = list[list[list[Stretch]]]
"""Rows of cells of lines."""


def with_ruled_tables(rules: list[Box], stretches: list[Stretch]) -> list[Stretch]:
    """Return upright stretches with those within ruling lines put together as tables. A frame is no table."""
    tables: list[Stretch] = []
    rest = stretches
    for grid in _grids(rules):
        inside = [stretch for stretch in rest if _in(grid.box, stretch)]
        cells = _filled(grid, inside)
        words = sum(any(cell) for row in cells for cell in row)
        columns = max((sum(1 for cell in row if cell) for row in cells), default=0)
        if words >= _CELLS_MIN and columns >= 2 and sum(any(row) for row in cells) >= 2:
            tables.append(_table(grid.box, [row for row in cells if any(row)]))
            taken = {id(stretch) for stretch in inside}
            rest = [stretch for stretch in rest if id(stretch) not in taken]
    return tables + rest


def _table(box: Box, cells: Cells) -> Stretch:
    """Return a table as one stretch, which stands where its first line does."""
    lines = [line for row in cells for cell in row for line in cell]
    words = " ".join(line.text for line in lines)
    base, size = min(line.base for line in lines), lines[0].size
    return Stretch(box.left, box.right, base, size, 0, [Piece(words, bold=False, code=False)], cells)


@dataclass(frozen=True, slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    level: list[Box]
    upright: list[Box]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def _grids(rules: list[Box]) -> Iterator[_Grid]:
    """Yield the grids that touching lines make, of at least two columns and two rows."""
    if len(rules) > _LINES_MAX * 10:
        return
    for group in _touching(rules):
        level = [rule for rule in group if rule.width > rule.height]
        upright = [rule for rule in group if rule.width <= rule.height]
        xs = _merged([x for rule in upright for x in (rule.left, rule.right)])
        ys = _merged([y for rule in level for y in (rule.top, rule.bottom)])
        if len(xs) >= 3 and len(ys) >= 3:
            yield _Grid(xs, ys, level, upright)


def _touching(rules: list[Box]) -> list[list[Box]]:
    """Group lines that touch, directly or through others."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in rules:
        whole, members = rule, [rule]
        apart = []
        for box, group in groups:
            near = (
                box.left - _TOUCH_PT <= rule.right
                and rule.left <= box.right + _TOUCH_PT
                and box.top - _TOUCH_PT <= rule.bottom
                and rule.top <= box.bottom + _TOUCH_PT
            )
            if near and any(_touch(rule, other) for other in group):
                whole = Box(
                    min(whole.left, box.left),
                    min(whole.top, box.top),
                    max(whole.right, box.right),
                    max(whole.bottom, box.bottom),
                )
                members = members + group
            else:
                apart.append((box, group))
        groups = [*apart, (whole, members)]
    return [group for _, group in groups]


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _TOUCH_PT <= other.right
        and other.left <= one.right + _TOUCH_PT
        and one.top - _TOUCH_PT <= other.bottom
        and other.top <= one.bottom + _TOUCH_PT
    )


def _merged(places: list[float]) -> list[float]:
    """Return places in order, those within a line's width as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _TOUCH_PT:
            merged.append(place)
    return merged


def _in(box: Box, stretch: Stretch) -> bool:
    middle = (stretch.left + stretch.right) / 2
    return box.holds(middle, stretch.base - 0.3 * stretch.size)


def _filled(grid: _Grid, stretches: list[Stretch]) -> Cells:
    """Put lines into cells; a merged cell has its words in its first place."""
    held: list[list[list[Stretch]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    for stretch in stretches:
        x, y = (stretch.left + stretch.right) / 2, stretch.base - 0.3 * stretch.size
        column = max((place for place, edge in enumerate(grid.xs[:-1]) if edge <= x), default=0)
        row = max((place for place, edge in enumerate(grid.ys[:-1]) if edge <= y), default=0)
        while column and not _ruled(grid.upright, x=grid.xs[column], y=y):
            column -= 1
        while row and not _ruled(grid.level, x=x, y=grid.ys[row]):
            row -= 1
        held[row][column].append(stretch)
    return [[[joined(line) for line in rows_of(cell)] for cell in row] for row in held]


def _ruled(rules: list[Box], *, x: float, y: float) -> bool:
    return any(rule.holds(x, y, slack=_TOUCH_PT) for rule in rules)


def with_aligned_tables(rows: list[list[Stretch]]) -> list[list[Stretch]]:
    """Return rows with those that stand in columns, exactly under each other, put together as tables."""
    found: list[list[Stretch]] = []
    place = 0
    while place < len(rows):
        end, cells = _aligned_from(rows, place)
        if cells:
            used = [stretch for row in rows[place:end] for stretch in row]
            left, right = min(each.left for each in used), max(each.right for each in used)
            found.append([_table(Box(left, used[0].top, right, used[-1].bottom), cells)])
            place = end
        else:
            found.append(rows[place])
            place += 1
    return found


def _aligned_from(rows: list[list[Stretch]], start: int) -> tuple[int, Cells]:
    """Return the end of the table that begins at a row, and its cells; no cells when none begins."""
    first = rows[start]
    if any(stretch.cells for stretch in first) or len(first) < 2 or not _cells_apart(first):
        return start, []
    cells: Cells = [[[stretch] for stretch in first]]
    place = start + 1
    while place < len(rows):
        columns = _columns_hit(first, cells, rows[place])
        pitch = rows[place][0].base - rows[place - 1][0].base
        if columns is None or pitch > 3.5 * first[0].size:
            break
        if len(columns) == 1 and pitch > 1.6 * first[0].size:
            break
        if len(columns) == 1:
            cells[-1][columns[0]].append(rows[place][0])
        else:
            line: list[list[Stretch]] = [[] for _ in first]
            for column, stretch in zip(columns, rows[place], strict=True):
                line[column].append(stretch)
            cells.append(line)
        place += 1
    return (place, cells) if _is_table(cells) else (start, [])


def _cells_apart(row: list[Stretch]) -> bool:
    gaps = (right.left - left.right for left, right in pairwise(row))
    return all(gap >= _APART_EM * row[0].size for gap in gaps) and not all(stretch.code for stretch in row)


def _columns_hit(first: list[Stretch], cells: Cells, row: list[Stretch]) -> list[int] | None:
    """Return the column of each stretch, or ``None`` when one of them stands under none."""
    if len(row) > 1 and not _cells_apart(row):
        return None
    found: list[int] = []
    for stretch in row:
        column = next(
            (place for place in range(len(first)) if place not in found and _under(first[place], stretch)), None
        )
        if column is None or (column + 1 < len(first) and stretch.right > first[column + 1].left):
            return None
        found.append(column)
    return found if found == sorted(found) else None


def _under(head: Stretch, stretch: Stretch) -> bool:
    middle = (head.left + head.right) / 2 - (stretch.left + stretch.right) / 2
    return min(abs(head.left - stretch.left), abs(head.right - stretch.right), abs(middle)) <= _ALIGNED_PT


def _is_table(cells: Cells) -> bool:
    signs = [_LIST_SIGN.match(row[0][0].text.strip()) for row in cells if row[0]]
    if all(signs):
        return False
    if len(cells) >= 3 or (len(cells) == 2 and len(cells[0]) >= 3):
        return True
    short = all(len(stretch.text.split()) <= _CELL_WORDS for row in cells for cell in row for stretch in cell)
    return len(cells) == 2 and short and all(_wide_apart(row) for row in cells)


def _wide_apart(row: list[list[Stretch]]) -> bool:
    filled = [cell[0] for cell in row if cell]
    gaps = [right.left - left.right for left, right in pairwise(filled)]
    return bool(gaps) and min(gaps) >= _WIDE_EM * filled[0].size
