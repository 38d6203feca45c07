"""Items are put in order."""

from __future__ import annotations

from itertools import count

from backend.questions.types.base import Json, PlainContent, shuffled
from backend.questions.types.ordering.marker import bucket, mark
from backend.questions.types.ordering.schema import Item, Ordering
from backend.questions.types.pure_type import PureType, labelled
from backend.questions.types.rich_text import plain


def _shown(content: Ordering, seed: int) -> list[Item]:
    """Return the items shuffled; with three or more, never in the right order by accident."""
    orders = (shuffled(content.items, seed, f"items.{turn}") for turn in count())
    if len(content.items) == 2:
        return next(orders)
    return next(order for order in orders if order != list(content.items))


def _view(content: Ordering, seed: int) -> dict[str, Json]:
    return {"items": labelled((item.id, item.text) for item in _shown(content, seed))}


def _key(content: Ordering) -> dict[str, Json]:
    return {"order": [item.id for item in content.items]}


def _flatten(content: Ordering) -> PlainContent:
    return PlainContent(stem=content.stem, options=tuple(plain(item.text) for item in content.items))


TYPE = PureType(
    key="ordering",
    label="Ordering",
    marker_version=1,
    schema=Ordering,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
)
