"""What others may want to know of sitting."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class AttemptSubmitted(Event):
    """An attempt was closed, by the pupil, the clock, a teacher or the sweep; it wants marking."""

    attempt_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AnswersArrivedLate(Event):
    """Answers made in time reached a closed attempt and count; its marks want another look."""

    attempt_id: uuid.UUID
    item_ids: frozenset[uuid.UUID]
