"""What others may want to know of assignments."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class AssignmentTimesChanged(Event):
    """What pupils get is different now, above all the times, for all or for one; open attempts get new ends."""

    assignment_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AssignmentClosed(Event):
    """A teacher closed an assignment; open attempts are to be handed in."""

    assignment_id: uuid.UUID
