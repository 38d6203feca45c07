"""Parsons problems: the lines of a working program, some beside the line that somebody with a misconception writes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from backend.generation.generators.base import Generator, Made, Script
from backend.generation.generators.programs import fenced
from backend.generation.generators.slips_in_programs import WORDS
from backend.generation.generators.working_bank import OBJECTIVES, draw_program, shown_example
from backend.generation.generators.working_programs import (
    Slip,
    Working,
    depth_of,
    does_the_same,
    is_noticed,
    source_of,
    works,
)
from backend.questions.types.base import new_element_ids
from backend.sandbox.protocol import RunResult

_DISTRACTORS = {1: 1, 2: 2, 3: 3}
_SPARE = 2


def _candidates(rng: random.Random, program: Working, count: int) -> list[Slip]:
    """Return slips of different lines that are no lines of the program themselves."""
    codes = {line.strip() for line in program.lines}
    lines: dict[int, list[Slip]] = {}
    for slip in program.slips:
        if slip.text.strip() not in codes:
            lines.setdefault(slip.line, []).append(slip)
    chosen = rng.sample(sorted(lines), min(count, len(lines)))
    return [rng.choice(lines[line]) for line in chosen]


def _swaps(program: Working) -> dict[int, str]:
    """Return the program with a line and the next swapped, by the first one's place, where both stand in one block."""
    lines, found = program.lines, {}
    for place in range(len(lines) - 1):
        one, two = lines[place], lines[place + 1]
        if depth_of(one) == depth_of(two) and not one.endswith(":") and not two.endswith(":"):
            found[place] = source_of((*lines[:place], two, one, *lines[place + 2 :]))
    return found


def _draw(rng: random.Random, level: int) -> Script:
    program = draw_program(rng, level)
    wanted = _DISTRACTORS[level]
    slips, swaps = _candidates(rng, program, wanted + _SPARE), _swaps(program)
    ids = new_element_ids(rng, len(program.lines) + wanted)

    def finish(results: Sequence[RunResult]) -> Made | None:
        right, *others = program.results_of(results)
        wrong, swapped = others[: len(slips)], others[len(slips) :]
        noticed = [slip for slip, runs in zip(slips, wrong, strict=True) if is_noticed(right, runs)][:wanted]
        if len(noticed) < wanted or len(program.lines) < 4 or not works(right):
            return None
        free = {place for place, runs in zip(swaps, swapped, strict=True) if does_the_same(right, runs)}
        return _made(program, sorted(noticed, key=lambda slip: slip.line), free, right, ids, level)

    sources = [program.source, *map(program.with_slip, slips), *swaps.values()]
    return Script(program.runs_of(sources), finish)


def _depends(count: int, free: set[int]) -> list[list[int]]:
    """Return the lines that each line comes after, where those at ``free`` may change places with the next.

    Each change of neighbours was tried by running it; what is further apart stays in its order, which three lines say.
    """
    return [
        [
            *range(max(0, place - 3), max(0, place - 1)),
            *([place - 1] if place and place - 1 not in free else []),
        ]
        for place in range(count)
    ]


def _blocks(program: Working, slips: Sequence[Slip], free: set[int], ids: list[str]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    spare = iter(ids[len(program.lines) :])
    pairs = {slip.line: slip for slip in slips}
    depends = _depends(len(program.lines), free)
    for place, line in enumerate(program.lines):
        block: dict[str, Any] = {"id": ids[place], "code": line.strip(), "indent": depth_of(line)}
        if free:
            block["depends"] = [ids[earlier] for earlier in depends[place]]
        blocks.append(block)
        if place in pairs:
            block["pair"] = f"line {place + 1}"
            wrong = pairs[place].text
            blocks.append(
                {
                    "id": next(spare),
                    "code": wrong.strip(),
                    "indent": depth_of(wrong),
                    "distractor": True,
                    "pair": block["pair"],
                }
            )
    return blocks


def _structure_hint(program: Working) -> str:
    if any(line.startswith(("for ", "while ")) for line in program.lines):
        return "Which lines are carried out once, and which each time round the loop?"
    if any(line.startswith("if ") for line in program.lines):
        return "Which lines belong to a line that ends with a colon? They come straight below it."
    return "A variable needs a value before another line can use it. Which line gives each one its value?"


def _made(
    program: Working, slips: Sequence[Slip], free: set[int], right: Sequence[RunResult], ids: list[str], level: int
) -> Made:
    given = level == 1
    frame = f"In {'the' if len(slips) == 1 else 'each'} frame there are two lines, and only one of them is right."
    indent = "" if given else " Move the lines in where they have to be indented."
    reasons = "\n".join(
        f"- `{program.lines[slip.line].strip()}`, not `{slip.text.strip()}`: {WORDS[slip.misconception][1]}."
        for slip in slips
    )
    worked = f"{fenced(program.source.rstrip())}\n\n{reasons}"
    content = {
        "stem": f"{program.task}\n\n{shown_example(program.inputs[0], right[0].stdout)}\n\nPut its lines in order. "
        f"{frame}{indent}",
        "blocks": _blocks(program, slips, free, ids),
        "grading": "execution",
        "indentation": "given" if given else "required",
        "tests": [{"stdin": stdin, "expected": run.stdout} for stdin, run in zip(program.inputs, right, strict=True)],
        "hints": [
            "What does the program have to know or to do before anything else can happen? That comes first.",
            WORDS[slips[0].misconception][0],
            _structure_hint(program),
        ],
        "explanation": worked,
        "difficulty": level + 1,
    }
    return Made("parsons", content, worked)


PARSONS_PROGRAMS = Generator(
    key="parsons_programs",
    number=33,
    title="Put the lines of a program in order",
    topic="programming",
    version=1,
    objectives=OBJECTIVES,
    draw=_draw,
    misconceptions=(),
    runs_programs=True,
)
