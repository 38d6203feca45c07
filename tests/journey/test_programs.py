"""A program from the list of assessments to its marks: by keyboard alone, and with the Wi-Fi gone in between."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.journey.school_programs import PROGRAM, PROGRAMS_ON_PAPER
from tests.journey.watch import Watch
from tests.school import SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import saved, sign_in
from tests.web.hand_in import hand_in
from tests.web.keys import Keys
from tests.web.quiet import settled

pytestmark = [pytest.mark.browser, pytest.mark.database]

EDITOR = ".code-field > div"
"""The editor has the focus inside a shadow root: what a page sees of it is its host."""


async def _started(context: BrowserContext, room: ClassRoom, server: str) -> Page:
    await sign_in(context, room.pupils[0], server)
    page = await context.new_page()
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("link", name="Start Check")).to_be_visible()
    return page


async def test_a_program_needs_no_mouse(maker: SchoolMaker, server: str, watch: Watch) -> None:
    """Written, run, the error gone to and mended, left by Esc and Tab, handed in, and the difference read."""
    room = await make_classroom(maker, questions=(PROGRAM,), feedback="hand_in")
    page = await _started(await watch.profile(), room, server)
    keys = Keys(page)
    await keys.tab_to(".task a")
    await keys.press("Enter")
    await page.locator(".cm-content").wait_for()
    await keys.tab_to(EDITOR)
    await keys.press("Control+End")
    await keys.type("if name = 'Ada':")
    await keys.press("Enter")
    await keys.type("print('hello', name)")
    await keys.press("Enter", "Backspace")
    await keys.type("else:")
    await keys.press("Enter")
    await keys.type("print('Hello', name)")
    await keys.press("Tab", "Escape", "Tab")
    run = page.get_by_role("button", name="Run", exact=True)
    await expect(run).to_be_focused()
    await keys.press("Enter")
    output = page.get_by_role("log", name="Output")
    await expect(output).to_contain_text("SyntaxError")
    await expect(run).to_be_focused()
    await expect(page.locator(".cm-line.cm-bad")).to_have_text("if name = 'Ada':")
    await keys.tab_to(".program__error button")
    await keys.press("Enter", *["ArrowRight"] * len("if name ="))
    await keys.type("=")
    await keys.press("Control+Enter")
    await expect(output).to_have_text("hello Ada")
    await expect(page.locator(".cm-line.cm-bad")).to_have_count(0)
    await keys.press("Escape")
    await keys.tab_to("form button[type=submit]")
    await keys.press("Enter")
    await keys.heading("You have answered every question.")
    await keys.hand_in()
    row = page.locator("#question-1")
    await expect(row.locator("summary")).to_contain_text("1 of 2")
    await keys.tab_to("#question-1 summary")
    await keys.press("Enter")
    first, second = await row.locator(".program__tests > ul > li").all()
    await expect(first).to_contain_text("should beHello·Adayourshello·Ada")
    await expect(second).to_have_text("Hidden test 2 passes")


async def test_a_program_is_run_while_the_wifi_is_gone(maker: SchoolMaker, server: str, watch: Watch) -> None:
    """It is gone before the program's question was opened: all that this takes was fetched while another was read."""
    questions = (("multiple_choice", MULTIPLE_CHOICE), PROGRAM)
    room = await make_classroom(maker, questions=questions, feedback="hand_in")
    context = await watch.profile(loses_network=True)
    page = await _started(context, room, server)
    await page.get_by_role("link", name="Start Check").click()
    await expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_visible()
    await settled(page)
    await context.set_offline(True)

    await page.get_by_role("radio", name="Random access memory").check()
    await page.keyboard.press("Alt+n")
    status = page.locator(".program__status")
    output = page.get_by_role("log", name="Output")
    await page.locator(".cm-content").focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type("print('Hello', nam)")
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(output).to_contain_text("Python doesn’t know “nam”.")
    await expect(status).to_have_text("Practice run on this device: your teacher’s computer marks with full Python.")
    await expect(page.locator(".cm-line.cm-bad")).to_have_text("print('Hello', nam)")
    await page.get_by_role("button", name="Go to line 2").click()
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.type("e")
    await page.keyboard.press("Control+Enter")
    await expect(output).to_have_text("Hello Ada")
    await page.get_by_role("button", name="Run the examples").click()
    await expect(status).to_have_text("Practice run on this device: your teacher’s computer marks with full Python.")
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")

    await context.set_offline(False)
    await saved(page)
    await page.keyboard.press("Alt+n")
    await hand_in(page)
    row = page.locator("#question-2")
    await expect(row.locator("summary")).to_contain_text("2 of 2")
    await row.locator("summary").click()
    await expect(row.locator(".program__tests").get_by_role("heading")).to_have_text("2 of 2 tests passed")


async def test_programs_on_paper_are_sat(maker: SchoolMaker, server: str, watch: Watch) -> None:
    """A table is filled in, lines are put together and run, an output is foretold; the marks say what went wrong."""
    room = await make_classroom(maker, questions=PROGRAMS_ON_PAPER, feedback="hand_in")
    page = await _started(await watch.profile(), room, server)
    await page.get_by_role("link", name="Start Check").click()
    for cell, text in (("1, n", "2"), ("1, output", "1"), ("2, n", "3"), ("2, output", "1")):
        await page.get_by_role("textbox", name=f"row {cell}").fill(text)
    await page.get_by_role("button", name="Save and next").click()
    output, listing = page.get_by_role("log", name="Output"), page.get_by_role("group", name="The program that was run")
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(page.locator(".program__status")).to_have_text("There is nothing to run yet.")
    for line in ("total = 0", "for n in range(4):", "total = total + n", "print(total)"):
        await page.get_by_role("button", name=f"Add: {line}", exact=True).click()
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(output).to_contain_text("IndentationError")
    await expect(listing.locator(".program__bad")).to_have_text("total = total + n")
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind.
    assert await problems(page) == []
    await page.get_by_role("button", name="Go to line 3").click()
    await expect(page.get_by_role("button", name="total = total + n, line 3 of 4, indent 0")).to_be_focused()
    await page.get_by_role("button", name="More indent: total = total + n").click()
    await page.keyboard.press("Control+Enter")
    await expect(output).to_have_text("6")
    await expect(listing).to_have_count(0)
    await page.get_by_role("button", name="Save and next").click()
    await page.get_by_role("textbox").fill("Hi\na b")
    await page.get_by_role("button", name="Save and check answers").click()
    await expect(page.get_by_role("heading", name="You have answered every question.")).to_be_visible()
    await hand_in(page)
    # Three of four cells; every line; one of two lines that are printed.
    table, lines, output = [page.locator(f"#question-{number}") for number in (1, 2, 3)]
    for row, mark in ((table, "1.5"), (lines, "2"), (output, "1")):
        await expect(row.locator("summary")).to_contain_text(f"{mark} of 2")
        await row.locator("summary").click()
    await expect(table.locator(".answer-grid--primary")).to_have_count(1)
    await expect(output.get_by_role("list", name="Line by line")).to_contain_text("a b")
