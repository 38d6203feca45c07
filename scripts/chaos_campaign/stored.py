"""Reading what PostgreSQL holds, as the owner of the tables and not through the application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL

from backend.accounts.permissions import digest
from scripts.chaos_campaign.judge import StoredAttempt, StoredEvent

_MS = "(extract(epoch from {}) * 1000)::bigint"
_ATTEMPT = f"SELECT state, {_MS.format('ends_at')}, {_MS.format('submitted_at')} FROM attempts WHERE id = %s"
_EVENTS = f"""SELECT epoch, seq, item_id::text, value, {_MS.format("at")}, {_MS.format("received_at")}
FROM answer_events WHERE attempt_id = %s"""
_MARKS = """SELECT DISTINCT ON (attempt_item_id) attempt_item_id::text, response FROM marks WHERE attempt_id = %s
ORDER BY attempt_item_id, id DESC"""


class Owner:
    """The owner's way into the database."""

    def __init__(self, url: URL) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        with psycopg.connect(self._dsn, autocommit=True, connect_timeout=5) as connection:
            yield connection

    def sign_out(self, token: str) -> None:
        """End a session behind its holder's back. Raises psycopg.Error."""
        with self._connected() as connection:
            connection.execute("DELETE FROM sessions WHERE token_sha256 = %s", (digest(token),))

    def pupil_ids(self, attempt_ids: Iterable[str]) -> list[str]:
        """Return whose these attempts are, in their order."""
        with self._connected() as connection:
            found = connection.execute("SELECT id::text, pupil_id::text FROM attempts").fetchall()
        of = dict(found)
        return [of[attempt_id] for attempt_id in attempt_ids]

    def read(self, attempt_ids: Iterable[str]) -> dict[str, StoredAttempt]:
        """Return attempts as they are stored."""
        with self._connected() as connection:
            found = {attempt_id: _read(connection, attempt_id) for attempt_id in attempt_ids}
        return {attempt_id: attempt for attempt_id, attempt in found.items() if attempt is not None}


def _read(connection: psycopg.Connection[tuple[Any, ...]], attempt_id: str) -> StoredAttempt | None:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query, (attempt_id,)).fetchall()

    attempt = connection.execute(_ATTEMPT, (attempt_id,)).fetchone()
    if attempt is None:
        return None
    state, ends_ms, submitted_ms = attempt
    items = rows("SELECT id::text FROM attempt_items WHERE attempt_id = %s AND dropped_at IS NULL ORDER BY position")
    current = rows("SELECT item_id::text, epoch, seq, value FROM answers WHERE attempt_id = %s")
    return StoredAttempt(
        state=state,
        ends_ms=ends_ms,
        submitted_ms=submitted_ms,
        items=[item for (item,) in items],
        events=[StoredEvent(*row) for row in rows(_EVENTS)],
        current={item: ((epoch, seq), value) for item, epoch, seq, value in current},
        marked=dict(rows(_MARKS)),
    )
