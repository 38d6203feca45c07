"""The live view: what one tap does, how soon pages hear of it, and that two processes tell each other."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from backend.accounts.models import AccessArrangements
from backend.attempts import ending
from backend.attempts.models import Answer, Attempt, AttemptDesk
from backend.attempts.pauses import LONGEST_PAUSE, end_forgotten
from backend.core import clock
from backend.main import create_app
from backend.marker.models import Mark
from backend.rooms import ROOMS
from tests.attempts.listening import listening
from tests.conftest import serving
from tests.school import Client, Person, SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

LIMIT_S = 1200


async def _tap(room: ClassRoom, action: str, pupils: list[Person] | None = None, **body: Any) -> list[str]:
    ids = None if pupils is None else [str(pupil.id) for pupil in pupils]
    done = await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/{action}", {"pupil_ids": ids, **body})
    return done["pupil_ids"]


async def _attempt(maker: SchoolMaker, sitting: Sitting) -> Attempt:
    async with maker.database.session(sitting.pupil.school_id) as session:
        return (await session.scalars(select(Attempt).where(Attempt.id == uuid.UUID(sitting.attempt_id)))).one()


async def _arrange(maker: SchoolMaker, pupil: Person, **what: Any) -> None:
    async with maker.database.session(pupil.school_id) as session:
        session.add(AccessArrangements(user_id=pupil.id, **what))


# Time


async def test_minutes_more_reach_the_open_page_and_can_be_taken_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    one, other = [await room.start(pupil) for pupil in room.pupils]
    async with listening(one.pupil, f"/api/attempts/{one.attempt_id}/live") as page:
        before = await page.next()
        assert await _tap(room, "time", [one.pupil], minutes=5) == [str(one.pupil.id)]
        after = await page.until(lambda heard: heard["ends_at"] != before["ends_at"])
        assert after["ends_at"] - before["ends_at"] == 5 * 60_000
    assert (await one.send())["ends_at"] == after["ends_at"]
    assert (await _attempt(maker, other)).added_s == 0
    assert await _tap(room, "time", minutes=-5) == [str(one.pupil.id)]
    assert (await one.send())["ends_at"] == before["ends_at"]


async def test_minutes_are_added_after_the_closing_time_too(maker: SchoolMaker) -> None:
    closes_at = clock.now() + timedelta(minutes=10)
    room = await make_classroom(maker, time_limit_s=LIMIT_S, closes_at=closes_at)
    sitting = await room.start(room.pupils[0])
    await _tap(room, "time", minutes=5)
    assert (await _attempt(maker, sitting)).ends_at == closes_at + timedelta(minutes=5)


async def test_extra_time_of_the_arrangements_is_in_the_end(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    await _arrange(maker, room.pupils[0], extra_time_percent=25)
    ends = []
    for pupil in room.pupils:
        attempt = await _attempt(maker, await room.start(pupil))
        ends.append((attempt.ends_at - attempt.started_at).total_seconds())
    assert ends == [LIMIT_S * 1.25, LIMIT_S]


@pytest.mark.parametrize(("past_closing", "minutes"), [(True, 15), (False, 10)])
async def test_extra_time_runs_past_closing_unless_the_arrangement_says_no(
    maker: SchoolMaker, *, past_closing: bool, minutes: int
) -> None:
    now = clock.now()
    room = await make_classroom(maker, time_limit_s=LIMIT_S, closes_at=now + timedelta(minutes=10))
    await _arrange(maker, room.pupils[0], extra_time_percent=25, past_closing=past_closing)
    attempt = await _attempt(maker, await room.start(room.pupils[0]))
    assert attempt.ends_at == now.replace() + timedelta(minutes=minutes) or attempt.ends_by - now == timedelta(
        minutes=minutes
    )


async def test_five_minutes_more_after_a_time_was_taken_away_by_mistake(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    with clock.shifted(timedelta(minutes=15)):
        assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
        await room.teacher.patch(
            f"/api/assignments/{room.assignment_id}", {"version": assignment["version"], "time_limit_s": 300}
        )
        assert await _tap(room, "time", minutes=5) == [str(sitting.pupil.id)]
        attempt = await _attempt(maker, sitting)
        assert attempt.ends_at > clock.now() + timedelta(minutes=4), (attempt.ends_at, clock.now())


async def test_whoever_answers_flags_or_notes_is_at_work(maker: SchoolMaker) -> None:
    """Also in the seconds after a heartbeat, which says only that the page is there."""
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    desk = {"flags": [], "struck": {}, "notes": "bits", "changed_at": clock.now_ms()}

    async def is_active() -> bool:
        """Tell whether the last activity is of this half minute: what is done lies a minute apart."""
        active_at = (await _attempt(maker, sitting)).active_at
        return active_at is not None and abs(clock.now() - active_at) < timedelta(seconds=30)

    with clock.shifted(timedelta(seconds=60)):
        await sitting.send()
        assert await is_active(), "the page has moved to a question"
    with clock.shifted(timedelta(seconds=120)):
        await sitting.send()
        assert not await is_active()
    with clock.shifted(timedelta(seconds=122)):
        await sitting.answer(RIGHT)
        assert await is_active()
    with clock.shifted(timedelta(seconds=180)):
        await sitting.send()
        assert not await is_active()
        await sitting.pupil.put(f"/api/attempts/{sitting.attempt_id}/desk", desk)
        assert await is_active()


# Pauses


async def test_a_pause_stops_the_clock_and_nothing_is_late(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    ends_at = (await sitting.send())["ends_at"]
    async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
        assert await _tap(room, "pause") == [str(sitting.pupil.id)]
        heard = await page.until(lambda heard: heard["state"] == "paused")
        assert heard["paused_by"] == "teacher"
    with clock.shifted(timedelta(seconds=2 * LIMIT_S)):
        answer = await sitting.answer(RIGHT)
        assert (answer["state"], len(answer["acked"])) == ("paused", 3)
        assert answer["ends_at"] - ends_at == pytest.approx(2_000 * LIMIT_S, abs=5_000)
        async with maker.database.session(sitting.pupil.school_id) as session:
            assert await ending.find_overdue(session) == []
            assert len((await session.scalars(select(Answer))).all()) == 3
        assert await _tap(room, "resume") == [str(sitting.pupil.id)]
        going_on = await sitting.send()
    assert going_on["state"] == "open"
    assert going_on["ends_at"] - ends_at == pytest.approx(2_000 * LIMIT_S, abs=5_000)
    assert going_on["ends_at"] >= ends_at + 2_000 * LIMIT_S


async def test_a_rest_break_is_the_pupils_where_the_arrangements_have_them(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    await _arrange(maker, room.pupils[0], rest_breaks=True)
    mine, other = [await room.start(pupil) for pupil in room.pupils]
    refused = await other.pupil.post(f"/api/attempts/{other.attempt_id}/break", expect=409)
    assert refused["code"] == "no_rest_breaks"
    stopped = await mine.pupil.post(f"/api/attempts/{mine.attempt_id}/break")
    assert (stopped["state"], stopped["paused_by"]) == ("paused", "pupil")
    assert await mine.pupil.post(f"/api/attempts/{mine.attempt_id}/break") | {"now": 0, "ends_at": 0} == stopped | {
        "now": 0,
        "ends_at": 0,
    }
    assert await _tap(room, "resume") == [], "a rest break isn't the teacher's to end for everybody"
    assert await _tap(room, "pause") == [str(pupil.id) for pupil in room.pupils]
    refused = await mine.pupil.post(f"/api/attempts/{mine.attempt_id}/resume", expect=409)
    assert refused["code"] == "paused_by_teacher"
    assert len(await _tap(room, "resume")) == 2
    back = await mine.open()
    assert (back["state"], back["paused_by"]) == ("paused", "pupil"), "the break was theirs: they aren't back yet"
    assert (await other.open())["state"] == "open"
    assert (await mine.pupil.post(f"/api/attempts/{mine.attempt_id}/resume"))["state"] == "open"
    assert (await _attempt(maker, mine)).on_break is False


async def test_a_pause_that_was_forgotten_ends_by_itself(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    await _tap(room, "pause")
    async with maker.database.session(sitting.pupil.school_id) as session:
        assert await end_forgotten(session, clock.now()) == 0
        assert await end_forgotten(session, clock.now() + LONGEST_PAUSE + timedelta(seconds=1)) == 1
    assert (await _attempt(maker, sitting)).paused_at is None


# Ending and reopening


async def test_ended_for_a_pupil_and_reopened_with_the_marks_of_what_stays(maker: SchoolMaker) -> None:
    limit_s = 600
    room = await make_classroom(maker, time_limit_s=limit_s)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
        await _tap(room, "end", [sitting.pupil])
        assert (await page.until(lambda heard: heard["state"] != "open"))["state"] == "marked"
    with clock.shifted(timedelta(seconds=limit_s)):
        assert await _tap(room, "reopen", [sitting.pupil], minutes=10) == [str(sitting.pupil.id)]
        opened = await sitting.open()
        assert opened["state"] == "open" and opened["ends_at"] - opened["now"] >= 10 * 60_000 - 2_000
        changed = sitting.items[0]
        await sitting.send(sitting.event(changed, RIGHT[changed["type"]]))
        assert (await sitting.submit())["state"] == "marked"
    async with maker.database.session(sitting.pupil.school_id) as session:
        marks = (await session.scalars(select(Mark.attempt_item_id))).all()
    assert sorted(marks) == sorted([uuid.UUID(item["id"]) for item in [*sitting.items, changed]])


async def test_a_teacher_taps_only_on_attempts_of_the_assignment(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    assert await _tap(room, "end", [room.pupils[1]]) == []
    assert await _tap(room, "reopen", [sitting.pupil], minutes=5) == [], "an open attempt is open"
    stranger = await maker.person(await maker.school(), "teacher")
    path = f"/api/assignments/{room.assignment_id}/live"
    for action in ("time", "pause", "resume", "end"):
        await stranger.post(
            f"{path}/{action}",
            {"pupil_ids": None, "minutes": 5} if action == "time" else {"pupil_ids": None},
            expect=404,
        )
    assert (await _attempt(maker, sitting)).state == "open"


# The grid


async def test_the_grid_shows_where_everybody_is(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3, time_limit_s=LIMIT_S)
    path = f"/api/assignments/{room.assignment_id}/live"
    shown = await room.teacher.get(path)
    assert [question["position"] for question in shown["questions"]] == [1, 2, 3]
    assert {pupil["id"] for pupil in shown["pupils"]} == {str(pupil.id) for pupil in room.pupils}
    place = {question["type"]: index for index, question in enumerate(shown["questions"])}
    async with listening(room.teacher, f"{path}/stream") as ear:
        assert (await ear.next())["rows"] == []
        sitting = await room.start(room.pupils[1])
        here = sitting.items[0]
        await sitting.send(sitting.event(here, RIGHT[here["type"]]))
        heard = await ear.until(lambda news: news["rows"] and news["rows"][0]["answered"])
        (row,) = heard["rows"]
        assert row["pupil_id"] == str(room.pupils[1].id)
        assert row["answered"] == [place[here["type"]]] and row["here"] == place[here["type"]]
        assert (row["state"], row["given"], row["flagged"], row["pending"]) == ("open", [0, 1, 2], [], 0)
        async with maker.database.session(sitting.pupil.school_id) as session:
            flagged = uuid.UUID(sitting.items[1]["id"])
            session.add(AttemptDesk(attempt_id=uuid.UUID(sitting.attempt_id), flags=[flagged], changed_at=1))
        await sitting.send(sitting.event(sitting.items[1], None))
        heard = await ear.until(lambda news: news["rows"][0]["flagged"])
        assert heard["rows"][0]["flagged"] == [place[sitting.items[1]["type"]]]
        assert heard["rows"][0]["answered"] == [place[here["type"]]], "a cleared answer is none"
        await sitting.submit()
        heard = await ear.until(lambda news: news["rows"][0]["state"] == "marked")
        assert heard["rows"][0]["submitted_by"] == "pupil"


async def test_what_a_page_reports_stands_in_the_grid(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    body = {"epoch": sitting.epoch, "at": 1, "here": None, "pending": 3, "left": 2, "safe": False, "events": []}
    await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/events", body)
    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream?once=true") as ear:
        (row,) = (await ear.next())["rows"]
    assert (row["pending"], row["left_page"], row["safe_copy"]) == (3, 2, False)


async def test_followers_of_one_assignment_share_one_reading(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=5)
    sittings = [await room.start(pupil) for pupil in room.pupils]
    shared = maker.app.state.live_pages._standings._shared
    paths = [f"/api/attempts/{sitting.attempt_id}/live" for sitting in sittings]
    async with listening(sittings[0].pupil, paths[0]) as one, listening(sittings[1].pupil, paths[1]) as other:
        await one.next(), await other.next()
        assert shared[room.assignment_id].followers == 2
    for _ in range(100):
        if room.assignment_id not in shared:
            break
        await asyncio.sleep(0.05)
    assert room.assignment_id not in shared, "nobody follows any more: nothing is read"


# Several processes


async def test_two_processes_tell_each_other(maker: SchoolMaker, settings: Any) -> None:
    """A pupil on one process, the teacher on the other: taps and answers cross by PostgreSQL alone."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    second = create_app(settings, rooms=tuple(replace(each, routines=()) for each in ROOMS))
    async with serving(second) as address:
        far = Client(address)
        far.cookies.update(room.teacher.client.cookies)
        teacher = replace(room.teacher, client=far)
        sitting = await room.start(room.pupils[0])
        path = f"/api/assignments/{room.assignment_id}/live"
        async with listening(teacher, f"{path}/stream") as grid:
            await grid.next()
            async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
                before = await page.next()
                await teacher.post(f"{path}/time", {"pupil_ids": None, "minutes": 5})
                heard = await page.until(lambda heard: heard["ends_at"] > before["ends_at"])
                assert heard["ends_at"] - before["ends_at"] == 300_000
            await sitting.answer(RIGHT)
            assert len((await grid.until(lambda news: news["rows"][0]["answered"]))["rows"][0]["answered"]) == 3
        await far.aclose()


async def test_after_the_database_was_away_pages_hear_what_they_missed(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
        before = await page.next()
        maker.database.live.listening.clear()
        async with maker.database.session(room.teacher.school_id) as session:
            # What ends the connection that listens ends no other: the notice is told while nobody hears it.
            await session.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ks3-live'")
            )
            await session.execute(update(Attempt).values(ends_at=Attempt.ends_at + timedelta(minutes=7)))
        heard = await page.until(lambda heard: heard["ends_at"] != before["ends_at"])
        assert heard["ends_at"] - before["ends_at"] == 7 * 60_000


# Two values under one number


async def test_two_devices_that_number_alike_lose_neither_value(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    item = sitting.items[1]
    first = sitting.event(item, {"text": "bit"})
    assert (await sitting.send(first))["acked"] == [[1, 1]]
    clash = {**first, "value": {"text": "byte"}}
    answer = await sitting.send(clash)
    assert answer["acked"] == [] and [each["code"] for each in answer["rejected"]] == ["conflict"]
    again = await sitting.send(first)
    assert (again["acked"], again["rejected"]) == ([[1, 1]], [])
    assert (await sitting.open())["answers"][0]["value"] == {"text": "bit"}


async def test_a_page_that_was_overtaken_brings_answers_but_says_nothing_of_itself(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    old = await room.start(room.pupils[0])
    new = await room.start(room.pupils[0])
    await _report(new, here=new.items[1]["id"], left=1)
    answer = await _report(old, here=old.items[2]["id"], left=7, pending=5)
    assert answer["superseded"]
    attempt = await _attempt(maker, new)
    assert (str(attempt.here), attempt.left_page, attempt.pending) == (new.items[1]["id"], 1, 0)


async def _report(sitting: Sitting, **what: Any) -> Any:
    body = {"epoch": sitting.epoch, "at": 1, "here": None, "pending": 0, "events": [], **what}
    return await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/events", body)


async def test_every_answer_says_who_stopped_the_clock_and_which_questions_hold(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    heard = await sitting.send()
    assert (heard["state"], heard["paused_by"]) == ("open", None)
    assert heard["notices"] == [{"kind": "package", "number": 1}]
    await _tap(room, "pause")
    heard = await sitting.send()
    assert (heard["state"], heard["paused_by"]) == ("paused", "teacher")
