"""When a pupil is told the keys: once nothing is left that they could spoil."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.sitting import WRONG, Sitting, make_classroom

pytestmark = pytest.mark.database


async def _tells_keys(sitting: Sitting) -> bool:
    result: dict[str, Any] = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")
    assert result["state"] == "ready" and result["score"] == 0
    # Which parts are right tells as much as the key does.
    assert all((item["parts"] is None) == (item["key"] is None) for item in result["items"])
    return all(item["key"] is not None for item in result["items"])


async def test_a_release_tells_marks_but_no_key_while_a_try_is_left(maker: SchoolMaker) -> None:
    """Released while it is open: another try with the keys at hand would earn full marks."""
    room = await make_classroom(maker, feedback="release", attempts_allowed=2)
    first = await room.start(room.pupils[0])
    await first.answer(WRONG)
    await first.submit()
    path = f"/api/assignments/{room.assignment_id}"
    version = (await room.teacher.get(path))["version"]
    await room.teacher.post(f"{path}/release", {"version": version, "released": True})
    assert not await _tells_keys(first)
    second = await room.start(room.pupils[0])
    assert not await _tells_keys(first)
    await second.answer(WRONG)
    await second.submit()
    assert await _tells_keys(first) and await _tells_keys(second)


async def test_once_closed_a_release_tells_the_keys(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="release", attempts_allowed=2)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    await sitting.submit()
    path = f"/api/assignments/{room.assignment_id}"
    closed = await room.teacher.post(f"{path}/close", {"version": (await room.teacher.get(path))["version"]})
    await room.teacher.post(f"{path}/release", {"version": closed["version"], "released": True})
    assert await _tells_keys(sitting)
