"""What all makers make of a lesson, and what must hold for each draft."""

from __future__ import annotations

from backend.generation.from_text.registry import MAKERS
from backend.generation.linter import lint
from backend.questions.types.registry import get_type


def passages_of(outline):
    return {passage.id: passage for section in outline.sections for passage in section.passages}


def all_drafts(outline, seed=1):
    return [draft for maker in MAKERS for draft in maker.make(outline, seed)]


def check_drafts(outline, drafts):
    """What must hold for every draft of every maker."""
    passages = passages_of(outline)
    for draft in drafts:
        evidence = draft.evidence
        assert passages[evidence.passage_id].text[evidence.start : evidence.end] == evidence.quote
        assert 0 < len(evidence.quote.split()) <= 25
        question_type = get_type(draft.type)
        content = question_type.parse_content(draft.content)
        assert question_type.mark(content, question_type.key_view(content)).fraction == 1
        assert lint(question_type.plain_content(content), draft.type) == []
