"""Telling open pages of changes, across processes: PostgreSQL's NOTIFY carries topics, never data.

Whoever hears of a topic reads what there is to know in a transaction of their own. A topic begins with the school's id.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Generic, TypeVar

import asyncpg
import structlog
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core import clock
from backend.core.one_step import OneStepARound

log = structlog.get_logger()

CHANNEL = "ks3_live"
TICK_S = 0.5
"""How long what is touched again and again is gathered before it is told."""

_MAX_PAYLOAD = 7_900
"""Bytes; PostgreSQL's own bound is 8,000."""

_AGAIN_S = 1.0
_NOTIFY = text("SELECT pg_notify(:channel, :topic)")
_TROUBLE = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)


class Topic(str):
    """What pages follow, as it travels."""

    __slots__ = ()

    @classmethod
    def of(cls, school_id: uuid.UUID, kind: str, subject_id: uuid.UUID) -> Topic:
        """Return the topic of one thing of a school."""
        return cls(f"{school_id.hex}/{kind}/{subject_id.hex}")


async def tell(session: AsyncSession, kind: str, subject_id: uuid.UUID) -> None:
    """Tell whoever follows a thing of this school that it changed, once the transaction commits."""
    topic = Topic.of(session.info["school_id"], kind, subject_id)
    await session.execute(_NOTIFY, {"channel": CHANNEL, "topic": topic})


class Live:
    """This process's ear and mouth: one connection of its own that listens, and says what was touched."""

    def __init__(self, url: URL, *, settings: Mapping[str, str]) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._settings = {**settings, "application_name": "ks3-live"}
        self._followers: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._touched: set[str] = set()
        self._running: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.listening = asyncio.Event()
        self.stopping = asyncio.Event()
        """Set when the process is to stop: whatever stays open ends then."""

    @contextmanager
    def follow(self, *topics: Topic, wake: asyncio.Event) -> Iterator[None]:
        """Follow topics: ``wake`` is set whenever one of them may have changed. Clear it before reading."""
        for topic in topics:
            self._followers[topic].add(wake)
        try:
            yield
        finally:
            for topic in topics:
                self._followers[topic].discard(wake)
                if not self._followers[topic]:
                    del self._followers[topic]

    def touch(self, topic: Topic) -> None:
        """Tell of a topic within half a second; touched again until then, it is told of once. Never waits."""
        self._touched.add(topic)

    async def start(self) -> None:
        """Begin to listen; without a database it goes on trying."""
        self._loop = asyncio.get_running_loop()
        self._running = asyncio.create_task(self._run(), name="live")

    async def stop(self) -> None:
        """Stop listening."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None

    def end_streams(self) -> None:
        """Say that the process is to stop. May be called by a signal handler."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.stopping.set)

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except _TROUBLE as exc:
                log.warning("live_listens_again", error=type(exc).__name__)
            self.listening.clear()
            await asyncio.sleep(_AGAIN_S)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(self._dsn, server_settings=self._settings, timeout=5)
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self.listening.set()
            # What was told while nobody listened is lost: everybody looks again.
            self._wake(self._followers)
            while not connection.is_closed():
                await asyncio.sleep(TICK_S)
                if self._touched:
                    await self._say(connection)
        finally:
            with contextlib.suppress(*_TROUBLE):
                await connection.close(timeout=1)

    async def _say(self, connection: Any) -> None:
        topics, self._touched = self._touched, set()
        try:
            for payload in _payloads(topics):
                await connection.fetchval("SELECT pg_notify($1, $2)", CHANNEL, payload, timeout=5)
        except BaseException:
            self._touched |= topics
            raise

    def _heard(self, connection: object, pid: int, channel: str, payload: object) -> None:
        self._wake(str(payload).split(","))

    def _wake(self, topics: Iterable[str]) -> None:
        for topic in list(topics):
            for changed in self._followers.get(topic, ()):
                changed.set()


Key = TypeVar("Key")
Seen = TypeVar("Seen")
Reading = Mapping[Key, Seen]


class ReadingFailed(Exception):
    """What a page follows couldn't be read: it must not take what it was told for how things stand."""


class SharedReadings(Generic[Key, Seen]):
    """What many pages follow is read once for all of them: at each change, but not again within ``pause_s``.

    One subject after the other: changes are told together twice a second, and a school's classes that were all read
    in that moment would have every connection and every core, while others save.

    ``read`` returns the rows of a subject by key, ``topics`` what tells that they may have changed.
    """

    def __init__(
        self,
        live: Live,
        *,
        topics: Callable[[uuid.UUID, uuid.UUID], Sequence[Topic]],
        read: Callable[[uuid.UUID, uuid.UUID], Awaitable[Reading[Key, Seen]]],
        pause_s: float,
    ) -> None:
        self._live = live
        self._topics = topics
        self._read = read
        self._pause_s = pause_s
        self._shared: dict[uuid.UUID, _Shared[Key, Seen]] = {}
        self._one = asyncio.Lock()

    async def follow(
        self, school_id: uuid.UUID, subject_id: uuid.UUID
    ) -> AsyncIterator[tuple[datetime, Reading[Key, Seen]]]:
        """Yield everything, and from then on the rows that have changed, each time with when the reading began.

        Raises ReadingFailed, once for everybody who follows; who asks again waits for the next reading.
        """
        shared = self._shared.get(subject_id)
        if shared is None:
            shared = self._shared[subject_id] = _Shared()
            shared.reader = asyncio.create_task(self._keep_reading(shared, school_id, subject_id), name="live-reader")
        shared.followers += 1
        told: dict[Key, Seen] = {}
        try:
            number = shared.number
            shared.wanted.set()
            while True:
                number = await shared.newer_than(number)
                news = {key: row for key, row in shared.rows.items() if told.get(key) != row}
                told.update(news)
                yield shared.read_at, news
        finally:
            shared.followers -= 1
            if not shared.followers:
                del self._shared[subject_id]
                shared.reader.cancel()

    async def _keep_reading(self, shared: _Shared[Key, Seen], school_id: uuid.UUID, subject_id: uuid.UUID) -> None:
        with self._live.follow(*self._topics(school_id, subject_id), wake=shared.wanted):
            while True:
                await shared.wanted.wait()
                try:
                    async with self._one:
                        shared.wanted.clear()
                        read_at = clock.now()
                        shared.take(await OneStepARound(self._read(school_id, subject_id)), read_at)
                except Exception as exc:
                    log.warning("live_reads_again", error=type(exc).__name__)
                    shared.fail()
                    shared.wanted.set()
                await asyncio.sleep(self._pause_s)


class _Shared(Generic[Key, Seen]):
    """The rows of one subject as last read, and who waits for the next reading."""

    reader: asyncio.Task[None]
    read_at: datetime

    def __init__(self) -> None:
        self.wanted = asyncio.Event()
        self.rows: Reading[Key, Seen] = {}
        self.number = 0
        self.followers = 0
        self._next: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def take(self, rows: Reading[Key, Seen], read_at: datetime) -> None:
        """Keep a reading and wake everybody."""
        self.rows, self.read_at, self.number = rows, read_at, self.number + 1
        self._end_wait(read=True)

    def fail(self) -> None:
        """Tell everybody that a reading failed."""
        self._end_wait(read=False)

    def _end_wait(self, *, read: bool) -> None:
        self._next.set_result(read)
        self._next = asyncio.get_running_loop().create_future()

    async def newer_than(self, number: int) -> int:
        """Wait for a reading after that one; returns its number. Raises ReadingFailed."""
        while self.number <= number:
            if not await asyncio.shield(self._next):
                raise ReadingFailed
        return self.number


def _payloads(topics: set[str]) -> Iterator[str]:
    """Yield topics joined, as many as one message may carry."""
    line = ""
    for topic in sorted(topics):
        if line and len(line) + 1 + len(topic) > _MAX_PAYLOAD:
            yield line
            line = ""
        line = f"{line},{topic}" if line else topic
    yield line
