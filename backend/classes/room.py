"""The classes room, as the application composes it."""

from __future__ import annotations

from backend.classes.people_router import router as people_router
from backend.classes.router import router
from backend.core.room import Room

ROOM = Room(
    name="classes",
    routers=(router, people_router),
    permissions={
        "admin": frozenset(
            {"people.manage", "classes.view", "classes.manage", "classes.support", "arrangements.manage"}
        ),
        "teacher": frozenset({"classes.view", "classes.support", "arrangements.manage"}),
    },
)
