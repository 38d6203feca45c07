"""Content of truth_table: the outputs of an expression, row by row."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from backend.questions.types.logic import table
from backend.questions.types.logic_content import Expression, LogicContent, expression_of, require_known_inputs

INPUTS_MAX = 5
"""32 rows: what a pupil can fill in."""


class TruthTable(LogicContent):
    """The expression is the last column, after those of ``columns`` (steps on the way, as expressions).

    ``output`` is what the last column is called in place of its expression, which pupils then don't see.
    ``given_rows`` is how many rows are filled in from the top, as an example.
    """

    columns: tuple[Expression, ...] = Field(default=(), max_length=6)
    output: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    given_rows: int = Field(default=0, ge=0, lt=2**INPUTS_MAX)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """What stands above each column that has to be filled in."""
        return (*self.columns, self.output or self.expression)

    @cached_property
    def cells(self) -> tuple[tuple[int, ...], ...]:
        """The right 0 or 1 of each row and column, rows in counting order."""
        terms = [expression_of(source, self.names) for source in (*self.columns, self.expression)]
        return tuple(zip(*(table(term, self.names) for term in terms), strict=True))

    @model_validator(mode="after")
    def _fits_a_table(self) -> Self:
        if len(self.names) > INPUTS_MAX:
            raise ValueError(
                f"a table has at most {INPUTS_MAX} inputs; more would be {2 ** len(self.names)} rows to fill"
            )
        for source in self.columns:
            require_known_inputs(source, self.names)
        if len({heading.casefold() for heading in self.headings}) < len(self.headings):
            raise ValueError("two columns have the same heading; leave one out")
        if self.given_rows >= 2 ** len(self.names):
            raise ValueError("leave at least one row to fill in")
        return self
