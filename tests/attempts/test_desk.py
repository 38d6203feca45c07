"""The desk over HTTP: a pupil's flags, crossed-out options and notes are kept, and are nobody else's."""

from __future__ import annotations

import asyncio
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.attempts.models import AttemptDesk, AttemptItem
from backend.core import clock
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, Sitting, make_classroom

pytestmark = pytest.mark.database


def laid(sitting: Sitting, at: int, notes: str = "", **more: Any) -> dict[str, Any]:
    return {"flags": [], "struck": {}, "notes": notes, "changed_at": at, **more}


async def put(sitting: Sitting, desk: dict[str, Any], *, by: Person | None = None, expect: int = 200) -> Any:
    return await (by or sitting.pupil).put(f"/api/attempts/{sitting.attempt_id}/desk", desk, expect=expect)


async def test_what_is_laid_on_the_desk_is_there_on_another_device(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0], opened=False)
    assert (await sitting.open())["desk"] is None
    first, second = sitting.items[0]["id"], sitting.items[1]["id"]
    desk = laid(sitting, 5_000, "8 bits 🙂\n= 1 byte", flags=[second, first], struck={first: ["cccccc", "bbbbbb"]})
    kept = {**desk, "struck": {first: ["bbbbbb", "cccccc"]}}
    assert await put(sitting, desk) == kept
    assert (await room.start(room.pupils[0], opened=False)).attempt_id == sitting.attempt_id
    assert (await sitting.open())["desk"] == kept


async def test_the_later_change_stays_in_whatever_order_it_comes(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    later, earlier = laid(sitting, 2_000, "later"), laid(sitting, 1_000, "earlier")
    assert (await put(sitting, earlier))["notes"] == "earlier"
    assert (await put(sitting, later))["notes"] == "later"
    assert await put(sitting, earlier) == later, "who comes late hears what is there"
    assert await put(sitting, {**later, "notes": "same time"}) == later
    answers = await asyncio.gather(*(put(sitting, laid(sitting, 3_000 + n, str(n))) for n in range(8)))
    assert {answer["changed_at"] for answer in answers} <= set(range(3_000, 3_008))
    assert (await sitting.open())["desk"]["notes"] == "7"


async def test_a_clock_that_runs_ahead_does_not_shut_out_what_comes_later(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    now = int(time.time() * 1000)
    stored = await put(sitting, laid(sitting, now + 86_400_000, "tomorrow"))
    assert now < stored["changed_at"] < now + 120_000
    with clock.shifted(timedelta(minutes=5)):
        assert (await put(sitting, laid(sitting, now + 300_000, "today")))["notes"] == "today"


async def test_marks_on_questions_of_others_are_left_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    mine, theirs = [await room.start(pupil) for pupil in room.pupils]
    own, other = mine.items[0]["id"], theirs.items[0]["id"]
    desk = laid(mine, 1, flags=[other, own], struck={other: ["aaaaaa"], own: ["bbbbbb"]})
    assert await put(mine, desk) == {**desk, "flags": [own], "struck": {own: ["bbbbbb"]}}


async def test_a_swapped_question_does_not_cost_the_notes(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    item = sitting.items[0]["id"]
    async with maker.database.session(room.teacher.school_id) as session:
        (await session.get_one(AttemptItem, uuid.UUID(item))).dropped_at = clock.now()
    assert (await put(sitting, laid(sitting, 1, "mine", flags=[item])))["notes"] == "mine"


async def test_only_its_pupil_reaches_a_desk(maker: SchoolMaker) -> None:
    room, away = await make_classroom(maker, pupils=2), await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    desk = laid(sitting, 1, "mine")
    await put(sitting, desk)
    for person, refusal in ((room.pupils[1], 404), (away.pupils[0], 404), (room.teacher, 403), (away.teacher, 403)):
        await put(sitting, laid(sitting, 9, "theirs"), by=person, expect=refusal)
    assert (await sitting.open())["desk"] == desk
    async with maker.database.session(away.teacher.school_id) as session:
        assert (await session.scalars(select(AttemptDesk))).all() == []


async def test_a_desk_stays_as_it_was_once_handed_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    desk = laid(sitting, 1, "mine")
    await put(sitting, desk)
    await sitting.answer(RIGHT)
    await sitting.submit()
    refused = await put(sitting, laid(sitting, 2, "later"), expect=409)
    assert refused["code"] == "attempt_closed"
    assert (await sitting.open())["desk"] == desk


@pytest.mark.parametrize(
    "wrong",
    [
        {"notes": "a" * 5_001},
        {"notes": "a\0b"},
        {"struck": {"not-an-id": []}},
        {"struck": {str(uuid.uuid4()): ["a"] * 31}},
        {"struck": {str(uuid.uuid4()): ["a b"]}},
        {"struck": {str(uuid.uuid4()): [] for _ in range(201)}},
        {"flags": [str(uuid.uuid4())] * 201},
        {"changed_at": -1},
        {"changed_at": 10**15},
        {"marks": 3},
    ],
)
async def test_what_does_not_belong_on_a_desk_is_refused(maker: SchoolMaker, wrong: dict[str, Any]) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    refused = await put(sitting, laid(sitting, 1) | wrong, expect=422)
    assert refused["detail"] and refused["errors"]
    assert (await sitting.open())["desk"] is None


async def test_half_an_emoji_in_the_notes_is_refused_in_words(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    body = rb'{"flags": [], "struck": {}, "notes": "\ud83d", "changed_at": 1}'
    headers = {"content-type": "application/json"}
    path = f"/api/attempts/{sitting.attempt_id}/desk"
    refused = await sitting.pupil.client.request("PUT", path, content=body, headers=headers)
    assert refused.status_code == 422 and refused.json()["detail"]


async def test_as_much_as_a_desk_holds(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    struck = {sitting.items[0]["id"]: sorted(f"option-{n:02}" for n in range(30))}
    desk = laid(sitting, 1, "🙂" * 5_000, struck=struck)
    assert await put(sitting, desk) == desk
