"""The accounts room, as the application composes it."""

from __future__ import annotations

from backend.accounts.router import router
from backend.accounts.settings_router import router as settings_router
from backend.core.room import Room

ROOM = Room(
    name="accounts",
    routers=(router, settings_router),
    permissions={"admin": frozenset({"settings.manage", "staff_self"}), "teacher": frozenset({"staff_self"})},
)
