"""The accounts room, as the application composes it."""

from __future__ import annotations

from backend.accounts.router import router
from backend.core.room import Room

ROOM = Room(
    name="accounts",
    routers=(router,),
    permissions={"admin": frozenset({"staff_self"}), "teacher": frozenset({"staff_self"})},
)
