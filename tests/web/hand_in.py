"""Handing in by a mouse or a finger; by keys: ``Keys.hand_in``."""

from __future__ import annotations

from playwright.async_api import Page, expect


async def hand_in(page: Page, *, tap: bool = False) -> None:
    """Hand in from the page on which answers are checked; ends on the results."""
    ask = page.get_by_role("region", name="Hand in").get_by_role("button", name="Hand in")
    sure = page.get_by_role("dialog").get_by_role("button", name="Hand in")
    for button in (ask, sure):
        await (button.tap() if tap else button.click())
    await on_the_results(page)


async def on_the_results(page: Page) -> None:
    """Wait for the results: what was handed in has arrived and is marked, but for programs that are still run."""
    await expect(page.get_by_role("heading", name="Question by question")).to_be_visible(timeout=20_000)
