"""Trace tables (generator 24): what variables hold after a line, after a round of a loop, and when a loop ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from backend.generation.generators.base import Drawn, Generator, Made, Problem, Script
from backend.generation.generators.programs import changed, fenced, indented, lines
from backend.generation.generators.showing import table
from backend.generation.generators.slips import discreet, text_answers
from backend.generation.generators.traces import State, Trace, trace_of
from backend.sandbox.protocol import RunResult

_OLD = "trace.old_value_used"
_ROW = "trace.row_per_variable"
_LATE = "trace.one_round_late"
_EARLY = "trace.one_round_early"
_ORDER = "trace.updates_too_early"
_FRESH = "trace.total_starts_again"
_ONCE = "loops.runs_once"
_STORED = "variables.expression_stored"
_FIRST = "variables.first_value_kept"
_REVERSED = "variables.assignment_reversed"
_SWAP = "variables.swap_without_third"

_FEEDBACK = {
    _OLD: "Which value does the variable have by the time this line is carried out?",
    _ROW: "How many variables change in one round of the loop?",
    _LATE: "Count the rounds again. When does the loop stop?",
    _EARLY: "Count the rounds again. Is one still to come?",
    _ORDER: "Which of the two lines in the loop comes first?",
    _FRESH: "What does the variable hold already when the next round begins?",
    _ONCE: "Where does the program go after the last line of the loop?",
    _STORED: "When was this worked out: before or after the other variable changed?",
    _FIRST: "Does a later line give this variable another value?",
    _REVERSED: "Which side of the `=` sign gets the new value?",
    _SWAP: "What is left of the old value once another one has been put in its place?",
}


def _row(state: State, names: Sequence[str]) -> str:
    """Return an option; nothing where a variable has no value, which is no option."""
    return ", ".join(f"`{name}` is {state[name]}" for name in names) if all(name in state for name in names) else ""


def _steps_told(rows: Sequence[State], names: Sequence[str], word: str) -> str:
    return "\n".join(f"- {word} {number}: {_row(state, names)}" for number, state in enumerate(rows, 1))


# Level 1: a few lines one after the other.

_FACTS = (
    ("price", "cost", (2, 9)),
    ("score", "best", (10, 60)),
    ("width", "area", (3, 12)),
    ("apples", "pieces", (4, 20)),
    ("age", "limit", (9, 15)),
    ("steps", "target", (20, 80)),
    ("cards", "points", (3, 12)),
    ("minutes", "seconds", (5, 30)),
    ("coins", "gems", (6, 40)),
    ("red", "blue", (2, 30)),
    ("speed", "distance", (10, 60)),
    ("mornings", "evenings", (3, 15)),
)


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Some assignments, and what they are misread as."""

    source: str
    names: tuple[str, str]
    misread: tuple[tuple[str, str], ...]


def _depends(rng: random.Random) -> _Sequence:
    one, two, values = rng.choice(_FACTS)
    start, factor, more = rng.randint(*values), rng.randint(2, 5), rng.randint(1, 9)
    first, second, third = f"{one} = {start}", f"{two} = {one} * {factor}", f"{one} = {one} + {more}"
    source = lines(first, second, third)
    return _Sequence(
        source,
        (one, two),
        (
            (lines(first, second, third, second), _STORED),
            (lines(first, second), _FIRST),
            (lines(first, second, f"{one} = {more}"), _FRESH),
        ),
    )


def _copies(rng: random.Random) -> _Sequence:
    one, two, values = rng.choice(_FACTS)
    start, more, other = rng.randint(*values), rng.randint(2, 9), rng.randint(*values)
    first, second, third, fourth = f"{one} = {start}", f"{two} = {other}", f"{two} = {one}", f"{one} = {one} + {more}"
    source = lines(first, second, third, fourth)
    return _Sequence(
        source,
        (one, two),
        (
            (lines(source, third), _STORED),
            (lines(first, second, fourth), _FIRST),
            (lines(first, second, f"{one} = {two}", fourth), _REVERSED),
        ),
    )


def _swaps(rng: random.Random) -> _Sequence:
    one, two, values = rng.choice(_FACTS)
    a, b = rng.sample(range(values[0], values[1] + 8), 2)
    first, second = f"{one} = {a}", f"{two} = {b}"
    return _Sequence(
        lines(first, second, f"{one} = {two}", f"{two} = {one}"),
        (one, two),
        (
            (lines(f"{one} = {b}", f"{two} = {a}"), _SWAP),
            (lines(first, second, f"{two} = {one}", f"{one} = {two}"), _REVERSED),
            (lines(first, second), _FIRST),
        ),
    )


def _ask_sequence(rng: random.Random) -> Script:
    drawn = rng.choice((_depends, _depends, _copies, _copies, _swaps))(rng)
    count = drawn.source.count("\n") + 1

    def finish(results: Sequence[RunResult]) -> Problem | None:
        traces = [Trace.of(result) for result in results]
        right = traces[0]
        if right is None:
            return None
        told = "\n".join(
            f"- line {line}: " + ", ".join(f"`{name}` is {value}" for name, value in state.items())
            for line, (_, state) in enumerate(right.steps[1:], 1)
        )
        misread = zip(traces[1:], drawn.misread, strict=True)
        slips = [(_row(trace.end, drawn.names), slug) for trace, (_, slug) in misread if trace]
        return Problem(
            stem=f"{fenced(drawn.source)}\n\nA trace table of this program has a row for each line. "
            f"Which values stand in its row for line {count}?",
            key=_row(right.end, drawn.names),
            wrong=text_answers(slips, _FEEDBACK),
            hints=(
                "Draw a table with a column for each variable, and a row for each line.",
                "In each row, change only the variable on the left of the `=` sign. The other keeps its value.",
                "Work out the right side of the `=` sign with the values of the row before.",
            ),
            worked_solution=f"Row by row:\n\n{told}\n\nSo in the last row {_row(right.end, drawn.names)}.",
            difficulty=2,
        )

    return Script(tuple(map(trace_of, (drawn.source, *(source for source, _ in drawn.misread)))), finish)


# Levels 2 and 3: loops.


@dataclass(frozen=True, slots=True)
class _Loop:
    """A program with one loop at line ``header`` and two variables that change in it; ``body`` is in order."""

    before: tuple[str, ...]
    head: str
    body: tuple[str, ...]
    names: tuple[str, str]

    @property
    def header(self) -> int:
        """The line where the loop begins."""
        return len(self.before) + 1

    @property
    def source(self) -> str:
        """The program."""
        return lines(*self.before, self.head, indented(*self.body))


# What is added up, and what counts the rounds.
_TOTALS = (
    ("total", "number", (0, 10)),
    ("savings", "week", (5, 30)),
    ("score", "level", (0, 20)),
    ("water", "minute", (2, 20)),
    ("pages", "day", (0, 12)),
    ("stars", "row", (0, 5)),
    ("laps", "month", (1, 9)),
    ("points", "game", (0, 25)),
    ("eggs", "hen", (0, 8)),
    ("height", "year", (40, 90)),
    ("seeds", "pot", (3, 15)),
    ("price", "hour", (2, 12)),
)
_WORDS = ("first", "second", "third", "fourth")


def _counted(rng: random.Random) -> _Loop:
    total, counter, values = rng.choice(_TOTALS)
    first, rounds, factor = rng.choice((0, 1, 1, 2, 3)), rng.randint(4, 5), rng.randint(1, 5)
    term = counter if factor == 1 else f"{counter} * {factor}"
    if rng.random() < 0.25:
        start, sign = rng.randint(60, 99), "-"
    else:
        start, sign = rng.randint(*values), "+"
    span = f"range({first + rounds})" if first == 0 else f"range({first}, {first + rounds})"
    return _Loop(
        (f"{total} = {start}",), f"for {counter} in {span}:", (f"{total} = {total} {sign} {term}",), (counter, total)
    )


def _ask_round(rng: random.Random) -> Script:
    loop = _counted(rng)
    counter, total = loop.names
    asked = rng.randint(2, 3)
    line = loop.body[0]
    sign, term = line.split(f"= {total} ")[1].split(" ", 1)
    old = changed(loop.source, (f"{sign} {term}", f"{sign} ({counter} - 1){term.removeprefix(counter)}"))
    fresh = changed(loop.source, (f"{total} {sign} {term}", term))

    def finish(results: Sequence[RunResult]) -> Problem | None:
        right, stale, anew = (Trace.of(result) for result in results)
        if right is None or stale is None or anew is None:
            return None
        rounds = right.rounds(loop.header)
        key = _row(rounds[asked], loop.names)
        slips = [
            (_row(rounds[asked + 1], loop.names), _LATE),
            (_row(stale.rounds(loop.header)[asked], loop.names), _OLD),
            (_row(right.changes(loop.header)[asked - 1], loop.names), _ROW),
            (_row(anew.rounds(loop.header)[asked], loop.names), _FRESH),
            (_row(rounds[asked - 1], loop.names), _EARLY),
        ]
        told = _steps_told(rounds[1 : asked + 1], loop.names, "round")
        return Problem(
            stem=f"{fenced(loop.source)}\n\nWhich values do the variables have after the "
            f"{_WORDS[asked - 1]} time round the loop?",
            key=key,
            wrong=text_answers(slips, _FEEDBACK),
            hints=(
                "Draw a trace table with a row for each time round the loop.",
                f"Which value does `{counter}` have the first time? `range` begins with it.",
                f"In each round, first `{counter}` changes, then `{total}` is worked out with it.",
            ),
            worked_solution=f"Round by round:\n\n{told}\n\nSo after the {_WORDS[asked - 1]} time {key}.",
            difficulty=3,
        )

    return Script(tuple(map(trace_of, (loop.source, old, fresh))), finish)


def _growing(rng: random.Random) -> _Loop:
    amount, counter, start, step, limit = rng.choice(
        (
            ("savings", "weeks", (5, 20), (3, 9), (45, 90)),
            ("water", "minutes", (0, 10), (4, 9), (40, 80)),
            ("height", "years", (20, 40), (5, 9), (70, 120)),
            ("distance", "hours", (0, 6), (4, 8), (40, 90)),
            ("visitors", "days", (4, 15), (5, 9), (60, 120)),
            ("score", "rounds", (0, 12), (4, 9), (50, 99)),
            ("pages", "evenings", (3, 12), (3, 8), (40, 80)),
        )
    )
    by, end = rng.randint(*step), rng.randint(*limit)
    updates = (f"{counter} = {counter} + 1", f"{amount} = {amount} + {counter} * {by}")
    body = updates if rng.random() < 0.5 else (updates[1], updates[0])
    first = rng.randint(0, 2)
    before = (f"{amount} = {rng.randint(*start)}", f"{counter} = {first}")
    return _Loop(before, f"while {amount} < {end}:", body, (counter, amount))


def _shrinking(rng: random.Random) -> _Loop:
    amount, counter = rng.choice(
        (("money", "weeks"), ("fuel", "hours"), ("sweets", "days"), ("energy", "jumps"), ("tickets", "hours"))
    )
    by = rng.randint(3, 9)
    updates = (f"{counter} = {counter} + 1", f"{amount} = {amount} - {counter} * {by}")
    body = updates if rng.random() < 0.5 else (updates[1], updates[0])
    before = (f"{amount} = {rng.randint(50, 99)}", f"{counter} = {rng.randint(0, 2)}")
    return _Loop(before, f"while {amount} > {rng.randint(5, 25)}:", body, (counter, amount))


def _ask_end(rng: random.Random) -> Script:
    loop = rng.choice((_growing, _growing, _shrinking))(rng)
    swapped = replace(loop, body=loop.body[::-1])
    once_more = lines(loop.source, *loop.body)

    def finish(results: Sequence[RunResult]) -> Problem | None:
        right, other, late = (Trace.of(result) for result in results)
        if right is None or other is None or late is None:
            return None
        rounds = right.rounds(loop.header)
        if not 4 <= len(rounds) <= 7:
            return None
        key = _row(right.end, loop.names)
        slips = [
            (_row(other.end, loop.names), _ORDER),
            (_row(late.end, loop.names), _LATE),
            (_row(rounds[-2], loop.names), _EARLY),
            (_row(rounds[1], loop.names), _ONCE),
        ]
        told = _steps_told(rounds[1:], loop.names, "round")
        return discreet(
            Problem(
                stem=f"{fenced(loop.source)}\n\nWhich values do the variables have when the loop has ended?",
                key=key,
                wrong=text_answers(slips, _FEEDBACK),
                hints=(
                    "Draw a trace table with a row for each time round the loop.",
                    "Keep to the order of the two lines in the loop: the second works with what the first has changed.",
                    "After each round, check the condition with the new values. Stop when it is false.",
                ),
                worked_solution=f"Round by round:\n\n{told}\n\nThen the condition is false, so {key}.",
                difficulty=4,
            )
        )

    return Script(tuple(map(trace_of, (loop.source, swapped.source, once_more))), finish)


def _fill_in(rng: random.Random, draw: Callable[[random.Random], _Loop], difficulty: int) -> Script:
    """Return a trace table to be filled in, its first row given."""
    loop = draw(rng)

    def finish(results: Sequence[RunResult]) -> Drawn | None:
        right = Trace.of(results[0])
        rounds = right.rounds(loop.header)[1:] if right else []
        if not 3 <= len(rounds) <= 6:
            return None
        cells = [[state[name] for name in loop.names] for state in rounds]
        worked = f"Round by round:\n\n{table(loop.names, cells)}"
        content = {
            "stem": "Fill in the trace table: a row for each time round the loop, with the values at its end.",
            "columns": list(loop.names),
            "rows": [cells[0], *([None] * len(loop.names) for _ in cells[1:])],
            "expected": cells,
            "program": loop.source,
            "row_lines": [loop.header + len(loop.body)],
            "follow_through": True,
            "hints": [
                "The first row is done for you. Find out how the program comes to it.",
                "Begin each row with the values of the row above it.",
                "Go through the lines of the loop in their order, and use what has changed by then.",
            ],
            "explanation": worked,
            "difficulty": difficulty,
        }
        return Made("trace_table", content, worked)

    return Script((trace_of(loop.source),), finish)


def _draw(rng: random.Random, level: int) -> Script:
    if level == 1:
        return _ask_sequence(rng)
    to_fill_in = rng.random() < 0.35
    if level == 2:
        return _fill_in(rng, _counted, 3) if to_fill_in else _ask_round(rng)
    return _fill_in(rng, _growing, 4) if to_fill_in else _ask_end(rng)


TRACING = Generator(
    key="trace_tables",
    number=24,
    title="Trace tables",
    topic="programming",
    version=1,
    objectives=(
        "introduction-to-python-programming.crunching-numbers.2",
        "introduction-to-python-programming.round-and-round.1",
        "introduction-to-python-programming.round-and-round.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
    runs_programs=True,
)
