"""Sitting by the protocol over HTTP: nothing acknowledged is lost, nothing goes back, everything is marked."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import UserSession
from backend.attempts import ending, service
from backend.attempts import sitting as routines
from backend.attempts.events import AttemptsSubmitted
from backend.attempts.models import Answer, AnswerEvent, Attempt
from backend.attempts.room import ROOM
from backend.config import Settings
from backend.core import clock
from backend.core.db import Database
from backend.core.events import EventBus
from backend.core.jobs import JobContext
from backend.main import create_app
from backend.marker.models import Mark
from backend.rooms import ROOMS
from tests.conftest import serving
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, make_classroom

pytestmark = pytest.mark.database


async def test_start_open_answer_hand_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    assert (await room.start(room.pupils[0], opened=False)).attempt_id == sitting.attempt_id
    saved = await sitting.answer(RIGHT)
    assert saved["acked"] == [[1, 1], [1, 2], [1, 3]] and not saved["superseded"]
    done = await sitting.submit()
    assert done["state"] == "marked" and done["missing"] == []
    assert (done["result"]["score"], done["result"]["marks_max"]) == (6.0, 6.0)
    assert await sitting.submit() == done


async def test_an_answer_never_goes_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    item = sitting.items[1]
    first, second = sitting.event(item, {"text": "one"}), sitting.event(item, {"text": "two"})
    await sitting.send(second)
    assert (await sitting.send(first, second))["acked"] == [[1, 1], [1, 2]]
    opened = await sitting.open()
    assert [(a["epoch"], a["seq"], a["value"]) for a in opened["answers"]] == [(1, 2, {"text": "two"})]
    async with maker.database.session(room.teacher.school_id) as session:
        logged = (await session.scalars(select(AnswerEvent).order_by(AnswerEvent.seq))).all()
    assert [event.value["text"] for event in logged] == ["one", "two"]


async def test_a_newer_opener_fences_the_older_but_its_queue_gets_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    old = await room.start(room.pupils[0])
    new = await room.start(room.pupils[0])
    assert (old.epoch, new.epoch) == (1, 2)
    await new.send(new.event(new.items[0], {"choice": "cccccc"}))
    answer = await old.send(old.event(old.items[0], {"choice": "bbbbbb"}), old.event(old.items[1], {"text": "bit"}))
    assert answer["superseded"] and len(answer["acked"]) == 2
    values = {a["item"]: a["value"] for a in (await new.open())["answers"]}
    assert values == {new.items[0]["id"]: {"choice": "cccccc"}, new.items[1]["id"]: {"text": "bit"}}


async def test_handing_in_names_what_is_missing_and_stays_open(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    kept = sitting.event(sitting.items[0], RIGHT["multiple_choice"])
    refused = await sitting.submit()
    assert refused["state"] == "open" and refused["missing"] == [[sitting.items[0]["id"], 1, 1]]
    await sitting.send(kept)
    assert (await sitting.submit())["state"] == "marked"


async def test_unstorable_and_foreign_events_are_rejected_one_by_one(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    item = sitting.items[1]
    good = sitting.event(item, {"text": "fine"})
    null = sitting.event(item, {"text": "a\x00b"})
    huge = sitting.event(item, {"text": "x" * 40_000})
    stranger = {**sitting.event(item, {"text": "x"}), "item": "018f0000-0000-7000-8000-000000000000"}
    answer = await sitting.send(good, null, huge, stranger)
    assert answer["acked"] == [[1, good["seq"]]]
    assert {(r["seq"], r["code"]) for r in answer["rejected"]} == {
        (null["seq"], "unreadable"),
        (huge["seq"], "unreadable"),
        (stranger["seq"], "unknown_item"),
    }


async def test_only_a_real_nul_is_refused_not_one_that_is_spelt_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    spelt = r"Python writes it \u0000 or \x00"
    item = sitting.items[1]
    answer = await sitting.send(sitting.event(item, {"text": spelt}), sitting.event(item, {"text": "\\\x00"}))
    assert (answer["acked"], [r["seq"] for r in answer["rejected"]]) == ([[1, 1]], [2])
    assert (await sitting.open())["answers"][0]["value"] == {"text": spelt}


async def test_half_an_emoji_spoils_only_its_own_event(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    good, bad = sitting.event(sitting.items[1], {"text": "ok"}), sitting.event(sitting.items[0], {"text": "BAD"})
    body = {"epoch": 1, "at": 1, "here": None, "pending": 0, "events": [good, bad]}
    raw = json.dumps(body).replace("BAD", "\\ud83d")
    answer = await sitting.pupil.client.post(
        f"/api/attempts/{sitting.attempt_id}/events", content=raw, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["acked"] == [[1, good["seq"]]]
    assert [r["code"] for r in answer.json()["rejected"]] == ["unreadable"]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"epoch": 1', '{"epoch":1,"at":1,"events":[{"seq":0}]}', "[" * 100_000]
)
async def test_a_body_that_is_no_batch_is_422_or_413(maker: SchoolMaker, body: str) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    answer = await sitting.pupil.client.post(f"/api/attempts/{sitting.attempt_id}/events", content=body)
    assert answer.status_code == (413 if len(body) > 65_536 else 422), answer.text


async def test_time_up_the_sweep_hands_in_and_late_answers_made_in_time_count(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600, feedback="release")
    sitting = await room.start(room.pupils[0])
    await sitting.answer({"short_text": RIGHT["short_text"]})
    made_in_time = sitting.event(sitting.items[0], RIGHT["multiple_choice"])
    with clock.shifted(timedelta(minutes=12)):
        await routines.sweep(JobContext(maker.database, room.teacher.school_id))
        too_late = sitting.event(sitting.items[2], RIGHT["ordering"], at=int(time.time() * 1000) + 660_000)
        answer = await sitting.send(made_in_time, too_late)
        assert len(answer["acked"]) == 2 and answer["state"] == "marked"
    async with maker.database.session(room.teacher.school_id) as session:
        attempt = (await session.scalars(select(Attempt))).one()
        answers = {a.item_id for a in await session.scalars(select(Answer))}
        late = {e.item_id: e.late for e in await session.scalars(select(AnswerEvent))}
    assert (attempt.state, attempt.submitted_by) == ("marked", "sweep")
    assert {str(i) for i in answers} == {sitting.items[0]["id"], sitting.items[1]["id"]}
    assert sorted(late.values()) == [False, True, True]


async def test_the_application_hands_in_by_itself_what_ran_out(settings_apart: Settings) -> None:
    assert {routine.name: routine.every_s for routine in ROOM.routines} == {
        "attempts.sweep": 20,
        "attempts.prepare": 10,
    }
    at_once = replace(ROOM, routines=tuple(replace(routine, every_s=0) for routine in ROOM.routines))
    app = create_app(settings_apart, rooms=tuple(at_once if room is ROOM else room for room in ROOMS))
    async with serving(app) as address:
        maker = SchoolMaker(app, address)
        room = await make_classroom(maker)
        await room.start(room.pupils[0])
        async with maker.database.session(room.teacher.school_id) as session:
            await session.execute(update(Attempt).values(ends_at=clock.now() - timedelta(minutes=2)))
        by = None
        async with asyncio.timeout(20):
            while by is None:
                await asyncio.sleep(0.05)
                async with maker.database.session(room.teacher.school_id) as session:
                    by = await session.scalar(select(Attempt.submitted_by))
        await maker.close()
    assert by == "sweep"


async def test_an_open_attempt_that_ran_out_is_closed_by_its_late_answers(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    sitting = await room.start(room.pupils[0])
    queued = [sitting.event(item, RIGHT[item["type"]]) for item in sitting.items]
    with clock.shifted(timedelta(minutes=25)):
        await sitting.send(*queued)
        done = await sitting.submit()
    assert done["state"] == "marked" and done["result"]["score"] == 6.0


async def test_more_time_moves_the_end_and_closing_hands_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    sitting = await room.start(room.pupils[0])
    before = (await sitting.send())["ends_at"]
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    assignment = await room.teacher.patch(
        f"/api/assignments/{room.assignment_id}", {"version": assignment["version"], "time_limit_s": 900}
    )
    assert (await sitting.send())["ends_at"] - before == 300_000
    await sitting.answer(WRONG)
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    assert (await sitting.send())["state"] == "marked"


async def test_attempts_are_counted_and_windows_kept(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, attempts_allowed=2)
    pupil = room.pupils[0]
    for _ in range(2):
        await (await room.start(pupil)).submit()
    refused = await pupil.post(f"/api/assignments/{room.assignment_id}/start", expect=409)
    assert refused["code"] == "no_attempts_left"
    later = await make_classroom(maker, opens_at=clock.now() + timedelta(minutes=5))
    assert (await later.pupils[0].post(f"/api/assignments/{later.assignment_id}/start", expect=409))[
        "code"
    ] == "not_open"
    await pupil.post(f"/api/assignments/{later.assignment_id}/start", expect=404)


async def test_a_checked_answer_is_fixed_and_its_feedback_has_no_key(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="each")
    sitting = await room.start(room.pupils[0])
    item = next(item for item in sitting.items if item["type"] == "short_text")
    path = f"/api/attempts/{sitting.attempt_id}/items/{item['id']}/check"
    await sitting.pupil.post(path, expect=409)
    await sitting.send(sitting.event(item, {"text": "nibble"}))
    checked = await sitting.pupil.post(path)
    assert checked["outcome"] == "wrong" and "bit" not in checked["feedback"].lower()
    await sitting.send(sitting.event(item, {"text": "bit"}))
    opened = await sitting.open()
    assert opened["checked"] == [item["id"]] and opened["answers"][0]["value"] == {"text": "nibble"}
    other = await make_classroom(maker)
    plain = await other.start(other.pupils[0])
    await plain.pupil.post(f"/api/attempts/{plain.attempt_id}/items/{plain.items[0]['id']}/check", expect=409)


async def test_results_wait_for_the_teacher_under_release(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="release")
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    assert (await sitting.submit())["result"] is None
    path = f"/api/attempts/{sitting.attempt_id}/result"
    waiting = await sitting.pupil.get(path)
    assert waiting["state"] == "waiting" and waiting["score"] is None and waiting["items"] == []
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(
        f"/api/assignments/{room.assignment_id}/release", {"version": assignment["version"], "released": True}
    )
    assert (await sitting.pupil.get(path))["score"] == 6.0


async def test_the_package_is_kept_by_its_etag_and_holds_no_key(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    path = f"/api/attempts/{sitting.attempt_id}/package"
    first = await sitting.pupil.client.get(path)
    again = await sitting.pupil.client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    for word in ("fraction", "accepted", "correct", "misconception", "explanation", "random access** memory"):
        assert word not in first.text


async def test_saving_needs_the_pupils_own_session(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    sitting = await room.start(room.pupils[0])
    event = sitting.event(sitting.items[0], RIGHT["multiple_choice"])
    foreign = (await make_classroom(maker)).pupils[0]
    for other, status in ((room.pupils[1], 404), (foreign, 404), (room.teacher, 403)):
        sitting.pupil = other
        await sitting.send(event, expect=status)
    sitting.pupil = room.pupils[0]
    await sitting.pupil.post("/api/sign-out")
    await sitting.send(event, expect=401)


async def test_more_time_keeps_the_pupil_signed_in_as_long(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    sitting = await room.start(room.pupils[0])
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    change = {"version": assignment["version"], "time_limit_s": 3000}
    await room.teacher.patch(f"/api/assignments/{room.assignment_id}", change)
    ends_at = (await sitting.send())["ends_at"]
    async with maker.database.session() as session:
        idle_expires_at = await session.scalar(
            select(UserSession.idle_expires_at).where(UserSession.user_id == sitting.pupil.id)
        )
    assert idle_expires_at is not None
    idle_ms = maker.database.settings.pupil_idle_minutes * 60_000
    assert clock.to_ms(idle_expires_at) == pytest.approx(ends_at + idle_ms, abs=2)


async def test_opening_an_attempt_wakes_no_session_that_has_idled_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    left_behind = room.pupils[0]
    with clock.shifted(timedelta(minutes=maker.database.settings.pupil_idle_minutes + 1)):
        here = await maker.sign_in(left_behind.user, left_behind.school_id)
        await room.start(here)
        await here.get("/api/me")
        await left_behind.get("/api/me", expect=401)


async def test_who_read_an_attempt_before_it_was_handed_in_does_not_close_it_again(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    async with maker.database.session(room.teacher.school_id) as session:
        (before,) = await service.attempts_of_pupil(session, sitting.pupil.id)
        assert before.state == "open"
        await sitting.submit()
        await ending.close_attempts(session, [before.id], by="sweep")
    async with maker.database.session(room.teacher.school_id) as session:
        attempt = (await session.scalars(select(Attempt))).one()
        marks = (await session.scalars(select(Mark.attempt_item_id))).all()
    assert attempt.submitted_by == "pupil" and len(marks) == len(set(marks)) == 3


async def test_an_attempt_that_cannot_be_marked_holds_up_no_other(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=600)
    broken, sound = [await room.start(pupil) for pupil in room.pupils]

    async def fail(session: AsyncSession, event: AttemptsSubmitted) -> None:
        if uuid.UUID(broken.attempt_id) in event.attempt_ids:
            raise ZeroDivisionError

    database = Database(maker.database.settings, EventBus([(AttemptsSubmitted, fail)]))
    with clock.shifted(timedelta(minutes=12)):
        await routines.sweep(JobContext(database, room.teacher.school_id))
    await database.engine.dispose()
    async with maker.database.session(room.teacher.school_id) as session:
        states = {str(attempt.id): attempt.state for attempt in await session.scalars(select(Attempt))}
    assert states == {broken.attempt_id: "open", sound.attempt_id: "submitted"}
