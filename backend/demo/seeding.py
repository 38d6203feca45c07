"""Makes the demo schools once. A school is one transaction, so that an interrupted start leaves none by halves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from backend.accounts.models import School
from backend.accounts.service import grant, list_schools
from backend.classes.models import SchoolClass
from backend.config import Settings
from backend.core import clock
from backend.core.db import Database
from backend.core.events import EventBus
from backend.core.passwords import PasswordHasher
from backend.core.tenant import enter_school
from backend.curriculum.service import seed_school
from backend.demo import people, plans
from backend.demo.bank.form import DemoQuestion
from backend.demo.bank.questions import ALL, BY_KEY
from backend.demo.lesson_drafts import are_lessons_made, make_lessons
from backend.demo.logins import SchoolLogins
from backend.demo.people import DemoSchool
from backend.demo.plans import Plan
from backend.demo.school import PasswordHashes, make_arrangements, make_bank, make_people, release, set_assessment
from backend.demo.sittings import sit
from backend.main import create_app
from backend.rooms import default_permissions

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seed:
    """All that a demo school is made of; ``author`` wrote its bank and has its lesson files, if it has any."""

    people: DemoSchool
    bank: Sequence[DemoQuestion]
    plans: Sequence[Plan]
    author: str
    has_lessons: bool


SEEDS = (
    Seed(people.NORTHFIELD, ALL, plans.NORTHFIELD, "okafor", has_lessons=True),
    Seed(
        people.SOUTHGATE,
        [BY_KEY[key] for plan in plans.SOUTHGATE for key in plan.keys],
        plans.SOUTHGATE,
        "marsh",
        has_lessons=False,
    ),
)


async def prepare(settings: Settings, lessons: Path, say: Say) -> list[SchoolLogins]:
    """Make what is missing of the demo schools, and return their sign-ins."""
    database = Database(settings, EventBus(()))
    try:
        if not await _is_complete(database):
            say("Making the demo schools (only at the first start) …")
            app = create_app(settings)
            async with app.router.lifespan_context(app):
                await seed(app.state.database, app.state.hasher, lessons, say)
        await _bring_up_to_date(database)
        return await find_logins(database)
    finally:
        await database.engine.dispose()


async def _schools(database: Database) -> dict[str, School]:
    async with database.session() as session:
        return {school.name: school for school in await list_schools(session)}


async def _is_complete(database: Database) -> bool:
    known = await _schools(database)
    for seed_ in SEEDS:
        school = known.get(seed_.people.name)
        if school is None or (seed_.has_lessons and not await are_lessons_made(database, school)):
            return False
    return True


async def seed(database: Database, hasher: PasswordHasher, lessons: Path, say: Say) -> None:
    """Make what is missing of the demo schools. Needs the application's jobs to be running."""
    known = await _schools(database)
    missing = [one for one in SEEDS if one.people.name not in known]
    if missing:
        staff, pupil = await asyncio.gather(hasher.hash(people.STAFF_PASSWORD), hasher.hash(people.PUPIL_PASSWORD))
        for one in missing:
            known[one.people.name] = await make_school(database, one, PasswordHashes(staff, pupil), say)
    for one in SEEDS:
        school = known[one.people.name]
        if one.has_lessons and not await are_lessons_made(database, school):
            teacher = next(staff for staff in one.people.staff if staff.key == one.author)
            await make_lessons(database, school, teacher.login_name, lessons, say)


async def make_school(database: Database, one: Seed, hashes: PasswordHashes, say: Say) -> School:
    """Make one school, whole or not at all."""
    now = clock.now()
    pupils = sum(len(group.pupils) for group in one.people.classes)
    say(f"  {one.people.name}: {pupils} pupils, {len(one.bank)} questions")
    async with database.session() as session:
        made = await make_people(session, one.people, hashes, time_zone=database.settings.school_timezone)
        await make_bank(session, made, one.bank, made.staff[one.author])
        for plan in one.plans:
            assignment = await set_assessment(session, made, plan, now)
            if plan.sat:
                say(f"  {plan.sat} pupils of {plan.class_name} sit “{plan.title}”")
                await sit(session, made, plan, assignment, one.people.shown_pupil, now)
            await release(session, made, plan, assignment)
        await make_arrangements(session, one.people, made)
    return made.school


async def _bring_up_to_date(database: Database) -> None:
    """Give the schools what a newer release brings: permissions, curriculum."""
    async with database.session() as session:
        for school in await list_schools(session):
            await enter_school(session, school.id)
            await grant(session, default_permissions())
            await seed_school(session)


async def find_logins(database: Database) -> list[SchoolLogins]:
    """Return the demo schools' sign-ins, with class codes as they are now."""
    known = await _schools(database)
    logins = []
    for one in SEEDS:
        async with database.session(known[one.people.name].id) as session:
            code = await session.scalar(select(SchoolClass.code).where(SchoolClass.name == one.people.shown_class))
        logins.append(SchoolLogins(one.people, code or "(renamed)"))
    return logins
