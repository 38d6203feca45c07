"""What a sequence of assignments prints (generator 26)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator
from backend.generation.generators.programs import Misreading, Reading, changed, drawer, lines

_KEEPS_ALL = "variables.holds_many_values"
_REVERSED = "variables.assignment_reversed"
_STORED = "variables.expression_stored"
_NAME = "variables.name_is_value"
_FIRST_KEPT = "variables.first_value_kept"
_SWAPS = "variables.swap_without_third"
_ADDED_UP = "variables.assignment_adds"
_LINE_SKIPPED = "variables.update_ignored"
_OVERWRITES = "variables.update_overwrites"

_FEEDBACK = {
    _KEEPS_ALL: "How many values can a variable hold at one time? Write each new one over the old one.",
    _REVERSED: "Which side of the = is changed: the name on the left, or what stands on the right?",
    _STORED: "The right side is worked out when its line runs. Which values do the variables have at that moment?",
    _NAME: "Are there quotation marks around it? Without them Python shows what the variable holds.",
    _FIRST_KEPT: "Follow the program to its end: is the variable given another value further down?",
    _SWAPS: "Go line by line. When the second line runs, is the old value still there?",
    _ADDED_UP: "The = sign gives a new value. Is there a plus sign that adds the old one?",
    _OVERWRITES: "The right side is worked out with the old value first. Is the old value part of it?",
    _LINE_SKIPPED: "Carry out every line, one after the other. Did you leave one out?",
}

# A variable, and the values that make sense for it.
_COUNTS = (
    ("score", range(5, 60, 5)),
    ("lives", range(2, 9)),
    ("coins", range(10, 50)),
    ("tickets", range(12, 40)),
    ("points", range(10, 90, 10)),
    ("stickers", range(6, 30)),
    ("books", range(3, 25)),
    ("temperature", range(8, 30)),
    ("goals", range(2, 9)),
    ("apples", range(4, 30)),
    ("steps", range(100, 900, 50)),
    ("charge", range(20, 90, 5)),
)
_TEXTS = (
    ("colour", ("red", "green", "blue", "orange", "purple")),
    ("animal", ("cat", "horse", "rabbit", "snake", "otter")),
    ("day", ("Monday", "Tuesday", "Thursday", "Friday")),
    ("city", ("Leeds", "Cardiff", "Bristol", "Glasgow", "York")),
    ("sport", ("tennis", "rugby", "cricket", "hockey")),
    ("lunch", ("soup", "pasta", "pizza", "salad")),
    ("lesson", ("maths", "music", "history", "art")),
    ("player", ("Amira", "Ben", "Chloe", "Dev", "Isla")),
    ("weather", ("sunny", "cloudy", "rainy", "windy")),
    ("instrument", ("drums", "guitar", "flute", "piano")),
)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _new_value(rng: random.Random) -> Reading:
    """A variable is given a second value."""
    if rng.random() < 0.5:
        name, words = rng.choice(_TEXTS)
        first, second = rng.sample(words, 2)
        one, two, added = _quoted(first), _quoted(second), f"{second}{first}"
    else:
        name, numbers = rng.choice(_COUNTS)
        first, second = map(str, rng.sample(numbers, 2))
        one, two, added = first, second, str(int(first) + int(second))
    source = lines(f"{name} = {one}", f"{name} = {two}", f"print({name})")
    return Reading(
        source,
        (
            Misreading(_FIRST_KEPT, changed(source, (f"{name} = {two}\n", ""))),
            Misreading(_KEEPS_ALL, changed(source, (f"print({name})", f"print({one}, {two})"))),
            Misreading(_NAME, changed(source, (f"print({name})", f'print("{name}")'))),
            Misreading(_ADDED_UP, output=added),
        ),
        (
            "Carry the lines out one by one, from top to bottom.",
            f"Draw a box with the name `{name}`. What is in it after the first line?",
            "A box holds one value. What happens to it when a new one is put in?",
        ),
        f"`{name}` first holds {one}. The second line puts {two} in its place, and that is what is printed.",
        1,
    )


def _update(rng: random.Random) -> Reading:
    """A variable is changed by a little."""
    name, numbers = rng.choice(_COUNTS)
    value, step = rng.choice(numbers), rng.randint(2, 9)
    sign = rng.choice("+-") if value > step else "+"
    update = f"{name} = {name} {sign} {step}"
    source = lines(f"{name} = {value}", update, f"print({name})")
    return Reading(
        source,
        (
            Misreading(_FIRST_KEPT, changed(source, (f"{update}\n", ""))),
            Misreading(_STORED, changed(source, (update, f'{name} = "{value} {sign} {step}"'))),
            Misreading(_OVERWRITES, changed(source, (update, f"{name} = {step}"))),
            Misreading(_NAME, changed(source, (f"print({name})", f'print("{name}")'))),
        ),
        (
            "Carry the lines out one by one, from top to bottom.",
            f"What does `{name}` hold after the first line?",
            "In the second line, the right side is worked out first. Then the result is stored under the name.",
        ),
        f"`{name}` holds {value}. The second line works out {value} {sign} {step} and stores the result in `{name}`.",
        1,
    )


# Two variables of which the second keeps what the first holds for a while.
_KEPT = (
    ("score", "best", range(10, 90)),
    ("price", "old_price", range(5, 60)),
    ("goals", "record", range(2, 20)),
    ("height", "start", range(110, 170)),
    ("speed", "top_speed", range(20, 70)),
    ("temperature", "morning", range(5, 25)),
    ("level", "saved_level", range(1, 30)),
    ("distance", "longest", range(3, 40)),
)


def _copied(rng: random.Random) -> Reading:
    """A value is copied, and then the first variable changes."""
    first, second, numbers = rng.choice(_KEPT)
    one, two, three = rng.sample(numbers, 3)
    copy = f"{second} = {first}"
    source = lines(f"{first} = {one}", f"{second} = {two}", copy, f"{first} = {three}", f"print({second})")
    return Reading(
        source,
        (
            Misreading(_STORED, changed(source, (f"print({second})", f"print({first})"))),
            Misreading(_REVERSED, changed(source, (copy, f"{first} = {second}"))),
            Misreading(_KEEPS_ALL, changed(source, (f"print({second})", f"print({two}, {one})"))),
            Misreading(_NAME, changed(source, (copy, f'{second} = "{first}"'))),
        ),
        (
            "Make a table with a column for each variable, and go through the program line by line.",
            f"When `{copy}` runs, which value does `{first}` have at that moment?",
            f"Only a line that begins with `{second} =` changes `{second}`.",
        ),
        f"`{copy}` copies the {one} that `{first}` holds at that moment. When `{first}` changes later, `{second}` "
        "stays the same.",
        2,
    )


_TOTALS = (
    ("price", "tickets", "total", range(3, 13)),
    ("length", "width", "area", range(3, 13)),
    ("boxes", "pens", "stock", range(4, 13)),
    ("rows", "seats", "places", range(5, 13)),
    ("hours", "pay", "wage", range(5, 13)),
    ("teams", "players", "pupils", range(4, 12)),
    ("pages", "words", "length", range(6, 13)),
    ("weeks", "coins", "savings", range(3, 11)),
)


def _old_expression(rng: random.Random) -> Reading:
    """A result is stored, and then a part of its expression changes."""
    first, second, result, numbers = rng.choice(_TOTALS)
    one, two, new = rng.sample(numbers, 3)
    store, change = f"{result} = {first} * {second}", f"{first} = {new}"
    source = lines(f"{first} = {one}", f"{second} = {two}", store, change, f"print({result})")
    both = f"print({one * two}, {new * two})"
    return Reading(
        source,
        (
            Misreading(_STORED, changed(source, (f"{store}\n{change}", f"{change}\n{store}"))),
            Misreading(_KEEPS_ALL, changed(source, (f"print({result})", both))),
            Misreading(_NAME, changed(source, (f"print({result})", f'print("{first} * {second}")'))),
            Misreading(_OVERWRITES, changed(source, (change, f"{result} = {new}"))),
        ),
        (
            "Make a table with a column for each variable, and go through the program line by line.",
            f"When is `{first} * {second}` worked out, and with which values?",
            f"Is there another line that begins with `{result} =`? Only such a line can change it.",
        ),
        f"When the third line runs, `{first}` is {one} and `{second}` is {two}, so `{result}` becomes {one} * {two}. "
        f"It isn't worked out again when `{first}` changes.",
        2,
    )


_GROWING = (
    ("bonus", "score"),
    ("pack", "stock"),
    ("fine", "bill"),
    ("gift", "savings"),
    ("prize", "coins"),
    ("stage", "distance"),
    ("goal", "points"),
    ("topping", "price"),
    ("chapter", "pages"),
    ("group", "visitors"),
)


def _two_updates(rng: random.Random) -> Reading:
    """One variable is changed, and then another by it."""
    first, result = rng.choice(_GROWING)
    one, two, factor = rng.randint(3, 12), rng.randint(20, 60), rng.choice((2, 3, 10))
    change, use = f"{first} = {first} * {factor}", f"{result} = {result} + {first}"
    source = lines(f"{first} = {one}", f"{result} = {two}", change, use, f"print({result})")
    return Reading(
        source,
        (
            Misreading(_LINE_SKIPPED, changed(source, (f"{change}\n", ""))),
            Misreading(_OVERWRITES, changed(source, (use, f"{result} = {first}"))),
            Misreading(_FIRST_KEPT, changed(source, (f"{use}\n", ""))),
            Misreading(_STORED, changed(source, (f"print({result})", f'print("{two} + {one} * {factor}")'))),
        ),
        (
            "Make a table with a column for each variable, and go through the program line by line.",
            f"What does `{first}` hold after the third line?",
            f"Then work out `{result} + {first}` with the values that they have at that moment.",
        ),
        f"The third line makes `{first}` {one * factor}. The fourth line works out {two} + {one * factor}.",
        2,
    )


_PAIRS = (
    ("left", "right"),
    ("first", "second"),
    ("mine", "yours"),
    ("cup_a", "cup_b"),
    ("seat_1", "seat_2"),
    ("home", "away"),
    ("winner", "runner_up"),
)


def _pair(rng: random.Random) -> tuple[str, str, str, str]:
    one, two = rng.choice(_PAIRS)
    if rng.random() < 0.5:
        first, second = map(str, rng.sample(range(2, 60), 2))
    else:
        first, second = map(_quoted, rng.sample(rng.choice(_TEXTS)[1], 2))
    return one, two, first, second


def _swap_lost(rng: random.Random) -> Reading:
    """Two values are to be swapped without a third variable, and one is lost."""
    one, two, first, second = _pair(rng)
    source = lines(f"{one} = {first}", f"{two} = {second}", f"{one} = {two}", f"{two} = {one}", f"print({one}, {two})")
    moves = f"{one} = {two}\n{two} = {one}"
    return Reading(
        source,
        (
            Misreading(_SWAPS, changed(source, (moves, f"{one}, {two} = {two}, {one}"))),
            Misreading(_REVERSED, changed(source, (moves, f"{two} = {one}\n{one} = {two}"))),
            Misreading(_FIRST_KEPT, changed(source, (f"{moves}\n", ""))),
        ),
        (
            f"Make a table with a column for `{one}` and one for `{two}`.",
            f"Which line changes `{one}`? What was in it before, and is that value still anywhere?",
            "Go on with the values that the variables have now, not with those from the beginning.",
        ),
        f"`{one} = {two}` puts {second} into `{one}`, and {first} is lost. So the next line copies {second} back into "
        f"`{two}`.",
        3,
    )


def _swap_with_spare(rng: random.Random) -> Reading:
    """Two values are swapped by a third variable."""
    one, two, first, second = _pair(rng)
    spare = rng.choice(("spare", "temp", "saved", "keep"))
    moves = (f"{spare} = {one}", f"{one} = {two}", f"{two} = {spare}")
    source = lines(f"{one} = {first}", f"{two} = {second}", *moves, f"print({one}, {two})")
    return Reading(
        source,
        (
            Misreading(_STORED, changed(source, (moves[2], f"{two} = {one}"))),
            Misreading(_FIRST_KEPT, changed(source, ("\n".join(moves) + "\n", ""))),
            Misreading(_LINE_SKIPPED, changed(source, (f"{moves[1]}\n", ""))),
        ),
        (
            "Make a table with a column for each of the three variables.",
            f"What does `{spare}` hold after its line, and does anything change it later?",
            "Carry out the last three assignments one by one, each with the values of that moment.",
        ),
        f"`{spare}` keeps {first}. Then `{one}` becomes {second}, and `{two}` gets the {first} that was kept.",
        3,
    )


def _chain(rng: random.Random) -> Reading:
    """Three variables, as in the Fibonacci numbers."""
    one, two, three = rng.choice((("old", "new", "next_one"), ("first", "second", "third"), ("a", "b", "c")))
    first, second = rng.sample(range(2, 20), 2)
    add, move, take = f"{three} = {one} + {two}", f"{one} = {two}", f"{two} = {three}"
    source = lines(f"{one} = {first}", f"{two} = {second}", add, move, take, f"print({one}, {two})")
    return Reading(
        source,
        (
            Misreading(_STORED, changed(source, (take, f"{two} = {one} + {two}"))),
            Misreading(_REVERSED, changed(source, (move, f"{two} = {one}"), (take, f"{three} = {two}"))),
            Misreading(_LINE_SKIPPED, changed(source, (f"{move}\n", ""))),
            Misreading(_FIRST_KEPT, changed(source, (f"{move}\n{take}\n", ""))),
        ),
        (
            "Make a table with a column for each of the three variables.",
            f"Work out `{three}` first, with the values from the first two lines.",
            "Then carry out the last two assignments, each with the values of that moment.",
        ),
        f"`{three}` becomes {first} + {second}. Then `{one}` gets {second}, and `{two}` gets what `{three}` holds.",
        3,
    )


SEQUENCES = Generator(
    key="predict_sequence",
    number=26,
    title="Predict the output: sequence and assignment",
    topic="variables",
    version=1,
    draw=drawer(
        {
            1: (_new_value, _update),
            2: (_copied, _old_expression, _two_updates),
            3: (_swap_lost, _swap_with_spare, _chain),
        },
        _FEEDBACK,
    ),
    misconceptions=tuple(_FEEDBACK),
    objectives=(
        "introduction-to-python-programming.crunching-numbers.2",
        "introduction-to-python-programming.crunching-numbers.3",
    ),
    runs_programs=True,
)
