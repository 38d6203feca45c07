"""What others may want to know of sitting."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class AttemptsSubmitted(Event):
    """Attempts at one assignment were closed, by pupil, clock, teacher or the sweep; they want marking."""

    attempt_ids: frozenset[uuid.UUID]


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
