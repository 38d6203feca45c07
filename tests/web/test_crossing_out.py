"""Options are crossed out as on paper: a mark keeps an option from being chosen, and never takes an answer away."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from tests.web.gallery_page import blank

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.shows("multiple_choice", "multiple_response")]


async def test_what_is_crossed_out_cannot_be_chosen_until_it_is_brought_back(gallery: Page) -> None:
    host, output = blank(gallery, "multiple_choice")
    cross = host.get_by_role("button", name="Cross out B, More RAM")
    await cross.press("Enter")
    assert await cross.get_attribute("aria-pressed") == "true"
    await host.get_by_text("More RAM").click(force=True)
    assert await output.inner_text() == "Nothing answered"
    assert await host.get_by_role("status").inner_text() == (
        "B is crossed out. Press the button beside it to bring it back."
    )
    await host.get_by_role("radio").first.focus()
    await gallery.keyboard.press("2")
    assert await output.inner_text() == "Nothing answered"
    await gallery.keyboard.press("Space")
    await gallery.keyboard.press("ArrowDown")
    assert (await output.inner_text()).startswith("C. "), "arrows step over it"
    await cross.press("Enter")
    await host.get_by_text("More RAM").click(force=True)
    assert await cross.get_attribute("aria-pressed") == "false"
    assert await output.inner_text() == "B. More RAM"


@pytest.mark.parametrize(
    ("kind", "first"), [("multiple_choice", "Choose another answer"), ("multiple_response", "Take the tick away")]
)
async def test_a_mark_never_takes_an_answer_away(gallery: Page, kind: str, first: str) -> None:
    host, output = blank(gallery, kind)
    await host.locator(".choice").nth(1).click()
    answered = await output.inner_text()
    assert answered.startswith("B. ")
    cross = host.get_by_role("button", name="Cross out B")
    await cross.click()
    assert await output.inner_text() == answered
    assert await cross.get_attribute("aria-pressed") == "false"
    assert await host.get_by_role("status").inner_text() == (
        f"B is your answer. {first} first, then you can cross it out."
    )
    size = await cross.bounding_box()
    assert size is not None and min(size["width"], size["height"]) >= 44
