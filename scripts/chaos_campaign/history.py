"""What the pages of a campaign wrote, promised and heard: one side of what is judged, the database is the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scripts.chaos_campaign.protocol import Event, Place


@dataclass(frozen=True, slots=True)
class Said:
    """A promise read off the save chip of a real page: ``value`` was shown when it said ``words``.

    ``number`` grows with each change that this pupil made.
    """

    item: str
    number: int
    value: Any
    words: str


@dataclass
class AttemptHistory:
    """One attempt as its pages know it, all tabs and devices together.

    ``written``: everything that was made an event of, promised or not. ``kept``: what "Saved on this Chromebook" was
    shown for. ``acked``: what the server acknowledged. ``conflicts``: what was kept under a number that another event
    had already; ``renumbered``: numbers under which the server had another answer, so that it was sent under a new one.
    ``set_aside``: what a page sends no more since it was refused, and why.
    """

    attempt_id: str
    written: list[Event] = field(default_factory=list)
    kept: dict[Place, Event] = field(default_factory=dict)
    acked: dict[Place, Event] = field(default_factory=dict)
    conflicts: list[Event] = field(default_factory=list)
    renumbered: set[Place] = field(default_factory=set)
    set_aside: dict[Place, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    real: bool = False
    handed_in: bool = False

    def keep(self, event: Event) -> None:
        """Note a promise. Two events of one number are both kept in mind: the second as a conflict."""
        if self.kept.setdefault(event.place, event) != event:
            self.conflicts.append(event)

    def acknowledge(self, event: Event) -> None:
        """Note that the server has acknowledged an event."""
        self.acked[event.place] = event


@dataclass
class History:
    """All attempts of a campaign."""

    attempts: dict[str, AttemptHistory] = field(default_factory=dict)

    def of(self, attempt_id: str) -> AttemptHistory:
        """Return the history of an attempt, a new one where there is none."""
        return self.attempts.setdefault(attempt_id, AttemptHistory(attempt_id))

    @property
    def acked(self) -> int:
        """Return how many answers were acknowledged."""
        return sum(len(one.acked) for one in self.attempts.values())

    @property
    def shown(self) -> int:
        """Return how many values were shown as saved, on the device or for good."""
        return sum(len(one.kept.keys() | one.acked.keys()) + len(one.said) for one in self.attempts.values())
