"""Choosing tests (generator 36): kinds of test data, and the input that shows a mistake in a program.

Which input shows it is found out by running: the program as it should be and as it is, each with every input.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from backend.generation.generators import buggy_programs as buggy
from backend.generation.generators.base import Generator, Problem, Script, WrongAnswer
from backend.generation.generators.buggy_programs import Bug
from backend.generation.generators.programs import fenced, indented, lines, run_of
from backend.questions.types.programs import output_lines
from backend.sandbox.protocol import RunRequest, RunResult

_NORMAL_FOR = "testing.normal_taken_for_other"
_BOUNDARY_FOR = "testing.boundary_taken_for_other"
_ERRONEOUS_FOR = "testing.erroneous_taken_for_other"

_FEEDBACK = {
    buggy.NORMAL: "Go through the program with this. Does it do what it should here?",
    buggy.BESIDE: "You are close to the limit. Which value does the mistake change?",
    buggy.BOUNDARY: "Limits are good tests. Does the program do the right thing at this one?",
    buggy.EXTREME: "A value far away is worth a test. Does the program treat it as it should?",
    buggy.ANY_LIST: "Go through the loop with this list. Is the result right?",
    buggy.OTHER_END: "Look at both ends of the list. Which one does the program treat in another way?",
    _NORMAL_FOR: "This lies well inside the limits. What do you call such data?",
    _BOUNDARY_FOR: "This lies right on a limit. What do you call such data?",
    _ERRONEOUS_FOR: "The program should turn this down. What do you call such data?",
}


def _runs(source: str, bug: Bug) -> RunRequest:
    """Return the request that runs a program with each of the inputs, one after the other."""
    values = [value for value, _ in bug.cases]
    if bug.listed:
        shown = ", ".join(str(list(value)) for value in values if not isinstance(value, int))
        return run_of(lines(f"for {bug.listed} in [{shown}]:", indented(source)))
    typed = "".join(f"{value}\n" for value in values)
    return run_of(lines(f"for turn in range({len(values)}):", indented(source)), typed)


def _which_shows_it(rng: random.Random, level: int) -> Script:
    bug = rng.choice(buggy.MAKERS[level])(rng)

    def finish(results: Sequence[RunResult]) -> Problem | None:
        meant, done = (output_lines(result.stdout) for result in results)
        if len(meant) != len(bug.cases) or len(done) != len(bug.cases):
            return None
        ran = list(zip(bug.cases, meant, done, strict=True))
        telling = [(value, should, does) for (value, _), should, does in ran if should != does]
        if not telling:
            return None
        value, should, does = telling[0]
        silent = [case for case, should, does in ran if should == does]
        noun = "list" if bug.listed else "input"
        shown = _option(value)
        return Problem(
            stem=f"{bug.rule}.\n\n{fenced(bug.wrong)}\n\nThere is one mistake in this program. "
            f"Which test {noun} shows the mistake?",
            key=shown,
            wrong=tuple(WrongAnswer(_option(value), slug, _FEEDBACK[slug]) for value, slug in silent),
            hints=(
                "Read the rule, and find the part of the program that doesn't fit it.",
                f"For each {noun}, work out twice what is printed: by the rule, and by the program.",
                "A test shows a mistake only if the two results differ.",
            ),
            worked_solution=f"{bug.reason}. With {shown} the program should print `{should}`, but it prints `{does}`. "
            f"With the other {noun}s it prints what it should.",
            difficulty=bug.difficulty,
        )

    return Script((_runs(bug.right, bug), _runs(bug.wrong, bug)), finish)


def _option(value: int | tuple[int, ...]) -> int | str:
    return value if isinstance(value, int) else f"`{list(value)}`"


# Level 1: kinds of test data.

_KINDS = {
    "normal": "data that a user would type on any day, well inside the limits",
    "boundary": "data right on a limit that is still accepted",
    "erroneous": "data that has to be refused",
}


def _which_kind(rng: random.Random) -> Script:
    rule, variable, ask, lows, highs = rng.choice(buggy.RANGES)
    low, high = rng.randint(*lows), rng.randint(*highs)
    kind = rng.choice(tuple(_KINDS))
    source = buggy.asked(
        variable, ask, buggy.decided(f"{variable} >= {low} and {variable} <= {high}", "Accepted", "Refused")
    )
    inside = rng.sample(range(low + 2, high - 1), 3)
    outside = [high + rng.randint(4, 9), high + rng.randint(15, 40), low - rng.randint(2, 4), -rng.randint(4, 9)]
    values = [*inside, *rng.sample((low, high), 2), *rng.sample(outside, 4)]
    tried = [value + step for value in values for step in (-1, 0, 1)]

    def finish(results: Sequence[RunResult]) -> Problem | None:
        said = output_lines(results[0].stdout)
        if len(said) != len(tried):
            return None
        kinds = {}
        for place, value in enumerate(values):
            before, at, after = (words == "Accepted" for words in said[3 * place : 3 * place + 3])
            kinds[value] = "erroneous" if not at else "normal" if before and after else "boundary"
        key = next(value for value, found in kinds.items() if found == kind)
        slugs = {"normal": _NORMAL_FOR, "boundary": _BOUNDARY_FOR, "erroneous": _ERRONEOUS_FOR}
        wrong = [(value, slugs[found]) for value, found in kinds.items() if found != kind]
        return Problem(
            stem=f"{rule.format(low, high)} ({low} and {high} included). A program asks “{ask.strip()}” "
            f"and checks what is typed in. Which of these is **{kind}** test data?",
            key=key,
            wrong=tuple(WrongAnswer(value, slug, _FEEDBACK[slug]) for value, slug in wrong),
            hints=(
                "First say for each number if the program should accept it.",
                "Then look at the numbers that are accepted. Which of them lie right on a limit?",
                f"With {kind} data we mean {_KINDS[kind]}.",
            ),
            worked_solution=f"With {kind} data we mean {_KINDS[kind]}. The limits are {low} and {high}, so here it is "
            f"{key}.",
            difficulty=1,
        )

    looped = lines(f"for turn in range({len(tried)}):", indented(source))
    return Script((run_of(looped, "".join(f"{value}\n" for value in tried)),), finish)


def _draw(rng: random.Random, level: int) -> Script:
    return _which_kind(rng) if level == 1 else _which_shows_it(rng, level)


CHOOSING_TESTS = Generator(
    key="choosing_tests",
    number=36,
    title="Write a test",
    topic="programming",
    version=1,
    objectives=(
        "programming-essentials-in-scratch-part-i.count-controlled-iteration.3",
        "introduction-to-python-programming.at-a-crossroads.3",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
    runs_programs=True,
)
