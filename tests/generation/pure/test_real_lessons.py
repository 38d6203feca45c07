"""Questions made from the lesson files of the corpus: sound, and as many as a teacher would hope for."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.parse import parse
from tests.generation.pure.drafts import all_drafts, check_drafts

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
FILES = sorted((*CORPUS.glob("docx/*.docx"), *CORPUS.glob("pptx/*.pptx")))
NO_CORPUS = pytest.mark.skip("the corpus is not here")


@pytest.mark.parametrize(
    "path", FILES or [pytest.param(None, marks=NO_CORPUS)], ids=lambda path: path.name if path else "no corpus"
)
def test_drafts_from_real_files_are_sound(path):
    try:
        outline = parse(path.read_bytes(), path.name)
    except DocumentRefused:
        return
    check_drafts(outline, all_drafts(outline))


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("pb-IntroPython-01-Intro.pptx", 8),
        ("pb-IntroPython-02-InputOutputExceptions.pptx", 16),
        ("pb-IntroPython-03-Conditionals.pptx", 12),
        ("pl-Pythonlearn-02-ExpressionsAndConditionals.pptx", 30),
    ],
)
def test_real_lessons_give_drafts(name, at_least):
    path = CORPUS / "pptx" / name
    assert len(all_drafts(parse(path.read_bytes(), name))) >= at_least
