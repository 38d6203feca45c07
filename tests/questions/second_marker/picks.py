"""Types that are answered by choosing, placing and moving."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.questions.second_marker.reading import Unreadable, field_of, known_id, known_ids, object_of


def clamp(amount: Fraction) -> Fraction:
    """Keep an amount within 0..1."""
    return min(Fraction(1), max(Fraction(0), amount))


def exactly(written: Any) -> Fraction:
    """A number of the content as it is written: 0.1 is a tenth."""
    return Fraction(str(written or 0))


def multiple_choice(content: Any, response: Any) -> Fraction | None:
    fractions = {option["id"]: exactly(option.get("fraction")) for option in content["options"]}
    chosen = known_id(field_of(response, "choice"), fractions)
    return None if chosen is None else clamp(fractions[chosen])


def multiple_response(content: Any, response: Any) -> Fraction | None:
    options = content["options"]
    ticked = known_ids(field_of(response, "choices"), [option["id"] for option in options])
    if not ticked:
        return None
    hits = misses = false_alarms = 0
    weights = Fraction(0)
    for option in options:
        is_ticked = option["id"] in ticked
        hits += is_ticked and option["correct"]
        misses += option["correct"] and not is_ticked
        false_alarms += is_ticked and not option["correct"]
        weights += exactly(option.get("fraction")) if is_ticked else 0
    match content.get("scoring", "net_correct"):
        case "all_or_nothing":
            return Fraction(int(misses == 0 and false_alarms == 0))
        case "net_correct":
            return max(Fraction(0), Fraction(hits - false_alarms, hits + misses))
        case "each_option":
            return 1 - Fraction(false_alarms + misses, len(options))
        case "weights":
            return Fraction(1) if weights >= Fraction("0.9999") else clamp(weights)
    raise AssertionError(content["scoring"])


def true_false(content: Any, response: Any) -> Fraction | None:
    value = field_of(response, "value", "reason")
    reason = response.get("reason") if isinstance(response, dict) else None
    if not (reason is None or isinstance(reason, str)):
        raise Unreadable("reason")
    if value is None:
        return None
    if value is not True and value is not False:
        raise Unreadable("value")
    return Fraction(int(value is content["answer"]))


def _share_of_pairs(wanted: dict[str, str], partners: list[str], given: dict[str, Any]) -> Fraction | None:
    found = {element: known_id(partner, partners) for element, partner in given.items()}
    if not any(found.values()):
        return None
    return Fraction(sum(found.get(element) == partner for element, partner in wanted.items()), len(wanted))


def matching(content: Any, response: Any) -> Fraction | None:
    given = object_of(field_of(response, "pairs"), [prompt["id"] for prompt in content["prompts"]])
    return _share_of_pairs(content["pairs"], [option["id"] for option in content["options"]], given)


def categorise(content: Any, response: Any) -> Fraction | None:
    wanted = {item["id"]: item["category"] for item in content["items"]}
    given = object_of(field_of(response, "placements"), wanted)
    return _share_of_pairs(wanted, [category["id"] for category in content["categories"]], given)


def ordering(content: Any, response: Any) -> Fraction | None:
    wanted = [item["id"] for item in content["items"]]
    given = known_ids(field_of(response, "order"), wanted)
    if not given:
        return None
    count, scoring = len(wanted), content.get("scoring", "longest_subset")
    ahead = {(left, right) for at, left in enumerate(wanted) for right in wanted[at + 1 :]}
    neighbours = set(pairwise(wanted))
    follow = list(pairwise(given))
    match scoring:
        case "all_or_nothing":
            return Fraction(int(given == wanted))
        case "absolute":
            return Fraction(sum(left == right for left, right in zip(given, wanted, strict=False)), count)
        case "relative_next":
            return Fraction(sum(pair in neighbours for pair in follow), count - 1)
        case "concordant_pairs":
            found = sum((left, right) in ahead for at, left in enumerate(given) for right in given[at + 1 :])
            return Fraction(found, count * (count - 1) // 2)
        case "longest_run":
            longest = run = 1
            for pair in follow:
                run = run + 1 if pair in neighbours else 1
                longest = max(longest, run)
        case _:
            longest = _longest_common(given, wanted)
    return Fraction(longest, count) if longest >= 2 else Fraction(0)


def _longest_common(given: list[str], wanted: list[str]) -> int:
    """The longest items in the right order are what the answer and the right order have in common (textbook table)."""
    table = [[0] * (len(wanted) + 1) for _ in range(len(given) + 1)]
    for i, left in enumerate(given, 1):
        for j, right in enumerate(wanted, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if left == right else max(table[i - 1][j], table[i][j - 1])
    return table[-1][-1]
