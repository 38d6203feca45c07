"""Every Word and PowerPoint file of the corpus: read or refused with a reason, and the words counted a second way.

The second way walks the XML with the standard library and knows nothing of styles, lists or places; it only leaves
out what the parser says that it leaves out: hidden runs, deletions, prompts, tables of contents, page furniture.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.documents.document_parser.outline import DocumentOutline, DocumentRefused
from backend.documents.document_parser.parse import parse
from backend.documents.limited_child import parse_in_child

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
FILES = sorted((*CORPUS.glob("docx/*"), *CORPUS.glob("pptx/*")))
RECOVERED_MIN = 0.99
REFUSED = {
    "made-rtf_named.docx": "wrong_type",
    "made-truncated.pptx": "corrupt",
    "made-truncated_half.docx": "corrupt",
    "made-xml_bomb_400k_paragraphs.docx": "zip_bomb",
    "pb-~$troPython-02-Homework.docx": "lock_file",
}

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BREAKS = {f"{_W}{name}" for name in ("p", "tab", "br", "cr", "tc", "fldChar")} | {f"{_A}p", f"{_A}br", f"{_M}oMath"}
_FURNITURE = {"sldNum", "dt", "ftr", "hdr", "sldImg"}


def text_of(outline: DocumentOutline) -> str:
    parts = [outline.title]
    for section in outline.sections:
        parts += [section.heading, *(passage.text for passage in section.passages)]
    return "\n".join(parts)


def raw_text(node: ET.Element) -> Iterator[str]:
    """All visible text under a node, with a break at the end of each paragraph."""
    if _left_out(node):
        return
    if node.tag in {f"{_W}t", f"{_A}t", f"{_M}t"}:
        yield node.text or ""
    for child in node:
        yield from raw_text(child)
    drop_cap = node.find(f"{_W}pPr/{_W}framePr[@{_W}dropCap]") if node.tag == f"{_W}p" else None
    if node.tag in _BREAKS and drop_cap is None:
        yield "\n"


def _left_out(node: ET.Element) -> bool:
    if node.tag in {_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr"}:
        return True
    if node.tag == f"{_W}r":
        properties = node.find(f"{_W}rPr")
        size = properties.find(f"{_W}sz") if properties is not None else None
        tiny = size is not None and int(size.get(f"{_W}val", "20")) <= 4
        return tiny or (properties is not None and properties.find(f"{_W}vanish") is not None)
    if node.tag == f"{_W}sdt":
        return node.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    if node.tag == f"{_W}p":
        style = node.find(f"{_W}pPr/{_W}pStyle")
        return style is not None and style.get(f"{_W}val", "").upper().startswith("TOC")
    if node.tag == f"{_P}sp":
        place = node.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        return place is not None and place.get("type") in _FURNITURE
    return node.tag == f"{_A}fld" and node.get("type", "").startswith(("slidenum", "datetime"))


def whole_raw_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if "word/document.xml" in names:
            chosen = ["word/document.xml"]
        else:
            deck = ET.fromstring(package.read("ppt/presentation.xml"))
            links = ET.fromstring(package.read("ppt/_rels/presentation.xml.rels"))
            targets = {link.get("Id"): link.get("Target", "") for link in links}
            chosen = [f"ppt/{targets[slide.get(_RID)]}" for slide in deck.iter(f"{_P}sldId")]
            chosen += [name for name in names if name.startswith("ppt/notesSlides/notesSlide")]
        return "\n".join("".join(raw_text(ET.fromstring(package.read(name)))) for name in chosen)


@pytest.mark.parametrize(
    "path",
    FILES or [pytest.param(None, marks=pytest.mark.skip("the corpus is not here"))],
    ids=lambda path: path and path.name,
)
def test_each_file_is_read_with_its_words_or_refused_with_a_reason(path: Path) -> None:
    data = path.read_bytes()
    if path.name in REFUSED:
        with pytest.raises(DocumentRefused) as caught:
            parse(data, path.name)
        assert caught.value.code == REFUSED[path.name]
        assert caught.value.message.endswith(".")
        return
    outline = parse(data, path.name)
    assert outline.title
    # An equation's parts run together in the file, so there the letters are counted, not the words.
    unit = r"\w" if "equations" in path.name else r"\w+"
    wanted, found = (Counter(re.findall(unit, t.casefold())) for t in (whole_raw_text(path), text_of(outline)))
    missing = wanted - found
    assert missing.total() <= (1 - RECOVERED_MIN) * wanted.total(), missing.most_common(20)
    for section in outline.sections:
        for passage in section.passages:
            assert passage.text.strip()
            assert all(0 <= run.start < run.end <= len(passage.text) for run in passage.runs)
            if passage.items:
                assert passage.text == "\n".join(item.text for item in passage.items)


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
@pytest.mark.parametrize(
    "name", ["docx/made-huge_table_1500x8.docx", "pptx/pl-Pythonlearn-02-ExpressionsAndConditionals.pptx"]
)
async def test_the_heaviest_files_pass_through_the_child_with_its_usual_limits(name: str) -> None:
    assert (await parse_in_child(CORPUS / name)).sections
