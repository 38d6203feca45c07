"""Ways through pseudocode and flowcharts (generator 25): which branch, which boxes, how many rounds.

A flowchart is written as a table of boxes, each with the box that comes next.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.generation.generators.base import Generator, Problem, WrongAnswer
from backend.generation.generators.charts import SIGNS, Box, Chart, chart_table, listed, way_through
from backend.generation.generators.slips import discreet, text_answers

_BOTH = "selection.both_branches_run"
_INVERTED = "selection.condition_inverted"
_ALL_TRUE = "selection.all_true_branches_run"
_ONCE = "loops.runs_once"
_INSIDE = "loops.print_always_inside"
_NEITHER = "flow.branches_skipped"
_STOPS = "flow.stops_after_branch"
_NO_DIAMOND = "flow.decision_left_out"
_LATE = "trace.one_round_late"
_EARLY = "trace.one_round_early"
_CHECKED_ONCE = "flow.checked_once"
_ROUNDS_ONLY = "flow.last_check_not_counted"

_FEEDBACK = {
    _BOTH: "Can the answer to one question be yes and no at once?",
    _INVERTED: "Put the value into the condition. Is it true or false?",
    _ALL_TRUE: "Which arrow do you follow once an answer was yes?",
    _ONCE: "Where does the way lead after the last step of the loop?",
    _INSIDE: "Which lines stand inside the loop, and which after it?",
    _NEITHER: "One of the two branches is carried out. Which one is it?",
    _STOPS: "Does everything end after the branch, or is there more to do below it?",
    _NO_DIAMOND: "A question is a box as well. Do you go through it?",
    _LATE: "Count the rounds again. What does the check say after the last one?",
    _EARLY: "Count the rounds again. Is one still to come?",
    _CHECKED_ONCE: "To which box does the arrow lead back?",
    _ROUNDS_ONLY: "How does anybody find out that it is time to leave the loop?",
}

# Level 1: one decision in pseudocode.

# What is typed in, likely limits, what is worked out, and what it may begin with.
_DECISIONS = (
    ("age", (8, 18), "price", (10, 30)),
    ("score", (30, 80), "level", (2, 20)),
    ("distance", (4, 20), "fare", (5, 15)),
    ("temperature", (12, 25), "fans", (3, 12)),
    ("guests", (10, 40), "tables", (4, 20)),
    ("weight", (5, 25), "cost", (8, 25)),
    ("hours", (3, 9), "pay", (20, 60)),
    ("speed", (20, 60), "points", (3, 12)),
    ("wind", (15, 40), "boats", (6, 20)),
    ("books", (3, 10), "fine", (4, 12)),
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """``start``, then ``more`` if the condition holds, otherwise ``less``, and ``last`` in any case."""

    start: int
    more: int
    less: int
    last: int

    def result(self, *, yes: bool, no: bool, goes_on: bool = True) -> int:
        """Return what comes out if these parts are carried out."""
        return self.start + self.more * yes - self.less * no + self.last * goes_on


def _one_decision(rng: random.Random) -> Problem:
    asked, (low, high), result, starts = rng.choice(_DECISIONS)
    limit, sign = rng.randint(low, high), rng.choice(tuple(SIGNS))
    value = limit + rng.choice((-3, -1, 0, 0, 1, 4))
    less, last = rng.randint(1, 4), rng.randint(1, 6)
    choice = _Choice(rng.randint(*starts) + less, rng.randint(2, 9), less, last)
    holds = SIGNS[sign](value, limit)
    key = choice.result(yes=holds, no=not holds)
    slips = [
        (choice.result(yes=not holds, no=holds), _INVERTED),
        (choice.result(yes=True, no=True), _BOTH),
        (choice.result(yes=holds, no=not holds, goes_on=False), _STOPS),
        (choice.result(yes=False, no=False), _NEITHER),
        (choice.result(yes=not holds, no=holds, goes_on=False), _INVERTED),
        (choice.result(yes=True, no=True, goes_on=False), _BOTH),
    ]
    code = (
        f"{result} = {choice.start}\nINPUT {asked}\nIF {asked} {sign} {limit} THEN\n    {result} = {result} + "
        f"{choice.more}\nELSE\n    {result} = {result} - {less}\nENDIF\n{result} = {result} + {last}\nOUTPUT {result}"
    )
    return discreet(
        Problem(
            stem=f"```\n{code}\n```\n\nA user types `{value}` into this algorithm. What is the output?",
            key=key,
            wrong=tuple(WrongAnswer(wrong, slug, _FEEDBACK[slug]) for wrong, slug in slips if wrong > 0),
            hints=(
                f"Put {value} in place of `{asked}` in the condition. Is it true or false?",
                "If it is true, the lines up to ELSE are carried out. If it is false, those after ELSE.",
                "What comes after ENDIF is carried out in either case.",
            ),
            worked_solution=f"`{value} {sign} {limit}` is {str(holds).lower()}, so {choice.start} "
            f"{f'+ {choice.more}' if holds else f'- {less}'} is worked out, and then {last} is added: {key}.",
            difficulty=2,
        )
    )


# Levels 2 and 3: flowcharts.


# A variable, likely limits, and what is done for a larger and for a smaller value.
_BRANCHES = (
    ("temperature", (15, 28), "Open the window", "Switch the heating on"),
    ("age", (10, 18), "Show the full price", "Show the half price"),
    ("score", (20, 80), "Show a gold star", "Show “Try again”"),
    ("speed", (20, 60), "Flash the red light", "Show a smile"),
    ("battery", (10, 40), "Go on", "Look for a charger"),
    ("distance", (5, 30), "Take the bus", "Walk"),
    ("light", (20, 80), "Turn the lamp off", "Turn the lamp on"),
    ("water", (10, 60), "Close the tap", "Open the tap"),
    ("height", (100, 150), "Let the person in", "Show “Too small”"),
    ("noise", (40, 90), "Ring the bell", "Play music"),
)
_ENDINGS = ("Save the result", "Wait one minute", "Play a sound", "Send a message", "Show the time", "Clear the screen")


def _two_ways(rng: random.Random) -> tuple[Chart, str, int]:
    name, (low, high), more, less = rng.choice(_BRANCHES)
    limit = rng.randint(low, high)
    sign, value = rng.choice(tuple(SIGNS)), limit + rng.choice((-4, -1, 0, 0, 1, 5))
    first, second = (more, less) if ">" in sign else (less, more)
    chart = {
        "A": Box("Start", "B"),
        "B": Box(f"Ask for `{name}`", "C"),
        "C": Box(f"Is `{name} {sign} {limit}`?", "D", "E", (sign, limit)),
        "D": Box(first, "F"),
        "E": Box(second, "F"),
        "F": Box(rng.choice(_ENDINGS), "G"),
        "G": Box("Stop"),
    }
    return chart, name, value


# A variable, what its values are called from the top, and likely limits.
_GRADES = (
    ("mark", ("Gold", "Silver", "Bronze"), (30, 45), (60, 80)),
    ("speed", ("Too fast", "Fast", "Slow"), (15, 25), (40, 60)),
    ("temperature", ("Hot", "Warm", "Cold"), (10, 15), (24, 30)),
    ("points", ("Expert", "Player", "Beginner"), (20, 40), (80, 120)),
    ("noise", ("Loud", "Normal", "Quiet"), (30, 40), (70, 90)),
    ("wind", ("Storm", "Breeze", "Calm"), (5, 12), (50, 70)),
)


def _three_ways(rng: random.Random) -> tuple[Chart, str, int]:
    name, words, lows, highs = rng.choice(_GRADES)
    low, high = rng.randint(*lows), rng.randint(*highs)
    value = rng.choice((high, high + 3, high - 1, low, low + 4, low - 1))
    chart = {
        "A": Box("Start", "B"),
        "B": Box(f"Ask for `{name}`", "C"),
        "C": Box(f"Is `{name} >= {high}`?", "D", "E", (">=", high)),
        "D": Box(f"Show “{words[0]}”", "H"),
        "E": Box(f"Is `{name} >= {low}`?", "F", "G", (">=", low)),
        "F": Box(f"Show “{words[1]}”", "H"),
        "G": Box(f"Show “{words[2]}”", "H"),
        "H": Box("Stop"),
    }
    return chart, name, value


def _which_way(rng: random.Random) -> Problem:
    chart, name, value = rng.choice((_two_ways, _two_ways, _three_ways))(rng)
    right = way_through(chart, value)
    questions = [letter for letter in right if chart[letter].test]
    branch = right.index(questions[-1]) + 1
    slips = [
        (listed(way_through(chart, value, "both")), _BOTH),
        (listed(way_through(chart, value, "inverted")), _INVERTED),
        (listed(way_through(chart, value, "all_true")), _ALL_TRUE),
        (listed([letter for letter in right if not chart[letter].test]), _NO_DIAMOND),
        (listed(right[: branch + 1]), _STOPS),
    ]
    answers = ", and ".join(
        f"the answer in {letter} is {'yes' if right[right.index(letter) + 1] == chart[letter].go else 'no'}"
        for letter in questions
    )
    return Problem(
        stem=f"This table is a flowchart.\n\n{chart_table(chart)}\n\nThe value of `{name}` is {value}. "
        "Through which boxes does the way lead, in this order?",
        key=listed(right),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "Put your finger on the first box, and write down its letter. Then go to the next box.",
            f"At a question, put {value} in place of `{name}`, and answer yes or no.",
            "Follow one arrow only, and go on until you come to the box that says Stop.",
        ),
        worked_solution=f"With {value}, {answers}. The way is {listed(right)}.",
        difficulty=2,
    )


# Level 3: loops. A variable, its first value, what is added each round, the sign, and what is done in a round.
_ROUNDS = (
    ("count", (1, 3), (1, 2), "Show “Hello”"),
    ("step", (0, 2), (1, 3), "Move the robot forward"),
    ("lap", (1, 2), (1, 1), "Run round the field"),
    ("water", (2, 9), (3, 8), "Fill in a cup"),
    ("score", (0, 10), (5, 10), "Ask the next question"),
    ("height", (10, 30), (4, 9), "Put a brick on the wall"),
    ("savings", (5, 20), (5, 9), "Put coins into the box"),
    ("beads", (2, 8), (2, 6), "Put beads on the string"),
    ("steps", (10, 40), (10, 20), "Walk to the next tree"),
    ("pages", (3, 12), (4, 9), "Read a chapter"),
)


def _draw_loop(rng: random.Random) -> tuple[str, int, int, str, int, str]:
    """Return a variable, its start, what is added, the sign, the limit, and what is done in a round."""
    name, starts, adds, task = rng.choice(_ROUNDS)
    start, add, rounds = rng.randint(*starts), rng.randint(*adds), rng.randint(2, 3)
    sign = rng.choice(("<", "<="))
    limit = start + add * rounds - (sign == "<=") - (rng.randrange(add) if add > 1 else 0)
    return name, start, add, sign, limit, task


def _loop_chart(rng: random.Random) -> tuple[Chart, str, int, int]:
    name, start, add, sign, limit, task = _draw_loop(rng)
    chart = {
        "A": Box("Start", "B"),
        "B": Box(f"Set `{name}` to {start}", "C"),
        "C": Box(f"Is `{name} {sign} {limit}`?", "D", "F", (sign, limit)),
        "D": Box(task, "E"),
        "E": Box(f"Add {add} to `{name}`", "C", adds=add),
        "F": Box("Stop"),
    }
    return chart, name, start, add


def _loop_hints(name: str) -> tuple[str, str, str]:
    return (
        f"Write down `{name}` each time that it changes.",
        "From box E the way leads back to C, and the question is asked again.",
        "The loop is left only when the answer in C is no.",
    )


def _told(chart: Chart, name: str, start: int, add: int) -> str:
    values = [start + add * turn for turn in range(way_through(chart, start).count("C"))]
    return f"At box C, `{name}` is {', '.join(map(str, values[:-1]))} and at last {values[-1]}, where the answer is no"


def _loop_way(rng: random.Random) -> Problem:
    chart, name, start, add = _loop_chart(rng)
    key = listed(way_through(chart, start))
    slips = [
        (listed(way_through(chart, start, "once")), _ONCE),
        (listed(way_through(chart, start, "late")), _LATE),
        (listed(way_through(chart, start, "checked_once")), _CHECKED_ONCE),
    ]
    return Problem(
        stem=f"This table is a flowchart.\n\n{chart_table(chart)}\n\n"
        "Through which boxes does the way lead, in this order?",
        key=key,
        wrong=text_answers(slips, _FEEDBACK),
        hints=_loop_hints(name),
        worked_solution=f"{_told(chart, name, start, add)}. The way is {key}.",
        difficulty=4,
    )


def _how_often(rng: random.Random) -> Problem:
    chart, name, start, add = _loop_chart(rng)
    box = rng.choice("CD")
    key = way_through(chart, start).count(box)
    slips = [
        (way_through(chart, start, "once").count(box), _ONCE),
        (way_through(chart, start, "late").count(box), _LATE),
        (key - 1, _ROUNDS_ONLY if box == "C" else _EARLY),
        (way_through(chart, start, "checked_once").count(box), _CHECKED_ONCE),
        (way_through(chart, start, "inverted").count(box), _INVERTED),
        (key + 2, _LATE),
    ]
    return Problem(
        stem=f"This table is a flowchart.\n\n{chart_table(chart)}\n\n"
        f"How many times does the way lead through box {box}?",
        key=key,
        wrong=tuple(WrongAnswer(wrong, slug, _FEEDBACK[slug]) for wrong, slug in slips),
        hints=_loop_hints(name),
        worked_solution=f"{_told(chart, name, start, add)}. So the way leads through box {box} {key} times.",
        difficulty=4,
    )


def _while_output(rng: random.Random) -> Problem:
    name, start, add, sign, limit, _ = _draw_loop(rng)
    more, rounds = rng.randint(1, 9), 0
    while SIGNS[sign](start + add * rounds, limit):
        rounds += 1
    key = start + add * rounds + more
    slips = [
        (start + add + more, _ONCE),
        (key + add, _LATE),
        (key - add, _EARLY),
        (start + (add + more) * rounds, _INSIDE),
        (start + more, _INVERTED),
        (start + add * rounds, _STOPS),
    ]
    code = (
        f"{name} = {start}\nWHILE {name} {sign} {limit}\n    {name} = {name} + {add}\nENDWHILE\n"
        f"{name} = {name} + {more}\nOUTPUT {name}"
    )
    told = ", ".join(str(start + add * turn) for turn in range(rounds + 1))
    return discreet(
        Problem(
            stem=f"```\n{code}\n```\n\nWhat is the output of this algorithm?",
            key=key,
            wrong=tuple(WrongAnswer(wrong, slug, _FEEDBACK[slug]) for wrong, slug in slips),
            hints=(
                f"Write down `{name}` each time that it changes.",
                "At ENDWHILE the way leads back to WHILE, and the condition is checked again.",
                "What stands after ENDWHILE is carried out once, when the condition is false.",
            ),
            worked_solution=f"In the loop, `{name}` is {told}, and then the condition is false. "
            f"After the loop, {more} is added: {key}.",
            difficulty=4,
        )
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _one_decision(rng)
    return _which_way(rng) if level == 2 else rng.choice((_loop_way, _how_often, _while_output))(rng)


FLOWCHARTS = Generator(
    key="flowcharts",
    number=25,
    title="Ways through flowcharts and pseudocode",
    topic="algorithms",
    version=2,
    objectives=(
        "introduction-to-python-programming.at-a-crossroads.1",
        "introduction-to-python-programming.round-and-round.1",
        "introduction-to-python-programming.putting-it-all-together.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
