"""Types that a machine or a person marks, answered on the real pages: by keys alone, and by touch on a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_part_types import GAPS, PAIRS
from tests.web.attempt.test_sitting_page import saved, sign_in
from tests.web.hand_in import hand_in
from tests.web.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.database]

STATEMENT = {"stem": "A file stays on the disk without power.", "answer": True, "reason_required": True}
NUMBER = {
    "stem": "How many bytes are 5 kB?",
    "answers": [{"value": 5000}],
    "units": [{"symbol": "B", "factor": 1}, {"symbol": "kB", "factor": 1000}],
}
GROUPS = {
    "stem": "Is it an input or an output device?",
    "categories": [{"id": "n8r2kd", "text": "Input"}, {"id": "p4w7xb", "text": "Output"}],
    "items": [
        {"id": "d3k8sw", "text": "Mouse", "category": "n8r2kd"},
        {"id": "m7f2za", "text": "Screen", "category": "p4w7xb"},
        {"id": "w5g9pe", "text": "Keys", "category": "n8r2kd"},
    ],
}
OWN_WORDS = {
    "stem": "Why does a computer need both RAM and a hard drive?",
    "rubric": [{"id": "k3m9x2", "text": "RAM holds what is in use", "marks": 2}],
    "word_range": {"least": 4, "most": 40},
}
QUESTIONS = (
    ("true_false", STATEMENT), ("numeric", NUMBER), ("cloze", GAPS), ("matching", PAIRS), ("categorise", GROUPS),
    ("free_text", OWN_WORDS),
)  # fmt: skip
BOXES = {"Mouse": "1", "Screen": "2", "Keys": "1"}
NAMES = {"Mouse": "Input", "Screen": "Output", "Keys": "Input"}


@pytest.fixture
async def phone(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A narrow screen that is touched."""
    made = await browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield made
    await made.close()


async def _start(context: BrowserContext, page: Page, maker: SchoolMaker, server: str) -> ClassRoom:
    room = await make_classroom(maker, questions=QUESTIONS)
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    return room


async def _is_fine(page: Page) -> None:
    # Under the sticky head, axe can't tell what lies behind a heading.
    await page.evaluate("scrollTo(0, 0)")
    assert await problems(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def _all_right(page: Page) -> None:
    """Everything that the machine marks earned its marks; what a person reads waits, and is no zero."""
    await expect(page.locator(".hero")).to_contain_text("You got 10 of 10 marks")
    await expect(page.locator("details.explain").last).to_contain_text("Being marked")


async def _parts(page: Page) -> list[str]:
    return sorted([" ".join((await part.inner_text()).split()) for part in await page.locator(".part-list > li").all()])


async def _explained(page: Page) -> None:
    """Each answer is shown again, and of pairs and boxes how each went."""
    for at, words in enumerate(("It is storage.", "5", "bit", "Mouse", "Mouse", "RAM is fast.")):
        await expect(page.locator("details.explain").nth(at)).to_contain_text(words)
    assert await page.locator(".written").inner_text() == "RAM is fast.\nIt forgets.", "lines stay lines"
    assert await _parts(page) == sorted(f"{name} → {box} Right" for name, box in NAMES.items() for _ in range(2))
    await _is_fine(page)


async def test_six_types_by_keyboard_alone(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await _start(context, page, maker, server)
    keys = Keys(page)
    await keys.tab_to(".task a")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    await keys.tab_to("input[type=radio]")
    await keys.press("Space")
    await expect(page.get_by_role("radio", name="True")).to_be_checked()
    await keys.tab_to("main textarea")
    await keys.type("It is storage.")
    await _is_fine(page)
    await keys.press("Alt+n")
    await keys.heading("Question 2 of 6")
    await keys.tab_to("main input[type=text]")
    await keys.type("5,000 B")
    await _is_fine(page)
    await keys.press("Alt+n")
    await keys.heading("Question 3 of 6")
    await keys.tab_to("main .gap")
    await keys.type("bit")
    await keys.press("Enter")
    await keys.type("8")
    await keys.press("Enter")
    await keys.type("l")
    await _is_fine(page)
    await keys.press("Alt+n")
    await keys.heading("Question 4 of 6")
    await _pairs_by_keys(keys)
    await keys.press("Alt+n")
    await keys.heading("Question 5 of 6")
    await _sorts_by_keys(keys)
    await keys.press("Alt+n")
    await keys.heading("Question 6 of 6")
    await keys.tab_to("main textarea")
    await keys.type("RAM is fast.")
    await keys.press("Enter")
    await keys.type("It forgets.")
    await expect(page.get_by_text("5 words so far")).to_be_visible()
    await _is_fine(page)
    await keys.press("Alt+n")
    await saved(page)
    await keys.heading("You have answered every question.")
    await keys.hand_in()
    await _all_right(page)
    for _ in QUESTIONS:
        await keys.tab_to("details.explain:not([open]) > summary")
        await keys.press("Enter")
    await _explained(page)


async def _pairs_by_keys(keys: Keys) -> None:
    await keys.tab_to("main select")
    for _ in PAIRS["prompts"]:
        asked = await keys.page.evaluate("document.activeElement.closest('.match__row').innerText.trim()")
        await keys.type(NAMES[asked.split()[0]][0])
        await keys.press("Tab")
    await _is_fine(keys.page)


async def _sorts_by_keys(keys: Keys) -> None:
    """The last one first by arrows, the rest of the pile by digits."""
    page = keys.page
    await keys.tab_to("main .sortable__handle")
    await keys.press("ArrowRight", "ArrowRight", "ArrowRight", "0")
    await _is_fine(page)
    await page.get_by_role("group", name="Still to place: 3").wait_for()
    assert await page.get_by_role("button", name="not placed yet").count() == 3
    for _ in NAMES:
        focused = "document.activeElement.closest('li').dataset.name"
        if not await page.evaluate(f"document.activeElement.matches('.sorting__box--open *') && {focused}"):
            await keys.tab_to(".sorting__box--open .sortable__handle", "Shift+Tab")
        await keys.press(BOXES[await page.evaluate(focused)])
    await page.get_by_role("group", name="All placed").wait_for()


async def test_six_types_by_touch(phone: BrowserContext, maker: SchoolMaker, server: str) -> None:
    page = await phone.new_page()
    await _start(phone, page, maker, server)
    await page.get_by_role("link", name="Start Check").tap()
    await page.get_by_text("True", exact=True).tap()
    await page.get_by_role("textbox").tap()
    await page.keyboard.type("It is storage.")
    await _goes_on(page, 2)
    await page.get_by_role("textbox").tap()
    await page.keyboard.type("5 kB")
    await _goes_on(page, 3)
    for number, text in ((1, "bit"), (2, "8")):
        await page.get_by_role("textbox", name=f"Gap {number} of 3").tap()
        await page.keyboard.type(text)
    await page.get_by_role("combobox", name="Gap 3 of 3").select_option("larger")
    await _goes_on(page, 4)
    for prompt, option in NAMES.items():
        # The phone shows its own list, which nobody but the phone can draw.
        await page.get_by_role("combobox", name=prompt).select_option(option)
    await _goes_on(page, 5)
    for item, box in NAMES.items():
        await page.locator(".sorting__item").get_by_text(item, exact=True).tap()
        await _big_enough(page.get_by_role("button", name=f"Put here: {item}, in {box}"))
        await page.locator(".sorting__name").get_by_text(box, exact=True).tap()
    await _goes_on(page, 6)
    words = page.get_by_role("textbox", name="Why does a computer need")
    await _big_enough(words)
    await words.tap()
    await page.keyboard.type("RAM is fast.\nIt forgets.")
    await expect(page.get_by_text("Write 4 to 40 words. 5 words so far")).to_be_visible()
    await saved(page)
    await _is_fine(page)
    await page.get_by_role("button", name="Save and check answers").tap()
    await hand_in(page, tap=True)
    await _all_right(page)
    for row in await page.locator("details.explain > summary").all():
        await row.tap()
    await _explained(page)


async def _goes_on(page: Page, number: int) -> None:
    await _is_fine(page)
    await page.get_by_role("button", name="Save and next").tap()
    await expect(page.get_by_role("heading", name=f"Question {number} of 6")).to_be_visible()


async def _big_enough(target: Locator) -> None:
    """A finger's size (WCAG 2.5.5)."""
    box = await target.bounding_box()
    assert box is not None and box["width"] >= 44 and box["height"] >= 44
