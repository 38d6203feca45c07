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


SOLVERS: dict[str, Callable[[str], str]] = {
    "linear_search": _linear_search,
    "binary_search": _binary_search,
}
