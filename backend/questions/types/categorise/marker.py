"""Marks categorise: right items / all items."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.categorise.schema import Categorise, Item
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_id, read_id_map, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, UNANSWERED_REASON, unanswered


def _placements(content: Categorise, response: Json) -> dict[str, str]:
    """Return the items that were placed with their categories, in the content's order."""
    categories = {category.id for category in content.categories}
    items = {item.id for item in content.items}
    given = read_id_map(response_fields(response, "placements")["placements"], items)
    chosen = {item.id: read_id(given.get(item.id), categories) for item in content.items}
    return {item: category for item, category in chosen.items() if category is not None}


def _part(item: Item, category: str | None, names: dict[str, str]) -> Part:
    right = item.category == category
    words = UNANSWERED_REASON if category is None else f"put in '{shorten(names[category])}'"
    return Part(item.id, float(right), f"{words}: {'right' if right else 'not right'}")


def _names(content: Categorise) -> dict[str, str]:
    return {category.id: plain(category.text) for category in content.categories}


def mark(content: Categorise, response: Json) -> MarkResult:
    """Mark ``{"placements": {item: category}}``. Raises FormatError."""
    placements = _placements(content, response)
    if not placements:
        return unanswered()
    names = _names(content)
    parts = tuple(_part(item, placements.get(item.id), names) for item in content.items)
    right, count = sum(part.fraction == 1 for part in parts), len(parts)
    if right == count:
        feedback = RIGHT
    elif right:
        feedback = f"{right} of {count} are in the right place: good. Have another look at the rest."
    else:
        feedback = "Not this time. Ask what the things in one group have in common, then try each one again."
    fraction = right / count
    return MarkResult(
        fraction, outcome_of(fraction), parts, (f"{right} of {count} items are in the right category",), (), feedback
    )


def bucket(content: Categorise, response: Json) -> Bucket | None:
    """Group by the whole set of placements. Raises FormatError."""
    placements = _placements(content, response)
    if not placements:
        return None
    names = _names(content)
    label = "; ".join(f"{plain(item.text)} → {names[placements[item.id]]}" for item in content.items
                      if item.id in placements)  # fmt: skip
    key = " ".join(f"{item}>{category}" for item, category in sorted(placements.items()))
    return Bucket(key, shorten(label), placements == {item.id: item.category for item in content.items})
