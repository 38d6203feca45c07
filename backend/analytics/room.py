"""The analytics room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room

ROOM = Room(name="analytics")
