"""Fix the bug: a working program with one slip in it, and tests that notice it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from backend.generation.generators.base import Generator, Made, Script
from backend.generation.generators.slips_in_programs import WORDS, careless_slips
from backend.generation.generators.working_bank import OBJECTIVES, SHOWN, draw_program
from backend.generation.generators.working_programs import Slip, Working, is_noticed, passes, works
from backend.questions.types.base import new_element_ids
from backend.sandbox.protocol import RunResult

Kind = Literal["syntax", "runtime", "logic"]

_CARELESS_SHARE = {1: 0.4, 2: 0.3, 3: 0.12}
"""How often the bug is one of spelling or of signs, and not one of thinking."""

_CANDIDATES = 2
_NOT_READ = {"SyntaxError", "IndentationError", "TabError"}

_SYMPTOMS: dict[Kind, str] = {
    "syntax": "Python can't start it",
    "runtime": "it starts, but stops with an error on its way",
    "logic": "it runs to its end, but what it prints can be wrong",
}
_FIRST_HINTS: dict[Kind, str] = {
    "syntax": "Run it and read the message. The mistake is in the line that it names, or just above it.",
    "runtime": "Run it and read the last line of the message. What could Python not do, and in which line?",
    "logic": "Run it with the examples. Compare what it prints with what it should print.",
}


def kind_of(runs: Sequence[RunResult]) -> Kind:
    """Say what kind of bug a program has that was noticed by these runs."""
    errors = [run.error.kind for run in runs if run.error]
    if not errors:
        return "logic"
    return "syntax" if _NOT_READ.issuperset(errors) else "runtime"


def _candidates(rng: random.Random, program: Working, level: int) -> list[Slip]:
    careless = rng.random() < _CARELESS_SHARE[level]
    slips = tuple(careless_slips(program.lines)) if careless else program.slips
    # Each misconception once, so that those which fit many lines aren't the only ones.
    of_kind: dict[str, list[Slip]] = {}
    for slip in slips:
        of_kind.setdefault(slip.misconception, []).append(slip)
    kinds = rng.sample(sorted(of_kind), min(_CANDIDATES, len(of_kind)))
    return [rng.choice(of_kind[kind]) for kind in kinds]


def _draw(rng: random.Random, level: int) -> Script:
    program = draw_program(rng, level)
    candidates = _candidates(rng, program, level)
    ids = new_element_ids(rng, len(program.inputs))

    def finish(results: Sequence[RunResult]) -> Made | None:
        right, *others = program.results_of(results)
        found = next((pair for pair in zip(candidates, others, strict=True) if is_noticed(right, pair[1])), None)
        return _made(program, *found, right, ids, level) if found and works(right) else None

    return Script(program.runs_of([program.source, *map(program.with_slip, candidates)]), finish)


def _made(
    program: Working, slip: Slip, slipped: Sequence[RunResult], right: Sequence[RunResult], ids: list[str], level: int
) -> Made:
    kind = kind_of(slipped)
    hint, why = WORDS[slip.misconception]
    failed = [not passes(one, two) for one, two in zip(right, slipped, strict=True)]
    tests = []
    for place, (element_id, stdin, run) in enumerate(zip(ids, program.inputs, right, strict=True)):
        # Who stretches finds the input that shows the bug; others are given one.
        example = place == 0 or (level < 3 and place == failed.index(True))
        test = {
            "id": element_id,
            "kind": "stdio",
            "stdin": stdin,
            "expected": run.stdout,
            "show": "example" if example else "always",
        }
        tests.append(test | ({"misconception": slip.misconception} if failed[place] and kind != "syntax" else {}))
    line = program.lines[slip.line].strip()
    worked = f"The bug is in line {slip.line + 1}: {why}. The line has to be `{line}`."
    content = {
        "stem": f"{program.task}\n\nThat is what it should do, but there is a bug in one line: {_SYMPTOMS[kind]}. Find "
        "it, and change that line only.",
        "starter": program.with_slip(slip),
        "solution": program.source,
        "tests": tests,
        "edit_limit_lines": 1,
        "hints": [_FIRST_HINTS[kind], hint, f"Look closely at line {slip.line + 1}."],
        "explanation": worked,
        "difficulty": level + (kind != "syntax"),
    }
    return Made("python_code", content, worked)


_SHOWN = (
    *SHOWN,
    "programming.capitals_ignored",
    "selection.and_or_everyday",
    "types.text_without_quotes",
    "variables.assignment_reversed",
    "variables.name_spelt_differently",
)
"""Every misconception that a test tells of."""

FIX_THE_BUG = Generator(
    key="fix_the_bug",
    number=34,
    title="Fix the bug in a program",
    topic="programming",
    version=1,
    objectives=("introduction-to-python-programming.first-steps.2", *OBJECTIVES),
    draw=_draw,
    misconceptions=_SHOWN,
    runs_programs=True,
)
