"""What the questions room tells, and asks, the rooms above it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class UsesAsked(Event):
    """Questions are about to be shown: whoever uses them fills in how often. A question nobody names isn't used."""

    question_ids: tuple[uuid.UUID, ...]
    used_in: dict[uuid.UUID, int] = field(default_factory=dict)
    """Question to the number of assessments that hold it."""
