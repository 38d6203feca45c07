"""Every PDF of the corpus through the child with its usual limits: read or refused, and the words counted twice.

The second way is pypdf's own extraction, an independent reader that knows nothing of columns, tables or hidden text.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.limited_child import parse_in_child
from tests.documents.parser.test_corpus import CORPUS, RECOVERED_MIN, text_of

FILES = sorted(CORPUS.glob("pdf/*"))
REFUSED = {
    "made-flate_bomb_100MB.pdf": "zip_bomb",
    "pb-pygame_shapes.pdf": "scan",
    "pypdf-encrypted_doc_no_id.pdf": "scan",
    "pypdf-encryption-r4-aes-user-password.pdf": "password_protected",
    "pypdf-imagemagick-CCITTFaxDecode.pdf": "scan",
    "pypdf-issue-3850-1bit-indexed-flate.pdf": "scan",
    "spf-023-cmyk-image-cmyk-image.pdf": "scan",
}
UNCOUNTED = {
    "made-docx_named.pdf": "a Word document",
    "pypdf-encryption-r6-empty-password.pdf": "pypdf needs another package to decrypt it",
    "made-rotated_white_blank.pdf": "a third of it is white on white",
    "pypdf-issue-301.pdf": "specks taken for letters, which each reader parts in its own way",
    "pypdf-multilang.pdf": "Arabic, which neither reader puts into order",
}
_FURNITURE = re.compile(
    r"^\W*\d{0,3}\W*the +siege +o\w +vicks\w+\W*\d{0,3}\W*$|^\s*\d{1,3}\s*$", re.IGNORECASE | re.MULTILINE
)
"""Page numbers, and the running head of the one file that has one."""


def words_of(text: str) -> Counter[str]:
    """The words of a text, with those that a line end parts put together."""
    whole = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-z])", "", text)
    return Counter(re.findall(r"[^\W_]+", whole.casefold()))


@pytest.mark.parametrize(
    "path",
    FILES or [pytest.param(None, marks=pytest.mark.skip("the corpus is not here"))],
    ids=lambda path: path and path.name,
)
async def test_each_pdf_is_read_with_its_words_or_refused_with_a_reason(path: Path) -> None:
    if path.name in REFUSED:
        with pytest.raises(DocumentRefused) as caught:
            await parse_in_child(path)
        assert caught.value.code == REFUSED[path.name]
        assert caught.value.message.endswith(".")
        return
    outline = await parse_in_child(path)
    assert outline.title
    for section in outline.sections:
        for passage in section.passages:
            assert passage.text.strip()
            assert passage.location.page or outline.kind != "pdf"
            assert all(0 <= run.start < run.end <= len(passage.text) for run in passage.runs)
    if path.name in UNCOUNTED:
        return
    raw = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    wanted, found = words_of(_FURNITURE.sub("", raw)), words_of(text_of(outline))
    missing = wanted - found
    assert missing.total() <= (1 - RECOVERED_MIN) * wanted.total(), missing.most_common(20)
