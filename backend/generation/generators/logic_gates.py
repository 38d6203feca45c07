"""Truth tables of AND, OR, NOT and XOR (generator 16): one gate, a gate with a NOT, and three inputs."""

from __future__ import annotations

import random
from dataclasses import replace

from backend.generation.generators.base import Generator, Problem, WrongAnswer
from backend.generation.generators.logic_expressions import (
    BRACKET,
    Expression,
    column_text,
    inverted,
    truth_table,
)
from backend.questions.types.logic import OPERATORS, input_rows

_RULES = {
    "AND": "AND outputs 1 only when both of its inputs are 1.",
    "OR": "OR outputs 1 when at least one of its inputs is 1.",
    "XOR": "XOR outputs 1 when its inputs are different.",
    "NOT": "NOT outputs the opposite of its input.",
}

_INPUT_NAMES = ("ABC", "PQR", "XYZ", "DEF", "KLM")

_STORIES = (
    ("A lift moves (1) only when the door is closed (1) and a button is pressed (1).", "AND"),
    ("A microwave starts (1) only when the door is shut (1) and the timer is set (1).", "AND"),
    ("A safe opens (1) only when both of its keys are turned (1).", "AND"),
    ("A car warns the driver (1) when the engine runs (1) and a seat belt is open (1).", "AND"),
    ("A night light comes on (1) when it is dark (1) and somebody moves (1).", "AND"),
    ("A game gives a bonus (1) only when the timer runs (1) and the gem is found (1).", "AND"),
    ("A doorbell rings (1) when the front button, the back button or both are pressed (1).", "OR"),
    ("An alarm sounds (1) when a window, a door or both are opened (1).", "OR"),
    ("A bus stops (1) when the front button, the rear button or both are pressed (1).", "OR"),
    ("A pump runs (1) when the tank is low (1), the switch is on (1) or both.", "OR"),
    ("A phone lights up (1) when a call arrives (1), a message arrives (1) or both.", "OR"),
    ("A game ends (1) when the time is up (1), the lives are used up (1) or both.", "OR"),
    ("A stair light is on (1) when its two switches are in different positions (0 and 1).", "XOR"),
    ("A checker shows an error (1) when the two bits that it compares are different.", "XOR"),
    ("A game scores a point (1) when exactly one of two players presses a button (1).", "XOR"),
    ("A puzzle door opens (1) when exactly one of its two levers is pulled (1).", "XOR"),
    ("A robot turns (1) when exactly one of its two bumpers is touched (1).", "XOR"),
    ("A quiz buzzer sounds (1) when exactly one of two teams presses (1).", "XOR"),
    ("A fridge light is on (1) when the door switch is released (0), and off (0) when it is pressed (1).", "NOT"),
    ("A street lamp is on (1) when its light sensor gives 0, and off (0) when the sensor gives 1.", "NOT"),
    ("A heater is on (1) when its heat sensor gives 0, and off (0) when the sensor gives 1.", "NOT"),
    ("A gate is locked (1) when its button is released (0), and open (0) when the button is pressed (1).", "NOT"),
)

_MIXED_UP = {
    frozenset({"AND", "OR"}): "logic.and_or_swapped",
    frozenset({"OR", "XOR"}): "logic.or_is_exclusive",
    frozenset({"AND", "XOR"}): "logic.and_xor_confused",
    frozenset({"AND", "NOT"}): "logic.not_confused_with_gate",
    frozenset({"OR", "NOT"}): "logic.not_confused_with_gate",
    frozenset({"XOR", "NOT"}): "logic.not_confused_with_gate",
}

_MIXED_UP_FEEDBACK = {
    "logic.and_or_swapped": "Do all the inputs have to be 1, or is one of them enough?",
    "logic.or_is_exclusive": "Look at the row where both inputs are 1. What should happen there?",
    "logic.and_xor_confused": "Check each row: are the inputs the same, or different?",
    "logic.not_confused_with_gate": "Count the inputs. How many inputs does each gate have?",
}


def _mixed_up(value: str, right_gate: str, wrong_gate: str) -> WrongAnswer:
    misconception = _MIXED_UP[frozenset({right_gate, wrong_gate})]
    return WrongAnswer(value, misconception, _MIXED_UP_FEEDBACK[misconception])


def _hints(inputs: int) -> tuple[str, str]:
    return (
        "Work through the table one row at a time, from top to bottom.",
        "Put the inputs of the row in place of their letters" + (", and do the brackets first." if inputs > 1 else "."),
    )


def _one_gate_column(rng: random.Random) -> Problem:
    """Ask for the output column of one gate; NOT has a table of two rows."""
    names = tuple(rng.choice(_INPUT_NAMES))
    gate = rng.choice(("AND", "OR", "XOR", "NOT"))
    if gate == "NOT":
        inputs, key = names[:1], "1, 0"
        wrong = [
            WrongAnswer("0, 1", "logic.not_ignored", "That copies the input. What does NOT do to it?"),
            WrongAnswer("0, 0", "logic.not_means_zero", "Look at each row by itself. Is the output always the same?"),
            WrongAnswer("1, 1", "logic.not_means_one", "Look at each row by itself. Is the output always the same?"),
        ]
        expression_text = f"NOT {names[0]}"
    else:
        inputs = names[:2]
        expression = Expression(inputs, gate)
        key, expression_text = expression.column(), expression.text()
        wrong = [
            _mixed_up(replace(expression, first=other).column(), gate, other) for other in OPERATORS if other != gate
        ]
        wrong += [
            WrongAnswer(inverted(key), "logic.output_inverted", "Check what 0 and 1 stand for in the output."),
            WrongAnswer(
                column_text(sum(row) for row in input_rows(2)),
                "logic.inputs_added",
                "You added the inputs. A gate can only output 0 or 1.",
            ),
            WrongAnswer("0, 0, 1, 1", "logic.output_copies_input", "You copied one input. The gate looks at both."),
        ]
    table = truth_table(inputs, ["?"] * 2 ** len(inputs))
    return Problem(
        stem=f"Here is the truth table of {expression_text}.\n\n{table}\n\n"
        "Which outputs complete it, from top to bottom?",
        key=key,
        wrong=tuple(wrong),
        hints=(*_hints(len(inputs)), _RULES[gate]),
        worked_solution=f"{_RULES[gate]} The whole table:\n\n{truth_table(inputs, key.split(', '))}",
        difficulty=1 if gate != "XOR" else 2,
    )


def _name_the_gate(rng: random.Random) -> Problem:
    """Show a finished table or a short story and ask which gate it is."""
    if rng.random() < 0.5:
        story, gate = rng.choice(_STORIES)
        stem = f"{story} Which logic gate works like this?"
        shown = story
    else:
        names = tuple(rng.choice(_INPUT_NAMES))[:2]
        gate = rng.choice(tuple(OPERATORS))
        outputs = Expression(names, gate).column().split(", ")
        stem = f"Here is a truth table.\n\n{truth_table(names, outputs)}\n\nWhich logic gate does it belong to?"
        shown = f"The outputs are {', '.join(outputs)}."
    others = [name for name in _RULES if name != gate]
    return Problem(
        stem=stem,
        key=gate,
        wrong=tuple(_mixed_up(other, gate, other) for other in others),
        hints=(
            "How many inputs are there? Which gates have that many?",
            "When both inputs are 1, what is the output?",
            "When the inputs are different, what is the output?",
        )
        if gate != "NOT"
        else (
            "How many inputs are there? Which gates have that many?",
            "What is the output when the input is 0?",
            "What is the output when the input is 1?",
        ),
        worked_solution=f"{shown} {_RULES[gate]} So it is {gate}.",
        difficulty=2,
    )


def _wrong_columns(expression: Expression) -> tuple[WrongAnswer, ...]:
    """Act out what pupils do with an expression that has a NOT or brackets."""
    first, second, negated = expression.first, expression.second, expression.negated
    wrong = []
    if negated:
        wrong.append(
            WrongAnswer(
                replace(expression, negated="").column(),
                "logic.not_ignored",
                "There is a NOT in the expression. Have you used it?",
            )
        )
        wrong.extend(
            WrongAnswer(
                replace(expression, negated=place).column(),
                "logic.not_scope",
                "Check which part of the expression the NOT belongs to.",
            )
            for place in (*expression.inputs, BRACKET)
            if place != negated
        )
    for other in OPERATORS:
        if other != first:
            wrong.append(_mixed_up(replace(expression, first=other).column(), first, other))
        if second and other != second:
            wrong.append(_mixed_up(replace(expression, second=other).column(), second, other))
    if second:
        wrong.append(
            WrongAnswer(
                replace(expression, right_first=True).column(),
                "logic.brackets_ignored",
                "Work out what is inside the brackets before anything else.",
            )
        )
    wrong.append(
        WrongAnswer(
            inverted(expression.column()), "logic.output_inverted", "Check what 0 and 1 stand for in the output."
        )
    )
    return tuple(wrong)


def _expression_column(expression: Expression, difficulty: int) -> Problem:
    inputs = expression.inputs
    gates = dict.fromkeys([expression.first, expression.second, "NOT" if expression.negated else ""])
    rules = " ".join(_RULES[gate] for gate in gates if gate)
    table = truth_table(inputs, ["?"] * 2 ** len(inputs))
    key = expression.column()
    return Problem(
        stem=f"Here is the truth table of {expression.text()}.\n\n{table}\n\n"
        "Which outputs complete it, from top to bottom?",
        key=key,
        wrong=_wrong_columns(expression),
        hints=(*_hints(len(inputs)), rules),
        worked_solution=f"{rules} The whole table:\n\n{truth_table(inputs, key.split(', '))}",
        difficulty=difficulty,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _one_gate_column(rng) if rng.random() < 0.5 else _name_the_gate(rng)
    names = tuple(rng.choice(_INPUT_NAMES))
    first = rng.choice(tuple(OPERATORS))
    if level == 2:
        inputs = names[:2]
        return _expression_column(Expression(inputs, first, negated=rng.choice((*inputs, BRACKET))), difficulty=3)
    second = rng.choice(tuple(OPERATORS))
    negated = rng.choice(("", *names, BRACKET))
    return _expression_column(Expression(names, first, second, negated), difficulty=4)


GATE_TRUTH_TABLE = Generator(
    key="gate_truth_table",
    number=16,
    title="Truth tables of logic gates",
    topic="logic",
    version=1,
    objectives=("computing-systems.it-s-only-logical.1", "computing-systems.it-s-only-logical.3"),
    draw=_draw,
    misconceptions=(
        *dict.fromkeys(_MIXED_UP.values()),
        "logic.not_ignored",
        "logic.not_means_zero",
        "logic.not_means_one",
        "logic.not_scope",
        "logic.output_inverted",
        "logic.inputs_added",
        "logic.output_copies_input",
        "logic.brackets_ignored",
    ),
)
