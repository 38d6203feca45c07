"""Pupils sit on the real page against the real server: reloads, no Wi-Fi, two devices, checks, handing in, results."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect
from sqlalchemy import select

from backend.accounts.permissions import PLAIN_COOKIE
from backend.attempts.models import Answer, Attempt
from tests.school import Person, SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def sign_in(context: BrowserContext, pupil: Person, server: str) -> None:
    token = pupil.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": server}])


async def begin(context: BrowserContext, page: Page, room: ClassRoom, server: str) -> str:
    """Start the attempt from the dashboard; gives its id."""
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("link", name="Start Check").click()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    return page.url.split("attempt=")[1].split("#")[0]


async def stored(maker: SchoolMaker, room: ClassRoom, attempt: str) -> dict[tuple[int, int], Any]:
    """Return the attempt's current answers by (epoch, seq)."""
    async with maker.database.session(room.teacher.school_id) as session:
        rows = await session.scalars(select(Answer).where(Answer.attempt_id == uuid.UUID(attempt)))
        return {(row.epoch, row.seq): row.value for row in rows}


async def saved(page: Page) -> None:
    await expect(page.locator("[data-status]")).to_have_text("Saved")


async def at_question(page: Page, number: int) -> None:
    await page.evaluate(f"location.hash = '#q{number}'")
    await expect(page.get_by_role("heading", name=f"Question {number} of 3")).to_be_visible()


async def test_a_pupil_sits_by_keyboard_alone(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    assert await problems(page) == []

    async def tab_to(selector: str) -> None:
        for _ in range(40):
            if await page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            await page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    await tab_to("input[type=radio]")
    await page.keyboard.press("Space")
    await page.keyboard.press("Alt+n")
    await expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_focused()
    await tab_to("input[type=text]")
    await page.keyboard.type("Bit")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Question 3 of 3")).to_be_focused()
    await tab_to(".sortable button")
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    assert await problems(page) == []
    await page.keyboard.press("Alt+n")
    await expect(page.get_by_role("heading", name="You have answered every question.")).to_be_focused()
    await saved(page)
    assert await problems(page) == []
    await tab_to("button.button--primary")
    await page.keyboard.press("Enter")
    await tab_to("dialog button[type=submit]")
    assert await problems(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
    assert await problems(page) == []
    assert len(await stored(maker, room, attempt)) == 3
    assert await page.evaluate("indexedDB.databases().then(all => all.length)") == 0, "the device is clean"


async def test_answers_survive_a_reload_and_a_spell_without_network(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await page.get_by_role("radio", name="Random access memory").check()
    await at_question(page, 2)
    await page.get_by_role("textbox").press_sequentially("by")
    await page.reload()
    await expect(page.get_by_role("textbox")).to_have_value("by")
    await expect(page.get_by_role("textbox")).to_be_focused()
    await saved(page)
    # The list is renewed here: a browser logs each failed request as an error.
    await context.route("**/api/attempts/**", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi login</h1>"))
    await page.get_by_role("textbox").press_sequentially("te")
    await at_question(page, 1)
    await page.get_by_role("radio", name="Read all memory").check()
    await expect(page.locator("[data-status]")).to_have_text("Saved on this Chromebook, 2 waiting")
    await expect(page.locator("[data-banner]")).to_contain_text("Wi-Fi dropped. Keep going.")
    assert await problems(page) == []
    await context.unroute("**/api/attempts/**")
    await saved(page)
    chosen = await page.get_by_role("radio", name="Read all memory").get_attribute("value")
    assert sorted(map(str, (await stored(maker, room, attempt)).values())) == sorted(
        map(str, [{"text": "byte"}, {"choice": chosen}])
    )


async def test_the_newest_device_writes_and_the_older_becomes_read_only(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await saved(page)
    browser = context.browser
    assert browser is not None
    async with await browser.new_context() as elsewhere:
        await sign_in(elsewhere, room.pupils[0], server)
        other = await elsewhere.new_page()
        await other.goto(f"{server}/pupil/assessment?attempt={attempt}#q2")
        await expect(other.get_by_role("textbox")).to_have_value("bit")
        await other.get_by_role("textbox").fill("byte")
        await saved(other)
    await page.get_by_role("textbox").fill("nibble")
    await expect(page.locator("[data-banner]")).to_contain_text("Open somewhere else.")
    assert await page.locator(".question__answer").evaluate("host => host.inert")
    await saved(page)
    assert list((await stored(maker, room, attempt)).values()) == [{"text": "byte"}]
    await page.get_by_role("button", name="Use here").click()
    await expect(page.get_by_role("textbox")).to_have_value("byte")


async def test_a_checked_answer_is_fixed(context: BrowserContext, page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, feedback="each")
    await begin(context, page, room, server)
    await page.get_by_role("radio", name="Random access memory").check()
    await page.get_by_role("button", name="Check my answer").click()
    await expect(page.locator(".why")).to_contain_text("Right.")
    assert await problems(page) == []
    await page.reload()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await expect(page.get_by_role("radio")).to_have_count(0)


async def test_time_up_hands_in_what_is_being_typed(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, feedback="release", time_limit_s=600)
    attempt = await begin(context, page, room, server)
    await at_question(page, 2)
    await expect(page.locator("[data-clock]")).to_contain_text("10 min left")
    async with maker.database.session(room.teacher.school_id) as session:
        row = await session.get_one(Attempt, uuid.UUID(attempt))
        row.ends_at = row.started_at
    await page.get_by_role("textbox").press_sequentially("bit")
    await expect(page.get_by_role("heading", name="Handed in. Well done for finishing.")).to_be_visible(timeout=15_000)
    assert await problems(page) == []
