"""What rooms above may answer about a person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from backend.core.events import Event


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for somebody: ``text`` says what, ``href`` is the page for it."""

    kind: str
    count: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NeedsAsked(Event):
    """A dashboard asks every room what waits for a person; rooms add to ``needs``."""

    user_id: uuid.UUID
    needs: list[Need] = field(default_factory=list)
