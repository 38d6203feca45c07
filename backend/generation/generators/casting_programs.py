"""Programs about types and casting to be read: each with its misreadings."""

from __future__ import annotations

import random

from backend.generation.generators import type_slips as slip
from backend.generation.generators.programs import ERROR_MESSAGE, Misreading, Reading, changed, lines


def two_inputs(rng: random.Random) -> Reading:
    """Two inputs are added without `int`."""
    one, two, ask_one, ask_two = rng.choice(slip.PAIRS)
    a, b = rng.randint(2, 20), rng.randint(2, 9)
    source = lines(f'{one} = input("{ask_one}")', f'{two} = input("{ask_two}")', f"print({one} + {two})")
    return Reading(
        source,
        (
            Misreading(slip.INPUT, changed(source, (f"{one} + {two}", f"int({one}) + int({two})"))),
            Misreading(slip.SPACE, changed(source, (f"{one} + {two}", f"{one}, {two}"))),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.STORED, output=f"{a} + {b}"),
        ),
        (
            "Before you add: which type do the two variables have?",
            "`input()` gives back what was typed as text.",
            "What does `+` do with two texts, such as the words of your first name and your last name?",
        ),
        f'`input()` gives text, so the variables hold "{a}" and "{b}", and `+` puts the two texts together.',
        2,
        intro=f"A user types `{a}`, and then `{b}`, into this program.",
        stdin=f"{a}\n{b}\n",
    )


def quoted(rng: random.Random) -> Reading:
    """Digits in quotation marks are added."""
    one, two, *_ = rng.choice(slip.PAIRS)
    a, b = rng.randint(2, 40), rng.randint(2, 40)
    source = lines(f'{one} = "{a}"', f'{two} = "{b}"', f"print({one} + {two})")
    return Reading(
        source,
        (
            Misreading(slip.QUOTED, lines(f"{one} = {a}", f"{two} = {b}", f"print({one} + {two})")),
            Misreading(slip.SPACE, changed(source, (f"{one} + {two}", f"{one}, {two}"))),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.NAME, output=f"{one}{two}"),
        ),
        (
            "Look at the quotation marks. Which type do the two values have?",
            "Digits in quotation marks are text, just as letters are.",
            "What does `+` do with two texts?",
        ),
        f'"{a}" and "{b}" are text, and `+` puts one after the other.',
        1,
    )


def repeated(rng: random.Random) -> Reading:
    """Text is multiplied by a number."""
    name, ask, _ = rng.choice(slip.SINGLES)
    value, times = rng.randint(2, 12), rng.randint(2, 4)
    source = lines(f'{name} = input("{ask}")', f"print({name} * {times})")
    return Reading(
        source,
        (
            Misreading(slip.INPUT, changed(source, (f"{name} *", f"int({name}) *"))),
            Misreading(slip.NO_TIMES, output=ERROR_MESSAGE),
            Misreading(slip.SPACE, output=" ".join([str(value)] * times)),
            Misreading(slip.STORED, output=f"{value} * {times}"),
        ),
        (
            "Which type does the variable have after `input()`?",
            "A text times a whole number is the text again and again.",
            "Write down what was typed, and do it as often as the second number says.",
        ),
        f'`input()` gives the text "{value}", and `* {times}` repeats it {times} times.',
        2,
        intro=f"A user types `{value}` into this program.",
        stdin=f"{value}\n",
    )


def int_inputs(rng: random.Random) -> Reading:
    """Two inputs are added with `int`."""
    one, two, ask_one, ask_two = rng.choice(slip.PAIRS)
    a, b = rng.randint(2, 30), rng.randint(2, 9)
    source = lines(f'{one} = int(input("{ask_one}"))', f'{two} = int(input("{ask_two}"))', f"print({one} + {two})")
    return Reading(
        source,
        (
            Misreading(slip.LEAVES_TEXT, source.replace("int(", "str(")),
            Misreading(slip.STORED, output=f"{a} + {b}"),
            Misreading(slip.INT_REFUSES, output=ERROR_MESSAGE),
            Misreading(slip.SPACE, output=f"{a} {b}"),
        ),
        (
            "`input()` gives text. What does `int` make of it?",
            "Which type do the two variables have when they are added?",
            "With two numbers, `+` does what it does in maths.",
        ),
        f"`int` turns what was typed into the whole numbers {a} and {b}, and `+` adds them.",
        1,
        intro=f"A user types `{a}`, and then `{b}`, into this program.",
        stdin=f"{a}\n{b}\n",
    )


def shared(rng: random.Random) -> Reading:
    """A division without remainder, which still gives a decimal number."""
    things, people = rng.choice(slip.SHARES)
    b = rng.randint(2, 9)
    a = b * rng.randint(2, 9)
    source = lines(f"{things} = {a}", f"{people} = {b}", f"print({things} / {people})")
    return Reading(
        source,
        (
            Misreading(slip.WHOLE, changed(source, (" / ", " // "))),
            Misreading(slip.STORED, output=f"{a} / {b}"),
            Misreading(slip.SLASH_REMAINDER, changed(source, (" / ", " % "))),
            Misreading(slip.NAME, output=f"{things} / {people}"),
        ),
        (
            "Work out the division first.",
            "Python has two signs for division: `/` and `//`. Which one is this?",
            "`/` gives a `float`. How does Python show one?",
        ),
        f"{a} divided by {b} leaves no remainder, but `/` gives a `float`, which is shown with a decimal point.",
        2,
    )


def _draw_division(rng: random.Random) -> tuple[str, str, int, int]:
    """Return two names, and numbers of which the first isn't a multiple of the second."""
    things, people = rng.choice(slip.SHARES)
    b = rng.choice((4, 5, 8, 10))
    a = b * rng.randint(1, 8) + rng.randint(1, b - 1)
    return things, people, a, b


def decimal_share(rng: random.Random) -> Reading:
    """A division with a decimal result."""
    things, people, a, b = _draw_division(rng)
    source = lines(f"{things} = {a}", f"{people} = {b}", f"print({things} / {people})")
    return Reading(
        source,
        (
            Misreading(slip.WHOLE, changed(source, (" / ", " // "))),
            Misreading(slip.ROUNDED, changed(source, (f"{things} / {people}", f"round({things} / {people} + 0.01)"))),
            Misreading(slip.SLASH_REMAINDER, changed(source, (" / ", " % "))),
            Misreading(slip.STORED, output=f"{a} / {b}"),
        ),
        (
            f"How often does {b} fit into {a}? Is something left over?",
            "Python has two signs for division: `/` and `//`. Which one is this?",
            "`/` keeps the part after the decimal point.",
        ),
        f"`/` divides {a} by {b} and keeps what comes after the decimal point.",
        2,
    )


def floor(rng: random.Random) -> Reading:
    """A division with `//`."""
    things, people, a, b = _draw_division(rng)
    source = lines(f"{things} = {a}", f"{people} = {b}", f"print({things} // {people})")
    return Reading(
        source,
        (
            Misreading(slip.FLOOR_ROUNDS, output=str(-(-a // b))),
            Misreading(slip.FLOOR_IS_SLASH, changed(source, (" // ", " / "))),
            Misreading(slip.FLOOR_REMAINDER, changed(source, (" // ", " % "))),
            Misreading(slip.STORED, output=f"{a} // {b}"),
        ),
        (
            "`//` is a kind of division. In which way does it differ from `/`?",
            f"Share out {a} things among {b}. How many does each get if none is cut?",
            "The result of `//` is a whole number here. It is what fits in, and no more.",
        ),
        f"`//` says how many whole times {b} fits into {a}, and leaves the rest out.",
        2,
    )


def remainder(rng: random.Random) -> Reading:
    """A remainder."""
    things, people, a, b = _draw_division(rng)
    source = lines(f"{things} = {a}", f"{people} = {b}", f"print({things} % {people})")
    return Reading(
        source,
        (
            Misreading(slip.QUOTIENT, changed(source, (" % ", " // "))),
            Misreading(slip.PERCENT, changed(source, (f"{things} % {people}", f"round({things} * {people} / 100, 2)"))),
            Misreading(slip.FLOOR_IS_SLASH, changed(source, (" % ", " / "))),
            Misreading(
                slip.REMAINDER_DECIMALS, changed(source, (f"{things} % {people}", f"round({things} / {people} % 1, 3)"))
            ),
        ),
        (
            f"How many whole times does {b} fit into {a}?",
            "`%` gives the remainder: what is left over after sharing out.",
            f"Take away as many lots of {b} as you can. What is left?",
        ),
        f"{b} fits into {a} {a // b} times, and `%` gives what is left over.",
        3,
    )


def int_of_decimal(rng: random.Random) -> Reading:
    """A decimal number is cut by `int`."""
    name = rng.choice(slip.DECIMALS)
    value = f"{rng.randint(2, 40)}.{rng.choice((6, 7, 8, 9, 75, 99))}"
    source = lines(f"{name} = {value}", f"print(int({name}))")
    return Reading(
        source,
        (
            Misreading(slip.INT_ROUNDS, changed(source, (f"int({name})", f"round({name})"))),
            Misreading(slip.INT_KEEPS, changed(source, (f"int({name})", name))),
            Misreading(slip.INT_REFUSES, output=ERROR_MESSAGE),
            Misreading(slip.REMAINDER_DECIMALS, output=value.split(".")[1]),
        ),
        (
            "Which type does `int` give you?",
            "How do you get from a decimal number to a whole one? There is more than one way.",
            "`int` cuts. It doesn't round.",
        ),
        f"`int` cuts off the decimal point of {value} and what comes after it.",
        2,
    )


def float_of_text(rng: random.Random) -> Reading:
    """Text becomes a decimal number."""
    name, value = rng.choice(slip.DECIMALS), rng.randint(3, 60)
    more = rng.randint(1, 9)
    source = lines(f'{name} = input("The {name}? ")', f"print(float({name}) + {more})")
    return Reading(
        source,
        (
            Misreading(slip.FLOAT_KEEPS, changed(source, ("float(", "int("))),
            Misreading(slip.LEAVES_TEXT, output=f"{value}{more}"),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.STORED, output=f"{value}.0 + {more}"),
        ),
        (
            "`input()` gives text. What does `float` make of it?",
            "A `float` is a number with a decimal point, even if there is only a 0 after it.",
            "Add the two numbers. Of which type is the result?",
        ),
        f"`float` makes the decimal number {value}.0 of the text, and `+ {more}` leaves it a `float`.",
        3,
        intro=f"A user types `{value}` into this program.",
        stdin=f"{value}\n",
    )


def str_of_numbers(rng: random.Random) -> Reading:
    """Numbers become text."""
    one, two, *_ = rng.choice(slip.PAIRS)
    a, b = rng.randint(2, 30), rng.randint(2, 30)
    source = lines(f"{one} = {a}", f"{two} = {b}", f"print(str({one}) + str({two}))")
    return Reading(
        source,
        (
            Misreading(slip.STR_LEAVES, changed(source, ("str(" + one, "(" + one), ("str(" + two, "(" + two))),
            Misreading(slip.SPACE, changed(source, (") + ", "), "))),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.NAME, output=f"{one}{two}"),
        ),
        (
            "Which type do the variables have, and which type does `str` make of them?",
            "`str` is short for string, which is another word for text.",
            "What does `+` do with two texts?",
        ),
        f'`str` makes the texts "{a}" and "{b}", and `+` puts one after the other.',
        2,
    )


def next_one(rng: random.Random) -> Reading:
    """Text becomes a number, and text again."""
    name, ask, say = rng.choice(slip.SINGLES)
    value, more = rng.randint(5, 40), rng.randint(1, 9)
    source = lines(
        f'{name} = input("{ask}")',
        f"{name} = int({name}) + {more}",
        f'print("{say}" + str({name}))',
    )
    return Reading(
        source,
        (
            Misreading(slip.LEAVES_TEXT, changed(source, (f"int({name}) + {more}", f'{name} + "{more}"'))),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.NAME, output=f"{say}{name}"),
            Misreading(slip.STORED, output=f"{say}{value} + {more}"),
            Misreading(slip.STR_LEAVES, output=str(value + more)),
        ),
        (
            "Go line by line, and write down the type of the variable after each line.",
            "In the second line, is a number added, or is a text joined?",
            "In the last line, `str` makes a text, so that it can be joined to the other text.",
        ),
        f"`int` makes the number {value}, to which {more} is added. `str` makes text of the sum, and `+` joins it.",
        3,
        intro=f"A user types `{value}` into this program.",
        stdin=f"{value}\n",
    )


def joined_number(rng: random.Random) -> Reading:
    """Text and a number are joined: an error."""
    name, _, say = rng.choice(slip.SINGLES)
    value, more = rng.randint(2, 60), rng.randint(1, 9)
    source = lines(f"{name} = {value}", f"{name} = {name} + {more}", f'print("{say}" + {name})')
    return Reading(
        source,
        (
            Misreading(slip.ANYTHING, changed(source, (f'" + {name}', f'" + str({name})'))),
            Misreading(slip.NAME, output=f"{say}{name}"),
            Misreading(slip.STORED, output=f"{say}{value} + {more}"),
            Misreading(slip.STR_LEAVES, output=f"{say}{value}{more}"),
        ),
        (
            "Write down the type on each side of the `+` in the last line.",
            "`+` works with two texts, or with two numbers.",
            "Is there a `str` in this program?",
        ),
        "In the last line, a text stands on the left of `+` and a whole number on the right: a `TypeError`.",
        3,
    )


def converted_late(rng: random.Random) -> Reading:
    """Text is joined before it becomes a number."""
    one, two, ask_one, ask_two = rng.choice(slip.PAIRS)
    a, b, times = rng.randint(2, 12), rng.randint(1, 9), rng.randint(2, 3)
    source = lines(
        f'{one} = input("{ask_one}")',
        f'{two} = input("{ask_two}")',
        f"total = {one} + {two}",
        f"print(int(total) * {times})",
    )
    return Reading(
        source,
        (
            Misreading(slip.INPUT, changed(source, (f"{one} + {two}", f"int({one}) + int({two})"))),
            Misreading(slip.LEAVES_TEXT, changed(source, ("int(total)", "total"))),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
            Misreading(slip.STORED, output=f"{a}{b} * {times}"),
        ),
        (
            "Which type do the two variables have, and which type does `total` have?",
            "Write down `total` before you go on. It hasn't been turned into a number yet.",
            f"Only in the last line `int` makes a number of `total`. Then multiply by {times}.",
        ),
        f'The two texts are joined to "{a}{b}". Only then `int` makes a number of it, which is multiplied by {times}.',
        4,
        intro=f"A user types `{a}`, and then `{b}`, into this program.",
        stdin=f"{a}\n{b}\n",
    )


def mean(rng: random.Random) -> Reading:
    """A sum in brackets is halved."""
    one, two, ask_one, ask_two = rng.choice(slip.MEANS)
    a = rng.randint(3, 20)
    b = a + 2 * rng.randint(1, 8)
    source = lines(
        f'{one} = int(input("{ask_one}"))', f'{two} = int(input("{ask_two}"))', f"print(({one} + {two}) / 2)"
    )
    return Reading(
        source,
        (
            Misreading(slip.WHOLE, changed(source, (" / ", " // "))),
            Misreading(slip.ORDER, changed(source, (f"({one} + {two})", f"{one} + {two}"))),
            Misreading(slip.INPUT, output=f"{int(f'{a}{b}') / 2}"),
            Misreading(slip.NEEDS_NUMBERS, output=ERROR_MESSAGE),
        ),
        (
            "Which type do the two variables have after `int`?",
            "The sum in the brackets comes first.",
            "`/` gives a `float`, even if the division leaves no remainder.",
        ),
        f"The sum of {a} and {b} is divided by 2, and `/` gives a `float`.",
        4,
        intro=f"A user types `{a}`, and then `{b}`, into this program.",
        stdin=f"{a}\n{b}\n",
    )
