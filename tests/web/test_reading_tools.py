"""Reading tools in the browser: each is seen at once, follows the person, and is no barrier to anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.school import Person, SchoolMaker
from tests.sitting import make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import begin
from tests.web.gallery_page import is_focused

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.shows("multiple_choice", "short_text")]

LETTERS = {"lexend": "Lexend", "opendyslexic": "OpenDyslexic"}
PAPERS = ["Cream", "Peach", "Mint", "Blue", "Lilac"]


async def tools(page: Page) -> Locator:
    await page.get_by_role("button", name="Reading tools", exact=True).click()
    return page.get_by_role("region", name="Reading tools")


@pytest.fixture
async def pupil(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "pupil", "Priya", "Nair")


async def arrive(page: Page, person: Person, server: str, path: str = "/pupil/dashboard") -> None:
    token = person.client.cookies[PLAIN_COOKIE]
    await page.context.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": server}])
    await page.goto(server + path)
    await expect(page.locator(".topbar__name")).to_be_visible()


async def test_letters_are_fetched_only_when_they_are_chosen(gallery: Page) -> None:
    fetched: list[str] = []
    gallery.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[1]))
    panel = await tools(gallery)
    for value, name in LETTERS.items():
        assert not any(value in each for each in fetched)
        await panel.get_by_label("Letters").select_option(value)
        await gallery.evaluate("document.fonts.ready")
        assert any(each.startswith(f"{value}-latin-") for each in fetched)
        assert await gallery.evaluate("name => document.fonts.check(`16px ${name}`)", name)
        assert (await gallery.evaluate("getComputedStyle(document.body).fontFamily")).startswith(name)
        assert await problems(gallery) == []


@pytest.mark.parametrize("paper", PAPERS)
async def test_the_panel_is_no_barrier_on_any_paper(gallery: Page, paper: str) -> None:
    panel = await tools(gallery)
    await panel.get_by_label(paper).check()
    await panel.get_by_label("More space between lines").check()
    assert await problems(gallery) == []


@pytest.mark.parametrize(("width", "text"), [(320, "100"), (640, "200"), (1366, "200")])
async def test_the_panel_leaves_the_page_in_reach(gallery: Page, width: int, text: str) -> None:
    await gallery.set_viewport_size({"width": width, "height": 640})
    await gallery.evaluate("size => document.documentElement.dataset.textSize = size", text)
    panel = await tools(gallery)
    assert await gallery.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
    field = gallery.locator("[data-type=short_text][data-state=blank] input")
    await field.focus()
    await field.scroll_into_view_if_needed()
    box = await field.bounding_box()
    assert box is not None
    on_top = "([x, y]) => document.elementFromPoint(x, y).matches('[data-type=short_text][data-state=blank] input')"
    assert await gallery.evaluate(on_top, [box["x"] + 4, box["y"] + box["height"] / 2])


async def test_everything_chosen_follows_a_pupil_and_is_there_before_the_first_paint(
    page: Page, pupil: Person, server: str, browser: Browser
) -> None:
    await arrive(page, pupil, server)
    panel = await tools(page)
    await panel.get_by_label("Letters").select_option("lexend")
    for name in ("Cream", "Wider spacing", "More space between lines", "Stop movement", "Read questions aloud", "Slow"):
        await panel.get_by_label(name, exact=True).check()
    async with page.expect_request_finished(lambda request: request.url.endswith("/api/me/preferences")):
        await panel.get_by_role("button", name="Bigger text").click()
    chosen = {
        "font": "lexend", "overlay": "cream", "spacing": "wide", "line_spacing": "wide", "stop_movement": True,
        "read_aloud": True, "read_speed": "slow", "text_size": 125,
    }  # fmt: skip
    assert (await pupil.get("/api/me"))["preferences"] == chosen

    other = await browser.new_page()
    await arrive(other, pupil, server)
    shown: dict[str, Any] = {
        "theme": "light", "font": "lexend", "overlay": "cream", "spacing": "wide", "lineSpacing": "wide",
        "motion": "stop", "textSize": "125",
    }  # fmt: skip
    assert await other.evaluate("({...document.documentElement.dataset})") == shown
    # Without modules there is only first-paint.js: what it shows is there before any of them has come.
    await other.route("**/js/core/*.js", lambda route: route.abort())
    await other.reload()
    assert await other.evaluate("({...document.documentElement.dataset})") == shown
    assert await other.locator("link[rel=preload][href*=lexend]").count() == 1
    await other.close()


async def test_movement_stops(browser: Browser, server: str) -> None:
    page = await browser.new_page()
    await page.goto(f"{server}/gallery?type=short_text")
    await page.wait_for_load_state("networkidle")
    transition = "getComputedStyle(document.querySelector('.button')).transitionDuration"
    assert "0.14s" in await page.evaluate(transition)
    panel = await tools(page)
    await panel.get_by_label("Stop movement").check()
    assert set((await page.evaluate(transition)).split(", ")) == {"0s"}
    await page.close()


# One line at a time


async def window_of(page: Page) -> tuple[float, float]:
    """Return where the one line is shown, from the top of the window."""
    above, below = await page.locator(".line-focus--above").bounding_box(), page.locator(".line-focus--below")
    under = await below.bounding_box()
    assert above is not None and under is not None
    return above["height"], under["y"]


async def switch_on(page: Page) -> None:
    panel = await tools(page)
    await panel.get_by_label("Show one line at a time").check()
    await expect(page.locator(".line-focus")).to_have_count(3)
    await panel.get_by_role("button", name="Close reading tools").click()


async def test_one_line_follows_the_pointer_and_lets_every_click_through(gallery: Page) -> None:
    await switch_on(gallery)
    host = gallery.locator("[data-type=multiple_choice][data-state=blank]")
    option = host.locator(".choice__text").nth(1)
    await option.scroll_into_view_if_needed()
    await option.hover()
    box = await option.bounding_box()
    assert box is not None
    top, bottom = await window_of(gallery)
    assert box["y"] - 12 < top <= box["y"] + 4 and bottom - top < 2 * box["height"] + 16
    # Covered by a shade, and pressed all the same.
    far = await host.locator(".choice__text").nth(3).bounding_box()
    assert far is not None and far["y"] > bottom
    await gallery.mouse.move(box["x"] + 4, box["y"] + 4)
    await gallery.evaluate("([x, y]) => document.elementFromPoint(x, y).click()", [far["x"] + 4, far["y"] + 4])
    assert await host.get_by_role("radio").nth(3).is_checked()


async def test_one_line_goes_by_arrow_keys_and_with_the_focus_until_escape(gallery: Page) -> None:
    await switch_on(gallery)
    await gallery.evaluate("document.activeElement.blur()")
    start = await window_of(gallery)
    await gallery.keyboard.press("ArrowDown")
    first = await window_of(gallery)
    assert first[0] >= start[1] - 8, "the next line stands below"
    await gallery.keyboard.press("ArrowUp")
    assert await window_of(gallery) == start
    for _ in range(60):
        await gallery.keyboard.press("ArrowDown")
    assert await gallery.evaluate("scrollY") > 0
    top, bottom = await window_of(gallery)
    assert 0 < top < bottom < 768, "the page scrolls under the line"
    field = gallery.locator("[data-type=short_text][data-state=blank] input")
    await field.focus()
    box = await field.bounding_box()
    assert box is not None
    top, bottom = await window_of(gallery)
    assert top <= box["y"] - 6 and bottom >= box["y"] + box["height"] + 6, "with the ring around it"
    await gallery.keyboard.type("bit")
    await gallery.keyboard.press("ArrowUp")
    assert await window_of(gallery) == (top, bottom), "arrows are the field's own"
    assert await is_focused(field)
    await gallery.keyboard.press("Escape")
    await expect(gallery.locator(".line-focus")).to_have_count(0)
    await gallery.locator("[aria-live=polite]").get_by_text("One line at a time is off.").wait_for(state="attached")


async def test_only_the_question_or_the_list_beside_it_is_in_the_window(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await begin(context, page, await make_classroom(maker), server)
    await page.get_by_role("button", name="Reading tools, size, paper and colours").click()
    await page.get_by_label("Show one line at a time").check()
    await page.get_by_role("button", name="Close reading tools").click()
    option, number = page.locator(".choice__text").first, page.locator("aside li a").last

    async def lies_under_the_shade(element: Locator) -> bool:
        boxes = await page.locator(".line-focus--beside").bounding_box(), await element.bounding_box()
        assert boxes[0] is not None and boxes[1] is not None
        shade, box = boxes
        assert [shade["y"], shade["y"] + shade["height"]] == list(await window_of(page)), "the rest has its own shades"
        return shade["x"] <= box["x"] and box["x"] + box["width"] <= shade["x"] + shade["width"]

    await option.hover()
    assert await lies_under_the_shade(page.locator("aside")) and not await lies_under_the_shade(option)
    await number.focus()
    assert await lies_under_the_shade(page.locator("main")) and not await lies_under_the_shade(number)
    await page.keyboard.press("ArrowDown")
    assert await lies_under_the_shade(page.locator("aside")), "arrows go through the question"
    # Where the list stands above the question, it is lines like others.
    await page.set_viewport_size({"width": 700, "height": 768})
    await option.hover()
    await expect(page.locator(".line-focus--beside")).to_have_css("width", "0px")


async def test_escape_closes_the_panel_first_and_its_switch_follows(gallery: Page) -> None:
    panel = await tools(gallery)
    await panel.get_by_label("Show one line at a time").check()
    await gallery.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(gallery.locator(".line-focus")).to_have_count(3)
    panel = await tools(gallery)
    await gallery.get_by_role("heading", level=1).click()
    await gallery.evaluate("document.activeElement.blur()")
    await gallery.keyboard.press("Escape")
    await expect(panel.get_by_label("Show one line at a time")).not_to_be_checked()


async def test_one_line_is_there_again_on_the_next_page(page: Page, pupil: Person, server: str) -> None:
    await arrive(page, pupil, server)
    await switch_on(page)
    await page.goto(f"{server}/pupil/dashboard?again")
    await expect(page.get_by_role("heading", name="Hello, Priya")).to_be_visible()
    await expect(page.locator(".line-focus")).to_have_count(3)
    assert await problems(page) == []
