"""A teacher sees an assessment and its questions as pupils get them, and changes a question where it stands."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import BrowserContext, Page, expect
from sqlalchemy import func, select

from backend.attempts.models import Attempt
from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def test_an_assessment_is_sat_in_the_builder_and_nothing_is_kept(
    page: Page, visit: Open, maker: SchoolMaker
) -> None:
    room = await make_classroom(maker)
    await visit(room.teacher, f"/teacher/create-assessment?id={room.assessment_id}")
    address = page.url
    await page.get_by_role("button", name="Preview", exact=True).press("Enter")
    frame = page.get_by_role("region", name="As a pupil sees it")
    await expect(frame.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await frame.get_by_role("radio", name=re.compile("Read all memory")).check()
    await frame.get_by_role("button", name="Check this answer").click()
    said = frame.get_by_role("region", name="For you: what this answer earns")
    await expect(said).to_contain_text("Not yet")
    await expect(said).to_contain_text("a wrong option")
    assert await accessibility.problems(page) == []
    await frame.get_by_role("radio", name=re.compile("Random access memory")).check()
    await expect(said).not_to_contain_text("Not yet")
    await frame.get_by_role("button", name="Save and next").click()
    await expect(frame.get_by_role("heading", name="Question 2 of 3")).to_be_focused()
    await frame.get_by_role("textbox").fill("byte")
    await frame.get_by_role("link", name="Back").click()
    await expect(frame.get_by_role("radio", name=re.compile("Random access memory"))).to_be_checked()
    await frame.get_by_role("link", name="Question 3, not answered").click()
    await expect(frame.get_by_role("heading", name="Question 3 of 3")).to_be_visible()
    await page.get_by_text("Phone", exact=True).click()
    assert await frame.evaluate("frame => frame.clientWidth") <= 360
    assert await frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 0
    await frame.get_by_role("button", name="Save and check answers").click()
    await expect(frame.get_by_role("heading", name="The end")).to_be_focused()
    await expect(frame.get_by_text("2 of 6 marks.")).to_be_visible()
    assert await accessibility.problems(page) == []
    await page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert await accessibility.problems(page, colours_only=True) == []
    await page.get_by_role("button", name="Another pupil").click()
    await expect(frame.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await expect(frame.get_by_role("radio", checked=True)).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(frame).to_have_count(0)
    assert page.url == address
    async with maker.database.session(room.teacher.school_id) as session:
        assert await session.scalar(select(func.count()).select_from(Attempt)) == 0


async def test_a_question_is_changed_in_the_builder(
    page: Page, context: BrowserContext, visit: Open, maker: SchoolMaker
) -> None:
    room = await make_classroom(maker)
    await visit(room.teacher, f"/teacher/create-assessment?id={room.assessment_id}")
    # A page that may complain: of the answer 409.
    address, page = page.url, await context.new_page()
    await page.goto(address)
    await page.get_by_role("button", name=re.compile("Preview question 2")).click()
    await expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    await page.get_by_role("button", name="Edit this question").click()
    stem = page.get_by_role("textbox", name="Question")
    await expect(stem).to_be_focused()
    await stem.fill("Name the smallest unit.")
    preview = page.get_by_role("region", name="Preview", exact=True)
    await expect(preview).to_contain_text("Name the smallest unit.")
    assert await accessibility.problems(page) == []
    # What is left unsaved is not lost.
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Back to it").click()
    await expect(stem).to_have_value("Name the smallest unit.")
    # A colleague is faster.
    item = (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"][1]
    known = await room.teacher.get(f"/api/questions/{item['question_id']}")
    theirs = {"version": known["version"], "content": {**known["content"], "stem": "Theirs?"}}
    await room.teacher.put(f"/api/questions/{known['id']}", {**theirs, "objective_ids": [], "tags": ["kept"]})
    await page.keyboard.press("Control+s")
    await expect(page.get_by_role("alert")).to_contain_text("saved this question while you were writing")
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.querySelector('dialog').scrollWidth - innerWidth") <= 0
    await page.get_by_role("button", name="Save as a new version").click()
    await expect(page.get_by_role("link", name="Name the smallest unit.")).to_be_visible()
    await page.keyboard.press("Control+s")
    await expect(page.locator(".save-status")).to_have_text("Saved")
    saved = (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"][1]
    assert (saved["stem_text"], saved["newer_version"]) == ("Name the smallest unit.", False)


async def test_a_question_of_the_bank_is_seen_and_changed_by_one_key(
    page: Page, visit: Open, maker: SchoolMaker
) -> None:
    room = await make_classroom(maker)
    await visit(room.teacher, "/teacher/questions")
    row = page.get_by_role("row", name=re.compile("What does RAM stand for"))
    await row.get_by_role("link").focus()
    await page.keyboard.press("p")
    await expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    assert await accessibility.problems(page) == []
    await page.keyboard.press("Escape")
    await row.get_by_role("button", name=re.compile("^Edit here")).click()
    await page.get_by_role("textbox", name="Question").fill("Expand RAM.")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_role("link", name="Expand RAM.")).to_be_visible()
    await expect(page.get_by_role("region", name="Messages")).to_contain_text("Saved as version 2")
    assert await accessibility.problems(page) == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
