"""Locks that a module keeps: asyncio's belong to an event loop, and the command line and tests start their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Thing = TypeVar("Thing")


class PerLoop(Generic[Thing]):
    """One thing for each event loop, made when first asked for."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._things: WeakKeyDictionary[asyncio.AbstractEventLoop, Thing] = WeakKeyDictionary()

    def get(self) -> Thing:
        """Return the running loop's."""
        loop = asyncio.get_running_loop()
        found = self._things.get(loop)
        if found is None:
            found = self._things[loop] = self._make()
        return found
