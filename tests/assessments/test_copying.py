"""Copies of assessments and questions: the same inside, one's own, and the first stays as it was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.sitting import make_classroom

pytestmark = pytest.mark.database


def _inside(assessment: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = ("position", "question_version_id", "marks", "pool", "draw")
    return [tuple(item[name] for name in names) for item in assessment["items"]]


async def test_a_copy_keeps_versions_marks_and_draws_and_is_ones_own(maker: SchoolMaker) -> None:
    school = await maker.school()
    room = await make_classroom(maker, school=school)
    path = f"/api/assessments/{room.assessment_id}"
    first = await room.teacher.get(path)
    items = [
        {"question_id": item["question_id"], "marks": marks, "pool": pool, "draw": pool}
        for item, marks, pool in zip(first["items"], (3, 2, 2), (None, 1, 1), strict=True)
    ]
    change = {"version": first["version"], "title": "A" * 198, "description": "For 8B", "items": items}
    first = await room.teacher.put(path, change)
    question = first["items"][0]["question_id"]
    known = await room.teacher.get(f"/api/questions/{question}")
    body = {"version": known["version"], "content": {**known["content"], "stem": "Newer?"}, "objective_ids": []}
    await room.teacher.put(f"/api/questions/{question}", {**body, "tags": []})
    before = await room.teacher.get(path)
    colleague = await maker.person(school, "teacher")
    copy = await colleague.post(f"{path}/copy", expect=201)
    assert (copy["title"], copy["description"]) == ("A" * 193 + " (copy)", "For 8B")
    assert (copy["mine"], copy["revision"], copy["assignments"], copy["archived"]) == (True, 1, 0, False)
    assert _inside(copy) == _inside(first) and copy["items"][0]["newer_version"]
    emptied = {"version": copy["version"], "title": "Mine", "description": "", "items": []}
    await colleague.put(f"/api/assessments/{copy['id']}", emptied)
    assert await room.teacher.get(path) == before


async def test_a_copied_question_is_a_draft_of_ones_own(maker: SchoolMaker) -> None:
    school = await maker.school(curriculum=True)
    author, colleague = await maker.person(school, "teacher"), await maker.person(school, "teacher")
    curriculum = await author.get("/api/curriculum")
    objective = curriculum["units"][0]["topics"][0]["objectives"][0]["id"]
    content = {"stem": "What is a bit?", "accepted": [{"pattern": "a digit", "fraction": 1}]}
    body = {"type": "short_text", "content": content, "objective_ids": [objective], "tags": ["starter"]}
    made = await author.post("/api/questions", {**body, "status": "ready"})
    copy = await colleague.post(f"/api/questions/{made['id']}/copy", expect=201)
    assert (copy["status"], copy["mine"], copy["number"]) == ("draft", True, 1)
    for name in ("type", "content", "tags", "objectives"):
        assert copy[name] == made[name], name
    await author.get(f"/api/questions/{copy['id']}", expect=404)  # a draft is its author's alone
    changed = {"version": 1, "content": {**copy["content"], "stem": "Changed"}, "objective_ids": [], "tags": []}
    await colleague.put(f"/api/questions/{copy['id']}", changed)
    assert (await author.get(f"/api/questions/{made['id']}"))["content"] == made["content"]
