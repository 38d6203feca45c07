"""Sentences are written; a person marks them by a rubric."""

from __future__ import annotations

from backend.questions.types.base import GuideLine, Json, MarkingGuide, PlainContent
from backend.questions.types.free_text.marker import bucket, mark
from backend.questions.types.free_text.schema import FreeText
from backend.questions.types.pure_type import PureType


def _view(content: FreeText, seed: int) -> dict[str, Json]:
    return {"word_range": content.word_range.model_dump() if content.word_range else None, "by_person": True}


def _key(content: FreeText) -> dict[str, Json]:
    return {"text": content.model_answer}


def _flatten(content: FreeText) -> PlainContent:
    extra = {f"rubric.{index}.text": criterion.text for index, criterion in enumerate(content.rubric)}
    extra |= {f"key_phrases.{index}": phrase for index, phrase in enumerate(content.key_phrases)}
    if content.model_answer:
        extra["model_answer"] = content.model_answer
    return PlainContent(stem=content.stem, extra=extra)


def _guide(content: FreeText) -> MarkingGuide:
    lines = tuple(GuideLine(criterion.id, criterion.text, criterion.marks) for criterion in content.rubric)
    return MarkingGuide(lines, content.key_phrases)


TYPE = PureType(
    key="free_text",
    label="Free text",
    marker_version=1,
    schema=FreeText,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    guide=_guide,
)
