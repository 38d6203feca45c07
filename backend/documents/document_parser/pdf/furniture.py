"""What stands on every page and belongs to none: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.documents.document_parser.pdf.lines import Stretch
from backend.documents.document_parser.pdf.page import Page

_ZONE = 0.11
"""The share of the page's height, at its top and its foot, where running heads and feet stand."""
_FAR_ZONE, _APART_EM = 0.18, 1.8
"""Further in, only what stands well apart from the text can be a running line."""
_ROWS = 3
_SHARE_MIN = 0.4
_PAGES_MIN = 3
_NUMBER = re.compile(r"^(?:page|p\.|slide)?\s*[-–—|]?\s*(\d{1,4})\s*[-–—|]?\s*(?:(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its rows, from top to bottom, and the rows of each other direction that text runs in."""

    page: Page
    rows: list[list[Stretch]]
    turned: tuple[list[list[Stretch]], ...] = ()


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], bool]:
    """Return the pages without running heads, feet and page numbers, and whether there were any."""
    repeated, shifts = _repeated(sheets), _numberings(sheets)
    kept: list[Sheet] = []
    removed = False
    for sheet in sheets:
        rows = list(sheet.rows)
        for place in sorted(_edge_rows(sheet), reverse=True):
            if _is_numbered(sheet, place, shifts):
                row = []
            else:
                row = [stretch for stretch in rows[place] if _key(stretch) not in repeated]
            removed = removed or len(row) < len(rows[place])
            rows[place : place + 1] = [row] if row else []
        kept.append(replace(sheet, rows=rows))
    return kept, removed


def _is_numbered(sheet: Sheet, place: int, shifts: set[int]) -> bool:
    """Say whether an outermost row holds the page's number; what stands beside it is a running head."""
    return place in {0, len(sheet.rows) - 1} and not shifts.isdisjoint(_shifts(sheet, place))


def _numberings(sheets: Sequence[Sheet]) -> set[int]:
    """Return by how much printed numbers are ahead of the pages: the same on two pages or more."""
    found = Counter(
        shift
        for sheet in sheets
        for place in {0, len(sheet.rows) - 1} & _edge_rows(sheet)
        for shift in _shifts(sheet, place)
    )
    return {shift for shift, count in found.items() if count >= 2 or (len(sheets) == 1 and shift == 0)}


def _shifts(sheet: Sheet, place: int) -> set[int]:
    """Return, for each number that stands apart in a row, how far it is ahead of the page's own."""
    found = (_NUMBER.match(stretch.text.strip()) for stretch in sheet.rows[place])
    return {int(match.group(1)) - sheet.page.number for match in found if match}


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Return the lines, digits apart, that stand at one height on many pages; even and odd pages may differ."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_key(stretch) for place in _edge_rows(sheet) for stretch in sheet.rows[place]})
    enough = max(min(_PAGES_MIN, len(sheets)), 2, _SHARE_MIN * len(sheets))
    return {key for key, count in seen.items() if count >= enough and any(sign.isalpha() for sign in key[0])}


def _edge_rows(sheet: Sheet) -> set[int]:
    """Return the rows that stand at the edges: near them, or far out and apart from the text."""
    rows, height = sheet.rows, sheet.page.height
    near = {*range(min(_ROWS, len(rows))), *range(max(len(rows) - _ROWS, 0), len(rows))}
    found = {
        place for place in near if rows[place][0].bottom <= _ZONE * height or rows[place][0].top >= (1 - _ZONE) * height
    }
    if len(rows) > 1:
        first, second, before, last = rows[0][0], rows[1][0], rows[-2][0], rows[-1][0]
        if first.bottom <= _FAR_ZONE * height and second.base - first.base >= _APART_EM * second.size:
            found.add(0)
        if last.top >= (1 - _FAR_ZONE) * height and last.base - before.base >= _APART_EM * before.size:
            found.add(len(rows) - 1)
    return found


def _key(stretch: Stretch) -> tuple[str, int]:
    return _DIGITS.sub("#", stretch.text.casefold().strip()), round(stretch.base / 6)
