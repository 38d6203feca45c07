"""A change of marks and a hand-in at the same moment: whichever comes first, the pupil is marked by what holds."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.assessments.models import Assignment
from backend.attempts.ending import close_attempts
from backend.core.model import uuid7
from backend.marker.models import MarkChange
from backend.marker.service import changes_in_force
from tests.marker.test_changes import CHANGES, _do, _plan, item_of, scores_of
from tests.school import SchoolMaker
from tests.sitting import WRONG, ClassRoom, make_classroom

pytestmark = pytest.mark.database

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


async def _waits_or_is_done(maker: SchoolMaker, task: asyncio.Task[Any]) -> None:
    """Return once a request waits for a row of ours, or is through."""
    async with asyncio.timeout(20), maker.database.engine.connect() as connection:
        while not task.done() and not await connection.scalar(WAITING):
            await connection.rollback()
            await asyncio.sleep(0.02)


def _full_marks(room: ClassRoom, item_id: str, *, state: str) -> MarkChange:
    change_id = uuid7()
    return MarkChange(
        id=change_id,
        batch_id=change_id,
        kind="full",
        assignment_id=room.assignment_id,
        assessment_item_id=item_id,
        reason="It was unclear",
        up_only=False,
        over_people=False,
        state=state,
        done=0,
        total=0,
        made_by=room.teacher.user.id,
    )


async def test_who_hands_in_while_a_change_begins_is_marked_by_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    item = await item_of(room, "short_text")
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    async with maker.database.session(room.teacher.school_id) as session:
        await session.scalar(select(Assignment).where(Assignment.id == room.assignment_id).with_for_update())
        session.add(_full_marks(room, item, state="applied"))
        await session.flush()
        handing_in = asyncio.create_task(sitting.submit())
        await _waits_or_is_done(maker, handing_in)
    assert (await handing_in)["result"]["score"] == 2


async def test_a_change_is_not_taken_back_from_under_a_hand_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    done = await _do(room, _plan(room, await item_of(room, "short_text"), "full"))
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    async with maker.database.session(room.teacher.school_id) as session:
        assert await changes_in_force(session, uuid.UUID(sitting.attempt_id)), "it will be marked by this"
        undoing = asyncio.create_task(room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo"))
        await _waits_or_is_done(maker, undoing)
        assert not undoing.done(), "or its marks would stay"
        await close_attempts(session, [uuid.UUID(sitting.attempt_id)], by="teacher")
    await undoing
    assert await scores_of(room) == [0]


async def test_two_changes_of_the_same_marks_come_one_after_the_other(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    item = await item_of(room, "short_text")
    async with maker.database.session(room.teacher.school_id) as session:
        session.add(_full_marks(room, item, state="running"))
    body = {**_plan(room, item, "void"), "reason": "It wasn't taught"}
    refused = await room.teacher.post(CHANGES, body, expect=409)
    assert "Wait until that is done" in refused["detail"]
    await _do(room, _plan(room, await item_of(room, "ordering"), "void"))
