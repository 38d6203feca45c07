"""Expressions of any shape as trees, with their outputs and their text in full brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.generation.generators.logic_expressions import OPERATORS, column_text, input_rows


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator and what it works on: one operand for NOT, two for the others. A letter is an input."""

    operator: str
    operands: tuple[Operation | str, ...]


Term = Operation | str


def negation(term: Term) -> Operation:
    """Return NOT before ``term``."""
    return Operation("NOT", (term,))


def output(term: Term, values: dict[str, int]) -> int:
    """Return the output of ``term`` (0 or 1) for the inputs' values."""
    if isinstance(term, str):
        return values[term]
    results = [output(operand, values) for operand in term.operands]
    return 1 - results[0] if term.operator == "NOT" else OPERATORS[term.operator](*results)


def column(term: Term, names: Sequence[str]) -> str:
    """Return the output column of ``term`` from top to bottom."""
    return column_text(output(term, dict(zip(names, row, strict=True))) for row in input_rows(len(names)))


def text(term: Term) -> str:
    """Return ``term`` as pupils read it, with brackets round each part."""
    if isinstance(term, str):
        return term
    parts = [operand if isinstance(operand, str) else f"({text(operand)})" for operand in term.operands]
    return f"NOT {parts[0]}" if term.operator == "NOT" else f"{parts[0]} {term.operator} {parts[1]}"
