"""The desk on the page: flags, crossed-out options and notes, kept without Wi-Fi and found on another Chromebook."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from backend.attempts.models import AttemptDesk
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin, saved, sign_in
from tests.web.gallery_page import is_focused
from tests.web.quiet import settled

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def desk_of(room: ClassRoom, attempt: str) -> dict[str, Any]:
    """Return the desk as the server has it. Opening the attempt fences the page off, so it is asked last."""
    opened = await room.pupils[0].post(f"/api/attempts/{attempt}/open", {"device": "test"})
    desk: dict[str, Any] = opened["desk"]
    return desk


async def stored_notes(maker: SchoolMaker, room: ClassRoom, attempt: str) -> str | None:
    async with maker.database.session(room.teacher.school_id) as session:
        return await session.scalar(select(AttemptDesk.notes).where(AttemptDesk.attempt_id == uuid.UUID(attempt)))


async def lay_everything(page: Page) -> None:
    """Flag the second question, cross an option of the first out, and write a note."""
    await at_question(page, 2)
    await page.get_by_role("button", name="Flag").click()
    await at_question(page, 1)
    await page.get_by_role("button", name="Cross out").filter(visible=True).nth(1).click()
    await page.get_by_role("button", name="Notes").click()
    await page.get_by_role("textbox", name="Your notes").fill("RAM forgets 🙂")


async def expect_everything(page: Page) -> None:
    await at_question(page, 1)
    await expect(page.get_by_role("button", name="Cross out").nth(1)).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".choice--out")).to_have_count(1)
    await expect(page.get_by_role("link", name="Question 2, not answered, flagged")).to_be_visible()
    await page.get_by_role("button", name="Notes").click()
    await expect(page.get_by_role("textbox", name="Your notes")).to_have_value("RAM forgets 🙂")


async def test_what_is_laid_out_is_found_on_another_chromebook(
    context: BrowserContext, page: Page, browser: Browser, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    async with page.expect_response(lambda answer: answer.url.endswith("/desk") and answer.status == 200):
        await lay_everything(page)
    async with await browser.new_context() as elsewhere:
        await sign_in(elsewhere, room.pupils[0], server)
        other = await elsewhere.new_page()
        await other.goto(f"{server}/pupil/assessment?attempt={attempt}#q1")
        await expect_everything(other)
        assert await problems(other) == []
    desk = await desk_of(room, attempt)
    assert desk["notes"] == "RAM forgets 🙂" and len(desk["flags"]) == 1
    assert [len(options) for options in desk["struck"].values()] == [1]


async def test_what_is_laid_out_without_wifi_survives_a_reload_and_is_sent_later(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await expect(page.get_by_role("button", name="Notes")).to_be_visible()
    await settled(page)
    portal = "<h1>Wi-Fi login</h1>"
    await context.route("**/api/attempts/**", lambda route: route.fulfill(status=200, body=portal))
    await lay_everything(page)
    await page.reload()
    await expect_everything(page)
    await context.unroute("**/api/attempts/**")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await saved(page)
    for _ in range(100):
        if await stored_notes(maker, room, attempt):
            break
        await asyncio.sleep(0.1)
    assert await stored_notes(maker, room, attempt) == "RAM forgets 🙂"


async def test_notes_stand_beside_the_question_and_below_it_on_a_phone(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    await begin(context, page, room, server)
    button = page.get_by_role("button", name="Notes")
    await button.focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Notes")
    notes = panel.get_by_role("textbox", name="Your notes")
    assert await is_focused(notes)
    assert "Only you can see these. They are not marked." in await panel.inner_text()
    await page.keyboard.type("f?")
    await expect(notes).to_have_value("f?")
    assert await page.get_by_role("link", name="flagged").count() == 0, "letters are no shortcuts here"
    assert await problems(page) == []
    main, beside = await page.locator("main").bounding_box(), await panel.bounding_box()
    assert main is not None and beside is not None and main["x"] + main["width"] <= beside["x"]
    for width, text in ((360, "100"), (320, "100"), (640, "200")):
        await page.set_viewport_size({"width": width, "height": 640})
        await page.evaluate("size => document.documentElement.dataset.textSize = size", text)
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        below = await panel.bounding_box()
        assert below is not None and (below["x"], below["width"]) == (0, width)
        await notes.focus()
        forward = page.get_by_role("button", name="Save and next")
        await forward.focus()
        box = await forward.bounding_box()
        assert box is not None and box["y"] + box["height"] <= below["y"], "the panel covers nothing that has the focus"
    await notes.focus()
    await page.keyboard.press("Escape")
    assert await is_focused(button)
    await page.get_by_role("button", name="Reading tools").click()
    await button.click()
    await expect(page.locator("body > .panel")).to_have_count(1)
    await expect(page.get_by_role("button", name="Reading tools")).to_have_attribute("aria-expanded", "false")


async def test_an_answer_is_never_lost_to_a_mark(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await page.get_by_role("button", name="Cross out").first.click()
    await page.get_by_role("radio").nth(1).check()
    await page.get_by_role("button", name="Cross out").nth(1).click()
    await expect(page.get_by_role("radio").nth(1)).to_be_checked()
    await expect(page.locator(".choice-said")).to_contain_text("B is your answer.")
    assert await problems(page) == []
    await saved(page)
    await page.reload()
    await expect(page.get_by_role("radio").nth(1)).to_be_checked()
    await expect(page.locator(".choice--out")).to_have_count(1)
    answers = (await room.pupils[0].post(f"/api/attempts/{attempt}/open", {"device": "test"}))["answers"]
    assert len(answers) == 1


async def test_a_page_that_was_taken_over_leaves_the_desk_alone(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await desk_of(room, attempt)
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await expect(page.locator("[data-banner]")).to_contain_text("Open somewhere else.")
    await expect(page.get_by_role("button", name="Flag")).to_have_count(0)
    await expect(page.get_by_role("button", name="Next")).to_be_visible()
    await page.get_by_role("heading", name="Question").first.focus()
    await page.keyboard.press("f")
    await page.get_by_role("button", name="Notes").click()
    await expect(page.get_by_role("textbox", name="Your notes")).to_have_attribute("readonly", "")
    assert await desk_of(room, attempt) is None
