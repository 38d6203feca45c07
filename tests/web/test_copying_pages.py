"""Copying on the pages: an assessment, questions of the bank, and what was set, set again for another class."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from backend.classes.models import ClassTeacher, SchoolClass
from backend.core.model import uuid7
from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def test_an_assessment_is_copied_and_undone(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker)
    await visit(room.teacher, "/teacher/assessments")
    await page.get_by_role("button", name="Copy Check").click()
    copy = page.get_by_role("link", name="Check (copy)", exact=True)
    await expect(copy).to_be_focused()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Undo").click()
    await expect(copy).to_have_count(0)
    assert [row["title"] for row in (await room.teacher.get("/api/assessments"))["items"]] == ["Check"]


async def test_a_question_is_copied_from_the_bank_and_from_its_page(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker)
    await visit(room.teacher, "/teacher/questions")
    await page.get_by_role("checkbox", name="Select: What does RAM stand for?").check()
    await page.get_by_role("button", name="Copy (1)").click()
    rows = page.get_by_role("row").filter(has_text="What does RAM stand for?")
    await expect(rows).to_have_count(2)
    await expect(rows.filter(has_text="Draft")).to_have_count(1)
    await rows.filter(has_text="Ready").get_by_role("link").click()
    await page.get_by_role("button", name="Copy", exact=True).click()
    await expect(page.get_by_text("Draft, version 1")).to_be_visible()
    drafts = (await room.teacher.get("/api/questions", params={"status": "draft"}))["items"]
    assert len(drafts) == 2 and any(draft["id"] in page.url for draft in drafts)


async def test_what_was_set_is_set_again_for_another_class(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(
        maker, feedback="release", attempts_allowed=3, attempts_count="last", time_limit_s=1500, shuffle_questions=True
    )
    async with maker.database.session(room.teacher.school_id) as session:
        other = SchoolClass(id=uuid7(), name="8C", name_folded="8c", year_group=8, code="Y", code_folded=str(uuid7()))
        session.add(other)
        await session.flush()
        session.add(ClassTeacher(class_id=other.id, teacher_id=room.teacher.id))
    await visit(room.teacher, f"/teacher/create-assessment?id={room.assessment_id}")
    await page.get_by_role("button", name="Set again for 8B").click()
    dialog = page.get_by_role("dialog", name="Set “Check” for a class")
    await dialog.get_by_label("Class").select_option(label="8C (0)")
    await dialog.get_by_role("button", name="Set for this class").click()
    await expect(page.get_by_text("Set for 8C.")).to_be_visible()
    listed = (await room.teacher.get("/api/assignments"))["items"]
    new = next(each for each in listed if each["class"]["name"] == "8C")
    former = next(each for each in listed if each["class"]["name"] == "8B")
    for name in ("feedback", "attempts_allowed", "time_limit_s", "shuffle_questions", "attempts_count"):
        assert new[name] == former[name], name
