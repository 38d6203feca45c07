"""Short programs with one fault each, as beginners make them: what stops a program with an error message."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A few lines with one fault in them, and how they were meant. ``setup`` is right and prints nothing."""

    setup: tuple[str, ...]
    bad: tuple[str, ...]
    mended: tuple[str, ...]
    reason: str


# A variable for a number, what is said before it, and a likely range of its values.
_NUMBERS = (
    ("score", "Your score is", (5, 95)),
    ("total", "The total is", (12, 80)),
    ("price", "The price is", (3, 40)),
    ("points", "You have points:", (10, 90)),
    ("height", "Your height is", (120, 180)),
    ("lives", "Lives left:", (2, 9)),
    ("tickets", "Tickets sold:", (20, 95)),
    ("minutes", "Minutes left:", (5, 55)),
    ("distance", "Distance in km:", (3, 60)),
    ("level", "You are on level", (2, 20)),
    ("coins", "Coins found:", (4, 70)),
    ("temperature", "It is this warm:", (11, 30)),
)

_WORDS = (
    ("name", ("Amira", "Ben", "Chloe", "Dev", "Farid", "Grace")),
    ("city", ("Leeds", "Bristol", "Cardiff", "York", "Derby")),
    ("animal", ("otter", "badger", "robin", "hedgehog")),
    ("colour", ("green", "purple", "orange", "silver")),
    ("sport", ("tennis", "hockey", "rowing", "netball")),
    ("subject", ("history", "music", "drama", "maths")),
)

_LISTS = (
    ("colours", ("red", "blue", "green", "pink", "gold")),
    ("pets", ("cat", "dog", "fish", "rabbit", "parrot")),
    ("fruits", ("apple", "pear", "plum", "mango", "kiwi")),
    ("days", ("Monday", "Tuesday", "Friday", "Sunday")),
    ("players", ("Amira", "Ben", "Dev", "Grace", "Jay")),
    ("cities", ("Leeds", "York", "Derby", "Bath", "Ely")),
)


def _misspelt(rng: random.Random) -> Fault:
    name, _, values = rng.choice(_NUMBERS)
    at = rng.randrange(1, len(name) - 1)
    swapped = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    typo = rng.choice([swapped, name[:at] + name[at + 1 :], name.capitalize()])
    if typo == name:
        typo = name.capitalize()
    reason = f"The variable is called `{name}`; `{typo}` has no value."
    return Fault((f"{name} = {rng.randint(*values)}",), (f"print({typo})",), (f"print({name})",), reason)


def _no_quotes(rng: random.Random) -> Fault:
    name, values = rng.choice(_WORDS)
    value, other = rng.sample(values, 2)
    reason = f"`{other}` stands there without quotation marks, so Python looks for a variable of that name."
    setup = (f'{name} = "{value}"', f"print({name})")
    return Fault(setup, (f"print({other})",), (f'print("{other}")',), reason)


def _too_early(rng: random.Random) -> Fault:
    name, words, values = rng.choice(_NUMBERS)
    value = rng.randint(*values)
    bad = (f'print("{words}", {name})', f"{name} = {value}")
    mended = (f"{name} = {value}", f'print("{words}", {name})')
    return Fault((), bad, mended, f"`{name}` gets its value only after the line that uses it.")


def _joined(rng: random.Random) -> Fault:
    name, words, values = rng.choice(_NUMBERS)
    setup = (f"{name} = {rng.randint(*values)}",)
    reason = f"`+` can't join text and a whole number, and `{name}` holds a whole number."
    return Fault(setup, (f'print("{words} " + {name})',), (f'print("{words} " + str({name}))',), reason)


def _added_to_text(rng: random.Random) -> Fault:
    name, _, values = rng.choice(_NUMBERS)
    more = rng.randint(1, 9)
    reason = f"`{name}` holds text, since its digits are in quotation marks, and `+ {more}` adds a whole number to it."
    setup = (f'{name} = "{rng.randint(*values)}"',)
    return Fault(setup, (f"print({name} + {more})",), (f"print(int({name}) + {more})",), reason)


def _length_of_number(rng: random.Random) -> Fault:
    name, _, values = rng.choice(_NUMBERS)
    setup = (f"{name} = {rng.randint(*values)}",)
    reason = f"`len` counts the letters of text or the items of a list, and `{name}` holds a number."
    return Fault(setup, (f"print(len({name}))",), (f"print(len(str({name})))",), reason)


def _open_bracket(rng: random.Random) -> Fault:
    name, words, values = rng.choice(_NUMBERS)
    setup = (f"{name} = {rng.randint(*values)}",)
    mended = f'print("{words}", {name})'
    return Fault(setup, (mended[:-1],), (mended,), "The bracket after `print` is opened and not closed.")


def _open_quote(rng: random.Random) -> Fault:
    name, words, values = rng.choice(_NUMBERS)
    setup = (f"{name} = {rng.randint(*values)}", f"print({name})")
    said = words.rstrip(":")
    return Fault(
        setup, (f'print("{said})',), (f'print("{said}")',), "The quotation mark is opened and not closed on the line."
    )


def _no_colon(rng: random.Random) -> Fault:
    name, condition, say, value = _decision(rng)
    bad = (f"if {condition}", f'    print("{say}")')
    return Fault((f"{name} = {value}",), bad, (bad[0] + ":", bad[1]), "A colon is missing after the condition.")


def _one_equals(rng: random.Random) -> Fault:
    name, _, say, value = _decision(rng)
    show = f'    print("{say}")'
    reason = "A single `=` gives a value; a condition compares with `==`."
    return Fault((f"{name} = {value}",), (f"if {name} = {value}:", show), (f"if {name} == {value}:", show), reason)


def _not_indented(rng: random.Random) -> Fault:
    name, condition, say, value = _decision(rng)
    bad = (f"if {condition}:", f'print("{say}")')
    reason = "The line after `if` has to start with spaces, which show that it belongs there."
    return Fault((f"{name} = {value}",), bad, (bad[0], f"    {bad[1]}"), reason)


def _indented_for_nothing(rng: random.Random) -> Fault:
    name, words, values = rng.choice(_NUMBERS)
    mended = f'print("{words}", {name})'
    reason = "The line starts with spaces, although no `if` or loop above it has begun."
    return Fault((f"{name} = {rng.randint(*values)}",), (f"    {mended}",), (mended,), reason)


def _word_to_number(rng: random.Random) -> Fault:
    name, *_ = rng.choice(_NUMBERS)
    number = rng.randint(2, 9)
    word = ("two", "three", "four", "five", "six", "seven", "eight", "nine")[number - 2]
    typed = rng.choice(
        [word, f"{number}.5" if name in ("height", "distance", "price", "temperature") else f"{number}!"]
    )
    mended = f"print({number} * 2)" if typed != f"{number}.5" else f"print({2 * number + 1})"
    reason = f"`int` makes a whole number of digits, and “{typed}” isn't made of digits alone."
    return Fault((f'{name} = "{typed}"',), (f"print(int({name}) * 2)",), (mended,), reason)


def _past_the_end(rng: random.Random) -> Fault:
    name, items = rng.choice(_LISTS)
    chosen = rng.sample(items, rng.randint(3, 4))
    count = len(chosen)
    listed = ", ".join(f'"{item}"' for item in chosen)
    reason = f"The list has {count} items at places 0 to {count - 1}, so there is nothing at {count}."
    return Fault((f"{name} = [{listed}]",), (f"print({name}[{count}])",), (f"print({name}[{count - 1}])",), reason)


def _shared_by_none(rng: random.Random) -> Fault:
    name, _, values = rng.choice(_NUMBERS)
    people = rng.choice(("players", "friends", "teams", "groups", "pupils", "games", "days", "rounds"))
    setup = (f"{name} = {rng.randint(*values)}", f"{people} = 0")
    reason = f"`{people}` is 0, and nothing can be divided by 0."
    return Fault(setup, (f"print({name} / {people})",), ("print(0)",), reason)


def _decision(rng: random.Random) -> tuple[str, str, str, int]:
    """Return a variable, a condition that its value makes true, what is said then, and the value."""
    name, _, values = rng.choice(_NUMBERS)
    value = rng.randint(*values)
    say = rng.choice(("Great!", "What a day", "You made it", "Look at this", "New record", "Keep going"))
    return name, f"{name} > {value - rng.randint(1, 2)}", say, value


Make = Callable[[random.Random], Fault]
FIRST: tuple[Make, ...] = (
    *(_misspelt, _no_quotes, _too_early, _joined, _open_bracket, _open_quote, _not_indented, _indented_for_nothing),
    *(_added_to_text, _word_to_number),
)
LATER: tuple[Make, ...] = (*FIRST, _no_colon, _one_equals, _past_the_end, _shared_by_none, _length_of_number)
