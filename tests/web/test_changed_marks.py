"""A pupil is told of a changed mark and sees their own results over time; a name in the heat map leads to the pupil."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.marker.test_changes import item_of, results_of, sit
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def test_a_pupil_reads_why_a_mark_changed_and_how_they_are_getting_on(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    await sit(room, room.pupils[0], {**RIGHT, "short_text": WRONG["short_text"]})
    item = await item_of(room, "short_text")
    attempt = (await results_of(room))["pupils"][0]["attempt_id"]
    await room.teacher.post(f"/api/attempts/{attempt}/items/{item}/mark", {"score": 1, "reason": "A nibble is close"})
    await visit(room.pupils[0], "/pupil/dashboard")
    await expect(page.get_by_text("You got 5 of 6 marks. Marks were changed on")).to_be_visible()
    await expect(page.get_by_role("heading", name="How you are getting on")).to_be_visible()
    await expect(page.get_by_text("83 % of the marks")).to_be_visible()
    assert await accessibility.problems(page) == []
    await page.get_by_role("region", name="Your results over time").get_by_role("link", name="Check").press("Enter")
    question = page.locator("details", has_text="smallest unit")
    await expect(question.locator("summary")).to_contain_text("Changed")
    await question.locator("summary").press("Enter")
    await expect(question).to_contain_text("Your mark was changed from 0 to 1: A nibble is close")
    assert await accessibility.problems(page) == []


async def test_a_name_in_the_heat_map_leads_to_the_pupil_and_what_was_said_by_keys(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    await sit(room, room.pupils[0], WRONG)
    item = await item_of(room, "short_text")
    attempt = (await results_of(room))["pupils"][0]["attempt_id"]
    await room.teacher.post(f"/api/attempts/{attempt}/items/{item}/mark", {"score": 1, "reason": "A nibble is close"})
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.locator(".heat__cell").first.focus()
    await page.keyboard.press("ArrowLeft")  # what may be done for this pupil
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("link", name="Pupil0")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="What teachers said")).to_be_visible()
    await expect(page.get_by_text("A nibble is close")).to_be_visible()
    assert await accessibility.problems(page) == []
