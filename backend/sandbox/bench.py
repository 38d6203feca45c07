"""A place where runs are made: one zygote at a time, replaced before it is old, and at once when it has died.

A spare one stands by: to start one takes some tenths of a second, for which nobody should wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

import structlog

from backend.sandbox.protocol import RunRequest
from backend.sandbox.reading import Ended
from backend.sandbox.zygote_process import Tier, ZygoteDied, ZygoteProcess, ZygoteRefused

log = structlog.get_logger()

RUNS_MAX = 2000
AGE_MAX_S = 600
_LOOK_EVERY_S = 1.0
_PAUSE_AFTER_FAILURE_S = 1.0
"""Always the same: a pause that grew would keep those waiting for whom the next try would have come in time."""
_WAIT_S = 15.0
_START_FAILS = (ZygoteDied, ZygoteRefused, OSError, RuntimeError)
"""RuntimeError: there is no thread to be had."""


class NoZygote(Exception):
    """There is no zygote, and none comes."""


class Bench:
    """Keeps a zygote there from ``open`` to ``close``."""

    def __init__(self, tier: Tier, *, filters: bool = True) -> None:
        self._tier = tier
        self._filters = filters
        self._zygote: ZygoteProcess | None = None
        self._spare: ZygoteProcess | None = None
        self._since = 0.0
        self._old: list[ZygoteProcess] = []
        self._there = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._needed = asyncio.Event()
        self.restarts = 0

    async def open(self) -> None:
        """Start. Raises ZygoteRefused, ZygoteDied."""
        self._put(await self._start())
        self._needed.set()  # the spare one
        self._keeper = asyncio.create_task(self._keep(), name="sandbox-keeper")

    @property
    def zygote(self) -> ZygoteProcess | None:
        """The zygote that takes runs now."""
        return self._zygote

    async def run(self, request: RunRequest, slow: Callable[[], None]) -> Ended:
        """Make one run, waiting for a zygote where there is none just now.

        Raises ZygoteDied when it died meanwhile, NoZygote when none has come for ``_WAIT_S``.
        """
        try:
            async with asyncio.timeout(_WAIT_S):
                await self._there.wait()
        except TimeoutError as exc:
            raise NoZygote from exc
        zygote = self._zygote
        if zygote is None:
            raise NoZygote
        try:
            return await zygote.run(request, slow)
        except ZygoteDied:
            if zygote is self._zygote:
                self._there.clear()  # or whoever tries again would meet the same dead one
            self._needed.set()
            raise
        finally:
            if zygote.runs_begun >= RUNS_MAX:
                self._needed.set()

    def _put(self, zygote: ZygoteProcess) -> None:
        if self._zygote is not None:
            self._old.append(self._zygote)
        self._zygote, self._since = zygote, time.monotonic()
        self._there.set()

    async def _start(self) -> ZygoteProcess:
        return await ZygoteProcess.start(self._tier, filters=self._filters)

    async def _keep(self) -> None:
        """Look after the zygote and the spare one: a dead one is replaced at once, an old one before it is missed."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._needed.wait()
            self._needed.clear()
            try:
                await self._part_with_old()
                self._take_the_dead_away()
                if self._zygote is None or self._is_old(self._zygote):
                    spare, self._spare = self._spare, None
                    self._put(spare or await self._start())
                self._spare = self._spare or await self._start()
            except _START_FAILS as exc:
                log.warning("sandbox_does_not_start", error=str(exc))
                await asyncio.sleep(_PAUSE_AFTER_FAILURE_S)
                self._needed.set()

    def _take_the_dead_away(self) -> None:
        """Part with a zygote that died: a restart, and one only, however often another fails to start."""
        if self._spare is not None and not self._spare.alive:
            self._old.append(self._spare)
            self._spare = None
        if self._zygote is not None and not self._zygote.alive:
            self._old.append(self._zygote)
            self._zygote = None
            self._there.clear()
            self.restarts += 1
            log.warning("sandbox_restarts", restarts=self.restarts)

    def _is_old(self, zygote: ZygoteProcess) -> bool:
        return zygote.runs_begun >= RUNS_MAX or time.monotonic() - self._since >= AGE_MAX_S

    async def _part_with_old(self) -> None:
        for zygote in [old for old in self._old if old.idle or not old.alive]:
            self._old.remove(zygote)
            await zygote.stop()

    async def close(self) -> None:
        """End every run and the zygote."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        for zygote in (*self._old, *filter(None, [self._zygote, self._spare])):
            await zygote.stop()
        self._zygote, self._spare, self._old = None, None, []
