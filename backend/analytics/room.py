"""The analytics room, as the application composes it."""

from __future__ import annotations

from backend.analytics.router import router
from backend.core.room import Room

ROOM = Room(name="analytics", routers=(router,), permissions={"teacher": frozenset({"results.view"})})
