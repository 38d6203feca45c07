"""Each prompt is paired with an option."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent, shuffled, thinned
from backend.questions.types.matching.marker import bucket, mark
from backend.questions.types.matching.schema import Matching
from backend.questions.types.pure_type import PureType, labelled
from backend.questions.types.rich_text import plain


def _view(content: Matching, seed: int) -> dict[str, Json]:
    return {
        "prompts": labelled((prompt.id, prompt.text) for prompt in shuffled(content.prompts, seed, "prompts")),
        "options": labelled((option.id, option.text) for option in shuffled(content.options, seed, "options")),
    }


def _fewer(content: Matching, seed: int) -> Matching:
    belong = set(content.pairs.values())
    options = thinned(content.options, lambda option: option.id not in belong, seed, "fewer")
    return content.model_copy(update={"options": options})


def _key(content: Matching) -> dict[str, Json]:
    return {"pairs": dict(content.pairs)}


def _flatten(content: Matching) -> PlainContent:
    places = {option.id: index for index, option in enumerate(content.options)}
    return PlainContent(
        stem=content.stem,
        options=tuple(plain(option.text) for option in content.options),
        prompts=tuple(plain(prompt.text) for prompt in content.prompts),
        pairs=tuple(places[content.pairs[prompt.id]] for prompt in content.prompts),
        extra={f"prompts.{prompt.id}": plain(prompt.text) for prompt in content.prompts},
    )


TYPE = PureType(
    key="matching",
    label="Matching",
    marker_version=1,
    schema=Matching,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    fewer=_fewer,
)
