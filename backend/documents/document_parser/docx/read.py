"""Word documents (.docx): from the package to blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from backend.documents.document_parser.assemble import Block, Blocks, sections_of, without_images
from backend.documents.document_parser.diagrams import diagram_items
from backend.documents.document_parser.docx.inline import Inline, InlineReader, is_placeholder
from backend.documents.document_parser.docx.numbering import ListMark, Numbering
from backend.documents.document_parser.docx.styles import ParagraphStyle, Styles, is_shaded, nearly_white
from backend.documents.document_parser.docx.tables import cell_text, is_plain_style, table_blocks
from backend.documents.document_parser.headings import title_by_look, with_headings_by_look
from backend.documents.document_parser.ooxml import Element, M, W, children, value, whole_number
from backend.documents.document_parser.outline import DocumentOutline, Location
from backend.documents.document_parser.package import Package, corrupt
from backend.documents.document_parser.pictures import Pictures
from backend.documents.document_parser.remarks import Remarks, note_package_oddities
from backend.documents.document_parser.rich_text import Rich, RichText
from backend.documents.document_parser.titles import document_title

_CONTAINERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "sdtContent"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a paragraph stands. ``on_white``: white text can't be seen here. ``plain``: the body's own flow."""

    on_white: bool
    plain: bool


def read_docx(package: Package, main: str, file_name: str) -> DocumentOutline:
    """Return the outline of a Word document. Raises DocumentRefused (corrupt, too_complex)."""
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise corrupt()
    reader = DocxReader(package, main)
    reader.walk(body, Surroundings(on_white=reader.white_page(), plain=True))
    reader.finish()
    blocks, loose = without_images(reader.blocks.found)
    look_title = title_by_look(blocks)
    blocks = with_headings_by_look(blocks)
    early_heading = next((block.rich.text for block in blocks[:3] if block.kind == "heading"), "")
    sections, images = sections_of(blocks, loose)
    return DocumentOutline(
        title=document_title(package, reader.title or early_heading, look_title, file_name=file_name),
        kind="docx",
        sections=sections,
        warnings=(*reader.remarks.sentences(), *reader.pictures.sentences()),
        images=images,
    )


class DocxReader:
    """Walks one document and gathers its blocks."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._relationships = package.relationships(main)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._inline = InlineReader(self._styles)
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._number = 0
        self._carried: list[Inline] = []
        self._fresh = False
        self.blocks = Blocks()
        self.title = ""
        self.remarks = Remarks("paragraph")
        self.pictures = Pictures()

    @property
    def location(self) -> Location:
        """Where the reader stands now."""
        return Location(paragraph=max(self._number, 1))

    @property
    def next_location(self) -> Location:
        """Where the paragraph stands that comes next."""
        return Location(paragraph=self._number + 1)

    def table_is_plain(self, table: Element) -> bool:
        """Say whether a table's style leaves its cells white."""
        return is_plain_style(self._styles.paragraph(value(table.find(f"{W}tblPr"), f"{W}tblStyle") or "").name)

    def _part(self, kind: str) -> Element | None:
        return self._package.find_xml(self._package.related(self._main, kind))

    def _read_notes(self, kind: str) -> dict[str, Element]:
        root = self._part(f"{kind}s")
        if root is None:
            return {}
        return {note.get(f"{W}id", ""): note for note in root.findall(f"{W}{kind}")}

    def white_page(self) -> bool:
        """Say whether the page is white, as it is unless the document sets another background."""
        colour = value(self._package.xml(self._main), f"{W}background", f"{W}color")
        return colour in {None, "auto"} or nearly_white(colour or "")

    def walk(self, container: Element, place: Surroundings) -> None:
        """Read the paragraphs and tables within an element, in order."""
        for child in children(container):
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child, place)
            elif tag == f"{W}tbl":
                table_blocks(self, child, place)
            elif tag == f"{W}sdt":
                if not is_placeholder(child) and not _is_contents_table(child):
                    self.walk(child, place)
            elif tag in _CONTAINERS:
                self.walk(child, place)
            elif tag in {f"{M}oMath", f"{M}oMathPara"}:
                self._bare_equation(child, place)
            elif tag == f"{W}altChunk":
                self.remarks.say(
                    "An inserted document was left out. Open the file in Word, save it and upload it again."
                )

    def finish(self) -> None:
        """Emit what still waits for a next paragraph, and note macros and odd parts."""
        if self._carried:
            self._emit(Inline(), ParagraphStyle(), None, Surroundings(on_white=False, plain=True))
        note_package_oddities(self._package, self.remarks)

    def apart(self, container: Element, place: Surroundings) -> list[Block]:
        """Return the blocks within an element without adding them to the document (cells, footnotes)."""
        outer, self.blocks = self.blocks, Blocks()
        carried, self._carried = self._carried, []
        self.walk(container, place)
        if self._carried:
            self._emit(Inline(), ParagraphStyle(), None, place)
        found, self.blocks, self._carried = self.blocks.found, outer, carried
        return found

    def _bare_equation(self, equation: Element, place: Surroundings) -> None:
        self._number += 1
        found = Inline()
        self._inline.equation(equation, found)
        self._emit(found, ParagraphStyle(), None, place)

    def _paragraph(self, paragraph: Element, place: Surroundings) -> None:
        self._number += 1
        properties = paragraph.find(f"{W}pPr")
        style_id = value(properties, f"{W}pStyle")
        style = self._styles.paragraph(style_id)
        on_white = place.on_white and not (style.shaded or is_shaded(properties))
        found = self._inline.read(paragraph, style_id=style_id, on_white=on_white)
        if found.hidden:
            self.remarks.add("Hidden text", self._number)
        if style.contents_line:
            return
        if _runs_on(properties):
            self._carried.append(found)
            return
        self._emit(found, _outlined(style, properties), self._list_mark(properties, style), place)

    def _list_mark(self, properties: Element | None, style: ParagraphStyle) -> ListMark | None:
        direct = properties.find(f"{W}numPr") if properties is not None else None
        list_id = value(direct, f"{W}numId") or style.list_id
        return self._numbering.mark(list_id, whole_number(value(direct, f"{W}ilvl"), style.list_level))

    def _emit(self, found: Inline, style: ParagraphStyle, mark: ListMark | None, place: Surroundings) -> None:
        """Add a paragraph, with what was carried over before it, and then the things anchored in it."""
        parts = [*self._carried, found]
        self._carried = []
        text = RichText()
        for part in parts:
            text.extend(part.text)
        if not text.blank:
            self._add_text(text, max(part.size_pt for part in parts), style, mark, place)
        for part in parts:
            self._anchored(part, place)

    def _add_text(
        self, text: RichText, size_pt: float, style: ParagraphStyle, mark: ListMark | None, place: Surroundings
    ) -> None:
        block = Block(
            "paragraph", text.tidy(), self.location, exact=text.verbatim(), size_pt=size_pt, plain=place.plain
        )
        if style.heading_level:
            block = replace(block, kind="heading", level=style.heading_level)
            if style.name == "title" and not self.title:
                self.title = block.rich.text
        elif style.name == "caption":
            block = replace(block, kind="caption")
        elif mark is not None:
            block = replace(
                block,
                kind="list",
                level=mark.level,
                ordered=mark.ordered,
                label=mark.label,
                starts_list=mark.starts,
            )
        elif style.code or text.only_code:
            block = replace(block, kind="code", rich=text.verbatim())
        self.blocks.add(replace(block, new_box=self._fresh))
        self._fresh = False

    def _anchored(self, found: Inline, place: Surroundings) -> None:
        for words in found.word_art:
            if words.strip():
                self.blocks.add(Block("paragraph", Rich(" ".join(words.split())), self.location))
        for box in found.boxes_in_order():
            # What lies behind a text box is unknown, so white text in it counts as seen.
            self._fresh = True
            self.walk(box, Surroundings(on_white=False, plain=False))
            self._fresh = True
        for ident in found.diagrams:
            self._diagram(ident)
        for ident, alt in found.pictures:
            for picture in self.pictures.of_part(self._package, self._relationships, ident, alt, self.location):
                self.blocks.add(picture)
        for description in found.descriptions:
            self.blocks.add(Block("alt_text", Rich(description), self.location))
        for kind, ident in found.notes:
            self._note(kind, ident, place)
        if found.charts:
            self.remarks.add("A chart", self._number)

    def _diagram(self, ident: str) -> None:
        link = self._relationships.get(ident)
        data = self._package.find_xml(link.target) if link is not None and not link.external else None
        for words, level in diagram_items(data) if data is not None else []:
            self.blocks.add(Block("list", Rich(words), self.location, level=level))

    def _note(self, kind: str, ident: str, place: Surroundings) -> None:
        # A note that refers to itself would never end, so each is read once.
        note = self._notes[kind].pop(ident, None)
        if note is None:
            return
        number, location, links = self._number, self.location, self._relationships
        self._relationships = {}  # Those of the notes are others, under the same names.
        rich = cell_text(self.apart(note, replace(place, plain=False)))
        self._number, self._relationships = number, links
        if rich.text.strip():
            self.blocks.add(Block("footnote", rich, location))


def _runs_on(properties: Element | None) -> bool:
    """Say whether a paragraph belongs to the next one: a drop cap, or a paragraph mark that was deleted."""
    if properties is None:
        return False
    drop_cap = value(properties, f"{W}framePr", f"{W}dropCap") not in {None, "none"}
    mark = properties.find(f"{W}rPr")
    return drop_cap or (mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")))


def _outlined(style: ParagraphStyle, properties: Element | None) -> ParagraphStyle:
    """Return the style with an outline level set on the paragraph itself."""
    level = value(properties, f"{W}outlineLvl")
    if level is None or style.name.startswith("heading "):
        return style
    number = whole_number(level, 9) + 1
    return replace(style, heading_level=number if number <= 6 else 0)


def _is_contents_table(control: Element) -> bool:
    gallery = value(control.find(f"{W}sdtPr/{W}docPartObj"), f"{W}docPartGallery")
    return gallery == "Table of Contents"
