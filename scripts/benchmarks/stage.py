"""What every benchmark stands on: a PostgreSQL server of its own, the application in its process, a seeded school."""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
from sqlalchemy import insert, make_url
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import UserSession
from backend.accounts.permissions import Actor, digest
from backend.accounts.service import NewPerson, create_school, create_user
from backend.assessments import assignments
from backend.assessments import service as assessments
from backend.assessments.schemas import AssessmentIn, AssignmentIn, ItemIn
from backend.attempts.room import ROOM as ATTEMPTS
from backend.attempts.service import items_of, open_attempt
from backend.attempts.starting import start_attempt
from backend.classes.class_editing import NewClass, create_class
from backend.classes.models import ClassPupil
from backend.config import Settings
from backend.core import clock
from backend.core.db import Database
from backend.core.events import EventBus
from backend.core.migrations import migrate
from backend.core.passwords import PasswordHasher
from backend.core.postgres import Cluster, ensure_roles_and_database, start_cluster
from backend.marker.room import ROOM as MARKER
from backend.questions.service import NewQuestion, create_question
from backend.rooms import default_permissions

PASSWORD = "bench-horse-42"


@dataclass
class Pupil:
    """A pupil with an open attempt. ``items``: ids and types in the order of the attempt."""

    token: str
    attempt_id: uuid.UUID
    items: list[tuple[uuid.UUID, str]]
    name: str


@dataclass
class Seeded:
    """A school in which a class sits."""

    school_id: uuid.UUID
    teacher_token: str
    assignment_id: uuid.UUID
    class_code: str
    pupils: list[Pupil]


@dataclass
class Stage:
    """A running server and what was seeded into it."""

    cluster: Cluster
    settings: Settings
    database: Database


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Start a PostgreSQL server with its usual, durable settings, and migrate a database in it."""
    with tempfile.TemporaryDirectory(prefix="ks3-bench-") as home, start_cluster(Path(home) / "data") as running:
        passwords = {"owner_password": secrets.token_hex(8), "app_password": secrets.token_hex(8)}
        ensure_roles_and_database(running.cluster, dbname="bench", owner="ks3_owner", app="ks3_app", **passwords)
        app_url = running.cluster.url(user="ks3_app", password=passwords["app_password"], dbname="bench")
        owner_url = running.cluster.url(user="ks3_owner", password=passwords["owner_password"], dbname="bench")
        await asyncio.to_thread(migrate, make_url(owner_url), "ks3_app")
        settings = Settings(
            _env_file=None,
            environment="test",
            database_url=app_url,
            migration_database_url=owner_url,
            data_dir=Path(home),
            log_level="error",
        )
        database = Database(settings, EventBus((*ATTEMPTS.subscriptions, *MARKER.subscriptions)))
        try:
            yield Stage(running.cluster, settings, database)
        finally:
            await database.engine.dispose()


def _environment(settings: Settings) -> dict[str, str]:
    names = ("environment", "database_url", "migration_database_url", "data_dir", "log_level")
    return {**os.environ, **{name.upper(): str(getattr(settings, name)) for name in names}}


@contextmanager
def process(command: list[str], settings: Settings, ready_path: str) -> Iterator[tuple[str, psutil.Process]]:
    """Run a server process on a free port until the block ends; gives its address and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen([sys.executable, *command, "--port", str(port)], env=_environment(settings))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address + ready_path)
        yield address, psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(20)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within 30 s")


@contextmanager
def application(settings: Settings) -> Iterator[tuple[str, psutil.Process]]:
    """Run the application as it runs in a school."""
    with process(["-m", "backend", "serve"], settings, "/health/live") as running:
        yield running


def cpu_seconds(running: psutil.Process) -> float:
    """Return the CPU time that a process has used."""
    times = running.cpu_times()
    return times.user + times.system


async def seed_class(
    on: Stage,
    *,
    pupils: int,
    questions: int = 0,
    contents: Sequence[tuple[str, dict[str, object]]] = (),
    **assigned: object,
) -> Seeded:
    """Make a school with one class that sits one assessment; returns what the pupils need.

    The questions are ``contents``, else ``questions`` of two kinds; ``assigned`` changes the assignment.
    """
    asked = contents or [sample_question(number) for number in range(questions)]
    hashed = await PasswordHasher(on.settings.password_hash_cost).hash(PASSWORD)
    async with on.database.session() as session:
        school = await create_school(session, name="Bench", time_zone="Europe/London", granted=default_permissions())
        teacher = await create_user(
            session, NewPerson("teacher", "Ruth", "Okafor", "Ms", login_name="ruth"), password_hash=hashed
        )
        actor = Actor(teacher.id, school.id, "teacher", default_permissions()["teacher"], "Europe/London", b"")
        teacher_token = await make_session(session, school.id, teacher.id)
        school_class = await create_class(session, NewClass("8B", 8, (teacher.id,)), actor_id=teacher.id)
        made = [
            await create_question(session, actor, NewQuestion(type=key, content=content, status="ready"))
            for key, content in asked
        ]
        new = AssessmentIn(title="Bench", items=[ItemIn(question_id=question.id) for question in made])
        assessment = await assessments.create_assessment(session, actor, new)
        now = clock.now()
        assignment = await assignments.assign(
            session,
            actor,
            assessment.id,
            AssignmentIn.model_validate(
                {"class_id": school_class.id, "opens_at": now, "closes_at": now + timedelta(hours=5), **assigned}
            ),
        )
        people = []
        for number in range(pupils):
            person = await create_user(session, NewPerson("pupil", f"Pupil{number}", "Bench"), password_hash=hashed)
            session.add(ClassPupil(class_id=school_class.id, pupil_id=person.id))
            people.append(person)
    seats = []
    for person in people:
        async with on.database.session(school.id) as session:
            pupil = Actor(person.id, school.id, "pupil", default_permissions()["pupil"], "Europe/London", b"")
            attempt = await start_attempt(session, pupil, assignment.id)
            await open_attempt(session, pupil, attempt.id)
            types = {question.latest_version_id: question.type for question in made}
            items = [(item.id, types[item.question_version_id]) for item in await items_of(session, attempt.id)]
            seats.append(
                Pupil(await make_session(session, school.id, person.id), attempt.id, items, person.sign_in_name)
            )
    # The load comes from this process: going through what is left of the seeding would hold its pupils up 450 ms.
    gc.collect()
    gc.freeze()
    return Seeded(school.id, teacher_token, assignment.id, school_class.code, seats)


async def make_session(session: AsyncSession, school_id: uuid.UUID, user_id: uuid.UUID) -> str:
    """Sign somebody in; gives what their browser would hold."""
    token = secrets.token_urlsafe(32)
    later = clock.now() + timedelta(hours=8)
    await session.execute(
        insert(UserSession).values(
            token_sha256=digest(token), school_id=school_id, user_id=user_id, expires_at=later, idle_expires_at=later
        )
    )
    return token


def sample_question(number: int) -> tuple[str, dict[str, object]]:
    """Return a question by its number: type and content, of two kinds in turn."""
    if number % 2:
        return "short_text", {
            "stem": f"Question {number}: what is the smallest unit of data called?",
            "accepted": [{"pattern": "bit", "fraction": 1, "kind": "close", "case_sensitive": False}],
        }
    options = [
        {"id": f"opt{letter}{number:02d}", "text": f"Choice {letter}", "fraction": float(letter == "b")}
        for letter in "abcd"
    ]
    return "multiple_choice", {"stem": f"Question {number}: which is b?", "options": options, "shuffle": True}
