"""The hot path: answers arriving. One statement, which commits before the answer goes out.

By the second door to the database, which only Run uses besides. What this acknowledges is in PostgreSQL. No audit row
(the event log is the record) and no NOTIFY (it halves the commit rate).
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from backend.accounts.permissions import digest
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import Invalid, NotFound, NotSignedIn, TooLarge

MAX_EVENTS = 50
MAX_VALUE_BYTES = 32 * 1024

MAX_BODY_BYTES = 64 * 1024
MAX_INT = 2**31 - 1
MAX_MS = 4_102_444_800_000
"""The year 2100: a clock beyond it is broken."""

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL as JSON writes it; after an odd backslash the same characters are six that a pupil typed."""

_SAVE = "SELECT * FROM save_answers($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)"
"""A function of the database (alembic/sql/save_answers_0011.sql), as one statement is one round trip and one commit."""


class EventIn(BaseModel):
    """One change of one answer. ``at``: the pupil's synchronised clock, ms UTC."""

    epoch: Annotated[int, Field(ge=0, le=MAX_INT)]
    seq: Annotated[int, Field(ge=1, le=MAX_INT)]
    item: uuid.UUID
    value: Any
    at: Annotated[int, Field(ge=0, le=MAX_MS)]


class EventsIn(BaseModel):
    """A batch of changes, or a heartbeat without any.

    ``here``: the item in view; ``pending``: changes that wait on the device; ``left``: how often the page was left;
    ``safe``: whether the device keeps a copy that survives a crash.
    """

    epoch: Annotated[int, Field(ge=0, le=MAX_INT)]
    at: Annotated[int, Field(ge=0, le=MAX_MS)]
    here: uuid.UUID | None = None
    pending: Annotated[int, Field(ge=0, le=100_000)] = 0
    left: Annotated[int, Field(ge=0, le=100_000)] = 0
    safe: bool = True
    events: Annotated[list[EventIn], Field(max_length=MAX_EVENTS)]


class Rejected(BaseModel):
    """An event that can't be stored as it is; the page keeps it. ``conflict``: another answer has its number."""

    epoch: int
    seq: int
    code: str
    message: str


class Notice(BaseModel):
    """Something that the page goes by: ``package``, whose number grows when its questions have changed."""

    kind: str
    number: int


class EventsOut(BaseModel):
    """What is stored now. Delete from the device only what ``acked`` names.

    ``state``: open, paused, submitted or marked. ``ends_at`` of a paused attempt moves on with the clock.
    """

    acked: list[tuple[int, int]]
    rejected: list[Rejected]
    superseded: bool
    state: str
    now: int
    ends_at: int
    paused_by: str | None
    notices: list[Notice]


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a batch; ``late`` when some of it came after hand-in or after the end."""

    answer: dict[str, Any]
    late: bool
    school_id: uuid.UUID
    assignment_id: uuid.UUID


_BATCH = TypeAdapter(EventsIn)


def read_batch(body: bytes) -> EventsIn:
    """Read a request's body. Raises TooLarge beyond 64 kB, Invalid for what isn't a batch."""
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge("That is too much at once. Send fewer answers in one go.")
    try:
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            # The strict reader refuses a whole batch for half an emoji; the lenient one lets us refuse one event.
            raw = json.loads(body)
        return _BATCH.validate_python(raw)
    except (ValidationError, ValueError, RecursionError) as exc:
        raise Invalid("These answers aren't in a form that can be stored.") from exc


def storable(event: EventIn) -> bytes | None:
    """Return the value as JSON that PostgreSQL can hold, or None: no NUL, no half character, at most 32 kB."""
    try:
        packed = orjson.dumps(event.value)
    except (TypeError, ValueError, RecursionError):
        return None
    if len(packed) > MAX_VALUE_BYTES or (b"\\u0000" in packed and _NUL.search(packed)):
        return None
    return packed


def _pack(events: Sequence[EventIn]) -> tuple[bytes, list[EventIn]]:
    """Return the storable events as one JSON array of arrays, and the events that can't be stored."""
    rows: list[bytes] = []
    refused: list[EventIn] = []
    for event in events:
        value = storable(event)
        if value is None:
            refused.append(event)
        else:
            rows.append(b'[%d,%d,"%s",%s,%d]' % (event.epoch, event.seq, str(event.item).encode(), value, event.at))
    return b"[" + b",".join(rows) + b"]", refused


async def save_events(database: Database, token: str | None, attempt_id: uuid.UUID, batch: EventsIn) -> Saved:
    """Store a batch. Raises NotSignedIn, and NotFound for an attempt that isn't the pupil's."""
    packed, refused = _pack(batch.events)
    # Before it is looked at: pages go by it which of two answers tells of a later state.
    now = clock.now()
    row = await database.hot.fetch_one(
        _SAVE,
        digest(token or ""),
        attempt_id,
        now,
        batch.epoch,
        batch.here,
        batch.pending,
        batch.left,
        batch.safe,
        packed.decode(),
    )
    if row is None:
        raise NotSignedIn("You're not signed in any more. Your answers are safe on this device; sign in to send them.")
    school_id, assignment_id, epoch, state, paused_by, ends_at, late, package_number, acked, others = row
    if epoch is None:
        raise NotFound("There is no such attempt of yours. Go back to your assessments and open it from there.")
    done = orjson.loads(acked) if acked else []
    rejected = [rejection(event, "unreadable") for event in refused]
    rejected += _rejections(batch, refused, done, orjson.loads(others) if others else [])
    answer = {
        "acked": done,
        "rejected": rejected,
        "superseded": batch.epoch < epoch,
        "state": "paused" if paused_by and state == "open" else state,
        "now": clock.to_ms(now),
        "ends_at": clock.to_ms(ends_at),
        "paused_by": paused_by,
        "notices": [{"kind": "package", "number": package_number}],
    }
    return Saved(answer, late=late and bool(done), school_id=school_id, assignment_id=assignment_id)


def _rejections(
    batch: EventsIn, refused: Sequence[EventIn], acked: list[list[int]], others: list[list[Any]]
) -> list[dict[str, Any]]:
    """Return what of a batch isn't stored and won't be by itself: all but what another request is storing right now."""
    if len(acked) + len(refused) == len(batch.events):
        return []
    done = {(epoch, seq) for epoch, seq in acked} | {(event.epoch, event.seq) for event in refused}
    conflict = {(epoch, seq): same is False for epoch, seq, same in others}
    left = [(event, conflict.get((event.epoch, event.seq))) for event in batch.events]
    return [
        rejection(event, "unknown_item" if clash is None else "conflict")
        for event, clash in left
        if (event.epoch, event.seq) not in done and clash is not False
    ]


def rejection(event: EventIn, code: str) -> dict[str, Any]:
    """Return why an event isn't stored, in words for its page."""
    messages = {
        "unreadable": "This answer holds characters that can't be stored, or is far too long. Type it again.",
        "unknown_item": "This answer belongs to no question of this assessment.",
        "conflict": "Another answer came in its place from somewhere else. Both are kept.",
    }
    return {"epoch": event.epoch, "seq": event.seq, "code": code, "message": messages[code]}
