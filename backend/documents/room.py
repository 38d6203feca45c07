"""The documents room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room
from backend.documents.jobs import PARSE
from backend.documents.router import router

ROOM = Room(
    name="documents", routers=(router,), jobs=(PARSE,), permissions={"teacher": frozenset({"documents.upload"})}
)
