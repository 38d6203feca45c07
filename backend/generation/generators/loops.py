"""What a program with a for or while loop prints (generator 28)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator
from backend.generation.generators.programs import Misreading, Reading, changed, drawer, indented, lines

_RANGE_END = "loops.range_includes_end"
_FROM_ONE = "loops.range_starts_at_one"
_ONCE = "loops.runs_once"
_STOPS = "loops.while_stops_at_once"
_ALL_INSIDE = "loops.print_always_inside"
_OUTSIDE = "loops.print_always_after"
_OVERWRITES = "variables.update_overwrites"
_BOUNDARY = "loops.while_boundary"
_LIMIT = "selection.boundary_left_out"
_ORDER = "loops.body_order_ignored"
_NUMBER_OF_TIMES = "loops.range_end_is_count"
_ADDED = "loops.nested_added"
_INNER_ONLY = "loops.inner_loop_only"
_CONDITION_IGNORED = "loops.condition_in_loop_ignored"
_ADDS_VALUES = "loops.counts_and_sums_confused"

_FEEDBACK = {
    _RANGE_END: "Does range give the number at its end as well?",
    _FROM_ONE: "Which is the first number that range gives when only one number stands in the brackets?",
    _ONCE: "Where does the program go after the last line of the loop's body?",
    _STOPS: "When is the condition checked: in the middle of the body, or before each time round?",
    _ALL_INSIDE: "Is the last line indented? Which lines are repeated?",
    _OUTSIDE: "Is the print indented? If it is, it belongs to the loop.",
    _OVERWRITES: "Is the old value part of what is worked out each time round?",
    _BOUNDARY: "Try the condition with the limit itself. Is it true or false?",
    _LIMIT: "Does the limit itself count? Try the condition with it.",
    _ORDER: "Carry out the lines of the body in their order: what comes first, the print or the change?",
    _NUMBER_OF_TIMES: "There are two numbers in the brackets. What does each of them say?",
    _ADDED: "How often does the inner loop run each time the outer one goes round?",
    _INNER_ONLY: "The inner loop is inside another one. How often is it started?",
    _CONDITION_IGNORED: "There is an if in the loop. For which items is its condition true?",
    _ADDS_VALUES: "Does the line add 1 each time, or the item itself?",
}

_COUNTED = (
    ("week", "Week"),
    ("lap", "Lap"),
    ("day", "Day"),
    ("level", "Level"),
    ("page", "Page"),
    ("room", "Room"),
    ("team", "Team"),
    ("question", "Question"),
    ("song", "Song"),
    ("step", "Step"),
    ("floor", "Floor"),
    ("player", "Player"),
    ("turn", "Turn"),
    ("row", "Row"),
)


def _count_up(rng: random.Random) -> Reading:
    """The numbers of one range, each on a line."""
    name, word = rng.choice(_COUNTED)
    count = rng.randint(3, 5)
    shown = rng.choice((f"print({name})", f'print("{word}", {name})'))
    source = lines(f"for {name} in range({count}):", indented(shown))
    loop = f"range({count})"
    return Reading(
        source,
        (
            Misreading(_FROM_ONE, changed(source, (loop, f"range(1, {count + 1})"))),
            Misreading(_RANGE_END, changed(source, (loop, f"range({count + 1})"))),
            Misreading(_ONCE, changed(source, (loop, "range(1)"))),
            Misreading(_FROM_ONE, changed(source, (loop, f"range(1, {count})"))),
        ),
        (
            "The loop runs once for each number that range gives.",
            "When only one number stands in the brackets, it says how many numbers range gives.",
            "Which is the first of them? Write them down until you have that many.",
        ),
        f"`{loop}` gives {count} numbers, and the first is 0. The loop runs once for each of them.",
        1,
    )


_COLLECTED = (
    ("total", "coins", range(2, 12)),
    ("points", "point", range(5, 30, 5)),
    ("distance", "lap", range(2, 9)),
    ("cost", "ticket", range(3, 15)),
    ("savings", "week", range(2, 12)),
    ("pages", "evening", range(5, 20)),
    ("minutes", "lesson", range(10, 60, 10)),
    ("score", "level", range(10, 60, 10)),
    ("chairs", "row", range(4, 12)),
    ("pens", "box", range(6, 24, 2)),
)


def _repeat_addition(rng: random.Random) -> Reading:
    """The same number is added some times, and the total is shown after the loop."""
    total, name, numbers = rng.choice(_COLLECTED)
    count, step = rng.randint(3, 6), rng.choice(numbers)
    loop, update = f"range({count})", f"{total} = {total} + {step}"
    source = lines(f"{total} = 0", f"for {name} in {loop}:", indented(update), f"print({total})")
    return Reading(
        source,
        (
            Misreading(_RANGE_END, changed(source, (loop, f"range({count + 1})"))),
            Misreading(_ONCE, changed(source, (loop, "range(1)"))),
            Misreading(_FROM_ONE, changed(source, (loop, f"range(1, {count})"))),
            Misreading(_OVERWRITES, changed(source, (update, f"{total} = {step}"))),
        ),
        (
            "How many numbers does range give? So many times the loop runs.",
            f"Each time round, {step} is added.",
            "The last line isn't indented: it runs once, when the loop has ended.",
        ),
        f"The loop runs {count} times and adds {step} each time. Then the total is shown once.",
        1,
    )


def _from_to(rng: random.Random) -> Reading:
    """The numbers of a range with two ends."""
    name, word = rng.choice(_COUNTED)
    first = rng.randint(2, 7)
    end = first + rng.randint(2, 3)
    shown = rng.choice((f"print({name})", f'print("{word}", {name})'))
    loop = f"range({first}, {end})"
    source = lines(f"for {name} in {loop}:", indented(shown))
    return Reading(
        source,
        (
            Misreading(_RANGE_END, changed(source, (loop, f"range({first}, {end + 1})"))),
            Misreading(_ONCE, changed(source, (loop, f"range({first}, {first + 1})"))),
            Misreading(_NUMBER_OF_TIMES, changed(source, (loop, f"range({first}, {first + end})"))),
            Misreading(_OUTSIDE, changed(source, (f"    {shown}", f"    pass\n{shown}"))),
        ),
        (
            "The first number in the brackets is where range begins.",
            "It goes up in steps of 1 and stops before the second number.",
            "Write down each number that the loop goes through.",
        ),
        f"`{loop}` begins at {first} and stops before {end}. The loop runs once for each number.",
        2,
    )


def _add_up_range(rng: random.Random) -> Reading:
    """The numbers of a range are added up, and the total is shown after the loop."""
    name, total = rng.choice(
        (("number", "total"), ("day", "coins"), ("row", "seats"), ("level", "points"), ("step", "bricks"))
    )
    first, end = rng.randint(1, 3), rng.randint(4, 6)
    loop, update = f"range({first}, {end})", f"{total} = {total} + {name}"
    begin = rng.choice((0, 0, 10, 20, 50))
    source = lines(f"{total} = {begin}", f"for {name} in {loop}:", indented(update), f"print({total})")
    return Reading(
        source,
        (
            Misreading(_RANGE_END, changed(source, (loop, f"range({first}, {end + 1})"))),
            Misreading(_OVERWRITES, changed(source, (update, f"{total} = {name}"))),
            Misreading(_ONCE, changed(source, (loop, f"range({first}, {first + 1})"))),
            Misreading(_ADDS_VALUES, changed(source, (update, f"{total} = {total} + 1"))),
        ),
        (
            f"Write down the numbers that `{name}` goes through.",
            f"Make a table: what is `{total}` after each time round?",
            "range stops before the second number in the brackets.",
        ),
        f"`{name}` goes from {first} to {end - 1}. {begin} + {' + '.join(map(str, range(first, end)))} is worked out "
        "bit by bit.",
        2,
    )


_FALLING = (
    ("fuel", "Empty"),
    ("lives", "Game over"),
    ("battery", "Charge me"),
    ("seconds", "Time is up"),
    ("apples", "No more"),
    ("tickets", "Sold out"),
    ("biscuits", "All gone"),
    ("health", "Rest now"),
    ("stock", "Order more"),
)


def _count_down(rng: random.Random) -> Reading:
    """A while loop shows falling values, and a line follows."""
    name, word = rng.choice(_FALLING)
    step, count = rng.choice((1, 2, 3, 5, 10)), rng.randint(2, 3)
    begin = step * count
    condition, change, last = f"while {name} > 0:", f"{name} = {name} - {step}", f'print("{word}")'
    source = lines(f"{name} = {begin}", condition, indented(f"print({name})", change), last)
    return Reading(
        source,
        (
            Misreading(_BOUNDARY, changed(source, (condition, f"while {name} >= 0:"))),
            Misreading(
                _ORDER, changed(source, (f"    print({name})\n    {change}", f"    {change}\n    print({name})"))
            ),
            Misreading(_ALL_INSIDE, changed(source, (f"\n{last}", f"\n    {last}"))),
            Misreading(_ONCE, changed(source, (condition, "if True:"))),
        ),
        (
            f"Make a table: what is `{name}` each time the condition is checked?",
            "Carry out the two indented lines in their order, and go back to the condition.",
            f"Stop when `{name} > 0` is false, and go on with the last line.",
        ),
        f"The loop runs while `{name}` is more than 0: {count} times. The last line isn't indented, so it runs once, "
        "after the loop.",
        2,
    )


_GROWING = (
    ("savings", range(20, 90, 5)),
    ("score", range(20, 90, 5)),
    ("height", range(30, 90, 5)),
    ("distance", range(10, 40)),
    ("steps", range(200, 900, 50)),
    ("water", range(20, 60, 5)),
    ("points", range(30, 99, 5)),
    ("bricks", range(20, 60)),
)


def _grows_past(rng: random.Random) -> Reading:
    """A while loop goes on until a limit is reached; the value is shown after it."""
    name, limits = rng.choice(_GROWING)
    limit = rng.choice(limits)
    step = max(2, limit // rng.randint(3, 4) + rng.randint(0, 2))
    begin = rng.choice((0, 0, step, limit - 3 * step if limit > 3 * step else 0))
    condition, change = f"while {name} < {limit}:", f"{name} = {name} + {step}"
    source = lines(f"{name} = {begin}", condition, indented(change), f"print({name})")
    return Reading(
        source,
        (
            Misreading(_STOPS, changed(source, (condition, f"while {name} + {step} < {limit}:"))),
            Misreading(_BOUNDARY, output=str(limit)),
            Misreading(_ONCE, changed(source, (condition, "if True:"))),
            Misreading(_BOUNDARY, changed(source, (condition, f"while {name} <= {limit}:"))),
            Misreading(_ALL_INSIDE, changed(source, (f"\nprint({name})", f"\n    print({name})"))),
        ),
        (
            f"Make a table: what is `{name}` each time the condition is checked?",
            "As long as the condition is true, the loop goes round once more.",
            "The last line isn't indented: it runs once, when the condition is false.",
        ),
        f"{step} is added until `{name} < {limit}` is false. Only then is the value shown.",
        3,
    )


_LISTS = (
    ("scores", "score", range(3, 20)),
    ("ages", "age", range(9, 17)),
    ("prices", "price", range(2, 15)),
    ("temperatures", "temperature", range(5, 25)),
    ("times", "time", range(8, 30)),
    ("goals", "goal", range(1, 7)),
)


def _count_some(rng: random.Random) -> Reading:
    """Items of a list that pass a limit are counted or added up."""
    items_name, name, numbers = rng.choice(_LISTS)
    items = rng.sample(numbers, 4)
    limit = sorted(items)[1]
    adds = rng.random() < 0.5
    result = "total" if adds else "count"
    update = f"{result} = {result} + {name if adds else 1}"
    other = f"{result} = {result} + {1 if adds else name}"
    condition = f"if {name} > {limit}:"
    source = lines(f"{items_name} = {items}", f"{result} = 0", f"for {name} in {items_name}:", indented(condition))
    source += "\n" + lines(indented(indented(update)), f"print({result})")
    return Reading(
        source,
        (
            Misreading(_LIMIT, changed(source, (condition, f"if {name} >= {limit}:"))),
            Misreading(_ADDS_VALUES, changed(source, (update, other))),
            Misreading(_CONDITION_IGNORED, changed(source, (condition, "if True:"))),
            Misreading(_OVERWRITES, changed(source, (update, update.replace(f"{result} + ", "")))),
        ),
        (
            f"Go through the list: for which items is `{name} > {limit}` true?",
            f"What is done with `{result}` for each of them?",
            f"Does the {limit} itself count?",
        ),
        f"`{name} > {limit}` is true for {' and '.join(str(item) for item in items if item > limit)}. "
        f"{'These are added up' if adds else 'For each of these, 1 is added'}.",
        3,
    )


_GRIDS = (
    ("row", "seat", "seats"),
    ("shelf", "book", "books"),
    ("day", "lesson", "lessons"),
    ("team", "player", "players"),
    ("week", "day", "days"),
    ("box", "egg", "eggs"),
    ("floor", "room", "rooms"),
    ("game", "round_no", "rounds"),
)


def _nested(rng: random.Random) -> Reading:
    """A loop in a loop counts."""
    outer, inner, count = rng.choice(_GRIDS)
    one, two = rng.sample(range(2, 8), 2)
    loops = f"for {outer} in range({one}):", f"for {inner} in range({two}):"
    source = lines(f"{count} = 0", loops[0], indented(loops[1], indented(f"{count} = {count} + 1")), f"print({count})")
    once = f"for {inner} in range(1):"
    larger = f"for {outer} in range({one + 1}):", f"for {inner} in range({two + 1}):"
    flat = lines(f"{count} = 0", loops[0], indented(f"{count} = {count} + 1"), loops[1])
    return Reading(
        source,
        (
            Misreading(_ADDED, lines(flat, indented(f"{count} = {count} + 1"), f"print({count})")),
            Misreading(_INNER_ONLY, changed(source, (loops[0], f"for {outer} in range(1):"))),
            Misreading(_RANGE_END, changed(source, (loops[0], larger[0]), (loops[1], larger[1]))),
            Misreading(_ONCE, changed(source, (loops[1], once))),
        ),
        (
            f"How often does the inner loop run for one value of `{outer}`?",
            f"How many values does `{outer}` go through?",
            "The inner loop is started again each time the outer one goes round.",
        ),
        f"The outer loop goes round {one} times, and each time the inner loop runs {two} times: {one} * {two}.",
        3,
    )


LOOPS = Generator(
    key="predict_loops",
    number=28,
    title="Predict the output: for and while loops",
    topic="loops",
    version=1,
    draw=drawer(
        {
            1: (_count_up, _repeat_addition),
            2: (_from_to, _add_up_range, _count_down),
            3: (_grows_past, _count_some, _nested),
        },
        _FEEDBACK,
    ),
    misconceptions=tuple(_FEEDBACK),
    objectives=(
        "introduction-to-python-programming.round-and-round.1",
        "introduction-to-python-programming.round-and-round.2",
        "python-programming-with-sequences-of-data.make-a-thing.2",
    ),
    runs_programs=True,
)
