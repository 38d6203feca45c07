"""One attempt in two tabs of a browser: one of them writes, with the browser's locks and without."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin, saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.database]

NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })"
"""As on plain http."""


@pytest.mark.parametrize("locks", [True, False])
async def test_the_second_tab_asks_first(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str, locks: bool
) -> None:
    if not locks:
        await context.add_init_script(NO_LOCKS)
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await saved(page)
    for _ in range(2):
        await page.reload()
        await expect(page.get_by_role("textbox")).to_have_value("bit")
    other = await context.new_page()
    await other.goto(f"{server}/pupil/assessment?attempt={attempt}#q2")
    await expect(other.get_by_role("heading", name="This is open in another tab")).to_be_focused()
    assert await problems(other) == []
    # The first tab goes on undisturbed, and loses nothing of what is typed there at the moment.
    await page.get_by_role("textbox").fill("byte")
    await saved(page)
    await page.get_by_role("textbox").press_sequentially("s")
    await other.get_by_role("button", name="Use here").click()
    await expect(other.get_by_role("textbox")).to_have_value("bytes")
    await expect(page.locator("[data-banner]")).to_contain_text("Open somewhere else.")
    assert await page.locator(".question__answer").evaluate("host => host.inert")
    await other.get_by_role("textbox").fill("nibble")
    await saved(other)
    assert list((await stored(maker, room, attempt)).values()) == [{"text": "nibble"}]
    # And back again.
    await page.get_by_role("button", name="Use here").click()
    await expect(page.get_by_role("textbox")).to_have_value("nibble")
    await expect(other.locator("[data-banner]")).to_contain_text("Open somewhere else.")
    await other.close()
    await page.reload()
    await expect(page.get_by_role("textbox")).to_be_editable()


async def test_a_tab_that_does_not_answer_is_not_waited_for(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    """It stands still: its program does nothing any more."""
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await page.evaluate("setTimeout(() => { const until = Date.now() + 6000; while (Date.now() < until); })")
    other = await context.new_page()
    await other.goto(f"{server}/pupil/assessment?attempt={attempt}")
    await other.get_by_role("button", name="Use here").click()
    await expect(other.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await expect(page.locator("[data-banner]")).to_contain_text("Open somewhere else.", timeout=15_000)
