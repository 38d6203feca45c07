"""Waiting for something to come about."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

WAIT_S = 30.0
_LOOK_S = 0.05


async def until(condition: Callable[[], bool], seconds: float = WAIT_S) -> bool:
    """Wait for something; returns whether it came about."""
    deadline = time.monotonic() + seconds
    while True:
        if met := condition():
            return met
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(_LOOK_S)
