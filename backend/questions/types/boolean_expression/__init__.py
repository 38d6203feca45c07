"""A Boolean expression is typed."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.boolean_expression.marker import bucket, mark
from backend.questions.types.boolean_expression.schema import BooleanExpression
from backend.questions.types.pure_type import PureType
from backend.questions.types.text_answers import AcceptedText


def _view(content: BooleanExpression, seed: int) -> dict[str, Json]:
    return {"inputs": list(content.names), "operators": list(content.operators), "simplest": content.simplest}


def _key(content: BooleanExpression) -> dict[str, Json]:
    return {"text": content.expression}


def _flatten(content: BooleanExpression) -> PlainContent:
    typed = {"expression": (AcceptedText(pattern=content.expression, kind="exact"),)}
    return PlainContent(stem=content.stem, extra={"expression": content.expression}, typed=typed)


TYPE = PureType(
    key="boolean_expression",
    label="Boolean expression",
    marker_version=1,
    schema=BooleanExpression,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
