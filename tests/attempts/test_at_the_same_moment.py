"""Two who do something in the same moment: neither is lost, nobody gets what no longer holds, and nothing deadlocks."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.accounts.permissions import PLAIN_COOKIE, digest
from backend.attempts import ending, preparing, starting
from backend.attempts.models import AnswerEvent, Attempt
from backend.core import clock
from backend.core.jobs import JobContext
from tests.attempts.swapping import FRESH, bank, swap
from tests.attempts.test_another_time import _after
from tests.attempts.test_live import LIMIT_S, _attempt
from tests.marker.test_changes import CHANGES, _plan, item_of
from tests.marker.test_changes_and_hand_ins import _waits_or_is_done
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, ClassRoom, make_classroom, now_ms

pytestmark = pytest.mark.database


async def _double_time(room: ClassRoom, pupil: Person) -> None:
    body = {"items": [{"pupil_id": str(pupil.id), "extra_time_percent": 100}]}
    await room.teacher.patch(f"/api/assignments/{room.assignment_id}/windows", body)


async def test_extra_time_given_while_attempts_are_being_prepared(
    maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    context, real = JobContext(maker.database, room.teacher.school_id), asyncio.to_thread

    async def meanwhile(work: Any, *args: Any) -> Any:
        rows = await real(work, *args)
        await _double_time(room, room.pupils[0])
        return rows

    with monkeypatch.context() as patched:
        patched.setattr(preparing.asyncio, "to_thread", meanwhile)
        assert await preparing.prepare(context, room.assignment_id) == 0
    assert await preparing.prepare(context, room.assignment_id) == 1
    assert (await _attempt(maker, await room.start(room.pupils[0]))).limit_s == 2 * LIMIT_S


async def test_extra_time_given_while_a_prepared_attempt_starts(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    pupil = room.pupils[0]
    await preparing.prepare(JobContext(maker.database, room.teacher.school_id), room.assignment_id)
    start = text("SELECT fresh FROM start_prepared(:token, :assignment, :now, interval '30 minutes', 100, NULL)")
    token = digest(pupil.client.cookies[PLAIN_COOKIE])
    async with maker.database.session() as session:
        about = {"token": token, "assignment": room.assignment_id, "now": clock.now()}
        assert await session.scalar(start, about)
        giving = asyncio.create_task(_double_time(room, pupil))
        await _waits_or_is_done(maker, giving)
        assert not giving.done()
    await giving
    async with maker.database.session(room.teacher.school_id) as session:
        assert (await session.scalars(select(Attempt.limit_s))).one() == 2 * LIMIT_S


async def test_arrangements_written_down_while_an_attempt_starts_the_long_way(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    body = {"extra_time_percent": 25, "version": 0}
    path = f"/api/pupils/{room.pupils[0].id}/arrangements"
    actor = await maker.actor(room.pupils[0])
    async with maker.database.session(room.teacher.school_id) as session:
        await starting.start_attempt(session, actor, room.assignment_id)
        writing = asyncio.create_task(room.teacher.put(path, body))
        await _waits_or_is_done(maker, writing)
        assert not writing.done()
    await writing
    async with maker.database.session(room.teacher.school_id) as session:
        assert (await session.scalars(select(Attempt.limit_s))).one() == LIMIT_S * 5 // 4


async def test_five_minutes_for_all_while_the_sweep_hands_in(maker: SchoolMaker) -> None:
    """The one who began later ends first, so that an order by ends is not the order by which everybody locks."""
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    one, other = [await room.start(pupil) for pupil in room.pupils]
    async with maker.database.session(room.teacher.school_id) as session:
        attempt = await session.get_one(Attempt, uuid.UUID(other.attempt_id))
        attempt.ends_at -= timedelta(seconds=5)
        assert one.attempt_id < other.attempt_id
    path, body = f"/api/assignments/{room.assignment_id}/live/time", {"pupil_ids": None, "minutes": 5}
    async with _after(maker, room, timedelta(seconds=LIMIT_S + 90)):
        async with maker.database.session(room.teacher.school_id) as session:
            due = await ending.find_overdue(session)
            await ending.close_overdue(session, due)
            tapping = asyncio.create_task(room.teacher.post(path, body))
            await _waits_or_is_done(maker, tapping)
        assert await tapping == {"pupil_ids": []}
    assert len(due) == 2


async def test_the_sweep_leaves_whoever_was_given_more_time_meanwhile(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    async with _after(maker, room, timedelta(seconds=LIMIT_S + 90)):
        async with maker.database.session(room.teacher.school_id) as session:
            due = await ending.find_overdue(session)
            assert [str(attempt_id) for attempt_id in due] == [sitting.attempt_id]
            path = f"/api/assignments/{room.assignment_id}/live/time"
            await room.teacher.post(path, {"pupil_ids": None, "minutes": 5})
            await ending.close_overdue(session, due)
        assert (await _attempt(maker, sitting)).state == "open"


async def test_a_late_answer_while_a_question_is_left_out(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="release", time_limit_s=LIMIT_S)
    sitting = await room.start(room.pupils[0])
    made = sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]], at=now_ms() - 5_000)
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/end", {"pupil_ids": [str(sitting.pupil.id)]})
    body = {**_plan(room, await item_of(room, "ordering"), "void"), "reason": "Unclear"}
    async with maker.database.session(room.teacher.school_id) as session:
        # As accept_late does once the save has logged the event.
        attempt = (await session.scalars(select(Attempt).with_for_update())).one()
        number = {"attempt_id": attempt.id, "epoch": made["epoch"], "seq": made["seq"]}
        at = clock.now() - timedelta(seconds=5)
        item_id = uuid.UUID(made["item"])
        session.add(AnswerEvent(**number, item_id=item_id, value=made["value"], at=at, late=True))
        await session.flush()
        leaving_out = asyncio.create_task(room.teacher.post(CHANGES, body))
        await _waits_or_is_done(maker, leaving_out)
        await ending.accept_late(session, attempt.id)
    assert (await leaving_out)["kind"] == "void"


async def test_nothing_old_is_kept_of_a_swap_while_papers_are_being_drawn(
    maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await make_classroom(maker)
    new, real = await bank(maker, room, "numeric", FRESH), preparing.variants_of

    async def meanwhile(*given: Any) -> Any:
        await swap(room, 1, new)
        return await real(*given)

    context = JobContext(maker.database, room.teacher.school_id)
    with monkeypatch.context() as patched:
        patched.setattr(preparing, "variants_of", meanwhile)
        await preparing.prepare(context, room.assignment_id)
    assert [item["type"] for item in (await room.start(room.pupils[0])).items] == ["numeric", "short_text", "ordering"]


async def test_nobody_who_starts_meanwhile_gets_the_old_question(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=8)
    new = await bank(maker, room, "numeric", FRESH)
    context = JobContext(maker.database, room.teacher.school_id)
    await preparing.prepare_due(context)
    sittings = [room.start(pupil, opened=False) for pupil in room.pupils]
    *started, _, _ = await asyncio.gather(*sittings, swap(room, 1, new), preparing.prepare_due(context))
    for sitting in started:
        package = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/package")
        assert package["items"][0]["type"] == "numeric"
