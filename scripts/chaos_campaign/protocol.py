"""The page's protocol, written a second time: what an event is, which are sent first, and when a page tries again.

Made from the specification, not from the page's code: where the two differ, one of them is wrong.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

BATCH_EVENTS = 50
BATCH_BYTES = 48_000
BACKOFF_BASE_S, BACKOFF_CAP_S = 0.5, 15.0
HEARTBEAT_S = 15.0
TIMEOUT_S = 8.0
TYPING_PAUSE_S = 0.3

Place = tuple[int, int]
"""(epoch, seq): identity and age of an event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one answer. ``at``: ms UTC by the page's synchronised clock."""

    epoch: int
    seq: int
    item: str
    value: Any
    at: int

    @property
    def place(self) -> Place:
        """Return what identifies the event."""
        return self.epoch, self.seq

    def numbered(self, seq: int) -> Event:
        """Return the event under another number."""
        return replace(self, seq=seq)

    def wire(self) -> dict[str, Any]:
        """Return the event as it travels."""
        return {"epoch": self.epoch, "seq": self.seq, "item": self.item, "value": self.value, "at": self.at}


class Refused(Exception):
    """A request that brought no success. ``status`` 0: no answer came, or one that isn't our server's."""

    def __init__(self, status: int, retry_after_s: float = 0.0) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.retry_after_s = retry_after_s


def lane_jump(rng: random.Random) -> int:
    """Return how far a page jumps that uses an epoch which another page of its device was given."""
    return 1_000 + rng.randrange(100_000)


def backoff_s(failures: int, rng: random.Random) -> float:
    """Return a wait with full jitter, after so many failures in a row."""
    return rng.random() * min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2.0 ** min(failures, 20))


def heartbeat_s(rng: random.Random) -> float:
    """Return the pause before the next heartbeat: 15 s, a fifth more or less."""
    return HEARTBEAT_S * (0.8 + 0.4 * rng.random())


def newest_of(events: Iterable[Event]) -> dict[str, Event]:
    """Return the newest event of each item."""
    newest: dict[str, Event] = {}
    for event in events:
        if event.item not in newest or newest[event.item].place < event.place:
            newest[event.item] = event
    return newest


def choose_batch(events: Sequence[Event], most: int = BATCH_EVENTS) -> list[Event]:
    """Return what is sent next: the newest of each item, then the older ones; at most 50 events and 48 kB."""
    newest = {event.place for event in newest_of(events).values()}
    ordered = sorted(events, key=lambda event: (event.place not in newest, event.place))
    batch: list[Event] = []
    size = 0
    for event in ordered:
        length = len(json.dumps(event.wire(), ensure_ascii=False).encode()) + 1
        if len(batch) == most:
            break
        if batch and size + length > BATCH_BYTES:
            continue
        batch.append(event)
        size += length
    return batch
