"""Small logic expressions and their output columns, as the truth-table questions need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.questions.types.logic import OPERATORS, Term, input_rows, table

BRACKET = "bracket"
"""Value of ``Expression.negated`` for a NOT in front of the bracket round the first operator."""


@dataclass(frozen=True, slots=True)
class Expression:
    """``(a first b) second c`` or, with two inputs, ``a first b``.

    ``negated`` is the input that has a NOT before it, BRACKET, or empty. ``right_first`` puts the bracket round
    ``b second c`` instead, which only wrong procedures do.
    """

    inputs: tuple[str, ...]
    first: str
    second: str = ""
    negated: str = ""
    right_first: bool = False

    def text(self) -> str:
        """Return the expression as pupils read it."""
        names = [f"(NOT {name})" if name == self.negated else name for name in self.inputs]
        left = f"{names[0]} {self.first} {names[1]}"
        if self.negated == BRACKET:
            left = f"NOT ({left})"
        return f"({left}) {self.second} {names[2]}" if self.second else left

    def output(self, values: Sequence[int]) -> int:
        """Return the output (0 or 1) for one row of inputs."""
        bits = [1 - bit if name == self.negated else bit for name, bit in zip(self.inputs, values, strict=True)]
        first = OPERATORS[self.first]
        flip = 1 if self.negated == BRACKET else 0
        if not self.second:
            return first(bits[0], bits[1]) ^ flip
        second = OPERATORS[self.second]
        if self.right_first:
            return first(bits[0], second(bits[1], bits[2])) ^ flip
        return second(first(bits[0], bits[1]) ^ flip, bits[2])

    def column(self) -> str:
        """Return the output column from top to bottom, as options show it: ``0, 0, 0, 1``."""
        return column_text(self.output(row) for row in input_rows(len(self.inputs)))


def column_text(outputs: Iterable[int]) -> str:
    """Return an output column as options show it."""
    return ", ".join(str(bit) for bit in outputs)


def column(term: Term, names: Sequence[str]) -> str:
    """Return the output column of an expression of any shape from top to bottom."""
    return column_text(table(term, names))


def inverted(column: str) -> str:
    """Return ``column`` with every 0 and 1 exchanged."""
    return column.translate(str.maketrans("01", "10"))


def truth_table(inputs: Sequence[str], outputs: Sequence[str]) -> str:
    """Return a truth table in the authors' markup; ``outputs`` holds one cell a row."""
    lines = [f"| {' | '.join(inputs)} | Output |", f"| {' | '.join('---' for _ in inputs)} | --- |"]
    for row, cell in zip(input_rows(len(inputs)), outputs, strict=True):
        lines.append(f"| {' | '.join(str(bit) for bit in row)} | {cell} |")
    return "\n".join(lines)
