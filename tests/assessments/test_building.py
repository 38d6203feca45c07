"""Building assessments: which version of a question is in one, and when that changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.sitting import SHORT_TEXT, ClassRoom, make_classroom

pytestmark = pytest.mark.database

SHORT = ("short_text", SHORT_TEXT)


async def _rewrite(room: ClassRoom, question_id: str, stem: str) -> dict[str, Any]:
    known = await room.teacher.get(f"/api/questions/{question_id}")
    body = {"version": known["version"], "content": {**known["content"], "stem": stem}, "objective_ids": [], "tags": []}
    saved: dict[str, Any] = await room.teacher.put(f"/api/questions/{question_id}", body)
    return saved


async def test_a_question_keeps_its_version_until_the_latest_is_asked(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    path = f"/api/assessments/{room.assessment_id}"
    made = await room.teacher.get(path)
    first, second, _ = (item["question_id"] for item in made["items"])
    for question in (first, second):
        await _rewrite(room, question, "Written anew?")
    shown = await room.teacher.get(path)
    assert [item["newer_version"] for item in shown["items"]] == [True, True, False]

    items = [{"question_id": item["question_id"], "marks": item["marks"]} for item in made["items"]]
    body = {"title": "Check", "description": "", "items": items}
    same = await room.teacher.put(path, {**body, "version": made["version"]})
    assert (same["items"], same["revision"]) == (shown["items"], made["revision"])

    items[0] = {**items[0], "latest": True}
    renewed = await room.teacher.put(path, {**body, "version": same["version"]})
    assert [(item["stem_text"], item["newer_version"]) for item in renewed["items"][:2]] == [
        ("Written anew?", False),
        (made["items"][1]["stem_text"], True),
    ]
    # What was set for a class stays as it was.
    assert renewed["revision"] == made["revision"] + 1
    assert (await room.teacher.get(f"/api/assignments/{room.assignment_id}"))["revision"] == made["revision"]
    again = await room.teacher.put(path, {**body, "version": renewed["version"]})
    assert again["revision"] == renewed["revision"], "asking for what is there already changes nothing"


async def test_the_latest_of_a_retired_question_is_refused(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    path = f"/api/assessments/{room.assessment_id}"
    made = await room.teacher.get(path)
    question = made["items"][0]["question_id"]
    saved = await _rewrite(room, question, "Written anew?")
    await room.teacher.post(f"/api/questions/{question}/status", {"version": saved["version"], "status": "retired"})
    body = {"version": made["version"], "title": "Check", "description": ""}
    items = [{"question_id": question, "marks": 1, "latest": True}]
    await room.teacher.put(path, {**body, "items": items}, expect=409)
    assert not (await room.teacher.get(path))["items"][0]["newer_version"], "what can't be taken isn't offered"
    kept = await room.teacher.put(path, {**body, "items": [{"question_id": question, "marks": 1}]})
    assert kept["items"][0]["stem_text"] == made["items"][0]["stem_text"]


async def test_marks_that_are_left_out_are_those_of_the_rubric(maker: SchoolMaker) -> None:
    """Written answers are worth what their rubric says, unless somebody says otherwise; others one mark."""
    rubric = [{"id": "aaaaaa", "text": "What it is", "marks": 1}, {"id": "bbbbbb", "text": "Why", "marks": 3}]
    long_rubric = [{"id": f"aaaaa{n}", "text": f"Point {n}", "marks": 20} for n in range(6)]
    written = [{"stem": "Explain why.", "rubric": lines} for lines in (rubric, [], long_rubric)]
    room = await make_classroom(maker, questions=[SHORT, *(("free_text", content) for content in written)])
    bank = await room.teacher.get("/api/questions", params={"sort": "created"})
    brought = {row["id"]: row["marks"] for row in bank["items"]}
    ids = list(reversed(brought))
    assert [brought[one] for one in ids] == [1, 4, 1, 100]
    assert (await room.teacher.get(f"/api/questions/{ids[1]}"))["marks"] == 4
    body = {"title": "In your own words", "items": [{"question_id": one} for one in ids]}
    made = await room.teacher.post("/api/assessments", body)
    assert [item["marks"] for item in made["items"]] == [1, 4, 1, 100] and made["marks_max"] == 106

    path = f"/api/assessments/{made['id']}"
    body["items"][1] |= {"marks": 2.5}
    said = await room.teacher.put(path, {**body, "version": made["version"]})
    body["items"][1] = {"question_id": ids[1], "latest": True}
    kept = await room.teacher.put(path, {**body, "version": said["version"]})
    assert [item["marks"] for item in kept["items"]] == [1, 2.5, 1, 100], "marks that somebody gave stay"

    drawn = [{"question_id": one, "pool": 1, "draw": 1} for one in ids[:2]]
    answer = await room.teacher.post("/api/assessments", {"title": "No", "items": drawn}, expect=422)
    assert "same marks" in answer["detail"]
    alike = [{**drawn[0], "question_id": ids[0]}, {**drawn[0], "question_id": ids[2]}]
    assert (await room.teacher.post("/api/assessments", {"title": "Yes", "items": alike}))["marks_max"] == 1
