"""What the documents room asks the rooms above it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from backend.core.events import Event


@dataclass(slots=True)
class DraftCounts:
    """How many drafts made from a file wait for review, were taken (as they were or edited), and were rejected."""

    new: int = 0
    accepted: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class DraftsAsked(Event):
    """Documents are about to be shown: whoever makes drafts from them fills in the counts."""

    document_ids: tuple[uuid.UUID, ...]
    drafts: dict[uuid.UUID, DraftCounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewsAsked(Event):
    """A page wants to know how many drafts wait for a teacher's review: whoever makes drafts fills it in."""

    teacher_id: uuid.UUID
    waiting: dict[uuid.UUID, int] = field(default_factory=dict)
