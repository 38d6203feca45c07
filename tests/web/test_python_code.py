"""Programs are written in the editor and run: by keys alone, before the editor has come, and without Wi-Fi."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.journey.school_programs import GREETING
from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web import accessibility
from tests.web.attempt.test_sitting_page import saved, sign_in
from tests.web.gallery_page import blank
from tests.web.hand_in import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.shows("python_code")]

KEY = "python_code"


async def _editor(host: Locator) -> Locator:
    """The field, once CodeMirror has taken it over."""
    editor = host.locator(".cm-content")
    await editor.wait_for()
    return editor


async def _no_barrier(page: Page) -> None:
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind a heading.
    assert await accessibility.problems(page) == []


async def test_a_program_is_written_by_keys_alone(gallery: Page) -> None:
    host, output = blank(gallery, KEY)
    editor = await _editor(host)
    assert await output.inner_text() == "Nothing answered"
    await expect(host.get_by_role("textbox", name="Your program")).to_have_attribute("aria-multiline", "true")
    await editor.focus()
    keys = gallery.keyboard
    for key in ("Control+Home", "ArrowDown", "End", "Enter"):
        await keys.press(key)
    await keys.type("for letter in word:")
    await keys.press("Enter")
    await keys.type("pass")
    written = (await output.inner_text()).split()
    assert " ".join(written).startswith("def count_vowels(word): total = 0 for letter in word: pass return total")
    lines = host.locator(".cm-line")
    assert await lines.nth(3).inner_text() == "        pass", "indented after a colon"
    await keys.press("Home")
    await keys.press("Shift+Tab")
    assert await lines.nth(3).inner_text() == "    pass"
    await keys.press("Tab")
    assert await lines.nth(3).inner_text() == "        pass"
    # What goes on to the next line begins where that begins, without the space that was behind the caret.
    await keys.press("End")
    await keys.type(" # one")
    for key in (*["ArrowLeft"] * len(" # one"), "Enter"):
        await keys.press(key)
    assert await lines.nth(4).inner_text() == "        # one"
    await keys.press("Control+z")
    # Letters that are shortcuts of a sitting belong to the program here, and so does the number of its spaces.
    await keys.type("f?")
    assert "f?" in await lines.nth(3).inner_text()
    await keys.press("Control+z")
    # Escape, then Tab, leaves; Tab alone doesn't.
    await keys.press("Escape")
    await keys.press("Tab")
    await expect(host.get_by_role("button", name="Run", exact=True)).to_be_focused()
    # Start again, and take that back.
    before = await output.inner_text()
    await host.get_by_role("button", name="Start again").press("Enter")
    assert await output.inner_text() == "Nothing answered"
    await host.get_by_role("button", name="Bring mine back").press("Enter")
    assert await output.inner_text() == before


async def test_a_text_area_does_the_work_until_the_editor_has_come(
    context: BrowserContext, page: Page, server: str
) -> None:
    may_come = asyncio.Event()

    async def slowly(route: Route) -> None:
        await may_come.wait()
        await route.continue_()

    await context.route("**/vendor/codemirror-*.js", slowly)
    await page.goto(f"{server}/gallery?type=python_code")
    host, output = blank(page, KEY)
    area = host.locator("textarea.code-field__plain")
    await area.focus()
    await page.keyboard.press("Control+Home")
    await page.keyboard.type("# one\n")
    assert (await output.inner_text()).startswith("# one def count_vowels")
    await _no_barrier(page)
    await area.evaluate("area => area.setSelectionRange(2, 5)")
    may_come.set()
    await _editor(host)
    await page.keyboard.type("two")
    assert (await output.inner_text()).startswith("# two def count_vowels")
    await expect(area).to_have_count(0)


async def test_programs_run_here_when_the_network_is_gone(context: BrowserContext, gallery: Page) -> None:
    host, _ = blank(gallery, KEY)
    editor = await _editor(host)
    await expect(host.get_by_role("button", name="Run the examples")).to_be_visible()
    await gallery.wait_for_load_state("networkidle")
    await context.set_offline(True)
    status, output = host.get_by_role("status"), host.get_by_role("log", name="Output")

    await host.get_by_role("button", name="Run the examples").click()
    await expect(status).to_have_text("Practice run on this device: your teacher’s computer marks with full Python.")
    await expect(host.get_by_text("not yet")).to_have_count(2)
    await expect(host.get_by_role("listitem").filter(has_text="Different")).to_contain_text("should be3yours0")

    async def run(source: str) -> None:
        await editor.press("Control+a")
        await gallery.keyboard.insert_text(source)
        await editor.press("Control+Enter")

    await run("name = input('Who? ')\nprint('Hi  ' + name)")
    await expect(output).to_have_text("Who? Hi  banana")
    await run("total = 1\n\nprint(totl)")
    await expect(output).to_contain_text("Python doesn’t know “totl”.")
    await expect(output).to_contain_text("NameError: name 'totl' isn't defined, line 3")
    await expect(host.locator(".cm-line.cm-bad")).to_have_text("print(totl)")
    await host.get_by_role("button", name="Go to line 3").click()
    await gallery.keyboard.type("#")
    await expect(host.locator(".cm-line").nth(2)).to_have_text("#print(totl)")
    await expect(host.locator(".cm-line.cm-bad")).to_have_count(0)
    await _no_barrier(gallery)

    await run("while True:\n    pass")
    await host.get_by_role("button", name="Stop").click()
    await expect(output).to_have_text("You stopped it.")
    await run("while True:\n    print('round and round')")
    await expect(output).to_contain_text("it printed too much")
    # What a friend's program must not reach: answers that wait on this device, and the school's server.
    await run("import js\nprint([name for name in ('fetch', 'indexedDB', 'caches') if hasattr(js, name)])")
    await expect(output).to_have_text("[]")
    await context.set_offline(False)


async def test_a_program_is_sat_and_run_by_the_school(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    """Written, run, the error seen and mended, handed in; the result says which test fails, and by what."""
    room = await make_classroom(maker, questions=((KEY, GREETING),), feedback="hand_in")
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("link", name="Start Check").click()
    host = page.locator(".program")
    editor = await _editor(host)
    await editor.focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type("print('Hello',  nam)")
    await page.keyboard.press("Control+Enter")
    output = host.get_by_role("log", name="Output")
    await expect(output).to_contain_text("NameError: name 'nam' is not defined")
    await expect(host.locator(".cm-line.cm-bad")).to_have_text("print('Hello',  nam)")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.type("e")
    await host.get_by_role("button", name="Run the examples").click()
    await expect(host.get_by_text("All 1 example right.")).to_be_visible()
    await _no_barrier(page)
    await saved(page)
    await page.reload()
    editor = await _editor(host)
    await expect(host.locator(".cm-line").nth(1)).to_have_text("print('Hello',  name)")
    await editor.press("Control+a")
    await page.keyboard.insert_text(
        "name = input()\nif name == 'Ada':\n    print('hello', name)\nelse:\n    print('Hello', name)"
    )
    await page.keyboard.press("Alt+n")
    await expect(page.get_by_role("heading", name="You have answered every question.")).to_be_focused()
    await hand_in(page)
    row = page.locator("#question-1")
    await expect(row.locator("summary")).to_contain_text("1 of 2")
    await row.locator("summary").click()
    tests = row.locator(".program__tests")
    await expect(tests.get_by_role("heading")).to_have_text("1 of 2 tests passed")
    first, second = await tests.locator("> ul > li").all()
    await expect(first).to_contain_text("Test 1 doesn’t pass yet")
    await expect(first).to_contain_text("should beHello·Adayourshello·Ada")
    await expect(second).to_have_text("Hidden test 2 passes")
    await _no_barrier(page)
