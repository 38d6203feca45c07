"""The gallery of question types, as several tests use it."""

from __future__ import annotations

from playwright.async_api import Locator, Page


def blank(page: Page, type_key: str) -> tuple[Locator, Locator]:
    """Return a question that nobody has answered, and where the page says in words what was answered."""
    host = page.locator(f"[data-type={type_key}][data-state=blank]")
    return host, host.locator("xpath=following-sibling::output")


async def is_focused(locator: Locator) -> bool:
    """Say whether the keyboard's focus is there."""
    focused: bool = await locator.evaluate("element => element === document.activeElement")
    return focused
