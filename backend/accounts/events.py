"""What happens to accounts that rooms above may hear of."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """A person has another password, whoever set it."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class LockedOut(Event):
    """After a wrong try an account lets nobody in for a while, at least from one device."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ArrangementsChanged(Event):
    """A pupil has other access arrangements; their open attempts get new ends."""

    user_id: uuid.UUID
