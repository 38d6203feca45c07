"""Everything but saves takes one step in a round of the event loop, and is otherwise as if it were awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from backend.core.one_step import OneStepARound

WORKERS = 10
STEPS = 5


async def _rounds(begun: asyncio.Event, noted: list[list[str]]) -> None:
    """Note in which round of the loop what was done: a list a round."""
    begun.set()
    while True:
        noted.append([])
        await asyncio.sleep(0)


async def _work(name: str, noted: list[list[str]]) -> str:
    for _ in range(STEPS):
        noted[-1].append(name)
        await asyncio.sleep(0)
    return name


async def _steps_by_round(way: Callable[[Awaitable[str]], Awaitable[str]]) -> tuple[list[list[str]], list[str]]:
    noted: list[list[str]] = []
    begun = asyncio.Event()
    watch = asyncio.create_task(_rounds(begun, noted))
    await begun.wait()

    async def one(number: int) -> str:
        return await way(_work(str(number), noted))

    results = await asyncio.gather(*(one(number) for number in range(WORKERS)))
    watch.cancel()
    return noted, results


async def test_one_step_a_round_and_everyone_in_turn() -> None:
    """Ten workers of five steps each never take two in a round, and nobody takes two before all had one."""
    noted, results = await _steps_by_round(OneStepARound)
    assert results == [str(number) for number in range(WORKERS)]
    assert max(map(len, noted)) == 1
    order = [name for each in noted for name in each]
    assert len(order) == WORKERS * STEPS
    for start in range(0, len(order), WORKERS):
        assert len(set(order[start : start + WORKERS])) == WORKERS


async def test_awaited_plainly_all_step_together() -> None:
    """The same work without turns does what turns are there to prevent; otherwise the test above proves nothing."""

    async def plainly(work: Awaitable[str]) -> str:
        return await work

    noted, _ = await _steps_by_round(plainly)
    assert max(map(len, noted)) == WORKERS


async def test_errors_come_out_and_go_in() -> None:
    """What the work raises comes out; what it waits for may raise into it."""

    async def falls() -> None:
        await asyncio.sleep(0)
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        await OneStepARound(falls())

    async def catches() -> str:
        try:
            await falls()
        except LookupError as exc:
            return str(exc)
        return ""

    assert await OneStepARound(catches()) == "gone"


@pytest.mark.parametrize("rounds", range(6))
async def test_a_cancelled_one_holds_nobody_up(rounds: int) -> None:
    """Cancelled while it waits for something, for its turn, or just as its turn comes: its cleaning up is done, others
    go on."""
    begun: list[int] = []
    cleaned: list[int] = []

    async def waits(number: int) -> None:
        begun.append(number)
        try:
            for _ in range(100):
                await asyncio.sleep(0 if number % 2 else 3600)
        finally:
            await asyncio.sleep(0)
            cleaned.append(number)

    async def run(number: int) -> None:
        await OneStepARound(waits(number))

    tasks = [asyncio.create_task(run(number)) for number in range(4)]
    for _ in range(rounds):
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)
    assert sorted(cleaned) == sorted(begun)
    async with asyncio.timeout(5):
        assert await OneStepARound(_work("after", [[]])) == "after"


async def test_deadlines_work() -> None:
    """A timeout inside the work and one around it."""

    async def slow() -> str:
        try:
            async with asyncio.timeout(0.01):
                await asyncio.sleep(3600)
        except TimeoutError:
            return "in time"
        return ""

    assert await OneStepARound(slow()) == "in time"
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await OneStepARound(asyncio.sleep(3600))
