"""A faulty question left out while a class sits: who sits hears of it, who starts later has it so; it comes back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.attempts.models import PreparedAttempt
from tests.attempts.listening import listening
from tests.attempts.test_preparing import _prepare
from tests.marker.test_changes import CHANGES, _do, _plan, item_of, scores_of
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database


async def _void(room: ClassRoom, kind: str) -> dict[str, Any]:
    return await _do(room, _plan(room, await item_of(room, kind), "void"))


async def _left_out(sitting: Sitting) -> list[str]:
    package = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/package")
    return [item["type"] for item in package["items"] if item["void"]]


def _number(heard: dict[str, Any]) -> int:
    (notice,) = heard["notices"]
    assert notice["kind"] == "package"
    return int(notice["number"])


async def test_open_pages_hear_of_it_and_of_its_coming_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    assert await _left_out(sitting) == []
    async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
        before = _number(await page.next())
        change = await _void(room, "short_text")
        heard = await page.until(lambda heard: _number(heard) > before)
        assert await _left_out(sitting) == ["short_text"]
        await room.teacher.post(f"{CHANGES}/{change['batch_id']}/undo")
        await page.until(lambda again: _number(again) > _number(heard))
    assert await _left_out(sitting) == []


async def test_who_starts_later_has_it_left_out_already_prepared_or_not(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    await _prepare(maker, room)
    await _void(room, "ordering")
    async with maker.database.session(room.teacher.school_id) as session:
        assert await session.scalar(select(func.count()).select_from(PreparedAttempt)) == 0
    assert await _left_out(await room.start(room.pupils[0])) == ["ordering"]
    await _prepare(maker, room)
    assert await _left_out(await room.start(room.pupils[1])) == ["ordering"]


async def test_a_package_that_a_browser_keeps_is_asked_for_anew(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    path = f"/api/attempts/{sitting.attempt_id}/package"
    etag = (await sitting.pupil.client.get(path)).headers["etag"]
    assert (await sitting.pupil.client.get(path, headers={"If-None-Match": etag})).status_code == 304
    await sitting.submit()
    # Also of an attempt that is closed just now: it may be opened again.
    await _void(room, "short_text")
    assert (await sitting.pupil.client.get(path, headers={"If-None-Match": etag})).status_code == 200


async def test_the_answer_is_kept_and_marked_once_the_question_is_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="hand_in")
    one, other = [await room.start(pupil) for pupil in room.pupils]
    await one.answer(RIGHT)
    await other.answer(WRONG)
    change = await _void(room, "short_text")
    result = (await one.submit())["result"]
    assert (result["score"], result["marks_max"]) == (4.0, 4.0)
    await room.teacher.post(f"{CHANGES}/{change['batch_id']}/undo")
    await other.submit()
    assert await scores_of(room) == [6.0, 0.0]


async def test_the_live_view_says_which_are_left_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await room.start(room.pupils[0])
    path = f"/api/assignments/{room.assignment_id}/live"
    async with listening(room.teacher, f"{path}/stream") as grid:
        assert (await grid.next())["rows"][0]["left_out"] == []
        await _void(room, "short_text")
        heard = await grid.until(lambda news: news["rows"] and news["rows"][0]["left_out"])
    questions = (await room.teacher.get(path))["questions"]
    assert [question["type"] for question in questions if question["left_out"]] == ["short_text"]
    assert [questions[place]["type"] for place in heard["rows"][0]["left_out"]] == ["short_text"]


async def test_leaving_out_while_a_class_hands_in_waits_for_nobody_for_ever(maker: SchoolMaker) -> None:
    """A hand-in locks its attempt, then the assignment; leaving out takes them in the same order."""
    room = await make_classroom(maker, pupils=6, feedback="hand_in")
    sittings = [await room.start(pupil) for pupil in room.pupils]
    for sitting in sittings:
        await sitting.answer(RIGHT)
    submitted, change = asyncio.gather(*(sitting.submit() for sitting in sittings)), _void(room, "short_text")
    results, _ = await asyncio.gather(submitted, change)
    assert all(result["state"] == "marked" for result in results)
    assert await scores_of(room) == [4.0] * 6
