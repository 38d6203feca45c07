"""The questions room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room
from backend.questions.router import router

ROOM = Room(name="questions", routers=(router,), permissions={"teacher": frozenset({"questions.author"})})
