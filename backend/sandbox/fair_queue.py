"""Whose run is next: owners in turn, one run of each at a time, so that nobody's thirty presses hold up a class."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Ticket:
    """A place in the queue."""

    owner: Hashable
    admitted: asyncio.Future[None]
    slow: bool = False
    """It has used more than its share and counts among the slow ones."""


@dataclass(eq=False, slots=True)
class FairQueue:
    """At most ``quick`` runs that have only just begun and ``most`` in all.

    A run that turns out slow makes room for a quick one: programs that loop for ever hold up nobody.
    """

    quick: int
    most: int
    _ready: OrderedDict[Hashable, None] = field(default_factory=OrderedDict)
    _waiting: dict[Hashable, deque[Ticket]] = field(default_factory=dict)
    _busy: set[Hashable] = field(default_factory=set)
    _running: int = 0
    _quick_running: int = 0

    def join(self, owner: Hashable) -> Ticket:
        """Stand in line; ``ticket.admitted`` is done when the run may begin. Then, or given up, it must ``leave``."""
        ticket = Ticket(owner, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(owner, deque()).append(ticket)
        if owner not in self._busy:
            self._ready[owner] = None
        self._admit()
        return ticket

    def of(self, owner: Hashable) -> int:
        """Return how many runs of an owner are under way or wait."""
        return len(self._waiting.get(owner, ())) + (owner in self._busy)

    def ahead_of(self, ticket: Ticket) -> int:
        """Return how many waiting runs come before this one, 0 when it is next or running."""
        own = self._waiting.get(ticket.owner, deque())
        if ticket.admitted.done() or ticket not in own:
            return 0
        place, before, passed = own.index(ticket), 0, False
        for owner in self._ready:
            if owner == ticket.owner:
                passed = True
                before += place
            else:
                before += min(len(self._waiting[owner]), place if passed else place + 1)
        return before if passed else before + place

    def stepped_down(self, ticket: Ticket) -> None:
        """Note that a run is slow."""
        if not ticket.slow and ticket.admitted.done():
            ticket.slow = True
            self._quick_running -= 1
            self._admit()

    def leave(self, ticket: Ticket) -> None:
        """Give the place back: the run has ended, or whoever asked for it has gone."""
        owner, waiting = ticket.owner, self._waiting.get(ticket.owner)
        if not ticket.admitted.done() or ticket.admitted.cancelled():
            if waiting and ticket in waiting:
                waiting.remove(ticket)
        else:
            self._running -= 1
            self._quick_running -= not ticket.slow
            self._busy.discard(owner)
            if waiting:
                self._ready[owner] = None
        if waiting is not None and not waiting:
            del self._waiting[owner]
            self._ready.pop(owner, None)
        self._admit()

    def _admit(self) -> None:
        while self._ready and self._running < self.most and self._quick_running < self.quick:
            owner, _ = self._ready.popitem(last=False)
            waiting = self._waiting[owner]
            while waiting and waiting[0].admitted.cancelled():
                waiting.popleft()
            if waiting:
                self._busy.add(owner)
                self._running += 1
                self._quick_running += 1
                waiting.popleft().admitted.set_result(None)
            else:
                del self._waiting[owner]
