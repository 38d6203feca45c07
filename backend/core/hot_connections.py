"""The second door to the database: a few connections for one statement at a time, each committed by itself.

asyncpg without its pool: at this door psycopg costs half as much again, either's pool still more
(``docs/decisions/0009``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy import URL

from backend.core.errors import busy, passes

_CONNECT_S = 5
_CLOSE_S = 1

_TROUBLE = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)
"""InternalClientError: what asyncpg says of a connection that the server ended while it was idle."""


class HotConnections:
    """At most ``size`` connections that commit each statement, made when first needed, used last in, first out.

    ``settings`` are the server's, by name. A connection on which anything went wrong is closed and never used again;
    the next statement makes a new one.
    """

    def __init__(self, url: URL, *, size: int, settings: Mapping[str, str], wait_s: float = 5.0) -> None:
        self.size = size
        self._wait_s = wait_s
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._settings = {**settings, "application_name": "ks3-hot"}
        self._idle: list[asyncpg.Connection] = []
        self._free = asyncio.Semaphore(size)

    async def fetch_one(self, statement: str, *values: Any) -> Sequence[Any] | None:
        """Run one statement, prepared, and return its first row. What it did is committed when this returns.

        The statement names its values $1, $2 …; JSON goes in and comes out as text. Raises Unavailable when no
        connection was free for ``wait_s`` seconds or the database is away, asyncpg.PostgresError for what else it says.
        """
        await self._take_turn()
        try:
            connection = self._idle.pop() if self._idle else await self._connect()
            try:
                row: Sequence[Any] | None = await connection.fetchrow(statement, *values)
            except asyncio.CancelledError:
                with suppress(Exception):  # it's never used again, however it ends
                    await connection.close(timeout=_CLOSE_S)  # stops the statement first
                raise
            except BaseException:
                connection.terminate()
                raise
            self._idle.append(connection)
            return row
        except _TROUBLE as exc:
            # A ValueError: asyncpg's word for values that don't fit the statement.
            if isinstance(exc, ValueError) or not passes(getattr(exc, "sqlstate", None)):
                raise
            self.close()  # the database went away: so did the others
            raise busy() from exc
        finally:
            self._free.release()

    async def _take_turn(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(self._wait_s):
                await self._free.acquire()
        except TimeoutError as exc:
            raise busy() from exc

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(self._dsn, timeout=_CONNECT_S, server_settings=self._settings)

    def close(self) -> None:
        """Close the idle ones."""
        while self._idle:
            self._idle.pop().terminate()
