"""Which orders of a program's blocks are right, and the fewest blocks to take out of a wrong one.

After "Efficient Feedback and Partial Credit Grading for Proof Blocks Problems" (arXiv 2204.04196): blocks that can't
both stay where they are conflict, and the fewest blocks that touch every conflict are to be moved. There, conflicts are
pairs, and the answer is a minimum vertex cover; a block between two of one group makes a conflict of three here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from backend.questions.types.parsons.schema import Parsons

NODES_MAX = 3_000
"""How far the exact search goes. What it found by then counts: marks are never above what the answer earns."""


def _closed(direct: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return for each name all that comes before it, however far back; ``direct`` is in a right order."""
    found: dict[str, set[str]] = {}
    for name, needed in direct.items():
        found[name] = needed.union(*(found[each] for each in needed))
    return found


@dataclass(frozen=True, slots=True)
class Rules:
    """What a right order keeps: for each block, all that come ``before`` it, and its ``group``."""

    before: Mapping[str, AbstractSet[str]]
    group: Mapping[str, str | None]


def rules_of(content: Parsons) -> Rules:
    """Return the rules of a program that may be written in several orders.

    A group moves as one: what one of its blocks needs from outside comes before all of them.
    """
    # No id has a space, so that no group is taken for a block.
    unit = {block.id: f"group {block.group}" if block.group else block.id for block in content.solution}
    members: dict[str, set[str]] = {}
    for block_id, name in unit.items():
        members.setdefault(name, set()).add(block_id)
    outside: dict[str, set[str]] = {name: set() for name in members}
    inside: dict[str, set[str]] = {}
    for block in content.solution:
        mine = unit[block.id]
        outside[mine] |= {unit[needed] for needed in block.depends} - {mine}
        inside[block.id] = {needed for needed in block.depends if unit[needed] == mine}
    units, within = _closed(outside), _closed(inside)
    before = {
        block_id: within[block_id].union(*(members[name] for name in units[mine])) for block_id, mine in unit.items()
    }
    return Rules(before, {block.id: block.group for block in content.solution})


def _conflicts(rules: Rules, placed: Sequence[str]) -> list[int]:
    """Return each set of places that can't all stay, as the bits of a number."""
    pairs = {
        (first, second)
        for first, second in combinations(range(len(placed)), 2)
        if placed[second] in rules.before[placed[first]]
    }
    found = [1 << first | 1 << second for first, second in sorted(pairs)]
    groups = [rules.group[block_id] for block_id in placed]
    for first, middle, last in combinations(range(len(placed)), 3):
        name = groups[first]
        apart = name is not None and name == groups[last] != groups[middle]
        if apart and pairs.isdisjoint(combinations((first, middle, last), 2)):
            found.append(1 << first | 1 << middle | 1 << last)
    return found


def _bits(mask: int) -> list[int]:
    return [place for place in range(mask.bit_length()) if mask >> place & 1]


def _most_in(conflicts: Iterable[int]) -> int:
    """Return the place that is in most conflicts, the first of several."""
    counts = Counter(place for mask in conflicts for place in _bits(mask))
    return min(counts, key=lambda place: (-counts[place], place))


def _at_least(conflicts: Iterable[int]) -> int:
    """Return how many places are needed at the least: one for each of some conflicts that share none."""
    used = count = 0
    for mask in conflicts:
        if not mask & used:
            used |= mask
            count += 1
    return count


def _greedy(conflicts: list[int]) -> int:
    taken = 0
    while left := [mask for mask in conflicts if not mask & taken]:
        taken |= 1 << _most_in(left)
    return taken


def fewest_hits(conflicts: list[int], most: int) -> int:
    """Return the fewest places that touch every conflict, as bits; any that do where it takes more than ``most``."""
    if _at_least(conflicts) > most:
        return reduce(or_, conflicts)
    best = _greedy(conflicts)
    limit = min(best.bit_count(), most + 1)
    waiting = [(conflicts, 0)]
    for _ in range(NODES_MAX):
        if not waiting:
            break
        left, taken = waiting.pop()
        # A conflict of one place alone leaves no choice.
        while alone := next((mask for mask in left if mask.bit_count() == 1), 0):
            taken |= alone
            left = [mask for mask in left if not mask & alone]
        if taken.bit_count() + _at_least(left) >= limit:
            continue
        if not left:
            best, limit = taken, taken.bit_count()
            continue
        chosen = 1 << _most_in(left)
        waiting.append(([mask & ~chosen for mask in left], taken))
        waiting.append(([mask for mask in left if not mask & chosen], taken | chosen))
    return best


def misplaced(rules: Rules, placed: Sequence[str], most: int) -> set[str]:
    """Return the fewest blocks without which the rest of ``placed`` is in a right order.

    ``placed``: different blocks of the program. ``most``: where it takes more, any such blocks do.
    """
    return {placed[place] for place in _bits(fewest_hits(_conflicts(rules, placed), most))}


def longest_common(length: int, other: int, same: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence of two sequences, as pairs of places."""
    best = [[0] * (other + 1) for _ in range(length + 1)]
    for one in reversed(range(length)):
        for two in reversed(range(other)):
            best[one][two] = (
                1 + best[one + 1][two + 1] if same(one, two) else max(best[one + 1][two], best[one][two + 1])
            )
    pairs, one, two = [], 0, 0
    while one < length and two < other:
        if same(one, two):
            pairs.append((one, two))
            one, two = one + 1, two + 1
        elif best[one + 1][two] >= best[one][two + 1]:
            one += 1
        else:
            two += 1
    return pairs
