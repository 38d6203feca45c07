"""Small Word and PowerPoint files made for one test each, so that a test shows exactly what is in its file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from backend.documents.document_parser.outline import DocumentOutline, Passage
from backend.documents.document_parser.parse import parse

BASE = "http://schemas.openxmlformats.org"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": f"{BASE}/wordprocessingml/2006/main",
        "m": f"{BASE}/officeDocument/2006/math",
        "r": f"{BASE}/officeDocument/2006/relationships",
        "a": f"{BASE}/drawingml/2006/main",
        "p": f"{BASE}/presentationml/2006/main",
        "wp": f"{BASE}/drawingml/2006/wordprocessingDrawing",
        "dgm": f"{BASE}/drawingml/2006/diagram",
        "c": f"{BASE}/drawingml/2006/chart",
        "mc": f"{BASE}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIP = f"{BASE}/officeDocument/2006/relationships"

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="School heading"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Source"><w:name w:val="Source Code"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Dark"><w:name w:val="Grid Table 5 Dark"/></w:style>
"""


def _level(number: int, number_format: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_level(0, "bullet", "•")}{_level(1, "bullet", "o")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "decimal", "%1.")}{_level(1, "lowerLetter", "%2)")}'
    f"{_level(2, 'lowerRoman', '%1.%2.%3')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def docx(
    body: str,
    *,
    footnotes: str = "",
    more: Mapping[str, str | bytes] | None = None,
    links: str = "",
    background: str = "",
    content_type: str = DOCX_MAIN,
) -> bytes:
    """A Word file with this body, our styles and lists, and no core properties."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
        ),
        "_rels/.rels": _links(
            f'<Relationship Id="r1" Type="{_RELATIONSHIP}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {NAMESPACES}>{background}<w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        "word/_rels/document.xml.rels": _links(
            "".join(
                f'<Relationship Id="{kind}" Type="{_RELATIONSHIP}/{kind}" Target="{kind}.xml"/>'
                for kind in ("styles", "numbering", "footnotes")
            )
            + links
        ),
    }
    return zipped({**parts, **(more or {})})


def _links(items: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def link(ident: str, kind: str, target: str) -> str:
    """One relationship of the document part."""
    return f'<Relationship Id="{ident}" Type="{_RELATIONSHIP}/{kind}" Target="{target}"/>'


def run(text: str, properties: str = "") -> str:
    """A run with direct formatting."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, *, style: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes one run."""
    inner = content if content.startswith("<") else run(content)
    style_tag = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style_tag}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, *, list_id: int, level: int = 0) -> str:
    """A list item by direct numbering."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """A table cell; plain text becomes one paragraph."""
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str], properties: str = "") -> str:
    """A table of cells made by ``cell``."""
    lines = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"


def text_box(content: str) -> str:
    """A text box as Word writes it: once for new readers, once for old ones."""
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


BODY = para("A byte is a group of eight bits, and it holds one character of plain text.")
"""Running text, so that what stands above it may be a heading."""


def read(data: bytes, name: str = "lesson.docx") -> DocumentOutline:
    """Parse a file."""
    return parse(data, name)


def passages(outline: DocumentOutline, kind: str | None = None) -> list[Passage]:
    """All passages of an outline, or those of one kind."""
    return [p for section in outline.sections for p in section.passages if kind in {None, p.kind}]


def texts(outline: DocumentOutline, kind: str | None = None) -> list[str]:
    """The texts of all passages, or of those of one kind."""
    return [passage.text for passage in passages(outline, kind)]


def presentation() -> Presentation:
    """python-pptx's default deck, without slides: 10 by 7.5 inches on white."""
    return Presentation()


def pptx_bytes(deck: Presentation) -> bytes:
    """The deck as a file."""
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def add_text(slide: Any, text: str, *, left: float, top: float, width: float = 2, height: float = 0.5) -> Any:
    """Add a text box to a slide or group; inches."""
    inch = 914_400
    box = slide.shapes.add_textbox(*(Emu(int(value * inch)) for value in (left, top, width, height)))
    box.text_frame.text = text
    return box
