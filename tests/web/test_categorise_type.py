"""Items are sorted into boxes by keys, by single taps, by buttons alone and by a pointer."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from tests.web.gallery_page import blank, is_focused

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.shows("categorise")]


async def test_sorting_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "categorise")
    await host.get_by_role("button", name="42, not placed yet", exact=True).focus()
    await gallery.keyboard.press("1")
    assert await output.inner_text() == "42 → Integer"
    assert await is_focused(host.get_by_role("button", name="True, not placed yet")), "on to the next of the pile"
    await gallery.keyboard.press("ArrowRight")
    assert await is_focused(host.get_by_role("button", name="True, in Integer")), "arrows stay with the item"
    await gallery.locator("[aria-live=assertive]").get_by_text("True, in Integer.").wait_for(state="attached")
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft"):
        await gallery.keyboard.press(key)
    assert await output.inner_text() == "42 → Integer; True → Real"
    await gallery.keyboard.press("9")
    assert await output.inner_text() == "42 → Integer; True → Real", "there is no ninth box"
    await gallery.keyboard.press("3")
    assert await is_focused(host.get_by_role("button", name="True, in Boolean"))
    await gallery.keyboard.press("0")
    assert await output.inner_text() == "42 → Integer"
    await host.get_by_role("button", name="42, in Integer").press("Delete")
    assert await output.inner_text() == "Nothing answered"


async def test_sorting_a_whole_pile_by_digits(gallery: Page) -> None:
    host, output = blank(gallery, "categorise")
    await host.get_by_role("button", name="True, not placed yet").focus()
    await gallery.keyboard.type("324143114244")
    assert (await output.inner_text()).startswith("42 → String of characters; True → Boolean; 3.14 → Real")
    assert await host.get_by_text("All placed").is_visible()
    placed = [await host.locator(f".sorting__box >> nth={box}").locator("li").count() for box in range(5)]
    assert placed == [0, 3, 2, 2, 5]
    assert await is_focused(host.get_by_role("button", name="42, in String of characters")), "the focus is not lost"


async def test_sorting_by_buttons_alone(gallery: Page) -> None:
    """As with a switch or by voice: choose, then press the button of a box."""
    host, output = blank(gallery, "categorise")
    await host.get_by_role("button", name="3.14, not placed yet").press("Enter")
    real = host.get_by_role("button", name="Put here: 3.14, in Real")
    assert await host.get_by_role("button", name="Put here").count() == 4, "the box where it lies is no choice"
    await real.press("Enter")
    assert await output.inner_text() == "3.14 → Real"
    assert await host.get_by_role("button", name="Put here").count() == 0
    await host.get_by_role("button", name="3.14, in Real").press("Space")
    await gallery.keyboard.press("Escape")
    assert await host.get_by_role("button", pressed=True).count() == 0
    assert await output.inner_text() == "3.14 → Real"


async def test_sorting_by_tap_then_tap(gallery: Page) -> None:
    host, output = blank(gallery, "categorise")
    boxes = host.locator(".sorting__box")
    for item, box in (("42", 1), ("3.14", 2), ("-7", 1)):
        await host.locator(".sorting__box--open li").get_by_text(item, exact=True).click()
        await boxes.nth(box).locator(".sorting__name").click()
    assert await output.inner_text() == "42 → Integer; 3.14 → Real; -7 → Integer"
    await host.get_by_text("3.14", exact=True).click()
    await host.get_by_text("42", exact=True).click()
    assert await output.inner_text() == "42 → Integer; 3.14 → Integer; -7 → Integer", "a full box takes more"
    await host.get_by_text("-7", exact=True).click()
    await boxes.first.locator(".sorting__name").click()
    assert await output.inner_text() == "42 → Integer; 3.14 → Integer"


async def test_sorting_by_pointer(gallery: Page) -> None:
    host, output = blank(gallery, "categorise")
    item = host.get_by_text("3.14", exact=True)
    await item.scroll_into_view_if_needed()
    await host.evaluate("host => host.scrollIntoView({block: 'center'})")
    target = host.locator(".sorting__box").nth(2)
    start = await item.bounding_box()
    assert start is not None
    await gallery.mouse.move(start["x"] + 5, start["y"] + 5)
    await gallery.mouse.down()
    for _ in range(10):
        # Looked up each time: near the edge of the window the page scrolls along.
        end = await target.bounding_box()
        assert end is not None
        await gallery.mouse.move(end["x"] + 40, min(end["y"] + 60, 680), steps=3)
    await gallery.mouse.up()
    assert await output.inner_text() == "3.14 → Real"
    assert await host.get_by_role("button", pressed=True).count() == 0, "a drag is not a tap"
    assert await host.locator("[data-dragged]").count() == 0


async def test_writing_categories_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=categorise]")
    problems = host.locator("xpath=following-sibling::output")
    await host.get_by_role("button", name="Add an item").press("Enter")
    assert await is_focused(host.get_by_role("textbox", name="Item 4"))
    await gallery.keyboard.type("Touch screen")
    assert await problems.inner_text() == "Choose the category of item 4."
    await host.get_by_role("button", name="Add a category").press("Enter")
    await gallery.keyboard.type("Both")
    choice = host.get_by_role("combobox", name="Category of item 4")
    await choice.focus()
    await gallery.keyboard.type("Bo")
    assert await problems.inner_text() == "No problems"
    await host.get_by_role("button", name="Remove category 4").press("Enter")
    assert await problems.inner_text() == "Choose the category of item 4."
    assert await choice.input_value() == ""
    await gallery.get_by_role("button", name="Undo", exact=True).last.press("Enter")
    assert await problems.inner_text() == "No problems"
    assert await choice.locator("option:checked").inner_text() == "Both"


async def test_a_finger_drags_by_the_handle_and_scrolls_elsewhere(browser: Browser, server: str) -> None:
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(f"{server}/gallery?type=categorise")
    await page.wait_for_load_state("networkidle")
    host, output = blank(page, "categorise")
    item = host.locator(".sorting__item").last  # The nearest to the boxes, so that both are on the screen.
    handle = item.locator("button")
    assert await handle.evaluate("handle => getComputedStyle(handle).touchAction") == "none"
    assert await item.evaluate("item => getComputedStyle(item).touchAction") == "auto"
    await host.locator(".sorting__box").nth(1).evaluate("box => box.scrollIntoView({block: 'center'})")
    start, end = await handle.bounding_box(), await host.locator(".sorting__box").nth(1).bounding_box()
    assert start is not None and end is not None
    fingers = await context.new_cdp_session(page)
    for kind, place in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
        points = [{"x": place["x"] + 20, "y": place["y"] + 20}] if place else []
        await fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert await output.inner_text() == '"42" → Integer'
    await context.close()
