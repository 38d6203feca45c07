"""Boolean expressions (generator 17): from a table, a story or a circuit to an expression, and the order of operators.

Two expressions with the same truth table mean the same, so options are compared by their tables and not by their text.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from backend.generation.generators.base import Generator, Problem, WrongAnswer
from backend.generation.generators.logic_expressions import column, truth_table
from backend.questions.types.logic import Operation, Term, input_rows, negation, text

_INPUT_NAMES = ("ABC", "PQR", "XYZ", "DEF", "KLM")
_TWO_INPUT_NAMES = ("PQ", "XY", "KL", "FG", "ST", "MN", "GH", "UV", "RS", "JK")
"""None of the first letters: an option "A AND B" would look as if it meant the options A and B."""

_AFTER_NOT = "logic.not_of_everything_after"

_FEEDBACK = {
    "logic.not_ignored": "Is there something that has to be 0? What turns it over?",
    "logic.not_scope": "Check which part the NOT belongs to.",
    "logic.and_or_swapped": "Do both parts have to be 1, or is one of them enough?",
    "logic.or_is_exclusive": "Look at the row where both inputs are 1.",
    "logic.output_inverted": "Try one row. Is the output 0 or 1 there?",
    "logic.brackets_ignored": "Which two inputs belong together? Put the brackets round them.",
    "logic.unless_ignored": "What does “unless” say about the thing that comes after it?",
    "logic.left_to_right": "Don't just go from left to right. Which operator comes first?",
    "logic.or_before_and": "Check the order of AND and OR again.",
    _AFTER_NOT: "NOT belongs to what comes right after it, and to no more.",
}


def _wrong_terms(key: Term, slips: Sequence[tuple[Term, str]], names: Sequence[str]) -> tuple[WrongAnswer, ...]:
    """Return the slips as options; what means the same as the key or an earlier slip is left out."""
    tables = {column(key, names)}
    wrong = []
    for term, misconception in slips:
        if column(term, names) not in tables:
            tables.add(column(term, names))
            wrong.append(WrongAnswer(text(term), misconception, _FEEDBACK[misconception]))
    return tuple(wrong)


def _with_operators(term: Term, swap: dict[str, str]) -> Term:
    if isinstance(term, str):
        return term
    operands = tuple(_with_operators(operand, swap) for operand in term.operands)
    return Operation(swap.get(term.operator, term.operator), operands)


def _without_not(term: Term) -> Term:
    if isinstance(term, str):
        return term
    operands = tuple(_without_not(operand) for operand in term.operands)
    return operands[0] if term.operator == "NOT" else Operation(term.operator, operands)


_SWAP = {"AND": "OR", "OR": "AND"}


def _two_input_slips(term: Term, first: str, second: str) -> list[tuple[Term, str]]:
    """Act out what pupils do to an expression of two inputs, from the commonest slip."""
    plain = _without_not(term)
    assert isinstance(plain, Operation)
    moved = [
        Operation(plain.operator, (negation(first), second)),
        Operation(plain.operator, (first, negation(second))),
        negation(plain),
    ]
    slips: list[tuple[Term, str]] = [(other, "logic.not_scope") for other in moved]
    slips.insert(1, (_with_operators(term, _SWAP), "logic.and_or_swapped"))
    if term != plain:
        slips.insert(1, (plain, "logic.not_ignored"))
    if plain.operator != "AND":
        slips.append((_with_operators(term, {"OR": "XOR", "XOR": "OR"}), "logic.or_is_exclusive"))
    return [*slips, (negation(term), "logic.output_inverted")]


def _from_table(rng: random.Random) -> Problem:
    first, second = names = tuple(rng.choice(_TWO_INPUT_NAMES))
    operator = rng.choice(("AND", "OR"))
    term = rng.choice(
        (
            Operation(operator, (first, negation(second))),
            Operation(operator, (negation(first), second)),
            negation(Operation(operator, (first, second))),
            Operation(operator, (first, second)),
            Operation("XOR", (first, second)),
        )
    )
    outputs = column(term, names).split(", ")
    rows = [row for row, cell in zip(input_rows(2), outputs, strict=True) if cell == "1"]
    shown = "; ".join(f"{first} = {row[0]}, {second} = {row[1]}" for row in rows)
    return Problem(
        stem=f"Here is a truth table.\n\n{truth_table(names, outputs)}\n\nWhich expression does it belong to?",
        key=text(term),
        wrong=_wrong_terms(term, _two_input_slips(term, first, second), names),
        hints=(
            "Count the rows that have the output 1. AND gives few of them, OR gives more.",
            "Try each expression with the first row of the table. Does the output match?",
            "Go on with the other rows, and cross out each expression that doesn't match.",
        ),
        worked_solution=f"The output is 1 for these inputs: {shown}. "
        f"{text(term)} gives 1 for just these inputs and 0 for the others.",
        difficulty=2,
    )


@dataclass(frozen=True, slots=True)
class Story:
    """What happens, and the things that decide it: each a clause with its letter. ``forms`` are those that make sense.

    ``unless``: the first, unless the second (or the third). ``either``: the first, and also the second or the third.
    ``both``: the first, or the second and the third together.
    """

    event: str
    clauses: tuple[str, ...]
    letters: str
    forms: tuple[str, ...]

    def named(self, place: int) -> str:
        """Return one clause with its letter."""
        return f"{self.clauses[place]} ({self.letters[place]})"


_STORIES = (
    Story("A drone takes off", ("Start is pressed", "the battery is low", "the wind is strong"), "SBW", ("unless",)),
    Story("A robot moves", ("the joystick is pushed", "an obstacle is near", "the lid is open"), "JNL", ("unless",)),
    Story("A sprinkler runs", ("its timer is on", "it rains", "the tank is empty"), "TRE", ("unless",)),
    Story("A heater comes on", ("it is cold", "a window is open", "the room is empty"), "CWE", ("unless",)),
    Story("A phone rings", ("a call comes in", "silent mode is on", "a lesson is on"), "CSL", ("unless",)),
    Story("A lift moves", ("a button is pressed", "the door is open", "the load is too heavy"), "PDL", ("unless",)),
    Story("A gate opens", ("a car waits", "the gate is locked", "a train is coming"), "CLT", ("unless",)),
    Story("A game saves", ("a level is won", "the disc is full", "a match is running"), "LDM", ("unless",)),
    Story("An alarm sounds", ("it is switched on", "a door opens", "a window breaks"), "SDW", ("either",)),
    Story("A lamp lights up", ("it is dark", "somebody walks by", "a car drives up"), "DWC", ("either",)),
    Story("A fan starts", ("the power is on", "it is hot", "it is damp"), "PHD", ("either",)),
    Story("A door unlocks", ("the school is open", "a card is scanned", "a code is typed"), "SCT", ("either",)),
    Story("A buzzer sounds", ("the quiz is on", "the red team presses", "the blue team presses"), "QRB", ("either",)),
    Story("A tram stops", ("it is near a stop", "a rider rings", "a rider waits"), "NRW", ("either",)),
    Story("A game ends", ("the time is up", "all lives are used", "no shield is left"), "TLS", ("both",)),
    Story("A safe opens", ("the master key is used", "key one is turned", "key two is turned"), "MKT", ("both",)),
    Story("A pump starts", ("the switch is on", "the tank is low", "rain is due"), "STR", ("both",)),
    Story("A bonus appears", ("a secret is found", "the boss is beaten", "the timer is running"), "SBT", ("both",)),
    Story("A vent opens", ("smoke is found", "the room is hot", "the sun is out"), "SRU", ("both",)),
    Story("A bell rings", ("the button is held", "the hour is full", "a lesson is due"), "BHL", ("both",)),
)


def _from_story(rng: random.Random, inputs: int) -> Problem:
    story = rng.choice([story for story in _STORIES if inputs == 3 or "unless" in story.forms])
    form = rng.choice(story.forms)
    names = tuple(story.letters)[:inputs]
    first, second = names[:2]
    if inputs == 2:
        sentence = f"{story.event} (1) when {story.named(0)}, unless {story.named(1)}."
        term: Term = Operation("AND", (first, negation(second)))
        slips = [(Operation("AND", (first, second)), "logic.unless_ignored"), *_two_input_slips(term, first, second)]
    else:
        sentence, term, slips = _story_of_three(story, form)
    return Problem(
        stem=f"{sentence} Which expression gives the output?",
        key=text(term),
        wrong=_wrong_terms(term, slips, names),
        hints=_STORY_HINTS[form],
        worked_solution=f"{_STORY_WORKING[form].format(*names)} So the expression is {text(term)}.",
        difficulty=2 if inputs == 2 else 3,
    )


_STORY_HINTS = {
    "unless": (
        "Which letter has to be 1 for the output to be 1? Which has to be 0?",
        "“Unless” means: only if that is not so. Which operator turns a value over?",
        "Write down what must be 1, then AND, then the part that is turned over.",
    ),
    "either": (
        "Which letter has to be 1 in any case?",
        "Of the other two, is one enough, or do you need both? That tells you their operator.",
        "Put brackets round the two that belong together.",
    ),
    "both": (
        "Which letter is enough by itself?",
        "The other two only count together. Which operator says that?",
        "Put brackets round the two that belong together.",
    ),
}

_STORY_WORKING = {
    "unless": "{0} has to be 1, and what comes after “unless” has to be 0, so it gets a NOT.",
    "either": "{0} has to be 1. One of {1} and {2} is enough, so they are joined by OR in brackets.",
    "both": "{0} is enough by itself, so it is joined by OR. {1} and {2} have to be 1 together: AND in brackets.",
}


def _story_of_three(story: Story, form: str) -> tuple[str, Term, list[tuple[Term, str]]]:
    """Return the sentence, the expression and the slips of a story with three inputs."""
    a, b, c = tuple(story.letters)
    first, second, third = (story.named(place) for place in range(3))
    either = Operation("OR", (b, c))
    if form == "unless":
        term = Operation("AND", (a, negation(either)))
        return (
            f"{story.event} (1) when {first}, unless {second} or {third}.",
            term,
            [
                (Operation("AND", (a, either)), "logic.unless_ignored"),
                (negation(Operation("AND", (a, either))), "logic.not_scope"),
                (Operation("AND", (a, Operation("OR", (negation(b), c)))), "logic.not_scope"),
                (Operation("OR", (a, negation(either))), "logic.and_or_swapped"),
                (Operation("AND", (a, negation(Operation("AND", (b, c))))), "logic.and_or_swapped"),
            ],
        )
    outer, inner = ("AND", "OR") if form == "either" else ("OR", "AND")
    joined = (
        f"{first} and also {second}, {third} or both"
        if form == "either"
        else (f"{first}, or when both {second} and {third}")
    )
    slips: list[tuple[Term, str]] = [
        (Operation(inner, (Operation(outer, (a, b)), c)), "logic.brackets_ignored"),
        (Operation(inner, (a, Operation(outer, (b, c)))), "logic.and_or_swapped"),
        (Operation(outer, (a, Operation(outer, (b, c)))), "logic.and_or_swapped"),
        (Operation(inner, (a, Operation(inner, (b, c)))), "logic.and_or_swapped"),
    ]
    if form == "either":
        slips.insert(2, (Operation("AND", (a, Operation("XOR", (b, c)))), "logic.or_is_exclusive"))
    return f"{story.event} (1) when {joined}.", Operation(outer, (a, Operation(inner, (b, c)))), slips


def _from_circuit(rng: random.Random) -> Problem:
    names = tuple(rng.choice(_INPUT_NAMES))
    a, b, c = names
    first, second = rng.choice((("AND", "OR"), ("OR", "AND"), ("XOR", "AND"), ("XOR", "OR")))
    place = rng.choice(("", "first", "third", "between"))
    term, steps = _circuit(names, first, second, place)
    slips: list[tuple[Term, str]] = [
        (Operation(first, (a, Operation(second, (b, c)))), "logic.brackets_ignored"),
        (_with_operators(term, {first: second, second: first}), "logic.and_or_swapped"),
    ]
    if "XOR" in (first, second):
        slips[1] = (_with_operators(term, {"XOR": "OR"}), "logic.or_is_exclusive")
        slips.append((_with_operators(term, {"AND": "OR", "OR": "AND"}), "logic.and_or_swapped"))
    slips += [
        (_circuit(names, first, second, other)[0], "logic.not_ignored" if not other else "logic.not_scope")
        for other in ("", "between", "first", "third")
        if place and other != place
    ]
    slips.append((negation(term), "logic.output_inverted"))
    return Problem(
        stem="A logic circuit is built like this:\n\n"
        + "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
        + "\n\nWhich expression belongs to the circuit?",
        key=text(term),
        wrong=_wrong_terms(term, slips, names),
        hints=(
            "Draw the circuit from left to right, one gate for each step.",
            "Write the expression of the first gate on the wire that leaves it, in brackets.",
            "Use what you wrote as an input of the next gate, until you reach the last one.",
        ),
        worked_solution=f"Go through the steps and put brackets round what each gate gives. "
        f"The last step gives {text(term)}.",
        difficulty=3,
    )


def _circuit(names: Sequence[str], first: str, second: str, place: str) -> tuple[Operation, list[str]]:
    """Return a circuit of two gates, with a NOT at ``place``, and the steps that build it."""
    a, b, c = names
    left: Term = negation(a) if place == "first" else a
    right: Term = negation(c) if place == "third" else c
    inner = Operation(first, (left, b))
    steps = [f"Input {a} goes through a NOT gate."] if place == "first" else []
    shown = "The result" if place == "first" else f"Input {a}"
    steps.append(f"{shown} and input {b} go into an {first} gate.")
    middle: Term = inner
    if place == "between":
        steps.append("The result goes through a NOT gate.")
        middle = negation(inner)
    if place == "third":
        steps.append(f"Input {c} goes through a NOT gate.")
        steps.append(f"The results of the last two steps go into an {second} gate.")
    else:
        steps.append(f"The result and input {c} go into an {second} gate.")
    return Operation(second, (middle, right)), steps


def _read(names: Sequence[str], negated: int, operators: tuple[str, str], first: int, wide_not: bool = False) -> Term:
    """Read ``a op b op c`` with one NOT before the input ``negated`` (-1 for none).

    ``first`` is the operator (0 or 1) that is worked out first. ``wide_not`` takes in all that comes after the NOT.
    """
    parts: list[Term] = [negation(name) if place == negated else name for place, name in enumerate(names)]
    if wide_not:
        parts[negated] = names[negated]
        if negated == 0:
            return negation(_read(names, -1, operators, first))
        return Operation(operators[0], (parts[0], negation(Operation(operators[1], (parts[1], parts[2])))))
    if first == 0:
        return Operation(operators[1], (Operation(operators[0], (parts[0], parts[1])), parts[2]))
    return Operation(operators[0], (parts[0], Operation(operators[1], (parts[1], parts[2]))))


def _order_of_operators(rng: random.Random) -> Problem:
    """Ask what an expression without brackets means: as one with brackets, or as its output column."""
    names = tuple(rng.choice(_INPUT_NAMES))
    operators = rng.choice((("OR", "AND"), ("OR", "AND"), ("AND", "OR")))
    negated = rng.choice((-1, 0, 1, 2))
    and_place = operators.index("AND")
    shown_parts = [f"NOT {name}" if place == negated else name for place, name in enumerate(names)]
    shown = f"{shown_parts[0]} {operators[0]} {shown_parts[1]} {operators[1]} {shown_parts[2]}"
    term = _read(names, negated, operators, and_place)
    slips: list[tuple[Term, str]] = [
        (_read(names, negated, operators, 0), "logic.left_to_right"),
        (_read(names, negated, operators, 1 - and_place), "logic.or_before_and"),
        (_with_operators(term, _SWAP), "logic.and_or_swapped"),
    ]
    if negated in (0, 1):
        slips.insert(1, (_read(names, negated, operators, and_place, wide_not=True), _AFTER_NOT))
    if negated >= 0:
        slips.append((_without_not(term), "logic.not_ignored"))
    slips.append((negation(term), "logic.output_inverted"))
    wrong = _wrong_terms(term, slips, names)
    rule = "NOT is worked out first, then AND, then OR."
    hints = (
        "Put brackets round NOT and the letter after it, if there is a NOT.",
        "Then put brackets round the AND and what stands on its two sides.",
        "OR comes last. Work out what it joins.",
    )
    working = f"{rule} With brackets, the expression is {text(term)}."
    if rng.random() < 0.5:
        stem = f"{rule} Which expression with brackets means the same as {shown}?"
        return Problem(stem, text(term), wrong, hints, working, 4)
    as_columns = _wrong_columns(slips, column(term, names), names)
    table = truth_table(names, ["?"] * 8)
    stem = f"{rule} Here is the truth table of {shown}.\n\n{table}\n\nWhich outputs complete it, from top to bottom?"
    solved = truth_table(names, column(term, names).split(", "))
    return Problem(stem, column(term, names), as_columns, hints, f"{working} The whole table:\n\n{solved}", 5)


def _wrong_columns(slips: Sequence[tuple[Term, str]], key: str, names: Sequence[str]) -> tuple[WrongAnswer, ...]:
    columns = [(column(term, names), misconception) for term, misconception in slips]
    return tuple(WrongAnswer(outputs, slip, _FEEDBACK[slip]) for outputs, slip in columns if outputs != key)


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _from_table(rng) if rng.random() < 0.5 else _from_story(rng, 2)
    if level == 2:
        return _from_circuit(rng) if rng.random() < 0.6 else _from_story(rng, 3)
    return _order_of_operators(rng)


BOOLEAN_EXPRESSIONS = Generator(
    key="boolean_expressions",
    number=17,
    title="Boolean expressions",
    topic="logic",
    version=1,
    objectives=("computing-systems.it-s-only-logical.1", "computing-systems.it-s-only-logical.3"),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
