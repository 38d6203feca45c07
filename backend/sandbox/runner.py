"""Runs pupils' Python safely and fairly; faults of our own are made good, and never come out as a pupil's."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from backend.sandbox.bench import Bench, NoZygote
from backend.sandbox.fair_queue import FairQueue, Ticket
from backend.sandbox.protocol import SOURCE_MAX_CHARS, STDIN_MAX_CHARS, Limits, RunRequest, RunResult
from backend.sandbox.reading import Ended, read_result
from backend.sandbox.self_test import TestLine, run_self_test
from backend.sandbox.zygote_process import Tier, ZygoteDied, ZygoteRefused

log = structlog.get_logger()

_TRIES = 5
_MOST_RUNNING = 24
_PATIENT_WALL_FACTOR = 4
_AT_WORK_CPU_MS = 20
"""A run that used more isn't one that sleeps or waits."""
_READ_AT_ONCE_BYTES = 64 * 1024
"""To read more than that takes milliseconds, in which the event loop would serve nobody."""
_SWITCHED_OFF = "Python is switched off on this machine."
_STARTING = "The self-test is under way."
_NOT_SAFE = "Python can't be run safely on this machine. Tell IT: the health page says why."
_GAVE_UP = "The program could not be run just now. Try again; if it goes on, tell IT."

Ahead = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RunnerState:
    """What the health page shows. ``tier`` is None where nothing is run; ``reason`` says why."""

    enabled: bool
    tier: Tier | None
    reason: str
    layers: dict[str, Any]
    self_test: tuple[TestLine, ...]
    runs: int
    restarts: int


class Runner:
    """One a process. ``tiers`` are tried in turn; nothing runs before a tier has passed the self-test."""

    def __init__(self, *, enabled: bool = True, tiers: Sequence[Tier] = ("A", "B"), filters: bool = True) -> None:
        self._enabled = enabled
        self._tiers = tiers
        self._filters = filters
        self._bench: Bench | None = None
        self._tier: Tier | None = None
        self._reason = "" if enabled else _SWITCHED_OFF
        self._self_test: tuple[TestLine, ...] = ()
        self._queue = FairQueue(quick=2 * (os.cpu_count() or 1), most=_MOST_RUNNING)
        self._alone = asyncio.Lock()
        self._runs = 0
        self._starting: asyncio.Task[None] | None = None

    def start_soon(self) -> None:
        """Start while the application does: runs that are asked for meanwhile wait."""
        self._reason = self._reason or _STARTING
        self._starting = asyncio.create_task(self.start(), name="sandbox-start")

    async def start(self) -> None:
        """Choose the strongest tier that passes its self-test; where none does, every run is refused."""
        if not self._enabled:
            return
        reasons = []
        for tier in self._tiers:
            bench = Bench(tier, filters=self._filters)
            try:
                await bench.open()
            except (ZygoteRefused, ZygoteDied, OSError) as exc:
                reasons.append(f"tier {tier}: {exc}")
                continue
            self._bench, self._tier = bench, tier
            lines = await run_self_test(self._run_for_test)
            if all(line.passed for line in lines) or not self._filters:
                self._self_test = lines
                log.info("sandbox_ready", tier=tier, reasons=reasons)
                self._reason = "; ".join(reasons)
                return
            reasons.append(f"tier {tier}: {', '.join(line.name for line in lines if not line.passed)}")
            self._self_test, self._bench, self._tier = lines, None, None
            await bench.close()
        self._reason = "; ".join(reasons)
        log.error("sandbox_refused", reasons=reasons)

    async def stop(self) -> None:
        """End every run."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._bench is not None:
            await self._bench.close()
            self._bench = None

    @property
    def enabled(self) -> bool:
        """Whether this machine is to run programs."""
        return self._enabled

    @property
    def available(self) -> bool:
        """Whether programs can be run at all."""
        return self._bench is not None

    @property
    def state(self) -> RunnerState:
        """Return what the health page shows."""
        bench = self._bench
        zygote = bench.zygote if bench else None
        return RunnerState(
            enabled=self._enabled,
            tier=self._tier,
            reason=self._reason,
            layers=zygote.layers if zygote else {},
            self_test=self._self_test,
            runs=self._runs,
            restarts=bench.restarts if bench else 0,
        )

    @property
    def summary(self) -> dict[str, Any]:
        """Return the tier and the self-test in short, for monitoring."""
        failed = [line.name for line in self._self_test if not line.passed]
        return {"enabled": self._enabled, "tier": self._tier, "self_test_failed": failed, "reason": self._reason}

    async def _run_for_test(self, request: RunRequest) -> RunResult:
        return await self._run(request, None)

    def of(self, owner: Hashable) -> int:
        """Return how many runs of an owner are under way or wait."""
        return self._queue.of(owner)

    async def run(self, request: RunRequest, owner: Hashable | None = None, ahead: Ahead | None = None) -> RunResult:
        """Make one run when it is the owner's turn; ``ahead`` is told how many come before, each time it changes.

        Cancelled, the program is killed. Our own faults are made good by running again; where that doesn't help, and
        where nothing may be run, the result is ``unavailable``.
        """
        if self._starting is not None:
            await asyncio.shield(self._starting)
        return await self._run(request, owner, ahead)

    async def _run(self, request: RunRequest, owner: Hashable | None, ahead: Ahead | None = None) -> RunResult:
        if self._bench is None:
            return RunResult("unavailable", reason=_NOT_SAFE if self._enabled else _SWITCHED_OFF)
        if len(request.source) > SOURCE_MAX_CHARS or len(request.stdin) > STDIN_MAX_CHARS:
            raise ValueError("the program or its input is too long")
        ticket = self._queue.join(object() if owner is None else owner)
        try:
            await self._turn(ticket, ahead)
            result = await self._carry_out(request, ticket)
        finally:
            self._queue.leave(ticket)
        if request.patient and result.status == "time" and _AT_WORK_CPU_MS < result.cpu_ms < request.limits.cpu_ms:
            return await self._run_alone(request)
        return result

    async def run_all(self, requests: Sequence[RunRequest], owner: Hashable | None = None) -> list[RunResult]:
        """Make several runs of one owner, one after the other; stops asking at the first that is ``unavailable``."""
        results: list[RunResult] = []
        for request in requests:
            results.append(await self.run(request, owner))
            if results[-1].status == "unavailable":
                break
        return results

    async def _turn(self, ticket: Ticket, ahead: Ahead | None) -> None:
        told = -1
        while not ticket.admitted.done():
            if ahead is not None and (now := self._queue.ahead_of(ticket)) != told:
                told = now
                ahead(now)
            await asyncio.wait({ticket.admitted}, timeout=0.5 if ahead else None)

    async def _carry_out(self, request: RunRequest, ticket: Ticket) -> RunResult:
        for _ in range(_TRIES):
            if self._bench is None:
                break
            self._runs += 1
            try:
                ended = await self._bench.run(request, lambda: self._queue.stepped_down(ticket))
            except ZygoteDied:
                continue
            except NoZygote:
                break
            if (result := await _read(ended, request.limits)) is not None:
                return result
        return RunResult("unavailable", reason=_GAVE_UP)

    async def _run_alone(self, request: RunRequest) -> RunResult:
        """Run once more what was at work but had too little of the processor: one at a time, and with more time."""
        limits = replace(request.limits, wall_ms=request.limits.wall_ms * _PATIENT_WALL_FACTOR)
        async with self._alone:
            return await self._run(replace(request, limits=limits, patient=False), None)


async def _read(ended: Ended, limits: Limits) -> RunResult | None:
    if len(ended.stdout) + len(ended.stderr) + len(ended.result) <= _READ_AT_ONCE_BYTES:
        return read_result(ended, limits)
    return await asyncio.to_thread(read_result, ended, limits)
