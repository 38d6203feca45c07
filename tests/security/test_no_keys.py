"""Nothing that a pupil's browser receives tells the key before the policy allows: every type, payload and policy.

The contents are the examples that the types ship, with a word planted wherever a key, a hint or an explanation stands.
Two things are looked for in what arrives: those words, and names of fields that only a key has.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from backend.assessments.models import Assignment
from backend.attempts.ending import close_overdue, find_overdue
from backend.attempts.models import Attempt
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.questions.types.registry import ALL
from tests.questions.types.examples import SHIPPED
from tests.school import Person, SchoolMaker
from tests.security.planting import PLANTED, planted
from tests.security.world import assignment_body
from tests.sitting import Sitting

pytestmark = pytest.mark.database

KEY_FIELDS = frozenset(
    {
        "fraction",
        "correct",
        "accepted",
        "answer",
        "pattern",
        "tolerance",
        "misconception",
        "misconceptions",
        "explanation",
        "key",
        "keys",
        "seed",
        "scoring",
        "penalty",
        "weight",
        "objectives",
        "reasons",
        "parts",
        "marker",
        "difficulty",
    }
)
"""No payload has these before the key may be seen, nor does a question's view ever."""

VIEW_KEY_FIELDS = KEY_FIELDS | {
    "feedback",
    "hints",
    "answers",
    "category",
    "pairs",
    "value",
    "factor",
    "fractions",
    "order",
}
"""Outside a view some of these are a pupil's own words: the response to a matching question holds pairs."""

VERDICT_FIELDS = frozenset({"score", "outcome", "fraction", "correct", "key", "explanation"})
"""What says right or wrong."""


def fields(value: Any) -> Iterator[str]:
    """Every name in a JSON value."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield name
            yield from fields(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from fields(entry)


def views(value: Any) -> Iterator[Any]:
    """Every question's view in a payload."""
    if isinstance(value, dict):
        yield from (entry for name, entry in value.items() if name == "view")
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from views(entry)


def refuse_keys(payload: Any) -> None:
    """Fail on a planted word, on a number that stands for a key, and on a field that only a key has."""
    text = json.dumps(payload)
    assert PLANTED not in text
    assert "7700000" not in text, "fewer digits of it stand in an id by chance"
    for view in views(payload):
        assert not VIEW_KEY_FIELDS & set(fields(view)), VIEW_KEY_FIELDS & set(fields(view))


def refuse_verdicts(payload: Any) -> None:
    refuse_keys(payload)
    assert not (KEY_FIELDS | VERDICT_FIELDS) & set(fields(payload))


@dataclass
class Room:
    """A class with one pupil, and an assessment of every example of every type."""

    teacher: Person
    pupil: Person
    assessment_id: str
    class_id: str
    answers: dict[str, Any] = field(default_factory=dict)
    """Stem (as the pupil sees it) and type to a wrong response, or one that is partly right."""

    async def assign(self, feedback: str, **changes: Any) -> dict[str, Any]:
        body = assignment_body(self.class_id, feedback=feedback, **changes)
        return await self.teacher.post(f"/api/assessments/{self.assessment_id}/assignments", body)

    def response_to(self, item: dict[str, Any]) -> Any:
        return self.answers[_named(item["type"], item["view"])]


def _named(kind: str, view: dict[str, Any]) -> str:
    return kind + json.dumps(view["stem"]) + json.dumps(view.get("passage"))


@pytest.fixture(scope="session")
async def room(app: FastAPI, server: str) -> AsyncIterator[Room]:
    maker = SchoolMaker(app, server)
    try:
        yield await make_room(maker)
    finally:
        await maker.close()


async def make_room(maker: SchoolMaker) -> Room:
    school = await maker.school()
    teacher, pupil, admin = [await maker.person(school, role) for role in ("teacher", "pupil", "admin")]
    made = await admin.post("/api/classes", {"name": "8K", "year_group": 8, "teacher_ids": [str(teacher.id)]})
    async with maker.database.session(school.id) as session:
        session.add(ClassPupil(class_id=uuid.UUID(made["id"]), pupil_id=pupil.id))
    items, answers = [], {}
    for shipped, content in planted():
        body = {"type": shipped.type.key, "content": content, "status": "ready"}
        question = await teacher.post("/api/questions", body)
        items.append({"question_id": question["id"], "marks": 1})
        wrong = [one for one in shipped.responses if one.kind in {"wrong", "partial", "waits"}]
        answers[_named(shipped.type.key, question["item"])] = wrong[0].response
    assert len(answers) == len(SHIPPED)
    assert {shipped.type for shipped in SHIPPED} == set(ALL)
    assessment = await teacher.post("/api/assessments", {"title": "Everything", "items": items})
    return Room(teacher, pupil, assessment["id"], made["id"], answers)


async def sit(room: Room, assignment: dict[str, Any]) -> Sitting:
    """Start, open and answer everything wrongly; nothing on the way may tell anything."""
    started = await room.pupil.post(f"/api/assignments/{assignment['id']}/start")
    sitting = Sitting(room.pupil, started["attempt_id"])
    payloads = [started, await sitting.open()]
    payloads.append(await room.pupil.get(f"/api/attempts/{sitting.attempt_id}/package"))
    events = [sitting.event(item, room.response_to(item)) for item in sitting.items]
    payloads += [await sitting.send(*events[start : start + 20]) for start in range(0, len(events), 20)]
    payloads.append(await room.pupil.get(f"/api/attempts/{sitting.attempt_id}/result", expect=409))
    for payload in payloads:
        refuse_verdicts(payload)
    assert len(payloads[2]["items"]) == len(SHIPPED) and all(item["view"] for item in payloads[2]["items"])
    # The answers come back to another device; they are the pupil's own and hold no verdict.
    opened = await room.pupil.post(f"/api/attempts/{sitting.attempt_id}/open", {"device": "other"})
    assert len(opened["answers"]) == len(SHIPPED)
    refuse_keys(opened)
    sitting.epoch = opened["epoch"]
    await lists_tell_nothing(room)
    return sitting


async def lists_tell_nothing(room: Room) -> None:
    refuse_keys(await room.pupil.get("/api/my/assignments"))
    refuse_keys(await room.pupil.get("/api/my/results"))


async def check(sitting: Sitting, item: dict[str, Any]) -> dict[str, Any] | None:
    """Check an answer; None for one that a person reads, of which nothing is told."""
    by_person = bool(item["view"].get("by_person"))
    path = f"/api/attempts/{sitting.attempt_id}/items/{item['id']}/check"
    checked: dict[str, Any] = await sitting.pupil.post(path, expect=409 if by_person else 200)
    if by_person:
        refuse_verdicts(checked)
    return None if by_person else checked


async def result_of(room: Room, sitting: Sitting) -> dict[str, Any]:
    return await room.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")


async def result_when_run(room: Room, sitting: Sitting) -> dict[str, Any]:
    """Return the result once no program waits for its run."""
    for _ in range(600):
        result = await result_of(room, sitting)
        if not result["running"]:
            return result
        await asyncio.sleep(0.1)
    raise TimeoutError("programs are still being run after a minute")


def tells_keys(result: dict[str, Any]) -> bool:
    shown = {item["key"] is not None for item in result["items"]}
    assert shown == {item["explanation"] is not None for item in result["items"]} and len(shown) == 1
    return shown.pop()


def refuse_keys_in_result(result: dict[str, Any]) -> None:
    """Marks may be seen, keys not: the author's words on the very answer that was given are part of the mark."""
    assert result["state"] == "ready" and not tells_keys(result)
    for item in result["items"]:
        refuse_keys({**item, "feedback": "", "key": None})
        # At most the feedback of what was chosen: one planted word a chosen option.
        chosen = item["response"].get("choices", [item["response"].get("choice")])
        assert item["feedback"].count(PLANTED) <= len(chosen), item["feedback"]
        if item["type"] not in {"multiple_choice", "multiple_response"}:
            assert PLANTED not in item["feedback"]


def test_every_content_holds_planted_words() -> None:
    for shipped, content in planted():
        shipped.type.parse_content(content)
        assert json.dumps(content).count(PLANTED) >= 2


async def test_until_its_release_a_result_tells_nothing(room: Room) -> None:
    assignment = await room.assign("release", attempts_allowed=1)
    sitting = await sit(room, assignment)
    submitted = await sitting.submit()
    assert submitted["result"] is None
    refuse_verdicts(submitted)
    waiting = await result_of(room, sitting)
    assert waiting["state"] == "waiting" and waiting["items"] == [] and waiting["score"] is waiting["marks_max"] is None
    refuse_keys(waiting)
    done = next(
        one for one in (await room.pupil.get("/api/my/assignments"))["done"] if one["assignment_id"] == assignment["id"]
    )
    assert done["result"] is None and done["result_state"] == "waiting"
    row = (await room.pupil.get("/api/my/results"))["items"][0]
    assert row["attempt_id"] == sitting.attempt_id and row["score"] is None and not row["released"]
    item = sitting.items[0]["id"]
    refuse_verdicts(await room.pupil.post(f"/api/attempts/{sitting.attempt_id}/items/{item}/check", expect=409))

    released = await room.teacher.post(
        f"/api/assignments/{assignment['id']}/release", {"version": assignment["version"], "released": True}
    )
    ready = await result_of(room, sitting)
    assert tells_keys(ready) and json.dumps(ready).count(PLANTED) >= len(SHIPPED)
    for view in views(ready):
        assert not VIEW_KEY_FIELDS & set(fields(view))
    await room.teacher.post(
        f"/api/assignments/{assignment['id']}/release", {"version": released["version"], "released": False}
    )
    assert await result_of(room, sitting) == waiting


async def test_at_hand_in_marks_are_told_but_no_key_while_a_try_is_left(room: Room) -> None:
    assignment = await room.assign("hand_in", attempts_allowed=2)
    first = await sit(room, assignment)
    item = first.items[0]["id"]
    refuse_verdicts(await room.pupil.post(f"/api/attempts/{first.attempt_id}/items/{item}/check", expect=409))
    submitted = await first.submit()
    refuse_keys_in_result(submitted["result"])
    refuse_keys_in_result(await result_of(room, first))
    second = await sit(room, assignment)
    assert second.attempt_id != first.attempt_id
    # The last try is used up, but it is being sat: its keys are those of the first.
    refuse_keys_in_result(await result_of(room, first))
    assert tells_keys((await second.submit())["result"])
    assert tells_keys(await result_of(room, first))


async def test_a_check_tells_of_its_own_question_alone(room: Room) -> None:
    assignment = await room.assign("each", attempts_allowed=2)
    sitting = await sit(room, assignment)
    for item in sitting.items:
        checked = await check(sitting, item)
        if checked is None:
            continue
        assert set(checked) == {"outcome", "feedback", "score", "marks_max", "parts", "fixed", "used", "cost"}
        assert checked["outcome"] != "right" and checked["parts"] is None
        response = room.response_to(item)
        chosen = response.get("choices", [response.get("choice")]) if isinstance(response, dict) else []
        assert checked["feedback"].count(PLANTED) <= len(chosen)
        refuse_keys({**checked, "feedback": ""})
    refuse_keys(await room.pupil.post(f"/api/attempts/{sitting.attempt_id}/open", {"device": "x"}))
    refuse_keys_in_result((await sitting.submit())["result"])


async def test_a_check_in_the_last_try_tells_parts_only_where_they_are_not_the_key(room: Room) -> None:
    assignment = await room.assign("each", attempts_allowed=1)
    sitting = await sit(room, assignment)
    told = set()
    for item in sitting.items:
        checked = await check(sitting, item)
        if checked is None:
            continue
        if checked["parts"] is not None:
            told.add(item["type"])
            [filled] = room.response_to(item).values()
            assert {part["id"] for part in checked["parts"]} <= set(filled)
        refuse_keys({**checked, "feedback": "", "parts": None})
    assert told == {"cloze", "matching", "categorise", "trace_table"}


async def test_a_check_that_leaves_a_try_tells_neither_keys_nor_which_parts_are_right(room: Room) -> None:
    assignment = await room.assign("each", try_penalties=[0, 20])
    sitting = await sit(room, assignment)
    for checked in [await check(sitting, item) for item in sitting.items]:
        if checked is not None:
            assert not checked["fixed"] and checked["parts"] is None
            refuse_keys({**checked, "feedback": ""})
    refuse_keys(opened := await sitting.open())
    assert opened["checked"] == [] and set(opened["tries"].values()) == {1}


async def test_what_arrives_after_the_result_was_seen_counts_no_more(room: Room) -> None:
    """Or a pupil could read the key and send the right answer with a time before hand-in."""
    assignment = await room.assign("hand_in", attempts_allowed=1)
    sitting = await sit(room, assignment)
    made_at = int(time.time() * 1000)
    await sitting.submit()
    result = await result_when_run(room, sitting)
    assert tells_keys(result)
    keys = {item["item_id"]: item["key"] for item in result["items"]}
    events = [sitting.event(item, keys[item["id"]], at=made_at - 1000) for item in sitting.items[:20]]
    answer = await sitting.send(*events)
    assert len(answer["acked"]) == 20, "they are kept all the same"
    assert await result_of(room, sitting) == result


async def test_no_key_is_told_while_a_late_answer_would_count(room: Room, maker: SchoolMaker) -> None:
    """The sweep handed in for a device that was offline: its answers may still come, so the keys wait for a day."""
    assignment = await room.assign("hand_in", attempts_allowed=1)
    sitting = await sit(room, assignment)
    hour = timedelta(hours=1)
    async with maker.database.session(room.pupil.school_id) as session:
        await session.execute(
            update(Attempt)
            .where(Attempt.id == uuid.UUID(sitting.attempt_id))
            .values(started_at=clock.now() - 2 * hour, ends_at=clock.now() - hour)
        )
        await session.execute(
            update(Assignment)
            .where(Assignment.id == uuid.UUID(assignment["id"]))
            .values(opens_at=clock.now() - 3 * hour, closes_at=clock.now() - hour)
        )
        due = await find_overdue(session)
        assert len(due) == 1
        await close_overdue(session, due)
    refuse_keys_in_result(await result_of(room, sitting))
    async with maker.database.session(room.pupil.school_id) as session:
        day = timedelta(hours=25)
        await session.execute(
            update(Assignment)
            .where(Assignment.id == uuid.UUID(assignment["id"]))
            .values(opens_at=clock.now() - 2 * day, closes_at=clock.now() - day)
        )
        await session.execute(update(Attempt).values(ends_at=clock.now() - day))
    assert tells_keys(await result_of(room, sitting))
