"""Working programs of first lessons: a sum, then a choice between two ways."""

from __future__ import annotations

import random
from collections.abc import Callable

from backend.generation.generators.working_programs import Working, asks_number, mark, operator, sign, value, working

# What is bought, one of them, the variable, and what one costs.
_GOODS = (
    ("tickets for the school play", "ticket", "tickets", (3, 8)),
    ("slices of pizza", "slice", "slices", (2, 5)),
    ("metres of ribbon", "metre", "metres", (2, 6)),
    ("bus rides", "ride", "rides", (2, 4)),
    ("seats in the cinema", "seat", "seats", (6, 12)),
    ("packs of stickers", "pack", "packs", (3, 7)),
    ("cupcakes", "cupcake", "cakes", (2, 5)),
    ("bags of sand", "bag", "bags", (6, 15)),
    ("hours on the ice rink", "hour", "hours", (4, 9)),
)


def _cost(rng: random.Random) -> Working:
    things, one, name, prices = rng.choice(_GOODS)
    price = rng.randint(*prices)
    return working(
        f"This program asks how many {things} somebody pays for, and prints what they cost together. One {one} costs "
        f"£{price}.",
        f"""
{name} = {asks_number("How many? ")}
cost = {name} {operator("*")} {price}
print("Cost in pounds:", {value("cost", name)})
""",
        [rng.randint(3, 9)],
        [rng.randint(11, 30)],
    )


# The rule, the variable, its prompt, what is printed, and the limits.
_RULES = (
    ("People aged {} or over may use the climbing wall", "age", "Age: ", "You may climb", "Not yet", ">=", (8, 14)),
    ("Riders of {} cm or more may go on a ride", "height", "Height: ", "Enjoy the ride", "Too small", ">=", (110, 140)),
    ("Pupils with {} marks or more pass a test", "marks", "Marks: ", "You passed", "Try again", ">=", (30, 60)),
    ("Below {} degrees there may be ice", "degrees", "Degrees: ", "Watch out for ice", "No ice", "<", (2, 5)),
    ("Drivers who go faster than {} mph are warned", "speed", "Speed: ", "Slow down", "Thank you", ">", (20, 60)),
    ("At {} per cent or less the phone needs power", "battery", "Battery: ", "Charge me", "All fine", "<=", (5, 20)),
    ("Bags of up to {} kg travel free", "weight", "Weight: ", "Free", "Please pay extra", "<=", (15, 25)),
    ("Readers of more than {} pages win a badge", "pages", "Pages: ", "You win a badge", "Read on", ">", (100, 300)),
    ("Fewer than {} players are too few for a match", "number", "Players: ", "Too few", "Let us play", "<", (6, 14)),
)


def _rule(rng: random.Random) -> Working:
    rule, name, prompt, yes, no, right, limits = rng.choice(_RULES)
    limit = rng.randint(*limits)
    return working(
        f"{rule.format(limit)}. The program asks for the {name}, and prints “{yes}” if that is so, and otherwise "
        f"“{no}”.",
        f"""
{name} = {asks_number(prompt)}
if {name} {sign(right)} {limit}:
    print("{yes}")
else:
    print("{no}")
""",
        [limit + rng.randint(2, 5)],
        [limit],
        [limit - 1],
    )


# What is asked, the right answer and a wrong one.
_FACTS = (
    ("capital of France", "Paris", "Lyon"),
    ("capital of Wales", "Cardiff", "Swansea"),
    ("largest planet", "Jupiter", "Mars"),
    ("longest river in Britain", "Severn", "Thames"),
    ("fastest land animal", "cheetah", "lion"),
    ("colour of an emerald", "green", "red"),
    ("smallest planet", "Mercury", "Venus"),
    ("gas that plants give off", "oxygen", "nitrogen"),
    ("currency of Japan", "yen", "dollar"),
)
_PRAISE = (("Correct", "Not quite"), ("Well done", "Try again"), ("Yes", "No"), ("One point for you", "No point"))


def _fact(rng: random.Random) -> Working:
    asked, answer, other = rng.choice(_FACTS)
    yes, no = rng.choice(_PRAISE)
    equal = mark("==", ("=", "selection.single_equals"), ("!=", "selection.condition_negated"))
    return working(
        f"This program asks for the {asked}. If the answer is {answer}, it prints “{yes}”, and otherwise “{no}”.",
        f"""
answer = input("What is the {asked}? ")
if {value("answer")} {equal} {mark(f'"{answer}"', (answer, "types.text_without_quotes"))}:
    print("{yes}")
else:
    print("{no}")
""",
        [answer],
        [other],
    )


# What there is in all, what of it is done, what is left; what is asked for, and what is printed.
_LEFT = (
    ("A skateboard costs £{}", "price", "saved", "missing", "Savings: ", "Still needed:", (40, 90)),
    ("A book has {} pages", "pages", "read", "left", "Pages read: ", "Pages left:", (120, 300)),
    ("A walk is {} km long", "distance", "walked", "left", "Walked so far: ", "Still to go:", (12, 30)),
    ("A film lasts {} minutes", "length", "seen", "left", "Minutes seen: ", "Minutes left:", (90, 150)),
    ("A hall has {} seats", "seats", "taken", "free", "Seats taken: ", "Seats free:", (80, 200)),
    ("A tank holds {} litres", "space", "water", "room", "Litres in it: ", "Litres missing:", (50, 95)),
    ("A puzzle has {} pieces", "pieces", "placed", "left", "Pieces placed: ", "Pieces left:", (100, 500)),
)


def _left(rng: random.Random) -> Working:
    fact, whole, part, rest, prompt, shown, sizes = rng.choice(_LEFT)
    size = rng.randint(*sizes)
    difference = mark(
        f"{whole} - {part}",
        (f"{part} - {whole}", "programming.operands_swapped"),
        (f"{whole} + {part}", "programming.operator_mixed_up"),
    )
    return working(
        f"{fact.format(size)}. The program asks for “{prompt.strip(': ')}”, works out the rest, and prints it after "
        f"“{shown}”.",
        f"""
{whole} = {size}
{part} = {asks_number(prompt)}
{rest} = {difference}
print("{shown}", {value(rest, part)})
""",
        [rng.randint(2, size // 3)],
        [rng.randint(size // 2, size - 2)],
    )


_PAIRS = (
    ("scores of two games", "first", "second", "First score: ", "Second score: ", "Average score:"),
    ("temperatures at noon and at night", "noon", "night", "At noon: ", "At night: ", "Mean temperature:"),
    ("heights of two plants", "plant_a", "plant_b", "Plant A: ", "Plant B: ", "Mean height:"),
    ("times of two races", "race_1", "race_2", "Race 1: ", "Race 2: ", "Average time:"),
    ("marks of two tests", "maths", "science", "Maths: ", "Science: ", "Average mark:"),
    ("lengths of two songs", "song_1", "song_2", "Song 1: ", "Song 2: ", "Average length:"),
)


def _average(rng: random.Random) -> Working:
    things, one, two, first, second, shown = rng.choice(_PAIRS)
    total = mark(
        f"({one} + {two})",
        (f"{one} + {two}", "types.division_before_brackets"),
        (f"({one} - {two})", "programming.operator_mixed_up"),
    )
    halved = mark("/", ("*", "programming.operator_mixed_up"), ("-", "programming.operator_mixed_up"))
    low, step = rng.randint(6, 30), 2 * rng.randint(1, 5)
    return working(
        f"This program asks for the {things}, and prints their average: half of what they come to together.",
        f"""
{one} = {asks_number(first)}
{two} = {asks_number(second)}
average = {total} {halved} 2
print("{shown}", {value("average", one)})
""",
        [low, low + step],
        [low + 20, low + 3],
    )


# A small unit, how many of them make a large one, and the large one.
_UNITS = (
    ("minutes", 60, "hours", (70, 200)),
    ("days", 7, "weeks", (16, 60)),
    ("months", 12, "years", (20, 60)),
    ("pence", 100, "pounds", (230, 900)),
    ("eggs", 6, "boxes", (20, 60)),
    ("pupils", 4, "teams", (17, 31)),
    ("seconds", 60, "minutes", (70, 200)),
    ("hours", 24, "days", (50, 120)),
    ("cards", 5, "hands", (21, 52)),
    ("apples", 8, "bags", (20, 70)),
)


def _shared(rng: random.Random) -> Working:
    small, size, large, counts = rng.choice(_UNITS)
    first, second = rng.sample([count for count in range(*counts) if count % size], 2)
    return working(
        f"This program asks for a number of {small}, and prints how many whole {large} of {size} {small} that makes, "
        f"and how many {small} are left over.",
        f"""
{small} = {asks_number(f"How many {small}? ")}
{large} = {small} {operator("//")} {size}
left = {small} {operator("%")} {size}
print("{large.capitalize()}:", {value(large)})
print("Left over:", {value("left", small)})
""",
        [first],
        [second],
    )


_PEOPLE = (
    ("a person", "name", "Name: "),
    ("a friend", "friend", "Friend: "),
    ("a teacher", "teacher", "Teacher: "),
    ("an aunt", "aunt", "Aunt: "),
)


def _years(rng: random.Random) -> Working:
    years, back = rng.randint(2, 30), rng.random() < 0.4
    right, verb = ("-", "was") if back else ("+", "will be")
    when = f"{years} years ago" if back else f"In {years} years"
    new = "before" if back else "later"
    who, name, asked = rng.choice(_PEOPLE)
    return working(
        f"This program asks for the name and the age of {who}, and prints how old that person {verb} "
        f"{when[0].lower()}{when[1:]}.",
        f"""
{name} = input("{asked}")
age = {asks_number("Age: ")}
{new} = age {operator(right)} {years}
print("{when}", {value(name)}, "{verb}", {value(new, "age")})
""",
        [rng.choice(("Amira", "Owen", "Chloe", "Kwame")), rng.randint(31, 45)],
        [rng.choice(("Zainab", "Harry", "Mei", "Lewis")), rng.randint(46, 60)],
    )


FIRST_PROGRAMS: tuple[Callable[[random.Random], Working], ...] = (
    _cost,
    _rule,
    _rule,
    _fact,
    _left,
    _average,
    _shared,
    _shared,
    _years,
)
