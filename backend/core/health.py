"""Health and metrics, and the browsers' reports of broken content rules."""

from __future__ import annotations

import asyncio

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from psycopg import Error as PsycopgError
from sqlalchemy.exc import SQLAlchemyError

from backend.core import metrics
from backend.core.access import LOOPBACK, PUBLIC, declares
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.jobs import JobRunner
from backend.core.migrations import is_current

log = structlog.get_logger()

router = APIRouter(tags=["machine"])

_LOOPBACK = {"127.0.0.1", "::1"}
_READY_TIMEOUT_S = 3


def only_from_this_machine(request: Request) -> None:
    """Raise NotFound unless the request came from loopback and through no proxy."""
    host = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    if host not in _LOOPBACK or forwarded:
        raise NotFound("There is nothing at this address.")


@router.get("/health/live")
@declares(PUBLIC)
async def live() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/health/ready")
@declares(LOOPBACK)
async def ready(request: Request) -> JSONResponse:
    """Say whether the database, its migrations and the jobs are ready for pupils."""
    only_from_this_machine(request)
    database: Database = request.app.state.database
    jobs: JobRunner = request.app.state.jobs
    checks = {"database": False, "migrations": False, "jobs": jobs.alive}
    try:
        async with asyncio.timeout(_READY_TIMEOUT_S):
            checks["migrations"] = await is_current(database.engine)
            checks["database"] = True
    except (TimeoutError, SQLAlchemyError, PsycopgError, OSError) as exc:
        log.warning("not_ready", error=type(exc).__name__)
    fine = all(checks.values())
    # Without the runner everything else works, so it is told and doesn't count.
    state = {
        "status": "ok" if fine else "not ready",
        "checks": checks,
        "python_runner": request.app.state.runner.summary,
    }
    return JSONResponse(state, 200 if fine else 503)


@router.get("/metrics")
@declares(LOOPBACK)
async def prometheus(request: Request) -> Response:
    """Return the counters and timings in Prometheus' text form."""
    only_from_this_machine(request)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@router.post("/api/csp-reports", status_code=204)
@declares(PUBLIC)
async def csp_report(request: Request) -> None:
    """Count a browser's report of a broken content rule; what it says may hold an address, so it isn't kept."""
    metrics.CSP_REPORTS.inc()
    log.warning("csp_report", bytes=len(await request.body()))
