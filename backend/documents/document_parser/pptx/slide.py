"""One slide: its shapes in reading order as blocks, with what is hidden left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from backend.documents.document_parser.alt_text import meaningful
from backend.documents.document_parser.assemble import Block
from backend.documents.document_parser.diagrams import diagram_items
from backend.documents.document_parser.ooxml import CHART, DGM, A, Element, P, R, children, whole_number
from backend.documents.document_parser.outline import Location
from backend.documents.document_parser.package import Package
from backend.documents.document_parser.pictures import Pictures
from backend.documents.document_parser.places import Box, box_of, in_reading_order
from backend.documents.document_parser.pptx.colours import Palette
from backend.documents.document_parser.pptx.geometry import Frame, transform_of
from backend.documents.document_parser.pptx.inheritance import SlideParts, is_title, placeholder_type
from backend.documents.document_parser.pptx.text import TextPlace, read_text
from backend.documents.document_parser.remarks import Remarks
from backend.documents.document_parser.rich_text import Rich, join
from backend.documents.document_parser.table_text import SPAN_MAX, table_passage

_PAGE_FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr", "sldImg"))
_SHAPES = frozenset(f"{P}{name}" for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEADING_WORDS_MAX = 12
_HEADING_LARGER = 1.2
_BESIDE_A_TITLE = frozenset(("alt_text", "image"))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A shape with its place on the slide. ``members`` are a group's, in reading order."""

    shape: Element
    box: Box
    sure: bool
    members: tuple[_Placed, ...] = ()


class SlideReader:
    """Reads one slide; the blocks come back with the title as a heading first."""

    def __init__(
        self, package: Package, parts: SlideParts, *, number: int, slide: Box, remarks: Remarks, pictures: Pictures
    ) -> None:
        self._package = package
        self._parts = parts
        self._links = package.relationships(parts.name)
        self._palette = Palette(parts)
        self._slide = slide
        self._remarks = remarks
        self._pictures = pictures
        self._number = number
        self._location = Location(slide=number)

    def read(self) -> list[Block]:
        """Return the slide's blocks, the notes last; a slide without words gives at most pictures."""
        tree = self._parts.root.find(f"{P}cSld/{P}spTree")
        placed = self._place(tree, Frame()) if tree is not None else []
        heading: Block | None = None
        blocks: list[Block] = []
        for item in self._leaves(placed):
            found = self._shape(item)
            if heading is None and found and is_title(item.shape):
                heading = self._heading([block.rich for block in found if block.kind not in _BESIDE_A_TITLE])
                found = [block for block in found if block.kind in _BESIDE_A_TITLE]
            blocks.extend(found)
        if heading is None:
            heading, blocks = self._heading_by_look(blocks)
        blocks.extend(self._notes())
        wordless = all(block.kind == "image" for block in blocks) and not heading.rich.text
        return blocks if wordless else [heading, *blocks]

    def _heading(self, lines: list[Rich]) -> Block:
        return Block("heading", join(lines, " "), self._location, level=1)

    def _heading_by_look(self, blocks: list[Block]) -> tuple[Block, list[Block]]:
        """Take a short first line in clearly larger letters than all the rest as the heading of an untitled slide."""
        words = [block for block in blocks if block.kind != "image"]
        first, rest = (words[0], words[1:]) if words else (None, [])
        sizes = [block.size_pt for block in rest if block.kind in {"paragraph", "list", "code"}]
        stands_out = (
            first is not None
            and first.kind == "paragraph"
            and first.size_pt is not None
            and not (rest and not rest[0].new_box and rest[0].kind == "paragraph")
            and len(first.rich.text.split()) <= _HEADING_WORDS_MAX
            and not first.rich.text.endswith(".")
            and all(size is not None and first.size_pt >= _HEADING_LARGER * size for size in sizes)
        )
        if first is None or not stands_out or not rest:
            return self._heading([]), blocks
        return self._heading([first.rich]), [block for block in blocks if block is not first]

    def _place(self, tree: Element, frame: Frame) -> list[_Placed]:
        items = []
        for shape in children(tree):
            if shape.tag not in _SHAPES or placeholder_type(shape) in _PAGE_FURNITURE:
                continue
            if _is_hidden(shape):
                if _has_words(shape):
                    self._remarks.add("Hidden text", self._number)
                continue
            transform = transform_of(shape)
            members: tuple[_Placed, ...] = ()
            if shape.tag == f"{P}grpSp":
                members = tuple(self._place(shape, frame.within(transform)))
            own = box_of(transform)
            box = frame.place(own) if own is not None else self._inherited_box(shape)
            fallback = Box(self._slide.left, self._slide.top + self._slide.height / 3, 0, 0)
            items.append(_Placed(shape, box or fallback, box is not None, members))
        return in_reading_order(items, lambda item: item.box, self._slide.height)

    def _inherited_box(self, shape: Element) -> Box | None:
        boxes = (box_of(transform_of(ancestor)) for ancestor in self._parts.ancestors(shape))
        return next((box for box in boxes if box is not None), None)

    def _leaves(self, placed: list[_Placed] | tuple[_Placed, ...]) -> Iterator[_Placed]:
        for item in placed:
            yield item
            yield from self._leaves(item.members)

    def _shape(self, item: _Placed) -> list[Block]:
        shape = item.shape
        if item.sure and shape.tag != f"{P}grpSp" and item.box.outside(self._slide):
            if _has_words(shape):
                self._remarks.add("Text beside the slide", self._number)
            return []
        blocks: list[Block] = []
        body = shape.find(f"{P}txBody")
        if body is not None:
            blocks += self._text(body, shape, item.box if item.sure else None)
        elif shape.tag == f"{P}graphicFrame":
            blocks += self._graphic(shape, item.box if item.sure else None)
        description = _description(shape)
        blocks += self._picture(shape, description)
        words = " ".join(block.rich.text for block in blocks)
        if description and description not in words:
            blocks.append(Block("alt_text", Rich(description), self._location))
        return blocks

    def _picture(self, shape: Element, description: str) -> list[Block]:
        """Return a picture, or what a shape is filled with."""
        for path in (f"{P}blipFill/{A}blip", f"{P}spPr/{A}blipFill/{A}blip"):
            blip = shape.find(path)
            if blip is not None:
                ident = blip.get(f"{R}embed", "")
                return self._pictures.of_part(self._package, self._links, ident, description, self._location)
        return []

    def _text(self, body: Element, shape: Element | None, box: Box | None) -> list[Block]:
        ground = self._palette.ground(shape, box) if shape is not None else None
        place = TextPlace(self._parts, shape, self._location, lambda run: self._palette.unseen(run, ground))
        found = read_text(body, place)
        if found.hidden:
            self._remarks.add("Hidden text", self._number)
        return found.blocks

    def _graphic(self, frame: Element, box: Box | None) -> list[Block]:
        table = frame.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is not None:
            return self._table(table)
        diagram = next(frame.iter(f"{DGM}relIds"), None)
        if diagram is not None:
            return self._diagram(diagram.get(f"{R}dm", ""))
        if next(frame.iter(f"{CHART}chart"), None) is not None:
            self._remarks.add("A chart", self._number)
        elif next(frame.iter(f"{P}oleObj"), None) is not None:
            self._remarks.add("An embedded file", self._number)
        return []

    def _table(self, table: Element) -> list[Block]:
        rows: list[list[Rich]] = []
        for row in table.findall(f"{A}tr"):
            cells = []
            for cell in row.findall(f"{A}tc"):
                body = cell.find(f"{A}txBody")
                merged = cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}
                blocks = [] if body is None or merged else self._text(body, None, None)
                cells.append(join((block.rich for block in blocks), "\n"))
            rows.append(cells[: SPAN_MAX * SPAN_MAX])
        passage = table_passage(rows, self._location)
        return [] if passage is None else [passage]

    def _diagram(self, ident: str) -> list[Block]:
        link = self._links.get(ident)
        data = self._package.find_xml(link.target) if link is not None and not link.external else None
        items = diagram_items(data) if data is not None else []
        blocks = [Block("list", Rich(words), self._location, level=level) for words, level in items]
        return [replace(block, new_box=place == 0) for place, block in enumerate(blocks)]

    def _notes(self) -> list[Block]:
        root = self._package.find_xml(self._package.related(self._parts.name, "notesSlide"))
        if root is None:
            return []
        shapes = [s for s in root.iter(f"{P}sp") if placeholder_type(s) not in _PAGE_FURNITURE and not _is_hidden(s)]
        lines: list[Rich] = []
        for shape in shapes:
            body = shape.find(f"{P}txBody")
            place = TextPlace(self._parts, None, self._location, lambda run: self._palette.unseen(run, None))
            found = read_text(body, place) if body is not None else None
            if found is not None:
                lines += [block.rich for block in found.blocks]
                if found.hidden:
                    self._remarks.add("Hidden text", self._number)
        return [Block("note", join(lines, "\n"), self._location)] if lines else []


def slide_box(presentation: Element) -> Box:
    """Return the rectangle of a slide; 4:3 on 10 inches where the file doesn't say."""
    size = presentation.find(f"{P}sldSz")
    width = whole_number(size.get("cx") if size is not None else None, 9_144_000)
    height = whole_number(size.get("cy") if size is not None else None, 6_858_000)
    return Box(0, 0, max(width, 1), max(height, 1))


def _properties(shape: Element) -> Element | None:
    """Return the ``p:cNvPr`` of a shape of any kind."""
    return next((holder.find(f"{P}cNvPr") for holder in shape if str(holder.tag).startswith(f"{P}nv")), None)


def _is_hidden(shape: Element) -> bool:
    properties = _properties(shape)
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _has_words(shape: Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{A}t"))


def _description(shape: Element) -> str:
    properties = _properties(shape)
    if properties is None or any(node.get("val") == "1" for node in properties.iter(_DECORATIVE)):
        return ""
    return meaningful(properties.get("descr") or properties.get("title"))
