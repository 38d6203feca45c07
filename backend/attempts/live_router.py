"""Routes of the live view: what the teacher sees, what one tap does, and the streams of both sides."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from backend.accounts.permissions import Actor, permit, session_token
from backend.assessments.assignments import access_assignment
from backend.attempts import controls, live, pauses, schemas, service, swapping
from backend.attempts.models import Attempt
from backend.attempts.times import ends_at, wire_state
from backend.core import clock
from backend.core.db import DbSession
from backend.core.streams import stream

router = APIRouter(prefix="/api", tags=["live"])

Pupil = Annotated[Actor, permit("attempts.sit")]
Teacher = Annotated[Actor, permit("assessments.author")]


@router.get("/attempts/{attempt_id}/live", response_class=StreamingResponse)
async def follow_attempt(
    request: Request, session: DbSession, actor: Pupil, attempt_id: uuid.UUID, once: bool = False
) -> StreamingResponse:
    """Stream how an attempt stands: state, end, pause, number of its package."""
    attempt = await service.access_attempt(session, actor, attempt_id)
    pages: live.LivePages = request.app.state.live_pages
    return stream(request.app.state.database.live, pages.attempt(actor.school_id, attempt), once=once)


@router.post("/attempts/{attempt_id}/break")
async def take_break(session: DbSession, actor: Pupil, attempt_id: uuid.UUID) -> schemas.ClockOut:
    """Stop the clock for a rest break."""
    return _clock(await pauses.take_break(session, actor, attempt_id))


@router.post("/attempts/{attempt_id}/resume")
async def end_break(session: DbSession, actor: Pupil, attempt_id: uuid.UUID) -> schemas.ClockOut:
    """Go on after a rest break."""
    return _clock(await pauses.end_break(session, actor, attempt_id))


@router.get("/assignments/{assignment_id}/live")
async def show(session: DbSession, actor: Teacher, assignment_id: uuid.UUID) -> schemas.LiveView:
    """Return the questions and the pupils of the live view."""
    return await live.show_live(session, actor, assignment_id)


@router.get("/assignments/{assignment_id}/live/stream", response_class=StreamingResponse)
async def follow_grid(
    request: Request, session: DbSession, actor: Teacher, assignment_id: uuid.UUID, once: bool = False
) -> StreamingResponse:
    """Stream how everybody gets on: all rows, then those that change."""
    assignment = await access_assignment(session, actor, assignment_id)
    pages: live.LivePages = request.app.state.live_pages
    rows = pages.grid(actor.school_id, assignment.id)
    token = session_token(request)
    return stream(
        request.app.state.database.live,
        rows,
        once=once,
        beat=live.nothing_new,
        may_hear=lambda: pages.may_watch(token, assignment_id),
    )


@router.post("/assignments/{assignment_id}/live/time")
async def add_time(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, body: schemas.AddTimeIn
) -> schemas.ChangedOut:
    """Give open attempts more minutes."""
    changed = await controls.add_time(session, actor, assignment_id, body.pupil_ids, minutes=body.minutes)
    return schemas.ChangedOut(pupil_ids=changed)


@router.post("/assignments/{assignment_id}/live/pause")
async def pause(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, body: schemas.ChosenIn
) -> schemas.ChangedOut:
    """Stop the clock of open attempts."""
    return schemas.ChangedOut(pupil_ids=await controls.pause(session, actor, assignment_id, body.pupil_ids))


@router.post("/assignments/{assignment_id}/live/resume")
async def resume(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, body: schemas.ChosenIn
) -> schemas.ChangedOut:
    """Let stopped clocks go on."""
    return schemas.ChangedOut(pupil_ids=await controls.resume(session, actor, assignment_id, body.pupil_ids))


@router.post("/assignments/{assignment_id}/live/end")
async def end(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, body: schemas.ChosenIn
) -> schemas.ChangedOut:
    """Hand in open attempts."""
    return schemas.ChangedOut(pupil_ids=await controls.end(session, actor, assignment_id, body.pupil_ids))


@router.post("/assignments/{assignment_id}/live/reopen")
async def reopen(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, body: schemas.ReopenIn
) -> schemas.ChangedOut:
    """Give handed-in attempts back to their pupils."""
    changed = await controls.reopen(session, actor, assignment_id, body.pupil_ids, minutes=body.minutes)
    return schemas.ChangedOut(pupil_ids=changed)


@router.post("/assignments/{assignment_id}/live/questions/{item_id}/swap", status_code=204)
async def swap(
    session: DbSession, actor: Teacher, assignment_id: uuid.UUID, item_id: uuid.UUID, body: schemas.SwapIn
) -> None:
    """Put another question, or the mended version of this one, in its place."""
    await swapping.swap(session, actor, assignment_id, item_id, body.question_id)


@router.post("/assignments/{assignment_id}/live/questions/{item_id}/swap-back", status_code=204)
async def swap_back(session: DbSession, actor: Teacher, assignment_id: uuid.UUID, item_id: uuid.UUID) -> None:
    """Take the newest swap of a question back."""
    await swapping.swap_back(session, actor, assignment_id, item_id)


def _clock(attempt: Attempt) -> schemas.ClockOut:
    now = clock.now()
    return schemas.ClockOut(
        state=wire_state(attempt),
        now=clock.to_ms(now),
        ends_at=clock.to_ms(ends_at(attempt, now)),
        paused_by=attempt.paused_by,
    )
