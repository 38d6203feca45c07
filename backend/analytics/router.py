"""Routes of results and dashboards."""

from __future__ import annotations

import re
import uuid
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Response

from backend.accounts.permissions import Actor, permit
from backend.analytics import class_results, dashboards, schemas
from backend.analytics.csv_export import results_csv
from backend.analytics.distribution import distribution as show_distribution
from backend.analytics.own_progress import own_progress
from backend.analytics.pupil_progress import pupil_progress
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["analytics"])

Viewer = Annotated[Actor, permit("results.view")]
Pupil = Annotated[Actor, permit("attempts.sit")]


@router.get("/teacher/dashboard")
async def teacher_dashboard(session: DbSession, actor: Viewer) -> schemas.TeacherDashboard:
    """Return what needs the teacher now."""
    return await dashboards.teacher_dashboard(session, actor)


@router.get("/classes/{class_id}/pupils/{pupil_id}/progress")
async def progress(
    session: DbSession, actor: Viewer, class_id: uuid.UUID, pupil_id: uuid.UUID
) -> schemas.PupilProgress:
    """Return how one pupil of a class does over time."""
    return await pupil_progress(session, actor, class_id, pupil_id)


@router.get("/my/assignments")
async def my_assignments(session: DbSession, actor: Pupil) -> schemas.PupilDashboard:
    """Return what the pupil may sit, is going to sit, and has sat."""
    return await dashboards.pupil_dashboard(session, actor)


@router.get("/my/results")
async def my_results(session: DbSession, actor: Pupil) -> schemas.OwnResults:
    """Return the pupil's own results."""
    return await dashboards.own_results(session, actor)


@router.get("/my/progress")
async def my_progress(session: DbSession, actor: Pupil) -> schemas.OwnProgress:
    """Return how the pupil's own work goes over time."""
    return await own_progress(session, actor)


@router.get("/assignments/{assignment_id}/results", response_model=schemas.ClassResults)
async def results(session: DbSession, actor: Viewer, assignment_id: uuid.UUID) -> Response:
    """Return who got what; written out directly, since FastAPI would check each of some 900 marks once more."""
    found = await class_results.class_results(session, actor, assignment_id)
    return Response(found.model_dump_json(by_alias=True), media_type="application/json")


@router.get("/assignments/{assignment_id}/results.csv", response_class=Response)
async def results_as_csv(session: DbSession, actor: Viewer, assignment_id: uuid.UUID) -> Response:
    """Return the same as CSV."""
    found = await class_results.class_results(session, actor, assignment_id)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{found.assignment.title} {found.assignment.class_.name}").strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name or "results"}.csv"'}
    return Response(
        results_csv(found, ZoneInfo(actor.time_zone)), media_type="text/csv; charset=utf-8", headers=headers
    )


@router.get("/assignments/{assignment_id}/items/{item_id}/distribution")
async def distribution(
    session: DbSession, actor: Viewer, assignment_id: uuid.UUID, item_id: uuid.UUID
) -> schemas.Distribution:
    """Return what the class answered to one question."""
    return await show_distribution(session, actor, assignment_id, item_id)


@router.get("/assignments/{assignment_id}/pupils/{pupil_id}/items/{item_id}")
async def answer(
    session: DbSession, actor: Viewer, assignment_id: uuid.UUID, pupil_id: uuid.UUID, item_id: uuid.UUID
) -> schemas.AnswerDetail:
    """Return one answer and why it got its mark."""
    return await class_results.answer_detail(session, actor, assignment_id, pupil_id, item_id)
