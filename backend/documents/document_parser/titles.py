"""The title of a file: from its text, its properties or its name."""

from __future__ import annotations

import re

from backend.documents.document_parser.ooxml import Element
from backend.documents.document_parser.package import Package

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_GENERIC = re.compile(
    r"^(microsoft (word|powerpoint)\b.*|word document|powerpoint[- ]pr(e|ä)sentation|presentation\d*|document\d*"
    r"|.*\.(pdf|docx?|pptx?|od[tp]|indd|qxd|tex|dvi)|untitled\d*|slide 1|title|no slide title|click to (add|edit).*)$",
    re.IGNORECASE,
)
_LENGTH_MAX = 200


def document_title(package: Package, from_text: str, by_look: str, *, file_name: str) -> str:
    """Return the first good title of: the file's own title or heading, its properties, its first line, its name."""
    return first_good_title(from_text, _property(package), by_look, file_name=file_name)


def first_good_title(*candidates: str, file_name: str) -> str:
    """Return the first candidate that says something, else the file's name without its ending."""
    stem = file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or file_name
    for candidate in (*candidates, stem.replace("_", " ")):
        title = " ".join(candidate.split())[:_LENGTH_MAX]
        if title and not _GENERIC.match(title):
            return title
    return "Untitled"


def _property(package: Package) -> str:
    root: Element | None = package.find_xml(package.related("", "core-properties"))
    return "" if root is None else root.findtext(_TITLE) or ""
