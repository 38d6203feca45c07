"""Jobs and routines: in the caller's transaction, in the right school, again after a crash, one process at a time."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text

from backend.accounts.models import School, User
from backend.config import Settings
from backend.core import jobs
from backend.core.db import Database, conninfo
from backend.core.events import EventBus
from backend.core.jobs import Job, JobContext, JobRunner, Routine
from backend.core.model import uuid7
from tests.school import SchoolMaker

pytestmark = pytest.mark.database


async def _until(condition: Callable[[], object], seconds: float = 15) -> None:
    for _ in range(int(seconds / 0.05)):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("It didn't happen in time")


async def _school(database: Database) -> uuid.UUID:
    async with database.session() as session:
        school = School(id=uuid7(), name="A", time_zone="Europe/London")
        session.add(school)
    return school.id


async def test_a_job_starts_once_the_caller_commits_and_in_its_school(settings_apart: Settings) -> None:
    seen: list[tuple[uuid.UUID, uuid.UUID, int]] = []

    async def run(context: JobContext, subject: uuid.UUID) -> None:
        async with context.session() as session:
            people = await session.scalar(select(func.count()).select_from(User))
        seen.append((context.school_id, subject, people or 0))

    database = Database(settings_apart, EventBus(()))
    runner = JobRunner(database, conninfo(settings_apart.app_url), [Job("test.count", run)], [], concurrency=1)
    database.info["jobs"] = runner
    school = await _school(database)
    await runner.start()
    kept, undone = uuid.uuid4(), uuid.uuid4()
    async with database.session(school) as session:
        await jobs.defer(session, "test.count", kept)
        await asyncio.sleep(0.3)
        assert seen == []
    with pytest.raises(ZeroDivisionError):
        async with database.session(school) as session:
            await jobs.defer(session, "test.count", undone)
            raise ZeroDivisionError
    await _until(lambda: seen)
    await asyncio.sleep(0.3)
    assert seen == [(school, kept, 0)]
    await runner.stop()
    await database.engine.dispose()


async def test_a_routine_runs_for_every_school_in_one_process_at_a_time(settings_apart: Settings) -> None:
    running = 0
    most = 0
    schools_seen: list[uuid.UUID] = []

    async def run(context: JobContext) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        schools_seen.append(context.school_id)
        try:
            await asyncio.sleep(0.2)
        finally:  # a runner that is stopped may cut it short
            running -= 1

    routine = Routine("test.routine", every_s=0, run=run)
    database = Database(settings_apart, EventBus(()))
    schools = {await _school(database), await _school(database)}
    info = conninfo(settings_apart.app_url)
    runners = [JobRunner(database, info, [], [routine], concurrency=1) for _ in range(2)]
    for runner in runners:
        await runner.start()
    await _until(lambda: len(schools_seen) >= 4)
    for runner in runners:
        await runner.stop()
    await database.engine.dispose()
    assert set(schools_seen) == schools and most == 1


async def test_a_routine_that_fails_in_one_school_still_runs_in_the_others(settings_apart: Settings) -> None:
    seen: list[uuid.UUID] = []

    async def run(context: JobContext) -> None:
        seen.append(context.school_id)
        raise ZeroDivisionError

    database = Database(settings_apart, EventBus(()))
    schools = {await _school(database), await _school(database)}
    routine = Routine("test.failing", every_s=0, run=run)
    runner = JobRunner(database, conninfo(settings_apart.app_url), [], [routine], concurrency=1)
    await runner.start()
    await _until(lambda: len(seen) >= 4)
    await asyncio.wait_for(runner.stop(), 20)
    await database.engine.dispose()
    assert set(seen) == schools


async def test_every_change_leaves_an_audit_row_without_values(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin")
    await admin.post("/api/people", {"role": "pupil", "given_name": "Zebediah", "family_name": "Quill"})
    async with maker.database.session(school.id) as session:
        rows = (
            await session.execute(text("SELECT action, subject_type, actor_id, a::text AS whole FROM audit_events a"))
        ).all()
    made = [row for row in rows if row.actor_id == admin.id and (row.action, row.subject_type) == ("created", "user")]
    assert len(made) == 1
    assert not any("Zebediah" in row.whole or "Quill" in row.whole for row in rows)
