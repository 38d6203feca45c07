"""The classes room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room

ROOM = Room(
    name="classes",
    permissions={
        "admin": frozenset({"people.manage", "classes.view", "classes.manage", "classes.support"}),
        "teacher": frozenset({"classes.view", "classes.support"}),
    },
)
