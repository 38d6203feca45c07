"""Any number of options is ticked."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent, shuffled, thinned
from backend.questions.types.multiple_response.marker import bucket, mark
from backend.questions.types.multiple_response.schema import MultipleResponse, Option
from backend.questions.types.pure_type import PureType, labelled
from backend.questions.types.rich_text import plain


def _view(content: MultipleResponse, seed: int) -> dict[str, Json]:
    options = shuffled(content.options, seed, "options") if content.shuffle else content.options
    return {"options": labelled((option.id, option.text) for option in options)}


def _is_key(content: MultipleResponse, option: Option) -> bool:
    return option.weight > 0 if content.scoring == "weights" else option.correct


def _fewer(content: MultipleResponse, seed: int) -> MultipleResponse:
    # Weights balance each other: without some of the negative ones, ticking everything would score marks.
    if content.scoring == "weights":
        return content
    options = thinned(content.options, lambda option: not option.correct, seed, "fewer")
    return content.model_copy(update={"options": options})


def _key(content: MultipleResponse) -> dict[str, Json]:
    return {"choices": [option.id for option in content.options if _is_key(content, option)]}


def _flatten(content: MultipleResponse) -> PlainContent:
    return PlainContent(
        stem=content.stem,
        options=tuple(plain(option.text) for option in content.options),
        keys=tuple(index for index, option in enumerate(content.options) if _is_key(content, option)),
        ordered=not content.shuffle,
    )


TYPE = PureType(
    key="multiple_response",
    label="Multiple response",
    marker_version=1,
    schema=MultipleResponse,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    fewer=_fewer,
)
