"""Runs the generators' own programs by bare Python in the test's process: thousands of them in the time of a few runs.

A second implementation beside the sealed runner, for programs that the product itself wrote. That both agree is tested
in ``tests/generation/test_program_generators.py``.
"""

from __future__ import annotations

import asyncio
import io
import random
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any
from unittest.mock import patch

from backend.generation.draft import Draft
from backend.generation.generators.base import Generator, Plan
from backend.generation.makers import Order, make_drafts
from backend.sandbox.protocol import NO_VALUE, ProgramError, RunRequest, RunResult
from backend.sandbox.sealed import explain, steps
from backend.sandbox.sealed.inspect_source import inspect
from backend.sandbox.sealed.mutants import mutate

LINES_MAX = 20_000
"""Lines reached before a program is taken to go on for ever."""

FILE_NAME = "main.py"


class _Endless(BaseException):
    """The program went on for too long."""


def run_bare(request: RunRequest) -> RunResult:
    """Return what a program comes to, as the sealed runner would say it."""
    out = io.StringIO()
    lines = iter(request.stdin.split("\n")[:-1] if request.stdin.endswith("\n") else request.stdin.splitlines())

    def read(prompt: object = "") -> str:
        if request.prompts:
            out.write(str(prompt))
        try:
            return next(lines)
        except StopIteration:
            raise EOFError("EOF when reading a line") from None

    if request.seed is not None:
        random.seed(request.seed)
    try:
        with redirect_stdout(out), patch("builtins.input", read):
            value = _TOOLS[request.tool](request)
    except _Endless:
        return RunResult("time", out.getvalue())
    except Exception as exc:
        return RunResult("error", out.getvalue(), error=ProgramError(**explain.report(exc, request.source, FILE_NAME)))
    return RunResult("ok", out.getvalue(), value=value)


def _run(request: RunRequest) -> Any:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    reached = 0

    def count(frame: Any, event: str, argument: Any) -> Any:
        nonlocal reached
        if frame.f_code.co_filename != FILE_NAME:
            return None
        reached += 1
        if reached > LINES_MAX:
            raise _Endless
        return count

    before = sys.gettrace()
    code = compile(request.source, FILE_NAME, "exec", dont_inherit=True)
    sys.settrace(count)
    try:
        exec(code, namespace)
        return eval(request.then, namespace) if request.then else NO_VALUE
    finally:
        sys.settrace(before)


def _trace(request: RunRequest) -> Any:
    code = compile(request.source, FILE_NAME, "exec", dont_inherit=True)
    return steps.record(code, {"__name__": "__main__"})


_TOOLS = {
    "run": _run,
    "trace": _trace,
    "inspect": lambda request: inspect(request.source),
    "mutate": lambda request: mutate(request.source),
}


async def run_all_bare(requests: Sequence[RunRequest]) -> list[RunResult]:
    """Run one after the other, as ``generation.makers.Run`` wants it."""
    return [run_bare(request) for request in requests]


def draft_of(generator: Generator, seed: int, level: int) -> Draft:
    """Return the draft of (seed, level), its programs run by bare Python."""
    item = generator.plan(seed, level)
    while isinstance(item, Plan):
        item = item.finish([run_bare(request) for request in item.runs])
    return item


def drafts_of_order(order: Order, outline: Any = None, *, seed: int) -> list[Draft]:
    """Return what a maker makes of an order, its programs run by bare Python."""
    return asyncio.run(make_drafts(order, outline, seed, run_all_bare))
