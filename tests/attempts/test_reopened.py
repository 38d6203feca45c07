"""An attempt that is opened again: what was answered before counts, what was handed in before doesn't close it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.attempts import sitting as routines
from backend.attempts.models import Answer
from backend.core import clock
from backend.core.jobs import JobContext
from tests.attempts.listening import listening
from tests.attempts.test_another_time import _after
from tests.attempts.test_live import LIMIT_S, _attempt, _tap
from tests.attempts.test_rescue import begin, bring
from tests.marker.test_changes import _do, _plan, item_of
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, make_classroom, now_ms

pytestmark = pytest.mark.database


@pytest.mark.parametrize(("kind", "outcome"), [("void", "void"), ("full", "right")])
async def test_what_is_put_right_for_everybody_meanwhile_is_put_right_for_them(
    maker: SchoolMaker, kind: str, outcome: str
) -> None:
    room = await make_classroom(maker, feedback="hand_in", time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    await sitting.submit()
    await _tap(room, "reopen", [sitting.pupil], minutes=10)
    await _do(room, _plan(room, await item_of(room, "short_text"), kind))
    await sitting.open()
    done = await sitting.submit()
    outcomes = {item["type"]: item["outcome"] for item in done["result"]["items"]}
    assert outcomes == {"multiple_choice": "wrong", "short_text": outcome, "ordering": "wrong"}


async def test_what_was_typed_until_the_page_had_heard_of_the_end_counts(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="hand_in", time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    await _tap(room, "end", [sitting.pupil])
    item = next(each for each in sitting.items if each["type"] == "short_text")
    answer = await sitting.send(sitting.event(item, RIGHT["short_text"], at=now_ms() + 1_000))
    assert len(answer["acked"]) == 1
    await _tap(room, "reopen", [sitting.pupil], minutes=10)
    opened = await sitting.open()
    shown = next(each["value"] for each in opened["answers"] if each["item"] == item["id"])
    done = await sitting.submit()
    outcomes = {each["type"]: each["outcome"] for each in done["result"]["items"]}
    assert (shown, outcomes["short_text"]) == (RIGHT["short_text"], "right")


async def test_the_live_view_says_who_has_not_come_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    await sitting.submit()
    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream") as view:
        assert not (await view.next())["rows"][0]["not_back"]
        await _tap(room, "reopen", [sitting.pupil], minutes=10)
        assert (await view.until(lambda news: news["rows"]))["rows"][0]["not_back"]
        await sitting.open()
        assert not (await view.until(lambda news: news["rows"]))["rows"][0]["not_back"]


async def test_what_is_being_mended_counts_in_no_result(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="hand_in", time_limit_s=LIMIT_S)
    one, other = [await room.start(pupil) for pupil in room.pupils]
    await one.answer(WRONG)
    await one.submit()
    await other.answer(RIGHT)
    await other.submit()
    path = f"/api/assignments/{room.assignment_id}/results"
    assert (await room.teacher.get(path))["mean"] == 3
    await _tap(room, "reopen", [one.pupil], minutes=10)
    results = await room.teacher.get(path)
    row = next(row for row in results["pupils"] if row["id"] == str(one.pupil.id))
    assert (results["mean"], row["state"], row["score"], row["cells"]) == (6, "open", None, [None] * 3)
    assert (results["misconceptions"], results["items"][0]["facility"]) == ([], 1)
    progress = await room.teacher.get(f"/api/classes/{room.class_id}/pupils/{one.pupil.id}/progress")
    assert progress["objectives"] == [] and progress["attempts"][0]["score"] is None
    await one.submit()
    assert (await room.teacher.get(path))["mean"] == 3


@pytest.mark.parametrize("later", [timedelta(hours=3), timedelta(days=3)])
async def test_answers_that_were_made_in_the_time_that_was_given_count_however_late_it_was(
    maker: SchoolMaker, later: timedelta
) -> None:
    room = await make_classroom(maker, feedback="hand_in", time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    await sitting.submit()
    async with _after(maker, room, later):
        await _tap(room, "reopen", [room.pupils[0]], minutes=10)
        await sitting.open()
        made = int((clock.now() + timedelta(minutes=8)).timestamp() * 1000)
        held = sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]], at=made)
    async with _after(maker, room, later + timedelta(minutes=12)):
        await routines.sweep(JobContext(maker.database, room.teacher.school_id))
        assert (await _attempt(maker, sitting)).submitted_by == "sweep"
        assert len((await sitting.send(held))["acked"]) == 1
    async with maker.database.session(room.teacher.school_id) as session:
        assert len((await session.scalars(select(Answer))).all()) == 1


async def test_a_hand_in_from_before_does_not_close_it_under_their_hands(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="hand_in", time_limit_s=LIMIT_S)
    broken = await room.start(room.pupils[0])
    held = broken.event(broken.items[0], WRONG[broken.items[0]["type"]])
    await _tap(room, "end", [broken.pupil])
    await _tap(room, "reopen", [broken.pupil], minutes=10)
    new = await room.start(room.pupils[0])
    await new.send(new.event(new.items[1], RIGHT[new.items[1]["type"]]))
    await broken.send(held)
    path = f"/api/attempts/{broken.attempt_id}"
    final = list(broken.final.values())
    done = await broken.pupil.post(f"{path}/submit", {"epoch": broken.epoch, "final": final})
    assert (done["state"], done["reopened"], done["missing"]) == ("open", True, [])
    assert (await _attempt(maker, new)).state == "open"
    done = await new.pupil.post(f"{path}/submit", {"epoch": new.epoch, "final": list(new.final.values())})
    assert (done["state"], done["reopened"]) == ("marked", False)


async def test_a_file_from_before_does_not_close_it_either(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting, key = await begin(room)
    held = sitting.event(sitting.items[0], WRONG[sitting.items[0]["type"]])
    file = sitting.file([held], key, handed_in=now_ms())
    await _tap(room, "end", [sitting.pupil])
    await _tap(room, "reopen", [sitting.pupil], minutes=10)
    new = await room.start(room.pupils[0])
    await new.send(new.event(new.items[1], RIGHT[new.items[1]["type"]]))
    await bring(room, file)
    assert (await _attempt(maker, new)).state == "open"
