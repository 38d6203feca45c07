"""What happens to a review, and to a question, once an assessment holds the question."""

from __future__ import annotations

import pytest

from tests.generation.making import GENERATOR, drafts, make
from tests.questions.bank_samples import question
from tests.school import SchoolMaker

pytestmark = pytest.mark.database


async def test_a_review_cannot_be_undone_once_the_question_is_used(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    run = await make(teacher, {"key": GENERATOR, "count": 1})
    (draft,) = await drafts(teacher, run_id=run["id"])
    accepted = await teacher.post(f"/api/drafts/{draft['id']}/accept", {"version": draft["version"]})
    items = [{"question_id": accepted["question_id"], "marks": 1}]
    await teacher.post("/api/assessments", {"title": "Binary", "items": items})
    refused = await teacher.post(f"/api/drafts/{draft['id']}/undo", {"version": accepted["version"]}, expect=409)
    assert refused["code"] == "question_in_use"
    assert (await teacher.get(f"/api/questions/{accepted['question_id']}"))["status"] == "ready"


async def test_the_bank_counts_the_assessments_that_hold_a_question(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    used, unused = [await teacher.post("/api/questions", question(stem)) for stem in ("Used?", "Unused?")]
    for title in ("First", "Second"):
        await teacher.post("/api/assessments", {"title": title, "items": [{"question_id": used["id"], "marks": 1}]})
    counts = {row["id"]: row["used_in"] for row in (await teacher.get("/api/questions"))["items"]}
    assert counts == {used["id"]: 2, unused["id"]: 0}
