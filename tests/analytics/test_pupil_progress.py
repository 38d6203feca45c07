"""One pupil over time, over marks of a class that really sat."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.models import User
from backend.core import clock
from tests.school import Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, RIGHT, SHORT_TEXT, WRONG, ClassRoom, make_classroom

pytestmark = pytest.mark.database


async def _progress(room: ClassRoom, pupil: int, expect: int = 200) -> Any:
    path = f"/api/classes/{room.class_id}/pupils/{room.pupils[pupil].id}/progress"
    return await room.teacher.get(path, expect=expect)


async def _second(room: ClassRoom) -> Any:
    return await _set(room.teacher, room.class_id, room.assessment_id)


async def _set(teacher: Person, class_id: uuid.UUID, assessment_id: uuid.UUID) -> Any:
    now = clock.now()
    window = {
        "opens_at": (now - timedelta(minutes=1)).isoformat(),
        "closes_at": (now + timedelta(hours=1)).isoformat(),
    }
    body = {"class_id": str(class_id), **window, "attempts_allowed": 2}
    return await teacher.post(f"/api/assessments/{assessment_id}/assignments", body)


async def _sit(room: ClassRoom, pupil: int, answers: Any, assignment_id: Any = None) -> None:
    here = room.assignment_id
    room.assignment_id = assignment_id or here
    sitting = await room.start(room.pupils[pupil])
    await sitting.answer(answers)
    await sitting.submit()
    room.assignment_id = here


async def test_attempts_in_order_beside_the_mean_of_the_class(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3)
    await _sit(room, 0, WRONG)
    await _sit(room, 1, RIGHT)
    second = await _second(room)
    await _sit(room, 0, {"short_text": RIGHT["short_text"]}, second["id"])
    await _sit(room, 0, RIGHT, second["id"])
    shown = await _progress(room, 0)
    assert [
        (one["assignment_id"], one["score"], one["percent"], one["class_percent"]) for one in shown["attempts"]
    ] == [
        (str(room.assignment_id), 0, 0, 50),
        (second["id"], 6, 100, 100),
    ]
    assert shown["class"]["id"] == str(room.class_id) and shown["pupil"]["id"] == str(room.pupils[0].id)


async def test_wrong_ideas_with_every_place_where_they_showed(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    await _sit(room, 0, WRONG)
    second = await _second(room)
    await _sit(room, 0, WRONG, second["id"])
    idea = (await _progress(room, 0))["ideas"][0]
    assert idea["slug"] == "hardware.ram_is_permanent"
    assert [(one["assignment_id"], one["position"]) for one in idea["seen"]] == [
        (second["id"], 1),
        (str(room.assignment_id), 1),
    ]
    assert idea["seen"][0]["stem_text"] and idea["seen"][0]["at"] > idea["seen"][1]["at"]
    assert await _progress(room, 1) | {"pupil": 0, "initials": 0, "class": 0} == {
        "pupil": 0,
        "initials": 0,
        "class": 0,
        "attempts": [],
        "objectives": [],
        "ideas": [],
        "comments": [],
    }


async def test_marks_by_objective(maker: SchoolMaker) -> None:
    """Two of three questions are about the first objective, one about the second: 2 of 4 marks, and 2 of 2."""
    school = await maker.school(curriculum=True)
    admin, teacher = await maker.person(school, "admin"), await maker.person(school, "teacher")
    made = await admin.post("/api/classes", {"name": "8B", "year_group": 8, "teacher_ids": [str(teacher.id)]})
    units = (await teacher.get("/api/curriculum"))["units"]
    first, second = (one["id"] for one in units[0]["topics"][0]["objectives"][:2])
    questions = []
    for kind, content, objectives in (
        ("multiple_choice", MULTIPLE_CHOICE, [first]),
        ("short_text", SHORT_TEXT, [first]),
        ("ordering", ORDERING, [second]),
    ):
        body = {"type": kind, "content": content, "objective_ids": objectives, "tags": [], "status": "ready"}
        questions.append((await teacher.post("/api/questions", body))["id"])
    items = [{"question_id": one, "marks": 2} for one in questions]
    assessment = await teacher.post("/api/assessments", {"title": "Parts", "items": items})
    added = await admin.post(f"/api/classes/{made['id']}/pupils", {"given_name": "Amy", "family_name": "Ash"})
    async with maker.database.session(school.id) as session:
        user = await session.get_one(User, added["pupil"]["id"])
    pupil = await maker.sign_in(user, school.id)
    class_id, assessment_id = uuid.UUID(made["id"]), uuid.UUID(assessment["id"])
    set_ = await _set(teacher, class_id, assessment_id)
    room = ClassRoom(teacher, [pupil], class_id, assessment_id, uuid.UUID(set_["id"]))
    await _sit(room, 0, {**RIGHT, "multiple_choice": WRONG["multiple_choice"]})
    found = (await _progress(room, 0))["objectives"]
    assert [(one["objective"]["id"], one["questions"], one["percent"], one["level"]) for one in found] == [
        (first, 2, 50, "getting_there"),
        (second, 1, 100, "secure"),
    ]
    texts = {one["objective"]["id"]: one["objective"]["text"] for one in found}
    own = await pupil.get("/api/my/progress")
    assert [(one["title"], one["percent"]) for one in own["results"]] == [("Parts", 67)]
    assert own["objectives"] == [
        {"text": texts[second], "level": "secure"},
        {"text": texts[first], "level": "getting_there"},
    ]
    assert own["next_step"] == texts[first]


async def test_a_pupils_own_results_wait_for_their_release_and_name_nobody_else(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="release")
    for pupil, answers in ((0, RIGHT), (1, WRONG)):
        await _sit(room, pupil, answers)
    assert await room.pupils[0].get("/api/my/progress") == {"results": [], "objectives": [], "next_step": None}
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/release", {"version": 1, "released": True})
    own = await room.pupils[1].get("/api/my/progress")
    assert [one["percent"] for one in own["results"]] == [0]
    assert room.pupils[0].user.display_name not in str(own)


async def test_what_a_teacher_said_stands_on_the_pupils_page(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1)
    await _sit(room, 0, WRONG)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    attempt, item = results["pupils"][0]["attempt_id"], results["items"][1]["id"]
    await room.teacher.post(f"/api/attempts/{attempt}/items/{item}/mark", {"score": 1, "reason": "Half of it is right"})
    (comment,) = (await _progress(room, 0))["comments"]
    assert (comment["text"], comment["position"]) == ("Half of it is right", 2)


async def test_only_for_a_class_of_ones_own(maker: SchoolMaker) -> None:
    room, other = await make_classroom(maker), await make_classroom(maker)
    await room.teacher.get(f"/api/classes/{other.class_id}/pupils/{other.pupils[0].id}/progress", expect=404)
    await room.teacher.get(f"/api/classes/{room.class_id}/pupils/{other.pupils[0].id}/progress", expect=404)
    await room.pupils[0].get(f"/api/classes/{room.class_id}/pupils/{room.pupils[0].id}/progress", expect=403)
