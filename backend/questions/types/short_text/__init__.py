"""A word or a phrase is typed."""

from __future__ import annotations

from collections.abc import Iterator

from backend.questions.types.accepting import text_fraction, with_text
from backend.questions.types.base import Acceptable, Json, PlainContent
from backend.questions.types.pure_type import Accepting, PureType, shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.short_text.marker import bucket, mark
from backend.questions.types.short_text.schema import ShortText
from backend.questions.types.text import fold_text
from backend.questions.types.text_answers import full_text


def _view(content: ShortText, seed: int) -> dict[str, Json]:
    return {}


def _key(content: ShortText) -> dict[str, Json]:
    return {"text": full_text(content.accepted)}


def _flatten(content: ShortText) -> PlainContent:
    extra = {f"accepted.{index}": accepted.pattern for index, accepted in enumerate(content.accepted)}
    return PlainContent(stem=content.stem, extra=extra, typed={"accepted": content.accepted})


def _acceptable(content: ShortText, response: Json) -> Iterator[Acceptable]:
    text = read_text(response_fields(response, "text")["text"])
    if text is not None and (fraction := text_fraction(content.accepted, text)) is not None:
        yield Acceptable("", shorten(fold_text(text)), fraction)


def _with_accepted(content: ShortText, response: Json, part: str, fraction: float) -> ShortText:
    return content.model_copy(update={"accepted": with_text(content.accepted, response["text"], fraction)})


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
    accepting=Accepting(_acceptable, _with_accepted),
)
