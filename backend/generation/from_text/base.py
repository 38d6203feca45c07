"""What a maker of questions from lesson text is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft

MAX_QUOTE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Maker:
    """Reads an outline and proposes questions. ``make(outline, seed)`` is pure: the same input, the same drafts.

    Each draft's evidence quotes at most 25 words, and ``passage.text[start:end] == quote``.
    """

    key: str
    title: str
    version: int
    make: Callable[[DocumentOutline, int], list[Draft]]
