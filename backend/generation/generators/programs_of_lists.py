"""Working programs with lists, with loops that wait for something, and with functions."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from backend.generation.generators.working_programs import (
    AFTER_LOOP,
    IN_LOOP,
    Working,
    asks_number,
    mark,
    operator,
    rounds,
    starts,
    value,
    working,
)

_NAMES = (
    *("Aisha", "Ben", "Carys", "Daniel", "Ella", "Farah", "George", "Holly", "Imran", "Jaya"),
    *("Kofi", "Lena", "Maya", "Noah", "Oscar", "Priya", "Rosie", "Samir", "Tariq", "Zoe"),
)


_EQUAL = mark("==", ("=", "selection.single_equals"), ("!=", "selection.condition_negated"))


def _listed(values: Sequence[object]) -> str:
    return "[" + ", ".join(f'"{each}"' if isinstance(each, str) else str(each) for each in values) + "]"


# The list, one of it, what is meant, and between which values they lie.
_NUMBER_LISTS = (
    ("scores", "score", "five games", (10, 60)),
    ("temperatures", "degrees", "five days", (8, 24)),
    ("heights", "height", "five plants in cm", (12, 40)),
    ("prices", "price", "five books", (3, 15)),
    ("laps", "lap", "five swimmers", (10, 50)),
    ("times", "seconds", "five runs", (11, 45)),
)


def _mean(rng: random.Random) -> Working:
    many, one, what, numbers = rng.choice(_NUMBER_LISTS)
    values = rng.sample(range(*numbers), 5)
    update = mark(f"total + {one}", (one, "loops.total_overwritten"), (f"total + {many}", "lists.whole_list_for_item"))
    # With a remainder, so that / and // differ.
    if sum(values) % 5 == 0:
        values[0] += 1
    return working(
        f"The list holds the {many} of {what}. The program adds them up, and prints their average once.",
        f"""
{many} = {_listed(values)}
total = {starts(0, 1, len(values))}
for {one} in {many}:
    total = {update}
average = total {operator("/")} {mark(f"len({many})", (many, "lists.whole_list_for_item"))}
print("Average:", {value("average", "total")})
""",
    )


def _extreme(rng: random.Random) -> Working:
    many, one, what, numbers = rng.choice(_NUMBER_LISTS)
    smallest = rng.random() < 0.5
    values = rng.sample(range(*numbers), 5)
    best, word = ("lowest", "smallest") if smallest else ("highest", "largest")
    # Neither the first nor the last: both would be found by a program that looks at one of them only.
    at = rng.randint(1, 3)
    extreme = min(values) if smallest else max(values)
    place = values.index(extreme)
    values[at], values[place] = values[place], values[at]
    start = starts(f"{many}[0]", 0 if smallest else 1000)
    right = mark(
        "<" if smallest else ">",
        (">" if smallest else "<", "selection.greater_less_swapped"),
        ("==", "selection.equals_for_a_limit"),
    )
    keep = mark(f"{best} = {one}", (f"{one} = {best}", "variables.assignment_reversed"))
    return working(
        f"The list holds the {many} of {what}. The program goes through it and prints the {word} number in it.",
        f"""
{many} = {_listed(values)}
{best} = {start}
for {one} in {many}:
    if {mark(one, (many, "lists.whole_list_for_item"))} {right} {best}:
        {keep}
{AFTER_LOOP}print("The {word} is", {mark(best, (one, "variables.other_variable"))})
""",
    )


_GOALS = (
    ("a money box", "money", "weeks", "Money now: ", (3, 9), (50, 90)),
    ("a growing sunflower", "height", "days", "Height now: ", (2, 6), (40, 80)),
    ("a water tank that is filled", "litres", "minutes", "Litres now: ", (4, 9), (60, 90)),
    ("a collection of stickers", "stickers", "packs", "Stickers now: ", (5, 8), (60, 99)),
    ("a swimmer who trains more and more", "lengths", "weeks", "Lengths now: ", (2, 5), (30, 60)),
    ("a battery that is charged", "charge", "minutes", "Charge now: ", (3, 8), (60, 100)),
)


def _until_goal(rng: random.Random) -> Working:
    thing, name, count, prompt, steps, goals = rng.choice(_GOALS)
    step, goal = rng.randint(*steps), rng.randint(*goals)
    counted = mark(f"{count} + 1", ("1", "loops.total_overwritten"), (f"{count} + {step}", "variables.other_variable"))
    going_on = mark(
        "<",
        ("<=", "selection.boundary_left_out"),
        (">=", "loops.until_for_while"),
        ("==", "selection.equals_for_a_limit"),
    )
    return working(
        f"This program is about {thing}. It asks for the number now and adds {step} again and again, as long as the "
        f"number is below {goal}. Then it prints once how often it added {step}.",
        f"""
{name} = {asks_number(prompt)}
{count} = {starts(0, 1, step)}
while {name} {going_on} {goal}:
    {name} = {name} + {step}
{IN_LOOP}{count} = {counted}
{AFTER_LOOP}print("{count.capitalize()}:", {value(count, name)})
""",
        [goal - step * rng.randint(2, 4)],
        [goal - step * rng.randint(5, 6) + 1],
    )


_SECRETS = (
    ("password", "Password: ", ("tiger7", "lion3", "eagle5", "panda9"), "Welcome"),
    ("animal", "Guess my animal: ", ("otter", "badger", "hedgehog", "owl"), "Well guessed"),
    ("colour", "Guess my colour: ", ("orange", "blue", "purple", "green"), "You found it"),
    ("city", "Guess the city: ", ("Leeds", "Bristol", "Cardiff", "Glasgow"), "Right"),
    ("fruit", "Guess my fruit: ", ("mango", "apple", "plum", "cherry"), "Yes"),
    ("planet", "Guess the planet: ", ("Saturn", "Venus", "Mars", "Neptune"), "Landed"),
)


def _guesses(rng: random.Random) -> Working:
    name, prompt, words, done = rng.choice(_SECRETS)
    secret, *others = rng.sample(words, 4)
    going_on = mark("!=", ("==", "loops.until_for_while"), ("=", "selection.single_equals"))
    question = f'{name} = input("{prompt}")'
    return working(
        f"This program asks for the {name} again and again until “{secret}” is typed. After each wrong one it prints "
        f"“No”. At the end it prints “{done}” and how many were wrong.",
        f"""
wrong = {starts(0, 1)}
{question}
while {mark(name, (f'"{name}"', "variables.name_is_value"))} {going_on} "{secret}":
    wrong = {mark("wrong + 1", ("1", "loops.total_overwritten"))}
{IN_LOOP}print("No")
    {question}
{AFTER_LOOP}print("{done}, wrong ones:", {value("wrong", name)})
""",
        [others[0], others[1], secret],
        [secret],
    )


# The function, its two parameters, what it gives back and what else, what is asked for, and its task.
_FUNCTIONS = (
    ("area", ("width", "height"), "*", ("Length: ", "Breadth: "), "the area of a rectangle"),
    ("total_price", ("price", "count"), "*", ("Price: ", "How many? "), "what several things of one price cost"),
    ("distance", ("speed", "hours"), "*", ("Miles per hour: ", "Hours: "), "how far somebody travels"),
    ("years_between", ("early", "late"), "-", ("First year: ", "Second year: "), "how long after the first year it is"),
    ("change", ("price", "paid"), "-", ("Price: ", "Money paid: "), "the change that somebody gets back"),
    ("score", ("points", "bonus"), "+", ("Points: ", "Bonus: "), "points and bonus together"),
)


def _function(rng: random.Random) -> Working:
    name, (one, two), sign_used, (first, second), what = rng.choice(_FUNCTIONS)
    sum_text = f"{two} - {one}" if sign_used == "-" else f"{one} {sign_used} {two}"
    swapped = [(f"return {one} - {two}", "programming.operands_swapped")] if sign_used == "-" else []
    other = "+" if sign_used != "+" else "*"
    answer = mark(
        f"return {sum_text}",
        (f"print({sum_text})", "functions.print_is_return"),
        *swapped,
        (f"return {one} {other} {two}", "programming.operator_mixed_up"),
    )
    call = mark(
        f"{name}(a, b)", (name, "functions.call_without_brackets"), (f"{name}(a)", "functions.argument_left_out")
    )
    low = rng.randint(3, 9)
    return working(
        f"This program has a function that works out {what}. It asks for two numbers, gives them to the function and "
        "prints the result once.",
        f"""
def {name}({one}, {two}):
    {answer}
a = {asks_number(first)}
b = {asks_number(second)}
result = {call}
print("Result:", {value("result", "a")})
""",
        [low, low + rng.randint(3, 9)],
        [low + 10, low + rng.randint(21, 30)],
    )


_GROUPS = (
    ("team", "is in the team", "is not in the team"),
    ("choir", "sings in the choir", "does not sing in the choir"),
    ("guests", "is invited", "is not invited"),
    ("members", "is a member", "is not a member"),
    ("finalists", "is in the final", "is not in the final"),
    ("crew", "is on board", "is not on board"),
)


def _search(rng: random.Random) -> Working:
    group, yes, no = rng.choice(_GROUPS)
    *names, stranger = rng.sample(_NAMES, 5)
    return working(
        f"This program asks for a name and goes through the list. Then it prints that this name {yes}, or that it "
        f"{no}.",
        f"""
{group} = {_listed(names)}
wanted = input("Name: ")
found = {starts("False", "True")}
for name in {group}:
    if {mark("name", (group, "lists.whole_list_for_item"))} {_EQUAL} wanted:
        found = {mark("True", ("False", "selection.condition_negated"))}
if {mark("found", ("not found", "selection.condition_negated"))}:
    print({value("wanted", "name")}, "{yes}")
else:
    print(wanted, "{no}")
""",
        [names[rng.randint(1, 2)]],
        [stranger],
    )


_QUEUES = (
    ("queue", "first in the queue", "last in the queue"),
    ("runners", "fastest runner", "slowest runner"),
    ("players", "first player", "last player"),
    ("readers", "first reader", "last reader"),
    ("speakers", "first speaker", "last speaker"),
    ("drivers", "driver in front", "driver at the back"),
)


def _ends(rng: random.Random) -> Working:
    many, first, last = rng.choice(_QUEUES)
    names = rng.sample(_NAMES, rng.randint(4, 6))
    count = mark(
        f"len({many})", (many, "lists.whole_list_for_item"), (f"len({many}) - 1", "lists.length_is_last_index")
    )
    end = mark(
        f"len({many}) - 1",
        (f"len({many})", "lists.length_is_last_index"),
        (f"len({many}) + 1", "lists.length_is_last_index"),
    )
    return working(
        f"The list holds names in their order. The program prints how many there are, then the {first}, then the "
        f"{last}.",
        f"""
{many} = {_listed(names)}
print("Names:", {count})
print("{first.capitalize()}:", {many}[{mark(0, (1, "lists.index_from_one"))}])
print("{last.capitalize()}:", {many}[{end}])
""",
    )


_WORDS = ("banana", "pepper", "coffee", "mississippi", "kangaroo", "assessment", "bubble", "giraffe", "tomorrow")


def _letters(rng: random.Random) -> Working:
    first, second = rng.sample(_WORDS, 2)
    letter = rng.choice(sorted({each for each in first if first.count(each) > 1}))
    return working(
        f"This program asks for a word, counts how often the letter {letter} stands in it, and then prints the count "
        "once.",
        f"""
word = input("Word: ")
count = {starts(0, 1)}
for letter in {mark("word", ('"word"', "variables.name_is_value"))}:
    if {mark("letter", ("word", "lists.whole_list_for_item"))} {_EQUAL} "{letter}":
        count = {mark("count + 1", ("1", "loops.total_overwritten"))}
{AFTER_LOOP}print("Letter {letter}:", {value("count", "letter")})
""",
        [first],
        [second],
    )


_COLLECTED = (
    ("guests of a party", "guests", "guest", "Guest: ", _NAMES),
    ("things to buy", "shopping", "item", "Item: ", ("milk", "bread", "apples", "rice", "cheese", "pasta", "eggs")),
    ("songs", "playlist", "song", "Song: ", ("Sunrise", "Echoes", "Rainfall", "Skyline", "Home", "Stars")),
    ("animals of a pond", "animals", "animal", "Animal: ", ("otter", "heron", "badger", "newt", "swift", "hare")),
    (
        "flavours of ice cream",
        "flavours",
        "flavour",
        "Flavour: ",
        ("vanilla", "mint", "mango", "lemon", "toffee", "cherry"),
    ),
)


def _collect(rng: random.Random) -> Working:
    things, many, one, prompt, words = rng.choice(_COLLECTED)
    count = rng.randint(3, 5)
    added = mark(one, (f'"{one}"', "variables.name_is_value"), (many, "lists.whole_list_for_item"))
    first = mark(0, (1, "lists.index_from_one"), (count, "lists.length_is_last_index"))
    return working(
        f"This program asks for {count} {things} and keeps them in a list. Then it prints how many there are and which "
        "one came first, each once.",
        f"""
{many} = []
for number in range({rounds(count)}):
    {one} = input("{prompt}")
{IN_LOOP}{many}.append({added})
{AFTER_LOOP}print("In the list:", len({many}))
print("First one:", {many}[{first}])
""",
        rng.sample(words, count),
        rng.sample(words, count),
    )


LIST_PROGRAMS: tuple[Callable[[random.Random], Working], ...] = (
    _mean,
    _extreme,
    _extreme,
    _until_goal,
    _guesses,
    _function,
    _function,
    _search,
    _ends,
    _letters,
    _collect,
)
