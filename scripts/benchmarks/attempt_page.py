"""The pupil's attempt page in Chromium, on one attempt with a question of every type, behind the real Caddy."""

from __future__ import annotations

import json
from pathlib import Path

from backend.questions import types
from backend.questions.types.registry import ALL
from scripts.benchmarks import attempt_loading, attempt_use
from scripts.benchmarks.chromebook import CHROMIUM, chromium
from scripts.benchmarks.door import door
from scripts.benchmarks.stage import seed_class, stage
from scripts.benchmarks.table import Figure

ROUNDS = 5
FREE_ROUNDS = 2
EXAMPLES = Path(types.__file__).parent


def every_type() -> list[tuple[str, dict[str, object]]]:
    """Return one question of each type, the first example that it ships, as types and contents."""
    found = []
    for question_type in ALL:
        shipped = min((EXAMPLES / question_type.key / "examples").glob("*.json"))
        found.append((question_type.key, json.loads(shipped.read_text(encoding="utf-8"))["content"]))
    return found


async def figures() -> list[Figure]:
    """Measure how the page comes and how it answers the pupil; nothing where there is no Chromium."""
    if CHROMIUM is None:
        return []
    contents = every_type()
    async with stage() as on:
        seeded = await seed_class(on, pupils=FREE_ROUNDS + ROUNDS + 1, contents=contents)
        *loading, sitting = seeded.pupils
        with door(on.settings) as through:
            async with chromium() as browser:
                loaded = await attempt_loading.figures(browser, through, loading, free=FREE_ROUNDS)
                used = await attempt_use.figures(browser, through, sitting, rounds=ROUNDS)
    return [*loaded, *used]
