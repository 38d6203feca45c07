"""A pupil with fewer options sees them left out, and so does everybody who looks at what that pupil was given."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, make_classroom

pytestmark = pytest.mark.database

FIVE: dict[str, Any] = {
    **MULTIPLE_CHOICE,
    "options": [{"id": f"id{at:04}", "text": f"Meaning {at}", "fraction": int(at == 0)} for at in range(5)],
}


SEVERAL: dict[str, Any] = {
    "stem": "Which of these are inputs?",
    "options": [{"id": f"id{at:04}", "text": f"Device {at}", "correct": at == 0} for at in range(5)],
}


def _ids(view: dict[str, Any]) -> list[str]:
    return [option["id"] for option in view["options"]]


async def test_everybody_sees_what_the_pupil_saw(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, questions=[("multiple_choice", FIVE)])
    helped = room.pupils[0]
    await room.teacher.put(f"/api/pupils/{helped.id}/arrangements", {"version": 0, "fewer_options": True})
    sittings = [await room.start(pupil) for pupil in room.pupils]
    given, whole = [_ids(sitting.items[0]["view"]) for sitting in sittings]
    assert len(given) == 3 and "id0000" in given and len(whole) == 5
    # Taken back while it is under way: what was given stays as it is.
    await room.teacher.put(f"/api/pupils/{helped.id}/arrangements", {"version": 1})
    assert _ids((await helped.get(f"/api/attempts/{sittings[0].attempt_id}/package"))["items"][0]["view"]) == given
    wrong = next(option for option in given if option != "id0000")
    for sitting in sittings:
        await sitting.answer({"multiple_choice": {"choice": wrong}})
        (item,) = (await sitting.submit())["result"]["items"]
        assert set(_ids(item["view"])) == set(given if sitting.pupil is helped else whole)
        assert item["outcome"] == "wrong"
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    at = f"/api/assignments/{room.assignment_id}/pupils/{{}}/items/{results['items'][0]['id']}"
    details = [await room.teacher.get(at.format(pupil.id)) for pupil in room.pupils]
    assert [set(_ids(detail["item"]["view"])) for detail in details] == [set(given), set(whole)]
    assert [detail["fewer_options"] for detail in details] == [True, False]
    bars = await room.teacher.get(
        f"/api/assignments/{room.assignment_id}/items/{results['items'][0]['id']}/distribution"
    )
    assert len(_ids(bars["item"]["view"])) == 5


async def test_what_was_left_out_is_no_part_of_why_a_mark_is_what_it_is(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, questions=[("multiple_response", SEVERAL)])
    await room.teacher.put(f"/api/pupils/{room.pupils[0].id}/arrangements", {"version": 0, "fewer_options": True})
    for pupil in room.pupils:
        sitting = await room.start(pupil)
        await sitting.answer({"multiple_response": {"choices": ["id0000"]}})
        assert (await sitting.submit())["result"]["score"] == 2
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    at = f"/api/assignments/{room.assignment_id}/pupils/{{}}/items/{results['items'][0]['id']}"
    for pupil, options in zip(room.pupils, (3, 5), strict=True):
        detail = await room.teacher.get(at.format(pupil.id))
        parts = {part["id"] for part in detail["mark"]["parts"]}
        assert parts == set(_ids(detail["item"]["view"])) and len(parts) == options
