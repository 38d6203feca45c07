"""What a look at a program and a run line by line came to, read as data that nobody has to believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

STEPS_MAX = 500
_VALUE_MAX_CHARS = 40
"""A longer value is no option to choose; the runner cuts values some way beyond."""
_NAME_MAX_CHARS = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A line that is about to be carried out. Line 0 is the end. Call 0 is the program itself, the others functions."""

    line: int
    variables: Mapping[str, str]
    function: str
    call: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a program is made of. ``loops`` are the lines where loops begin, ``ifs`` those with a condition."""

    alone: frozenset[int]
    loops: frozenset[int]
    ifs: frozenset[int]
    keywords: tuple[str, ...]
    called: tuple[str, ...]
    assigned: Mapping[str, frozenset[int]]
    parameters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Trace:
    """A run line by line; ``complete`` where it came to its end within the steps that are kept."""

    steps: tuple[Step, ...]

    @property
    def complete(self) -> bool:
        """Whether the run was followed to its end."""
        return bool(self.steps) and self.steps[-1].line == 0

    @cached_property
    def counts(self) -> Counter[int]:
        """How often each line was carried out."""
        return Counter(step.line for step in self.steps)

    @cached_property
    def calls(self) -> Counter[str]:
        """How often each function was called."""
        return Counter(function for function, _ in {(step.function, step.call) for step in self.steps if step.call})

    @cached_property
    def following(self) -> Mapping[int, int]:
        """For each step the next one of the same call: what its line has done can be seen there."""
        later: dict[int, int] = {}
        found: dict[int, int] = {}
        for index in reversed(range(len(self.steps))):
            call = self.steps[index].call
            if call in later:
                found[index] = later[call]
            later[call] = index
        return found

    @cached_property
    def occurrences(self) -> tuple[int, ...]:
        """For each step, the how manieth time its line is carried out."""
        seen: Counter[int] = Counter()
        numbers = []
        for step in self.steps:
            seen[step.line] += 1
            numbers.append(seen[step.line])
        return tuple(numbers)

    def changes(self, name: str, call: int) -> Iterator[tuple[int, str]]:
        """Return the steps of a call that change a variable, each with the value that it has then."""
        for index, after in sorted(self.following.items()):
            step = self.steps[index]
            now = self.steps[after].variables.get(name)
            if step.call == call and now is not None and now != step.variables.get(name):
                yield index, now

    def can_be_asked(self, step: Step) -> bool:
        """Whether the variables of a step are one set of names: of the program, or of a function called once."""
        return not step.call or (step.function.isidentifier() and self.calls[step.function] == 1)


def is_name(name: object) -> bool:
    """Say whether this is a name that a question can be about."""
    return isinstance(name, str) and name.isidentifier() and len(name) <= _NAME_MAX_CHARS and not name.startswith("_")


def is_value(value: str) -> bool:
    """Say whether a value can be chosen: all of it is there, and short."""
    return 0 < len(value) <= _VALUE_MAX_CHARS and value.isprintable()


def read_trace(value: Any) -> Trace | None:
    """Return a run as ``tool="trace"`` tells it; None for anything else."""
    if not isinstance(value, list) or not 0 < len(value) <= STEPS_MAX + 1:
        return None
    steps = [_step(each) for each in value]
    return Trace(tuple(step for step in steps if step)) if all(steps) else None


def _step(value: Any) -> Step | None:
    match value:
        case {"line": int(line), "variables": dict(variables), "function": str(function), "call": int(call)} if all(
            isinstance(each, str) for each in variables.values()
        ):
            return Step(line, {name: each for name, each in variables.items() if is_name(name)}, function, call)
    return None


def read_look(value: Any) -> Look | None:
    """Return a program as ``tool="inspect"`` tells it; None for anything else."""
    match value:
        case {
            "constructs": dict(constructs),
            "calls": dict(calls),
            "assigned": dict(assigned),
            "parameters": dict(parameters),
            "alone": list(alone),
        }:
            pass
        case _:
            return None
    return Look(
        alone=_lines(alone),
        loops=_lines(constructs.get("for")) | _lines(constructs.get("while")),
        ifs=_lines(constructs.get("if")) | _lines(constructs.get("elif")),
        keywords=tuple(word for word in _KEYWORDS if word in constructs),
        called=tuple(name for name in calls if is_name(name)),
        assigned={name: _lines(lines) for name, lines in assigned.items() if is_name(name)},
        parameters={
            name: tuple(each for each in given if is_name(each))
            for name, given in parameters.items()
            if is_name(name) and isinstance(given, list)
        },
    )


_KEYWORDS = ("for", "while", "if", "def", "return", "elif", "else", "import")


def _lines(value: Any) -> frozenset[int]:
    return frozenset(line for line in value if isinstance(line, int)) if isinstance(value, list) else frozenset()
