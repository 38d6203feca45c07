"""What the health page gets of the runner, and what a page gets of a run."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from backend.sandbox.protocol import Status


class TestLineOut(BaseModel):
    """One program of the self-test."""

    name: str
    passed: bool


class RunnerOut(BaseModel):
    """The runner of pupils' Python; ``tier`` is null where nothing is run, and ``reason`` says why."""

    enabled: bool
    tier: Literal["A", "B"] | None
    reason: str
    layers: dict[str, Any]
    self_test: list[TestLineOut]
    runs: int
    restarts: int


class ProgramErrorOut(BaseModel):
    """An error as a beginner meets it."""

    kind: str
    message: str
    line: int
    sentence: str
    missed: bool


class RunOut(BaseModel):
    """What a run came to; ``value`` as Python shows it."""

    status: Status
    stdout: str
    stderr: str
    value: str | None
    error: ProgramErrorOut | None
    drawing: list[dict[str, Any]]
    cpu_ms: float
    wall_ms: float
    truncated: bool
    reason: str
