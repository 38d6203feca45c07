"""The second door to the database: a few connections for one statement at a time, each committed by itself.

psycopg's pool and its cursor for each statement cost a third of a save at the database layer; here a connection keeps
one cursor and is handed on without a lock (``docs/decisions/0009``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection, AsyncCursor, OperationalError

from backend.core.errors import busy


class HotConnections:
    """At most ``size`` connections in autocommit, made when first needed, used last in, first out.

    A connection on which anything went wrong is closed and never used again; the next statement makes a new one.
    """

    def __init__(self, conninfo: str, *, size: int, options: str = "", wait_s: float = 5.0) -> None:
        self.size = size
        self._wait_s = wait_s
        self._conninfo = conninfo
        self._options = options
        self._idle: list[AsyncCursor[Any]] = []
        self._free = asyncio.Semaphore(size)

    async def fetch_one(self, statement: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
        """Run one statement, prepared, and return its first row. What it did is committed when this returns.

        Raises Unavailable when none was free for ``wait_s`` seconds, psycopg.Error for what the database says.
        """
        await self._take_turn()
        try:
            cursor = self._idle.pop() if self._idle else await self._connect()
            try:
                await cursor.execute(statement, values, prepare=True)
                row: tuple[Any, ...] | None = await cursor.fetchone()
            except BaseException as exc:
                # Also when the caller was cancelled: whatever was under way on it ends with it.
                await cursor.connection.close()
                if isinstance(exc, OperationalError):
                    await self.close()  # the database went away: so did the others
                raise
            self._idle.append(cursor)
            return row
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

    async def _connect(self) -> AsyncCursor[Any]:
        connection: AsyncConnection[Any] = await AsyncConnection.connect(
            self._conninfo, autocommit=True, options=self._options, application_name="ks3-hot", connect_timeout=5
        )
        return connection.cursor()

    async def close(self) -> None:
        """Close the idle ones."""
        while self._idle:
            await self._idle.pop().connection.close()
