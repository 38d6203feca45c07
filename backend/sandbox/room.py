"""The sandbox room, as the application composes it; the runner itself is made in ``main``."""

from __future__ import annotations

from backend.core.room import Room
from backend.sandbox.router import router

ROOM = Room(name="sandbox", routers=(router,))
