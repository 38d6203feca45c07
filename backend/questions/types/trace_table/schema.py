"""Content of trace_table: what a program's variables hold, row by row.

A row is how things stand once a line has been carried out that sets a variable or prints: each such line, or only those
of ``row_lines`` (the last line of a loop makes a row a round). A variable without a value yet is a cell that stays
empty. ``output`` is what was printed since the row before, ``line`` the line that was carried out, unless variables
have these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StringConstraints, model_validator

from backend.questions.types.base import Content, Json
from backend.questions.types.programs import Program, ProgramInput, output_lines
from backend.questions.types.trace_table.cell_values import Value, canonical, same_value, shown
from backend.questions.types.trace_table.stepper import State, SteppedProgram, Unsteppable

COLUMNS_MAX = 8
ROWS_MAX = 40


def _cell(value: Json) -> Json:
    """Return a number, True or False as pupils would write it."""
    return str(value) if isinstance(value, bool | int) else value


def _program(value: Json) -> Json:
    return None if isinstance(value, str) and not value.strip() else value


Column = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
Cell = Annotated[str, BeforeValidator(_cell), StringConstraints(strip_whitespace=True, max_length=100)]
Row = Annotated[tuple[Cell, ...], Field(max_length=COLUMNS_MAX)]
GivenRow = Annotated[tuple[Cell | None, ...], Field(max_length=COLUMNS_MAX)]


class TraceTable(Content):
    """``rows`` has the cells that are filled in already and None for those to fill in; left out, all are to be.

    ``expected`` is the whole table; left out, it is what ``program`` gives. ``follow_through``: a cell that isn't right
    counts when it follows by the program from the pupil's own row before (``following``).
    """

    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=COLUMNS_MAX)]
    rows: Annotated[tuple[GivenRow, ...], Field(max_length=ROWS_MAX)] = ()
    expected: Annotated[tuple[Row, ...], Field(max_length=ROWS_MAX)] = ()
    program: Annotated[Program | None, BeforeValidator(_program)] = None
    stdin: ProgramInput = ""
    row_lines: Annotated[tuple[Annotated[StrictInt, Field(ge=1)], ...], Field(max_length=20)] = ()
    follow_through: StrictBool = False

    @property
    def is_traced(self) -> bool:
        """Say whether the table is known to be the program's."""
        return self.program is not None and (self.follow_through or not self.expected)

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The whole table."""
        return self.expected or tuple(self._cells_of(state) for state in self.states)

    @cached_property
    def given(self) -> tuple[tuple[str | None, ...], ...]:
        """The cells that are filled in already, None for the others."""
        return self.rows or tuple((None,) * len(self.columns) for _ in self.cells)

    @cached_property
    def blanks(self) -> Mapping[str, str]:
        """What belongs into each cell to fill in, by "row,column" from 0; empty for one that stays empty."""
        return {
            f"{row},{column}": wanted
            for row, (given, cells) in enumerate(zip(self.given, self.cells, strict=True))
            for column, (value, wanted) in enumerate(zip(given, cells, strict=True))
            if value is None
        }

    @cached_property
    def _stepped(self) -> SteppedProgram:
        if self.program is None:
            raise Unsteppable("write the program, which follow-through goes by")
        return SteppedProgram(self.program, output_lines(self.stdin))

    @cached_property
    def _lines(self) -> frozenset[int]:
        acting = self._stepped.acting_lines
        idle = set(self.row_lines) - acting
        if idle:
            raise Unsteppable(f"line {min(idle)} sets nothing and prints nothing; name other lines for the rows")
        return frozenset(self.row_lines) or acting

    @cached_property
    def states(self) -> tuple[State, ...]:
        """How the program stands at each row. Raises Unsteppable."""
        states: list[State] = []
        state: State | None = State()
        while state is not None and len(states) < (len(self.expected) or ROWS_MAX + 1):
            state = self._stepped.next_row(state, self._lines)
            if state is not None:
                states.append(state)
        if len(states) > ROWS_MAX:
            raise Unsteppable(f"the table gets longer than {ROWS_MAX} rows; name the lines after which there is a row")
        return tuple(states)

    def _cells_of(self, state: State) -> tuple[str, ...]:
        return tuple(self._cell_of(state, column) for column in self.columns)

    def _cell_of(self, state: State, column: str) -> str:
        if column in state.variables:
            return shown(state.variables[column]) or '""'
        if column in self._stepped.variables:
            return ""
        match column.casefold():
            case "output":
                return " ".join(state.printed)
            case "line":
                return str(state.line)
        raise Unsteppable(f"the program has no variable “{column}”; name the column like one, or “output”")

    def following(self, row: int, values: Mapping[str, Value]) -> tuple[str, ...] | None:
        """Return a row as the program gives it from where it stood at the row before, but with these values.

        ``row`` counts from 0 and is at least 1. None where the program ends or can't go on with them.
        """
        before = self.states[row - 1]
        state = replace(before, variables={**before.variables, **values})
        try:
            after = self._stepped.next_row(state, self._lines)
            return None if after is None else self._cells_of(after)
        except (Unsteppable, ValueError):
            return None

    @model_validator(mode="after")
    def _is_a_table(self) -> Self:
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("two columns have the same name; leave one out")
        if not self.expected and self.program is None:
            raise ValueError("fill in the table, or write the program that it is about")
        try:
            self._require_the_programs_own()
        except Unsteppable as exc:
            raise ValueError(str(exc)) from exc
        widths = {len(row) for row in (*self.cells, *self.given)}
        if widths != {len(self.columns)} or len(self.given) != len(self.cells):
            raise ValueError("the rows don't fit the columns; each row needs a cell for each column")
        for row, (given, cells) in enumerate(zip(self.given, self.cells, strict=True)):
            for name, value, wanted in zip(self.columns, given, cells, strict=True):
                if value is not None and not same_value(value, wanted):
                    raise ValueError(f"row {row + 1}, {name}: “{value}” is given, but “{wanted}” would be right")
        if not any(self.blanks.values()):
            raise ValueError("leave at least one cell with a value for pupils to fill in")
        return self

    def _require_the_programs_own(self) -> None:
        """Raise Unsteppable or ValueError where the table has to be that of the program, and isn't."""
        if not self.follow_through and not self.is_traced:
            return
        if not self.states:
            raise Unsteppable("the program sets nothing and prints nothing; there is nothing to trace")
        found = [self._cells_of(state) for state in self.states]
        if self.expected and len(found) < len(self.expected):
            raise Unsteppable(f"the program ends after {len(found)} rows; take the others out")
        for row, (cells, own) in enumerate(zip(self.expected, found, strict=False)):
            for name, wanted, value in zip(self.columns, cells, own, strict=False):
                if canonical(wanted) != canonical(value):
                    raise Unsteppable(
                        f"row {row + 1}, {name}: the program gives “{value}”, the table says “{wanted}”. "
                        "Mend the table, or switch follow-through off"
                    )
