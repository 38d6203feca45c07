"""Marks ordering in six ways. n is the number of items; items that the response leaves out earn nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.ordering.schema import Ordering
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_ids, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, count_of, unanswered


def longest_subset(ranks: Sequence[int]) -> list[int]:
    """Return a longest subsequence in rising order; of several, the one that is complete first."""
    ending_at: list[list[int]] = []
    for rank in ranks:
        before = max((chain for chain in ending_at if chain[-1] < rank), key=len, default=[])
        ending_at.append([*before, rank])
    return max(ending_at, key=len, default=[])


def longest_run(ranks: Sequence[int]) -> list[int]:
    """Return the longest stretch of neighbours that follow each other directly in the right order."""
    runs: list[list[int]] = []
    for rank in ranks:
        if runs and runs[-1][-1] + 1 == rank:
            runs[-1].append(rank)
        else:
            runs.append([rank])
    return max(runs, key=len, default=[])


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
            length = len(longest_run(ranks))
            return _share_of_items(length, count), f"the longest unbroken run in the right order is {length} of {count}"
        case _:
            length = len(longest_subset(ranks))
            return _share_of_items(length, count), f"{length} of {count} items are in the right order among themselves"


def _order(content: Ordering, response: Json) -> list[str]:
    known = {item.id for item in content.items}
    return read_ids(response_fields(response, "order")["order"], known)


def _verdicts(scoring: str, ranks: Sequence[int], count: int) -> dict[int, tuple[Fraction, str]]:
    """Return what each item that was placed adds, by its rank and by the same rule as the whole, and why."""
    match scoring:
        case "all_or_nothing" | "absolute":
            return {
                rank: (Fraction(place == rank), f"placed {place + 1}, belongs {rank + 1}")
                for place, rank in enumerate(ranks)
            }
        case "relative_next":
            followed = {left for left, right in pairwise(ranks) if right == left + 1}
            return {
                rank: (Fraction(rank in followed), f"{'' if rank in followed else 'not '}followed by the right item")
                for rank in ranks
            }
        case "concordant_pairs":
            pairs = Counter(rank for pair in combinations(ranks, 2) if pair[0] < pair[1] for rank in pair)
            others = count_of(count - 1, "other")
            return {
                rank: (Fraction(pairs[rank], count - 1), f"in the right order with {pairs[rank]} of {others}")
                for rank in ranks
            }
    kept = longest_run(ranks) if scoring == "longest_run" else longest_subset(ranks)
    if len(kept) < 2:
        none = "no item is followed by the right one" if scoring == "longest_run" else "no two are in the right order"
        return dict.fromkeys(ranks, (Fraction(0), f"doesn't count: {none}"))
    among = "the longest unbroken run" if scoring == "longest_run" else "the items in the right order"
    counts, out = f"counts: one of {among}", f"doesn't count: not one of {among}"
    return {rank: (Fraction(rank in kept), counts if rank in kept else out) for rank in ranks}


def _parts(content: Ordering, ranks: Sequence[int]) -> tuple[Part, ...]:
    verdicts = _verdicts(content.scoring, ranks, len(content.items))
    # Nothing follows the last item, so by successors it has nothing to add.
    judged = content.items[:-1] if content.scoring == "relative_next" else content.items
    found = ((item.id, *verdicts.get(rank, (Fraction(0), "not placed"))) for rank, item in enumerate(judged))
    return tuple(Part(element_id, float(fraction), reason) for element_id, fraction, reason in found)


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
        parts=_parts(content, ranks),
        reasons=(reason,),
        feedback=_feedback(len(longest_subset(ranks)), len(content.items), fraction),
    )


def bucket(content: Ordering, response: Json) -> Bucket | None:
    """Group by the order given. Raises FormatError."""
    order = _order(content, response)
    if not order:
        return None
    texts = {item.id: plain(item.text) for item in content.items}
    right = order == [item.id for item in content.items]
    return Bucket(" ".join(order), shorten(" → ".join(texts[element_id] for element_id in order)), right)
