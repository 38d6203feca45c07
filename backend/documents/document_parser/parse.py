"""The way in: bytes of a file to its outline. Pure, and not to be called on a stranger's file outside the child."""

from __future__ import annotations

from backend.documents.document_parser.docx.read import read_docx
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.document_parser.package import too_complex
from backend.documents.document_parser.pptx.read import read_pptx
from backend.documents.document_parser.sniff import sniff


def parse(data: bytes, file_name: str) -> DocumentOutline:
    """Return the outline of a .docx or .pptx; its kind is told by content, the name only helps with the title.

    Raises DocumentRefused with the codes of ``docs/documents.md``.
    """
    try:
        kind, package, main = sniff(data, file_name)
        return read_docx(package, main, file_name) if kind == "docx" else read_pptx(package, main, file_name)
    except (MemoryError, RecursionError) as exc:
        raise too_complex() from exc
