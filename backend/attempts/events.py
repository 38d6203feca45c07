"""What others may want to know of sitting."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class LeftOutAsked(Event):
    """Which questions of an assignment count for nobody; whoever knows puts the assessment's items into ``found``."""

    assignment_id: uuid.UUID
    found: set[uuid.UUID] = field(default_factory=set)
