"""One option is chosen from several."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent, shuffled, thinned
from backend.questions.types.multiple_choice.marker import bucket, mark
from backend.questions.types.multiple_choice.schema import MultipleChoice
from backend.questions.types.pure_type import PureType, labelled
from backend.questions.types.rich_text import plain


def _view(content: MultipleChoice, seed: int) -> dict[str, Json]:
    options = shuffled(content.options, seed, "options") if content.shuffle else content.options
    return {"options": labelled((option.id, option.text) for option in options)}


def _fewer(content: MultipleChoice, seed: int) -> MultipleChoice:
    options = thinned(content.options, lambda option: option.fraction <= 0, seed, "fewer")
    return content.model_copy(update={"options": options})


def _key(content: MultipleChoice) -> dict[str, Json]:
    return {"choice": next(option.id for option in content.options if option.fraction >= 1)}


def _flatten(content: MultipleChoice) -> PlainContent:
    return PlainContent(
        stem=content.stem,
        options=tuple(plain(option.text) for option in content.options),
        keys=tuple(index for index, option in enumerate(content.options) if option.fraction >= 1),
        ordered=not content.shuffle,
        extra={f"feedback.{option.id}": plain(option.feedback) for option in content.options if option.feedback},
    )


TYPE = PureType(
    key="multiple_choice",
    label="Multiple choice",
    marker_version=1,
    schema=MultipleChoice,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    fewer=_fewer,
)
