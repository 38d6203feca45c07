"""PowerPoint presentations (.pptx): from the package to an outline with a section for each slide."""

from __future__ import annotations

from backend.documents.document_parser.assemble import Block, Blocks, sections_of, without_images
from backend.documents.document_parser.ooxml import P, R
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.document_parser.package import Package
from backend.documents.document_parser.pictures import Pictures
from backend.documents.document_parser.pptx.inheritance import SlideParts
from backend.documents.document_parser.pptx.slide import SlideReader, slide_box
from backend.documents.document_parser.remarks import Remarks, note_package_oddities
from backend.documents.document_parser.titles import document_title


def read_pptx(package: Package, main: str, file_name: str) -> DocumentOutline:
    """Return the outline of a presentation. Raises DocumentRefused (corrupt, too_complex)."""
    presentation = package.xml(main)
    links = package.relationships(main)
    default_style = presentation.find(f"{P}defaultTextStyle")
    remarks, pictures = Remarks("slide"), Pictures()
    size = slide_box(presentation)
    blocks = Blocks()
    number = 0
    for item in presentation.iterfind(f"{P}sldIdLst/{P}sldId"):
        link = links.get(item.get(f"{R}id", ""))
        if link is None or link.external or not package.has(link.target):
            remarks.say("A slide is missing from the file. Check that all of the lesson is here.")
            continue
        number += 1
        parts = SlideParts(package, link.target, default_style)
        if parts.root.get("show") in {"0", "false"}:
            remarks.add("The hidden slide", number)
            continue
        reader = SlideReader(package, parts, number=number, slide=size, remarks=remarks, pictures=pictures)
        for block in reader.read():
            blocks.add(block)
    note_package_oddities(package, remarks)
    words, loose = without_images(blocks.found)
    sections, images = sections_of(words, loose)
    return DocumentOutline(
        title=document_title(package, _first_heading(words), "", file_name=file_name),
        kind="pptx",
        sections=sections,
        warnings=(*remarks.sentences(), *pictures.sentences()),
        images=images,
    )


def _first_heading(blocks: list[Block]) -> str:
    return next((block.rich.text for block in blocks[:1] if block.kind == "heading"), "")
