"""Marks ordering in six ways. n is the number of items; items that the response leaves out earn nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.ordering.schema import Ordering
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_ids, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, count_of, unanswered


def longest_subset(ranks: Sequence[int]) -> int:
    """Return the length of the longest subsequence in rising order (patience sorting, O(n log n))."""
    tails: list[int] = []
    for rank in ranks:
        place = bisect_left(tails, rank)
        tails[place : place + 1] = [rank]
    return len(tails)


def longest_run(ranks: Sequence[int]) -> int:
    """Return the length of the longest stretch of neighbours that follow each other directly in the right order."""
    best = length = min(1, len(ranks))
    for left, right in pairwise(ranks):
        length = length + 1 if right == left + 1 else 1
        best = max(best, length)
    return best


def _share_of_items(length: int, count: int) -> Fraction:
    """Return L/n; one item alone is always in order and earns nothing."""
    return Fraction(length, count) if length >= 2 else Fraction(0)


def score(scoring: str, ranks: Sequence[int], count: int) -> tuple[Fraction, str]:
    """Return the fraction earned and why. ranks: the right places 0..count-1 of the items in the order given."""
    match scoring:
        case "all_or_nothing":
            right = list(ranks) == list(range(count))
            return Fraction(right), f"all or nothing: the order is {'right' if right else 'not right'}"
        case "absolute":
            placed = sum(place == rank for place, rank in enumerate(ranks))
            return Fraction(placed, count), f"{placed} of {count} items are in their right place"
        case "relative_next":
            follows = sum(right == left + 1 for left, right in pairwise(ranks))
            return Fraction(follows, count - 1), f"{follows} of {count - 1} items are followed by the right one"
        case "concordant_pairs":
            pairs = sum(left < right for left, right in combinations(ranks, 2))
            total = count * (count - 1) // 2
            return Fraction(pairs, total), f"{pairs} of {total} pairs are in the right order"
        case "longest_run":
            length = longest_run(ranks)
            return _share_of_items(length, count), f"the longest unbroken run in the right order is {length} of {count}"
        case _:
            length = longest_subset(ranks)
            return _share_of_items(length, count), f"{length} of {count} items are in the right order among themselves"


def _order(content: Ordering, response: Json) -> list[str]:
    known = {item.id for item in content.items}
    return read_ids(response_fields(response, "order")["order"], known)


def _parts(content: Ordering, order: list[str]) -> tuple[Part, ...]:
    places = {element_id: place for place, element_id in enumerate(order, start=1)}
    parts = []
    for rank, item in enumerate(content.items, start=1):
        placed = f"placed {places[item.id]}" if item.id in places else "not placed"
        parts.append(Part(item.id, float(places.get(item.id) == rank), f"{placed}, belongs {rank}"))
    return tuple(parts)


def _feedback(length: int, count: int, fraction: float) -> str:
    if fraction >= 1:
        return RIGHT
    if length >= 2 and fraction > 0:
        return f"{length} of the {count_of(count, 'item')} already follow each other well. Look at where the others go."
    return "Not in order yet. Ask yourself what has to happen first, and what can only come after it."


def mark(content: Ordering, response: Json) -> MarkResult:
    """Mark ``{"order": [id]}``. Raises FormatError."""
    order = _order(content, response)
    if not order:
        return unanswered()
    right_place = {item.id: rank for rank, item in enumerate(content.items)}
    ranks = [right_place[element_id] for element_id in order]
    exact, reason = score(content.scoring, ranks, len(content.items))
    fraction = float(exact)
    return MarkResult(
        fraction=fraction,
        outcome=outcome_of(fraction),
        parts=_parts(content, order),
        reasons=(reason,),
        feedback=_feedback(longest_subset(ranks), len(content.items), fraction),
    )


def bucket(content: Ordering, response: Json) -> Bucket | None:
    """Group by the order given. Raises FormatError."""
    order = _order(content, response)
    if not order:
        return None
    texts = {item.id: plain(item.text) for item in content.items}
    right = order == [item.id for item in content.items]
    return Bucket(" ".join(order), shorten(" → ".join(texts[element_id] for element_id in order)), right)
