"""The attempts room, as the application composes it."""

from __future__ import annotations

from backend.accounts.events import ArrangementsChanged
from backend.assessments.events import AssignmentClosed, AssignmentTimesChanged
from backend.attempts.live_router import router as live_router
from backend.attempts.preparing import prepare_due
from backend.attempts.rescue_router import router as rescue_router
from backend.attempts.router import hot_router, router, short_cuts
from backend.attempts.sitting import on_arrangements_changed, on_closed, on_times_changed, sweep
from backend.core.jobs import Routine
from backend.core.room import Room

ROOM = Room(
    name="attempts",
    routers=(router, live_router, rescue_router),
    hot_routers=(hot_router,),
    short_cuts=(short_cuts,),
    subscriptions=(
        (AssignmentTimesChanged, on_times_changed),
        (ArrangementsChanged, on_arrangements_changed),
        (AssignmentClosed, on_closed),
    ),
    routines=(
        Routine("attempts.sweep", every_s=20, run=sweep),
        Routine("attempts.prepare", every_s=10, run=prepare_due),
    ),
    permissions={"pupil": frozenset({"attempts.sit"})},
)
