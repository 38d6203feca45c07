"""Programs with one mistake each, beside what they should do, and inputs of which only some show the mistake."""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.generation.generators.programs import changed, indented, lines

NORMAL = "testing.normal_data_only"
BESIDE = "testing.beside_the_boundary"
BOUNDARY = "testing.boundary_is_enough"
EXTREME = "testing.extreme_data_is_enough"
ANY_LIST = "testing.any_list_will_do"
OTHER_END = "testing.other_end_tested"

_OTHER_SIGN = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}

# A rule with one limit, the variable, what is asked for, the sign, what is printed if it holds and if not, the limits.
_LIMITS = (
    ("Pupils with {} marks or more pass the test", "mark", "Mark? ", ">=", "Pass", "Try again", (40, 70)),
    ("Children under {} pay half price", "age", "Age? ", "<", "Half price", "Full price", (6, 16)),
    ("You have to be at least {} cm tall for the ride", "height", "Height? ", ">=", "Get in", "Sorry", (110, 140)),
    ("A parcel of up to {} grams is a small one", "weight", "Grams? ", "<=", "Small", "Large", (300, 900)),
    ("Orders of {} pounds or more are sent free", "price", "Price? ", ">=", "Free", "Please pay", (20, 60)),
    ("A battery below {} per cent has to be charged", "battery", "Battery? ", "<", "Charge it", "Fine", (10, 30)),
    ("A bag of more than {} kg costs extra", "weight", "Weight? ", ">", "Extra", "Included", (15, 30)),
    ("With {} points or fewer you stay on this level", "points", "Points? ", "<=", "Stay", "Next level", (50, 200)),
    ("Books may be kept for up to {} days", "days", "Days? ", "<=", "In time", "Late", (14, 28)),
    ("The pool opens if it is warmer than {} degrees", "degrees", "Degrees? ", ">", "Open", "Closed", (16, 24)),
    ("A run of less than {} seconds wins a badge", "seconds", "Seconds? ", "<", "Badge", "Well run", (40, 90)),
    ("Clubs with {} members or more get a room", "members", "Members? ", ">=", "A room", "No room", (8, 20)),
)

# A rule with two limits that are allowed themselves, the variable, what is asked for, and where the limits lie.
RANGES = (
    ("Players have to be {} to {} years old", "age", "Age? ", (5, 7), (14, 18)),
    ("A machine sells {} to {} tickets at a time", "tickets", "Tickets? ", (1, 2), (8, 15)),
    ("A room can be booked for {} to {} people", "people", "People? ", (2, 6), (14, 30)),
    ("The heating can be set from {} to {} degrees", "degrees", "Degrees? ", (5, 12), (22, 30)),
    ("Teams have {} to {} players", "players", "Players? ", (3, 5), (12, 18)),
    ("A password has {} to {} letters", "letters", "Letters? ", (6, 9), (16, 24)),
    ("A video may be {} to {} minutes long", "minutes", "Minutes? ", (2, 5), (15, 40)),
    ("You can order {} to {} pizzas", "pizzas", "Pizzas? ", (2, 4), (12, 20)),
    ("Baskets hold {} to {} kilograms of fruit", "kilograms", "Kilograms? ", (3, 6), (14, 25)),
    ("A trip lasts {} to {} days", "days", "Days? ", (2, 5), (12, 21)),
)

# Two limits, one above the other, and what each earns.
_BANDS = (
    ("mark", "Mark? ", ("Gold", "Silver", "Bronze"), (30, 50), (60, 90)),
    ("points", "Points? ", ("Expert", "Skilled", "Beginner"), (20, 60), (80, 150)),
    ("age", "Age? ", ("Adult price", "Youth price", "Child price"), (5, 9), (15, 18)),
    ("laps", "Laps? ", ("Star", "Badge", "Card"), (5, 12), (18, 40)),
    ("degrees", "Degrees? ", ("Hot", "Warm", "Cool"), (12, 17), (24, 30)),
    ("speed", "Speed? ", ("Too fast", "Fast", "Slow"), (15, 30), (45, 70)),
)


@dataclass(frozen=True, slots=True)
class Bug:
    """A rule in words, the program as it should be and as it is, and inputs to choose from.

    Where ``listed`` is empty the inputs are typed in; otherwise it is the variable that holds the list.
    """

    rule: str
    right: str
    wrong: str
    cases: tuple[tuple[int | tuple[int, ...], str], ...]
    reason: str
    difficulty: int
    listed: str = ""


def decided(condition: str, yes: str, no: str) -> str:
    """Return a decision that prints one of two words."""
    return lines(f"if {condition}:", indented(f'print("{yes}")'), "else:", indented(f'print("{no}")'))


def asked(variable: str, ask: str, then: str) -> str:
    """Return a program that asks for a whole number first."""
    return lines(f'{variable} = int(input("{ask}"))', then)


def checked(variable: str, ask: str, low: int, high: int) -> str:
    """Return a program that accepts what lies between two limits, and the limits themselves."""
    return asked(variable, ask, decided(f"{variable} >= {low} and {variable} <= {high}", "Accepted", "Refused"))


def _one_limit(rng: random.Random) -> Bug:
    rule, variable, ask, sign, yes, no, (low, high) = rng.choice(_LIMITS)
    limit = rng.randint(low, high)
    right = asked(variable, ask, decided(f"{variable} {sign} {limit}", yes, no))
    far = rng.randint(limit + 20, limit + 60)
    return Bug(
        rule.format(limit),
        right,
        changed(right, (f"{variable} {sign}", f"{variable} {_OTHER_SIGN[sign]}")),
        (
            (limit, BOUNDARY),
            (limit + rng.randint(3, 9), NORMAL),
            (limit - 1, BESIDE),
            (limit + 1, BESIDE),
            (far, EXTREME),
            (0, EXTREME),
            (limit - rng.randint(3, 5), NORMAL),
        ),
        "Only at the limit itself do the two signs differ",
        2,
    )


def _equals(rng: random.Random) -> Bug:
    rule, variable, ask, sign, yes, no, (low, high) = rng.choice([each for each in _LIMITS if "=" in each[3]])
    limit = rng.randint(low, high)
    right = asked(variable, ask, decided(f"{variable} {sign} {limit}", yes, no))
    inside = 1 if sign == ">=" else -1
    return Bug(
        rule.format(limit),
        right,
        changed(right, (f"{variable} {sign}", f"{variable} ==")),
        (
            (limit + inside * rng.randint(2, 5), NORMAL),
            (limit, BOUNDARY),
            (limit - inside, BESIDE),
            (limit - inside * 5, NORMAL),
            (limit - inside * rng.choice((3, 4)), EXTREME),
        ),
        "The program checks for the limit alone, and not for the values on its other side",
        3,
    )


def _one_end(rng: random.Random) -> Bug:
    rule, variable, ask, lows, highs = rng.choice(RANGES)
    low, high = rng.randint(*lows), rng.randint(*highs)
    right = checked(variable, ask, low, high)
    at_low = rng.random() < 0.5
    change = (f">= {low}", f"> {low}") if at_low else (f"<= {high}", f"< {high}")
    return Bug(
        f"{rule.format(low, high)} ({low} and {high} included)",
        right,
        changed(right, change),
        (
            (low if at_low else high, BOUNDARY),
            (high if at_low else low, BOUNDARY),
            ((low + high) // 2, NORMAL),
            (high + rng.randint(10, 30), EXTREME),
            (low + 1 if at_low else high - 1, BESIDE),
            (low - 1, BESIDE),
            (high + 1, BESIDE),
        ),
        "One of the two signs leaves its limit out",
        2,
    )


def _any_value(rng: random.Random) -> Bug:
    rule, variable, ask, lows, highs = rng.choice(RANGES)
    low, high = rng.randint(*lows), rng.randint(*highs)
    right = checked(variable, ask, low, high)
    outside = rng.choice((low - 1, high + rng.randint(2, 20)))
    return Bug(
        f"{rule.format(low, high)} ({low} and {high} included)",
        right,
        changed(right, (" and ", " or ")),
        (
            (outside, EXTREME),
            (low, BOUNDARY),
            ((low + high) // 2, NORMAL),
            (high, BOUNDARY),
            (high - 1, BESIDE),
        ),
        "With `or`, one of the two is true for any number, so nothing is refused",
        3,
    )


def _wrong_order(rng: random.Random) -> Bug:
    variable, ask, (top, middle, rest), lows, highs = rng.choice(_BANDS)
    low, high = rng.randint(*lows), rng.randint(*highs)

    def banded(first: int, one: str, second: int, two: str) -> str:
        chain = lines(
            f"if {variable} >= {first}:", indented(f'print("{one}")'),
            f"elif {variable} >= {second}:", indented(f'print("{two}")'),
            "else:", indented(f'print("{rest}")'),
        )  # fmt: skip
        return asked(variable, ask, chain)

    return Bug(
        f"{high} or more is “{top}”, {low} or more is “{middle}”, and what is less is “{rest}”",
        banded(high, top, low, middle),
        banded(low, middle, high, top),
        (
            (high + rng.randint(0, 9), EXTREME),
            (low, BOUNDARY),
            ((low + high) // 2, NORMAL),
            (high - 1, BESIDE),
            (low - 1, BESIDE),
        ),
        "The first condition is true for the larger numbers too, so the second is never reached",
        3,
    )


# Level 3: which list shows it.


def _numbers(rng: random.Random, low: int = 11, high: int = 89) -> list[int]:
    return rng.sample(range(low, high), 4)


def _with_largest_at(rng: random.Random, place: int) -> tuple[int, ...]:
    items = sorted(_numbers(rng))
    largest = items.pop()
    rng.shuffle(items)
    items.insert(place, largest)
    return tuple(items)


# What is looked for in a list, and the words for it.
_LISTS = ("scores", "prices", "heights", "marks", "points", "times", "ages", "steps", "weights", "visitors")
_TOP = ("largest", "highest", "best", "top", "record")


def _largest(word: str, over: str, start: str) -> str:
    return lines(
        f"{word} = {start}",
        f"for number in {over}:",
        indented(f"if number > {word}:", indented(f"{word} = number")),
        f"print({word})",
    )


def _largest_from_zero(rng: random.Random) -> Bug:
    name = rng.choice(("temperatures", "changes", "balances", "profits", "levels", "differences"))
    word = rng.choice(_TOP)
    cold = tuple(-number for number in _numbers(rng, 1, 20))
    mixed = [-number for number in _numbers(rng, 1, 20)]
    mixed[rng.randrange(4)] = rng.randint(2, 20)
    return Bug(
        f"The program prints the largest number of the list `{name}`",
        _largest(word, name, f"{name}[0]"),
        _largest(word, name, "0"),
        (
            (cold, EXTREME),
            (tuple(mixed), NORMAL),
            (_with_largest_at(rng, 3), OTHER_END),
            (_with_largest_at(rng, 0), ANY_LIST),
            ((0, *_numbers(rng, 1, 30)[:3]), BOUNDARY),
        ),
        f"`{word}` begins with 0, which is more than any number below zero",
        4,
        name,
    )


def _end_left_out(rng: random.Random) -> Bug:
    name, word = rng.choice(_LISTS), rng.choice(_TOP)
    at_end = rng.random() < 0.5
    over = f"{name}[:-1]" if at_end else f"{name}[1:]"
    reason = f"`{over}` leaves the {'last' if at_end else 'first'} item out"
    first = f"{name}[0]" if at_end else "0"
    return Bug(
        f"The program prints the largest number of the list `{name}`",
        _largest(word, name, first),
        _largest(word, over, first),
        (
            (_with_largest_at(rng, 3 if at_end else 0), NORMAL),
            (_with_largest_at(rng, 0 if at_end else 3), OTHER_END),
            (_with_largest_at(rng, 1), NORMAL),
            (_with_largest_at(rng, 2), ANY_LIST),
            ((rng.randint(11, 89),) * 4, EXTREME),
        ),
        reason,
        4,
        name,
    )


def _counts_limit(rng: random.Random) -> Bug:
    name, limit = rng.choice(_LISTS), rng.randint(30, 70)
    right = lines(
        "count = 0",
        f"for number in {name}:",
        indented(f"if number >= {limit}:", indented("count = count + 1")),
        "print(count)",
    )

    def around(*steps: int) -> tuple[int, ...]:
        items = [limit + step for step in steps]
        rng.shuffle(items)
        return tuple(items)

    return Bug(
        f"The program counts the numbers of the list `{name}` that are {limit} or more",
        right,
        changed(right, (">=", ">")),
        (
            (around(0, -rng.randint(5, 9), rng.randint(5, 9), 20), BOUNDARY),
            (around(1, -1, 2, -2), BESIDE),
            (around(*rng.sample(range(3, 29), 4)), EXTREME),
            (around(-12, rng.randint(6, 9), 11, -rng.randint(6, 9)), NORMAL),
            (around(*(-step for step in rng.sample(range(3, 19), 4))), ANY_LIST),
        ),
        f"The sign leaves {limit} itself out",
        3,
        name,
    )


def _last_one_decides(rng: random.Random) -> Bug:
    name, items = rng.choice(_LISTS), _numbers(rng)
    wanted = rng.randint(90, 99)
    right = lines(
        "found = False",
        f"for number in {name}:",
        indented(f"if number == {wanted}:", indented("found = True")),
        "print(found)",
    )
    wrong = changed(
        right, ("        found = True", lines("        found = True", "    else:", "        found = False"))
    )

    def put(place: int) -> tuple[int, ...]:
        chosen = rng.sample(items, 3)
        chosen.insert(place, wanted)
        return tuple(chosen)

    return Bug(
        f"The program prints `True` if the list `{name}` holds the number {wanted}, and otherwise `False`",
        right,
        wrong,
        (
            (put(rng.randrange(3)), NORMAL),
            (put(3), OTHER_END),
            (tuple(items), ANY_LIST),
            ((wanted,) * 4, EXTREME),
            ((wanted - 1, wanted + 1, wanted - 2, wanted + 2), BESIDE),
        ),
        "After a hit, the next item that is different sets `found` back to `False`",
        4,
        name,
    )


MAKERS = {
    2: (_one_limit, _one_limit, _one_end, _one_end, _equals, _any_value, _wrong_order),
    3: (_largest_from_zero, _end_left_out, _counts_limit, _last_one_decides),
}
