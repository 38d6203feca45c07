"""Saving answers: what one costs the application, how many a second beside the baseline, and how long pupils wait."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson
import psutil
import psycopg

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.benchmarks.stage import PASSWORD, Pupil, Stage, application, cpu_seconds, process, seed_class, stage
from scripts.benchmarks.table import Figure
from scripts.benchmarks.wire import Connection, percentile

PUPILS = 240
QUESTIONS = 20
CONNECTIONS = 16
ROUND_S = 4.0
ROUNDS = 3
PACE_S = 3.0
OPEN_S = 20.0
HERD_S = 30.0


@dataclass
class Load:
    """Pupils who save; each has a connection and counts its changes."""

    address: str
    pupils: list[Pupil]
    rng: random.Random
    waits: list[float] = field(default_factory=list)
    seqs: dict[str, int] = field(default_factory=dict)

    def body(self, pupil: Pupil) -> bytes:
        """Return the next change of a pupil as the page sends it."""
        seq = self.seqs[pupil.token] = self.seqs.get(pupil.token, 0) + 1
        item, kind = self.rng.choice(pupil.items)
        value = {"text": "a short answer about memory"} if kind == "short_text" else {"choice": "optb02"}
        now = int(time.time() * 1000)
        event = {"epoch": 1, "seq": seq, "item": str(item), "value": value, "at": now}
        return orjson.dumps({"epoch": 1, "at": now, "here": str(item), "pending": 1, "events": [event]})

    async def save(self, connection: Connection, pupil: Pupil) -> None:
        """Save once, and note how long it took."""
        status, answer, seconds = await connection.post(f"/api/attempts/{pupil.attempt_id}/events", self.body(pupil))
        if status != 200 or not orjson.loads(answer)["acked"]:
            raise RuntimeError(f"A save was refused: {status} {answer[:200]!r}")
        self.waits.append(seconds)

    async def closed_loop(self, seconds: float) -> int:
        """Save as fast as ``CONNECTIONS`` connections can for so long; returns how many were saved."""
        end = time.perf_counter() + seconds
        before = len(self.waits)

        async def worker(pupil: Pupil) -> None:
            connection = Connection(self.address, f"{PLAIN_COOKIE}={pupil.token}")
            while time.perf_counter() < end:
                await self.save(connection, pupil)
            connection.close()

        await asyncio.gather(*(worker(pupil) for pupil in self.pupils[:CONNECTIONS]))
        return len(self.waits) - before

    async def open_loop(self, seconds: float, over: Callable[[], bool] = lambda: False) -> None:
        """Let every pupil save each ``PACE_S`` seconds, spread evenly, whatever the server does, until it is ``over``.

        The first save of each pupil, of which ``waits`` holds one a pupil before any second, opens a connection.
        """
        start = time.perf_counter()

        async def pupil_at_work(number: int, pupil: Pupil) -> None:
            connection = Connection(self.address, f"{PLAIN_COOKIE}={pupil.token}")
            due = start + PACE_S * number / len(self.pupils)
            while due < start + seconds and not over():
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await self.save(connection, pupil)
                due += PACE_S
            connection.close()

        await asyncio.gather(*(pupil_at_work(number, pupil) for number, pupil in enumerate(self.pupils)))


def _make_bare_table(on: Stage) -> None:
    """Add an unprotected copy of the answers for the baseline: no policy, no foreign key."""
    with psycopg.connect(on.settings.owner_url.set(drivername="postgresql").render_as_string(hide_password=False)) as c:
        c.execute(
            "CREATE TABLE bare_answers (attempt_id uuid, item_id uuid, epoch int, seq int, value jsonb, "
            "saved_at timestamptz DEFAULT now(), PRIMARY KEY (attempt_id, item_id))"
        )
        c.execute("GRANT ALL ON bare_answers TO ks3_app")


async def _rate(address: str, running: psutil.Process, load: Load) -> tuple[float, float]:
    """Return saves a second and the process's CPU milliseconds a save."""
    cpu = cpu_seconds(running)
    saved = await load.closed_loop(ROUND_S)
    return saved / ROUND_S, 1000 * (cpu_seconds(running) - cpu) / saved


async def _sign_in_herd(address: str, class_code: str, pupils: list[Pupil]) -> tuple[int, list[float]]:
    """Let every pupil sign in within ``HERD_S`` seconds; returns how many did, and how long each waited."""

    async def one(number: int, pupil: Pupil) -> tuple[int, float]:
        await asyncio.sleep(HERD_S * number / len(pupils))
        connection = Connection(address, "")
        body = orjson.dumps({"class_code": class_code, "name": pupil.name, "password": PASSWORD})
        status, _, seconds = await connection.post("/api/sign-in/pupil", body)
        connection.close()
        return status, seconds

    answers = await asyncio.gather(*(one(number, pupil) for number, pupil in enumerate(pupils)))
    return sum(status == 200 for status, _ in answers), [seconds for _, seconds in answers]


async def run() -> list[Figure]:
    """Measure, with application and baseline taking turns so that a noisy machine is unfair to neither."""
    rng = random.Random(2026)
    async with stage() as on:
        seeded = await seed_class(on, pupils=PUPILS, questions=QUESTIONS)
        pupils = seeded.pupils
        _make_bare_table(on)
        own: list[tuple[float, float]] = []
        bare: list[tuple[float, float]] = []
        with (
            application(on.settings) as (address, app),
            process(["-m", "scripts.benchmarks.baseline"], on.settings, "/health/live") as (bare_address, bare_app),
        ):
            load, bare_load = Load(address, pupils, rng), Load(bare_address, pupils, rng)
            await load.closed_loop(1.0)
            await bare_load.closed_loop(1.0)
            for _ in range(ROUNDS):
                bare.append(await _rate(bare_address, bare_app, bare_load))
                own.append(await _rate(address, app, load))
            load.waits.clear()
            await load.open_loop(OPEN_S)
            paced = list(load.waits)
            load.waits.clear()
            _, (signed_in, sign_in_waits) = await asyncio.gather(
                load.open_loop(HERD_S + 3), _sign_in_herd(address, seeded.class_code, pupils)
            )
            herded = list(load.waits)
    cpu = sorted(cost for _, cost in own)[ROUNDS // 2]
    bare_cpu = sorted(cost for _, cost in bare)[ROUNDS // 2]
    rate = sorted(rate for rate, _ in own)[ROUNDS // 2]
    bare_rate = sorted(rate for rate, _ in bare)[ROUNDS // 2]
    return [
        Figure("App CPU a save, sign-in check included", cpu, "ms", "≤ 0.6", baseline=bare_cpu, holds=cpu <= 0.6),
        Figure("Saves a second", rate, "/s", "≥ 40 % of baseline", baseline=bare_rate, holds=rate >= 0.4 * bare_rate),
        Figure("Rate beside the baseline", 100 * rate / bare_rate, "%", "≥ 40", holds=rate >= 0.4 * bare_rate),
        *_waits("240 pupils, a save each 3 s", paced, 50),
        *_waits("… while 240 sign in within 30 s", herded, 100),
        Figure("Sign-ins that worked", signed_in, "of 240", "240", holds=signed_in == PUPILS),
        Figure("Sign-in p95", percentile(sign_in_waits, 0.95), "ms", ""),
    ]


def _waits(name: str, waits: list[float], most: float) -> list[Figure]:
    p99 = percentile(waits, 0.99)
    return [
        Figure(f"{name}: p50 of {len(waits)}", percentile(waits, 0.5), "ms", ""),
        Figure(f"{name}: p99", p99, "ms", f"≤ {most:g}", holds=p99 <= most),
    ]
