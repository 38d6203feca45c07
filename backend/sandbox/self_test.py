"""Programs that are run before any pupil's: good ones must work, bad ones must not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from backend.sandbox.protocol import Limits, RunRequest, RunResult

_LIMITS = Limits(cpu_ms=300, wall_ms=2000)
_ESCAPED = "ESCAPED"


@dataclass(frozen=True, slots=True)
class TestLine:
    """One program of the self-test, and whether it did what it should."""

    name: str
    passed: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """``status`` is how it must end, ``stdout`` what it must print; None for an attack, which must not escape."""

    name: str
    source: str
    stdin: str = ""
    status: str = "ok"
    stdout: str | None = None


def _attack(name: str, attempt: str) -> _Case:
    return _Case(name, f"try:\n    {attempt}\n    print('{_ESCAPED}')\nexcept Exception:\n    pass", status="")


CASES = (
    _Case("a program prints", "print(6 * 7)", stdout="42\n"),
    _Case("a program reads", "print('Hello', input())", stdin="Sam\n", stdout="Hello Sam\n"),
    _Case("modules can be imported", "import math, random\nprint(math.sqrt(9))", stdout="3.0\n"),
    _Case("an error is an error", "print(1 / 0)", status="error"),
    _Case("a loop without end is stopped", "while True:\n    pass", status="time"),
    _Case("endless output is stopped", "while True:\n    print('x' * 1000)", status="output"),
    _Case("memory has a limit", "x = bytearray(10 ** 9)", status="error"),
    _attack("no files", "__import__('io').FileIO('/etc/passwd')"),
    _attack("no folders", "__import__('os').scandir('/')"),
    _attack("no network", "__import__('_socket').socket()"),
    _attack("no processes", "__import__('os').fork()"),
    _attack("no programs", "__import__('os').execv('/bin/true', ['true'])"),
    _attack("no signals to others", "__import__('os').kill(__import__('os').getppid(), 0)"),
    _attack("no threads", "__import__('_thread').start_new_thread(print, ())"),
    _attack("no kernel", "assert __import__('ctypes').CDLL(None).ptrace(0, 0, 0, 0) >= 0"),
)


async def run_self_test(run: Callable[[RunRequest], Awaitable[RunResult]]) -> tuple[TestLine, ...]:
    """Run every case by ``run``; returns a line each."""
    lines = []
    for case in CASES:
        result = await run(RunRequest(case.source, stdin=case.stdin, limits=_LIMITS))
        lines.append(TestLine(case.name, _as_wanted(case, result)))
    return tuple(lines)


def _as_wanted(case: _Case, result: RunResult) -> bool:
    if not case.status:
        return _ESCAPED not in result.stdout and result.status != "unavailable"
    return result.status == case.status and case.stdout in (None, result.stdout)
