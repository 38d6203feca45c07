"""The lesson files of the journeys: real ones where the corpus is, files made on the spot elsewhere."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pptx
from playwright.async_api import FilePayload

from tests.documents.lessons import word_lesson

CORPUS = Path(__file__).resolve().parents[2].parent / "shared/corpus"
SLIDES = CORPUS / "pptx/pl-Pythonlearn-02-ExpressionsAndConditionals.pptx"
WORDS = CORPUS / "docx/mid-test.docx"

DEFINITIONS = [
    "A variable is a named place in memory where a program keeps a value.",
    "An expression is a combination of values and operators that has a value.",
    "A constant is a value that does not change while a program runs.",
    "A comment is a line that people read and the computer skips.",
    "An operator is a symbol that says what to do with values.",
]


@dataclass(frozen=True)
class Lesson:
    """A lesson file as a browser uploads it."""

    name: str
    media_type: str
    data: bytes

    @property
    def payload(self) -> FilePayload:
        return {"name": self.name, "mimeType": self.media_type, "buffer": self.data}


def slides() -> Lesson:
    """A .pptx with definitions; the real one has steps in order, too."""
    body = SLIDES.read_bytes() if SLIDES.exists() else _deck()
    return Lesson("Expressions.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", body)


def words() -> Lesson:
    """A .docx with definitions; the one made on the spot has steps in order, too."""
    body = WORDS.read_bytes() if WORDS.exists() else word_lesson()
    return Lesson("Worksheet.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", body)


def _deck() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Words to know"
    slide.placeholders[1].text = "\n".join(DEFINITIONS)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()
