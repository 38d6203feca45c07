"""A page that listens to a stream of the server's, over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.school import Person

PATIENCE_S = 10
"""Only so that a test ends that would fail: what is waited for comes when it is told."""


class Ear:
    """Hears the documents of one stream, one after the other."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> Any:
        """Return the next document."""
        async with asyncio.timeout(PATIENCE_S):
            async for line in self._lines:
                if line.startswith("data: "):
                    return json.loads(line.removeprefix("data: "))
        raise AssertionError("the stream ended")

    async def until(self, wanted: Any) -> Any:
        """Return the first document for which ``wanted`` holds."""
        while not wanted(document := await self.next()):
            pass
        return document


@asynccontextmanager
async def listening(person: Person, path: str) -> AsyncIterator[Ear]:
    """Open a stream as a person."""
    async with person.client.stream("GET", path) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Ear(answer.aiter_lines())
