"""The marker room, as the application composes it."""

from __future__ import annotations

from backend.attempts.events import AnswersArrivedLate, AttemptsSubmitted, LeftOutAsked, SwapAsked
from backend.core.room import Room
from backend.marker.changes import CHANGE, refuse_swap, tell_left_out
from backend.marker.lost_runs import LOST_RUNS
from backend.marker.marking_router import router as marking_router
from backend.marker.own_code_making import OWN_CODE
from backend.marker.router import hot_router, router, short_cuts
from backend.marker.running import RUNS
from backend.marker.service import on_late, on_submitted

ROOM = Room(
    name="marker",
    routers=(router, marking_router),
    hot_routers=(hot_router,),
    short_cuts=(short_cuts,),
    permissions={"teacher": frozenset({"marks.change"})},
    jobs=(CHANGE, RUNS, OWN_CODE),
    routines=(LOST_RUNS,),
    subscriptions=(
        (AttemptsSubmitted, on_submitted),
        (AnswersArrivedLate, on_late),
        (LeftOutAsked, tell_left_out),
        (SwapAsked, refuse_swap),
    ),
)
