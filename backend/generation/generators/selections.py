"""What a program with if, elif and else prints (generator 27)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.generation.generators.base import Generator
from backend.generation.generators.programs import (
    ERROR_MESSAGE,
    Misreading,
    Reading,
    changed,
    drawer,
    indented,
    lines,
)

_BOTH = "selection.both_branches_run"
_ALL_TRUE = "selection.all_true_branches_run"
_BOUNDARY = "selection.boundary_left_out"
_SWAPPED = "selection.greater_less_swapped"
_AND_OR = "selection.and_or_everyday"
_BARE = "selection.or_with_bare_value"
_REST = "selection.rest_belongs_to_if"
_ENDS = "selection.false_ends_program"
_LAST_TRUE = "selection.last_true_branch_runs"
_AS_ELIF = "selection.second_if_is_elif"
_OLD_VALUE = "selection.old_value_tested"
_BARE_ERROR = "selection.bare_value_is_error"

_FEEDBACK = {
    _BOTH: "Can the condition be true and false at once? Only one of the two branches runs.",
    _ALL_TRUE: "What happens after the first condition that is true? Look at the word elif.",
    _BOUNDARY: "Put the number into the condition and read it aloud. Does the limit itself count?",
    _SWAPPED: "Put the number into the condition and read it aloud. Is it true or false?",
    _AND_OR: "Do both comparisons have to be true, or is one enough?",
    _BARE: "What does Python compare with the second value? Each side of or is a condition of its own.",
    _REST: "Look at the indentation of the last line. Does it belong to a branch?",
    _ENDS: "Where does the program go on when the condition is false?",
    _LAST_TRUE: "Python checks the conditions from top to bottom. At which one does it stop?",
    _AS_ELIF: "Each if is checked by itself. Is there an elif?",
    _OLD_VALUE: "Which value does the variable have when the second condition is checked?",
    _BARE_ERROR: "Python can work out what stands on the right. Is a text that isn't empty true or false?",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """A number that is compared with a limit, and what is said either way; ``after`` is said in any case."""

    name: str
    limits: range
    sign: str
    yes: str
    no: str
    after: str


_CASES = (
    _Case("score", range(40, 80, 5), ">=", "Pass", "Try again", "Well played"),
    _Case("age", range(12, 18), ">=", "Come in", "Too young", "Next please"),
    _Case("height", range(110, 150, 5), ">=", "Enjoy the ride", "Too small", "Next please"),
    _Case("temperature", range(18, 30), ">", "Fan on", "Fan off", "Checked"),
    _Case("speed", range(20, 70, 10), ">", "Slow down", "Good speed", "Drive safely"),
    _Case("total", range(20, 60, 5), ">=", "Free delivery", "Pay for delivery", "Thank you"),
    _Case("steps", range(5000, 12000, 1000), ">=", "Goal reached", "Keep walking", "Good night"),
    _Case("length", range(8, 16), ">=", "Password saved", "Too short", "Bye"),
    _Case("battery", range(10, 30, 5), "<", "Charge me", "Battery fine", "Checked"),
    _Case("temperature", range(3, 18), "<", "Heating on", "Heating off", "Checked"),
    _Case("weight", range(2, 20), "<=", "Small parcel", "Large parcel", "Thank you"),
    _Case("age", range(11, 17), "<", "Child ticket", "Adult ticket", "Thank you"),
    _Case("stock", range(5, 40, 5), "<=", "Order more", "Enough left", "Checked"),
    _Case("light", range(20, 80, 10), "<", "Lamp on", "Lamp off", "Checked"),
)
_OTHER_BOUNDARY = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_OTHER_WAY = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def _holds(value: int, sign: str, limit: int) -> bool:
    return {">=": value >= limit, ">": value > limit, "<=": value <= limit, "<": value < limit}[sign]


def _near(rng: random.Random, limit: int) -> int:
    """Return the limit itself as often as not, else a number close to it."""
    away = rng.randint(1, 5) * (100 if limit > 1000 else 1)
    return rng.choice((limit, limit, limit - away, limit + away))


def _said(text: str) -> str:
    return f'print("{text}")'


def _if_else(rng: random.Random) -> Reading:
    """Two branches and a line after them."""
    case = rng.choice(_CASES)
    limit = rng.choice(case.limits)
    value = _near(rng, limit)
    condition = f"if {case.name} {case.sign} {limit}:"
    last = f"\n{_said(case.after)}"
    source = lines(f"{case.name} = {value}", condition, indented(_said(case.yes)), "else:", indented(_said(case.no)))
    source += last
    true = _holds(value, case.sign, limit)
    slip, sign = (_BOUNDARY, _OTHER_BOUNDARY[case.sign]) if value == limit else (_SWAPPED, _OTHER_WAY[case.sign])
    other = changed(source, (condition, f"if {case.name} {sign} {limit}:"))
    return Reading(
        source,
        (
            Misreading(slip, other),
            Misreading(_BOTH, changed(source, (condition, "if True:"), ("else:", "if True:"))),
            Misreading(_REST, changed(source, (last, ""))),
            Misreading(slip, changed(other, (last, ""))),
        ),
        (
            f"What is the value of `{case.name}`?",
            "Put that number into the condition. Is it true or false?",
            "Choose the branch that runs. Then go on with the line that isn't indented.",
        ),
        f"`{case.name} {case.sign} {limit}` is {true} for {value}, so the branch after "
        f"`{'if' if true else 'else'}` runs. The last line isn't indented: it runs in any case.",
        1,
    )


def _if_alone(rng: random.Random) -> Reading:
    """One branch that doesn't run, and a line after it."""
    case = rng.choice(_CASES)
    limit = rng.choice(case.limits)
    value = next(value for value in iter(lambda: _near(rng, limit), None) if not _holds(value, case.sign, limit))
    condition = f"if {case.name} {case.sign} {limit}:"
    source = lines(f"{case.name} = {value}", condition, indented(_said(case.yes)), _said(case.after))
    slip, sign = (_BOUNDARY, _OTHER_BOUNDARY[case.sign]) if value == limit else (_SWAPPED, _OTHER_WAY[case.sign])
    other = changed(source, (condition, f"if {case.name} {sign} {limit}:"))
    last = f"\n{_said(case.after)}"
    return Reading(
        source,
        (
            Misreading(slip, other),
            Misreading(_ENDS, changed(source, (last, ""))),
            Misreading(_REST, changed(other, (last, ""))),
        ),
        (
            f"What is the value of `{case.name}`?",
            "Put that number into the condition. Is it true or false?",
            "Which lines are indented? Only they depend on the condition.",
        ),
        f"`{case.name} {case.sign} {limit}` is False for {value}, so the indented line is left out. The program goes "
        "on with the line that isn't indented.",
        1,
    )


# A number with falling limits, and what is said for each step down.
_LADDERS = (
    ("score", (range(80, 96, 5), range(60, 76, 5), range(40, 56, 5)), ("Gold", "Silver", "Bronze", "No medal")),
    ("mark", (range(70, 86), range(50, 66), range(30, 46)), ("Grade A", "Grade B", "Grade C", "Retake")),
    ("temperature", (range(26, 34), range(18, 25), range(8, 15)), ("Hot", "Warm", "Cool", "Cold")),
    ("points", (range(90, 150, 10), range(50, 80, 10), range(20, 40, 5)), ("Master", "Expert", "Player", "Beginner")),
    ("age", (range(60, 67), range(18, 22), range(11, 15)), ("Senior", "Adult", "Teenager", "Child")),
    ("wind", (range(60, 80, 5), range(40, 55, 5), range(15, 35, 5)), ("Storm", "Strong", "Breeze", "Calm")),
    ("battery", (range(80, 96, 5), range(50, 70, 5), range(10, 30, 5)), ("Full", "High", "Low", "Empty")),
    ("speed", (range(60, 80, 5), range(40, 55, 5), range(15, 35, 5)), ("Too fast", "Fast", "Steady", "Slow")),
    ("merits", (range(40, 60), range(20, 35), range(5, 15)), ("Trip", "Book token", "Badge", "Keep going")),
)


def _ladder(rng: random.Random) -> Reading:
    """If, elif and else with falling limits; more than one condition is true."""
    name, ranges, words = rng.choice(_LADDERS)
    first, second, third = (rng.choice(limits) for limits in ranges)
    value = rng.choice((first, second, first + rng.randint(1, 4), second + rng.randint(1, 4)))
    sign = rng.choice((">=", ">=", ">"))
    source = lines(
        f"{name} = {value}",
        f"if {name} {sign} {first}:",
        indented(_said(words[0])),
        f"elif {name} {sign} {second}:",
        indented(_said(words[1])),
        f"elif {name} {sign} {third}:",
        indented(_said(words[2])),
        "else:",
        indented(_said(words[3])),
    )
    met = next((n for n, limit in enumerate((first, second, third)) if _holds(value, sign, limit)), 3)
    separate = source.replace("elif", "if")
    reached = (first, second, third)[min(met, 2)]
    return Reading(
        source,
        (
            Misreading(_ALL_TRUE, separate),
            Misreading(_LAST_TRUE, output=words[2]),
            Misreading(_BOUNDARY, source.replace(f" {sign} ", f" {_OTHER_BOUNDARY[sign]} ")),
            Misreading(_BOTH, changed(source, ("else:\n    ", ""))),
            Misreading(_SWAPPED, source.replace(f" {sign} ", f" {sign.replace('>', '<')} ")),
        ),
        (
            "Check the conditions from top to bottom.",
            "Stop at the first condition that is true. Only its branch runs.",
            f"Is the first condition, `{name} {sign} {first}`, true or false?",
        ),
        f"From the top, `{name} {sign} {reached}` is the first condition that is true for {value}. Its branch runs, "
        "and the rest is left out.",
        2,
    )


_TWO_NUMBERS = (
    ("age", range(11, 17), "height", range(120, 150, 5), "Ride", "Wait", "Next please"),
    ("score", range(40, 70, 5), "tasks", range(3, 8), "Badge", "Keep going", "Bye"),
    ("speed", range(20, 50, 5), "distance", range(5, 30, 5), "Brake", "Drive on", "Checked"),
    ("coins", range(20, 60, 5), "level", range(3, 10), "Open the gate", "Gate shut", "Next move"),
    ("heat", range(18, 30), "people", range(10, 30, 5), "Open windows", "Windows shut", "Checked"),
    ("logins", range(3, 9), "points", range(20, 90, 10), "Bonus", "No bonus", "Thank you"),
    ("wind", range(20, 60, 5), "rain", range(5, 20), "Stay in", "Go out", "Have fun"),
)


def _two_conditions(rng: random.Random) -> Reading:
    """Two comparisons with and / or; just one of them is true."""
    one, ones, two, twos, yes, no, after = rng.choice(_TWO_NUMBERS)
    limit, other = rng.choice(ones), rng.choice(twos)
    values = [limit + rng.randint(1, 4), other - rng.randint(1, 2)]
    if rng.random() < 0.5:
        values = [limit - rng.randint(1, 4), other + rng.randint(1, 2)]
    word = rng.choice(("and", "or"))
    condition = f"if {one} > {limit} {word} {two} > {other}:"
    last = f"\n{_said(after)}"
    source = lines(f"{one} = {values[0]}", f"{two} = {values[1]}", condition, indented(_said(yes)), "else:")
    source += f"\n{indented(_said(no))}{last}"
    swapped = changed(source, (f" {word} ", f" {'or' if word == 'and' else 'and'} "))
    both = changed(source, (condition, "if True:"), ("else:", "if True:"))
    return Reading(
        source,
        (
            Misreading(_AND_OR, swapped),
            Misreading(_BOTH, both),
            Misreading(_REST, changed(source, (last, ""))),
            Misreading(_AND_OR, changed(swapped, (last, ""))),
        ),
        (
            "Check the two comparisons one by one. Write true or false under each.",
            f"The word between them is `{word}`. Is one true comparison enough for it?",
            "Choose the branch that runs. Then go on with the line that isn't indented.",
        ),
        f"Just one of the two comparisons is true, and for `{word}` "
        f"{'that is not enough' if word == 'and' else 'that is enough'}. The last line runs in any case.",
        2,
    )


# A number, what it stands for, and two further numbers that may change it.
_PRICES = (
    ("price", range(20, 60), "age", range(12, 18), "visits", range(3, 10)),
    ("points", range(30, 90), "bonus", range(2, 9), "lives", range(1, 5)),
    ("minutes", range(30, 90), "traffic", range(3, 9), "stops", range(2, 9)),
    ("cost", range(20, 80), "people", range(4, 12), "days", range(2, 8)),
    ("health", range(40, 90), "potions", range(1, 6), "shields", range(1, 5)),
    ("merits", range(15, 60), "clubs", range(2, 6), "books", range(3, 9)),
)


def _two_ifs(rng: random.Random) -> Reading:
    """Two separate ifs, both of which are true."""
    name, values, one, ones, two, twos = rng.choice(_PRICES)
    value, first, second = rng.choice(values), rng.choice(ones), rng.choice(twos)
    add, take = rng.sample(range(2, 10), 2)
    conditions = (f"if {one} >= {first}:", f"if {two} >= {second}:")
    steps = (f"{name} = {name} + {add}", f"{name} = {name} - {take}")
    held = first, second + rng.randint(0, 2)
    source = lines(f"{name} = {value}", f"{one} = {held[0]}", f"{two} = {held[1]}")
    source += "\n" + lines(conditions[0], indented(steps[0]), conditions[1], indented(steps[1]), f"print({name})")
    return Reading(
        source,
        (
            Misreading(_AS_ELIF, changed(source, (conditions[1], f"el{conditions[1]}"))),
            Misreading(_BOUNDARY, changed(source, (f"{one} >= {first}", f"{one} > {first}"))),
            Misreading(_SWAPPED, source.replace(">=", "<")),
        ),
        (
            "Check the two conditions one after the other, each by itself.",
            f"For each one that is true, work out the new value of `{name}`.",
            "The second step goes on with the value that the first step left.",
        ),
        f"Both conditions are true, and each if is checked by itself: {value} + {add} - {take}.",
        3,
    )


def _changed_before(rng: random.Random) -> Reading:
    """The first if changes what the second one checks."""
    name, limits = rng.choice(
        (("coins", range(20, 60)), ("energy", range(30, 80)), ("fuel", range(20, 70)), ("lives", range(5, 20)))
    )
    limit = rng.choice(limits)
    value, drop = limit + rng.randint(1, 4), rng.randint(8, 15)
    low = limit - rng.randint(0, 2)
    gain = rng.randint(20, 30)
    steps = (f"{name} = {name} - {drop}", f"{name} = {name} + {gain}")
    source = lines(
        f"{name} = {value}",
        f"if {name} > {limit}:",
        indented(steps[0]),
        f"if {name} < {low}:",
        indented(steps[1]),
        f"print({name})",
    )
    return Reading(
        source,
        (
            Misreading(_OLD_VALUE, changed(source, (f"if {name} < {low}:", f"if {value} < {low}:"))),
            Misreading(_SWAPPED, changed(source, (f"if {name} > {limit}:", f"if {name} < {limit}:"))),
            Misreading(_LAST_TRUE, changed(source, (steps[0], "pass"), (f"if {name} < {low}:", "if True:"))),
        ),
        (
            f"Is the first condition true? Then write down the new value of `{name}`.",
            "Check the second condition with the new value.",
            "Both ifs are checked, one after the other.",
        ),
        f"{value} is more than {limit}, so `{name}` becomes {value - drop}. The second condition is checked with that "
        f"value.",
        3,
    )


_REPLIES = (
    ("answer", ("yes", "y"), ("no", "maybe", "later"), "Start the game", "Game over"),
    ("day", ("Saturday", "Sunday"), ("Monday", "Tuesday", "Friday"), "Lie in", "Off to school"),
    ("colour", ("red", "amber"), ("green", "blue"), "Stop", "Go"),
    ("month", ("July", "August"), ("May", "March", "October"), "Holiday", "Term time"),
    ("animal", ("cat", "dog"), ("snake", "parrot", "hamster"), "Furry friend", "Unusual pet"),
    ("snack", ("apple", "banana"), ("crisps", "toffee", "cake"), "Healthy", "A treat"),
    ("sport", ("rugby", "football"), ("tennis", "hockey", "golf"), "Team booked", "Court booked"),
    ("role", ("teacher", "helper"), ("pupil", "visitor", "guest"), "Door opens", "Please ring"),
)


def _bare_value(rng: random.Random) -> Reading:
    """A condition as it is said in English, which is always true."""
    name, values, others, yes, no = rng.choice(_REPLIES)
    one, two = rng.sample(values, 2)
    value = rng.choice(others)
    condition = f'if {name} == "{one}" or "{two}":'
    source = lines(f'{name} = "{value}"', condition, indented(_said(yes)), "else:", indented(_said(no)))
    return Reading(
        source,
        (
            Misreading(_BARE, changed(source, (f'or "{two}"', f'or {name} == "{two}"'))),
            Misreading(_BOTH, changed(source, (condition, "if True:"), ("else:", "if True:"))),
            Misreading(_BARE_ERROR, output=ERROR_MESSAGE),
            Misreading(_ENDS, changed(source, (condition, f'if {name} == "{one}":'), (f"else:\n    {_said(no)}", ""))),
        ),
        (
            "Python takes what stands on each side of `or` as a condition of its own.",
            f'On the left stands `{name} == "{one}"`. What stands on the right, all by itself?',
            "A text that isn't empty counts as true.",
        ),
        f'On its own, `"{two}"` counts as true, and for `or` one true side is enough. So the condition is true '
        f"whatever `{name}` holds.",
        3,
    )


_LEVELS = {
    1: (_if_else, _if_alone),
    2: (_ladder, _two_conditions),
    3: (_two_ifs, _changed_before, _bare_value),
}

SELECTIONS = Generator(
    key="predict_selection",
    number=27,
    title="Predict the output: selection",
    topic="selection",
    version=1,
    draw=drawer(_LEVELS, _FEEDBACK),
    misconceptions=tuple(_FEEDBACK),
    objectives=(
        "introduction-to-python-programming.at-a-crossroads.1",
        "introduction-to-python-programming.more-branches.2",
    ),
    runs_programs=True,
)
