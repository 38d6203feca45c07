"""What a room brings to the application. ``backend/rooms.py`` lists them; nothing registers itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import APIRouter

from backend.core.events import Subscription
from backend.core.jobs import Job, Routine


@dataclass(frozen=True, slots=True)
class Room:
    """One part of the school's work: its routes, what it listens to, its jobs, and what it lets each role do."""

    name: str
    routers: tuple[APIRouter, ...] = ()
    hot_routers: tuple[APIRouter, ...] = ()
    """Answered before FastAPI is asked (core/hot_routes.py says what such a route may be)."""
    short_cuts: tuple[APIRouter, ...] = ()
    """The same, but a step in a round of the event loop like everything else: these don't save answers."""
    subscriptions: tuple[Subscription, ...] = ()
    jobs: tuple[Job, ...] = ()
    routines: tuple[Routine, ...] = ()
    permissions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Role to the permissions that a new school gives it."""

    @property
    def all_routers(self) -> tuple[APIRouter, ...]:
        """Every route, however it is answered."""
        return (*self.routers, *self.hot_routers, *self.short_cuts)
