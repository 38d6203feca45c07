"""A program is read, and what it prints is written down."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.predict_output.marker import bucket, mark
from backend.questions.types.predict_output.schema import PredictOutput
from backend.questions.types.programs import output_lines
from backend.questions.types.pure_type import PureType


def _view(content: PredictOutput, seed: int) -> dict[str, Json]:
    return {"code": content.code, "inputs": list(output_lines(content.stdin))}


def _key(content: PredictOutput) -> dict[str, Json]:
    return {"text": content.expected}


def _flatten(content: PredictOutput) -> PlainContent:
    known = {f"known.{index}.text": known.text for index, known in enumerate(content.known)}
    extra = {"expected": content.expected, **known}
    # What is asked: the same program with other inputs is another question.
    asked = (content.code, content.stdin) if content.stdin.strip() else (content.code,)
    return PlainContent(stem=content.stem, options=asked, extra=extra)


TYPE = PureType(
    key="predict_output",
    label="Predict the output",
    marker_version=1,
    schema=PredictOutput,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
