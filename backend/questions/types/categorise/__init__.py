"""Each item is put into one of a few categories."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent, shuffled
from backend.questions.types.categorise.marker import bucket, mark
from backend.questions.types.categorise.schema import Categorise
from backend.questions.types.pure_type import PureType, labelled
from backend.questions.types.rich_text import plain


def _view(content: Categorise, seed: int) -> dict[str, Json]:
    # Categories stay as the author wrote them ("never", "sometimes", "always"): shuffled items tell nothing of theirs.
    return {
        "categories": labelled((category.id, category.text) for category in content.categories),
        "items": labelled((item.id, item.text) for item in shuffled(content.items, seed, "items")),
    }


def _key(content: Categorise) -> dict[str, Json]:
    return {"placements": {item.id: item.category for item in content.items}}


def _flatten(content: Categorise) -> PlainContent:
    places = {category.id: index for index, category in enumerate(content.categories)}
    return PlainContent(
        stem=content.stem,
        options=tuple(plain(category.text) for category in content.categories),
        prompts=tuple(plain(item.text) for item in content.items),
        pairs=tuple(places[item.category] for item in content.items),
        ordered=True,
        extra={f"items.{item.id}": plain(item.text) for item in content.items},
    )


TYPE = PureType(
    key="categorise",
    label="Categorise",
    marker_version=1,
    schema=Categorise,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
