"""The judge: what was promised against what PostgreSQL holds. Pure, so that it can be tried with made-up histories."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from scripts.chaos_campaign.history import AttemptHistory
from scripts.chaos_campaign.protocol import Place

TOLERANCE_MS = 5_000
"""How far a page's clock may be from the server's: half of the longest round trip, and a little."""

Trouble = Literal["lost", "duplicated", "invented", "not newest", "unmarked", "left open"]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A row of answer_events."""

    epoch: int
    seq: int
    item: str
    value: Any
    at_ms: int
    received_ms: int

    @property
    def place(self) -> Place:
        """Return what identifies the event."""
        return self.epoch, self.seq


@dataclass(frozen=True)
class StoredAttempt:
    """An attempt as PostgreSQL has it. ``current``: (place, value) by item; ``marked``: what the
    last mark of an item was given for.
    """

    state: str
    ends_ms: int
    submitted_ms: int | None
    items: Sequence[str]
    events: Sequence[StoredEvent]
    current: dict[str, tuple[Place, Any]] = field(default_factory=dict)
    marked: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """Something that should not be."""

    trouble: Trouble
    attempt_id: str
    what: str


def judge(history: AttemptHistory, stored: StoredAttempt | None) -> list[Finding]:
    """Return what is wrong with one attempt."""
    if stored is None:
        return [Finding("lost", history.attempt_id, "the whole attempt")]
    found: list[tuple[Trouble, str]] = [
        *(("lost", what) for what in _lost(history, stored)),
        *(("duplicated", what) for what in _duplicated(history, stored)),
        *(("invented", what) for what in _invented(history, stored)),
        *(("not newest", what) for what in _not_newest(stored)),
        *(("unmarked", what) for what in _unmarked(stored)),
    ]
    if stored.state not in {"submitted", "marked"}:
        found.append(("left open", f"state {stored.state}"))
    return [Finding(trouble, history.attempt_id, what) for trouble, what in found]


def _same(one: Any, other: Any) -> bool:
    return _text(one) == _text(other)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _lost(history: AttemptHistory, stored: StoredAttempt) -> Iterable[str]:
    """Yield every value that was shown as saved, on the device or for good, and isn't in the log of events."""
    rows = {event.place: event for event in stored.events}
    values = {(event.item, _text(event.value)) for event in stored.events}
    for event in (history.kept | history.acked).values():
        row = rows.get(event.place)
        if event.place in history.renumbered and (event.item, _text(event.value)) in values:
            continue
        if row is None or row.item != event.item or not _same(row.value, event.value):
            words = "Saved" if event.place in history.acked else "Saved on this Chromebook"
            aside = history.set_aside.get(event.place)
            yield f"{event.place} {event.value}, shown as '{words}'" + (f", set aside: {aside}" if aside else "")
    for event in history.conflicts:
        if (event.item, _text(event.value)) not in values:
            yield f"{event.place} {event.value}, the second of its number"
    for said in history.said:
        if (said.item, _text(said.value)) not in values:
            yield f"{said.value}, shown as '{said.words}' by a real page"


def _duplicated(history: AttemptHistory, stored: StoredAttempt) -> Iterable[str]:
    """Yield what is stored more often than it was written."""
    for place, count in Counter(event.place for event in stored.events).items():
        if count > 1:
            yield f"{place}, {count} times"
    if history.real:
        return
    written = Counter((event.item, _text(event.value)) for event in history.written)
    for (item, value), count in Counter((event.item, _text(event.value)) for event in stored.events).items():
        if count > written[item, value] > 0:
            yield f"{value}, {count} times, written {written[item, value]} times"


def _invented(history: AttemptHistory, stored: StoredAttempt) -> Iterable[str]:
    """Yield what is stored and was never written; what a real page writes isn't known in full."""
    if history.real:
        return
    written = {(event.place, event.item, _text(event.value)) for event in history.written}
    for event in stored.events:
        if (event.place, event.item, _text(event.value)) not in written:
            yield f"{event.place} {event.value}"


def _not_newest(stored: StoredAttempt) -> Iterable[str]:
    """Yield every item whose current answer isn't the newest of those that count.

    What was made or received before the end counts, what was made after it doesn't; close to it either is right.
    """
    until = stored.ends_ms if stored.submitted_ms is None else min(stored.ends_ms, stored.submitted_ms)
    for item in stored.items:
        events = [event for event in stored.events if event.item == item]
        must = [e for e in events if min(e.at_ms, e.received_ms) <= until - TOLERANCE_MS]
        may = [e for e in events if min(e.at_ms, e.received_ms) <= until + TOLERANCE_MS]
        current = stored.current.get(item)
        newest = max((event.place for event in must), default=None)
        if current is None:
            if newest is not None:
                yield f"{item}: no answer, though {newest} is stored"
            continue
        place, value = current
        if newest is not None and place < newest:
            yield f"{item}: {place}, though {newest} is newer"
        if not any(event.place == place and _same(event.value, value) for event in may):
            yield f"{item}: {place} {value} is none of its events"


def _unmarked(stored: StoredAttempt) -> Iterable[str]:
    """Yield every item of a closed attempt that has no mark, or one of another answer than the current one."""
    if stored.state not in {"submitted", "marked"}:
        return
    for item in stored.items:
        answer = stored.current[item][1] if item in stored.current else None
        if item not in stored.marked:
            yield f"{item}: no mark"
        elif not _same(stored.marked[item], answer):
            yield f"{item}: the mark is for {stored.marked[item]}, the answer is {answer}"
