"""Setting assessments for classes: what is frozen stays frozen, and lists hold what was asked for."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.assessments import assignments, service
from backend.assessments.schemas import AssessmentChange, AssignmentIn
from backend.core import clock
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom

pytestmark = pytest.mark.database


async def _listed(room: ClassRoom, **query: Any) -> list[str]:
    return [row["id"] for row in (await room.teacher.get("/api/assignments", params=query))["items"]]


async def _set(room: ClassRoom, assessment_id: str, **changes: Any) -> dict[str, Any]:
    now = clock.now()
    body = {
        "class_id": str(room.class_id),
        "opens_at": (now - timedelta(minutes=2)).isoformat(),
        "closes_at": (now + timedelta(hours=1)).isoformat(),
        **changes,
    }
    made: dict[str, Any] = await room.teacher.post(f"/api/assessments/{assessment_id}/assignments", body)
    return made


async def test_a_list_holds_what_was_set_of_one_assessment(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    first = await room.teacher.get(f"/api/assessments/{room.assessment_id}")
    items = [{"question_id": item["question_id"], "marks": 1} for item in first["items"]]
    other = await room.teacher.post("/api/assessments", {"title": "Other", "items": items})
    second = await _set(room, other["id"])
    assert await _listed(room, assessment_id=room.assessment_id) == [str(room.assignment_id)]
    assert await _listed(room, assessment_id=other["id"]) == [second["id"]]
    assert await _listed(room) == [str(room.assignment_id), second["id"]]
    stranger = await make_classroom(maker)
    assert await _listed(stranger, assessment_id=room.assessment_id) == []


async def test_a_list_by_state_agrees_with_the_states_that_it_shows(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    later = (clock.now() + timedelta(minutes=5)).isoformat()
    scheduled = await _set(room, str(room.assessment_id), opens_at=later)
    early = await _set(room, str(room.assessment_id), opens_at=later)
    await room.teacher.post(f"/api/assignments/{early['id']}/release", {"version": early["version"], "released": True})
    found = {state: set(await _listed(room, state=state)) for state in ("scheduled", "open", "closed", "released")}
    assert found == {
        "scheduled": {scheduled["id"]},
        "open": {str(room.assignment_id)},
        "closed": set(),
        "released": {early["id"]},
    }


async def test_an_edit_waits_for_the_setting_and_starts_a_new_revision(maker: SchoolMaker) -> None:
    """Or it would change the list of questions of what was set a moment before."""
    room = await make_classroom(maker)
    made = await room.teacher.post("/api/assessments", {"title": "Fresh", "items": await _one_question(room)})
    actor = await maker.actor(room.teacher)
    now = clock.now()
    new = AssignmentIn(class_id=room.class_id, opens_at=now, closes_at=now + timedelta(hours=1))

    async def empty_it() -> int:
        async with maker.database.session(room.teacher.school_id) as session:
            change = AssessmentChange(title="Fresh", items=[], version=made["version"])
            return (await service.update_assessment(session, actor, made["id"], change)).revision

    async with maker.database.session(room.teacher.school_id) as session:
        assigned = await assignments.assign(session, actor, made["id"], new)
        edit = asyncio.create_task(empty_it())
        await asyncio.sleep(0.3)
    assert await edit == made["revision"] + 1
    shown = await room.teacher.get(f"/api/assignments/{assigned.id}")
    assert (shown["revision"], shown["questions"]) == (made["revision"], 1)


async def _one_question(room: ClassRoom) -> list[dict[str, Any]]:
    known = await room.teacher.get(f"/api/assessments/{room.assessment_id}")
    return [{"question_id": known["items"][0]["question_id"], "marks": 1}]
