"""How hands get a page on which an assessment is sat into its states."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect


async def take_notes(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^Notes")).first.click()
    await expect(page.get_by_role("textbox", name="Your notes")).to_be_focused()


async def cross_out(page: Page) -> None:
    """Cross an option out, and try to choose it."""
    # The desk remembers what an earlier visit has crossed out.
    if not await page.locator(".choice--out").count():
        await page.locator(".choice-row:not(:has(:checked)) button").first.click()
    await page.locator(".choice--out").click(force=True)
    await expect(page.locator(".choice-said")).to_contain_text("is crossed out")


async def lift_an_item(page: Page) -> None:
    await page.locator(".sortable__handle").first.press("Space")
    await expect(page.locator("[data-lifted]")).to_be_visible()


async def check_an_answer(page: Page) -> None:
    if await page.get_by_role("radio").count():
        await page.get_by_role("radio").first.check()
        await page.get_by_role("button", name=re.compile("Check my answer")).first.click()
    await expect(page.locator(".why, .question__hint").last).to_be_visible()


async def not_yet(page: Page) -> None:
    """Check a wrong answer that may be tried again; the same one checked anew is no other try."""
    await page.get_by_role("textbox").fill("nibble")
    await page.get_by_role("button", name=re.compile("^Check (my answer|again)")).first.click()
    await expect(page.get_by_text("Not yet.")).to_be_visible()
    await expect(page.get_by_role("button", name="Check again")).to_be_visible()
