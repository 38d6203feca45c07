"""Types and casting (generator 30): text and numbers that look alike, kinds of division, int, float and str."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from backend.generation.generators import casting_programs as template
from backend.generation.generators import type_slips as slip
from backend.generation.generators.base import Generator, Problem, Script
from backend.generation.generators.programs import Reading, fenced, predict, run_of
from backend.generation.generators.slips import text_answers
from backend.sandbox.protocol import RunResult

# How a variable gets its value, and what its type is taken for, the commonest first.
_INT, _FLOAT, _TEXT, _BOOL = "integer", "real", "string", "Boolean"
_NAMES = {"int": _INT, "float": _FLOAT, "str": _TEXT, "bool": _BOOL}
_Value = tuple[Callable[[random.Random], str], tuple[tuple[str, str], ...]]
_SIMPLE: tuple[_Value, ...] = (
    (lambda rng: f'"{rng.randint(2, 99)}"', ((_INT, slip.QUOTED), (_FLOAT, slip.IS_FLOAT), (_BOOL, slip.IS_BOOL))),
    (lambda rng: str(rng.randint(2, 99)), ((_FLOAT, slip.IS_FLOAT), (_TEXT, slip.IS_TEXT), (_BOOL, slip.IS_BOOL))),
    (lambda rng: f"{rng.randint(2, 99)}.0", ((_INT, slip.WHOLE), (_TEXT, slip.IS_TEXT), (_BOOL, slip.IS_BOOL))),
)
_NEITHER = ((_TEXT, slip.IS_TEXT), (_BOOL, slip.IS_BOOL))
_RECKONED: tuple[_Value, ...] = (
    (lambda rng: f"{2 * rng.randint(3, 30)} / 2", ((_INT, slip.WHOLE), *_NEITHER)),
    (lambda rng: f"{rng.randint(9, 60)} // 4", ((_FLOAT, slip.FLOOR_IS_SLASH), *_NEITHER)),
    (lambda rng: f"int({rng.randint(2, 40)}.8)", ((_FLOAT, slip.INT_KEEPS), *_NEITHER)),
    (lambda rng: f"str({rng.randint(2, 99)})", ((_INT, slip.STR_LEAVES), (_FLOAT, slip.IS_FLOAT), _NEITHER[1])),
    (lambda rng: f'int("{rng.randint(2, 99)}")', ((_TEXT, slip.LEAVES_TEXT), (_FLOAT, slip.IS_FLOAT), _NEITHER[1])),
    (lambda rng: f"float({rng.randint(2, 99)})", ((_INT, slip.FLOAT_KEEPS), *_NEITHER)),
)


def _which_type(rng: random.Random, values: Sequence[_Value]) -> Script:
    make, taken_for = rng.choice(values)
    name = rng.choice([single[0] for single in slip.SINGLES] + list(slip.DECIMALS))
    written = make(rng)
    source = f"{name} = {written}"

    def finish(results: Sequence[RunResult]) -> Problem | None:
        kind = _NAMES.get(results[0].value)
        if kind is None:
            return None
        return Problem(
            stem=f"{fenced(source)}\n\nAfter this line of code, which data type does the variable `{name}` have?",
            key=kind,
            wrong=text_answers(taken_for, slip.FEEDBACK),
            hints=(
                "Look at the right side of the `=` sign: what is its value?",
                "Quotation marks make text. A decimal point makes a decimal number.",
                "Text, whole numbers, decimal numbers, true or false: which of these four is it?",
            ),
            worked_solution=f"The value of `{written}` is `{results[1].stdout.strip()}`, so its data type is {kind}.",
            difficulty=1 if values is _SIMPLE else 3,
        )

    return Script((run_of(source, then=f"type({name}).__name__"), run_of(f"print(repr({written}))")), finish)


_Template = Callable[[random.Random], Reading]
_LEVELS: dict[int, tuple[_Template, ...]] = {
    1: (template.two_inputs, template.quoted, template.repeated, template.int_inputs),
    2: (template.shared, template.decimal_share, template.floor, template.int_of_decimal, template.str_of_numbers),
    3: (
        template.remainder,
        template.float_of_text,
        template.next_one,
        template.joined_number,
        template.converted_late,
        template.mean,
    ),
}


def _draw(rng: random.Random, level: int) -> Script:
    values = {1: _SIMPLE, 2: _RECKONED}.get(level)
    if values and rng.random() < 0.2:
        return _which_type(rng, values)
    return predict(rng.choice(_LEVELS[level])(rng), slip.FEEDBACK)


CASTING = Generator(
    key="casting",
    number=30,
    title="Types and casting",
    topic="programming",
    version=1,
    objectives=(
        "introduction-to-python-programming.crunching-numbers.1",
        "introduction-to-python-programming.crunching-numbers.3",
    ),
    draw=_draw,
    misconceptions=tuple(slip.FEEDBACK),
    runs_programs=True,
)
