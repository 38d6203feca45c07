"""Two whole schools: every kind of person and thing, made through the interface, with handles to ask for each of them.

A place holds things of a teacher and a pupil, and beside them things in the same school that those two may not see.
"""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import AccessArrangements, School
from backend.assessments.models import AssignmentSwap
from backend.attempts.models import AnswerTry, AttemptDesk, PreparedAttempt
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.model import uuid7
from backend.documents.models import Document
from backend.generation.models import DraftQuestion, GenerationRun
from backend.marker.models import OwnCodeQuestion, RunEvidence
from backend.notifications.models import Mail
from backend.rooms import metadata
from tests.documents.lessons import word_lesson
from tests.documents.parser.picture_files import noise
from tests.documents.reading import upload_and_read
from tests.generation.making import GENERATOR, TEXT_MAKERS, make
from tests.questions.bank_samples import choice, question
from tests.school import Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, RIGHT, SHORT_TEXT, WRONG, Sitting

OPEN_TABLES = frozenset({"schools", "sessions", "login_failures", "login_names"})
"""Outside the wall by design (docs/security.md): sign-in happens before the school is known."""

RELAY: dict[str, Any] = {
    "version": 0,
    "enabled": False,
    "host": "127.0.0.1",
    "port": 9,
    "security": "starttls",
    "sender": "ks3@example.org",
    "username": "ks3",
    "password": "pass word of the relay",
}

OWN_QUESTION: dict[str, Any] = {
    "source": "n = 1",
    "typed": "",
    "added": "",
    "stem": "Which of these is a **variable** in the program?",
    "options": [
        {"id": "aaaaaa", "text": "n", "misconception": None},
        {"id": "bbbbbb", "text": "print", "misconception": "variables.function_is_variable"},
    ],
    "key": "aaaaaa",
    "because": "n is a name that is given a value here.",
}

TENANT_TABLES = tuple(sorted(set(metadata().tables) - OPEN_TABLES))


@dataclass
class Place:
    """A school with its people, and the ids of its things by name. ``colleague`` and ``stranger`` share class 2."""

    maker: SchoolMaker
    school: School
    admin: Person
    teacher: Person
    colleague: Person
    pupil: Person
    classmate: Person
    stranger: Person
    ids: dict[str, str] = field(default_factory=dict)
    objective_ids: list[str] = field(default_factory=list)
    question_ids: list[str] = field(default_factory=list)
    class_code: str = ""

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def person(self, role: str) -> Person:
        """Return the person who usually acts in this role."""
        return {"admin": self.admin, "teacher": self.teacher, "pupil": self.pupil}[role]

    async def another(self, role: str, *, in_class: bool = False) -> Person:
        """Add a person; ``in_class``: a pupil of the teacher's class."""
        person = await self.maker.person(self.school, role)
        if in_class:
            async with self.maker.database.session(self.school.id) as session:
                session.add(ClassPupil(class_id=uuid.UUID(self["class"]), pupil_id=person.id))
        return person

    async def new_question(self, **changes: Any) -> dict[str, Any]:
        """Add a question of the teacher's to the bank."""
        body = question(f"What is {uuid.uuid4().hex}?", objective_ids=self.objective_ids[:1], tags=["wall"], **changes)
        return await self.teacher.post("/api/questions", body)

    async def new_assessment(self) -> dict[str, Any]:
        """Make an assessment of the bank's questions."""
        items = [{"question_id": one, "marks": 2} for one in self.question_ids]
        return await self.teacher.post("/api/assessments", {"title": "Check", "items": items})

    async def new_assignment(self, person: Person, assessment_id: str, class_id: str, **changes: Any) -> dict[str, Any]:
        """Set an assessment for a class that may sit it now, many times, with feedback after each question."""
        body = assignment_body(class_id, **changes)
        return await person.post(f"/api/assessments/{assessment_id}/assignments", body)

    async def new_document(self, owner: Person) -> str:
        """Keep a lesson file that has been read and holds nothing."""
        document_id = uuid7()
        async with self.maker.database.session(self.school.id) as session:
            session.add(
                Document(
                    id=document_id,
                    owner_id=owner.id,
                    name="lesson.docx",
                    kind="docx",
                    size_bytes=1,
                    sha256="0" * 64,
                    status="parsed",
                    counts={"slides": 0, "sections": 0, "passages": 0, "words": 0},
                )
            )
        return str(document_id)

    async def new_draft(self, owner: Person, **changes: Any) -> dict[str, str]:
        """Keep a run with one draft to review; returns the ids of lesson file, run and draft."""
        ids = {"document_id": await self.new_document(owner), "run_id": str(uuid7()), "draft_id": str(uuid7())}
        async with self.maker.database.session(self.school.id) as session:
            session.add(
                GenerationRun(
                    id=uuid.UUID(ids["run_id"]),
                    owner_id=owner.id,
                    document_id=uuid.UUID(ids["document_id"]),
                    makers=[],
                    seed=1,
                    status="done",
                )
            )
            await session.flush()
            session.add(
                DraftQuestion(
                    id=uuid.UUID(ids["draft_id"]),
                    run_id=uuid.UUID(ids["run_id"]),
                    position=1,
                    type="multiple_choice",
                    content=choice(f"What is {uuid.uuid4().hex}?"),
                    stem_text="What is it?",
                    **{"maker": GENERATOR, "maker_version": 1, **changes},
                )
            )
        return ids

    async def override(self, teacher: Person, attempt_id: str, item_id: str) -> str:
        """Give one answer another mark; return the change."""
        body = {"score": 1, "reason": "Nearly"}
        return str((await teacher.post(f"/api/attempts/{attempt_id}/items/{item_id}/mark", body))["batch_id"])

    async def sitting(self) -> Sitting:
        """Return the pupil's open attempt, a new one if the last was handed in, with an answer to each question."""
        started = await self.pupil.post(f"/api/assignments/{self['assignment']}/start")
        sitting = Sitting(self.pupil, started["attempt_id"])
        await sitting.open()
        await sitting.answer(WRONG)
        return sitting


def assignment_body(class_id: str, **changes: Any) -> dict[str, Any]:
    """Return the body of a request that sets an assessment."""
    now = clock.now()
    body = {
        "class_id": class_id,
        "opens_at": (now - timedelta(minutes=1)).isoformat(),
        "closes_at": (now + timedelta(hours=2)).isoformat(),
        "attempts_allowed": 10,
        "feedback": "each",
    }
    return {**body, **changes}


def another_time_body(pupil: Person) -> dict[str, Any]:
    """Return the body of a request that gives a pupil another time, now."""
    now = clock.now()
    window = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    return {"items": [{"pupil_id": str(pupil.id), "window": window}]}


async def make_place(maker: SchoolMaker, name: str) -> Place:
    """Make a school in which every table of the trunk has a row."""
    school = await maker.school(name, curriculum=True)
    roles = ("admin", "teacher", "teacher", "pupil", "pupil", "pupil")
    people = [await maker.person(school, role, given) for role, given in zip(roles, "ABCDEF", strict=True)]
    place = Place(maker, school, *people)
    await _fill_classes(place)
    await _fill_bank(place)
    await asyncio.gather(_fill_lessons(place), _fill_sittings(place))
    await place.pupil.put("/api/me/preferences", {"theme": "dark"})
    await _fill_settings(place)
    return place


async def _fill_classes(place: Place) -> None:
    for name, teacher in (("class", place.teacher), ("second_class", place.teacher), ("other_class", place.colleague)):
        body = {"name": name[:10], "year_group": 8, "teacher_ids": [str(teacher.id)]}
        made = await place.admin.post("/api/classes", body)
        place.ids[name] = made["id"]
        place.class_code = place.class_code or made["code"]
    async with place.maker.database.session(place.school.id) as session:
        for name, pupil in (
            ("class", place.pupil),
            ("class", place.classmate),
            ("other_class", place.stranger),
        ):
            session.add(ClassPupil(class_id=uuid.UUID(place[name]), pupil_id=pupil.id))


async def _fill_bank(place: Place) -> None:
    units = (await place.teacher.get("/api/curriculum"))["units"]
    place.ids["unit"] = units[0]["id"]
    place.objective_ids = [one["id"] for one in units[0]["topics"][0]["objectives"][:2]]
    for kind, content in (("multiple_choice", MULTIPLE_CHOICE), ("short_text", SHORT_TEXT), ("ordering", ORDERING)):
        made = await place.new_question(type=kind, content=content)
        place.question_ids.append(made["id"])
    hidden = await place.colleague.post("/api/questions", question(status="draft"))
    place.ids["hidden_question"] = hidden["id"]


async def _fill_settings(place: Place) -> None:
    """A relay, switched off, and a mail that it never took."""
    await place.admin.put("/api/mail-relay", RELAY)
    async with place.maker.database.session(place.school.id) as session:
        session.add(Mail(id=uuid7(), user_id=place.teacher.id, kind="test", problem="off"))


async def _fill_lessons(place: Place) -> None:
    document = await upload_and_read(place.teacher, word_lesson(pictures=(noise(),)))
    place.ids |= {"document": document["id"], "image": document["images"][0]["id"]}
    theirs = await upload_and_read(place.colleague, word_lesson(pictures=(noise(),)))
    orders = [{"key": key} for key in TEXT_MAKERS]
    place.ids["run"] = (await make(place.teacher, *orders, document_id=document["id"]))["id"]
    other = await place.new_draft(place.colleague)
    place.ids |= {"other_" + name.removesuffix("_id"): value for name, value in other.items()}
    place.ids |= {"other_document": theirs["id"], "other_image": theirs["images"][0]["id"]}


async def _fill_sittings(place: Place) -> None:
    assessment, other = await place.new_assessment(), await place.new_assessment()
    place.ids |= {"assessment": assessment["id"], "other_item": other["items"][0]["id"]}
    item = assessment["items"][0]
    place.ids |= {"item": item["id"], "item_version": item["question_version_id"]}
    mine = await place.new_assignment(place.teacher, assessment["id"], place["class"])
    theirs = await place.new_assignment(place.colleague, other["id"], place["other_class"])
    place.ids |= {"assignment": mine["id"], "other_assignment": theirs["id"]}
    done = await _hand_in(place.classmate, mine["id"])
    place.ids |= {"done_attempt": done.attempt_id, "done_item": done.items[0]["id"]}
    place.ids["change"] = await place.override(place.teacher, done.attempt_id, place["item"])
    theirs_done = await _hand_in(place.stranger, theirs["id"])
    place.ids["other_done_attempt"] = theirs_done.attempt_id
    place.ids["other_change"] = await place.override(place.colleague, theirs_done.attempt_id, place["other_item"])
    await place.sitting()
    await _fill_first_week(place, done)


async def _fill_first_week(place: Place, done: Sitting) -> None:
    attempt_id = uuid.UUID(done.attempt_id)
    await place.teacher.patch(f"/api/assignments/{place['assignment']}/windows", another_time_body(place.classmate))
    async with place.maker.database.session(place.school.id) as session:
        item_id = uuid.UUID(done.items[0]["id"])
        verdict: dict[str, Any] = {"value": {}, "fraction": 0, "outcome": "wrong", "penalty": 0}
        session.add(AnswerTry(attempt_id=attempt_id, item_id=item_id, number=1, **verdict))
        version_id = uuid.UUID(place["item_version"])
        session.add(
            RunEvidence(attempt_item_id=item_id, question_version_id=version_id, response_sha256="0" * 64, runs=[])
        )
        session.add(
            OwnCodeQuestion(
                attempt_item_id=item_id,
                attempt_id=attempt_id,
                question_version_id=version_id,
                response_sha256="0" * 64,
                question=OWN_QUESTION,
                made_at=clock.now(),
                choice="bbbbbb",
                is_right=False,
                answered_at=clock.now(),
            )
        )
        _add_sitting(session, attempt_id, place)
    for person, name in ((place.teacher, "comment"), (place.colleague, "other_comment")):
        place.ids[name] = (await person.post("/api/marking-comments", {"text": "Say why."}))["id"]


def _add_sitting(session: AsyncSession, attempt_id: uuid.UUID, place: Place) -> None:
    """Add what of a sitting is made by routines and by pages of other people."""
    now = clock.now()
    session.add(
        AssignmentSwap(
            assignment_id=uuid.UUID(place["assignment"]),
            assessment_item_id=uuid.UUID(place["item"]),
            question_version_id=uuid.UUID(place["item_version"]),
            made_by=place.teacher.id,
            undone_by=place.teacher.id,
            undone_at=now,
        )
    )
    session.add(AccessArrangements(user_id=place.pupil.id, rest_breaks=True))
    session.add(AttemptDesk(attempt_id=attempt_id, changed_at=0))
    session.add(
        PreparedAttempt(
            assignment_id=uuid.UUID(place["assignment"]),
            pupil_id=place.classmate.id,
            seed=1,
            limit_s=None,
            opens_at=now,
            closes_at=now,
            ends_by=now,
            fewer_options=False,
            rest_breaks=False,
            items=[],
            release="",
            package=b"",
        )
    )


async def _hand_in(pupil: Person, assignment_id: str) -> Sitting:
    sitting = Sitting(pupil, (await pupil.post(f"/api/assignments/{assignment_id}/start"))["attempt_id"])
    await sitting.open()
    await sitting.answer(RIGHT)
    await sitting.submit()
    return sitting


_STATE = " UNION ALL ".join(
    f"SELECT '{table}' AS name, count(*) AS rows, coalesce(sum(xmin::text::bigint), 0) AS writes FROM {table}"
    for table in TENANT_TABLES
)


async def state_of(place: Place) -> dict[str, tuple[int, int]]:
    """Return (rows, sum of the writing transactions) of each tenant table: any write, even of equal values, shows."""
    async with place.maker.database.session(place.school.id) as session:
        return {row.name: (row.rows, int(row.writes)) for row in await session.execute(text(_STATE))}
