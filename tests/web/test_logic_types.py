"""Truth tables and Boolean expressions: answered by keys and by taps, reviewed cell by cell, written by keys."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import saved, sign_in
from tests.web.hand_in import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database]

TABLE = {"stem": "Complete the table.", "expression": "A AND B", "columns": ["NOT A"], "given_rows": 1}
EXPRESSION = {"stem": "Both have to be on. Write it.", "expression": "A AND B", "allowed_operators": ["AND", "OR"]}


@pytest.mark.shows("truth_table")
async def test_a_truth_table_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-type=truth_table][data-state=blank]")
    output = host.locator("xpath=following-sibling::output")
    first = host.get_by_role("button", name="row A=0, B=1: NOT B, blank")
    await first.focus()
    for key in ("0", "ArrowRight", "1", "ArrowDown", "1", "ArrowLeft", "ArrowUp", "ArrowUp"):
        await gallery.keyboard.press(key)
    assert await output.inner_text() == "NOT B: 1 0 – –; A AND NOT B: 0 1 1 –"
    here = host.get_by_role("button", name="row A=0, B=1: NOT B, 0")
    assert await here.evaluate("cell => cell === document.activeElement"), "above it is a row that is given"
    await gallery.locator("[aria-live=polite]").get_by_text("1", exact=True).wait_for(state="attached")
    for key in ("Backspace", "ArrowRight", "Delete", "ArrowDown", "Backspace"):
        await gallery.keyboard.press(key)
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("truth_table")
async def test_a_truth_table_by_taps(gallery: Page) -> None:
    host = gallery.locator("[data-type=truth_table][data-state=blank]")
    output = host.locator("xpath=following-sibling::output")
    assert await host.get_by_role("button").count() == 6, "what is given is no control"
    cell = host.get_by_role("button", name="row A=1, B=0: A AND NOT B")
    for shown in ("0 – 0 –", "0 – 1 –"):
        await cell.click()
        assert (await output.inner_text()).endswith(f"A AND NOT B: {shown}")
    await cell.click()
    assert await output.inner_text() == "Nothing answered"
    box = await cell.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


@pytest.mark.shows("truth_table")
async def test_the_review_of_a_truth_table_says_which_cells_are_right(gallery: Page) -> None:
    cells = gallery.locator("[data-review=truth_table]").nth(1).locator("table").first.locator("tbody td")
    said = [" ".join(text.split()) for text in await cells.all_inner_texts()]
    assert said == [
        "1", "0", "0 (Right)", "1 (Not yet)", "1 (Right)", "1 (Right)", "– (Not answered)", "0 (Right)",
    ]  # fmt: skip


@pytest.mark.shows("boolean_expression")
async def test_an_expression_by_keys_and_by_buttons(gallery: Page) -> None:
    host = gallery.locator("[data-type=boolean_expression][data-state=blank]")
    output = host.locator("xpath=following-sibling::output")
    field = host.get_by_role("textbox")
    described = await field.get_attribute("aria-describedby")
    assert await gallery.locator(f"[id='{described}']").inner_text() == (
        "Use H, W, AND, OR, NOT and brackets. Use as few operators as you can."
    )
    await field.focus()
    await gallery.keyboard.type("h . w'")
    assert await output.inner_text() == "h . w'"
    await field.fill("")
    assert await output.inner_text() == "Nothing answered"
    for name in ("H", "AND", "NOT", "(", "W", "OR", "H", ")"):
        await host.get_by_role("button", name=name, exact=True).click()
    assert await output.inner_text() == "H AND NOT (W OR H )"
    assert await field.evaluate("field => field === document.activeElement")


@pytest.mark.shows("truth_table")
async def test_writing_a_truth_table_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=truth_table]")
    said = host.locator("xpath=following-sibling::output")
    await host.get_by_role("button", name="Add a step").press("Enter")
    step = host.get_by_role("textbox", name="Step 2")
    assert await step.evaluate("field => field === document.activeElement")
    assert await said.inner_text() == "Write an expression, such as A AND NOT B."
    await gallery.keyboard.type("(A")
    assert await said.inner_text() == "The bracket before A isn't closed. Add “)” where it ends."
    await gallery.keyboard.type(" OR B)")
    assert await said.inner_text() == "No problems"
    await host.get_by_role("textbox", name="Expression").fill("A AND")
    assert "nothing after AND" in await said.inner_text()


@pytest.mark.shows("boolean_expression")
async def test_writing_an_expression_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=boolean_expression]")
    said = host.locator("xpath=following-sibling::output")
    await host.get_by_role("checkbox", name="NOT").press("Space")
    assert await said.inner_text() == "Don't use NOT here. Use only AND and OR."
    await host.get_by_role("textbox", name="Expression").fill("H AND W")
    assert await said.inner_text() == "No problems"
    await host.get_by_role("textbox", name="Inputs, in order").fill("H, T")
    assert await said.inner_text() == "W isn't an input here. Use only H and T."


async def test_both_are_sat_and_shown(context: BrowserContext, page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, questions=(("truth_table", TABLE), ("boolean_expression", EXPRESSION)))
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("link", name="Start Check").click()
    cell = page.get_by_role("button", name="row A=0, B=1: NOT A, blank")
    await cell.focus()
    for key in ("1", "ArrowDown", "0", "ArrowDown", "1", "ArrowRight", "1", "ArrowUp", "0", "ArrowUp", "0"):
        await page.keyboard.press(key)
    assert await problems(page) == []
    await saved(page)
    await page.reload()
    await expect(page.get_by_role("button", name="row A=1, B=1: A AND B, 1")).to_be_visible()
    await page.get_by_role("button", name="Save and next").click()
    field = page.get_by_role("textbox", name="Both have to be on.")
    await field.fill("A XOR B")
    await expect(page.get_by_text("Don't use XOR here. Use only AND and OR.")).to_be_visible()
    await field.fill("A OR B")
    await expect(page.get_by_text("Don't use XOR here.")).to_be_hidden()
    assert await problems(page) == []
    await saved(page)
    await page.get_by_role("button", name="Save and check answers").click()
    await hand_in(page)
    for row in await page.locator("details.explain").all():
        await row.locator("summary").click()
    await expect(page.get_by_text("differs from the right one in 2 of 4 rows")).to_be_visible()
    await expect(page.get_by_text("5 of 6 cells are right")).to_be_visible()
    assert await page.locator(".answer-grid--primary").count() == 1
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind a heading.
    assert await problems(page) == []
