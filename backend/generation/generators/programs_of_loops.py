"""Working programs with several branches, and with loops that count."""

from __future__ import annotations

import random
from collections.abc import Callable

from backend.generation.generators.working_programs import (
    AFTER_LOOP,
    IN_LOOP,
    Working,
    asks_number,
    mark,
    operator,
    rounds,
    sign,
    starts,
    value,
    working,
)

_OVERWRITTEN = "loops.total_overwritten"

# The variable, its prompt, the three words from the top, and between which values the two limits lie.
_THREE_WAYS = (
    ("score", "Score: ", ("Gold", "Silver", "Bronze"), (30, 50), (60, 90)),
    ("wind", "Wind speed: ", ("Storm", "Breezy", "Calm"), (10, 20), (50, 80)),
    ("books", "Books read: ", ("Bookworm", "Reader", "Beginner"), (3, 6), (12, 20)),
    ("degrees", "Degrees: ", ("Hot", "Warm", "Cold"), (12, 17), (24, 30)),
    ("age", "Age: ", ("Adult ticket", "Teen ticket", "Child ticket"), (11, 13), (16, 18)),
    ("laps", "Laps: ", ("Marathon", "Long run", "Short run"), (5, 9), (20, 40)),
    ("steps", "Steps today: ", ("Great day", "Good day", "Lazy day"), (3000, 5000), (8000, 12000)),
    ("visits", "Visits: ", ("Best friend", "Regular", "New here"), (3, 5), (10, 20)),
)


def _three_ways(rng: random.Random) -> Working:
    name, prompt, words, lows, highs = rng.choice(_THREE_WAYS)
    low, high = rng.randint(*lows), rng.randint(*highs)
    if low > 1000:
        low, high = round(low, -2), round(high, -2)
    other = mark("elif", ("if", "selection.if_for_elif"), ("else", "selection.else_with_condition"))
    return working(
        f"This program asks for a number. For {high} or more it prints “{words[0]}”. For {low} or more, but less than "
        f"{high}, it prints “{words[1]}”. For all smaller numbers it prints “{words[2]}”.",
        f"""
{name} = {asks_number(prompt)}
if {name} {sign(">=")} {high}:
    print("{words[0]}")
{other} {name} {sign(">=")} {low}:
    print("{words[1]}")
else:
    print("{words[2]}")
""",
        [low + 1],
        [high],
        [high + 2],
        [low],
        [low - 1],
    )


# What has to be in a range, the variable, its prompt, the words for outside and for inside, and the two limits.
_RANGES = (
    ("the temperature of a fridge", "degrees", "Degrees: ", "Alarm", "All fine", (1, 3), (6, 9)),
    (
        "the water of a fish tank",
        "water",
        "Water temperature: ",
        "Check the heater",
        "Happy fish",
        (20, 22),
        (26, 29),
    ),
    (
        "the height of riders",
        "height",
        "Height: ",
        "You may not ride",
        "Welcome",
        (120, 140),
        (190, 200),
    ),
    ("the weight of apples in grams", "grams", "Weight: ", "Take it out", "Keep it", (90, 120), (200, 250)),
    ("the length of a user name", "letters", "Letters: ", "Choose another", "Name accepted", (3, 6), (10, 20)),
    ("the temperature of a greenhouse", "degrees", "Degrees: ", "Open or heat", "Just right", (12, 16), (28, 33)),
    ("the number of singers in a choir", "singers", "Singers: ", "No concert", "Let us sing", (8, 12), (30, 40)),
)


def _outside(rng: random.Random) -> Working:
    thing, name, prompt, outside, inside, lows, highs = rng.choice(_RANGES)
    low, high = rng.randint(*lows), rng.randint(*highs)
    second = mark(
        f"{name} > {high}",
        (f"> {high}", "selection.second_comparison_bare"),
        (f"{name} >= {high}", "selection.boundary_left_out"),
        (f"{name} < {high}", "selection.greater_less_swapped"),
    )
    return working(
        f"This program checks {thing}. Numbers below {low} and numbers above {high} are outside its limits: it prints "
        f"“{outside}”. For {low}, {high} and everything between them it prints “{inside}”.",
        f"""
{name} = {asks_number(prompt)}
if {name} {sign("<")} {low} {mark("or", ("and", "selection.and_or_everyday"))} {second}:
    print("{outside}")
else:
    print("{inside}")
""",
        [high + 3],
        [low - 1],
        [low],
        [high],
    )


# Where the numbers come from, one round, the variable, the total, its prompt, and between which numbers they lie.
_SUMS = (
    ("the rain on {} days", "day", "rain", "total", "Rain in mm: ", (2, 20)),
    ("the prices of {} items", "item", "price", "bill", "Price: ", (2, 15)),
    ("the points of {} rounds", "turn", "points", "score", "Points: ", (5, 30)),
    ("the pages read on {} evenings", "evening", "pages", "total", "Pages: ", (10, 40)),
    ("the goals of {} matches", "match_number", "goals", "total", "Goals: ", (1, 6)),
    ("the lengths of {} walks", "walk", "km", "distance", "Length in km: ", (3, 12)),
    ("the numbers of pupils in {} classes", "room", "pupils", "total", "Pupils: ", (22, 31)),
    ("the savings of {} weeks", "week", "saved", "money", "Saved: ", (2, 9)),
)


def _typed(rng: random.Random, count: int, numbers: tuple[int, int]) -> list[int]:
    # All different, so that a program that takes one for another is found out.
    return rng.sample(range(numbers[0], max(numbers[1], numbers[0] + count) + 1), count)


def _sum(rng: random.Random) -> Working:
    things, turn, name, total, prompt, numbers = rng.choice(_SUMS)
    count = rng.randint(3, 5)
    update = mark(f"{total} + {name}", (name, _OVERWRITTEN), (f"{total} + 1", "variables.other_variable"))
    return working(
        f"This program asks for {things.format(count)}, adds the numbers up and then prints the total once.",
        f"""
{total} = {starts(0, 1, count)}
for {turn} in range({rounds(count)}):
    {name} = {asks_number(prompt)}
{IN_LOOP}{total} = {update}
{AFTER_LOOP}print("Together:", {value(total, name)})
""",
        _typed(rng, count, numbers),
        _typed(rng, count, numbers),
    )


def _times_table(rng: random.Random) -> Working:
    last = rng.randint(4, 8)
    first, second = rng.sample(range(3, 13), 2)
    begin = mark(1, (0, "loops.start_value_wrong"), (2, "loops.start_value_wrong"))
    end = mark(last + 1, (last, "loops.range_includes_end"), (last + 2, "loops.range_too_far"))
    return working(
        f"This program asks for a times table, prints a heading, then the table from 1 times the number to {last} "
        "times the number, and “Done” once at the end.",
        f"""
table = {asks_number("Which table? ")}
print("Times table:", {value("table")})
for number in range({begin}, {end}):
    print(number, "times", table, "is", number {operator("*")} {mark("table", ("number", "variables.other_variable"))})
{AFTER_LOOP}print("Done")
""",
        [first],
        [second],
    )


# What is counted among what, one round, the variable, its prompt, the count, the sign, and where the limit lies.
_COUNTS = (
    ("days colder than {} degrees among {} days", "day", "degrees", "Degrees: ", "cold_days", "<", (5, 12)),
    ("scores above {} among {} scores", "game", "score", "Score: ", "high_scores", ">", (40, 80)),
    ("children under {} among {} visitors", "visitor", "age", "Age: ", "children", "<", (10, 16)),
    ("prices of £{} or more among {} items", "item", "price", "Price: ", "expensive", ">=", (10, 20)),
    ("marks of at least {} among {} tests", "test", "mark", "Mark: ", "passes", ">=", (30, 60)),
    ("parcels of up to {} kg among {} parcels", "parcel", "weight", "Weight: ", "small_ones", "<=", (5, 15)),
    ("jumps longer than {} cm among {} jumps", "jump", "length", "Length: ", "long_jumps", ">", (200, 350)),
)


def _count(rng: random.Random) -> Working:
    what, turn, name, prompt, count, right, limits = rng.choice(_COUNTS)
    limit, times = rng.randint(*limits), rng.randint(3, 5)
    near = [limit, limit - 2, limit + 3, limit - 1, limit + 1][:times]
    far = [limit + 4, limit + 2, limit, limit - 3, limit + 6][:times]
    rng.shuffle(near)
    rng.shuffle(far)
    update = mark(f"{count} + 1", ("1", _OVERWRITTEN), (f"{count} + {name}", "variables.other_variable"))
    return working(
        f"This program asks for numbers, counts the {what.format(limit, times)}, and then prints the count once.",
        f"""
{count} = {starts(0, 1)}
for {turn} in range({rounds(times)}):
    {name} = {asks_number(prompt)}
    if {name} {sign(right)} {limit}:
        {count} = {update}
{AFTER_LOOP}print("Counted:", {value(count, name)})
""",
        near,
        far,
    )


_STARTS = (
    ("a rocket", "Fuel tank full", "Lift off"),
    ("a race", "Runners, get ready", "Go"),
    ("a new year", "Nearly midnight", "Happy New Year"),
    ("a quiz", "Quiet, please", "First question"),
    ("a film", "Lights out", "Action"),
    ("an oven", "Nearly done", "Ready to eat"),
    ("hide and seek", "Close your eyes", "Here I come"),
    ("an alarm clock", "Time to sleep", "Wake up"),
)


def _countdown(rng: random.Random) -> Working:
    thing, before, after = rng.choice(_STARTS)
    first = rng.randint(3, 9)
    start = mark(first, (first - 1, "loops.start_value_wrong"), (first + 1, "loops.start_value_wrong"))
    end = mark(0, (1, "loops.range_includes_end"), (-1, "loops.range_too_far"))
    step = mark(-1, (1, "loops.step_wrong_way"), (-2, "loops.step_wrong_way"))
    return working(
        f"This program counts down for {thing}: it prints “{before}”, then the numbers from {first} down to 1, then "
        f"“{after}” once.",
        f"""
print("{before}")
for number in range({start}, {end}, {step}):
    print({value("number")})
{AFTER_LOOP}print("{after}")
""",
    )


# What grows, the variable, its prompt, one round, and by how much.
_GROWTH = (
    ("the height of a plant in cm", "height", "Height now: ", "week", (2, 6)),
    ("the money in a money box", "money", "Money now: ", "month", (5, 20)),
    ("the number of followers of a channel", "followers", "Followers now: ", "day", (3, 12)),
    ("the number of lengths in a swimming plan", "lengths", "Lengths now: ", "week", (2, 8)),
    ("the water in a tank in litres", "litres", "Litres now: ", "hour", (4, 15)),
    ("the number of books in a library", "books", "Books now: ", "year", (20, 90)),
)


def _growth(rng: random.Random) -> Working:
    what, name, prompt, turn, steps = rng.choice(_GROWTH)
    step, times = rng.randint(*steps), rng.randint(3, 6)
    update = mark(f"{name} + {step}", (f"{step}", _OVERWRITTEN), (f"{name} + {turn}", "variables.other_variable"))
    return working(
        f"This program asks for {what}, adds {step} in each of {times} {turn}s, and prints the number after each "
        f"{turn}. At the end it prints “Finished” once.",
        f"""
{name} = {asks_number(prompt)}
for {turn} in range({rounds(times)}):
    {name} = {update}
{IN_LOOP}print("Now:", {value(name, turn)})
{AFTER_LOOP}print("Finished")
""",
        [rng.randint(5, 20)],
        [rng.randint(21, 60)],
    )


LOOP_PROGRAMS: tuple[Callable[[random.Random], Working], ...] = (
    _three_ways,
    _outside,
    _sum,
    _times_table,
    _count,
    _countdown,
    _growth,
)
