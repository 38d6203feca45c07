"""Pupils and teachers as their pages behave: who saves, who listens, who watches."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.benchmarks.wire import Connection
from scripts.loadtest.school import ClassRoom, Seat

ANSWER_EVERY_S = 12.0
"""A question takes some three quarters of a minute; its answer is changed, and typing is logged as it goes."""
HEARTBEAT_S = 15.0
ASKS_AGAIN_S = 2.0


@dataclass
class Waits:
    """How long what was asked took, in seconds, by kind; what was refused; and when pages heard of changes."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)

    def note(self, kind: str, seconds: float) -> None:
        """Keep one."""
        self.seconds.setdefault(kind, []).append(seconds)


async def _stream(connection: Connection, path: str) -> AsyncIterator[bytes]:
    """Yield the lines of a stream for ever: it ends every ten minutes, and pages ask again."""
    while True:
        async for line in connection.lines(path):
            yield line
        connection.close()
        await asyncio.sleep(ASKS_AGAIN_S)


@dataclass
class Pupil:
    """One pupil at a page: a connection that asks, and one that listens."""

    seat: Seat
    room: ClassRoom
    address: str
    waits: Waits
    rng: random.Random
    attempt_id: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)
    seq: int = 0
    last: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    ends_at: int = 0
    answered_at: dict[str, float] = field(default_factory=dict)
    """When an answer was acknowledged first, by item: what the live view must show."""

    def __post_init__(self) -> None:
        self.asks = Connection(self.address, f"{PLAIN_COOKIE}={self.seat.token}")
        self.listens = Connection(self.address, f"{PLAIN_COOKIE}={self.seat.token}")

    async def ask(self, kind: str, path: str, body: object = None) -> Any:
        """Ask once, note how long it took, and return the answer. Raises RuntimeError for a refusal."""
        packed = b"" if body is None else orjson.dumps(body)
        call = self.asks.get(path) if body is None else self.asks.post(path, packed)
        status, answer, seconds = await call
        self.waits.note(kind, seconds)
        if status >= 400:
            self.waits.refused.append(f"{kind}: {status} {answer[:120]!r}")
            raise RuntimeError(self.waits.refused[-1])
        return orjson.loads(answer)

    async def start(self) -> None:
        """Press Start: the attempt and its questions."""
        began = time.perf_counter()
        started = await self.ask("start", f"/api/assignments/{self.room.assignment_id}/start", {"device": "load"})
        self.attempt_id = started["attempt_id"]
        package = await self.ask("package", f"/api/attempts/{self.attempt_id}/package")
        opened = started["opened"] or await self.ask(
            "open", f"/api/attempts/{self.attempt_id}/open", {"device": "load"}
        )
        self.items, self.ends_at = package["items"], opened["ends_at"]
        self.waits.note("start to first question", time.perf_counter() - began)

    async def listen(self) -> None:
        """Hear of changes, as the page does once its first question stands."""
        async for line in _stream(self.listens, f"/api/attempts/{self.attempt_id}/live"):
            if line.startswith(b"data: "):
                told = orjson.loads(line.removeprefix(b"data: "))
                if told["ends_at"] != self.ends_at:
                    self.ends_at = told["ends_at"]
                    self.waits.heard.append(time.perf_counter())

    def _event(self, item: dict[str, Any]) -> dict[str, Any]:
        self.seq += 1
        self.last[item["id"]] = (item["id"], 1, self.seq)
        if item["type"] == "short_text":
            value: dict[str, Any] = {"text": "a short answer about memory"[: self.rng.randint(3, 27)]}
        else:
            value = {"choice": self.rng.choice(item["view"]["options"])["id"]}
        return {"epoch": 1, "seq": self.seq, "item": item["id"], "value": value, "at": int(time.time() * 1000)}

    async def save(self) -> None:
        """Change an answer."""
        item = self.rng.choice(self.items)
        await self._send("save", [self._event(item)], item["id"])
        self.answered_at.setdefault(item["id"], time.perf_counter())

    async def _send(self, kind: str, events: list[dict[str, Any]], here: str) -> None:
        body = {"epoch": 1, "at": int(time.time() * 1000), "here": here, "pending": len(events), "events": events}
        answer = await self.ask(kind, f"/api/attempts/{self.attempt_id}/events", body)
        if len(answer["acked"]) != len(events):
            raise RuntimeError(f"not everything was acknowledged: {answer}")

    async def work(self, until: float) -> None:
        """Answer at a pupil's pace until then, and say "still here" in between."""
        await asyncio.sleep(self.rng.uniform(0, ANSWER_EVERY_S))
        beat = time.perf_counter() + HEARTBEAT_S
        while time.perf_counter() < until:
            await self.save()
            following = min(until, time.perf_counter() + self.rng.expovariate(1 / ANSWER_EVERY_S))
            while beat < following:
                await asyncio.sleep(max(0.0, beat - time.perf_counter()))
                await self._send("heartbeat", [], self.items[0]["id"])
                beat = time.perf_counter() + HEARTBEAT_S * self.rng.uniform(0.8, 1.2)
            await asyncio.sleep(max(0.0, following - time.perf_counter()))

    async def hand_in(self, after: float) -> None:
        """Hand in at the bell, some moments after it rang."""
        await asyncio.sleep(after)
        done = await self.ask("hand-in", f"/api/attempts/{self.attempt_id}/submit", {"final": list(self.last.values())})
        if done["missing"] or done["state"] == "open":
            raise RuntimeError(f"not handed in: {done}")

    def close(self) -> None:
        """Close the page."""
        self.asks.close()
        self.listens.close()


@dataclass
class Watcher:
    """A teacher whose live view is open: notes when it first shows each answer."""

    room: ClassRoom
    address: str
    shown_at: dict[tuple[str, int], float] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    async def watch(self) -> None:
        """Watch for ever."""
        cookie = f"{PLAIN_COOKIE}={self.room.teacher_token}"
        path = f"/api/assignments/{self.room.assignment_id}/live/stream"
        async for line in _stream(Connection(self.address, cookie), path):
            if line.startswith(b"data: "):
                now = time.perf_counter()
                for row in orjson.loads(line.removeprefix(b"data: "))["rows"]:
                    for place in row["answered"]:
                        self.shown_at.setdefault((row["attempt_id"], place), now)

    def behind(self, pupils: list[Pupil], places: dict[str, int]) -> list[float]:
        """Return for each answer how long after its acknowledgement the view showed it, in seconds."""
        found = []
        for pupil in pupils:
            for item_id, at in pupil.answered_at.items():
                shown = self.shown_at.get((pupil.attempt_id, places[item_id]))
                found.append(float("inf") if shown is None else max(0.0, shown - at))
        return found

    async def tap(self) -> float:
        """Give everybody five minutes; returns when it was asked for."""
        began = time.perf_counter()
        connection = Connection(self.address, f"{PLAIN_COOKIE}={self.room.teacher_token}")
        body = orjson.dumps({"pupil_ids": None, "minutes": 5})
        status, answer, _ = await connection.post(f"/api/assignments/{self.room.assignment_id}/live/time", body)
        connection.close()
        if status != 200:
            raise RuntimeError(f"+5: {status} {answer[:200]!r}")
        return began
