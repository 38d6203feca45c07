"""A word or a phrase is typed."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.pure_type import PureType
from backend.questions.types.short_text.marker import bucket, mark
from backend.questions.types.short_text.schema import ShortText
from backend.questions.types.text_answers import full_text


def _view(content: ShortText, seed: int) -> dict[str, Json]:
    return {}


def _key(content: ShortText) -> dict[str, Json]:
    return {"text": full_text(content.accepted)}


def _flatten(content: ShortText) -> PlainContent:
    extra = {f"accepted.{index}": accepted.pattern for index, accepted in enumerate(content.accepted)}
    return PlainContent(stem=content.stem, extra=extra, typed={"accepted": content.accepted})


TYPE = PureType(
    key="short_text",
    label="Short text",
    marker_version=1,
    schema=ShortText,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
