"""Making a demo school: its people, classes, bank and assessments, through the rooms' own services."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import set_arrangements
from backend.accounts.models import School, User
from backend.accounts.permissions import Actor
from backend.accounts.service import NewPerson, create_school, create_user
from backend.assessments import assignments
from backend.assessments.models import Assignment
from backend.assessments.schemas import AssessmentIn, AssignmentIn, ItemIn
from backend.assessments.service import create_assessment
from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import create_pupil
from backend.classes.models import SchoolClass
from backend.core import clock
from backend.curriculum.service import objectives_by_keys, seed_school
from backend.demo.bank.form import DemoQuestion
from backend.demo.people import DemoSchool, split_name
from backend.demo.plans import Plan
from backend.questions.models import Question
from backend.questions.service import NewQuestion, create_questions
from backend.rooms import default_permissions

_BANK_AGE = timedelta(days=21)
_SET_BEFORE = timedelta(days=1)


@dataclass(slots=True)
class MadeSchool:
    """A school while it is being made: people by the demo's own keys and names."""

    school: School
    staff: dict[str, User] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    pupils: dict[str, list[User]] = field(default_factory=dict)
    bank: dict[str, Question] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone."""
        return ZoneInfo(self.school.time_zone)

    def actor(self, user: User) -> Actor:
        """Return a person as the services know whoever makes a request."""
        return actor_for(user, self.school)


@dataclass(frozen=True, slots=True)
class PasswordHashes:
    """One hash for all staff and one for all pupils: a hash costs a tenth of a second."""

    staff: str
    pupil: str


def actor_for(user: User, school: School) -> Actor:
    """Return ``user`` as the services know whoever makes a request."""
    return Actor(user.id, school.id, user.role, default_permissions()[user.role], school.time_zone, b"")


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Do something at another time: the demo schools have a past."""
    with clock.shifted(moment - clock.now()):
        yield


async def make_people(session: AsyncSession, plan: DemoSchool, hashes: PasswordHashes, *, time_zone: str) -> MadeSchool:
    """Make the school with its curriculum, staff, classes and pupils, and enter it."""
    school = await create_school(session, name=plan.name, time_zone=time_zone, granted=default_permissions())
    await seed_school(session)
    made = MadeSchool(school)
    for one in plan.staff:
        made.staff[one.key] = await create_user(
            session,
            NewPerson(one.role, one.given_name, one.family_name, one.title, one.login_name),
            password_hash=hashes.staff,
        )
    admin = next(user for user in made.staff.values() if user.role == "admin")
    for group in plan.classes:
        teachers = [made.staff[key].id for key in group.teachers]
        school_class = await create_class(session, NewClass(group.name, group.year_group, teachers), actor_id=admin.id)
        made.classes[group.name] = school_class
        made.pupils[group.name] = [
            await create_pupil(
                session,
                given_name=given_name,
                family_name=family_name,
                password_hash=hashes.pupil,
                class_ids=[school_class.id],
                actor_id=admin.id,
            )
            for given_name, family_name in map(split_name, group.pupils)
        ]
    return made


async def make_arrangements(session: AsyncSession, plan: DemoSchool, made: MadeSchool) -> None:
    """Write down what some pupils are entitled to. Last: what they sat before was sat without it."""
    admin = next(user for user in made.staff.values() if user.role == "admin")
    by_name = {user.display_name: user for pupils in made.pupils.values() for user in pupils}
    for name, arrangement in plan.arrangements.items():
        await set_arrangements(session, made.actor(admin), by_name[name].id, arrangement)


async def make_bank(session: AsyncSession, made: MadeSchool, questions: Sequence[DemoQuestion], author: User) -> None:
    """Put reviewed questions into the school's bank, some weeks ago."""
    ids = await _objective_ids(session, questions)
    with at(clock.now() - _BANK_AGE):
        created = await create_questions(
            session,
            made.actor(author),
            [
                NewQuestion(one.type, one.content, [ids[key] for key in one.objectives], one.tags, "ready")
                for one in questions
            ],
        )
    made.bank |= {one.key: question for one, question in zip(questions, created, strict=True)}


async def _objective_ids(session: AsyncSession, questions: Iterable[DemoQuestion]) -> Mapping[str, uuid.UUID]:
    keys = {key for one in questions for key in one.objectives}
    return {key: objective.id for key, objective in (await objectives_by_keys(session, keys)).items()}


async def set_assessment(session: AsyncSession, made: MadeSchool, plan: Plan, now: datetime) -> Assignment:
    """Make an assessment and set it for its class, the day before it opens or a moment ago."""
    actor = made.actor(made.staff[plan.teacher])
    opens_at, closes_at = plan.window(now, made.zone)
    with at(min(opens_at - _SET_BEFORE, now)):
        assessment = await create_assessment(
            session,
            actor,
            AssessmentIn(
                title=plan.title,
                description=plan.description,
                items=list(_items(made, plan)),
            ),
        )
        return await assignments.assign(
            session,
            actor,
            assessment.id,
            AssignmentIn(
                class_id=made.classes[plan.class_name].id,
                opens_at=opens_at,
                closes_at=closes_at,
                time_limit_s=plan.time_limit_s,
                attempts_allowed=plan.attempts_allowed,
                feedback=plan.feedback,
                shuffle_questions=plan.shuffle_questions,
            ),
        )


def _items(made: MadeSchool, plan: Plan) -> Iterator[ItemIn]:
    for key, marks in plan.items:
        yield ItemIn(question_id=made.bank[key].id, marks=Decimal(marks))
    if plan.pool:
        for key in plan.pool.keys:
            yield ItemIn(question_id=made.bank[key].id, marks=Decimal(plan.pool.marks), pool=1, draw=plan.pool.draw)


async def release(session: AsyncSession, made: MadeSchool, plan: Plan, assignment: Assignment) -> None:
    """Show the class its results, some time after closing."""
    if plan.released is not None:
        with at(assignment.closes_at + plan.released):
            await assignments.release(
                session,
                made.actor(made.staff[plan.teacher]),
                assignment.id,
                version=assignment.version,
                released=True,
            )
