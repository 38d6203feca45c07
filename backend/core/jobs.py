"""Work that outlives a request: rows in PostgreSQL (procrastinate), run by a worker in this same process.

A job is enqueued in the caller's transaction, takes ids only, re-reads what it needs and can be run twice without harm.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import procrastinate
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.one_step import OneStepARound

if TYPE_CHECKING:
    from backend.core.db import Database

log = structlog.get_logger()

_TRY_LOCK = text("SELECT pg_try_advisory_lock(hashtextextended(:key, 0))")
_UNLOCK = text("SELECT pg_advisory_unlock(hashtextextended(:key, 0))")
_COUNT = text(
    "SELECT (args->>'subject_id')::uuid, count(*) FILTER (WHERE status IN ('todo', 'doing')),"
    " count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs"
    " WHERE task_name = :name AND args->>'subject_id' = ANY(:subject_ids) GROUP BY 1"
)
_STALLED_AFTER_S = 30
_SWEEP_EVERY_S = 15


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a running job is given: a way to open transactions in its school."""

    database: Database
    school_id: uuid.UUID

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction in the job's school. Keep it short: never across a slow call."""
        async with self.database.session(self.school_id) as session:
            yield session


JobFunction = Callable[[JobContext, uuid.UUID], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """A named job about one thing. ``name`` is stored in the database and never renamed."""

    name: str
    run: JobFunction


@dataclass(frozen=True, slots=True)
class Routine:
    """Something done again and again for every school, by one process at a time."""

    name: str
    every_s: int
    run: Callable[[JobContext], Awaitable[None]]


class _TakenUpAgain(procrastinate.BaseRetryStrategy):
    """Give a job that was under way when its worker stopped back to the queue; a job that failed stays failed."""

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision | None:
        stopped = isinstance(exception, asyncio.CancelledError)
        return procrastinate.RetryDecision(retry_in={"seconds": 0}) if stopped else None


class JobRunner:
    """Enqueues jobs and runs them. One a process; several processes share the queue."""

    def __init__(
        self,
        database: Database,
        conninfo: str,
        jobs: Iterable[Job],
        routines: Iterable[Routine],
        *,
        concurrency: int,
    ) -> None:
        self._database = database
        self._concurrency = concurrency
        self._routines = tuple(routines)
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(
                conninfo=conninfo, min_size=1, max_size=concurrency + 2, kwargs={"application_name": "ks3-jobs"}
            )
        )
        self._tasks: dict[str, Any] = {}
        for job in jobs:
            self._tasks[job.name] = self._app.task(name=job.name, queue="ks3", retry=_TakenUpAgain())(
                self._entering_school(job)
            )
        self._running: list[asyncio.Task[None]] = []

    def _entering_school(self, job: Job) -> Callable[..., Awaitable[None]]:
        async def run(school_id: str, subject_id: str) -> None:
            context = JobContext(self._database, uuid.UUID(school_id))
            with structlog.contextvars.bound_contextvars(job=job.name, subject_id=subject_id):
                try:
                    await OneStepARound(job.run(context, uuid.UUID(subject_id)))
                except Exception:
                    log.exception("job_failed")
                    raise

        return run

    async def defer(self, session: AsyncSession, name: str, subject_id: uuid.UUID) -> None:
        """Enqueue a job in the caller's transaction; it starts once that commits."""
        raw = (await (await session.connection()).get_raw_connection()).driver_connection
        await (
            self._tasks[name]
            .configure(connection=raw)
            .defer_async(school_id=str(session.info["school_id"]), subject_id=str(subject_id))
        )

    async def start(self) -> None:
        """Open the queue and start the worker and the sweep for jobs whose process died."""
        await self._app.open_async()
        self._running = [
            asyncio.create_task(self._work(), name="jobs-worker"),
            asyncio.create_task(self._sweep(), name="jobs-sweep"),
            *(asyncio.create_task(self._repeat(routine), name=routine.name) for routine in self._routines),
        ]

    async def stop(self) -> None:
        """Stop the worker; a job under way is cancelled and taken up again at the next start."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running = []
        await self._app.close_async()

    @property
    def alive(self) -> bool:
        """Whether the worker is running."""
        return bool(self._running) and not self._running[0].done()

    async def _work(self) -> None:
        """Run the worker for ever: after a lost database it begins again."""
        while True:
            try:
                await self._app.run_worker_async(
                    queues=["ks3"],
                    concurrency=self._concurrency,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=1,
                    fetch_job_polling_interval=2,
                )
            except asyncio.CancelledError:
                raise
            except Exception as exc:
                log.warning("jobs_worker_restarts", error=type(exc).__name__)
            await asyncio.sleep(1)

    async def _sweep(self) -> None:
        """Give jobs of a dead worker back to the queue."""
        while True:
            with contextlib.suppress(procrastinate.exceptions.ProcrastinateException):
                for job in await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER_S):
                    await self._app.job_manager.retry_job(job)
            await asyncio.sleep(_SWEEP_EVERY_S)

    async def _repeat(self, routine: Routine) -> None:
        """Run a routine for every school, unless another process is at it."""
        while True:
            await asyncio.sleep(routine.every_s)
            with _logged(routine):
                await self._run_for_every_school(routine)

    async def _run_for_every_school(self, routine: Routine) -> None:
        async with self._database.engine.connect() as connection:
            key = {"key": routine.name}
            if not await connection.scalar(_TRY_LOCK, key):
                return
            await connection.commit()
            try:
                school_ids = (await connection.scalars(text("SELECT id FROM schools"))).all()
                await connection.commit()
                for school_id in school_ids:
                    # What goes wrong in one school holds up no other.
                    with _logged(routine):
                        await routine.run(JobContext(self._database, school_id))
            except BaseException:
                # The lock goes with its connection, which a cancelled query has spoiled: an error from unlocking would
                # take the place of the cancellation, and the runner could never be stopped.
                await connection.invalidate()
                raise
            await connection.execute(_UNLOCK, key)
            await connection.commit()


@contextmanager
def _logged(routine: Routine) -> Iterator[None]:
    try:
        yield
    except Exception:
        log.exception("routine_failed", routine=routine.name)


async def defer(session: AsyncSession, name: str, subject_id: uuid.UUID) -> None:
    """Enqueue job ``name`` about ``subject_id`` in the running transaction and school."""
    runner: JobRunner = session.info["jobs"]
    await runner.defer(session, name, subject_id)


async def count_jobs(
    session: AsyncSession, name: str, subject_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[int, int]]:
    """Return how many jobs ``name`` about each subject will still run or are running, and how many failed."""
    if not subject_ids:
        return {}
    rows = await session.execute(_COUNT, {"name": name, "subject_ids": [str(each) for each in subject_ids]})
    return {subject_id: (live, failed) for subject_id, live, failed in rows}
