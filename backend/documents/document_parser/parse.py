"""The way in: bytes of a file to its outline. Pure, and not to be called on a stranger's file outside the child."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from backend.documents.document_parser.docx.read import read_docx
from backend.documents.document_parser.first_bytes import is_pdf
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.document_parser.package import too_complex
from backend.documents.document_parser.pptx.read import read_pptx
from backend.documents.document_parser.sniff import sniff


def parse(data: bytes, file_name: str) -> DocumentOutline:
    """Return the outline of a .docx, .pptx or .pdf; its kind is told by content, the name only helps with the title.

    Raises DocumentRefused with the codes of ``docs/documents.md``.
    """
    try:
        if is_pdf(data):
            return _pdf_reader()(data, file_name)
        kind, package, main = sniff(data, file_name)
        return read_docx(package, main, file_name) if kind == "docx" else read_pptx(package, main, file_name)
    except (MemoryError, RecursionError) as exc:
        raise too_complex() from exc


def _pdf_reader() -> Callable[[bytes, str], DocumentOutline]:
    """Return ``read_pdf``; PDFium is loaded only for files that need it."""
    module = importlib.import_module("backend.documents.document_parser.pdf.read")
    reader: Callable[[bytes, str], DocumentOutline] = module.read_pdf
    return reader
