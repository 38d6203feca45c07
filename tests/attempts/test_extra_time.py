"""Extra time stands on the pupil and holds in every assessment without anyone thinking of it again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.attempts.sitting import sweep
from backend.core import clock
from backend.core.jobs import JobContext
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

MINUTE = timedelta(minutes=1)
MINUTE_MS = 60_000


async def _arrange(room: ClassRoom, pupil: Person, **wanted: Any) -> Any:
    path = f"/api/pupils/{pupil.id}/arrangements"
    version = (await room.teacher.get(path))["version"]
    return await room.teacher.put(path, {"version": version, **wanted})


async def _override(room: ClassRoom, pupil: Person, *, expect: int = 200, **wanted: Any) -> Any:
    body = {"items": [{"pupil_id": str(pupil.id), **wanted}]}
    return await room.teacher.patch(f"/api/assignments/{room.assignment_id}/windows", body, expect=expect)


async def _sit(pupil: Person) -> tuple[str, dict[str, Any]]:
    lists = await pupil.get("/api/my/assignments")
    ((name, sit),) = [(name, sit) for name, sits in lists.items() for sit in sits]
    return name, sit


@asynccontextmanager
async def _after(maker: SchoolMaker, room: ClassRoom, shift: timedelta) -> AsyncIterator[None]:
    with clock.shifted(shift):
        for person in (room.teacher, *room.pupils):
            person.client = (await maker.sign_in(person.user, person.school_id)).client
        yield


async def _started(maker: SchoolMaker, sitting: Sitting) -> int:
    async with maker.database.session(sitting.pupil.school_id) as session:
        at = await session.scalar(text("SELECT started_at FROM attempts WHERE id = :id"), {"id": sitting.attempt_id})
    return round(at.timestamp() * 1000)


async def _states(maker: SchoolMaker, room: ClassRoom) -> dict[str, str]:
    rows = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["pupils"]
    return {row["id"]: row["state"] for row in rows}


async def test_a_pupil_with_25_percent_gets_it_in_every_assessment_without_anyone_thinking_of_it(
    maker: SchoolMaker,
) -> None:
    now = clock.now()
    room = await make_classroom(
        maker, pupils=2, time_limit_s=40 * 60, opens_at=now - MINUTE, closes_at=now + 45 * MINUTE
    )
    helped, other = room.pupils
    await _arrange(room, helped, extra_time_percent=25)

    # On the first page, in the package, and as the end of what is begun: 50 minutes instead of 40, past closing.
    assert [(await _sit(pupil))[1]["time_limit_s"] for pupil in room.pupils] == [3000, 2400]
    sittings = [await room.start(pupil) for pupil in room.pupils]
    packages = [await s.pupil.get(f"/api/attempts/{s.attempt_id}/package") for s in sittings]
    assert [package["time_limit_s"] for package in packages] == [3000, 2400]
    ends = [(await sitting.open())["ends_at"] for sitting in sittings]
    assert ends[0] - await _started(maker, sittings[0]) == 50 * MINUTE_MS
    assert ends[1] - await _started(maker, sittings[1]) == 40 * MINUTE_MS

    # Changed while it is under way, it comes with the next acknowledgement; so does taking it back.
    await _arrange(room, helped, extra_time_percent=50)
    saved = await sittings[0].answer(RIGHT)
    assert saved["acked"] and saved["ends_at"] == ends[0] + 10 * MINUTE_MS
    assert (await sittings[1].send())["ends_at"] == ends[1]
    await _arrange(room, helped, extra_time_percent=25)
    assert (await sittings[0].send())["ends_at"] == ends[0]

    # After the class's end the sweep hands in who has no more time, and nobody else's.
    context = JobContext(maker.database, helped.school_id)
    async with _after(maker, room, 48 * MINUTE):
        await sweep(context)
        assert await _states(maker, room) == {str(helped.id): "open", str(other.id): "marked"}
        name, sit = await _sit(helped)
        assert name == "now" and sit["attempt"]["id"] == sittings[0].attempt_id  # it is closed, and goes on for them
        assert (await sittings[0].answer(RIGHT))["state"] == "open"
    async with _after(maker, room, 52 * MINUTE):
        await sweep(context)
        assert (await _states(maker, room))[str(helped.id)] == "marked"
        assert (await helped.get(f"/api/attempts/{sittings[0].attempt_id}/result"))["score"] == 6


async def test_it_ends_with_the_class_where_the_arrangement_says_so(maker: SchoolMaker) -> None:
    now = clock.now()
    room = await make_classroom(maker, time_limit_s=40 * 60, opens_at=now - MINUTE, closes_at=now + 45 * MINUTE)
    (pupil,) = room.pupils
    await _arrange(room, pupil, extra_time_percent=25, past_closing=False)
    sitting = await room.start(pupil, opened=False)
    closes_at = datetime.fromisoformat((await _sit(pupil))[1]["closes_at"])
    assert (await sitting.open())["ends_at"] == round(closes_at.timestamp() * 1000)


async def test_a_change_reaches_only_what_that_pupil_has_open(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=600, attempts_allowed=2)
    pupil, other = room.pupils
    done = await room.start(pupil)
    ended = (await done.open())["ends_at"]
    await done.submit()
    again, theirs = await room.start(pupil), await room.start(other)
    end, their_end = (await again.send())["ends_at"], (await theirs.send())["ends_at"]
    await _arrange(room, pupil, extra_time_percent=100, rest_breaks=True)
    assert (await again.send())["ends_at"] == end + 10 * MINUTE_MS
    assert (await theirs.send())["ends_at"] == their_end
    assert (await done.open())["ends_at"] == ended


async def test_no_time_limit_means_nothing_to_add_to(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    (pupil,) = room.pupils
    before = await (await room.start(pupil)).open()
    await _arrange(room, pupil, extra_time_percent=200)
    assert (await (await room.start(pupil)).open())["ends_at"] == before["ends_at"]
    assert (await _sit(pupil))[1]["time_limit_s"] is None


async def test_one_assessment_may_have_its_own_extra_time(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=1200)
    pupil, other = room.pupils
    await _arrange(room, pupil, extra_time_percent=25)
    sitting = await room.start(pupil)
    first = (await sitting.open())["ends_at"]
    (given,) = (await _override(room, pupil, extra_time_percent=50))["items"]
    assert given == {
        "pupil_id": str(pupil.id),
        "window": None,
        "extra_time_percent": 50,
        "attempts_allowed": None,
    }
    assert (await sitting.send())["ends_at"] == first + 5 * MINUTE_MS
    assert [(await _sit(each))[1]["time_limit_s"] for each in room.pupils] == [1800, 1200]
    await _override(room, pupil, extra_time_percent=0)
    assert (await sitting.send())["ends_at"] == first - 5 * MINUTE_MS  # none at all, in this one
    assert (await _override(room, pupil, extra_time_percent=None))["items"] == []
    assert (await sitting.send())["ends_at"] == first
    for wrong in ({"extra_time_percent": 201}, {"attempts_allowed": 0}, {"reason": "migraine"}):
        await _override(room, other, expect=422, **wrong)


async def test_one_more_attempt_for_one_pupil(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    pupil, other = room.pupils
    for each in room.pupils:
        await (await room.start(each)).submit()
        await each.post(f"/api/assignments/{room.assignment_id}/start", expect=409)
    await _override(room, pupil, attempts_allowed=2)
    rows = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["pupils"]
    assert {row["id"]: row["attempts_allowed"] for row in rows} == {str(pupil.id): 2, str(other.id): 1}
    (name, sit), (their_name, theirs) = await _sit(pupil), await _sit(other)
    assert (name, sit["attempts_allowed"], sit["attempts_used"]) == ("now", 2, 1)
    assert (their_name, theirs["attempts_allowed"]) == ("done", 1)
    first = await pupil.get(f"/api/attempts/{sit['result']['attempt_id']}/result")
    assert [item["key"] for item in first["items"]] == [None] * 3  # a try is to come
    sitting = await room.start(pupil)
    await sitting.answer(RIGHT)
    assert (await sitting.submit())["result"]["score"] == 6
    await pupil.post(f"/api/assignments/{room.assignment_id}/start", expect=409)
    assert (await _sit(pupil))[0] == "done"


async def test_what_is_not_named_stays(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    (pupil,) = room.pupils
    now = clock.now()
    window = {"opens_at": now.isoformat(), "closes_at": (now + 90 * MINUTE).isoformat()}
    await _override(room, pupil, window=window)
    await _override(room, pupil, attempts_allowed=3)
    (held,) = (await _override(room, pupil, extra_time_percent=25))["items"]
    assert held["attempts_allowed"] == 3 and held["window"] and held["extra_time_percent"] == 25
    (held,) = (await _override(room, pupil, window=None))["items"]
    assert held["window"] is None and held["attempts_allowed"] == 3
    assert (await _override(room, pupil, extra_time_percent=None, attempts_allowed=None))["items"] == []
    async with maker.database.session(pupil.school_id) as session:
        rows = await session.execute(
            text("SELECT action, fields FROM audit_events WHERE subject_type = 'assignment_override' ORDER BY id")
        )
        assert [tuple(row) for row in rows] == [
            ("changed", ["closes_at", "opens_at"]),
            ("changed", ["attempts_allowed"]),
            ("changed", ["extra_time_percent"]),
            ("changed", ["closes_at", "opens_at"]),
            ("removed", ["attempts_allowed", "extra_time_percent"]),
        ]
