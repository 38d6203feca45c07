"""Steps of sorting algorithms (generators 21 and 22): passes of bubble sort; insertion, selection and merge steps."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import TextSlip, text_answers

Items = list[int]

_FEEDBACK = {
    "algorithms.selection_for_bubble": "Which items does bubble sort compare: neighbours, or any two?",
    "algorithms.sorted_at_once": "That is the list at the end of the whole sort. How far does this step get?",
    "algorithms.sorts_downwards": "Which item should come first in the end: the smallest or the largest?",
    "algorithms.one_pass_too_many": "Count again. You have gone further than the question asks.",
    "algorithms.one_pass_too_few": "Count again. The question asks you to go further.",
    "algorithms.last_pair_skipped": "Have you compared the last two numbers of the list?",
    "algorithms.one_swap_only": "What happens after the first swap? The pass goes on.",
    "algorithms.sorts_confused": "That is a step of another sort. What does one step of this sort do?",
    "algorithms.insertion_at_the_end": "Is the front part of the list in order after this step?",
    "algorithms.insertion_swaps": "Do the numbers in the front part keep their order?",
    "algorithms.selection_shifts": "Which two numbers change places? The others stay where they are.",
    "algorithms.merge_joins_only": "Which two numbers are compared first when lists are merged?",
    "algorithms.merge_takes_turns": "Which of the two front numbers is smaller? It may come from the same list again.",
    "algorithms.merge_larger_first": "Which of the two front numbers has to come first?",
}

_CONTEXTS = (
    ("scores in a quiz", (1, 50)),
    ("ages of players", (8, 60)),
    ("shirt numbers", (1, 40)),
    ("heights in centimetres", (120, 190)),
    ("prices in pounds", (2, 60)),
    ("times in seconds", (10, 99)),
    ("marks in a test", (15, 80)),
    ("page numbers", (10, 250)),
    ("house numbers", (1, 90)),
    ("bus numbers", (2, 99)),
    ("goals in a season", (3, 90)),
    ("sizes of files in kB", (5, 400)),
)

_BUBBLE_RULE = (
    "One pass compares each pair of neighbours from left to right, and swaps the two if the left one is larger."
)


def text(items: Sequence[int]) -> str:
    """Return a list as options show it."""
    return ", ".join(str(item) for item in items)


def draw_items(rng: random.Random, count: int) -> tuple[str, Items]:
    """Return what the numbers are, and ``count`` different ones in no order."""
    thing, (low, high) = rng.choice(_CONTEXTS)
    while True:
        items = rng.sample(range(low, high + 1), count)
        if items != sorted(items):
            return thing, items


def bubble_pass(items: Sequence[int], comparisons: int | None = None, *, downwards: bool = False) -> Items:
    """Return the list after a pass, or after its first ``comparisons`` only. ``downwards`` is a wrong procedure."""
    after = list(items)
    for place in range(len(after) - 1 if comparisons is None else comparisons):
        left, right = after[place], after[place + 1]
        if (left < right) if downwards else (left > right):
            after[place], after[place + 1] = right, left
    return after


def selection_step(items: Sequence[int], place: int, pick: Callable[[Sequence[int]], int] = min) -> Items:
    """Return the list after the smallest item from ``place`` on has been swapped to ``place``."""
    after = list(items)
    found = after.index(pick(after[place:]))
    after[place], after[found] = after[found], after[place]
    return after


def insertion_step(items: Sequence[int], place: int) -> Items:
    """Return the list after the item at ``place`` has been moved to its place among those before it."""
    return [*sorted(items[: place + 1]), *items[place + 1 :]]


def _after_first_swap(items: Items) -> Items:
    """Return the list after the first two neighbours that are out of order have been swapped."""
    place = next(place for place in range(len(items) - 1) if items[place] > items[place + 1])
    return bubble_pass(items, place + 1)


def _bubble(rng: random.Random, level: int) -> Problem:
    """Ask for the list after one pass (level 1) or two (level 2)."""
    passes = level
    thing, items = draw_items(rng, rng.randint(5, 6) if level == 1 else rng.randint(6, 7))
    before = items if passes == 1 else bubble_pass(items)
    after, selected = bubble_pass(before), selection_step(before, passes - 1)
    slips: list[TextSlip] = [
        (text(selected) if selected != before else "", "algorithms.selection_for_bubble"),
        (text(bubble_pass(before, len(items) - 2)), "algorithms.last_pair_skipped") if passes == 1 else ("", ""),
        (text(bubble_pass(after)), "algorithms.one_pass_too_many"),
        (text(before), "algorithms.one_pass_too_few") if passes == 2 else ("", ""),
        (text(sorted(items)), "algorithms.sorted_at_once"),
        (
            text(bubble_pass(bubble_pass(items, downwards=True), None if passes == 2 else 0, downwards=True)),
            "algorithms.sorts_downwards",
        ),
        (text(_after_first_swap(items)), "algorithms.one_swap_only"),
    ]
    each = "one pass" if passes == 1 else "two passes"
    first = (
        f"After the first pass, the list is {text(before)}. After the second pass, it"
        if passes == 2
        else "After one pass, it"
    )
    return Problem(
        stem=f"Bubble sort puts these {thing} in order, smallest first:\n\n`{text(items)}`\n\n{_BUBBLE_RULE} "
        f"What does the list look like after {each}?",
        key=text(after),
        wrong=text_answers([slip for slip in slips if slip[0]], _FEEDBACK),
        hints=(
            "Compare the first two numbers. Swap them if the left one is larger.",
            "Move on by one place and compare again, until you reach the end of the list.",
            "Check: at the end of a pass, the largest number of those compared stands on the right.",
        ),
        worked_solution=f"A pass goes through the list once and carries large numbers to the right. {first} is "
        f"{text(after)}.",
        difficulty=level + 1,
    )


def _part_of_a_pass(rng: random.Random) -> Problem:
    """Ask for the list in the middle of the first pass."""
    thing, items = draw_items(rng, rng.randint(6, 8))
    comparisons = rng.randint(3, len(items) - 3)
    after = bubble_pass(items, comparisons)
    slips: list[TextSlip] = [
        (text(bubble_pass(items, comparisons + 1)), "algorithms.one_pass_too_many"),
        (text(bubble_pass(items, comparisons - 1)), "algorithms.one_pass_too_few"),
        (text(bubble_pass(items)), "algorithms.sorted_at_once"),
        (text(bubble_pass(items, comparisons, downwards=True)), "algorithms.sorts_downwards"),
        (text(selection_step(items, 0)), "algorithms.selection_for_bubble"),
        (text(_after_first_swap(items)), "algorithms.one_swap_only"),
        (text([*sorted(items[: comparisons + 1]), *items[comparisons + 1 :]]), "algorithms.sorts_confused"),
    ]
    return Problem(
        stem=f"Bubble sort puts these {thing} in order, smallest first:\n\n`{text(items)}`\n\n{_BUBBLE_RULE} "
        f"What does the list look like after the first {comparisons} comparisons?",
        key=text(after),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Each comparison looks at two neighbours. The first one looks at the first two numbers.",
            "The next comparison starts one place further on, with the list as it is now.",
            f"Stop after {comparisons} comparisons, whether they led to a swap or not.",
        ),
        worked_solution="After each comparison, the list is:\n\n"
        + "\n".join(f"{count}. {text(bubble_pass(items, count))}" for count in range(1, comparisons + 1)),
        difficulty=4,
    )


def _insertion(rng: random.Random) -> Problem:
    """Ask for the list after the next step of insertion sort; the next item has to move at least two places."""
    while True:
        thing, items = draw_items(rng, rng.randint(6, 8))
        place = rng.randint(3, len(items) - 2)
        items = [*sorted(items[:place]), *items[place:]]
        if items[place] < items[place - 2]:
            break
    after, item = insertion_step(items, place), items[place]
    swapped = list(items)
    target = after.index(item)
    swapped[target], swapped[place] = swapped[place], swapped[target]
    slips: list[TextSlip] = [
        (text(swapped), "algorithms.insertion_swaps"),
        (text(items), "algorithms.insertion_at_the_end"),
        (text(selection_step(items, place)), "algorithms.sorts_confused"),
        (text(bubble_pass(items)), "algorithms.sorts_confused"),
        (text(insertion_step(items, place + 1)), "algorithms.one_pass_too_many"),
        (text(sorted(items)), "algorithms.sorted_at_once"),
    ]
    return Problem(
        stem=f"Insertion sort puts these {thing} in order, smallest first. The first {place} numbers are sorted "
        f"already:\n\n`{text(items)}`\n\nWhat does the list look like after the next number has been inserted?",
        key=text(after),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Find the first number that is not in the sorted part yet.",
            "Where does it belong in the sorted part? The larger numbers there move one place to the right.",
            "The numbers after it stay where they are.",
        ),
        worked_solution=f"The next number is {item}. The larger numbers of the sorted part move one place to the "
        f"right, and {item} goes in front of them: {text(after)}.",
        difficulty=3,
    )


def _selection(rng: random.Random) -> Problem:
    """Ask for the list after the first or second step of selection sort."""
    while True:
        thing, items = draw_items(rng, rng.randint(5, 7))
        place = rng.randint(0, 1)
        if place:
            items = selection_step(items, 0)
        after = selection_step(items, place)
        if after != items and after != sorted(items):
            break
    smallest = after[place]
    rest = [item for item in items[place:] if item != smallest]
    slips: list[TextSlip] = [
        (text([*items[:place], smallest, *rest]), "algorithms.selection_shifts"),
        (text(bubble_pass(items)), "algorithms.sorts_confused"),
        (text(selection_step(after, place + 1)), "algorithms.one_pass_too_many"),
        (text(selection_step(items, place, max)), "algorithms.sorts_downwards"),
        (text(insertion_step(items, place + 1)), "algorithms.sorts_confused"),
        (text(sorted(items)), "algorithms.sorted_at_once"),
    ]
    done = "The first step is done already" if place else "No step has been done yet"
    return Problem(
        stem=f"Selection sort puts these {thing} in order, smallest first. Each step swaps the smallest number that is "
        f"left with the first number of the unsorted part. {done}:\n\n`{text(items)}`\n\n"
        "What does the list look like after the next step?",
        key=text(after),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Selection sort looks for the smallest number in the part that is not sorted yet.",
            f"The part that is not sorted yet begins with {items[place]}.",
            "The smallest number of that part changes places with the first number of that part.",
        ),
        worked_solution=f"The smallest number that is left is {smallest}. It changes places with {items[place]}: "
        f"{text(after)}.",
        difficulty=2,
    )


def _merge(rng: random.Random) -> Problem:
    """Ask for the merged list (short lists) or for its beginning (longer ones)."""
    size = rng.randint(3, 5)
    while True:
        thing, items = draw_items(rng, 2 * size)
        left, right = sorted(items[:size]), sorted(items[size:])
        merged = sorted(items)
        if merged not in (left + right, right + left):
            break
    turns = [item for pair in zip(left, right, strict=True) for item in pair]
    shown = 2 * size if size == 3 else size + 1
    backwards = [item for pair in zip(right, left, strict=True) for item in pair]
    slips: list[TextSlip] = [
        (text(turns[:shown]), "algorithms.merge_takes_turns"),
        (text((left + right)[:shown]), "algorithms.merge_joins_only"),
        (text(backwards[:shown]), "algorithms.merge_takes_turns"),
        (text(merged[::-1][:shown]), "algorithms.merge_larger_first"),
        (text((right + left)[:shown]), "algorithms.merge_joins_only"),
    ]
    asked = (
        "What does the merged list look like?" if size == 3 else f"Which {shown} numbers come first in the merged list?"
    )
    return Problem(
        stem=f"Merge sort has sorted two short lists of {thing}:\n\n| List | Numbers |\n| --- | --- |\n"
        f"| Left | {text(left)} |\n| Right | {text(right)} |\n\nNow it merges them, smallest first. {asked}",
        key=text(merged[:shown]),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Compare the first number of the left list with the first number of the right list.",
            "Write the smaller of the two in the new list, and cross it out in its old list.",
            "Compare the two numbers that are now at the front, and go on like that.",
        ),
        worked_solution=f"Take the smaller of the two front numbers each time: {text(merged[:shown])}.",
        difficulty=3,
    )


def _draw_bubble(rng: random.Random, level: int) -> Problem:
    return _part_of_a_pass(rng) if level == 3 else _bubble(rng, level)


def _draw_steps(rng: random.Random, level: int) -> Problem:
    return {1: _selection, 2: _insertion, 3: _merge}[level](rng)


BUBBLE_SORT = Generator(
    key="bubble_sort",
    number=21,
    title="Bubble sort",
    topic="algorithms",
    version=1,
    objectives=("introduction-to-python-programming.first-steps.1",),
    draw=_draw_bubble,
    misconceptions=(
        "algorithms.selection_for_bubble",
        "algorithms.last_pair_skipped",
        "algorithms.one_pass_too_many",
        "algorithms.one_pass_too_few",
        "algorithms.sorted_at_once",
        "algorithms.sorts_downwards",
        "algorithms.one_swap_only",
        "algorithms.sorts_confused",
    ),
)

SORTING_STEPS = Generator(
    key="sorting_steps",
    number=22,
    title="Steps of other sorts",
    topic="algorithms",
    version=2,
    objectives=("introduction-to-python-programming.first-steps.1",),
    draw=_draw_steps,
    misconceptions=(
        "algorithms.selection_shifts",
        "algorithms.sorts_confused",
        "algorithms.one_pass_too_many",
        "algorithms.sorts_downwards",
        "algorithms.sorted_at_once",
        "algorithms.insertion_swaps",
        "algorithms.insertion_at_the_end",
        "algorithms.merge_takes_turns",
        "algorithms.merge_joins_only",
        "algorithms.merge_larger_first",
    ),
)
