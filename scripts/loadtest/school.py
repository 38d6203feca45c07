"""The school that is simulated: classes of thirty, each with a teacher and an assessment to sit."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from backend.accounts.permissions import Actor
from backend.accounts.service import NewPerson, create_school, create_user
from backend.assessments import assignments
from backend.assessments import service as assessments
from backend.assessments.schemas import AssessmentIn, AssignmentIn, ItemIn
from backend.attempts.models import PreparedAttempt
from backend.classes.class_editing import NewClass, create_class
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.passwords import PasswordHasher
from backend.questions.service import NewQuestion, create_question
from backend.rooms import default_permissions
from scripts.benchmarks.stage import PASSWORD, Stage, make_session, sample_question

CLASS_SIZE = 30
QUESTIONS = 20
LIMIT_S = 3 * 3600
PREPARED_WITHIN_S = 90.0


@dataclass(frozen=True)
class Seat:
    """A pupil of a class: their name, and a browser that is signed in."""

    name: str
    token: str


@dataclass(frozen=True)
class ClassRoom:
    """A class with its teacher, who is signed in, and the assessment that it will sit."""

    code: str
    teacher_token: str
    assignment_id: uuid.UUID
    seats: list[Seat]


@dataclass(frozen=True)
class School:
    """All classes."""

    id: uuid.UUID
    classes: list[ClassRoom]


async def make_school(on: Stage, *, pupils: int) -> School:
    """Make a school in which so many pupils are about to sit."""
    hashed = await PasswordHasher(on.settings.password_hash_cost).hash(PASSWORD)
    async with on.database.session() as session:
        school = await create_school(session, name="Load", time_zone="Europe/London", granted=default_permissions())
        author = await create_user(
            session,
            NewPerson("teacher", "Ruth", "Okafor", "Ms", login_name=_login_name("ruth", school.id)),
            password_hash=hashed,
        )
        actor = Actor(author.id, school.id, "teacher", default_permissions()["teacher"], "Europe/London", b"")
        made = [
            await create_question(session, actor, NewQuestion(type=key, content=content, status="ready"))
            for key, content in map(sample_question, range(QUESTIONS))
        ]
        new = AssessmentIn(title="Load", items=[ItemIn(question_id=question.id) for question in made])
        assessment_id = (await assessments.create_assessment(session, actor, new)).id
    sizes = [min(CLASS_SIZE, pupils - first) for first in range(0, pupils, CLASS_SIZE)]
    classes = [
        await _make_class(on, school.id, assessment_id, number, size, hashed) for number, size in enumerate(sizes)
    ]
    return School(school.id, classes)


def _login_name(name: str, school_id: uuid.UUID) -> str:
    """Return a name of which there is one on the whole server: the second lesson has a school of its own."""
    return f"{name}.{school_id.hex[-8:]}"


async def _make_class(
    on: Stage, school_id: uuid.UUID, assessment_id: uuid.UUID, number: int, size: int, hashed: str
) -> ClassRoom:
    async with on.database.session(school_id) as session:
        teacher = await create_user(
            session,
            NewPerson("teacher", "T", f"Class{number}", "Mr", login_name=_login_name(f"t{number}", school_id)),
            password_hash=hashed,
        )
        actor = Actor(teacher.id, school_id, "teacher", default_permissions()["teacher"], "Europe/London", b"")
        made = await create_class(session, NewClass(f"7x{number}", 7, (teacher.id,)), actor_id=teacher.id)
        now = clock.now()
        assignment = await assignments.assign(
            session,
            actor,
            assessment_id,
            AssignmentIn(class_id=made.id, opens_at=now, closes_at=now + timedelta(hours=6), time_limit_s=LIMIT_S),
        )
        seats = []
        for seat in range(size):
            pupil = await create_user(session, NewPerson("pupil", f"P{number}x{seat}", "Load"), password_hash=hashed)
            session.add(ClassPupil(class_id=made.id, pupil_id=pupil.id))
            await session.flush()
            seats.append(Seat(pupil.sign_in_name, await make_session(session, school_id, pupil.id)))
        return ClassRoom(made.code, await make_session(session, school_id, teacher.id), assignment.id, seats)


async def wait_until_prepared(on: Stage, school: School) -> float:
    """Wait for the application to have every attempt prepared; returns the seconds that it took."""
    wanted = sum(len(each.seats) for each in school.classes)
    began = time.perf_counter()
    while time.perf_counter() - began < PREPARED_WITHIN_S:
        async with on.database.session(school.id) as session:
            if await session.scalar(select(func.count()).select_from(PreparedAttempt)) == wanted:
                return time.perf_counter() - began
        await asyncio.sleep(0.5)
    raise RuntimeError(f"Not every attempt was prepared within {PREPARED_WITHIN_S} s.")
