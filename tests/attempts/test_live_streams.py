"""Streams end where what they tell of can't be known any more: unread, or not for this person."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from backend.accounts.permissions import PLAIN_COOKIE, digest
from backend.accounts.sign_in import end_session
from backend.attempts import live
from backend.classes.models import ClassTeacher
from backend.core import streams
from tests.attempts.listening import PATIENCE_S, Ear, listening
from tests.school import SchoolMaker
from tests.sitting import RIGHT, make_classroom

pytestmark = pytest.mark.database


async def _ends(ear: Ear) -> None:
    """Hear a stream to its end."""
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(AssertionError, match="the stream ended"):
            while True:
                await ear.next()


async def test_a_live_view_whose_readings_fail_does_not_say_that_nothing_is_new(
    maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    monkeypatch.setattr(streams, "BEAT_S", 0.3)

    async def fails(*_: Any) -> Any:
        raise TimeoutError

    path = f"/api/assignments/{room.assignment_id}/live/stream"
    async with listening(room.teacher, path) as ear:
        assert (await ear.next())["rows"]
        with monkeypatch.context() as broken:
            broken.setattr(live, "grid_rows", fails)
            await sitting.answer(RIGHT)
            await _ends(ear)
    async with listening(room.teacher, path) as ear:
        news = await ear.until(lambda news: news["rows"])
    assert news["rows"][0]["answered"] == [0, 1, 2], "whoever asks again hears everything"


async def test_a_live_view_of_which_nobody_can_say_whose_it_is_ends_in_good_order(
    maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOKS_AGAIN_S", 0.5)
    monkeypatch.setattr(streams, "BEAT_S", 0.2)
    room = await make_classroom(maker)

    async def fails(*_: Any) -> Any:
        raise OperationalError("SELECT", {}, ConnectionError())

    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream") as ear:
        await ear.next()
        monkeypatch.setattr(live, "find_actor", fails)
        await _ends(ear)


async def test_who_is_signed_out_hears_no_more(maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LOOKS_AGAIN_S", 0.5)
    monkeypatch.setattr(streams, "BEAT_S", 0.2)
    room = await make_classroom(maker)
    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream") as ear:
        for _ in range(6):
            await ear.next()
        async with maker.database.session() as session:
            await end_session(session, digest(room.teacher.client.cookies[PLAIN_COOKIE]))
        await _ends(ear)


async def test_who_has_the_class_no_more_hears_no_more(maker: SchoolMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LOOKS_AGAIN_S", 0.5)
    monkeypatch.setattr(streams, "BEAT_S", 0.2)
    room = await make_classroom(maker)
    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream") as ear:
        await ear.next()
        async with maker.database.session(room.teacher.school_id) as session:
            await session.execute(delete(ClassTeacher).where(ClassTeacher.class_id == room.class_id))
        await _ends(ear)
