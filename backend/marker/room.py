"""The marker room, as the application composes it."""

from __future__ import annotations

from backend.attempts.events import AnswersArrivedLate, AttemptSubmitted
from backend.core.room import Room
from backend.marker.router import router
from backend.marker.service import on_late, on_submitted

ROOM = Room(
    name="marker",
    routers=(router,),
    subscriptions=((AttemptSubmitted, on_submitted), (AnswersArrivedLate, on_late)),
)
