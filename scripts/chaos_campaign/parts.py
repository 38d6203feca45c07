"""What a simulated page is made of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from scripts.chaos_campaign.disk import Store
from scripts.chaos_campaign.history import AttemptHistory
from scripts.chaos_campaign.wire import Line

Listener = Callable[[float, int], None]
"""Who wants to know of acknowledgements: when the request began (monotonic seconds), and how many answers."""


@dataclass(frozen=True)
class Parts:
    """What a page is made of."""

    attempt_id: str
    store: Store
    line: Line
    history: AttemptHistory
    rng: random.Random
    acked: Listener
    skew_s: float
