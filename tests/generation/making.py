"""Starting runs and waiting for them, for tests of the generation room and of the rooms above it."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.school import Person

WAIT_S = 60
GENERATOR = "generator.binary_to_denary"
TEXT_MAKERS = (
    "text.questions_in_file",
    "text.definitions",
    "text.key_terms",
    "text.cloze",
    "text.matching",
    "text.contrasts",
    "text.odd_one_out",
    "text.ordered_steps",
    "text.program_outputs",
)


async def start(person: Person, *orders: dict[str, Any], expect: int = 202, **body: Any) -> Any:
    """Start a run of these makers."""
    return await person.post("/api/generation-runs", {"makers": list(orders), **body}, expect=expect)


async def finished(person: Person, run_id: str) -> Any:
    """Wait until a run is over and return it."""
    for _ in range(WAIT_S * 20):
        run = await person.get(f"/api/generation-runs/{run_id}")
        if run["status"] not in {"queued", "running"}:
            return run
        await asyncio.sleep(0.05)
    raise AssertionError(f"The run wasn't over within {WAIT_S} s: {run['status']}")


async def make(person: Person, *orders: dict[str, Any], **body: Any) -> Any:
    """Run these makers to the end."""
    run = await finished(person, (await start(person, *orders, **body))["id"])
    assert run["status"] == "done", run
    return run


async def drafts(person: Person, **query: Any) -> list[Any]:
    """Return the first page of drafts."""
    return (await person.get("/api/drafts", params=query))["items"]
