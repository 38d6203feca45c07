"""A keyboard, and nothing else: Tab goes on, and every stop on the way is in sight."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.web.hand_in import on_the_results

TABS_MAX = 60
"""More stops than any page of a pupil's has."""

# The element that has the focus, and whether a person can see that it has.
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const around = element.closest('label, .editor:has(.code-field:focus-within)');
  const ring = [element, around].filter(Boolean).map((each) => getComputedStyle(each))
    .some((each) => each.outlineStyle !== 'none' || each.boxShadow !== 'none');
  return {lost: element === document.body, ring, tag: element.tagName, html: element.outerHTML.slice(0, 120)};
}"""


@dataclass
class Keys:
    """The keyboard of a page."""

    page: Page

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Go on with Tab until the focus is where it should be; every stop on the way is in sight."""
        for _ in range(TABS_MAX):
            await self.press(key)
            stop = await self.page.evaluate(FOCUSED)
            # At the end of the page the focus goes to the browser's own bars and comes in again at the top.
            assert stop["lost"] or stop["ring"], f"nobody can see where the focus is: {stop['html']}"
            if await self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{key} never reaches {selector}")

    async def heading(self, text: str) -> None:
        """The page has gone on and taken the focus to its new heading."""
        await expect(self.page.get_by_role("heading", name=text)).to_be_focused()

    async def hand_in(self) -> None:
        """Hand in from the page on which answers are checked; ends on the results."""
        await expect(self.page.get_by_text("All your answers are stored")).to_be_visible(timeout=20_000)
        await self.tab_to("button.button--primary")
        await self.press("Enter")
        await expect(self.page.get_by_role("dialog", name="Hand in now?")).to_be_visible()
        await self.tab_to("dialog button[type=submit]")
        await self.press("Enter")
        await on_the_results(self.page)
