"""What is asked of the runner of pupils' Python, and what it answers. Pure: question types plan runs with these.

A run is one process: one program, one set of inputs. What a test expects never travels: values come back as plain data
and are compared by whoever asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

SOURCE_MAX_CHARS = 100_000
STDIN_MAX_CHARS = 200_000

Tool = Literal["run", "inspect", "mutate", "trace"]
"""``run`` runs the program. The others look at it, in the same sealed child, and answer with a value:

- ``inspect``: ``{"constructs": {"for": [line, …], …}, "imports": {module: [line]}, "names": {name: [line]},
  "assigned": {name: [line]}, "calls": {name: [line]}, "functions": [name], "parameters": {function: [name]},
  "recursive": [name], "alone": [line], "lines": n}``; ``assigned`` are the names of variables and parameters, ``alone``
  the lines that hold one whole step. A program that can't be parsed is an error.
- ``mutate``: ``[{"source", "line", "kind", "what"}]``, programs with one likely slip each; ``kind`` names the slip.
- ``trace``: runs the program and answers ``[{"line", "variables": {name: repr}, "printed": n, "function", "call"}]``, a
  step for each line reached, before it is carried out, and line 0 for the end; ``call`` 0 is the program itself.
"""

Status = Literal["ok", "error", "time", "output", "crash", "forbidden", "cancelled", "unavailable"]
"""How a run ended.

``ok``: by itself. ``error``: with a Python error, ``RunResult.error`` says which. ``time``: stopped at its limit of CPU
or wall time. ``output``: stopped because it printed too much. ``crash``: by a signal, such as when it recursed in C.
``forbidden``: it tried what no lesson needs (a process, a network, the kernel's inside); its teacher is told.
``unavailable``: it wasn't run at all, or not to its end by no fault of its own: never a mark.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use. Memory is what the program itself asks for, above the interpreter's own."""

    cpu_ms: int = 2000
    wall_ms: int = 5000
    memory_mb: int = 96
    output_bytes: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run of one program.

    ``stdin`` is what it reads, a line an ``input()``; ``prompts`` says whether that writes its prompt to stdout.
    ``then`` is an expression that is evaluated once the program has ended, in its namespace: its value is the result's
    ``value``. ``files`` are there to be opened. ``seed`` seeds ``random``. A run that counts for marks is ``patient``:
    one that was at work but ran out of wall time before its CPU time is run once more, alone and for longer.
    """

    source: str
    stdin: str = ""
    then: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None
    prompts: bool = True
    tool: Tool = "run"
    limits: Limits = Limits()
    patient: bool = False


@dataclass(frozen=True, slots=True)
class ProgramError:
    """An error as a beginner meets it: ``kind`` is Python's name for it, ``message`` its own words.

    ``line`` counts from 1 in the pupil's program, 0 where there is none; ``sentence`` says the same in plain English
    and what to look for. ``missed`` says that it came from ``then``, not from the program.
    """

    kind: str
    message: str
    line: int
    sentence: str
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that isn't plain data; only the name of its type came back."""

    type_name: str


@dataclass(frozen=True, slots=True)
class NoValue:
    """Nothing came back: nothing was asked for, or the program didn't get that far."""


NO_VALUE = NoValue()


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to. ``stdout`` and ``stderr`` are what it had written when it ended, whatever ended it.

    ``value`` is of exactly the types that the program made: None, bool, int, float, complex, str, list, tuple, set,
    frozenset or dict, or Opaque; NO_VALUE unless the run is ``ok``. ``drawing`` is what its turtle did.
    """

    status: Status
    stdout: str = ""
    stderr: str = ""
    value: Any = NO_VALUE
    error: ProgramError | None = None
    drawing: tuple[Mapping[str, Any], ...] = ()
    cpu_ms: float = 0.0
    wall_ms: float = 0.0
    truncated: bool = False
    flagged: bool = False
    reason: str = ""

    @property
    def settled(self) -> bool:
        """Whether it says something of the program: it was made, and to its end or to a limit of its own."""
        return self.status not in ("unavailable", "cancelled")
