"""A class, then a year, press Run together through the API, while everybody's answers go on being saved."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median

import orjson

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.benchmarks.runner import FOR_EVER, LESSON, LESSON_PRINTED
from scripts.benchmarks.save import Load
from scripts.benchmarks.stage import Pupil, application, seed_class, stage
from scripts.benchmarks.table import Figure
from scripts.benchmarks.wire import Connection as HttpConnection
from scripts.benchmarks.wire import percentile

PUPILS = 240
CLASS = 30
CLASSES = 5
YEARS = 3
LOOPING = 12
QUIET_S = 12.0
LONGEST_S = 300.0
PAUSE_S = 1.0
CONTENTS: list[tuple[str, dict[str, object]]] = [
    (
        "short_text",
        {
            "stem": "What is the smallest unit of data?",
            "accepted": [{"pattern": "bit", "fraction": 1, "kind": "exact"}],
        },
    ),
    (
        "python_code",
        {
            "stem": "Say hello.",
            "starter": "",
            "solution": LESSON,
            "tests": [{"id": "aaaaaa", "stdin": "Ann\n", "expected": LESSON_PRINTED}],
        },
    ),
]


async def _press_once(address: str, pupil: Pupil, source: str, refused: list[int]) -> float:
    """Press Run once; returns how long the pupil waited in s, and notes the status of a refusal."""
    (item,) = (item for item, kind in pupil.items if kind == "python_code")
    connection = HttpConnection(address, f"{PLAIN_COOKIE}={pupil.token}")
    body = orjson.dumps({"source": source, "stdin": "Ann\n"})
    status, answer, seconds = await connection.post(f"/api/attempts/{pupil.attempt_id}/items/{item}/run", body)
    connection.close()
    if status != 200:
        refused.append(status)
        return seconds
    result = orjson.loads(answer.splitlines()[-1]).get("result", {})
    if source == LESSON and result.get("stdout") != LESSON_PRINTED:
        raise RuntimeError(f"A run went wrong: {status} {answer[:300]!r}")
    return seconds


async def _together(address: str, pupils: list[Pupil], refused: list[int], looping: int = 0) -> list[float]:
    """Let pupils press Run together; returns how long each of those waited whose program ends."""
    order = random.Random(1).sample(pupils, len(pupils))
    bad = asyncio.gather(*(_press_once(address, pupil, FOR_EVER, refused) for pupil in order[:looping]))
    waits = await asyncio.gather(*(_press_once(address, pupil, LESSON, refused) for pupil in order[looping:]))
    await bad
    return list(waits)


@dataclass
class Presses:
    """How long pupils waited for their runs: p95 of each time that they pressed together, in ms."""

    classes: list[float] = field(default_factory=list)
    years: list[float] = field(default_factory=list)
    looped: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)


async def _all_presses(address: str, pupils: list[Pupil]) -> Presses:
    found = Presses()
    for _ in range(CLASSES):
        await asyncio.sleep(PAUSE_S)
        found.classes.append(percentile(await _together(address, pupils[:CLASS], found.refused), 0.95))
    for _ in range(YEARS):
        await asyncio.sleep(PAUSE_S)
        found.years.append(percentile(await _together(address, pupils, found.refused), 0.95))
        await asyncio.sleep(PAUSE_S)
        found.looped.append(percentile(await _together(address, pupils, found.refused, LOOPING), 0.95))
    return found


def _press_apart(address: str, pupils: list[Pupil], answer: Connection) -> None:
    """Press in a process of its own: 240 new connections at once hold up whoever measures saves."""
    answer.send(asyncio.run(_all_presses(address, pupils)))


async def _press(address: str, pupils: list[Pupil], load: Load) -> tuple[Presses, float]:
    """Let everybody save while the presses are under way; returns these and how long they took."""
    ours, theirs = get_context("spawn").Pipe()
    pressing = get_context("spawn").Process(target=_press_apart, args=(address, pupils, theirs))
    pressing.start()
    began = time.perf_counter()
    await load.open_loop(LONGEST_S, over=lambda: not pressing.is_alive())
    pressing.join()
    if not ours.poll():
        raise RuntimeError("The presses went wrong; see above.")
    return ours.recv(), time.perf_counter() - began


async def run() -> list[Figure]:
    """Measure saves alone, then while a class and a year press Run again and again."""
    rng = random.Random(2026)
    async with stage() as on:
        seeded = await seed_class(on, pupils=PUPILS, contents=CONTENTS)
        pupils = seeded.pupils
        texts = [
            Pupil(one.token, one.attempt_id, [item for item in one.items if item[1] == "short_text"], one.name)
            for one in pupils
        ]
        with application(on.settings) as (address, _):
            load = Load(address, texts, rng)
            await load.open_loop(QUIET_S)
            quiet = percentile(load.waits[PUPILS:], 0.99)
            load.waits.clear()
            presses, seconds = await _press(address, pupils, load)
    waits = load.waits[PUPILS:]
    busy = percentile(waits, 0.99)
    calm, loops = median(presses.years), median(presses.looped)
    return [
        Figure(f"{CLASS} press Run together: p95, median of {CLASSES}", median(presses.classes), "ms", ""),
        Figure(f"{PUPILS} press Run together: p95, median of {YEARS}", calm, "ms", ""),
        Figure(
            f"… {LOOPING} of them loop for ever: p95 of the others",
            loops,
            "ms",
            "≤ 2 x calm",
            baseline=calm,
            holds=loops <= 2 * calm,
        ),
        Figure("Runs refused", len(presses.refused), "", "0", holds=not presses.refused),
        Figure(
            f"p99 of {len(waits)} saves in these {seconds:.0f} s",
            busy,
            "ms",
            "≤ 50",
            baseline=quiet,
            holds=busy <= 50,
        ),
    ]
