"""The application, composed: every room in ``rooms.ROOMS``, the pages, health, and one shield around it all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from backend.attempts.live import LivePages
from backend.config import Settings
from backend.core import errors, health
from backend.core.db import Database, conninfo
from backend.core.events import EventBus
from backend.core.hot_routes import HotRoutes
from backend.core.jobs import JobRunner
from backend.core.pages import Pages
from backend.core.passwords import PasswordHasher
from backend.core.room import Room
from backend.core.shield import Shield
from backend.marker.hand_ins import HandIns
from backend.rooms import ROOMS
from backend.sandbox.runner import Runner


def create_app(settings: Settings, *, rooms: tuple[Room, ...] = ROOMS, live_pages: bool = False) -> FastAPI:
    """Return the application. Connects to nothing before its lifespan starts."""
    database = Database(settings, EventBus(pair for room in rooms for pair in room.subscriptions))
    hasher = PasswordHasher(settings.password_hash_cost)
    jobs = JobRunner(
        database,
        conninfo(settings.app_url),
        (job for room in rooms for job in room.jobs),
        (routine for room in rooms for routine in room.routines),
        concurrency=settings.jobs_concurrency,
    )
    runner = Runner(enabled=settings.enable_python_runner)
    pages = Pages(live=live_pages, gallery=settings.environment != "production")
    database.info.update(jobs=jobs, hasher=hasher, runner=runner, release=pages.release)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Loads what anyio needs at its first use: 0.3 s that would else stand still at the first upload.
        await run_in_threadpool(database.settings.data_dir.exists)
        await database.refuse_unsafe_role()
        await database.warm_up()
        runner.start_soon()
        await jobs.start()
        await database.live.start()
        yield
        await database.live.stop()
        await jobs.stop()
        await runner.stop()
        await database.close()
        hasher.close()

    app = FastAPI(
        title="KS3 Assessment",
        version=pages.release,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        # Nothing about a request leaves this machine, whatever the environment's OTEL_ variables say.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.settings, app.state.release = settings, pages.release
    app.state.database, app.state.hasher, app.state.jobs, app.state.runner = database, hasher, jobs, runner
    app.state.live_pages, app.state.hand_ins = LivePages(database), HandIns(database)
    errors.install(app)
    for router in (*(router for room in rooms for router in room.all_routers), health.router):
        # Flat, not by include_router(): that asks router by router at each request, which doubles a save's cost.
        app.router.routes.extend(router.routes)
    app.router.routes.extend(pages.routes())
    app.add_middleware(
        HotRoutes,
        routes=[route for room in rooms for router in room.hot_routers for route in router.routes],
        short_cuts=[route for room in rooms for router in room.short_cuts for route in router.routes],
    )
    app.add_middleware(Shield, upload_limit_bytes=settings.max_upload_size_mb * 1024 * 1024)
    return app
