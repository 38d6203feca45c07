"""Second solutions for searching and sorting: every step acted out on the list that the question shows."""

from __future__ import annotations

import re
from collections.abc import Callable


def _items(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _shown_list(stem: str) -> list[int]:
    return _items(re.search(r"`([\d, ]+)`", stem)[1])


def _target(stem: str) -> int:
    return int(re.search(r"looks for (\d+)", stem)[1])


def _linear_search(stem: str) -> str:
    items, target = _shown_list(stem), _target(stem)
    seen = []
    for item in items:
        seen.append(item)
        if item == target:
            break
    if "What happens" in stem:
        assert target not in items
        return f"{len(seen)} looks, then “not found”"
    assert seen[-1] == target
    if "start at 0" in stem:
        return str(len(seen) - 1)
    return str(len(seen)) if "How many" in stem else ", ".join(map(str, seen))


def _binary_search(stem: str) -> str:
    if "largest number of them" in stem:
        return str(_most_looks(int(re.search(r"has (\d+) ", stem)[1])))
    left, target, seen = _shown_list(stem), _target(stem), []
    assert left == sorted(left)
    while not seen or seen[-1] != target:
        smaller, larger = list(left), []
        while len(smaller) > len(larger) + 1:
            larger.insert(0, smaller.pop())
        seen.append(smaller.pop())
        left = larger if target > seen[-1] else smaller
    if "look at first" in stem:
        return str(seen[0])
    return str(seen[1]) if "look at second" in stem else ", ".join(map(str, seen))


def _most_looks(count: int) -> int:
    return 0 if count == 0 else 1 + _most_looks(count - 1 - (count - 1) // 2)


def _bubble_sort(stem: str) -> str:
    """Carry the larger number along from left to right, one comparison at a time."""
    items = _shown_list(stem)
    asked = re.search(r"first (\d+) comparisons", stem)
    left = int(asked[1]) if asked else (len(items) - 1) * (2 if "two passes" in stem else 1)
    while left:
        carried, done = items[0], []
        for item in items[1:]:
            if left == 0:
                break
            left -= 1
            done.append(min(carried, item))
            carried = max(carried, item)
        items = [*done, carried, *items[len(done) + 1 :]]
    return ", ".join(map(str, items))


def _sorting_steps(stem: str) -> str:
    if "Merge sort" in stem:
        lists = [_items(row) for row in re.findall(r"\| (?:Left|Right) \| (.+) \|", stem)]
        merged = [min(lists, key=lambda side: side[0] if side else 10**6).pop(0) for _ in range(sum(map(len, lists)))]
        asked = re.search(r"Which (\d) numbers", stem)
        return ", ".join(map(str, merged[: int(asked[1])] if asked else merged))
    items = _shown_list(stem)
    if "Insertion sort" in stem:
        place = int(re.search(r"first (\d) numbers", stem)[1])
        item = items.pop(place)
        before = sum(other < item for other in items[:place])
        items.insert(before, item)
    else:
        start = 1 if "The first step is done" in stem else 0
        smallest = items.index(min(items[start:]))
        first = items[start]
        items[start] = items[smallest]
        items[smallest] = first
    return ", ".join(map(str, items))


def _sort_counts(stem: str) -> str:
    if "How many swaps" in stem:
        items = _shown_list(stem)
        larger_before = [sum(other > item for other in items[:place]) for place, item in enumerate(items)]
        # In one pass each item that has a larger one before it moves one place to the left: one swap.
        return str(sum(larger_before) if "until the list is sorted" in stem else sum(map(bool, larger_before)))
    if "Which one is faster" in stem:
        return _faster_sort(_shown_list(stem))
    count = int(re.search(r"sorts (\d+) ", stem)[1])
    if "first pass" in stem:
        return str(sum(1 for _ in zip(range(count), range(1, count), strict=False)))
    if "altogether" in stem:
        return str(sum(right > left for left in range(count) for right in range(count)))
    time, longer = (
        int(re.search(words, stem)[1].replace(",", "")) for words in (r"takes (\d+) milli", r"for ([\d,]+) items")
    )
    return f"{time * longer**2 // count**2:,} ms"


def _faster_sort(items: list[int]) -> str:
    """Bubble sort moves an item to the left by one place a pass, so the passes follow from the items before it."""
    larger_before = [sum(other > item for other in items[:place]) for place, item in enumerate(items)]
    counts = {"Bubble sort": 0, "Selection sort": 0}
    for _ in range(max(larger_before) + 1):
        counts["Bubble sort"] += len(items) - 1
    for left in range(len(items)):
        counts["Selection sort"] += len(items[left + 1 :])
    faster, slower = sorted(counts, key=lambda name: counts[name])
    return f"{faster}: {counts[faster]} against {counts[slower]}"


SOLVERS: dict[str, Callable[[str], str]] = {
    "linear_search": _linear_search,
    "binary_search": _binary_search,
    "bubble_sort": _bubble_sort,
    "sorting_steps": _sorting_steps,
    "sort_counts": _sort_counts,
}
