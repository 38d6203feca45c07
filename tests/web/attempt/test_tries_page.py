"""Checking an answer again on the real page: what a try costs, after a reload, and what the result says of it."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin, saved, sign_in
from tests.web.hand_in import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def test_a_pupil_checks_again_reloads_and_hands_in(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, feedback="each", try_penalties=[0, 20, 40])
    await begin(context, page, room, server)
    await at_question(page, 2)
    box, check = page.get_by_role("textbox"), page.locator(".question__check")
    await expect(check).to_contain_text("Answer first, then you can check it.")
    await box.fill("nibble")
    await expect(check).to_contain_text("You have 3 tries. The first costs nothing.")
    await page.get_by_role("button", name="Check my answer").press("Enter")
    verdict = page.locator(".why")
    await expect(verdict).to_contain_text("Not yet. You have 2 tries left (the next costs 20 % of the marks).")
    await expect(check).to_contain_text("Change your answer, then check it again.")
    await expect(page.get_by_role("button", name="Check again")).to_be_focused()
    assert await problems(page) == []

    await page.get_by_role("button", name="Check again").click()
    await expect(verdict).to_contain_text("You have 2 tries left")  # The same answer is no other try.
    await page.reload()
    await expect(verdict).to_contain_text("Not yet. You have 2 tries left")
    await expect(box).to_have_value("nibble")
    await box.fill("bit")
    await page.get_by_role("button", name="Check again").click()
    await expect(verdict).to_contain_text("Right. 1.6 out of 2 marks. This try cost 20 % of the marks.")
    await expect(page.locator("[role=status]:focus")).to_contain_text("Right.")
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await expect(check).to_have_count(0)
    assert await problems(page) == []

    await at_question(page, 1)
    await page.get_by_role("radio", name="Read all memory").check()
    await page.get_by_role("button", name="Check my answer").click()
    await expect(verdict).to_contain_text("You have 2 tries left")
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    await page.evaluate("location.hash = '#check'")
    await hand_in(page)
    await expect(page.locator(".hero")).to_contain_text("You got 3.2 of 6 marks")
    for number in (1, 2):
        row = page.locator(f"#question-{number}")
        await row.locator("summary").click()
        await expect(row).to_contain_text("Your second try counts. It cost 20 % of the marks.")
        await expect(row.locator("summary")).to_contain_text("1.6 of 2")
    await page.evaluate("scrollTo(0, 0)")
    assert await problems(page) == []


async def test_another_device_knows_how_many_tries_are_left(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, feedback="each", try_penalties=[0, 25])
    elsewhere = await room.start(room.pupils[0])
    item = elsewhere.items[0]
    await elsewhere.send(elsewhere.event(item, {"choice": "bbbbbb"}))
    await room.pupils[0].post(f"/api/attempts/{elsewhere.attempt_id}/items/{item['id']}/check")
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/assessment?attempt={elsewhere.attempt_id}#q1")
    await expect(page.get_by_role("radio", name="Read all memory")).to_be_checked()
    await expect(page.locator(".question__check")).to_contain_text("This is try 2 of 2. It costs 25 % of the marks.")
    await expect(page.locator(".why")).to_have_count(0)
    await page.get_by_role("radio", name="Run a machine").check()
    await page.get_by_role("button", name="Check again").click()
    await expect(page.locator(".why")).to_contain_text("Not yet. 0 out of 2 marks.")
    await expect(page.get_by_role("radio")).to_have_count(0)
    assert await problems(page) == []
