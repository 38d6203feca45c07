"""Attempts prepared before they are started: what Start and the package give is the same as without."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select

from backend.accounts.models import SchoolSettings
from backend.attempts.models import Attempt, AttemptItem, PreparedAttempt
from backend.attempts.preparing import KEPT_FOR, prepare_due
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.audit import AuditEvent
from backend.core.db import Database
from backend.core.jobs import JobContext
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, ClassRoom, make_classroom

pytestmark = pytest.mark.database

LIMIT_S = 1200


async def _prepare(maker: SchoolMaker, room: ClassRoom) -> None:
    await prepare_due(JobContext(maker.database, room.teacher.school_id))


async def _count(maker: SchoolMaker, room: ClassRoom, table: type[Any]) -> int:
    async with maker.database.session(room.teacher.school_id) as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def _begin(room: ClassRoom, pupil: Person, expect: int | None = None) -> dict[str, Any]:
    return await pupil.post(f"/api/assignments/{room.assignment_id}/start", {"device": "test"}, expect=expect)


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    """Hear every statement that goes through the other door."""
    heard: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


async def test_start_and_package_are_one_statement_each_by_the_hot_door(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    await _prepare(maker, room)
    pupil = room.pupils[0]
    with _statements(maker.database) as heard:
        started = await _begin(room, pupil)
        package = await pupil.get(f"/api/attempts/{started['attempt_id']}/package")
    assert heard == []
    assert [item["position"] for item in package["items"]] == [1, 2, 3]


async def test_a_prepared_attempt_is_like_any_other(maker: SchoolMaker) -> None:
    """Two schools of the same making, one of which had its attempts prepared."""
    seen = []
    for ready in (True, False):
        room = await make_classroom(maker, time_limit_s=LIMIT_S)
        if ready:
            await _prepare(maker, room)
        pupil = room.pupils[0]
        started = await _begin(room, pupil)
        opened, package = started["opened"], await pupil.get(f"/api/attempts/{started['attempt_id']}/package")
        async with maker.database.session(room.teacher.school_id) as session:
            attempt = (await session.scalars(select(Attempt))).one()
            items = (await session.scalars(select(AttemptItem).order_by(AttemptItem.position))).all()
            audited = (
                await session.scalars(select(AuditEvent.action).where(AuditEvent.subject_type == "attempt"))
            ).all()
        assert opened["ends_at"] - opened["now"] == pytest.approx(LIMIT_S * 1000, abs=2_000)
        assert [item["id"] for item in package["items"]] == [str(item.id) for item in items]
        assert package["pupil"]["id"] == str(pupil.id)
        assert "started" in audited
        seen.append(
            {
                "opened": {**opened, "now": 0, "ends_at": 0, "package_etag": "", "rescue_key": ""},
                "package": {name: package[name] for name in ("title", "class_name", "feedback", "time_limit_s")},
                "questions": [(item["type"], item["marks"], sorted(item["view"])) for item in package["items"]],
                "attempt": (attempt.number, attempt.state, attempt.epoch, attempt.limit_s, attempt.pending),
                "length": attempt.ends_at - attempt.started_at,
            }
        )
    assert seen[0] == seen[1]


async def test_a_class_that_starts_together_has_one_attempt_each(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=8, time_limit_s=LIMIT_S)
    await _prepare(maker, room)
    started = await asyncio.gather(*(_begin(room, pupil) for pupil in room.pupils for _ in range(3)))
    assert len({each["attempt_id"] for each in started}) == await _count(maker, room, Attempt) == 8
    assert sum(each["opened"] is not None for each in started) == 8


async def test_what_was_prepared_is_sat_and_marked(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _prepare(maker, room)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    assert (await sitting.submit())["result"]["score"] == 6.0


async def test_arrangements_are_in_what_is_prepared_and_a_change_prepares_anew(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    await _prepare(maker, room)
    assert await _count(maker, room, PreparedAttempt) == 2
    path = f"/api/pupils/{room.pupils[0].id}/arrangements"
    shown = await room.teacher.get(path)
    changed = {**shown, "extra_time_percent": 25, "rest_breaks": True}
    await room.teacher.put(path, {name: value for name, value in changed.items() if name != "updated_at"})
    assert await _count(maker, room, PreparedAttempt) == 1
    await _prepare(maker, room)
    opened = [(await _begin(room, pupil))["opened"] for pupil in room.pupils]
    lengths = [round((each["ends_at"] - each["now"]) / 1000) for each in opened]
    assert lengths == [pytest.approx(LIMIT_S * 1.25, abs=2), pytest.approx(LIMIT_S, abs=2)]
    assert [each["rest_breaks"] for each in opened] == [True, False]


async def test_a_changed_limit_prepares_anew(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    await _prepare(maker, room)
    shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    path = f"/api/assignments/{room.assignment_id}"
    await room.teacher.patch(path, {"version": shown["version"], "time_limit_s": 600})
    assert await _count(maker, room, PreparedAttempt) == 0
    opened = (await _begin(room, room.pupils[0]))["opened"]
    assert opened["ends_at"] - opened["now"] == pytest.approx(600_000, abs=2_000)


async def test_nobody_starts_before_it_opens_or_after_it_closed(maker: SchoolMaker) -> None:
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=5), "closes_at": now + timedelta(minutes=30)}
    room = await make_classroom(maker, pupils=2, **times)
    await _prepare(maker, room)
    assert await _count(maker, room, PreparedAttempt) == 2
    assert (await _begin(room, room.pupils[0], expect=409))["code"] == "not_open"
    with clock.shifted(timedelta(minutes=6)):
        assert (await _begin(room, room.pupils[0]))["opened"] is not None
        shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
        await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": shown["version"]})
        assert (await _begin(room, room.pupils[1], expect=409))["code"] == "not_open"


async def test_who_is_no_pupil_of_the_class_gets_what_they_always_got(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _prepare(maker, room)
    other = await maker.person(await maker.school(), "pupil")
    assert (await _begin(room, other, expect=404))["code"] == "not_found"
    assert (await _begin(room, room.teacher, expect=403))["code"] == "forbidden"
    started = await _begin(room, room.pupils[0])
    path = f"/api/attempts/{started['attempt_id']}/package"
    assert (await other.get(path, expect=404))["code"] == "not_found"
    assert (await room.teacher.get(path, expect=403))["code"] == "forbidden"


async def test_the_hourly_limit_of_starts_holds(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _begin(room, room.pupils[0])
    now = clock.now()
    body = {
        "class_id": str(room.class_id),
        "opens_at": now.isoformat(),
        "closes_at": (now + timedelta(hours=1)).isoformat(),
        "shuffle_questions": False,
    }
    second = await room.teacher.post(f"/api/assessments/{room.assessment_id}/assignments", body)
    await _prepare(maker, room)
    async with maker.database.session(room.teacher.school_id) as session:
        (await session.scalars(select(SchoolSettings))).one().attempt_starts_per_hour = 1
    path = f"/api/assignments/{second['id']}/start"
    assert (await room.pupils[0].post(path, expect=429))["code"] == "too_many_starts"
    async with maker.database.session(room.teacher.school_id) as session:
        (await session.scalars(select(SchoolSettings))).one().attempt_starts_per_hour = 2
    assert (await room.pupils[0].post(path))["opened"] is not None


async def test_a_browser_that_has_the_package_gets_304(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _prepare(maker, room)
    pupil = room.pupils[0]
    started = await _begin(room, pupil)
    path = f"/api/attempts/{started['attempt_id']}/package"
    answer = await pupil.client.get(path)
    assert answer.headers["etag"] == started["opened"]["package_etag"]
    again = await pupil.client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = await pupil.client.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.json() == answer.json()


async def test_what_nobody_needs_any_more_is_cleared_away(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, closes_at=clock.now() + timedelta(minutes=30))
    await _prepare(maker, room)
    await _begin(room, room.pupils[0])
    with clock.shifted(timedelta(minutes=31)):
        await _prepare(maker, room)
        assert await _count(maker, room, PreparedAttempt) == 2, "a page may be reloaded"
    with clock.shifted(timedelta(minutes=31) + KEPT_FOR):
        await _prepare(maker, room)
        assert await _count(maker, room, PreparedAttempt) == 0


async def test_another_release_prepares_anew_what_is_not_begun(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    await _prepare(maker, room)
    begun = await _begin(room, room.pupils[0])
    async with maker.database.session(room.teacher.school_id) as session:
        for each in (await session.scalars(select(PreparedAttempt))).all():
            each.release, each.package = "an older one", b"not for us"
    await _prepare(maker, room)
    async with maker.database.session(room.teacher.school_id) as session:
        held = {each.pupil_id: each.release for each in (await session.scalars(select(PreparedAttempt))).all()}
    assert held == {room.pupils[0].id: "an older one", room.pupils[1].id: maker.app.state.release}
    package = await room.pupils[0].get(f"/api/attempts/{begun['attempt_id']}/package")
    assert len(package["items"]) == 3, "whoever has begun gets it written by this release"


async def test_a_pupil_who_left_the_class_starts_nothing(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _prepare(maker, room)
    async with maker.database.session(room.teacher.school_id) as session:
        await session.execute(delete(ClassPupil))
    assert (await _begin(room, room.pupils[0], expect=404))["code"] == "not_found"
