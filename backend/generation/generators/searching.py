"""Traces of linear search and binary search (generators 19 and 20)."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import TextSlip, WholeSlip, text_answers, whole_answers

_FEEDBACK = {
    "algorithms.counts_from_zero": "How many items have been looked at after the first one?",
    "algorithms.linear_search_goes_on": "What is left to do once the item has been found?",
    "algorithms.linear_from_the_end": "At which end does linear search begin?",
    "algorithms.hit_not_counted": "Is the item that is found looked at too?",
    "algorithms.one_look_too_many": "Count again. When does the search stop?",
    "algorithms.searches_confused": "That is how another search works. Where does this one start?",
    "algorithms.absent_item_at_the_end": "Is the last item the one that you are looking for? Has it been looked at?",
    "algorithms.linear_stops_at_larger": "Is this list in order? Could the item still come later?",
    "algorithms.last_match_found": "What does linear search do when it meets the first match?",
    "algorithms.binary_middle_kept": "Does an item that was looked at have to stay in the part that is left?",
    "algorithms.binary_middle_rounded": "Which of two middle items does the question say to take?",
    "algorithms.binary_middle_miscounted": "Are there as many numbers on its left as on its right?",
    "algorithms.binary_wrong_half": "Is the target smaller or larger than the item in the middle?",
    "algorithms.middle_by_value": "The middle is about places in the list, not about the size of the numbers.",
    "algorithms.halves_once": "What happens to the half that is left after the second look?",
    "algorithms.halving_stops_early": "When one item is left, has it been looked at yet?",
    "lists.length_is_last_index": "If the positions start at 0, which is the last one?",
    "lists.index_from_one": "The question says at which number the positions start.",
}

# What the list holds, the word for one item, and the range of its numbers.
_THINGS = (
    ("house numbers", (1, 99)),
    ("locker numbers", (100, 299)),
    ("raffle tickets", (10, 99)),
    ("shirt numbers", (1, 60)),
    ("test scores", (20, 99)),
    ("bus numbers", (2, 150)),
    ("page numbers", (10, 250)),
    ("ages of trees in years", (5, 120)),
    ("game levels", (1, 90)),
    ("heights in centimetres", (120, 190)),
    ("song lengths in seconds", (95, 290)),
    ("prices in pence", (15, 199)),
    ("seat numbers", (1, 140)),
    ("parcel weights in grams", (100, 900)),
)


def _text(items: Sequence[int]) -> str:
    return ", ".join(str(item) for item in items)


def _draw_list(rng: random.Random, count: int) -> tuple[str, list[int]]:
    """Return what a list holds and its items, all different and in no order."""
    thing, (low, high) = rng.choice(_THINGS)
    return thing, rng.sample(range(low, high + 1), count)


def binary_looks(items: Sequence[int], target: int, *, round_up: bool = False, keep_middle: bool = False) -> list[int]:
    """Return the items that a binary search looks at. ``keep_middle`` and ``round_up`` are wrong procedures."""
    low, high, looks = 0, len(items) - 1, list[int]()
    while low <= high and len(looks) <= len(items):
        middle = (low + high + round_up) // 2
        looks.append(items[middle])
        if items[middle] == target:
            break
        if items[middle] < target:
            low = middle if keep_middle and high > middle > low else middle + 1
        else:
            high = middle if keep_middle and low < middle < high else middle - 1
    return looks


def _found_after(rng: random.Random) -> Problem:
    """Ask how many items a linear search looks at until it finds one."""
    count = rng.randint(6, 9)
    thing, items = _draw_list(rng, count)
    place = rng.randrange(2, count)
    target = items[place]
    slips: list[WholeSlip] = [
        (place, "algorithms.counts_from_zero"),
        (count, "algorithms.linear_search_goes_on"),
        (count - place, "algorithms.linear_from_the_end"),
        (place + 2, "algorithms.one_look_too_many"),
        (len(binary_looks(sorted(items), target)), "algorithms.searches_confused"),
        (1, "algorithms.searches_confused"),
        (count + 1, "algorithms.one_look_too_many"),
    ]
    return Problem(
        stem=f"A linear search looks for {target} in this list of {thing}:\n\n`{_text(items)}`\n\n"
        "How many numbers does it look at until it has found it?",
        key=place + 1,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Linear search starts with the first item and looks at one item after the other.",
            "Put your finger on the first number and count “one”. Go on until you reach the number you want.",
            f"The search stops as soon as it has found {target}. Count that number as well.",
        ),
        worked_solution=f"It looks at {_text(items[: place + 1])}. That makes {place + 1} numbers.",
        difficulty=1,
    )


def _linear_order(rng: random.Random) -> Problem:
    """Ask which items a linear search looks at, in order."""
    count = rng.randint(7, 9)
    thing, items = _draw_list(rng, count)
    place = rng.randrange(2, count - 1)
    target = items[place]
    slips: list[TextSlip] = [
        (_text(items), "algorithms.linear_search_goes_on"),
        (_text(items[:place]), "algorithms.hit_not_counted"),
        (_text(binary_looks(sorted(items), target)), "algorithms.searches_confused"),
        (_text(items[: place - 1 : -1]), "algorithms.linear_from_the_end"),
    ]
    return Problem(
        stem=f"A linear search looks for {target} in this list of {thing}:\n\n`{_text(items)}`\n\n"
        "Which numbers does it look at, in order?",
        key=_text(items[: place + 1]),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Linear search starts with the first item of the list.",
            "It goes from one item to the next and leaves none out.",
            "It stops when it has found what it looks for.",
        ),
        worked_solution=f"It starts at the front and stops when it has found {target}: {_text(items[: place + 1])}.",
        difficulty=2,
    )


def _looks(count: int, ending: str) -> str:
    return f"{count} look{'s' if count > 1 else ''}, then {ending}"


def _absent(rng: random.Random) -> Problem:
    """Ask what a linear search does when the item isn't there."""
    count = rng.randint(6, 10)
    thing, items = _draw_list(rng, count + 1)
    target = items.pop()
    larger = next((place for place, item in enumerate(items, 1) if item > target), count)
    missing = "“not found”"
    slips: list[TextSlip] = [
        (_looks(count - 1, missing), "algorithms.absent_item_at_the_end"),
        (_looks(count, "“found”"), "algorithms.absent_item_at_the_end"),
        (_looks(count + 1, missing), "algorithms.one_look_too_many"),
        (_looks(larger, missing) if larger < count else "", "algorithms.linear_stops_at_larger"),
        (_looks(len(binary_looks(sorted(items), target)), missing), "algorithms.searches_confused"),
    ]
    return Problem(
        stem=f"A linear search looks for {target} in this list of {thing}:\n\n`{_text(items)}`\n\n"
        f"The number {target} is missing. What happens?",
        key=_looks(count, missing),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "The list is in no order, so the number could stand anywhere.",
            "When can the search be sure that the number is missing?",
            "Count the numbers in the list. Each of them gets one look.",
        ),
        worked_solution=f"The search can only be sure when it has looked at each of the {count} numbers: "
        f"{_looks(count, missing)}.",
        difficulty=3,
    )


def _first_match(rng: random.Random) -> Problem:
    """Ask at which position a linear search finds an item that stands in the list several times."""
    count = rng.randint(7, 10)
    thing, items = _draw_list(rng, count)
    first, second = sorted(rng.sample(range(1, count), 2))
    items[second] = target = items[first]
    slips: list[WholeSlip] = [
        (first + 1, "lists.index_from_one"),
        (second, "algorithms.last_match_found"),
        (second + 1, "algorithms.last_match_found"),
        (2, "algorithms.last_match_found"),
        (count - 1, "algorithms.linear_search_goes_on"),
        (count, "lists.length_is_last_index"),
        (count - 1 - second, "algorithms.linear_from_the_end"),
        (first - 1, "algorithms.hit_not_counted"),
    ]
    return Problem(
        stem=f"A linear search looks for {target} in this list of {thing}:\n\n`{_text(items)}`\n\n"
        "The positions in the list start at 0. Which position does the search give back?",
        key=first,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Write the positions above the numbers: 0, 1, 2 and so on.",
            "Linear search starts at the front and stops when it has found what it looks for.",
            f"Find the first {target}, and read the position above it.",
        ),
        worked_solution=f"Counted from 0, {target} first stands at position {first}. The search stops there.",
        difficulty=3,
    )


_SORTED_COUNTS = {1: (5, 7, 8, 9), 2: (8, 9, 10, 11, 12)}
_LEFT_MIDDLE = "If there are two middle numbers, it takes the left one."


def _next_look(rng: random.Random) -> Problem:
    """Ask for the first or the second item that a binary search looks at."""
    count = rng.choice(_SORTED_COUNTS[1])
    thing, items = _draw_list(rng, count)
    items.sort()
    target = rng.choice(items)
    looks = binary_looks(items, target)
    nth = 1 if len(looks) < 2 or rng.random() < 0.4 else 2
    key = looks[nth - 1]
    middle = (count - 1) // 2
    nearest = min(items, key=lambda item: abs(2 * item - items[0] - items[-1]))
    after_kept = binary_looks(items, target, keep_middle=True)
    other_half = items[: (middle + 1)] if target > looks[0] else items[middle:]
    slips: list[WholeSlip] = [
        (items[nth - 1], "algorithms.searches_confused"),
        (
            binary_looks(items, target, round_up=True)[nth - 1 :][0] if nth == 1 else 0,
            "algorithms.binary_middle_rounded",
        ),
        (after_kept[1] if nth == 2 and len(after_kept) > 1 else 0, "algorithms.binary_middle_kept"),
        (other_half[(len(other_half) - 1) // 2] if nth == 2 else 0, "algorithms.binary_wrong_half"),
        (items[middle + 1 if target > looks[0] else middle - 1] if nth == 2 else 0, "algorithms.searches_confused"),
        (items[middle + 1] if nth == 1 else 0, "algorithms.binary_middle_miscounted"),
        (items[middle - 1] if nth == 1 else 0, "algorithms.binary_middle_miscounted"),
        (nearest, "algorithms.middle_by_value"),
        (items[-1], "algorithms.linear_from_the_end"),
    ]
    which = "first" if nth == 1 else "second"
    rest = "" if nth == 1 else f" {target} is {'larger' if target > looks[0] else 'smaller'} than {looks[0]}, so it "
    rest += "" if nth == 1 else f"goes on in that half, and looks at its middle: {key}."
    return Problem(
        stem=f"A binary search looks for {target} in this sorted list of {thing}:\n\n`{_text(items)}`\n\n"
        f"{_LEFT_MIDDLE} Which number does it look at {which}?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Binary search starts in the middle of the list.",
            f"There are {count} numbers. Cross out one at each end, again and again, until the middle is left.",
            "If that is not the number you want: keep the half where it must be, and take the middle of that half.",
        ),
        worked_solution=f"The middle of the {count} numbers is {looks[0]}, so it looks there first.{rest}",
        difficulty=nth + 1,
    )


def _binary_order(rng: random.Random) -> Problem:
    """Ask for all items that a binary search looks at."""
    while True:
        thing, items = _draw_list(rng, rng.choice(_SORTED_COUNTS[2]))
        items.sort()
        target = rng.choice(items)
        looks = binary_looks(items, target)
        if len(looks) >= 3:
            break
    place = items.index(target)
    # Whoever takes the other half at the first step ends up as far from the middle on the other side.
    mirrored = items[len(items) - 1 - place]
    neighbour = next(item for item in (*items[place + 1 :], *items[place - 1 :: -1]) if item not in looks)
    slips: list[TextSlip] = [
        (_text(items[: place + 1]) if place < 6 else "", "algorithms.searches_confused"),
        (_text([*looks, neighbour]), "algorithms.one_look_too_many"),
        (_text(binary_looks(items, target, keep_middle=True)), "algorithms.binary_middle_kept"),
        (_text(binary_looks(items, target, round_up=True)), "algorithms.binary_middle_rounded"),
        (_text(binary_looks(items, mirrored)), "algorithms.binary_wrong_half"),
        (_text(looks[:-1]), "algorithms.hit_not_counted"),
    ]
    return Problem(
        stem=f"A binary search looks for {target} in this sorted list of {thing}:\n\n`{_text(items)}`\n\n"
        f"{_LEFT_MIDDLE} Which numbers does it look at, in order?",
        key=_text(looks),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Start in the middle of the whole list.",
            "Is the target smaller or larger? Keep that half, and leave out the number you looked at.",
            "Take the middle of what is left, and go on like that until you have found the target.",
        ),
        worked_solution=f"Each look is at the middle of what is left, until {target} is found: {_text(looks)}.",
        difficulty=3,
    )


_BIG_LISTS = (
    ("A library has {} books, sorted by number.", 200, 1000),
    ("A school has {} pupils, sorted by name.", 300, 1500),
    ("A phone has {} contacts, sorted by name.", 40, 400),
    ("A game has {} scores, sorted from low to high.", 50, 2000),
    ("A dictionary app has {} words, in alphabetical order.", 500, 4000),
    ("A shop has {} products, sorted by code.", 100, 3000),
    ("A club has {} members, sorted by number.", 20, 500),
    ("A music app has {} songs, sorted by title.", 60, 4000),
)


def _most_looks(rng: random.Random) -> Problem:
    """Ask how many items a binary search looks at when it is unlucky."""
    sentence, low, high = rng.choice(_BIG_LISTS)
    count = rng.randint(low, high)
    looks = count.bit_length()
    left, halves = count, []
    while left:
        halves.append(left)
        left //= 2
    slips: list[WholeSlip] = [
        (looks - 1, "algorithms.halving_stops_early"),
        (looks + 1, "algorithms.one_look_too_many"),
        (count // 2, "algorithms.halves_once"),
        (count, "algorithms.searches_confused"),
        (1, "algorithms.halves_once"),
        (math.isqrt(count), "algorithms.halves_once"),
        (2, "algorithms.halves_once"),
    ]
    return Problem(
        stem=f"{sentence.format(count)} A binary search looks for one of them. "
        "What is the largest number of them that it may have to look at?",
        key=looks,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "After each look, at most half of the items are left.",
            f"Keep halving {count}, and round down: {count}, {count // 2}, {count // 4} and so on.",
            "Stop when 1 is left, and count the numbers that you have written. The last one needs a look too.",
        ),
        worked_solution=f"At most, this many are left before each look: {_text(halves)}. That makes {looks} looks.",
        difficulty=4,
    )


def _draw_linear(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _found_after(rng)
    if level == 2:
        return _linear_order(rng)
    return rng.choice((_absent, _first_match))(rng)


def _draw_binary(rng: random.Random, level: int) -> Problem:
    return {1: _next_look, 2: _binary_order, 3: _most_looks}[level](rng)


LINEAR_SEARCH = Generator(
    key="linear_search",
    number=19,
    title="Linear search",
    topic="algorithms",
    version=1,
    objectives=("introduction-to-python-programming.first-steps.1",),
    draw=_draw_linear,
    misconceptions=(
        "algorithms.counts_from_zero",
        "algorithms.linear_search_goes_on",
        "algorithms.linear_from_the_end",
        "algorithms.hit_not_counted",
        "algorithms.one_look_too_many",
        "algorithms.searches_confused",
        "algorithms.absent_item_at_the_end",
        "algorithms.linear_stops_at_larger",
        "algorithms.last_match_found",
        "lists.length_is_last_index",
        "lists.index_from_one",
    ),
)

BINARY_SEARCH = Generator(
    key="binary_search",
    number=20,
    title="Binary search",
    topic="algorithms",
    version=1,
    objectives=("introduction-to-python-programming.first-steps.1",),
    draw=_draw_binary,
    misconceptions=(
        "algorithms.searches_confused",
        "algorithms.binary_middle_rounded",
        "algorithms.binary_middle_kept",
        "algorithms.binary_wrong_half",
        "algorithms.middle_by_value",
        "algorithms.binary_middle_miscounted",
        "algorithms.linear_from_the_end",
        "algorithms.hit_not_counted",
        "algorithms.halves_once",
        "algorithms.halving_stops_early",
        "algorithms.one_look_too_many",
    ),
)
