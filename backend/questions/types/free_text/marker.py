"""Reads free_text: says what would help whoever marks it, and leaves the mark to a person."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult
from backend.questions.types.free_text.schema import FreeText
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.text import fold_case, found_phrases
from backend.questions.types.verdicts import count_of, unanswered

_WAITS = "Your teacher will read this answer and mark it."


def mark(content: FreeText, response: Json) -> MarkResult:
    """Note what ``{"text": str}`` holds; its fraction is a person's to give. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return unanswered()
    reasons = ["waits for a teacher", count_of(len(text.split()), "word")]
    if content.key_phrases:
        found = found_phrases(content.key_phrases, text)
        reasons.append(f"key phrases in it: {', '.join(found)}" if found else "none of the key phrases is in it")
    return MarkResult(0.0, "needs_marking", reasons=tuple(reasons), feedback=_WAITS)


def bucket(content: FreeText, response: Json) -> Bucket | None:
    """Group by what was written, whatever the case. Raises FormatError."""
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return None
    folded = fold_case(text)
    return Bucket(f"text:{folded}", shorten(text), right=False)
