"""Fixtures over a real PostgreSQL and a real HTTP server: one database a worker, and a fresh school for each test.

Schools are walled off by row-level security, so a new school isolates a test as well as a new database would, and
every test is a small test of the wall.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import make_url
from starlette.applications import Starlette

from backend.config import Settings
from backend.core import logging
from backend.core.migrations import migrate
from backend.core.server import Server
from backend.main import create_app
from backend.rooms import ROOMS
from tests import postgres_server
from tests.school import Client, SchoolMaker

hypothesis.settings.register_profile("every run", max_examples=30)
"""Of what is generated and says no number of its own; with the long tests it is Hypothesis's hundred."""


def pytest_configure(config: pytest.Config) -> None:
    logging.configure("error")
    if "not long" in config.option.markexpr:
        hypothesis.settings.load_profile("every run")
    postgres_server.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres_server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: begun last, they would keep one worker busy when the others are done.

    After those marked so, files that drive a browser, then those with a database, then pure ones, which take seconds.
    """
    order = ("slow", "browser", "database")
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in order])


def _build(name: str) -> None:
    migrate(make_url(postgres_server.owner_url(name)), postgres_server.APP)


@pytest.fixture(scope="session")
def database_name() -> Iterator[str]:
    """A migrated database of this worker's own."""
    name = postgres_server.create_database(postgres_server.template(_build))
    yield name
    postgres_server.drop_database(name)


def settings_for(name: str, data_dir: Path, **changes: object) -> Settings:
    """Settings of an application on database `name`; cheap password hashes, generous limits."""
    values: dict[str, Any] = {
        "environment": "test",
        "database_url": postgres_server.app_url(name),
        "migration_database_url": postgres_server.owner_url(name),
        "password_hash_cost": 4,
        "database_pool_size": 5,
        "hot_pool_size": 4,
        "data_dir": data_dir,
        "rate_limit_generation": 1000,
        "rate_limit_attempts": 1000,
        **changes,
    }
    return Settings(_env_file=None, **values)


@asynccontextmanager
async def serving(app: Starlette, *, port: int = 0) -> AsyncIterator[str]:
    """Serve an application over real HTTP on a port of this machine, a free one unless told; gives its address."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(256)
        server = Server(
            # As long as in a school: a connection that idles a few seconds isn't closed under a client's next request.
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="on",
                timeout_keep_alive=75,
                timeout_graceful_shutdown=2,
            ),
            app.state.database.live,
        )
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            if task.done():
                await task
                raise RuntimeError("The application didn't start")
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.end()
            await task


@pytest.fixture(scope="session")
def settings(database_name: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The worker's settings."""
    return settings_for(database_name, tmp_path_factory.mktemp("data"))


@pytest.fixture
async def settings_apart(database_name: str, tmp_path: Path) -> AsyncIterator[Settings]:
    """A database of the test's own: the worker of the tests' application would take its jobs."""
    name = postgres_server.create_database("ks3_template")
    yield settings_for(name, tmp_path)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
async def app(settings: Settings) -> FastAPI:
    """The worker's application. It leaves routines to the tests: they would go through each school of each test."""
    return create_app(settings, rooms=tuple(replace(room, routines=()) for room in ROOMS))


@pytest.fixture(scope="session")
async def server(app: FastAPI) -> AsyncIterator[str]:
    """The address of the worker's application, served over HTTP."""
    async with serving(app) as address:
        yield address


@pytest.fixture
async def maker(app: FastAPI, server: str) -> AsyncIterator[SchoolMaker]:
    """Makes schools, people and classes, and clients signed in as them."""
    made = SchoolMaker(app, server)
    yield made
    await made.close()


@pytest.fixture
async def anonymous(server: str) -> AsyncIterator[Client]:
    """A browser that nobody has signed in on."""
    async with Client(server) as client:
        yield client
