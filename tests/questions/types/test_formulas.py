"""The formulas of the specification, written a second time and independently, against the markers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.base import outcome_of
from backend.questions.types.registry import get_type

IDS = ["k3m9qa", "zz81ba", "a00wxy", "pq7rst", "m2m2m2", "c9c8c7"]

MULTIPLE_RESPONSE = get_type("multiple_response")
ORDERING = get_type("ordering")


def multiple_response(correct: set[str], n: int, scoring: str, weights: dict[str, float] | None = None):
    options = [
        {"id": one, "text": f"Option {one}", "correct": one in correct}
        | ({"fraction": weights[one]} if weights else {})
        for one in IDS[:n]
    ]
    return MULTIPLE_RESPONSE.parse_content({"stem": "Which?", "options": options, "scoring": scoring})


def expected_multiple_response(scoring: str, correct: set[str], ticked: set[str], n: int) -> Fraction:
    """Count option by option instead of with sets."""
    hits = sum(1 for one in IDS[:n] if one in correct and one in ticked)
    false_alarms = sum(1 for one in IDS[:n] if one not in correct and one in ticked)
    handled = sum(1 for one in IDS[:n] if (one in correct) == (one in ticked))
    if scoring == "all_or_nothing":
        return Fraction(1 if handled == n else 0)
    if scoring == "net_correct":
        return max(Fraction(0), Fraction(hits - false_alarms, len(correct)))
    return Fraction(handled, n)


@pytest.mark.parametrize("scoring", ["all_or_nothing", "net_correct", "each_option"])
@pytest.mark.parametrize("n", [2, 3, 4])
def test_multiple_response_over_every_key_and_every_answer(scoring: str, n: int):
    subsets = [set(some) for size in range(n + 1) for some in combinations(IDS[:n], size)]
    for correct in subsets[1:]:
        content = multiple_response(correct, n, scoring)
        assert MULTIPLE_RESPONSE.mark(content, {"choices": []}).outcome == "unanswered"
        for ticked in subsets[1:]:
            result = MULTIPLE_RESPONSE.mark(content, {"choices": list(ticked)})
            expected = float(expected_multiple_response(scoring, correct, ticked, n))
            assert (result.fraction, result.outcome) == (expected, outcome_of(expected))


@given(st.sets(st.sampled_from(IDS[:5]), min_size=1))
@settings(max_examples=31)
def test_weights_are_added_and_clamped(ticked: set[str]):
    hundredths = dict(zip(IDS, [70, 30, -20, -30, -50], strict=False))
    content = multiple_response(set(IDS[:2]), 5, "weights", {one: h / 100 for one, h in hundredths.items()})
    total = sum(hundredths[one] for one in ticked)
    assert MULTIPLE_RESPONSE.mark(content, {"choices": sorted(ticked)}).fraction == min(100, max(0, total)) / 100


def is_subsequence_rising(ranks: tuple[int, ...], places: tuple[int, ...]) -> bool:
    return all(ranks[a] < ranks[b] for a, b in pairwise(places))


def brute_longest_subset(ranks: tuple[int, ...]) -> int:
    """Try every subset of places, longest first."""
    for size in range(len(ranks), 0, -1):
        if any(is_subsequence_rising(ranks, places) for places in combinations(range(len(ranks)), size)):
            return size
    return 0


def brute_longest_run(ranks: tuple[int, ...]) -> int:
    """Try every stretch of neighbours: an unbroken run holds start, start + 1, …"""
    stretches = [ranks[a:b] for a in range(len(ranks)) for b in range(a + 1, len(ranks) + 1)]
    return max(len(s) for s in stretches if list(s) == list(range(s[0], s[0] + len(s))))


def expected_ordering(scoring: str, ranks: tuple[int, ...], n: int) -> Fraction:
    if scoring == "all_or_nothing":
        return Fraction(ranks == tuple(range(n)))
    if scoring == "absolute":
        return Fraction(len([1 for place in range(len(ranks)) if ranks[place] == place]), n)
    if scoring == "relative_next":
        return Fraction(len({*pairwise(ranks)} & {(a, a + 1) for a in range(n - 1)}), n - 1)
    if scoring == "concordant_pairs":
        right = [1 for a in range(n) for b in range(a) if a in ranks and b in ranks and ranks.index(b) < ranks.index(a)]
        return Fraction(2 * len(right), n * (n - 1))
    longest = brute_longest_run(ranks) if scoring == "longest_run" else brute_longest_subset(ranks)
    return Fraction(0) if longest < 2 else Fraction(longest, n)


@pytest.mark.parametrize(
    "scoring", ["all_or_nothing", "absolute", "relative_next", "concordant_pairs", "longest_subset", "longest_run"]
)
@pytest.mark.parametrize("n", [2, 3, 5])
def test_ordering_over_every_order_and_every_part_of_one(scoring: str, n: int):
    items = [{"id": one, "text": f"Step {one}"} for one in IDS[:n]]
    content = ORDERING.parse_content({"stem": "Put in order.", "items": items, "scoring": scoring})
    for size in range(1, n + 1):
        for ranks in permutations(range(n), size):
            result = ORDERING.mark(content, {"order": [IDS[rank] for rank in ranks]})
            expected = float(expected_ordering(scoring, ranks, n))
            assert (result.fraction, result.outcome) == (expected, outcome_of(expected)), ranks


@pytest.mark.parametrize("scoring", ["absolute", "relative_next", "concordant_pairs", "longest_subset", "longest_run"])
def test_the_parts_of_an_ordering_are_as_right_as_the_whole(scoring: str):
    items = [{"id": one, "text": f"step {one}"} for one in IDS[:4]]
    content = ORDERING.parse_content({"stem": "Put in order.", "items": items, "scoring": scoring})
    for ranks in (some for size in range(1, 5) for some in permutations(range(4), size)):
        result = ORDERING.mark(content, {"order": [IDS[rank] for rank in ranks]})
        mean = sum(Fraction(part.fraction).limit_denominator(12) for part in result.parts) / len(result.parts)
        assert float(mean) == pytest.approx(result.fraction), (ranks, result)


def test_an_item_in_its_place_does_not_count_where_places_are_not_marked():
    items = [{"id": one, "text": f"step {one}"} for one in IDS[:3]]
    content = ORDERING.parse_content({"stem": "Put in order.", "items": items})
    result = ORDERING.mark(content, {"order": IDS[2::-1]})
    assert (result.fraction, [part.fraction for part in result.parts]) == (0.0, [0.0, 0.0, 0.0])
    assert {part.reason for part in result.parts} == {"doesn't count: no two are in the right order"}


def test_ordering_defaults_to_the_longest_subset():
    items = [{"id": one, "text": one} for one in IDS[:4]]
    content = ORDERING.parse_content({"stem": "Put in order.", "items": items})
    assert ORDERING.mark(content, {"order": [IDS[3], *IDS[:3]]}).fraction == 0.75


@given(st.permutations(range(6)))
@settings(max_examples=60)
def test_longest_subset_of_six(ranks: list[int]):
    items = [{"id": one, "text": one} for one in IDS]
    content = ORDERING.parse_content({"stem": "Put in order.", "items": items})
    longest = brute_longest_subset(tuple(ranks))
    expected = longest / 6 if longest > 1 else 0
    assert ORDERING.mark(content, {"order": [IDS[rank] for rank in ranks]}).fraction == expected


@given(st.lists(st.sampled_from([None, *IDS[3:]]), min_size=3, max_size=3))
@settings(max_examples=64)
def test_matching_counts_right_prompts(chosen: list[str | None]):
    matching = get_type("matching")
    content = matching.parse_content(
        {
            "stem": "Match.",
            "prompts": [{"id": one, "text": one} for one in IDS[:3]],
            "options": [{"id": one, "text": one} for one in IDS[3:]],
            "pairs": {IDS[0]: IDS[4], IDS[1]: IDS[4], IDS[2]: IDS[5]},
        }
    )
    result = matching.mark(content, {"pairs": dict(zip(IDS[:3], chosen, strict=True))})
    if chosen == [None] * 3:
        assert result.outcome == "unanswered"
    else:
        right = [chosen[0] == IDS[4], chosen[1] == IDS[4], chosen[2] == IDS[5]].count(True)
        assert result.fraction == right / 3


@given(
    st.lists(st.integers(1, 100), min_size=4, max_size=4),
    st.lists(st.sampled_from(["full", "half", "none", "  "]), min_size=4, max_size=4),
)
@settings(max_examples=80)
def test_cloze_is_the_weighted_mean_of_its_gaps(weights: list[int], typed: list[str]):
    cloze = get_type("cloze")
    accepted = [{"pattern": "full"}, {"pattern": "half", "fraction": 0.5}, {"pattern": "none", "fraction": 0}]
    gaps = {
        one: {"type": "short_text", "weight": w, "accepted": accepted} for one, w in zip(IDS[:4], weights, strict=True)
    }
    passage = " and ".join(f"[[{one}]]" for one in IDS[:4])
    content = cloze.parse_content({"stem": "Fill in.", "passage": passage, "gaps": gaps})
    result = cloze.mark(content, {"gaps": dict(zip(IDS[:4], typed, strict=True))})
    halves = {"full": 2, "half": 1, "none": 0, "  ": 0}
    mean = Fraction(sum(w * halves[t] for w, t in zip(weights, typed, strict=True)), 2 * sum(weights))
    assert result.fraction == float(mean)
    assert (result.outcome == "unanswered") == (typed == ["  "] * 4)


@pytest.mark.parametrize(("fraction", "expected"), [(1.7, 1.0), (1, 1.0), (0.4, 0.4), (0, 0.0), (-0.5, 0.0)])
def test_multiple_choice_clamps_the_fraction(fraction: float, expected: float):
    multiple_choice = get_type("multiple_choice")
    options = [{"id": IDS[0], "text": "a", "fraction": fraction}, {"id": IDS[1], "text": "b", "fraction": 1}]
    content = multiple_choice.parse_content({"stem": "Which?", "options": options})
    assert multiple_choice.mark(content, {"choice": IDS[0]}).fraction == expected
