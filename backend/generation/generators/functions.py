"""What a program with functions prints (generator 31)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator
from backend.generation.generators.programs import (
    NOTHING,
    Misreading,
    Reading,
    changed,
    drawer,
    indented,
    lines,
)

_DEFINED = "functions.runs_when_defined"
_WHERE_DEFINED = "functions.runs_only_where_defined"
_NEVER = "functions.call_does_nothing"
_ONCE = "functions.only_first_call_runs"
_PRINT_RETURN = "functions.print_is_return"
_AFTER_RETURN = "functions.code_after_return_runs"
_CALLER = "functions.parameter_changes_caller"
_BY_NAME = "functions.arguments_by_name"
_ARGUMENT_SHOWN = "functions.argument_is_result"
_FORWARD = "functions.call_before_definition"
_INNER_LOST = "functions.inner_call_ignored"
_NONE_HIDDEN = "functions.none_is_not_shown"
_ALL_RETURNS = "functions.every_return_counts"

_FEEDBACK = {
    _DEFINED: "Do the indented lines run when the function is defined, or when it is called?",
    _WHERE_DEFINED: "Which line makes the function run? Look for its name with brackets further down.",
    _NEVER: "What does a line do that is the name of a function with brackets?",
    _ONCE: "How often is the function called?",
    _PRINT_RETURN: "Does return show a value on the screen, or give it back to the line that called?",
    _AFTER_RETURN: "What happens to the rest of a function when a return has run?",
    _CALLER: "The function has a variable of its own. Is anything given back to the main program?",
    _BY_NAME: "Which value goes to which parameter: by the order, or by the name?",
    _ARGUMENT_SHOWN: "What does the function do with the value that it is given?",
    _FORWARD: "Python reads from top to bottom. Does it know the function when it comes to the call?",
    _INNER_LOST: "The inner call is worked out first. What is done with its result?",
    _NONE_HIDDEN: "The function gives nothing back. What does print show for nothing?",
    _ALL_RETURNS: "How many returns of a function can run in one call?",
}

_GREETINGS = (
    ("greet", "Hello", "Begin", "End"),
    ("cheer", "Hooray", "Kick-off", "Full time"),
    ("knock", "Knock knock", "Go to the door", "Come in"),
    ("beep", "Beep", "Ready", "Go"),
    ("alarm", "Wake up", "Good night", "Good morning"),
    ("roar", "Roar", "A lion comes", "It is gone"),
    ("clap", "Clap", "The show starts", "The show ends"),
    ("ring", "Ring ring", "Lesson over", "Time for lunch"),
    ("draw_line", "-----", "Menu", "Soup"),
    ("warn", "Careful", "Lab open", "Lab closed"),
    ("thank", "Thank you", "Order taken", "Goodbye"),
    ("bark", "Woof", "A cat passes", "All quiet"),
)


def _said(text: str) -> str:
    return f'print("{text}")'


def _one_call(rng: random.Random) -> Reading:
    """A function without parameters is called between two lines, or after both, or twice."""
    name, inside, before, after = rng.choice(_GREETINGS)
    define = lines(f"def {name}():", indented(_said(inside)))
    rows = [_said(before), _said(after)]
    rows.insert(rng.randint(1, 2), f"{name}()")
    twice = rng.random() < 0.4
    if twice:
        rows.append(f"{name}()")
    source = lines(define, "", *rows)
    without = [row for row in rows if row != f"{name}()"]
    first_only = list(dict.fromkeys(rows))
    return Reading(
        source,
        (
            Misreading(_DEFINED, lines(define, f"{name}()", *rows)),
            Misreading(_WHERE_DEFINED, lines(define, f"{name}()", *without)),
            Misreading(_ONCE, lines(define, *first_only)) if twice else Misreading(_NEVER, lines(*without)),
        ),
        (
            "The first two lines only say what the function does. Nothing is shown yet.",
            f"Find each line that calls `{name}`.",
            "Go through the lines that aren't indented, from top to bottom.",
        ),
        f"Defining `{name}` shows nothing. It runs {'twice' if twice else 'once'}, where it is called.",
        1,
    )


# A function, its parameter, its expression, how it is said, and its numbers.
_SUMS = (
    ("double", "number", "number * 2", range(3, 30)),
    ("add_ten", "score", "score + 10", range(5, 60)),
    ("half", "price", "price // 2", range(10, 60, 2)),
    ("next_year", "age", "age + 1", range(9, 17)),
    ("in_minutes", "hours", "hours * 60", range(2, 9)),
    ("in_pence", "pounds", "pounds * 100", range(2, 15)),
    ("in_days", "weeks", "weeks * 7", range(2, 12)),
    ("legs", "spiders", "spiders * 8", range(2, 12)),
    ("ticket_cost", "people", "people * 5", range(2, 15)),
    ("square", "side", "side * side", range(3, 12)),
    ("after_fine", "coins", "coins - 3", range(10, 40)),
)


def _parameter(rng: random.Random) -> Reading:
    """A function shows what it works out from its parameter."""
    name, parameter, expression, numbers = rng.choice(_SUMS)
    value = rng.choice(numbers)
    shown = f"print({expression})"
    source = lines(f"def {name}({parameter}):", indented(shown), "", f"{name}({value})")
    return Reading(
        source,
        (
            Misreading(_ARGUMENT_SHOWN, changed(source, (shown, f"print({parameter})"))),
            Misreading("variables.name_is_value", changed(source, (shown, f'print("{expression}")'))),
            Misreading(_NEVER, output=NOTHING),
            Misreading("functions.text_of_call_shown", output=f"{name}({value})"),
        ),
        (
            "Find the line that calls the function.",
            f"Which value does `{parameter}` have in this call?",
            f"Work out `{expression}` with that value.",
        ),
        f"The call gives {value} to `{parameter}`, and the function shows `{expression}` for it.",
        1,
    )


def _return_unseen(rng: random.Random) -> Reading:
    """A function returns something, which isn't shown; something else is."""
    name, parameter, expression, numbers = rng.choice(_SUMS)
    value = rng.choice(numbers)
    done = rng.choice(("Done", "Finished", "Ready", "Goodbye"))
    call, give = f"\n{name}({value})", f"return {expression}"
    source = lines(f"def {name}({parameter}):", indented(give), f"{call}", _said(done))
    return Reading(
        source,
        (
            Misreading(_PRINT_RETURN, changed(source, (give, f"print({expression})"))),
            Misreading(_ARGUMENT_SHOWN, changed(source, (give, f"print({parameter})"))),
            Misreading("functions.text_of_call_shown", output=f"{name}({value})\n{done}"),
            Misreading(_NEVER, output=NOTHING),
        ),
        (
            "The call works out a value. Where does `return` send it?",
            "Is that value stored, or shown by a print?",
            "Go on with the line after the call.",
        ),
        "The call gives a value back, but nothing is done with it: it is neither stored nor shown. Then the last line "
        "runs.",
        2,
    )


def _after_return(rng: random.Random) -> Reading:
    """A line after return, and the result is shown by the caller."""
    name, parameter, expression, numbers = rng.choice(_SUMS)
    value = rng.choice(numbers)
    word = rng.choice(("Done", "Finished", "Bye", "Worked out"))
    body = [f"result = {expression}", "return result", _said(word)]
    source = lines(f"def {name}({parameter}):", indented(*body), "", f"print({name}({value}))")
    moved = changed(source, (indented(*body[1:]), indented(body[2], body[1])))
    after = lines(f"def {name}({parameter}):", indented(*body[:2]), f"print({name}({value}))", _said(word))
    return Reading(
        source,
        (
            Misreading(_AFTER_RETURN, moved),
            Misreading(_AFTER_RETURN, after),
            Misreading(_ARGUMENT_SHOWN, changed(source, ("return result", f"return {parameter}"))),
            Misreading(_PRINT_RETURN, output=word),
        ),
        (
            f"Which value does `{parameter}` have in this call?",
            "Go through the lines of the function. Where does it end?",
            "The last line of the program shows what the function gives back.",
        ),
        "`return` ends the function, so the line after it never runs. The last line shows what was given back.",
        2,
    )


# A function with two parameters where the order matters, and numbers that fit.
_ORDERED = (
    ("change", "paid", "price", "paid - price"),
    ("left_over", "sweets", "eaten", "sweets - eaten"),
    ("lead", "mine", "yours", "mine - yours"),
    ("minutes_left", "length", "played", "length - played"),
    ("rise", "evening", "morning", "evening - morning"),
    ("years_between", "later", "earlier", "later - earlier"),
    ("pages_left", "pages", "read", "pages - read"),
)


def _order(rng: random.Random) -> Reading:
    """Arguments go to parameters by their order, whatever they are called."""
    name, one, two, expression = rng.choice(_ORDERED)
    # Mostly so that the story makes sense: who goes by the names then finds a number that looks right.
    first, second = sorted(rng.sample(range(2, 40), 2), reverse=rng.random() < 0.8)
    source = lines(
        f"def {name}({one}, {two}):", indented(f"return {expression}"), "", f"{one} = {first}", f"{two} = {second}"
    )
    call = f"{name}({two}, {one})"
    source += f"\nprint({call})"
    return Reading(
        source,
        (
            Misreading(_BY_NAME, changed(source, (call, f"{name}({one}, {two})"))),
            Misreading(_ARGUMENT_SHOWN, changed(source, (f"print({call})", f"print({two}, {one})"))),
            Misreading(_PRINT_RETURN, output=NOTHING),
            Misreading("functions.text_of_call_shown", output=call),
        ),
        (
            "Look at the call: which value stands first in its brackets?",
            "The first value goes to the first parameter, the second to the second.",
            f"Then work out `{expression}` with the values that the parameters have.",
        ),
        f"In the call, {second} stands first and goes to the first parameter: {second} - {first}.",
        2,
    )


def _own_variable(rng: random.Random) -> Reading:
    """A function changes its parameter; the variable of the same name outside stays."""
    name, variable, change, numbers = rng.choice(
        (
            ("add_bonus", "score", "+ {}", range(10, 80)),
            ("lose_life", "lives", "- {}", range(5, 12)),
            ("spend", "money", "- {}", range(20, 60)),
            ("warm_up", "temperature", "+ {}", range(8, 25)),
            ("grow", "height", "+ {}", range(110, 170)),
            ("eat", "biscuits", "- {}", range(6, 20)),
            ("walk", "steps", "+ {}", range(100, 900, 50)),
            ("use_fuel", "fuel", "- {}", range(20, 60)),
        )
    )
    value, by = rng.choice(numbers), rng.randint(2, 4)
    sum_ = change.format(by)
    update = f"{variable} = {variable} {sum_}"
    source = lines(f"def {name}({variable}):", indented(update), "", f"{variable} = {value}", f"{name}({variable})")
    source += f"\nprint({variable})"
    result = f"{variable} = {name}({variable})"
    returned = changed(source, (update, f"{update}\n    return {variable}"), (f"\n{name}({variable})", f"\n{result}"))
    both = changed(source, (f"print({variable})", f"print({value})\nprint({value} {sum_})"))
    return Reading(
        source,
        (
            Misreading(_CALLER, returned),
            Misreading("variables.expression_stored", output=f"{value} {sum_}"),
            Misreading("variables.holds_many_values", both),
            Misreading("functions.none_stored_by_call", output="None"),
        ),
        (
            f"The function has a `{variable}` of its own, which is gone when it ends.",
            "Is anything given back by a return, and stored?",
            f"Which lines that aren't indented give `{variable}` a value?",
        ),
        f"The function only changes its own `{variable}`. Nothing is given back, so {value} stays outside.",
        3,
    )


def _too_early(rng: random.Random) -> Reading:
    """A function is called above its definition."""
    name, inside, before, _ = rng.choice(_GREETINGS)
    if rng.random() < 0.5:
        define, call = lines(f"def {name}():", indented(_said(inside))), f"{name}()"
    else:
        who = rng.choice(("Amira", "Ben", "Chloe", "Dev", "Ella", "Kofi"))
        define, call = lines(f"def {name}(name):", indented(f'print("{inside}", name)')), f'{name}("{who}")'
    after = _said(before)
    source = lines(call, after, "", define)
    return Reading(
        source,
        (
            Misreading(_FORWARD, lines(define, call, after)),
            Misreading(_WHERE_DEFINED, lines(define, after, call)),
            Misreading(_NEVER, lines(after)),
        ),
        (
            "Python reads a program from top to bottom.",
            f"When it comes to the first line, does it know what `{name}` is?",
            "What does Python do with a name that it doesn't know?",
        ),
        f"The first line calls `{name}` before it is defined. Python doesn't know the name yet and stops.",
        3,
    )


def _none(rng: random.Random) -> Reading:
    """A function that prints is used as if it returned something."""
    name, parameter, expression, numbers = rng.choice(_SUMS)
    value = rng.choice(numbers)
    source = lines(
        f"def {name}({parameter}):", indented(f"print({expression})"), "", f"answer = {name}({value})", "print(answer)"
    )
    once = changed(source, ("\nprint(answer)", ""))
    return Reading(
        source,
        (
            Misreading(
                _PRINT_RETURN, changed(once, (f"print({expression})", f"print({expression})\n    " * 2 + "pass"))
            ),
            Misreading(_NONE_HIDDEN, once),
            Misreading("variables.name_is_value", changed(source, ("print(answer)", 'print("answer")'))),
            Misreading(_NEVER, output="None"),
        ),
        (
            "What does the function do with its result: show it, or give it back?",
            "There are two prints. Does each of them run?",
            "A function without return gives back a special word that stands for nothing.",
        ),
        "The function shows its result and gives nothing back. So `answer` holds None, and the last line shows that.",
        3,
    )


def _in_turn(rng: random.Random) -> Reading:
    """The result of one call goes into another."""
    add, times = rng.randint(2, 9), rng.choice((2, 3, 10))
    one, two = rng.choice(
        (("raise_by", "scale"), ("add_bonus", "multiply"), ("add_tax", "times_people"), ("up", "more"))
    )
    value = rng.randint(2, 15)
    sums = f"number + {add}", f"number * {times}"
    define = lines(
        f"def {one}(number):",
        indented(f"return {sums[0]}"),
        "",
        f"def {two}(number):",
        indented(f"return {sums[1]}"),
        "",
    )
    outer, inner = (one, two) if rng.random() < 0.5 else (two, one)
    call = f"{outer}({inner}({value}))"
    source = lines(define, f"print({call})")
    return Reading(
        source,
        (
            Misreading("functions.outer_call_first", changed(source, (call, f"{inner}({outer}({value}))"))),
            Misreading(_INNER_LOST, changed(source, (call, f"{outer}({value})"))),
            Misreading(_ALL_RETURNS, changed(source, (f"print({call})", f"print({one}({value}), {two}({value}))"))),
            Misreading(_INNER_LOST, changed(source, (call, f"{inner}({value})"))),
        ),
        (
            "Work from the inside to the outside.",
            f"What does `{inner}({value})` give back?",
            f"That result is what `{outer}` is called with.",
        ),
        f"First `{inner}({value})` is worked out. Then `{outer}` is called with its result.",
        3,
    )


_FEEDBACK |= {
    "functions.text_of_call_shown": "A call isn't text. What does the function do when it is called?",
    "functions.outer_call_first": "Which of the two calls has to be worked out before the other can begin?",
    "functions.none_stored_by_call": "Is what the function gives back stored anywhere?",
    "variables.name_is_value": "Are there quotation marks around it? Without them Python works out the value.",
    "variables.expression_stored": "Does a variable keep an expression, or the result of it?",
    "variables.holds_many_values": "How many values can a variable hold at one time?",
}

FUNCTIONS = Generator(
    key="predict_functions",
    number=31,
    title="Predict the output: functions",
    topic="functions",
    version=1,
    draw=drawer(
        {
            1: (_one_call, _parameter),
            2: (_return_unseen, _after_return, _order),
            3: (_own_variable, _too_early, _none, _in_turn),
        },
        _FEEDBACK,
    ),
    misconceptions=tuple(_FEEDBACK),
    objectives=("programming-essentials-in-scratch-part-ii.you-ve-got-the-moves.3",),
    runs_programs=True,
)
