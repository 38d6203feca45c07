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


@dataclass(frozen=True, slots=True)
class SwapAsked(Event):
    """A question of an assignment is about to be swapped, or swapped back; whoever minds raises why it can't be."""

    assignment_id: uuid.UUID
    assessment_item_id: uuid.UUID
