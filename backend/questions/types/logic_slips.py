"""What pupils commonly make of a Boolean expression, acted out, so that a wrong answer can be named.

A slip is named only where it gives another truth table than the right expression; where several give the same one, the
commonest does. The names are those of the catalogue of misconceptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from backend.questions.types.logic import (
    BRACKETS,
    PRECEDENCE,
    Operation,
    Term,
    inputs_of,
    negation,
    read_logic,
    read_tokens,
    table,
    tokens_of,
)

HINTS = {
    "logic.and_or_swapped": "Do both inputs have to be 1, or is one of them enough?",
    "logic.or_is_exclusive": "Look at the rows where both inputs are 1.",
    "logic.and_xor_confused": "Do both inputs have to be 1, or do they have to be different?",
    "logic.not_ignored": "Is there something that has to be turned over?",
    "logic.not_shared_out": "When NOT goes into a bracket, what happens to AND and OR?",
    "logic.left_to_right": "Don't just go from left to right. Which operator comes first?",
    "logic.or_before_and": "Check the order of AND and OR again.",
    "logic.brackets_ignored": "Which parts belong together? Think about the brackets.",
    "logic.not_of_everything_after": "NOT belongs to what comes right after it, unless brackets say more.",
    "logic.not_scope": "Check which part the NOT belongs to.",
    "logic.output_inverted": "Try one row. Is the output 0 or 1 there?",
    "logic.output_copies_input": "One input alone doesn't decide. Look at them all.",
}
"""What helps a pupil who made the slip, without the key."""

_AND_OR = {"AND": "OR", "OR": "AND", "NAND": "NOR", "NOR": "NAND"}
_OR_XOR = {"OR": "XOR", "XOR": "OR"}
_AND_XOR = {"AND": "XOR", "XOR": "AND"}
_UNTURNED = {"NAND": "AND", "NOR": "OR"}
_ONE_RANK = {**dict.fromkeys(PRECEDENCE, 1), "NOT": 4}
_OR_FIRST = {**dict.fromkeys(PRECEDENCE, 1), "OR": 3, "NOR": 3, "NOT": 4}
_WIDE_NOT = {**PRECEDENCE, "NOT": 1}


@lru_cache(maxsize=512)
def slip_tables(expression: str, names: tuple[str, ...]) -> Mapping[tuple[int | None, ...], str]:
    """Return the wrong outputs that have a name: output column → misconception. A column with a blank has none."""
    term = read_logic(expression, names)
    found: dict[tuple[int | None, ...], str] = {table(term, names): ""}
    for wrong, name in _slips(term, expression, names):
        found.setdefault(table(wrong, names), f"logic.{name}")
    return {column: slug for column, slug in found.items() if slug}


def _slips(term: Term, expression: str, names: tuple[str, ...]) -> Iterator[tuple[Term, str]]:
    """Act out the slips, the commonest first: those made all through before those made in one place."""
    for swap, name in ((_AND_OR, "and_or_swapped"), (_OR_XOR, "or_is_exclusive"), (_AND_XOR, "and_xor_confused")):
        yield _throughout(term, partial(_swapped, swap=swap)), name
    yield _throughout(term, _unturned), "not_ignored"
    for wrong in _in_one_place(term, _shared_out):
        yield wrong, "not_shared_out"
    yield from _read_otherwise(expression, names)
    yield negation(term), "output_inverted"
    places: tuple[tuple[Callable[[Operation], Iterable[Term]], str], ...] = (
        (lambda part: [_swapped(part, _AND_OR)], "and_or_swapped"),
        (lambda part: [_swapped(part, _OR_XOR)], "or_is_exclusive"),
        (lambda part: [_unturned(part)], "not_ignored"),
        (_moved_not, "not_scope"),
    )
    for change, name in places:
        for wrong in _in_one_place(term, change):
            yield wrong, name
    if len(inputs_of(term)) > 1:
        for copied in inputs_of(term):
            yield copied, "output_copies_input"


def _swapped(part: Operation, swap: Mapping[str, str]) -> Operation:
    return Operation(swap.get(part.operator, part.operator), part.operands)


def _unturned(part: Operation) -> Term:
    return part.operands[0] if part.operator == "NOT" else _swapped(part, _UNTURNED)


def _throughout(term: Term, change: Callable[[Operation], Term]) -> Term:
    if isinstance(term, str):
        return term
    return change(Operation(term.operator, tuple(_throughout(operand, change) for operand in term.operands)))


def _in_one_place(term: Term, change: Callable[[Operation], Iterable[Term]]) -> Iterator[Term]:
    """Return ``term`` with one of its operations changed, in each way and place."""
    if isinstance(term, str):
        return
    yield from change(term)
    for place, operand in enumerate(term.operands):
        for changed in _in_one_place(operand, change):
            yield Operation(term.operator, (*term.operands[:place], changed, *term.operands[place + 1 :]))


def _is_not(term: Term) -> bool:
    return isinstance(term, Operation) and term.operator == "NOT"


def _shared_out(part: Operation) -> Iterator[Term]:
    """Take NOT (A AND B) for NOT A AND NOT B, and the other way round: De Morgan without the swap."""
    inner = part.operands[0]
    if part.operator == "NOT" and isinstance(inner, Operation) and inner.operator in {"AND", "OR"}:
        yield Operation(inner.operator, tuple(negation(operand) for operand in inner.operands))
    if part.operator in _UNTURNED:
        yield Operation(_UNTURNED[part.operator], tuple(negation(operand) for operand in part.operands))
    if part.operator in {"AND", "OR"} and all(map(_is_not, part.operands)):
        yield negation(Operation(part.operator, tuple(map(_inside, part.operands))))


def _inside(term: Term) -> Term:
    """Return what stands after a NOT, and any other term as it is."""
    return term.operands[0] if isinstance(term, Operation) and term.operator == "NOT" else term


def _moved_not(part: Operation) -> Iterator[Term]:
    """Move a NOT from a bracket to one of its operands, from an operand to the bracket, or to the other operand."""
    inner = part.operands[0]
    if part.operator == "NOT":
        if isinstance(inner, Operation) and len(inner.operands) == 2:
            left, right = inner.operands
            yield Operation(inner.operator, (negation(left), right))
            yield Operation(inner.operator, (left, negation(right)))
        return
    left, right = part.operands
    if _is_not(left) != _is_not(right):
        bare = Operation(part.operator, (_inside(left), _inside(right)))
        yield negation(bare)
        first, second = bare.operands
        yield Operation(part.operator, (first, negation(second)) if _is_not(left) else (negation(first), second))


def _read_otherwise(expression: str, names: tuple[str, ...]) -> Iterator[tuple[Term, str]]:
    """Read the text as pupils do who don't know the order of operators, or who leave its brackets out."""
    tokens = tokens_of(expression)
    bare = [token for token in tokens if token not in BRACKETS]
    if bare != tokens:
        readings = [(PRECEDENCE, "brackets_ignored"), (_ONE_RANK, "brackets_ignored")]
    else:
        readings = [(_ONE_RANK, "left_to_right"), (_OR_FIRST, "or_before_and"), (_WIDE_NOT, "not_of_everything_after")]
    for precedence, name in readings:
        yield read_tokens(bare, names, precedence=precedence), name
