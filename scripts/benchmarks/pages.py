"""Every budget of the pages that can be measured (docs/speed-of-pages.md).

The class page at the server, 30 pupils x 30 questions, all handed in; the live grid and the pupil's attempt page in the
browser. No line for what isn't measured but proved: violations that axe finds are the tests' matter (``tests/web``,
``tests/journey``), answers that are lost the chaos campaign's (``scripts/chaos``).
"""

from __future__ import annotations

import asyncio
import time

import httpx
import orjson

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.benchmarks import attempt_page, live_grid
from scripts.benchmarks.stage import Pupil, application, seed_class, stage
from scripts.benchmarks.table import Figure
from scripts.benchmarks.wire import Connection, percentile

PUPILS = 30
QUESTIONS = 30
READS = 100


async def _sit(address: str, pupil: Pupil) -> None:
    connection = Connection(address, f"{PLAIN_COOKIE}={pupil.token}")
    now = int(time.time() * 1000)
    events = [
        {
            "epoch": 1,
            "seq": number,
            "item": str(item),
            "value": {"text": "bite"} if kind == "short_text" else {"choice": None},
            "at": now,
        }
        for number, (item, kind) in enumerate(pupil.items, 1)
    ]
    body = {"epoch": 1, "at": now, "here": None, "pending": 0, "events": events}
    status, answer, _ = await connection.post(f"/api/attempts/{pupil.attempt_id}/events", orjson.dumps(body))
    final = [[str(item), 1, number] for number, (item, _) in enumerate(pupil.items, 1)]
    submitted, _, _ = await connection.post(f"/api/attempts/{pupil.attempt_id}/submit", orjson.dumps({"final": final}))
    if (status, submitted) != (200, 200):
        raise RuntimeError(f"A pupil could not sit: {status} {submitted} {answer[:200]!r}")
    connection.close()


async def run() -> list[Figure]:
    """Measure the class page, with the cheapest signed-in request beside it."""
    async with stage() as on:
        seeded = await seed_class(on, pupils=PUPILS, questions=QUESTIONS)
        with application(on.settings) as (address, _):
            for pupil in seeded.pupils:
                await _sit(address, pupil)
            async with httpx.AsyncClient(base_url=address, cookies={PLAIN_COOKIE: seeded.teacher_token}) as client:
                page = await _time(client, f"/api/assignments/{seeded.assignment_id}/results")
                cheap = await _time(client, "/api/me")
    p50 = percentile(page, 0.5)
    return [
        Figure("Class page 30 x 30, p50", p50, "ms", "≤ 50", baseline=percentile(cheap, 0.5), holds=p50 <= 50),
        Figure("Class page 30 x 30, p95", percentile(page, 0.95), "ms", "", baseline=percentile(cheap, 0.95)),
        *await live_grid.figures(),
        *await attempt_page.figures(),
    ]


async def _time(client: httpx.AsyncClient, path: str) -> list[float]:
    waits = []
    for _ in range(READS):
        started = time.perf_counter()
        answer = await client.get(path)
        waits.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        await asyncio.sleep(0.005)
    return waits[10:]
