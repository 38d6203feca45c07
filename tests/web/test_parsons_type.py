"""A program is put together by keys, by single taps, by buttons alone and by a pointer; and written by pasting one."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.web import accessibility
from tests.web.gallery_page import blank, is_focused

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.shows("parsons")]


async def test_a_program_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "parsons")
    keys = gallery.keyboard
    await host.get_by_role("button", name="total = 0, not used", exact=True).focus()
    for key in ("Space", "ArrowRight", "Space"):
        await keys.press(key)
    assert await output.inner_text() == "total = 0"
    assert await is_focused(host.get_by_role("button", name="total = 0, line 1 of 1, indent 0"))
    await host.get_by_role("button", name="for i in range(3):, not used").focus()
    for key in ("Enter", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowDown"):
        await keys.press(key)
    moved = host.get_by_role("button", name="for i in range(3):, line 2 of 2, indent 1")
    await gallery.locator("[aria-live=assertive]").get_by_text("line 2 of 2, indent 1.").wait_for(state="attached")
    assert await moved.get_attribute("aria-pressed") == "true"
    await keys.press("Space")
    assert await output.inner_text() == "total = 0 ⏎ › for i in range(3):"
    for key in ("Space", "ArrowLeft", "ArrowLeft"):
        await keys.press(key)
    assert await is_focused(host.get_by_role("button", name="for i in range(3):, not used")), (
        "past indent 0 it goes out"
    )
    await keys.press("Escape")
    assert await output.inner_text() == "total = 0 ⏎ › for i in range(3):", "Escape puts it back"
    assert await is_focused(moved)
    assert await host.get_by_role("button", pressed=True).count() == 0


async def test_a_program_by_buttons_alone(gallery: Page) -> None:
    host, output = blank(gallery, "parsons")
    for name in ("print(total)", "total = total + fare", "total = 0"):
        await host.get_by_role("button", name=f"Add: {name}", exact=True).click()
    assert await output.inner_text() == "print(total) ⏎ total = total + fare ⏎ total = 0"
    up = host.get_by_role("button", name="Up: total = 0", exact=True)
    await up.click()
    assert await is_focused(up), "it can be pressed again at once"
    await up.press("Enter")
    assert await up.get_attribute("aria-disabled") == "true"
    await host.get_by_role("button", name="Down: print(total)", exact=True).click()
    await host.get_by_role("button", name="More indent: total = total + fare", exact=True).click()
    assert await output.inner_text() == "total = 0 ⏎ › total = total + fare ⏎ print(total)"
    await host.get_by_role("button", name="Less indent: total = total + fare", exact=True).click()
    await host.get_by_role("button", name="Take out: total = 0", exact=True).click()
    assert await output.inner_text() == "total = total + fare ⏎ print(total)"
    sizes = await host.locator("button:visible").evaluate_all(
        "buttons => buttons.map(button => { const { width, height } = button.getBoundingClientRect();"
        " return Math.min(width, height); })"
    )
    assert min(sizes) >= 36, "compact here; pupils' pages have targets of 44"


async def test_a_program_by_tap_then_tap_and_by_pointer(gallery: Page) -> None:
    host, output = blank(gallery, "parsons")
    program = host.get_by_role("group", name="Your program")
    for line in ("print(total)", "total = 0"):
        await host.get_by_text(line, exact=True).click()
        await program.get_by_text("Put it here").click()
    await program.get_by_text("total = 0", exact=True).click()
    await program.get_by_text("print(total)", exact=True).click()
    assert await output.inner_text() == "total = 0 ⏎ print(total)"
    await host.evaluate("host => host.scrollIntoView({block: 'center'})")
    line, goal = host.get_by_text("for i in range(3):"), program.get_by_text("print(total)", exact=True)
    start, end = await line.bounding_box(), await goal.bounding_box()
    assert start is not None and end is not None
    await gallery.mouse.move(start["x"] + 5, start["y"] + 5)
    await gallery.mouse.down()
    for _ in range(10):
        # Looked up each time: near the edge of the window the page scrolls along.
        end = await goal.bounding_box()
        assert end is not None
        await gallery.mouse.move(end["x"] + 5, end["y"] + 5, steps=3)
    await gallery.mouse.up()
    assert await output.inner_text() == "total = 0 ⏎ for i in range(3): ⏎ print(total)"
    box = await goal.bounding_box()
    assert box is not None
    await gallery.mouse.move(box["x"] + 5, box["y"] + 5)
    await gallery.mouse.down()
    await gallery.mouse.move(box["x"] + 40, box["y"] + 5, steps=4)
    await gallery.mouse.up()
    assert await output.inner_text() == "total = 0 ⏎ for i in range(3): ⏎ › print(total)", "sideways, it goes in"
    assert await host.get_by_role("button", pressed=True).count() == 0, "a drag is not a tap"
    await program.get_by_text("total = 0", exact=True).click()
    await host.get_by_role("heading", name="Lines to use").click()
    assert await output.inner_text() == "for i in range(3): ⏎ › print(total)"


async def test_pairs_stay_together_until_one_is_used(gallery: Page) -> None:
    host, _ = blank(gallery, "parsons")
    pair = host.locator(".parsons__pair")
    assert await pair.locator("code").all_inner_texts() == ["for i in range(2):", "for i in range(3):"]
    assert await pair.get_by_text("One of these two").is_visible()


async def test_a_line_that_failed_is_found_where_it_has_gone_to(gallery: Page) -> None:
    host, _ = blank(gallery, "parsons")
    for name in ("print(total)", "total = 0", "total = total + fare"):
        await host.get_by_role("button", name=f"Add: {name}", exact=True).click()
    await host.get_by_role("button", name="Up: total = 0", exact=True).click()
    await host.get_by_role("button", name="Run", exact=True).click()
    await expect(host.locator(".program__bad")).to_have_text("total = total + fare")
    for _ in range(2):
        await host.get_by_role("button", name="Up: total = total + fare", exact=True).click()
    await host.get_by_role("button", name="Go to line 3").click()
    await expect(host.get_by_role("button", name="total = total + fare, line 1 of 3, indent 0")).to_be_focused()


async def test_a_program_can_be_put_together_while_it_cannot_be_run(context: BrowserContext, server: str) -> None:
    page = await context.new_page()  # Not the page that must not complain: Chromium does, of what it couldn't load.
    await context.route("**/parsons/run.js", lambda route: route.abort())
    await page.goto(f"{server}/gallery?type=parsons")
    host, output = blank(page, "parsons")
    again = host.get_by_role("button", name="Try again")
    await expect(host.get_by_text("Running needs Wi-Fi the first time.")).to_be_visible()
    await host.get_by_role("button", name="Add: total = 0", exact=True).click()
    assert await output.inner_text() == "total = 0"
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind a text.
    assert await accessibility.problems(page) == []
    await again.click()
    await context.unroute("**/parsons/run.js")
    await again.click()
    await host.get_by_role("button", name="Run", exact=True).click()
    await expect(host.locator(".program__status")).to_contain_text("Practice run")


async def test_writing_a_program_by_pasting_it(gallery: Page) -> None:
    host = gallery.locator("[data-edit=parsons]")
    problems = host.locator("xpath=following-sibling::output")
    await host.get_by_label("Paste a program").fill("n = 3\nif n:\n  print(n)\n#distractor   print(m)\nprint('end')\n")
    await host.get_by_role("button", name="Make it into lines").press("Enter")
    assert await is_focused(host.get_by_role("textbox", name="Line 1", exact=True))
    assert await host.get_by_role("combobox", name="Indent of line 3").input_value() == "1"
    kind = host.get_by_role("combobox", name="What line 4 is")
    assert await kind.locator("option:checked").inner_text() == "Distractor"
    await kind.select_option("Distractor, beside line 3")
    assert await kind.locator("option:checked").inner_text() == "Distractor, beside line 3"
    assert await problems.inner_text() == "No problems"
    grading = host.get_by_label("Which programs are right")
    await grading.select_option("Every order that keeps what depends on what")
    assert await problems.inner_text() == "Say which lines depend on which."
    depends = host.get_by_role("textbox", name="Lines that line 3 comes after")
    await depends.fill("2, 5")
    await depends.press("Tab")
    assert await problems.inner_text() == "Line 3 depends on a line below it."
    await depends.fill("2")
    await depends.press("Tab")
    assert await problems.inner_text() == "No problems"
    await grading.select_option("Every program that passes the tests")
    assert await problems.inner_text() == "Add a test to run the program by."
    await host.get_by_role("button", name="Add a test").press("Enter")
    await host.get_by_label("It prints").fill("3\nend")
    assert await problems.inner_text() == "No problems"
