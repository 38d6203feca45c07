"""A class that sits an assessment: made through the rooms' services, sat through the HTTP interface."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from backend.assessments import assignments, service
from backend.assessments.schemas import AssessmentIn, AssignmentIn, ItemIn
from backend.classes.models import ClassPupil, ClassTeacher, SchoolClass
from backend.core import clock
from backend.core.model import uuid7
from backend.questions.service import NewQuestion, create_question
from tests.school import Person, SchoolMaker

MULTIPLE_CHOICE: dict[str, Any] = {
    "stem": "What does RAM stand for?",
    "options": [
        {"id": "aaaaaa", "text": "Random access memory", "fraction": 1},
        {"id": "bbbbbb", "text": "Read all memory", "fraction": 0, "misconception": "hardware.ram_is_permanent"},
        {"id": "cccccc", "text": "Run a machine", "fraction": 0},
    ],
    "shuffle": True,
    "explanation": "RAM is **random access** memory.",
}
SHORT_TEXT: dict[str, Any] = {
    "stem": "What is the smallest unit of data called?",
    "accepted": [{"pattern": "bit", "fraction": 1, "kind": "exact", "case_sensitive": False}],
}
ORDERING: dict[str, Any] = {
    "stem": "Put these in order, smallest first.",
    "items": [
        {"id": "dddddd", "text": "bit"},
        {"id": "eeeeee", "text": "byte"},
        {"id": "ffffff", "text": "kilobyte"},
    ],
    "scoring": "longest_subset",
}
QUESTIONS = (("multiple_choice", MULTIPLE_CHOICE), ("short_text", SHORT_TEXT), ("ordering", ORDERING))
RIGHT = {
    "multiple_choice": {"choice": "aaaaaa"},
    "short_text": {"text": "Bit"},
    "ordering": {"order": ["dddddd", "eeeeee", "ffffff"]},
}
WRONG = {
    "multiple_choice": {"choice": "bbbbbb"},
    "short_text": {"text": "nibble"},
    "ordering": {"order": ["ffffff", "eeeeee", "dddddd"]},
}


def now_ms() -> int:
    """Return the time as pages tell it."""
    return int(time.time() * 1000)


@dataclass
class Sitting:
    """A page that sits one attempt."""

    pupil: Person
    attempt_id: str
    epoch: int = 0
    seq: int = 0
    items: list[dict[str, Any]] = field(default_factory=list)
    final: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    async def open(self) -> dict[str, Any]:
        return await self.take(await self.pupil.post(f"/api/attempts/{self.attempt_id}/open", {"device": "test"}))

    async def take(self, opened: dict[str, Any]) -> dict[str, Any]:
        """Go by what start or open answered."""
        package = await self.pupil.get(f"/api/attempts/{self.attempt_id}/package")
        self.items = package["items"]
        self.epoch = opened["epoch"]
        return opened

    def event(self, item: dict[str, Any], value: Any, *, at: int | None = None) -> dict[str, Any]:
        self.seq += 1
        self.final[item["id"]] = (item["id"], self.epoch, self.seq)
        at = at or now_ms()
        return {"epoch": self.epoch, "seq": self.seq, "item": item["id"], "value": value, "at": at}

    async def send(self, *events: dict[str, Any], expect: int = 200, epoch: int | None = None) -> dict[str, Any]:
        body = {
            "epoch": self.epoch if epoch is None else epoch,
            "at": now_ms(),
            "here": self.items[0]["id"],
            "pending": 0,
            "events": list(events),
        }
        return await self.pupil.post(f"/api/attempts/{self.attempt_id}/events", body, expect=expect)

    async def answer(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Answer every item by its type."""
        return await self.send(
            *(self.event(item, answers[item["type"]]) for item in self.items if item["type"] in answers)
        )

    def file(
        self, events: Sequence[dict[str, Any]], key: str = "", *, handed_in: int | None = None, **changed: Any
    ) -> dict[str, Any]:
        """Return the file that the page would save of these events, signed where it has the key (docs/rescue.md)."""
        held = {
            "v": 1,
            "attempt": self.attempt_id,
            "pupil": str(self.pupil.id),
            "epoch": self.epoch,
            "device": "Chrome on Chromebook",
            "made_at": now_ms(),
            "handed_in": handed_in,
            "final": None if handed_in is None else list(self.final.values()),
            "events": [[e["epoch"], e["seq"], e["item"], e["value"], e["at"]] for e in events],
            **changed,
        }
        text = json.dumps(held)
        signature = hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() if key else ""
        return {"kind": "ks3-answers", "answers": text, "signature": signature}

    async def submit(self) -> dict[str, Any]:
        """Hand in; where the marks may be seen, the whole result stands in the place of their totals."""
        path, final = f"/api/attempts/{self.attempt_id}", list(self.final.values())
        done: dict[str, Any] = await self.pupil.post(f"{path}/submit", {"final": final})
        if done["result"]:
            shown = await self.pupil.get(f"{path}/result")
            if not done["pending_items"]:
                assert (shown["score"], shown["marks_max"]) == (done["result"]["score"], done["result"]["marks_max"])
            done["result"] = shown
        return done


@dataclass
class ClassRoom:
    """A class with a teacher and pupils, and an open assignment of three questions."""

    teacher: Person
    pupils: list[Person]
    class_id: uuid.UUID
    assessment_id: uuid.UUID
    assignment_id: uuid.UUID

    async def start(self, pupil: Person, *, opened: bool = True) -> Sitting:
        started = await pupil.post(f"/api/assignments/{self.assignment_id}/start")
        sitting = Sitting(pupil, started["attempt_id"])
        if opened and started["opened"]:
            await sitting.take(started["opened"])
        elif opened:
            await sitting.open()
        return sitting


async def make_classroom(
    maker: SchoolMaker,
    *,
    pupils: int = 1,
    school: Any = None,
    questions: Sequence[tuple[str, dict[str, Any]] | NewQuestion] = QUESTIONS,
    **assignment: Any,
) -> ClassRoom:
    """Make a school with one class that may sit now; keyword arguments change the assignment."""
    school = school or await maker.school()
    teacher = await maker.person(school, "teacher", "Ruth")
    people = [await maker.person(school, "pupil", f"Pupil{n}") for n in range(pupils)]
    actor = await maker.actor(teacher)
    now = clock.now()
    async with maker.database.session(school.id) as session:
        school_class = SchoolClass(
            id=uuid7(),
            name="8B",
            name_folded=f"8b {uuid.uuid4().hex}",
            year_group=8,
            code="X",
            code_folded=uuid.uuid4().hex,
        )
        session.add(school_class)
        await session.flush()
        session.add(ClassTeacher(class_id=school_class.id, teacher_id=teacher.id))
        session.add_all([ClassPupil(class_id=school_class.id, pupil_id=person.id) for person in people])
        await session.flush()
        made = [
            await create_question(session, actor, new if isinstance(new, NewQuestion) else NewQuestion(*new))
            for new in questions
        ]
        assessment = await service.create_assessment(
            session,
            actor,
            AssessmentIn(title="Check", items=[ItemIn(question_id=q.id, marks=Decimal(2)) for q in made]),
        )
        chosen = AssignmentIn.model_validate(
            {
                "class_id": school_class.id,
                "opens_at": now - timedelta(minutes=1),
                "closes_at": now + timedelta(hours=1),
                **assignment,
            }
        )
        assigned = await assignments.assign(session, actor, assessment.id, chosen)
    return ClassRoom(teacher, people, school_class.id, assessment.id, assigned.id)
