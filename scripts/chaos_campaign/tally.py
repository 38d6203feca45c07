"""What was done and what came of it, counted."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from math import inf

RECOVERY_S = {"app_killed": 5.0, "postgres_killed": 10.0, "both_killed": 10.0, "app_restarted": 10.0}
"""How long after a blow the first save must be acknowledged, at most. Both: as long as PostgreSQL alone."""


@dataclass
class Tally:
    """Faults that met something, by kind; those that met nothing; how long the server took to come back."""

    faults: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    recoveries: dict[str, list[float]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    answers: int = 0
    _struck: str = ""
    _began: float = 0.0
    _down: float = inf

    def count(self, kind: str, bit: bool) -> None:
        """Count a fault; one that met nothing is no fault."""
        (self.faults if bit else self.missed)[kind] += 1

    def strike(self, kind: str) -> None:
        """Note that the server is about to be struck."""
        self._struck, self._down = kind, inf

    def down(self, began: float) -> None:
        """Note that the server is down since a moment ago; ``began``: when it was struck."""
        self._began, self._down = began, time.monotonic()

    def acknowledged(self, sent: float, answers: int) -> None:
        """Note acknowledged answers; the first that were sent after a blow end its recovery."""
        self.answers += answers
        if self._struck and sent > self._down:
            self.recoveries.setdefault(self._struck, []).append(time.monotonic() - self._began)
            self._struck = ""

    @property
    def recovered(self) -> bool:
        """Tell whether saves have been acknowledged since the last blow."""
        return not self._struck

    @property
    def slow(self) -> list[str]:
        """Return the kinds after which the server took too long, or didn't come back."""
        slow = [kind for kind, waits in self.recoveries.items() if max(waits) > RECOVERY_S[kind]]
        return slow + ([self._struck] if self._struck else [])
