"""Making a question by rule: by itself beside what reading its stem costs, with programs beside one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from backend.generation.draft import Draft
from backend.generation.generators import registry
from backend.generation.generators.base import Generator
from backend.generation.makers import make_variant
from backend.generation.program_runs import run_for
from backend.questions.types.rich_text import parse
from backend.sandbox.protocol import RunRequest
from backend.sandbox.runner import Runner
from scripts.benchmarks.table import Figure
from scripts.benchmarks.wire import percentile

SEEDS = range(60)
SEEDS_WITH_PROGRAMS = range(20)
WANTED_MS = 5.0
WANTED_WITH_PROGRAMS_MS = 150.0
_SHOWN = 3


def _seconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def _figures(what: str, costs: dict[str, float], wanted: float, baseline: float) -> list[Figure]:
    """Return the median of all kinds, and the dearest: they are what counts."""
    dearest = sorted(costs, key=lambda name: costs[name])[-_SHOWN:]
    typical = sorted(costs.values())[len(costs) // 2]
    return [
        Figure(f"{what}, p95, median of {len(costs)} kinds", typical, "ms", "", baseline=baseline),
        *(
            Figure(f"{name}, p95", costs[name], "ms", f"≤ {wanted:g}", baseline=baseline, holds=costs[name] <= wanted)
            for name in reversed(dearest)
        ),
    ]


def _pure() -> list[Figure]:
    """Measure CPU time an item of every generator and level that runs nothing."""
    costs: dict[str, float] = {}
    reading: list[float] = []
    for generator in registry.ALL:
        if generator.runs_programs:
            continue
        for level in generator.levels:
            items = [generator.plan(seed, level) for seed in SEEDS]
            stems = [item.content["stem"] for item in items if isinstance(item, Draft)]
            reading += [_seconds(partial(parse, stem)) for stem in stems]
            waits = [_seconds(partial(generator.plan, seed, level)) for seed in SEEDS]
            costs[f"{generator.key}, level {level}"] = percentile(waits, 0.95)
    return _figures("An item", costs, WANTED_MS, percentile(reading, 0.5))


async def _waits(runner: Runner, generator: Generator, level: int) -> list[float]:
    run = run_for(runner, "benchmark")
    waits = []
    for seed in SEEDS_WITH_PROGRAMS:
        began = time.perf_counter()
        await make_variant(generator, seed, level, run)
        waits.append(time.perf_counter() - began)
    return waits


async def _with_programs() -> list[Figure]:
    """Measure wall time an item of every generator and level that runs programs, beside one run by itself."""
    runner = Runner()
    await runner.start()
    try:
        alone = []
        for _ in SEEDS:
            began = time.perf_counter()
            await runner.run(RunRequest("print(4)"))
            alone.append(time.perf_counter() - began)
        costs = {
            f"{generator.key}, level {level}": percentile(await _waits(runner, generator, level), 0.95)
            for generator in registry.ALL
            if generator.runs_programs
            for level in generator.levels
        }
    finally:
        await runner.stop()
    return _figures("An item with programs", costs, WANTED_WITH_PROGRAMS_MS, percentile(alone, 0.5))


async def run() -> list[Figure]:
    """Measure every generator and level: CPU time where nothing is run, else wall time by the real runner."""
    return [*_pure(), *await _with_programs()]
