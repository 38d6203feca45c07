"""A started runner for each tier, kept for a file's tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from backend.sandbox.runner import Runner

TIERS = ("A", "B")


@pytest.fixture(scope="module", params=TIERS)
async def runner(request: pytest.FixtureRequest) -> AsyncIterator[Runner]:
    """A runner that may use only this tier; that it could be started is part of the test."""
    made = Runner(tiers=(request.param,))
    await made.start()
    assert made.state.tier == request.param, made.state.reason
    yield made
    await made.stop()


async def until(true: Callable[[], bool]) -> None:
    """Wait until something outside this process has come about; 20 s at most."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
