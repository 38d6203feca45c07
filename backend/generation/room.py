"""The generation room, as the application composes it."""

from __future__ import annotations

from backend.core.room import Room
from backend.documents.events import DraftsAsked, ReviewsAsked
from backend.generation.jobs import RUN
from backend.generation.review_router import router as review_router
from backend.generation.router import router
from backend.generation.showing import fill_in_drafts, fill_in_reviews

ROOM = Room(
    name="generation",
    routers=(router, review_router),
    jobs=(RUN,),
    subscriptions=((DraftsAsked, fill_in_drafts), (ReviewsAsked, fill_in_reviews)),
)
