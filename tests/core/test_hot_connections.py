"""The second door: at most so many connections, and none that is broken or busy is ever handed on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import psycopg
import pytest

from backend.config import Settings
from backend.core.db import conninfo
from backend.core.errors import Unavailable
from backend.core.hot_connections import HotConnections

pytestmark = pytest.mark.database

WHO = "SELECT pg_backend_pid()"


@pytest.fixture
async def hot(settings: Settings) -> AsyncIterator[HotConnections]:
    door = HotConnections(settings.app_url, size=2, settings={}, wait_s=0.2)
    yield door
    door.close()


async def _pids(door: HotConnections, times: int) -> set[int]:
    rows = await asyncio.gather(*(door.fetch_one("SELECT pg_backend_pid(), pg_sleep(0.02)") for _ in range(times)))
    return {row[0] for row in rows if row}


async def test_connections_are_shared_and_never_more_than_allowed(hot: HotConnections) -> None:
    first = await hot.fetch_one(WHO)
    assert first == await hot.fetch_one(WHO)
    assert len(await _pids(hot, 6)) == 2


async def test_who_waits_too_long_is_told_to_try_again(hot: HotConnections) -> None:
    busy = [asyncio.create_task(hot.fetch_one("SELECT pg_sleep(1)")) for _ in range(2)]
    await asyncio.sleep(0.1)
    with pytest.raises(Unavailable):
        await hot.fetch_one(WHO)
    await asyncio.gather(*busy)
    assert await hot.fetch_one(WHO)


async def test_a_connection_that_died_is_replaced_and_so_are_its_idle_neighbours(
    hot: HotConnections, settings: Settings
) -> None:
    pids = await _pids(hot, 2)
    async with await psycopg.AsyncConnection.connect(conninfo(settings.app_url), autocommit=True) as connection:
        await connection.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [list(pids)])
    with pytest.raises(Unavailable):
        await hot.fetch_one(WHO)
    assert not pids & await _pids(hot, 2)


async def test_a_cancelled_statement_leaves_no_busy_connection_behind(hot: HotConnections) -> None:
    held = asyncio.create_task(hot.fetch_one("SELECT pg_sleep(30), 'cancelled here'"))
    await asyncio.sleep(0.1)
    held.cancel()
    with pytest.raises(asyncio.CancelledError):
        await held
    assert len(await _pids(hot, 4)) == 2
    running = await hot.fetch_one(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%cancelled here%' "
        "AND pid <> pg_backend_pid()"
    )
    assert running == (0,)


async def test_a_statement_that_fails_spoils_nothing(hot: HotConnections) -> None:
    with pytest.raises(asyncpg.DivisionByZeroError):
        await hot.fetch_one("SELECT 1 / 0")
    assert await hot.fetch_one("SELECT 1") == (1,)
