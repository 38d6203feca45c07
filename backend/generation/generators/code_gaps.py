"""Gaps in a working program: an operator, a bound, a variable, the indentation. The wrong options were all run."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from backend.generation.generators.base import Generator, Made, Script
from backend.generation.generators.programs import fenced
from backend.generation.generators.slips_in_programs import WORDS
from backend.generation.generators.working_bank import OBJECTIVES, SHOWN, draw_program, shown_example
from backend.generation.generators.working_programs import Spot, Working, is_noticed, passes, works
from backend.questions.types.base import new_element_ids
from backend.sandbox.protocol import RunResult

_GAPS = {1: (1, 2), 2: (2, 2), 3: (3, 3)}
_WRONG_MOST = {1: 3, 2: 3, 3: 2}
_WRONG_LEAST = 2
_TOO_FAR = "        "
_ENDED = ("ok", "error")

Filling = tuple[Spot, str, str | None]
"""A wrong option of a gap: where, what, and the misconception that it shows."""


def _wrong_of(rng: random.Random, spot: Spot, level: int) -> list[Filling]:
    """Return the wrong options of a gap that are to be tried."""
    wrong: list[Filling] = [(spot, text, misconception) for text, misconception in spot.wrong]
    if spot.is_indentation:
        return [*wrong, (spot, _TOO_FAR, None)]
    return rng.sample(wrong, min(_WRONG_MOST[level], len(wrong)))


def _chosen(rng: random.Random, program: Working, level: int) -> list[Spot]:
    fitting = [
        spot
        for spot in program.spots
        if (spot.is_indentation or len(spot.wrong) >= _WRONG_LEAST) and (level == 1 or "input(" not in spot.right)
    ]
    count = min(rng.randint(*_GAPS[level]), len(fitting))
    return sorted(rng.sample(fitting, count), key=lambda spot: (spot.line, spot.start))


def _draw(rng: random.Random, level: int) -> Script:
    """Run the right program for all its inputs, and each wrong option for the example."""
    spots: list[Spot] = []
    while len(spots) < _GAPS[level][0]:
        program = draw_program(rng, level)
        spots = _chosen(rng, program, level)
    wrong = [filling for spot in spots for filling in _wrong_of(rng, spot, level)]
    ids_seed = rng.getrandbits(64)
    tests = len(program.inputs)

    def finish(results: Sequence[RunResult]) -> Script | None:
        right = results[:tests]
        ended = [(each, run) for each, run in zip(wrong, results[tests:], strict=True) if run.status in _ENDED]
        noticed = [filling for filling, run in ended if not passes(right[0], run)]
        unnoticed = [filling for filling, run in ended if passes(right[0], run)]
        each_gap = Counter(spot for spot, _, _ in (*noticed, *unnoticed))
        enough = len(each_gap) >= _GAPS[level][0] and min(each_gap.values()) >= _WRONG_LEAST
        return _rest_tried(program, noticed, unnoticed, right, level, ids_seed) if enough and works(right) else None

    examples = (program.runs(program.filled([each[:2]]))[0] for each in wrong)
    return Script((*program.runs(program.source), *examples), finish)


def _rest_tried(
    program: Working,
    noticed: list[Filling],
    unnoticed: list[Filling],
    right: Sequence[RunResult],
    level: int,
    ids_seed: int,
) -> Script | None:
    """Return the runs that settle it: other inputs for options that the example doesn't notice, and pairs of options.

    Between them, two slips may make a right program: then one of them goes.
    """
    tried = [*noticed, *unnoticed]
    pairs = [(one, two) for one, two in combinations(tried, 2) if one[0] != two[0]]
    others = [program.runs(program.filled([each[:2]]))[1:] for each in unnoticed]
    tests = len(right) - 1

    def finish(results: Sequence[RunResult]) -> Made | None:
        runs = [results[place * tests : (place + 1) * tests] for place in range(len(unnoticed))]
        wrong = [*noticed, *(each for each, of_it in zip(unnoticed, runs, strict=True) if is_noticed(right[1:], of_it))]
        gaps: dict[Spot, list[Filling]] = {}
        for filling in sorted(wrong, key=tried.index):
            gaps.setdefault(filling[0], []).append(filling)
        if len(gaps) < _GAPS[level][0] or min(map(len, gaps.values())) < _WRONG_LEAST:
            return None
        together = zip(pairs, results[len(unnoticed) * tests :], strict=True)
        if not _part([pair for pair, run in together if passes(right[0], run)], gaps):
            return None
        ordered = {spot: gaps[spot] for spot in sorted(gaps, key=lambda spot: (spot.line, spot.start))}
        return _made(program, ordered, right, level, random.Random(ids_seed))

    of_pairs = (program.runs(program.filled([one[:2], two[:2]]))[0] for one, two in pairs)
    return Script((*(run for of_it in others for run in of_it), *of_pairs), finish)


def _part(pairs: Sequence[tuple[Filling, Filling]], gaps: Mapping[Spot, list[Filling]]) -> bool:
    """Take one of each pair out of its gap; False where none can be spared."""
    for one, two in pairs:
        if one in gaps.get(one[0], ()) and two in gaps.get(two[0], ()):
            spare = next((each for each in (two, one) if len(gaps[each[0]]) > _WRONG_LEAST), None)
            if spare is None:
                return False
            gaps[spare[0]].remove(spare)
    return True


def _shown(spot: Spot, text: str) -> str:
    if spot.is_indentation:
        return f"{len(text)} spaces"
    return f"`{text}`"


def _gap(rng: random.Random, spot: Spot, wrong: Sequence[Filling], ids: list[str]) -> dict[str, Any]:
    options: list[dict[str, Any]] = [{"text": _shown(spot, spot.right), "fraction": 1.0}]
    for _, text, misconception in wrong:
        option = {"text": _shown(spot, text), "fraction": 0.0}
        options.append(option | ({"misconception": misconception} if misconception else {}))
    rng.shuffle(options)
    return {"type": "choice", "options": [{"id": ids.pop(), **option} for option in options]}


def _made(
    program: Working, gaps: dict[Spot, list[Filling]], right: Sequence[RunResult], level: int, rng: random.Random
) -> Made:
    ids = new_element_ids(rng, len(gaps) + sum(len(wrong) + 1 for wrong in gaps.values()))
    names = {spot: ids.pop() for spot in gaps}
    reasons = "\n".join(
        f"- {_shown(spot, spot.right)} in line {spot.line + 1}: with {_shown(spot, wrong[0][1])} it goes wrong, "
        f"because {WORDS[wrong[0][2]][1]}."
        for spot, wrong in gaps.items()
        if wrong[0][2]
    )
    worked = f"{fenced(program.source.rstrip())}\n\n{reasons}"
    slips = [wrong[0][2] for wrong in gaps.values() if wrong[0][2]]
    several = len(gaps) > 1
    content = {
        "stem": f"{program.task}\n\n{shown_example(program.inputs[0], right[0].stdout)}\n\n"
        f"Fill the gap{'s' if several else ''} so that the program does that.",
        "passage": fenced(program.filled((spot, f"[[{name}]]") for spot, name in names.items()).rstrip()),
        "gaps": {names[spot]: _gap(rng, spot, wrong, ids) for spot, wrong in gaps.items()},
        "hints": [
            "Read the whole program first. Say in your own words what each line is there for.",
            WORDS[slips[0]][0],
            f"Carry out the program by hand with {'each choice' if several else 'one choice after the other'}. Which "
            "one prints what it should?",
        ],
        "explanation": worked,
        "difficulty": level + 1,
    }
    return Made("cloze", content, worked)


_SHOWN = (
    *SHOWN,
    "selection.else_with_condition",
    "selection.second_comparison_bare",
    "selection.sign_order",
    "selection.single_equals",
    "types.floor_gives_remainder",
)
"""Every misconception that a wrong option tells of."""

CODE_GAPS = Generator(
    key="code_gaps",
    number=37,
    title="Fill the gaps in a program",
    topic="programming",
    version=1,
    objectives=OBJECTIVES,
    draw=_draw,
    misconceptions=_SHOWN,
    runs_programs=True,
)
