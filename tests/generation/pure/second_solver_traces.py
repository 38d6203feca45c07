"""Second solutions of trace questions: the program is gone through by the stepper that marks trace tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from backend.questions.types.trace_table.cell_values import shown
from backend.questions.types.trace_table.stepper import State, SteppedProgram
from tests.generation.pure.second_solver_errors import program_of

_ORDINALS = {"second": 2, "third": 3}


def _states(source: str) -> list[tuple[int, dict[str, str]]]:
    """Return (line, variables) after each line that sets one."""
    program = SteppedProgram(source)
    state: State | None = State()
    found = []
    while (state := program.next_row(state, range(1, 30))) is not None:
        found.append((state.line, {name: shown(value) for name, value in state.variables.items()}))
    return found


def _is_right(stem: str, option: str) -> bool:
    source = program_of(stem)
    states = _states(source)
    asked = re.search(r"after the (\w+) time", stem)
    last_line = source.count("\n") + 1
    state = [found for line, found in states if line == last_line][_ORDINALS[asked[1]] - 1 if asked else -1]
    named = re.findall(r"`(\w+)` is (-?\w+)", option)
    return len(named) == len(state) == 2 and dict(named) == state


JUDGES: dict[str, Callable[[str, str], bool]] = {"trace_tables": _is_right}
