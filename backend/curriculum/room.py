"""The curriculum room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room
from backend.curriculum.router import router

ROOM = Room(
    name="curriculum",
    routers=(router,),
    permissions={"admin": frozenset({"curriculum.view"}), "teacher": frozenset({"curriculum.view"})},
)
