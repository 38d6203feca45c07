"""kill -9 of the application and of PostgreSQL in the middle of saves: no acknowledged answer is lost.

A server of its own with durable settings (the tests' usual one doesn't write through to the disk), the application in
its own process as in a school, and simulated pages that delete an answer only when it was acknowledged.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url, select

from backend.attempts.models import Answer, AnswerEvent, Attempt
from backend.core.migrations import migrate
from backend.core.postgres import RunningCluster, ensure_roles_and_database, start_cluster
from backend.main import create_app
from tests import postgres_server
from tests.conftest import settings_for
from tests.school import SchoolMaker
from tests.sitting import Sitting, make_classroom

pytestmark = pytest.mark.database

PUPILS = 8
SEED = 20261121


@dataclass
class Machine:
    """An appliance whose parts can be killed and started again."""

    home: Path
    cluster: RunningCluster
    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_app(self) -> None:
        command = [sys.executable, "-m", "backend", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment)

    def kill_app(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def kill_postgres(self) -> None:
        self.cluster.kill()
        self.cluster = start_cluster(self.home / "data", bin_dir=postgres_server.bin_dir())


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    cluster = start_cluster(tmp_path / "data", bin_dir=postgres_server.bin_dir())
    names = {"owner": "ks3_owner", "owner_password": "o", "app": "ks3_app", "app_password": "a"}
    ensure_roles_and_database(cluster.cluster, dbname="ks3", **names)
    urls = {
        "DATABASE_URL": cluster.cluster.url(user="ks3_app", password="a", dbname="ks3"),
        "MIGRATION_DATABASE_URL": cluster.cluster.url(user="ks3_owner", password="o", dbname="ks3"),
    }
    migrate(make_url(urls["MIGRATION_DATABASE_URL"]), "ks3_app")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **urls, "ENVIRONMENT": "test", "DATA_DIR": str(tmp_path), "LOG_LEVEL": "error"}
    made = Machine(tmp_path, cluster, environment, port)
    made.start_app()
    yield made
    if made.process is not None:
        made.kill_app()
    made.cluster.stop()


@dataclass
class Page:
    """What a browser does: log, send, delete only what was acknowledged, try again for ever."""

    sitting: Sitting
    rng: random.Random
    acked: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    failures: int = 0

    async def run(self, stop: asyncio.Event) -> None:
        queue: dict[tuple[int, int], dict[str, Any]] = {}
        count = 0
        while not stop.is_set() or queue:
            if not stop.is_set():
                count += 1
                item = self.rng.choice(self.sitting.items)
                event = self.sitting.event(item, {"text": f"answer {count}"})
                queue[event["epoch"], event["seq"]] = event
            await self._send(queue)
            await asyncio.sleep(self.rng.random() * 0.02)

    async def _send(self, queue: dict[tuple[int, int], dict[str, Any]]) -> None:
        body = {"epoch": self.sitting.epoch, "at": int(time.time() * 1000), "here": None, "pending": len(queue)}
        body["events"] = list(queue.values())[-50:]
        path = f"/api/attempts/{self.sitting.attempt_id}/events"
        try:
            answer = await self.sitting.pupil.client.post(path, json=body, timeout=5)
        except httpx.TransportError:
            self.failures += 1
            await asyncio.sleep(0.1)
            return
        if answer.status_code != 200:
            assert answer.status_code == 503, answer.text
            self.failures += 1
            await asyncio.sleep(0.1)
            return
        for epoch, seq in answer.json()["acked"]:
            event = queue.pop((epoch, seq))
            self.acked[epoch, seq] = (event["item"], event["value"]["text"])


async def _wait_until_ready(address: str) -> float:
    started = time.monotonic()
    async with httpx.AsyncClient(base_url=address) as client:
        while time.monotonic() - started < 30:
            try:
                if (await client.get("/health/ready")).status_code == 200:
                    return time.monotonic() - started
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise AssertionError("The application did not come back within 30 s")


@pytest.mark.slow
@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.long)])
async def test_no_acknowledged_answer_is_lost(machine: Machine, kills: int) -> None:
    rng = random.Random(SEED)
    await _wait_until_ready(machine.address)
    urls = {"database_url": machine.environment["DATABASE_URL"]}
    app = create_app(settings_for("unused", machine.home, **urls))
    maker = SchoolMaker(app, machine.address)
    room = await make_classroom(maker, pupils=PUPILS)
    pages = [Page(await room.start(pupil), random.Random(rng.random())) for pupil in room.pupils]
    stop = asyncio.Event()
    running = [asyncio.create_task(page.run(stop)) for page in pages]
    for number in range(kills):
        await asyncio.sleep(0.3 + rng.random() * 0.5)
        if number % 2:
            machine.kill_postgres()
        else:
            machine.kill_app()
            machine.start_app()
        await _wait_until_ready(machine.address)
    stop.set()
    await asyncio.wait_for(asyncio.gather(*running), 30)
    await app.state.database.engine.dispose()
    await _assert_nothing_lost(maker, room.teacher.school_id, pages)
    for page in pages:
        assert (await page.sitting.submit())["state"] == "marked"
    await maker.close()
    await app.state.database.engine.dispose()


async def _assert_nothing_lost(maker: SchoolMaker, school_id: uuid.UUID, pages: list[Page]) -> None:
    assert sum(page.failures for page in pages) > 0, "no save was hit by a kill: the test proves nothing"
    assert sum(len(page.acked) for page in pages) > 100
    async with maker.database.session(school_id) as session:
        for page in pages:
            attempt = await session.get_one(Attempt, page.sitting.attempt_id)
            events = (await session.scalars(select(AnswerEvent).where(AnswerEvent.attempt_id == attempt.id))).all()
            stored = {(event.epoch, event.seq): (str(event.item_id), event.value["text"]) for event in events}
            lost = {place: value for place, value in page.acked.items() if stored.get(place) != value}
            assert not lost, f"acknowledged and lost: {lost}"
            newest: dict[str, tuple[int, int]] = {}
            for place, (item, _) in sorted(stored.items()):
                newest[item] = place
            answers = (await session.scalars(select(Answer).where(Answer.attempt_id == attempt.id))).all()
            assert {str(answer.item_id): (answer.epoch, answer.seq) for answer in answers} == newest
