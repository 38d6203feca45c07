"""Another time for a pupil who was absent: it holds for them alone, gives nothing away, and takes nothing from them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from backend.accounts.models import AccessArrangements
from backend.attempts.sitting import sweep
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.jobs import JobContext
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, ClassRoom, make_classroom

pytestmark = pytest.mark.database

HOUR = timedelta(hours=1)


def _window(opens: timedelta, closes: timedelta) -> dict[str, str]:
    now = clock.now()
    return {"opens_at": (now + opens).isoformat(), "closes_at": (now + closes).isoformat()}


async def _give(room: ClassRoom, *pupils: Person, expect: int = 200, window: dict[str, str] | None) -> Any:
    body = {"items": [{"pupil_id": str(pupil.id), "window": window} for pupil in pupils]}
    return await room.teacher.patch(f"/api/assignments/{room.assignment_id}/windows", body, expect=expect)


async def _rows(room: ClassRoom) -> dict[str, Any]:
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    return {row["id"]: row for row in results["pupils"]}


async def _in_one_list(pupil: Person) -> tuple[str, dict[str, Any]]:
    lists = await pupil.get("/api/my/assignments")
    ((name, sit),) = [(name, sit) for name, sits in lists.items() for sit in sits]
    return name, sit


@asynccontextmanager
async def _after(maker: SchoolMaker, room: ClassRoom, shift: timedelta) -> AsyncIterator[None]:
    """Move the clock on; everybody signs in again, as they would on another day."""
    with clock.shifted(shift):
        for person in (room.teacher, *room.pupils):
            person.client = (await maker.sign_in(person.user, person.school_id)).client
        yield


async def _close(room: ClassRoom) -> None:
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})


async def test_an_absent_pupil_sits_it_later_and_nobody_else_does(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=3600)
    absent, other = room.pupils
    window = _window(HOUR * 24, HOUR * 24.5)
    (given,) = (await _give(room, absent, window=window))["items"]
    assert given["pupil_id"] == str(absent.id) and _same(given["window"], window)
    rows = await _rows(room)
    assert _same(rows[str(absent.id)]["window"], window) and rows[str(other.id)]["window"] is None
    assert (await _in_one_list(absent))[0] == "coming"  # although the class may sit it now
    await absent.post(f"/api/assignments/{room.assignment_id}/start", expect=409)
    async with _after(maker, room, HOUR * 24 + timedelta(minutes=1)):
        name, sit = await _in_one_list(absent)
        assert name == "now" and _same(sit, window) and sit["own_times"]
        await other.post(f"/api/assignments/{room.assignment_id}/start", expect=409)
        sitting = await room.start(absent, opened=False)
        ends_at = (await sitting.open())["ends_at"]
        assert ends_at == round(datetime.fromisoformat(window["closes_at"]).timestamp() * 1000)  # not an hour later
        await sitting.answer(RIGHT)
        assert (await sitting.submit())["result"]["score"] == 6
    async with _after(maker, room, HOUR * 25):
        row = (await _rows(room))[str(absent.id)]
        assert (row["score"], row["attempts"]) == (6, 1)
        assert (await _in_one_list(absent))[0] == "done"


def _same(shown: dict[str, Any], window: dict[str, str]) -> bool:
    return all(datetime.fromisoformat(shown[name]) == datetime.fromisoformat(at) for name, at in window.items())


async def test_a_time_is_changed_taken_away_and_put_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3)
    first, later = _window(-HOUR, HOUR), _window(HOUR, HOUR * 2)
    assert len((await _give(room, *room.pupils[:2], window=first))["items"]) == 2
    await _give(room, room.pupils[0], window=later)
    rows = await _rows(room)
    assert _same(rows[str(room.pupils[0].id)]["window"], later) and _same(rows[str(room.pupils[1].id)]["window"], first)
    shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    assert shown["later_pupils"] == 2 and _same({"closes_at": shown["later_until"]}, {"closes_at": later["closes_at"]})
    # The first page leaves out who has handed in meanwhile.
    sitting = await room.start(room.pupils[1])
    (card,) = (await room.teacher.get("/api/teacher/dashboard"))["open"]
    assert card["later_pupils"] == 2
    await sitting.submit()
    (card,) = (await room.teacher.get("/api/teacher/dashboard"))["open"]
    assert card["later_pupils"] == 1 and _same({"closes_at": card["later_until"]}, {"closes_at": later["closes_at"]})
    (kept,) = (await _give(room, room.pupils[0], window=None))["items"]
    assert kept["pupil_id"] == str(room.pupils[1].id)
    async with _after(maker, room, HOUR * 3):
        shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    assert (shown["later_pupils"], shown["later_until"]) == (0, None)


async def test_times_that_dont_fit_and_strangers_are_refused(maker: SchoolMaker) -> None:
    room, elsewhere = await make_classroom(maker), await make_classroom(maker)
    assert (await _give(room, *room.pupils, window=_window(HOUR, HOUR), expect=409))["code"] == "bad_window"
    await _give(room, *room.pupils, elsewhere.pupils[0], window=_window(HOUR, HOUR * 2), expect=404)
    assert (await _rows(room))[str(room.pupils[0].id)]["window"] is None  # nobody got one
    await _give(elsewhere, room.pupils[0], window=None, expect=404)


async def test_open_attempts_follow_their_pupils_own_time(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    mine, theirs = [await room.start(pupil) for pupil in room.pupils]
    was = (await theirs.open())["ends_at"]
    window = _window(-HOUR, HOUR * 3)
    await _give(room, room.pupils[0], window=window)
    own_end = round(datetime.fromisoformat(window["closes_at"]).timestamp() * 1000)
    assert ((await mine.open())["ends_at"], (await theirs.open())["ends_at"]) == (own_end, was)
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    earlier = datetime.fromisoformat(assignment["closes_at"]) - HOUR / 2
    await room.teacher.patch(
        f"/api/assignments/{room.assignment_id}", {"version": assignment["version"], "closes_at": earlier.isoformat()}
    )
    assert (await mine.open())["ends_at"] == own_end and (await theirs.open())["ends_at"] == was - 30 * 60_000
    await _give(room, room.pupils[0], window=None)
    assert (await mine.open())["ends_at"] == was - 30 * 60_000


async def test_closing_hands_in_the_class_and_not_who_has_another_time(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    mine, theirs = [await room.start(pupil) for pupil in room.pupils]
    await _give(room, room.pupils[0], window=_window(-HOUR, HOUR * 3))
    await _close(room)
    rows = await _rows(room)
    assert [rows[str(pupil.id)]["state"] for pupil in room.pupils] == ["open", "marked"]
    await mine.answer(RIGHT)
    assert (await mine.submit())["result"]["score"] == 6
    assert (await theirs.open())["state"] == "marked"


async def test_taking_a_time_away_keeps_what_was_answered_in_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await _give(room, *room.pupils, window=_window(-HOUR, HOUR * 5))
    async with _after(maker, room, HOUR * 2):
        sitting = await room.start(room.pupils[0])
        made = round((clock.now()).timestamp() * 1000)
        held_on_device = [sitting.event(item, RIGHT[item["type"]], at=made) for item in sitting.items]
        await _give(room, *room.pupils, window=None)
    async with _after(maker, room, HOUR * 2 + timedelta(minutes=2)):
        await sweep(JobContext(maker.database, room.teacher.school_id))
        assert (await _rows(room))[str(room.pupils[0].id)]["score"] == 0
        await sitting.send(*held_on_device)
        assert (await _rows(room))[str(room.pupils[0].id)]["score"] == 6


async def test_late_answers_count_by_the_pupils_own_closing_time_though_results_are_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="release")
    await _give(room, *room.pupils, window=_window(HOUR * 47, HOUR * 48))
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(
        f"/api/assignments/{room.assignment_id}/release", {"version": assignment["version"], "released": True}
    )
    async with _after(maker, room, HOUR * 47.5):
        sitting = await room.start(room.pupils[0])
        made = round(clock.now().timestamp() * 1000)
        held_on_device = [sitting.event(item, RIGHT[item["type"]], at=made) for item in sitting.items]
    async with _after(maker, room, HOUR * 49):
        await sweep(JobContext(maker.database, room.teacher.school_id))
        await sitting.send(*held_on_device)
        assert (await _rows(room))[str(room.pupils[0].id)]["score"] == 6


async def test_no_key_is_shown_while_a_classmate_has_still_to_sit_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    absent, other = room.pupils
    done = await room.start(other)
    await done.answer(RIGHT)
    assert _keys(await done.submit()) == [True]
    await _give(room, absent, window=_window(HOUR * 24, HOUR * 25))
    path = f"/api/attempts/{done.attempt_id}/result"
    async with _after(maker, room, HOUR * 2):
        assert _keys({"result": await other.get(path)}) == [False]
    async with _after(maker, room, HOUR * 24.5):
        late = await room.start(absent)
        assert _keys({"result": await other.get(path)}) == [False]
        assert _keys(await late.submit()) == [True]
        assert _keys({"result": await other.get(path)}) == [True]  # everybody has sat it now


async def test_who_has_left_the_class_holds_back_the_keys_only_while_they_sit_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3)
    gone, sits, other = room.pupils
    for pupil in (gone, sits):
        await _give(room, pupil, window=_window(-HOUR, HOUR * 3))
    done, sitting = await room.start(other), await room.start(sits)
    await done.submit()
    async with maker.database.session(room.teacher.school_id) as session:
        await session.execute(delete(ClassPupil).where(ClassPupil.pupil_id.in_([gone.id, sits.id])))
    await _close(room)
    path = f"/api/attempts/{done.attempt_id}/result"
    assert _keys({"result": await other.get(path)}) == [False]
    await sitting.submit()
    assert _keys({"result": await other.get(path)}) == [True]


async def test_who_sits_it_early_waits_for_the_keys(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, opens_at=clock.now() + HOUR * 24, closes_at=clock.now() + HOUR * 25)
    early = room.pupils[0]
    await _give(room, early, window=_window(-HOUR, HOUR))
    sitting = await room.start(early)
    assert _keys(await sitting.submit()) == [False]
    async with _after(maker, room, HOUR * 26):
        assert _keys({"result": await early.get(f"/api/attempts/{sitting.attempt_id}/result")}) == [True]


def _keys(answer: dict[str, Any]) -> list[bool]:
    """Tell of a result's questions, in one word, whether they come with keys and explanations."""
    items = answer["result"]["items"]
    assert items
    return sorted({item["key"] is not None and item["parts"] is not None for item in items})


async def test_who_leaves_the_class_goes_on_with_what_is_open(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    await _give(room, room.pupils[0], window=_window(-HOUR, HOUR * 3))
    sitting = await room.start(room.pupils[0])
    async with maker.database.session(room.teacher.school_id) as session:
        await session.execute(delete(ClassPupil).where(ClassPupil.pupil_id.in_([p.id for p in room.pupils])))
    await _close(room)
    await sitting.answer(RIGHT)
    assert (await sitting.submit())["result"]["score"] == 6
    row = (await _rows(room))[str(room.pupils[0].id)]
    assert row["left"] and row["score"] == 6 and row["window"]
    await _give(room, room.pupils[0], window=None)  # a time may still be taken from them
    await _give(room, room.pupils[1], window=_window(-HOUR, HOUR), expect=404)


async def test_no_key_while_an_absent_pupil_sits_on_with_extra_time(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="hand_in", time_limit_s=1800)
    absent, other = room.pupils
    sitting = await room.start(other)
    await sitting.answer(RIGHT)
    await sitting.submit()
    async with maker.database.session(room.teacher.school_id) as session:
        session.add(AccessArrangements(user_id=absent.id, extra_time_percent=50))
    hour = timedelta(hours=1)
    await _give(room, absent, window=_window(24 * hour, 24.5 * hour))
    async with _after(maker, room, 24 * hour + timedelta(minutes=1)):
        theirs = await room.start(absent)
        result = await other.get(f"/api/attempts/{sitting.attempt_id}/result")
        assert result["items"][0]["key"] is None
    async with _after(maker, room, 24 * hour + timedelta(minutes=35)):
        assert (await theirs.open())["state"] == "open"
        result = await room.pupils[1].get(f"/api/attempts/{sitting.attempt_id}/result")
        assert result["items"][0]["key"] is None
