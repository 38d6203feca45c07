"""The negative control: the application, made to acknowledge a save before it is committed.

Run by ``scripts/chaos --control`` in a process of its own. What the campaign doesn't find here it would find nowhere.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from backend.cli import main
from backend.core import db
from backend.core.hot_connections import HotConnections

COMMIT_AFTER_S = 0.3


class Careless(HotConnections):
    """Answers at once and commits later, in the background: what a lazy cache in front of the database would do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._later: set[asyncio.Task[None]] = set()

    async def fetch_one(self, statement: str, *values: Any) -> Sequence[Any] | None:
        """Run a statement; what a save did is committed a little after this has returned."""
        if "save_answers" not in statement:
            return await super().fetch_one(statement, *values)
        connection = await self._connect()
        transaction = connection.transaction()
        try:
            await transaction.start()
            row: Sequence[Any] | None = await connection.fetchrow(statement, *values)
        except BaseException:
            connection.terminate()
            raise

        async def commit() -> None:
            await asyncio.sleep(COMMIT_AFTER_S)
            await transaction.commit()
            await connection.close()

        task = asyncio.create_task(commit())
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        return row


if __name__ == "__main__":
    db.HotConnections = Careless
    sys.exit(main())
