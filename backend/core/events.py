"""Events between rooms: a room below emits, a room above has subscribed; all inside the same transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ids only."""


Subscriber = Callable[[AsyncSession, Any], Awaitable[None]]
Subscription = tuple[type[Event], Subscriber]


class EventBus:
    """Who hears of what, fixed when the application is composed."""

    def __init__(self, subscriptions: Iterable[Subscription]) -> None:
        self._subscribers: dict[type[Event], list[Subscriber]] = defaultdict(list)
        for event_type, subscriber in subscriptions:
            self._subscribers[event_type].append(subscriber)

    async def emit(self, session: AsyncSession, event: Event) -> None:
        """Call every subscriber in the caller's transaction; a subscriber that fails undoes it all."""
        for subscriber in self._subscribers[type(event)]:
            await subscriber(session, event)


async def emit(session: AsyncSession, event: Event) -> None:
    """Emit ``event`` to the subscribers of the application that opened ``session``."""
    bus: EventBus = session.info["events"]
    await bus.emit(session, event)
