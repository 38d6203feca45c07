"""Two schools for the whole folder. Its tests may add to them and change them, but never empty them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from fastapi import FastAPI

from tests.notifications.relay_server import relaying
from tests.school import Client, SchoolMaker
from tests.security.world import Place, make_place


@dataclass(frozen=True)
class TwoSchools:
    """The school that acts, the school that is foreign to it, and a browser without a session."""

    home: Place
    away: Place
    nobody: Client


@asynccontextmanager
async def make_two_schools(app: FastAPI, server: str) -> AsyncIterator[TwoSchools]:
    """Make two schools with a row in every table."""
    maker = SchoolMaker(app, server)
    home, away = await asyncio.gather(make_place(maker, "Home"), make_place(maker, "Away"))
    async with Client(server) as nobody, relaying() as relay:
        for place in (home, away):
            place.ids["mail_port"] = str(relay.port)
        yield TwoSchools(home, away, nobody)
    await maker.close()


@pytest.fixture(scope="session")
async def two_schools(app: FastAPI, server: str) -> AsyncIterator[TwoSchools]:
    """Those of the whole folder: what was prepared for a class, one change of it throws away."""
    async with make_two_schools(app, server) as made:
        yield made
