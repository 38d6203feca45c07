"""Tables of Word: merged cells, tables within tables, and boxes that are only a frame around text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backend.documents.document_parser.assemble import Block
from backend.documents.document_parser.docx.styles import is_shaded
from backend.documents.document_parser.ooxml import Element, W, children, value, whole_number
from backend.documents.document_parser.rich_text import Rich, join
from backend.documents.document_parser.table_text import SPAN_MAX, table_passage

if TYPE_CHECKING:
    from backend.documents.document_parser.docx.read import DocxReader, Surroundings

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_PLAIN_STYLES = frozenset(("", "table grid", "normal table", "table normal", "table grid light"))
_WITHIN_CELL = frozenset(("paragraph", "list", "code", "heading", "caption"))


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    span: int
    continues: bool


def table_blocks(reader: DocxReader, table: Element, place: Surroundings) -> None:
    """Read a table into the reader's blocks. A table of one cell is a frame, and its content stays running text."""
    rows = [(row, list(_cells(row))) for row in _inside(table, f"{W}tr") if not _deleted(row)]
    inner = replace(place, plain=False, on_white=place.on_white and reader.table_is_plain(table))
    if len(rows) == 1 and len(rows[0][1]) == 1:
        cell = rows[0][1][0].element
        reader.walk(cell, replace(inner, on_white=inner.on_white and not is_shaded(cell.find(f"{W}tcPr"))))
        return
    location = reader.next_location
    texts: list[list[Rich]] = []
    after: list[Block] = []
    for row, cells in rows:
        line = [Rich("")] * _skipped(row, "gridBefore")
        for part in cells:
            line.append(_read_cell(reader, part, inner, after))
            line.extend([Rich("")] * (part.span - 1))
        texts.append(line + [Rich("")] * _skipped(row, "gridAfter"))
    passage = table_passage(texts, location)
    if passage is not None:
        reader.blocks.add(passage)
    for block in after:
        reader.blocks.add(block)


def cell_text(blocks: list[Block]) -> Rich:
    """Return the words of some blocks as one text, a line for each."""
    return join((block.rich for block in blocks if block.kind in _WITHIN_CELL), "\n")


def _read_cell(reader: DocxReader, cell: _Cell, place: Surroundings, after: list[Block]) -> Rich:
    on_white = place.on_white and not is_shaded(cell.element.find(f"{W}tcPr"))
    blocks = reader.apart(cell.element, replace(place, on_white=on_white))
    if cell.continues:
        # Word doesn't show what stands in the lower cells of a vertical merge.
        return Rich("")
    after.extend(block for block in blocks if block.kind not in _WITHIN_CELL)
    return cell_text(blocks)


def _cells(row: Element) -> Iterator[_Cell]:
    for cell in _inside(row, f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            continue
        merges = [properties.find(f"{W}{name}") for name in ("vMerge", "hMerge")] if properties is not None else []
        continues = any(merge is not None and merge.get(f"{W}val", "continue") == "continue" for merge in merges)
        span = whole_number(value(properties, f"{W}gridSpan"), 1)
        yield _Cell(cell, min(max(span, 1), SPAN_MAX), continues)


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield rows or cells, also those within content controls and insertions."""
    for child in children(parent):
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, wanted)


def _deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _skipped(row: Element, name: str) -> int:
    return min(max(whole_number(value(row.find(f"{W}trPr"), f"{W}{name}")), 0), SPAN_MAX)


def is_plain_style(style_name: str) -> bool:
    """Say whether a table style leaves the cells white."""
    return style_name in _PLAIN_STYLES
