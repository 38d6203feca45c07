"""Which attempt counts: best, last, first or the mean, on every page that tells a total."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.marker.test_changes import item_of, sit
from tests.marker.test_marking import mark, sheet_of
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, make_classroom

pytestmark = pytest.mark.database

ONE_RIGHT = {"multiple_choice": RIGHT["multiple_choice"]}
TWO_RIGHT = {**RIGHT, "ordering": WRONG["ordering"]}
SITTINGS = (TWO_RIGHT, RIGHT, WRONG, ONE_RIGHT)
GOT = (4, 6, 0, 2)
"""What the sittings get, of 6."""
EXPECTED = {"best": max(GOT), "last": GOT[-1], "first": GOT[0], "mean": sum(GOT) / len(GOT)}


async def _sat(maker: SchoolMaker, rule: str, sittings: Any = SITTINGS) -> ClassRoom:
    room = await make_classroom(maker, attempts_allowed=len(SITTINGS) + 1, attempts_count=rule, pupils=2)
    for answers in sittings:
        sitting = await room.start(room.pupils[0])
        await sitting.answer(answers)
        await sitting.submit()
    return room


@pytest.mark.parametrize("rule", EXPECTED)
async def test_every_page_counts_by_the_same_rule(maker: SchoolMaker, rule: str) -> None:
    room = await _sat(maker, rule)
    expected = EXPECTED[rule]
    share = int(100 * EXPECTED[rule] / 6 + 0.5)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    row = next(each for each in results["pupils"] if each["name"].startswith("Pupil0"))
    assert (row["score"], results["mean"], results["median"]) == (expected, expected, expected)
    assert results["assignment"]["attempts_count"] == rule
    shown = {"best": [2, 2, 2], "last": [2, 0, 0], "first": [2, 2, 0], "mean": [2, 0, 0]}
    assert [cell["score"] for cell in row["cells"]] == shown[rule], "of the attempt that counts, or of the newest"

    export = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    line = next(line for line in csv.reader(io.StringIO(export.text)) if line[0].startswith("Pupil0"))
    assert (float(line[2]), line[3]) == (expected, f"{share}%")

    dashboard = await room.teacher.get("/api/teacher/dashboard")
    assert (dashboard["open"][0]["mean_percent"], dashboard["open"][0]["handed_in"]) == (share, 1)

    progress = await room.teacher.get(f"/api/classes/{room.class_id}/pupils/{room.pupils[0].id}/progress")
    attempt = progress["attempts"][0]
    assert (attempt["score"], attempt["percent"], attempt["class_percent"]) == (expected, share, share)
    assert attempt["mean_of"] == (4 if rule == "mean" else 1)

    sit = (await room.pupils[0].get("/api/my/assignments"))["now"][0]
    assert (sit["result"]["score"], sit["attempts_count"]) == (expected, rule)
    assert sit["result"]["attempt_id"] == row["attempt_id"]
    own = (await room.pupils[0].get("/api/my/results"))["items"]
    assert [each["score"] for each in own] == list(reversed(GOT)), "each attempt is told as it is"
    counting = [each["score"] for each in own if each["counts"]]
    assert counting == (list(reversed(GOT)) if rule == "mean" else [EXPECTED[rule]])


@pytest.mark.parametrize("rule", EXPECTED)
async def test_an_open_attempt_takes_nothing_from_one_handed_in(maker: SchoolMaker, rule: str) -> None:
    room = await _sat(maker, rule, [RIGHT])
    await (await room.start(room.pupils[0])).answer(WRONG)
    await (await room.start(room.pupils[1])).answer(RIGHT)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    rows = {row["name"].split()[0]: (row["state"], row["score"]) for row in results["pupils"]}
    assert rows == {"Pupil0": ("marked", 6), "Pupil1": ("open", None)}


async def test_a_newest_attempt_that_waits_takes_nothing_from_the_mean(maker: SchoolMaker) -> None:
    free_text = {"stem": "Why does a computer need RAM?", "rubric": [], "model_answer": "It is fast."}
    room = await make_classroom(
        maker, questions=[("free_text", free_text)], attempts_allowed=2, attempts_count="mean", feedback="hand_in"
    )
    for text in ("first", "second"):
        await sit(room, room.pupils[0], {"free_text": {"text": text}})
        item = await item_of(room, "free_text")
        groups = (await sheet_of(room, item))["groups"]
        if text == "first":
            await mark(room, item, groups[0]["attempts"], 1)
    (row,) = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["pupils"]
    assert (row["score"], row["marks_max"]) == (1, 2), "the mean of what is marked"


async def test_the_rule_can_be_changed_afterwards(maker: SchoolMaker) -> None:
    room = await _sat(maker, "best")
    path = f"/api/assignments/{room.assignment_id}"
    before = await room.teacher.get(path)
    after = await room.teacher.patch(path, {"version": before["version"], "attempts_count": "first"})
    assert after["attempts_count"] == "first"
    assert (await room.teacher.get(f"{path}/results"))["mean"] == GOT[0]
    await room.teacher.patch(path, {"version": after["version"], "attempts_count": "worst"}, expect=422)
