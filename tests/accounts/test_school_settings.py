"""What a school sets for itself: who may, what it does, and what is written down of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.accounts.models import School, SchoolSettings
from backend.config import Settings
from backend.core import clock
from backend.core.audit import AuditEvent
from tests.generation.making import GENERATOR
from tests.school import Person, SchoolMaker
from tests.sitting import ClassRoom, make_classroom

pytestmark = pytest.mark.database

ROUTE = "/api/school-settings"


@pytest.fixture
async def admin(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "admin")


async def change(admin: Person, expect: int = 200, **changes: Any) -> Any:
    version = (await admin.get(ROUTE))["version"]
    return await admin.patch(ROUTE, {"version": version, **changes}, expect=expect)


async def test_a_new_school_has_the_machines_limits(admin: Person, settings: Settings) -> None:
    shown = await admin.get(ROUTE)
    assert shown["time_zone"] == "Europe/London"
    assert (shown["feedback"], shown["attempts_allowed"], shown["time_limit_s"]) == ("hand_in", 1, None)
    assert shown["generation_runs_per_hour"] is shown["attempt_starts_per_hour"] is None
    assert shown["machine"] == {
        "generation_runs_per_hour": settings.rate_limit_generation,
        "attempt_starts_per_hour": settings.rate_limit_attempts,
        "immediate_feedback": True,
    }


async def test_only_what_is_given_changes_and_its_names_are_written_down(maker: SchoolMaker, admin: Person) -> None:
    first = await admin.get(ROUTE)
    second = await change(admin, name="  Hill   Road School ", time_limit_s=1800)
    assert second == {**first, "name": "Hill Road School", "time_limit_s": 1800, "version": second["version"]}
    assert second["version"] > first["version"]
    assert (await admin.get("/api/me"))["school"]["name"] == "Hill Road School"
    third = await change(admin, time_limit_s=None)
    assert third["time_limit_s"] is None
    assert await change(admin, name="Hill Road School") == third, "nothing was changed"
    async with maker.database.session(admin.school_id) as session:
        events = select(AuditEvent).where(AuditEvent.subject_type == "school_settings").order_by(AuditEvent.id)
        rows = (await session.scalars(events)).all()
    assert [row.fields for row in rows] == [["name", "time_limit_s"], ["time_limit_s"]]
    assert {row.actor_id for row in rows} == {admin.id}


async def test_a_new_name_alone_is_a_change_that_others_notice(admin: Person) -> None:
    version = (await admin.get(ROUTE))["version"]
    await admin.patch(ROUTE, {"version": version, "name": "One"})
    problem = await admin.patch(ROUTE, {"version": version, "name": "Two"}, expect=409)
    assert problem["code"] == "stale_version"
    body = {"version": version + 1, "name": "Three"}
    answers = await asyncio.gather(
        *(admin.client.patch(ROUTE, json={**body, "attempts_allowed": n}) for n in range(2, 6))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "localtime", "../../etc/passwd", "/etc/localtime", "Factory", ""])
async def test_a_time_zone_must_be_one(admin: Person, zone: str) -> None:
    problem = await change(admin, expect=409, time_zone=zone)
    assert problem["code"] == "unknown_time_zone" and problem["errors"][0]["place"] == "time_zone"


async def test_times_are_told_in_the_new_zone_at_once(admin: Person) -> None:
    await change(admin, time_zone="Asia/Dubai")
    assert (await admin.get("/api/me"))["school"]["time_zone"] == "Asia/Dubai"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "  "},
        {"name": "a\nb"},
        {"name": "x" * 121},
        {"feedback": "never"},
        {"feedback": None},
        {"attempts_allowed": 0},
        {"time_limit_s": 59},
        {"generation_runs_per_hour": 0},
        {"attempt_starts_per_hour": 10_001},
        {"rate_limit": 3},
    ],
)
async def test_wrong_values_are_refused(admin: Person, wrong: dict[str, Any]) -> None:
    await change(admin, expect=422, **wrong)


# What follows from it


@pytest.fixture
async def room(maker: SchoolMaker) -> ClassRoom:
    return await make_classroom(maker, attempts_allowed=10)


async def admin_of(maker: SchoolMaker, room: ClassRoom) -> Person:
    async with maker.database.session(room.teacher.school_id) as session:
        school = await session.get_one(School, room.teacher.school_id)
    return await maker.person(school, "admin")


async def test_a_new_assignment_begins_as_the_school_has_set_it(maker: SchoolMaker, room: ClassRoom) -> None:
    admin = await admin_of(maker, room)
    begins = {"feedback": "release", "attempts_allowed": 3, "time_limit_s": 1200}
    await change(admin, **begins)
    assert await room.teacher.get("/api/assignment-defaults") == begins
    now = clock.now()
    window = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    body = {"class_id": str(room.class_id), **window}
    path = f"/api/assessments/{room.assessment_id}/assignments"
    plain = await room.teacher.post(path, body)
    assert {name: plain[name] for name in begins} == begins
    chosen = {"feedback": "hand_in", "attempts_allowed": 1, "time_limit_s": None}
    other = await room.teacher.post(path, {**body, **chosen})
    assert {name: other[name] for name in begins} == chosen


async def test_what_the_machine_forbids_is_no_default(
    maker: SchoolMaker, room: ClassRoom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await change(await admin_of(maker, room), feedback="each")
    assert (await room.teacher.get("/api/assignment-defaults"))["feedback"] == "each"
    monkeypatch.setattr(settings, "enable_immediate_feedback", False)
    assert (await room.teacher.get("/api/assignment-defaults"))["feedback"] == "hand_in"


async def test_the_schools_number_of_runs_is_enforced(maker: SchoolMaker, room: ClassRoom) -> None:
    await change(await admin_of(maker, room), generation_runs_per_hour=1)
    body = {"makers": [{"key": GENERATOR, "count": 1}]}
    await room.teacher.post("/api/generation-runs", body)
    problem = await room.teacher.post("/api/generation-runs", body, expect=429)
    assert "Try again in 60 min" in problem["detail"]


async def test_the_schools_number_of_starts_is_enforced_and_saving_never_is(
    maker: SchoolMaker, room: ClassRoom
) -> None:
    await change(await admin_of(maker, room), attempt_starts_per_hour=1)
    pupil = room.pupils[0]
    sitting = await room.start(pupil)
    for number in range(150):
        saved = await sitting.send(sitting.event(sitting.items[1], {"text": f"try {number}"}))
        assert not saved["superseded"]
    await sitting.submit()
    path = f"/api/assignments/{room.assignment_id}/start"
    answer = await pupil.client.post(path)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_starts")
    assert 3500 < int(answer.headers["retry-after"]) <= 3600 and "60 min" in answer.json()["detail"]
    with clock.shifted(timedelta(minutes=19)):
        later = await pupil.client.post(path)
        assert later.status_code == 429 and 2300 < int(later.headers["retry-after"]) <= 2460


async def test_a_school_knows_nothing_of_anothers_settings(maker: SchoolMaker, admin: Person) -> None:
    other = await maker.person(await maker.school(), "admin")
    before = await other.get(ROUTE)
    await change(admin, name="Mine", attempts_allowed=7)
    async with maker.database.session(admin.school_id) as session:
        await session.execute(update(SchoolSettings).values(generation_runs_per_hour=3))
    assert await other.get(ROUTE) == before
