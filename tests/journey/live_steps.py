"""The states of the live view, and how hands get it there."""

from __future__ import annotations

from playwright.async_api import Page, expect


async def see_live(page: Page) -> None:
    """Wait for the first rows: the line stays open, so the network is never idle."""
    await expect(page.locator(".stat-row")).to_be_visible()


async def hide_names(page: Page) -> None:
    await see_live(page)
    await page.get_by_role("switch", name="Hide names").check()
    await expect(page.locator(".live-board")).to_be_visible()


async def choose_pupils(page: Page) -> None:
    await see_live(page)
    await page.get_by_role("checkbox", name="Select everybody").check()
    await expect(page.get_by_role("region", name="Selected pupils")).to_be_visible()


async def ask_to_end(page: Page) -> None:
    await see_live(page)
    await page.get_by_role("button", name="End for all").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
