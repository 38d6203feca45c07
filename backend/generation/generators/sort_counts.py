"""What sorting costs (generator 23): comparisons and swaps, the faster of two sorts, how time grows with the list."""

from __future__ import annotations

import random
from functools import partial

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import TextSlip, WholeSlip, text_answers, whole_answers
from backend.generation.generators.sorting import bubble_pass, draw_items, text

_FEEDBACK = {
    "algorithms.compares_each_item_once": "How many pairs of neighbours are there in a row of 3 items?",
    "algorithms.swaps_are_comparisons": "Is each comparison followed by a swap? Read what is asked for.",
    "algorithms.comparisons_squared": "Is an item compared with itself, or twice with the same neighbour?",
    "algorithms.passes_not_shorter": "Which items need no more comparing after the first pass?",
    "algorithms.one_pass_counted": "How many passes are there? Count them all.",
    "algorithms.one_pass_too_many": "How many passes does the question ask for?",
    "algorithms.out_of_place_counted": "Act the swaps out one by one. How often does one item move?",
    "algorithms.last_pair_skipped": "Have you counted the last pair of the list?",
    "algorithms.one_look_too_many": "Count again, and start with the first pair.",
    "algorithms.one_swap_only": "What happens after the first swap? The pass goes on.",
    "algorithms.time_grows_with_the_list": "Try it: how many comparisons do 4 items need, and how many do 8 items?",
    "algorithms.one_pass_too_few": "When does bubble sort know that it is done? That pass counts as well.",
    "algorithms.sorts_confused": "Check which number belongs to which sort.",
    "algorithms.halves_once": "More items mean more comparisons. Does the time go up or down?",
}

_OWNERS = (
    ("A teacher sorts {} test papers by mark.", (5, 30)),
    ("A coach sorts {} runners by time.", (5, 24)),
    ("A librarian sorts {} books by title.", (6, 40)),
    ("A game sorts {} players by score.", (5, 30)),
    ("A shop sorts {} jackets by size.", (6, 30)),
    ("A vet sorts {} cards by name.", (6, 40)),
    ("A post office sorts {} letters by house number.", (6, 40)),
    ("A DJ sorts {} songs by length.", (6, 30)),
    ("A chef sorts {} recipes by time.", (5, 24)),
    ("A zoo sorts {} animals by weight.", (6, 30)),
    ("A phone sorts {} photos by date.", (8, 40)),
    ("A museum sorts {} coins by year.", (6, 40)),
)


def _one_pass(rng: random.Random) -> Problem:
    sentence, (low, high) = rng.choice(_OWNERS)
    count = rng.randint(low, high)
    slips: list[WholeSlip] = [
        (count, "algorithms.compares_each_item_once"),
        (count // 2, "algorithms.swaps_are_comparisons"),
        (count - 2, "algorithms.last_pair_skipped"),
        (count * (count - 1) // 2, "algorithms.passes_not_shorter"),
        (2 * count, "algorithms.comparisons_squared"),
        (count * count, "algorithms.comparisons_squared"),
        (count + 1, "algorithms.one_look_too_many"),
        (1, "algorithms.one_swap_only"),
    ]
    return Problem(
        stem=f"{sentence.format(count)} How many comparisons does the first pass of bubble sort make?",
        key=count - 1,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Each comparison looks at two neighbours.",
            "Try it with 3 items, and then with 4 items. How many pairs of neighbours are there?",
            "How do the number of items and the number of pairs differ?",
        ),
        worked_solution=f"The first item is compared with the second, the second with the third and so on. "
        f"{count} items have {count - 1} pairs of neighbours, so there are {count - 1} comparisons.",
        difficulty=2,
    )


def _swaps_of(items: list[int]) -> list[int]:
    """Return the number of swaps of each pass of bubble sort, until the list is sorted."""
    counts, now = list[int](), items
    while now != sorted(items):
        counts.append(sum(now[place + 1] < max(now[: place + 1]) for place in range(len(now) - 1)))
        now = bubble_pass(now)
    return counts


def _swaps(rng: random.Random, *, whole_sort: bool) -> Problem:
    """Ask for the swaps of the first pass, or of the whole sort."""
    thing, items = draw_items(rng, rng.randint(4, 5) if whole_sort else rng.randint(5, 8))
    counts, count = _swaps_of(items), len(items)
    key = sum(counts) if whole_sort else counts[0]
    out_of_place = sum(item != place for item, place in zip(items, sorted(items), strict=True))
    slips: list[WholeSlip] = [
        (count * (count - 1) // 2 if whole_sort else count - 1, "algorithms.swaps_are_comparisons"),
        (out_of_place, "algorithms.out_of_place_counted"),
        (counts[0], "algorithms.one_pass_counted") if whole_sort else (sum(counts), "algorithms.one_pass_too_many"),
        (count, "algorithms.compares_each_item_once"),
        (1, "algorithms.one_swap_only"),
        (key - 1, "algorithms.last_pair_skipped"),
        (key + 1, "algorithms.one_look_too_many"),
        (count * (count - 1), "algorithms.comparisons_squared"),
        (len(counts), "algorithms.one_swap_only"),
    ]
    passes = [items]
    for _ in counts:
        passes.append(bubble_pass(passes[-1]))
    steps = "\n".join(
        f"{number}. {swaps} swap{'s' if swaps > 1 else ''}, which gives {text(passes[number])}"
        for number, swaps in enumerate(counts if whole_sort else counts[:1], 1)
    )
    when = "until the list is sorted" if whole_sort else "in the first pass"
    return Problem(
        stem=f"Bubble sort puts these {thing} in order, smallest first:\n\n`{text(items)}`\n\n"
        f"A pass compares each pair of neighbours from left to right, and swaps the two if the left one is larger. "
        f"How many swaps are made {when}?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Compare the first two numbers. Is a swap needed? Make a mark for each swap.",
            "Go on with the list as it is after the swap.",
            "Go on pass by pass until no swap is needed." if whole_sort else "Stop at the end of the list.",
        ),
        worked_solution=f"Count the swaps of each pass:\n\n{steps}\n\nThat makes {key} altogether.",
        difficulty=4 if whole_sort else 3,
    )


def _all_comparisons(rng: random.Random) -> Problem:
    sentence, _ = rng.choice(_OWNERS)
    count = rng.randint(5, 10)
    key = count * (count - 1) // 2
    slips: list[WholeSlip] = [
        (count * (count - 1), "algorithms.passes_not_shorter"),
        (count * count, "algorithms.comparisons_squared"),
        (count - 1, "algorithms.one_pass_counted"),
        (count, "algorithms.compares_each_item_once"),
        (key + count, "algorithms.one_look_too_many"),
        (key - count + 1, "algorithms.last_pair_skipped"),
        (2 * count, "algorithms.compares_each_item_once"),
    ]
    terms = " + ".join(str(term) for term in range(count - 1, 0, -1))
    return Problem(
        stem=f"{sentence.format(count)} Bubble sort needs {count - 1} passes. Each pass makes one comparison "
        f"fewer than the pass before, and the last pass makes 1. How many comparisons is that altogether?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            f"How many pairs of neighbours do {count} items have? That is the first pass.",
            "The second pass makes one comparison fewer, the third one fewer again, and so on.",
            "Add up the comparisons of the passes, down to 1.",
        ),
        worked_solution=f"{terms} = {key}.",
        difficulty=4,
    )


def _seconds(amount: int) -> str:
    return f"{amount:,} ms"


def _growth(rng: random.Random) -> Problem:
    """Ask how the time grows when a list is several times as long."""
    sentence, _ = rng.choice(_OWNERS)
    count, times, time = rng.choice((100, 200, 300, 400, 500)), rng.choice((2, 3, 4, 10)), rng.randint(2, 12)
    slips: list[TextSlip] = [
        (_seconds(time * times), "algorithms.time_grows_with_the_list"),
        (_seconds(time), "algorithms.one_pass_counted"),
        (_seconds(time * times * 2), "algorithms.time_grows_with_the_list"),
        (_seconds(time * times**3), "algorithms.comparisons_squared"),
        (_seconds(time + times), "algorithms.time_grows_with_the_list"),
        (_seconds(time // 2), "algorithms.halves_once"),
    ]
    key = _seconds(time * times * times)
    return Problem(
        stem=f"{sentence.format(count)} Bubble sort takes {time} milliseconds (ms) for this. Its time grows with the "
        "number of comparisons. For n items it makes about n × n ÷ 2 comparisons. "
        f"About how long does it take for {count * times:,} items?",
        key=key,
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            f"How many times as many items are there: {count * times} instead of {count}?",
            "Work out about how many comparisons the two lists need. Or think: each n in n × n gets larger.",
            "How many times as many comparisons are there? The time gets larger by the same number.",
        ),
        worked_solution=f"There are {times} times as many items, so {times} × {times} = {times * times} times as many "
        f"comparisons. {times * times} × {time} ms = {key}.",
        difficulty=5,
    )


_BUBBLE, _SELECTION = "Bubble sort", "Selection sort"


def _verdict(bubble: int, selection: int) -> str:
    """Return which sort makes fewer comparisons, as options say it."""
    if bubble == selection:
        return f"Neither: {bubble} against {selection}"
    sorts = sorted(((bubble, _BUBBLE), (selection, _SELECTION)))
    return f"{sorts[0][1]}: {sorts[0][0]} against {sorts[1][0]}"


def _faster_sort(rng: random.Random) -> Problem:
    """Ask for the faster of two sorts: bubble sort on a list that is nearly in order, or else selection sort."""
    count = rng.choice((5, 6, 7))
    thing, items = draw_items(rng, count)
    if rng.random() < 0.5:  # A few swaps of neighbours away from the order, so that a few passes are enough.
        items = sorted(items)
        for place in rng.sample(range(0, count - 1), rng.randint(1, 2)):
            items[place], items[place + 1] = items[place + 1], items[place]
    swaps = _swaps_of(items)
    pairs, selection = count - 1, count * (count - 1) // 2
    bubble = (len(swaps) + 1) * pairs
    key = _verdict(bubble, selection)
    slips: list[TextSlip] = [
        (_verdict(len(swaps) * pairs, selection), "algorithms.one_pass_too_few"),
        (_verdict(selection, bubble), "algorithms.sorts_confused"),
        (_verdict(pairs, selection), "algorithms.one_pass_counted"),
        (_verdict(pairs * pairs, selection), "algorithms.one_pass_too_many"),
        (_verdict(sum(swaps), selection), "algorithms.swaps_are_comparisons"),
        (_verdict(bubble, pairs * pairs), "algorithms.passes_not_shorter"),
    ]
    terms = " + ".join(str(term) for term in range(pairs, 0, -1))
    return Problem(
        stem=f"Two sorts can put these {thing} in order, smallest first:\n\n`{text(items)}`\n\n"
        f"- Bubble sort makes {pairs} comparisons in each pass. It stops after the first pass without a swap.\n"
        f"- Selection sort makes {terms} comparisons.\n\n"
        "The sort with fewer comparisons is faster. Which one is faster here?",
        key=key,
        wrong=text_answers(slips, _FEEDBACK) if bubble != selection else (),
        hints=(
            "Act out bubble sort pass by pass. Write down the list after each pass.",
            "When the list is in order, one more pass is needed: the one without a swap.",
            f"Multiply the number of passes by {pairs}. For selection sort, add up the numbers above.",
        ),
        worked_solution=f"Bubble sort needs {len(swaps) + 1} passes, the last one without a swap: {len(swaps) + 1} × "
        f"{pairs} = {bubble} comparisons. Selection sort needs {terms} = {selection}. So the answer is: {key}.",
        difficulty=5,
    )


_LEVEL_3 = (_growth, _all_comparisons, partial(_swaps, whole_sort=True), _faster_sort)


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 3:
        return rng.choice(_LEVEL_3)(rng)
    return _one_pass(rng) if level == 1 else _swaps(rng, whole_sort=False)


SORT_COUNTS = Generator(
    key="sort_counts",
    number=23,
    title="Comparisons, swaps and faster sorts",
    topic="algorithms",
    version=2,
    objectives=("introduction-to-python-programming.first-steps.1",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
