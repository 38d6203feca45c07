"""A number is typed, perhaps with a unit."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.number_answers import full_answer, number_hints
from backend.questions.types.numeric.marker import bucket, mark
from backend.questions.types.numeric.schema import Numeric
from backend.questions.types.pure_type import PureType


def _view(content: Numeric, seed: int) -> dict[str, Json]:
    return number_hints(content)


def _key(content: Numeric) -> dict[str, Json]:
    return {"text": full_answer(content)}


def _flatten(content: Numeric) -> PlainContent:
    extra = {f"answers.{index}": answer.value for index, answer in enumerate(content.answers)}
    return PlainContent(stem=content.stem, extra=extra, numbers={"answers": content})


TYPE = PureType(
    key="numeric",
    label="Number",
    marker_version=1,
    schema=Numeric,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
