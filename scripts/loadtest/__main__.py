"""The campaign: ``python -m scripts.loadtest``. Everything runs on this machine and ends by itself."""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sys
import time
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field

import orjson
import psutil
from sqlalchemy import select

from backend.assessments.models import AssessmentItem
from backend.attempts.models import AttemptItem
from scripts.benchmarks.stage import PASSWORD, Stage, application, stage
from scripts.benchmarks.table import Figure, show
from scripts.benchmarks.wire import Connection, percentile
from scripts.loadtest.people import Pupil, Waits, Watcher
from scripts.loadtest.school import School, make_school, wait_until_prepared

SIGN_IN_S = 30.0
BELL_S = 3.0
MAX_MEMORY_MB = 400.0
MAX_GROWTH_MB = 20.0
"""Over an hour, once everything has been used: what is not given back to the machine is no leak yet."""


@dataclass
class Memory:
    """The application's memory, with its children, looked at now and again."""

    process: psutil.Process
    seen_mb: list[float] = field(default_factory=list)

    def look(self) -> float:
        """Return what it holds now, in MB: pages that children share with it are counted once."""
        held = self.process.memory_full_info().uss
        for child in self.process.children(recursive=True):
            try:
                held += child.memory_full_info().uss
            except psutil.Error:
                continue
        self.seen_mb.append(held / 1_000_000)
        return self.seen_mb[-1]

    async def keep_looking(self) -> None:
        """Look every few seconds, for ever."""
        while True:
            self.look()
            await asyncio.sleep(5)


async def _sign_in_herd(address: str, school: School, rng: random.Random) -> list[float]:
    """Let every pupil sign in within half a minute; returns how long each waited."""
    waits = []

    async def one(code: str, name: str) -> None:
        await asyncio.sleep(rng.uniform(0, SIGN_IN_S))
        connection = Connection(address, "")
        body = orjson.dumps({"class_code": code, "name": name, "password": PASSWORD})
        status, answer, seconds = await connection.post("/api/sign-in/pupil", body)
        connection.close()
        if status != 200:
            raise RuntimeError(f"sign-in: {status} {answer[:200]!r}")
        waits.append(seconds)

    await asyncio.gather(*(one(each.code, seat.name) for each in school.classes for seat in each.seats))
    return waits


async def _together(calls: Iterable[Awaitable[object]]) -> float:
    """Await all at once; returns the seconds until the last was done."""
    began = time.perf_counter()
    await asyncio.gather(*calls)
    return time.perf_counter() - began


@dataclass(frozen=True)
class Wanted:
    """What must hold; None: only measured."""

    start_s: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    behind_s: float | None = None
    bell_s: float | None = None


YEAR = Wanted(start_s=2.0, p99_ms=50.0, behind_s=2.0, bell_s=5.0)
SCHOOL = Wanted(p95_ms=150.0)


def _verdict(name: str, value: float, unit: str, most: float | None = None) -> Figure:
    wanted = "" if most is None else f"≤ {most:g}"
    return Figure(name, value, unit, wanted, holds=None if most is None else value <= most)


@dataclass
class Lesson:
    """So many pupils sit for so long, and what was measured of it."""

    on: Stage
    address: str
    memory: Memory
    pupils: int
    minutes: float
    seed: int
    wanted: Wanted
    figures: list[Figure] = field(default_factory=list)

    async def run(self, *, herd: bool) -> list[Figure]:
        """Sign in, start together, work, hear of five minutes more, hand in at the bell. Returns the figures."""
        rng = random.Random(self.seed)
        school = await make_school(self.on, pupils=self.pupils)
        # What is left of the seeding would hold its pupils up when it is gone through.
        gc.collect()
        gc.freeze()
        self._note("Every attempt prepared after", await wait_until_prepared(self.on, school), "s")
        if herd:
            waits = await _sign_in_herd(self.address, school, rng)
            self._note(f"{self.pupils} sign in within {SIGN_IN_S:.0f} s: p95", percentile(waits, 0.95), "ms")
        found = Waits()
        sitting = [
            Pupil(seat, each, self.address, found, random.Random(rng.random()))
            for each in school.classes
            for seat in each.seats
        ]
        watchers = [Watcher(each, self.address) for each in school.classes]
        background = [asyncio.create_task(watcher.watch()) for watcher in watchers]
        background.append(asyncio.create_task(self.memory.keep_looking()))
        try:
            await asyncio.gather(*(pupil.asks.connect() for pupil in sitting))
            started = await _together(pupil.start() for pupil in sitting)
            self._note("Start together: the last has its questions after", started, "s", self.wanted.start_s)
            background += [asyncio.create_task(_listen_later(pupil)) for pupil in sitting]
            until = time.perf_counter() + 60 * self.minutes
            await asyncio.gather(*(pupil.work(until) for pupil in sitting))
            self._note_saves(found)
            await self._tell(watchers, found)
            await asyncio.sleep(2 * self.wanted.behind_s if self.wanted.behind_s else 5.0)
            await self._note_grid(watchers, sitting, school)
            bell = await _together(pupil.hand_in(rng.uniform(0, BELL_S)) for pupil in sitting)
            self._note(
                f"The bell, hand-ins within {BELL_S:.0f} s: all acknowledged after", bell, "s", self.wanted.bell_s
            )
            self._note("hand-in: p95", percentile(found.seconds["hand-in"], 0.95), "ms")
            self._note("Refused", len(found.refused), "", 0)
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            for pupil in sitting:
                pupil.close()
        return self.figures

    def _note(self, name: str, value: float, unit: str, most: float | None = None) -> None:
        self.figures.append(_verdict(name, value, unit, most))

    def _note_saves(self, found: Waits) -> None:
        saves = found.seconds["save"]
        self._note(f"{len(saves)} saves: median", percentile(saves, 0.5), "ms")
        self._note("saves: p95", percentile(saves, 0.95), "ms", self.wanted.p95_ms)
        self._note("saves: p99", percentile(saves, 0.99), "ms", self.wanted.p99_ms)
        for kind in ("start", "package", "open", "heartbeat"):
            if kind in found.seconds:
                self._note(f"{kind}: p95", percentile(found.seconds[kind], 0.95), "ms")

    async def _tell(self, watchers: list[Watcher], found: Waits) -> None:
        """Give every class five minutes more, and wait until each open page has heard."""
        found.heard.clear()
        for watcher in watchers:
            asked = await watcher.tap()
        for _ in range(200):
            if len(found.heard) >= self.pupils:
                break
            await asyncio.sleep(0.05)
        late = max(found.heard) - asked if len(found.heard) >= self.pupils else float("inf")
        self._note("+5 minutes for every class: the last page has heard after", late, "s", self.wanted.behind_s)

    async def _note_grid(self, watchers: list[Watcher], sitting: list[Pupil], school: School) -> None:
        places = await _places(self.on, school)
        behind = []
        for watcher in watchers:
            behind += watcher.behind([pupil for pupil in sitting if pupil.room is watcher.room], places)
        self._note(f"Live views of {len(behind)} answers: at most behind", max(behind), "s", self.wanted.behind_s)


async def _places(on: Stage, school: School) -> dict[str, int]:
    """Return the place of each attempt's items in the live view: the assessment's order, not the pupil's."""
    async with on.database.session(school.id) as session:
        rows = await session.execute(
            select(AttemptItem.id, AssessmentItem.position).join(
                AssessmentItem, AssessmentItem.id == AttemptItem.assessment_item_id
            )
        )
        return {str(item_id): position - 1 for item_id, position in rows}


async def _listen_later(pupil: Pupil) -> None:
    await asyncio.sleep(pupil.rng.uniform(1, 8))
    await pupil.listen()


async def run(options: argparse.Namespace) -> bool:
    """Run what was asked for; returns whether all holds."""
    minutes = options.soak or options.minutes
    async with stage() as on:
        with application(on.settings) as (address, process):
            memory = Memory(process)
            year = Lesson(on, address, memory, options.pupils, minutes, options.seed, YEAR)
            figures = await year.run(herd=True) + _memory(memory, soaked=bool(options.soak))
            holds = show(f"{options.pupils} pupils for {minutes:g} minutes, seed {options.seed}", figures)
            if options.many:
                school = Lesson(on, address, memory, options.many, options.minutes, options.seed, SCHOOL)
                figures = await school.run(herd=False) + _memory(memory, soaked=False)
                holds &= show(f"{options.many} pupils for {options.minutes:g} minutes", figures)
    return holds


def _memory(memory: Memory, *, soaked: bool) -> list[Figure]:
    most = max(memory.seen_mb)
    figures = [_verdict("Memory of the application and its children: at most", most, "MB", MAX_MEMORY_MB)]
    if soaked:
        quarter = len(memory.seen_mb) // 4
        growth = max(memory.seen_mb[-quarter:]) - max(memory.seen_mb[quarter : 2 * quarter])
        figures.append(_verdict("… growth from the second quarter to the last", growth, "MB", MAX_GROWTH_MB))
    return figures


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="scripts/load", description=__doc__)
    parser.add_argument("--pupils", type=int, default=240)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--many", type=int, default=1000, help="then so many pupils; 0 leaves that out")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES", help="work so long, to see memory grow")
    parser.add_argument("--seed", type=int, default=2026)
    sys.exit(0 if asyncio.run(run(parser.parse_args())) else 1)


if __name__ == "__main__":
    main()
