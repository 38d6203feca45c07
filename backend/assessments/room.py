"""The assessments room, as the application composes it."""

from __future__ import annotations

from backend.assessments.router import router
from backend.assessments.service import count_uses
from backend.core.room import Room
from backend.questions.events import UsesAsked

ROOM = Room(
    name="assessments",
    routers=(router,),
    subscriptions=((UsesAsked, count_uses),),
    permissions={"teacher": frozenset({"assessments.author"})},
)
