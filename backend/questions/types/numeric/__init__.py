"""A number is typed, perhaps with a unit."""

from __future__ import annotations

from collections.abc import Iterator

from backend.questions.types.accepting import number_fraction, with_number
from backend.questions.types.base import Acceptable, Json, PlainContent
from backend.questions.types.number_answers import full_answer, number_hints, shown_quantity
from backend.questions.types.numeric.marker import bucket, mark
from backend.questions.types.numeric.schema import Numeric
from backend.questions.types.pure_type import Accepting, PureType, shorten
from backend.questions.types.reading import read_text, response_fields


def _view(content: Numeric, seed: int) -> dict[str, Json]:
    return number_hints(content)


def _key(content: Numeric) -> dict[str, Json]:
    return {"text": full_answer(content)}


def _flatten(content: Numeric) -> PlainContent:
    extra = {f"answers.{index}": answer.value for index, answer in enumerate(content.answers)}
    return PlainContent(stem=content.stem, extra=extra, numbers={"answers": content})


def _acceptable(content: Numeric, response: Json) -> Iterator[Acceptable]:
    text = read_text(response_fields(response, "text")["text"])
    if text is not None and (fraction := number_fraction(content, text)) is not None:
        yield Acceptable("", shorten(shown_quantity(content, text)), fraction)


def _with_accepted(content: Numeric, response: Json, part: str, fraction: float) -> Numeric:
    return content.model_copy(update={"answers": with_number(content, response["text"], fraction)})


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
    accepting=Accepting(_acceptable, _with_accepted),
)
