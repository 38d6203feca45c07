"""A program gone through line by line in the sealed runner: what its variables hold, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from backend.generation.generators.programs import run_of
from backend.sandbox.protocol import RunRequest, RunResult

State = Mapping[str, str]


def trace_of(source: str) -> RunRequest:
    """Return the request for the trace of one run of a program."""
    return replace(run_of(source), tool="trace")


@dataclass(frozen=True, slots=True)
class Trace:
    """What a run of the tool ``trace`` came to: (line, variables before it is carried out), and the end as line 0."""

    steps: tuple[tuple[int, State], ...]

    @classmethod
    def of(cls, result: RunResult) -> Trace | None:
        """Return the trace; None for a run that didn't end by itself."""
        taken: list[dict[str, Any]] | Any = result.value
        if result.status != "ok" or not isinstance(taken, list) or taken[-1]["line"] != 0:
            return None
        return cls(tuple((step["line"], step["variables"]) for step in taken))

    @property
    def end(self) -> State:
        """What the variables hold at the end."""
        return self.steps[-1][1]

    def rounds(self, header: int) -> list[State]:
        """Return the states before the loop of line ``header`` and after each of its rounds."""
        return [variables for line, variables in self.steps if line == header]

    def changes(self, header: int) -> list[State]:
        """Return the states after each single change, from the loop on."""
        first = next(place for place, (line, _) in enumerate(self.steps) if line == header)
        states = [variables for _, variables in self.steps[first:]]
        return [state for before, state in pairwise(states) if state != before]
