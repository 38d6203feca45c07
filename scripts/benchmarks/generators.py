"""Making a question by rule; beside it, what reading the marks of its stem costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from backend.generation.generators import registry
from backend.questions.types.rich_text import parse
from scripts.benchmarks.table import Figure
from scripts.benchmarks.wire import percentile

SEEDS = range(60)
WANTED_MS = 5.0


def _seconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


async def run() -> list[Figure]:
    """Measure CPU time an item of every generator and level; the dearest is what counts."""
    costs: dict[str, float] = {}
    reading: list[float] = []
    for generator in registry.ALL:
        for level in generator.levels:
            drafts = [generator.plan(seed, level) for seed in SEEDS]
            reading += [_seconds(partial(parse, draft.content["stem"])) for draft in drafts]
            waits = [_seconds(partial(generator.plan, seed, level)) for seed in SEEDS]
            costs[f"{generator.key}, level {level}"] = percentile(waits, 0.95)
    dearest = sorted(costs, key=lambda name: costs[name])[-3:]
    baseline = percentile(reading, 0.5)
    typical = sorted(costs.values())[len(costs) // 2]
    return [
        Figure(f"An item, p95, median of {len(costs)} kinds", typical, "ms", "", baseline=baseline),
        *(
            Figure(f"{name}, p95", costs[name], "ms", "≤ 5", baseline=baseline, holds=costs[name] <= WANTED_MS)
            for name in reversed(dearest)
        ),
    ]
