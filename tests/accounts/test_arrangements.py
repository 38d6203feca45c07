"""Access arrangements over HTTP: who may write them, what is kept of them, and what the pupil's own page hears."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.school import Person, SchoolMaker
from tests.sitting import make_classroom

pytestmark = pytest.mark.database

NOBODYS = {
    "extra_time_percent": 0,
    "past_closing": True,
    "rest_breaks": False,
    "reader": False,
    "fewer_options": False,
    "display": {"text_size": None, "spacing": None, "overlay": None},
}


def _path(pupil: Person) -> str:
    return f"/api/pupils/{pupil.id}/arrangements"


def _known(arrangements: dict[str, Any]) -> dict[str, Any]:
    """Leave out what later releases add to the display."""
    display = {name: arrangements["display"][name] for name in NOBODYS["display"]}
    return {**arrangements, "display": display}


async def test_a_teacher_writes_them_once_and_every_colleague_reads_them(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    pupil, other = room.pupils
    admin = await maker.person(await _school_of(maker, room.teacher), "admin")
    assert _known(await room.teacher.get(_path(pupil))) == {**NOBODYS, "version": 0}
    wanted = {"version": 0, "extra_time_percent": 25, "rest_breaks": True, "display": {"overlay": "mint"}}
    given = _known(await room.teacher.put(_path(pupil), wanted))
    mint = {"text_size": None, "spacing": None, "overlay": "mint"}
    assert given == {**NOBODYS, **wanted, "display": mint, "version": 1}
    assert _known(await admin.get(_path(pupil))) == given
    assert (await admin.get(_path(other)))["version"] == 0
    changed = await admin.put(_path(pupil), {"version": 1, "extra_time_percent": 50, "past_closing": False})
    assert _known(changed) == {**NOBODYS, "extra_time_percent": 50, "past_closing": False, "version": 2}
    of_class = (await room.teacher.get(f"/api/classes/{room.class_id}"))["pupils"]
    assert {row["id"]: row["arrangements"] for row in of_class} == {str(pupil.id): changed, str(other.id): None}


async def test_who_saves_second_is_told(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    (pupil,) = room.pupils
    await room.teacher.put(_path(pupil), {"version": 0, "extra_time_percent": 25})
    for stale in ({"version": 0, "extra_time_percent": 50}, {"version": 0}, {"version": 2, "reader": True}):
        assert (await room.teacher.put(_path(pupil), stale, expect=409))["code"] == "stale_version"
    assert (await room.teacher.get(_path(pupil)))["extra_time_percent"] == 25
    same = await room.teacher.put(_path(pupil), {"version": 1, "extra_time_percent": 25})
    assert same["version"] == 1  # nothing was changed, so nobody else's page is out of date


async def test_only_staff_who_look_after_the_pupil_may(maker: SchoolMaker) -> None:
    room, elsewhere = await make_classroom(maker), await make_classroom(maker)
    (pupil,) = room.pupils
    school = await _school_of(maker, room.teacher)
    colleague = await maker.person(school, "teacher")
    body = {"version": 0, "extra_time_percent": 25}
    for who, status in ((pupil, 403), (colleague, 404), (elsewhere.teacher, 404)):
        await who.get(_path(pupil), expect=status)
        await who.put(_path(pupil), body, expect=status)
    await room.teacher.put(_path(room.teacher), body, expect=404)  # staff have none
    admin = await maker.person(school, "admin")
    loose = await maker.person(school, "pupil")
    await room.teacher.put(_path(loose), body, expect=404)
    assert (await admin.put(_path(loose), body))["version"] == 1
    assert (await room.teacher.get(_path(pupil)))["version"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"extra_time_percent": 201},
        {"extra_time_percent": -1},
        {"display": {"overlay": "pink"}},
        {"display": {"clock_hidden": True}},
        {"reason": "dyslexia"},
    ],
)
async def test_what_isnt_an_arrangement_is_refused(maker: SchoolMaker, wrong: dict[str, Any]) -> None:
    room = await make_classroom(maker)
    await room.teacher.put(_path(room.pupils[0]), {"version": 0, **wrong}, expect=422)


async def test_the_trail_names_what_changed_and_never_how(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    (pupil,) = room.pupils
    wanted = {"version": 0, "extra_time_percent": 73, "display": {"overlay": "lilac"}}
    await room.teacher.put(_path(pupil), wanted)
    async with maker.database.session(pupil.school_id) as session:
        rows = await session.execute(
            text("SELECT actor_id, action, fields, audit_events::text FROM audit_events WHERE subject_type = :type"),
            {"type": "access_arrangements"},
        )
        ((actor_id, action, fields, whole),) = rows.all()
    assert (actor_id, action, fields) == (room.teacher.id, "changed", ["display", "extra_time_percent"])
    assert "lilac" not in whole and ",73" not in whole


async def test_how_pages_look_lies_under_what_the_pupil_chose(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    (pupil,) = room.pupils
    assert (await pupil.get("/api/me"))["arrangements"] == {"reader": False}
    display = {"overlay": "peach", "text_size": 150}
    await room.teacher.put(_path(pupil), {"version": 0, "reader": True, "display": display})
    me = await pupil.get("/api/me")
    assert me["preferences"] == display and me["arrangements"] == {"reader": True}
    me = await pupil.put("/api/me/preferences", {"text_size": 125, "theme": "dark"})
    assert me["preferences"] == {"overlay": "peach", "text_size": 125, "theme": "dark"}
    await room.teacher.put(_path(pupil), {"version": 1})
    assert (await pupil.get("/api/me"))["preferences"] == {"text_size": 125, "theme": "dark"}


async def _school_of(maker: SchoolMaker, person: Person) -> Any:
    async with maker.database.session(person.school_id) as session:
        return (
            await session.execute(text("SELECT id, name FROM schools WHERE id = :id"), {"id": person.school_id})
        ).one()
