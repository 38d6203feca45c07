"""A statement is true or false."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.pure_type import PureType
from backend.questions.types.true_false.marker import bucket, mark
from backend.questions.types.true_false.schema import TrueFalse


def _view(content: TrueFalse, seed: int) -> dict[str, Json]:
    return {"reason_required": content.reason_required}


def _key(content: TrueFalse) -> dict[str, Json]:
    return {"value": content.answer}


def _flatten(content: TrueFalse) -> PlainContent:
    return PlainContent(stem=content.stem, ordered=True, options=("True", "False"), keys=(0 if content.answer else 1,))


TYPE = PureType(
    key="true_false",
    label="True or false",
    marker_version=1,
    schema=TrueFalse,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
