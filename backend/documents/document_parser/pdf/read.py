"""PDF files: from the bytes to an outline, page by page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from backend.documents.document_parser.assemble import Block, Blocks, LooseImages, sections_of
from backend.documents.document_parser.headings import title_by_look, with_headings_by_look
from backend.documents.document_parser.outline import DocumentOutline, DocumentRefused, Image, Location
from backend.documents.document_parser.package import too_complex
from backend.documents.document_parser.pdf.columns import columns_of
from backend.documents.document_parser.pdf.distrust import refuse_the_untrustworthy
from backend.documents.document_parser.pdf.furniture import Sheet, without_furniture
from backend.documents.document_parser.pdf.lines import Stretch, joined, rows_of, stretches_of
from backend.documents.document_parser.pdf.page import Page
from backend.documents.document_parser.pdf.paragraphs import (
    Line,
    Paragraph,
    Typography,
    code_of,
    goes_on,
    paragraphs_of,
    rich_of,
)
from backend.documents.document_parser.pdf.pdfium import PdfFile, broken_pdf
from backend.documents.document_parser.pdf.tables import with_aligned_tables, with_ruled_tables
from backend.documents.document_parser.pictures import Pictures
from backend.documents.document_parser.remarks import Remarks
from backend.documents.document_parser.rich_text import Rich, RichText
from backend.documents.document_parser.table_text import table_passage
from backend.documents.document_parser.titles import first_good_title

PAGES_MAX = 1_000
LETTERS_MAX = 3_000_000
"""Letters of a whole file; a 300-page book has about 800,000."""
_UNKNOWN_SHARE = 0.05


def read_pdf(data: bytes, file_name: str) -> DocumentOutline:
    """Return the outline of a PDF.

    Raises DocumentRefused (corrupt, password_protected, scan, too_complex, zip_bomb).
    """
    refuse_the_untrustworthy(data)
    remarks, pictures = Remarks("page"), Pictures()
    with PdfFile(data) as file:
        sheets = _sheets(file, remarks, pictures)
        _note_oddities(file, remarks)
        property_title = file.title
    sheets, furniture = without_furniture(sheets)
    if furniture:
        remarks.say("Page numbers and running lines at the top or foot of pages were left out.")
    blocks = _blocks([column for sheet in sheets for column in _columns(sheet)])
    look_title = title_by_look(blocks)
    blocks = with_headings_by_look(blocks)
    early = next((block.rich.text for block in blocks[:3] if block.kind == "heading"), "")
    sections, images = sections_of(blocks, _images(sheets, blocks))
    return DocumentOutline(
        title=first_good_title(early, property_title, look_title, file_name=file_name),
        kind="pdf",
        sections=sections,
        warnings=(*remarks.sentences(), *pictures.sentences()),
        images=images,
    )


def _images(sheets: list[Sheet], blocks: list[Block]) -> LooseImages:
    """Return each picture once, after the last words of its page."""
    starts = [block.location.page or 0 for block in blocks]
    found: dict[str, tuple[int, Image]] = {}
    for sheet in sheets:
        for image in sheet.page.images:
            # Paragraphs go on across pages, but begin in their order.
            before = bisect_right(starts, sheet.page.number)
            found.setdefault(image.id, (before, replace(image, location=Location(page=sheet.page.number))))
    return list(found.values())


def _sheets(file: PdfFile, remarks: Remarks, pictures: Pictures) -> list[Sheet]:
    """Read all pages and note what is left out. Raises DocumentRefused when all that there is to read is pictures."""
    if not 0 < file.page_count <= PAGES_MAX:
        raise too_complex() if file.page_count else broken_pdf()
    sheets: list[Sheet] = []
    scans: list[int] = []
    letters = 0
    for number, page in enumerate(file.pages(pictures), start=1):
        if page is None:
            remarks.add("What could not be read", number)
            continue
        letters += len(page.letters)
        if letters > LETTERS_MAX:
            raise too_complex()
        _note_page(page, remarks)
        if page.only_a_picture:
            scans.append(number)
        sheets.append(_sheet(page))
    if not letters and scans:
        raise DocumentRefused(
            "scan",
            "This PDF is a scan: its pages are pictures without text. Upload the document that was printed, "
            "or let a scanner app or Word recognise the text first, and upload that.",
        )
    if not letters:
        remarks.say(
            "No text was found. If you can see words, they are drawn as pictures: upload the original document."
        )
    for number in scans:
        remarks.add("A page that is only a picture (a scan)", number)
    return sheets


def _sheet(page: Page) -> Sheet:
    by_angle: dict[int, list[Stretch]] = {0: []}
    for stretch in stretches_of(page):
        by_angle.setdefault(stretch.angle, []).append(stretch)
    page.letters.clear()
    rows = rows_of(with_ruled_tables(page.rules, by_angle.pop(0)))
    turned = sorted(by_angle.values(), key=lambda group: -sum(len(stretch.text) for stretch in group))
    return Sheet(page, rows, tuple(rows_of(group) for group in turned))


def _note_page(page: Page, remarks: Remarks) -> None:
    if page.hidden:
        remarks.add("Hidden text", page.number)
    if page.beside:
        remarks.add("Text beside the page", page.number)
    if page.unknown > _UNKNOWN_SHARE * len(page.letters):
        remarks.add("Lettering that the file gives no meaning to", page.number)
    if page.recognised:
        remarks.say(
            "Pages were scanned and their words come from text recognition, which makes mistakes: check the wording."
        )


def _note_oddities(file: PdfFile, remarks: Remarks) -> None:
    if file.attachment_count:
        remarks.say("The file has other files attached. They were not opened.")
    if file.has_script:
        remarks.say("The file contains small programs (JavaScript). They were ignored.")
    if file.has_form:
        remarks.say("The file has fields to fill in. What was filled in was left out.")


def _columns(sheet: Sheet) -> Iterator[list[Line]]:
    """Yield the lines of a page in reading order, a list for each column; a table is a line of its own column."""
    groups = sorted([sheet.rows, *sheet.turned], key=lambda rows: -_letter_count(rows))
    for rows in groups:
        for column in columns_of(rows):
            yield from _lines(with_aligned_tables(column), sheet.page.number)


def _letter_count(rows: list[list[Stretch]]) -> int:
    return sum(len(stretch.text) for row in rows for stretch in row)


def _lines(rows: list[list[Stretch]], page: int) -> Iterator[list[Line]]:
    edges = [stretch for row in rows for stretch in row if stretch.cells is None]
    left, right = min((each.left for each in edges), default=0.0), max((each.right for each in edges), default=0.0)
    lines: list[Line] = []
    for row in rows:
        loose = [stretch for stretch in row if stretch.cells is None]
        if loose:
            lines.append(Line(joined(loose), page, left, right))
        for table in row:
            if table.cells is not None:
                yield lines
                yield [Line(table, page, table.left, table.right)]
                lines = []
    yield lines


def _blocks(columns: list[list[Line]]) -> list[Block]:
    usual = Typography(columns)
    found: list[Paragraph | Line] = []
    for lines in columns:
        if lines and lines[0].stretch.cells is not None:
            found.append(lines[0])
            continue
        paragraphs = paragraphs_of(lines, usual)
        last = found[-1] if found else None
        if paragraphs and isinstance(last, Paragraph) and goes_on(last, paragraphs[0]):
            last.lines += paragraphs.pop(0).lines
        found += paragraphs
    blocks = Blocks()
    for item in found:
        block = _table_block(item, usual) if isinstance(item, Line) else _block(item, usual)
        if block is not None:
            blocks.add(block)
    return blocks.found


def _block(paragraph: Paragraph, usual: Typography) -> Block | None:
    location = Location(page=paragraph.page)
    if paragraph.kind == "code":
        text = code_of(paragraph, usual).verbatim()
        return Block("code", text, location, exact=text)
    rich = rich_of(paragraph, usual)
    if rich.blank:
        return None
    if paragraph.kind == "list":
        return Block("list", rich.tidy(), location, level=paragraph.level, size_pt=paragraph.size)
    kind: Literal["caption", "paragraph"] = "caption" if paragraph.kind == "caption" else "paragraph"
    exact = code_of(paragraph, usual).verbatim() if len(paragraph.lines) == 1 else None
    return Block(kind, rich.tidy(), location, exact=exact, size_pt=paragraph.size, plain=True)


def _table_block(line: Line, usual: Typography) -> Block | None:
    rows: list[list[Rich]] = []
    for row in line.stretch.cells or []:
        cells = []
        for cell in row:
            lines = [Line(each, line.page, each.left, each.right) for each in cell]
            cells.append(rich_of(Paragraph(lines), usual).tidy() if lines else RichText().tidy())
        rows.append(cells)
    return table_passage(rows, Location(page=line.page))
