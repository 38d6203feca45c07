"""A Chromebook's disk: what survives the death of a page, as IndexedDB does. SQLite stands for it.

It has transactions, a full disk is refused as a whole, and several pages of one device write to it.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.chaos_campaign.protocol import Event, lane_jump

_TABLES = """
CREATE TABLE events (attempt TEXT, epoch INT, seq INT, item TEXT, value TEXT, at INT, refused TEXT,
    PRIMARY KEY (attempt, epoch, seq));
CREATE TABLE answers (attempt TEXT, item TEXT, epoch INT, seq INT, value TEXT, PRIMARY KEY (attempt, item));
CREATE TABLE meta (attempt TEXT, name TEXT, value TEXT, PRIMARY KEY (attempt, name));
"""
_KEEP = """INSERT INTO answers VALUES (?, ?, ?, ?, ?) ON CONFLICT (attempt, item) DO UPDATE
SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value
WHERE (epoch, seq) < (excluded.epoch, excluded.seq)"""


class DiskFull(OSError):
    """Nothing can be written at the moment."""


class Torn(Exception):
    """The page died in the middle of a write: nothing of it is on the disk."""


class Disk:
    """The disk of one device. ``full``: writes fail; ``refused`` counts them."""

    def __init__(self, path: Path) -> None:
        # The device is never cut off from power in a campaign, only its pages die: nothing need go to the platter.
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;" + _TABLES)
        self.full = False
        self.refused = 0
        self.removed: set[str] = set()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction; whatever is raised inside undoes it. Raises DiskFull."""
        if self.full:
            self.refused += 1
            raise DiskFull("The disk is full")
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield self._database
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def read(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return rows."""
        return self._database.execute(query, values).fetchall()

    def kept_attempts(self) -> list[str]:
        """Return the attempts of which something is unsent on this disk, or that were handed in on it."""
        rows = self.read(
            "SELECT attempt FROM events WHERE refused IS NULL UNION SELECT attempt FROM meta "
            "WHERE name = 'handed_in' AND value <> 'null'"
        )
        return [attempt for (attempt,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class Store:
    """One attempt on a disk, as one page has it open. ``tear``: the next write is cut off in its middle."""

    def __init__(self, disk: Disk, attempt: str, rng: random.Random) -> None:
        self._disk = disk
        self._attempt = attempt
        self._rng = rng
        self.tear = False
        self._destroyed = attempt in disk.removed

    async def append(self, event: Event) -> Event:
        """Write an event and make it the answer of its item; it gets another number where its own is taken.

        Raises DiskFull, Torn.
        """
        await asyncio.sleep(self._rng.random() * 0.004)  # the page may die meanwhile
        while True:
            try:
                self._write(event)
                return event
            except sqlite3.IntegrityError:
                event = event.numbered(event.seq + lane_jump(self._rng))

    def _write(self, event: Event) -> None:
        with self._writing() as database:
            self._insert(database, event, "INSERT")
            if self.tear:
                raise Torn
            database.execute(_KEEP, (self._attempt, event.item, event.epoch, event.seq, json.dumps(event.value)))

    def _insert(self, database: sqlite3.Connection, event: Event, verb: str) -> None:
        database.execute(
            f"{verb} INTO events VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (self._attempt, event.epoch, event.seq, event.item, json.dumps(event.value), event.at),
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self._attempt in self._disk.removed:
            raise DiskFull("Another page removed this sitting")
        with self._disk.writing() as database:
            yield database

    def events(self) -> list[Event] | None:
        """Return what is unsent; None when the sitting was removed, which proves nothing."""
        if self._attempt in self._disk.removed:
            return None
        rows = self._disk.read(
            "SELECT epoch, seq, item, value, at FROM events WHERE attempt = ? AND refused IS NULL", self._attempt
        )
        return [Event(epoch, seq, item, json.loads(value), at) for epoch, seq, item, value, at in rows]

    def answers(self) -> dict[str, Event]:
        """Return the newest answer of each item."""
        rows = self._disk.read("SELECT item, epoch, seq, value FROM answers WHERE attempt = ?", self._attempt)
        return {item: Event(epoch, seq, item, json.loads(value), 0) for item, epoch, seq, value in rows}

    def facts(self) -> dict[str, Any]:
        """Return the small facts: epoch, seq, handed_in, handed_in_epoch, wall_offset."""
        rows = self._disk.read("SELECT name, value FROM meta WHERE attempt = ?", self._attempt)
        return {name: json.loads(value) for name, value in rows}

    def remember(self, **facts: Any) -> None:
        """Keep small facts. Raises DiskFull."""
        with self._writing() as database:
            database.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
                [(self._attempt, name, json.dumps(value)) for name, value in facts.items()],
            )

    def opened(self, epoch: int, seq: int, answers: Iterable[Event]) -> None:
        """Note a new epoch and the server's answers. Raises DiskFull."""
        self.remember(epoch=epoch, seq=seq)
        with self._writing() as database:
            for answer in answers:
                values = (self._attempt, answer.item, answer.epoch, answer.seq, json.dumps(answer.value))
                database.execute(_KEEP, values)

    def requeue(self, events: Iterable[Event]) -> list[Event]:
        """Put events back among those to send; returns those whose number no other tab has taken. Raises DiskFull."""
        with self._writing() as database:
            for event in events:
                self._insert(database, event, "INSERT OR IGNORE")
        there = {event.place: event for event in self.events() or []}
        return [event for event in events if there.get(event.place) == event]

    def remove(self, events: Iterable[Event]) -> None:
        """Forget what was acknowledged. Raises DiskFull."""
        with self._writing() as database:
            database.executemany(
                "DELETE FROM events WHERE attempt = ? AND epoch = ? AND seq = ? AND at = ?",
                [(self._attempt, event.epoch, event.seq, event.at) for event in events],
            )

    def renumber(self, event: Event, moved: Event) -> Event:
        """Put an event under another number, in one step; returns it as it is now. Raises DiskFull."""
        while True:
            try:
                with self._writing() as database:
                    self._insert(database, moved, "INSERT")
                    database.execute(
                        "DELETE FROM events WHERE attempt = ? AND epoch = ? AND seq = ? AND at = ?",
                        (self._attempt, event.epoch, event.seq, event.at),
                    )
                return moved
            except sqlite3.IntegrityError:
                moved = moved.numbered(moved.seq + lane_jump(self._rng))

    def set_aside(self, event: Event, code: str) -> None:
        """Keep an event that the server can't store, and send it no more. Raises DiskFull."""
        with self._writing() as database:
            database.execute(
                "UPDATE events SET refused = ? WHERE attempt = ? AND epoch = ? AND seq = ?",
                (code, self._attempt, event.epoch, event.seq),
            )

    def destroy(self) -> None:
        """Remove the sitting from the device, after its hand-in was acknowledged."""
        if self._attempt in self._disk.removed:
            return
        with self._disk.writing() as database:
            for table in ("events", "answers", "meta"):
                database.execute(f"DELETE FROM {table} WHERE attempt = ?", (self._attempt,))
        self._disk.removed.add(self._attempt)
