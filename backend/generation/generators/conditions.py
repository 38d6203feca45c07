"""Conditions in context (generator 18): from a rule in words to a Python condition, and from a condition to rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import TextSlip, text_answers

_BOUNDARY = "selection.boundary_left_out"
_SWAPPED = "selection.greater_less_swapped"
_AND_OR = "selection.and_or_everyday"

_FEEDBACK = {
    _BOUNDARY: "Does the limit itself count? Try the condition with that number.",
    _SWAPPED: "Try a number that should pass. Does your condition let it in?",
    "selection.equals_for_a_limit": "How many different numbers should pass: one, or many?",
    "selection.sign_order": "Say it aloud: greater than or equal to. Which sign comes first?",
    _AND_OR: "Do both comparisons have to be true, or is one enough?",
    "selection.second_comparison_bare": "What is compared in the second part? Python has to be told.",
    "selection.or_with_bare_value": "What is compared with the second value? Python has to be told.",
    "selection.single_equals": "Which sign compares, and which one gives a value to a variable?",
    "selection.not_ignored": "There is a “not” in the condition. What does it do?",
    "selection.first_part_only": "Check both parts of the condition for each row.",
    "selection.condition_inverted": "You found the rows for which the condition is False.",
}

_KINDS = {
    "at least {}": ">=",
    "{} or more": ">=",
    "more than {}": ">",
    "over {}": ">",
    "less than {}": "<",
    "under {}": "<",
    "{} or less": "<=",
    "at most {}": "<=",
}

_OTHER_BOUNDARY = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_OTHER_WAY = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_IN_WORDS = {
    ">=": "is greater than or equal to",
    ">": "is greater than",
    "<=": "is less than or equal to",
    "<": "is less than",
}

# What is said, the variable, the unit, the limits that make sense, and whether the rule is about large or small values.
_LIMITS = (
    ("You may go on the ride if your height is", "height", " cm", (110, 150), "large"),
    ("A fan comes on if the temperature is", "temperature", " degrees", (18, 30), "large"),
    ("A pupil gets a merit if the score is", "score", " points", (20, 90), "large"),
    ("Delivery is free if the total is", "total", " pounds", (15, 60), "large"),
    ("A lift gives a warning if the load is", "load", " kg", (300, 900), "large"),
    ("A sign lights up if a car's speed is", "speed", " miles per hour", (20, 60), "large"),
    ("A game gives a bonus if the number of coins is", "coins", "", (10, 100), "large"),
    ("A step counter buzzes if the number of steps is", "steps", "", (2000, 12000), "large"),
    ("A password is accepted if its length is", "length", " characters", (8, 20), "large"),
    ("A coach is booked if the number of pupils is", "pupils", "", (16, 49), "large"),
    ("A phone warns you if its charge is", "charge", " per cent", (5, 25), "small"),
    ("A lamp comes on if the light level is", "light_level", "", (10, 80), "small"),
    ("A heater comes on if the temperature is", "temperature", " degrees", (5, 18), "small"),
    ("A child ticket is sold if the age is", "age", " years", (11, 17), "small"),
    ("A parcel is cheap if its weight is", "weight", " kg", (2, 20), "small"),
    ("A tank is filled if the water level is", "water_level", " cm", (20, 80), "small"),
    ("A shop orders more pens if the stock is", "stock", " packs", (5, 40), "small"),
    ("A runner wins a badge if the time is", "time", " minutes", (20, 60), "small"),
)


def _code(condition: str) -> str:
    return f"`{condition}`"


def _codes(slips: list[TextSlip]) -> list[TextSlip]:
    return [(_code(condition), misconception) for condition, misconception in slips]


def _one_limit(rng: random.Random) -> Problem:
    start, variable, unit, (low, high), direction = rng.choice(_LIMITS)
    kind = rng.choice([kind for kind, sign in _KINDS.items() if (sign[0] == ">") == (direction == "large")])
    limit, sign = rng.randint(low, high), _KINDS[kind]
    if high > 1000:
        limit = round(limit, -2)
    slips: list[TextSlip] = [
        (f"{variable} {_OTHER_BOUNDARY[sign]} {limit}", _BOUNDARY),
        (f"{variable} {_OTHER_WAY[sign]} {limit}", _SWAPPED),
        (f"{variable} == {limit}", "selection.equals_for_a_limit"),
    ]
    if len(sign) == 2:
        slips.insert(2, (f"{variable} ={sign[0]} {limit}", "selection.sign_order"))
    rule = kind.format(f"{limit}{unit}")
    inside = "counts too" if len(sign) == 2 else "does not count"
    return Problem(
        stem=f"{start} {rule}. Which Python condition is true for just these values?",
        key=_code(f"{variable} {sign} {limit}"),
        wrong=text_answers(_codes(slips), _FEEDBACK),
        hints=(
            "Write down one number that should pass, and one that should not.",
            f"Does {limit} itself pass? Read the rule again.",
            "Choose the sign that lets in your first number and keeps out your second.",
        ),
        worked_solution=f"“{rule[0].upper()}{rule[1:]}” means that {limit} itself {inside}. So `{variable}` "
        f"{_IN_WORDS[sign]} {limit}: `{variable} {sign} {limit}`.",
        difficulty=1,
    )


# What is said, the variable, and the values between which the two limits are drawn.
_BETWEEN = (
    ("A teen ticket is sold for ages from {} to {}", "age", (12, 14), (16, 19)),
    ("A team takes players aged from {} to {}", "age", (10, 12), (14, 17)),
    ("A greenhouse is fine at temperatures from {} to {} degrees", "temperature", (12, 18), (22, 30)),
    ("A score from {} to {} earns a silver star", "score", (40, 55), (60, 79)),
    ("A game is for groups of {} to {} players", "players", (2, 4), (6, 10)),
    ("A quiet time lasts from hour {} to hour {} of the day", "hour", (9, 12), (13, 17)),
    ("A user name must have {} to {} characters", "length", (3, 6), (10, 20)),
    ("A fish tank is healthy at {} to {} degrees", "temperature", (20, 23), (25, 28)),
    ("A small parcel weighs from {} to {} grams", "weight", (100, 250), (500, 900)),
    ("The lockers of Year 7 have the numbers {} to {}", "locker", (1, 40), (80, 150)),
)

_OUTSIDE = (
    ("A fridge gives an alarm below {} degrees and above {} degrees", "temperature", (1, 3), (6, 9)),
    ("A fish tank gives an alarm below {} degrees and above {} degrees", "temperature", (20, 22), (26, 29)),
    ("A ticket is cheaper for ages under {} and over {}", "age", (11, 16), (60, 67)),
    ("A gym class is closed to people shorter than {} cm and taller than {} cm", "height", (120, 140), (185, 200)),
    ("A machine sorts out apples under {} grams and over {} grams", "weight", (90, 120), (200, 250)),
    ("A monitor beeps at pulses below {} and above {}", "pulse", (45, 60), (120, 170)),
    ("A road sign flashes at speeds below {} and above {}", "speed", (15, 30), (60, 70)),
    ("A user name is refused with fewer than {} and with more than {} characters", "length", (3, 6), (10, 20)),
)

_EITHER = (
    ("The library is closed on {} and on {}", "day", ("Monday", "Tuesday", "Friday", "Saturday", "Sunday")),
    ("Chess club meets on {} and on {}", "day", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    ("The bins are emptied on {} and on {}", "day", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    ("A robot stops at {} lights and at {} lights", "colour", ("red", "amber", "blue", "white")),
    ("A game gives points for {} gems and for {} gems", "gem", ("red", "green", "blue", "gold", "black")),
    ("The menu marks {} and {} dishes with a star", "kind", ("vegan", "spicy", "cold", "new")),
    ("A quiz accepts the answers {} and {}", "answer", ("yes", "y", "ok", "sure")),
    ("An app opens {} files and {} files", "ending", ("png", "jpg", "gif", "bmp")),
    ("The heating is turned down in {} and in {}", "month", ("April", "May", "June", "July", "August")),
    ("Boats stay in the harbour in {} and in {}", "weather", ("fog", "storm", "snow", "hail")),
)


def _two_limits(rng: random.Random) -> Problem:
    inside = rng.random() < 0.5
    sentence, variable, lows, highs = rng.choice(_BETWEEN if inside else _OUTSIDE)
    low, high = rng.randint(*lows), rng.randint(*highs)
    first, word, second = (">=", "and", "<=") if inside else ("<", "or", ">")
    other = "or" if inside else "and"

    def both(one: str, joined: str, two: str) -> str:
        return f"{variable} {one} {low} {joined} {variable} {two} {high}"

    slips: list[TextSlip] = [
        (both(first, other, second), _AND_OR),
        (f"{variable} {first} {low} {word} {second} {high}", "selection.second_comparison_bare"),
        (both(_OTHER_BOUNDARY[first], word, _OTHER_BOUNDARY[second]), _BOUNDARY),
        (both(_OTHER_WAY[first], word, _OTHER_WAY[second]), _SWAPPED),
    ]
    if inside:
        slips.append((both("=>", word, "=<"), "selection.sign_order"))
        reason = f"The value has to pass both limits at once, and {low} and {high} count too"
    else:
        reason = f"No value is below {low} and above {high} at once, so one of the two is enough"
    note = f" ({low} and {high} count too)" if inside else ""
    return Problem(
        stem=f"{sentence.format(low, high)}{note}. Which Python condition is true for just these values?",
        key=_code(both(first, word, second)),
        wrong=text_answers(_codes(slips), _FEEDBACK),
        hints=(
            "Draw a number line and mark the values that should pass.",
            f"Do {low} and {high} themselves pass? That tells you which signs to use.",
            "Can one number make both comparisons true? Decide if you need both, or if one is enough.",
        ),
        worked_solution=f"{reason}: `{both(first, word, second)}`.",
        difficulty=3,
    )


def _two_values(rng: random.Random) -> Problem:
    sentence, variable, values = rng.choice(_EITHER)
    one, two = sorted(rng.sample(values, 2), key=values.index)
    key = f'{variable} == "{one}" or {variable} == "{two}"'
    slips: list[TextSlip] = [
        (f'{variable} == "{one}" or "{two}"', "selection.or_with_bare_value"),
        (f'{variable} == "{one}" and {variable} == "{two}"', _AND_OR),
        (f'{variable} = "{one}" or {variable} = "{two}"', "selection.single_equals"),
        (f'{variable} == "{one}" and "{two}"', "selection.or_with_bare_value"),
    ]
    return Problem(
        stem=f"{sentence.format(one, two)}. Which Python condition is true for just these two values?",
        key=_code(key),
        wrong=text_answers(_codes(slips), _FEEDBACK),
        hints=(
            f"A variable holds one value at a time. Can `{variable}` hold both of these at once?",
            "Python reads the parts on the two sides of `or` and `and` one by one. Each has to be a whole comparison.",
            "Remember that `=` gives a value to a variable. Comparing needs another sign.",
        ),
        worked_solution=f"`{variable}` can only hold one of the two, so one match is enough: `or`. Each side needs its "
        f"own comparison: `{key}`.",
        difficulty=3,
    )


# A number column with its limits, and a column that holds True or False.
_TABLES = (
    ("score", (20, 80), "finished"),
    ("age", (11, 15), "has_form"),
    ("books", (3, 6), "has_fine"),
    ("visits", (3, 9), "is_member"),
    ("age", (8, 14), "can_swim"),
    ("points", (10, 40), "injured"),
    ("logins", (3, 9), "online"),
    ("height", (120, 150), "has_ticket"),
    ("level", (3, 12), "has_key"),
    ("distance", (5, 15), "has_bike"),
)

_NAMES = (
    *("Aisha", "Ben", "Charlotte", "Daniel", "Emily", "Farah", "George", "Hugo", "Imran", "Jaya"),
    *("Kofi", "Lena", "Maya", "Noah", "Oscar", "Priya", "Rosie", "Simon", "Tariq", "Zoe"),
)

_SIGNS: dict[str, Callable[[int, int], bool]] = {
    ">=": lambda value, limit: value >= limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    "<": lambda value, limit: value < limit,
}


@dataclass(frozen=True, slots=True)
class _Condition:
    """``number sign limit word [not] flag``, as checked for one row."""

    sign: str
    limit: int
    word: str
    negated: bool

    def holds(self, value: int, flag: bool) -> bool:
        """Say whether the condition is true for a row."""
        sides = (_SIGNS[self.sign](value, self.limit), flag != self.negated)
        return all(sides) if self.word == "and" else any(sides)


Row = tuple[str, int, bool]


def _draw_rows(rng: random.Random, limit: int) -> list[Row]:
    """Return five rows in order of their names: the limit itself, its neighbours and a value further off."""
    numbers = [limit, limit - 1, limit + 1, limit, rng.choice((limit - 2, limit + 2))]
    rng.shuffle(numbers)
    names = sorted(rng.sample(_NAMES, 5))
    return [(name, number, rng.random() < 0.5) for name, number in zip(names, numbers, strict=True)]


def _wrong_names(rows: list[Row], right: _Condition) -> list[TextSlip]:
    def passing(condition: _Condition) -> str:
        return _listed([name for name, value, flag in rows if condition.holds(value, flag)])

    first_part = [name for name, value, _ in rows if _SIGNS[right.sign](value, right.limit)]
    slips = [
        (passing(replace(right, word="or" if right.word == "and" else "and")), _AND_OR),
        (passing(replace(right, sign=_OTHER_BOUNDARY[right.sign])), _BOUNDARY),
        (_listed(first_part), "selection.first_part_only"),
        (passing(replace(right, sign=_OTHER_WAY[right.sign])), _SWAPPED),
        (_listed([name for name, value, flag in rows if not right.holds(value, flag)]), "selection.condition_inverted"),
    ]
    if right.negated:
        slips.insert(1, (passing(replace(right, negated=False)), "selection.not_ignored"))
    return slips


def _which_rows(rng: random.Random) -> Problem:
    number, limits, flag_name = rng.choice(_TABLES)
    while True:
        sign, word = rng.choice(tuple(_SIGNS)), rng.choice(("and", "or"))
        right = _Condition(sign, rng.randint(*limits), word, rng.random() < 0.5)
        rows = _draw_rows(rng, right.limit)
        passing = [name for name, value, flag in rows if right.holds(value, flag)]
        # Nobody is no option, and four or five names would often stand out as the longest one.
        if 1 <= len(passing) <= 3:
            break
    names = _listed(passing)
    condition = f"{number} {right.sign} {right.limit} {right.word} {'not ' if right.negated else ''}{flag_name}"
    table = "\n".join(f"| {name} | {value} | {flag} |" for name, value, flag in rows)
    shown = "\n".join(
        f"- {name}: {_SIGNS[right.sign](value, right.limit)} {right.word} {flag != right.negated} gives "
        f"{right.holds(value, flag)}"
        for name, value, flag in rows
    )
    return Problem(
        stem=f"A program goes through this table.\n\n| name | {number} | {flag_name} |\n| --- | --- | --- |\n{table}"
        f"\n\nFor each row, it runs this code:\n\n```python\nif {condition}:\n    print(name)\n```\n\n"
        "Which names does it print?",
        key=names,
        wrong=text_answers(_wrong_names(rows, right), _FEEDBACK),
        hints=(
            "Take the rows one at a time. Work out both sides of the condition for each row.",
            f"Be careful with {right.limit} itself: does `{right.sign}` let it in?",
            f"`{right.word}` is true when {'both sides are' if right.word == 'and' else 'at least one side is'} true."
            + (" `not` turns `True` into `False`, and `False` into `True`." if right.negated else ""),
        ),
        worked_solution=f"Check each row:\n\n{shown}\n\nSo it prints {names}.",
        difficulty=4,
    )


def _listed(names: list[str]) -> str:
    """Return ``Ana, Ben and Cem``, or nothing for no names (which is no option)."""
    return " and ".join(filter(None, (", ".join(names[:-1]), "".join(names[-1:]))))


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _one_limit(rng)
    if level == 2:
        return rng.choice((_two_limits, _two_limits, _two_values))(rng)
    return _which_rows(rng)


CONDITIONS = Generator(
    key="conditions",
    number=18,
    title="Conditions in context",
    topic="selection",
    version=1,
    objectives=(
        "introduction-to-python-programming.at-a-crossroads.3",
        "computing-systems.it-s-only-logical.1",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
