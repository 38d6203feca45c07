"""What the database refuses is told as what it is: a pause to be tried again, never a fault."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from backend.core import errors
from backend.core.db import Database
from tests.school import Client, SchoolMaker

pytestmark = pytest.mark.database

_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


async def _take_two(database: Database, first: int, second: int, met: asyncio.Barrier) -> None:
    async with database.session() as session:
        await session.execute(_LOCK, {"key": first})
        await met.wait()
        await session.execute(_LOCK, {"key": second})


async def test_the_loser_of_a_deadlock_is_asked_to_try_again(maker: SchoolMaker) -> None:
    met = asyncio.Barrier(2)
    app = FastAPI()
    errors.install(app)

    @app.post("/{first}/{second}")
    async def take(first: int, second: int) -> None:
        await _take_two(maker.database, first, second, met)

    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test", verify=False) as client:
        answers = await asyncio.gather(client.post("/7001/7002"), client.post("/7002/7001"))
    assert sorted(answer.status_code for answer in answers) == [200, 503]
    loser = max(answers, key=lambda answer: answer.status_code)
    assert loser.json()["code"] == "unavailable" and int(loser.headers["retry-after"]) > 0


async def test_a_wrong_method_is_told_the_right_ones(anonymous: Client) -> None:
    answer = await anonymous.delete("/health/live")
    assert answer.status_code == 405 and answer.json()["code"] == "method_not_allowed"
    assert "GET" in answer.headers["allow"]
