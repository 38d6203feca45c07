"""Questions of several parts on the real pages: answered, handed in, and shown part by part."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import saved, sign_in
from tests.web.hand_in import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database]

GAPS = {
    "stem": "Fill in the gaps.",
    "passage": "A [[x2c6g2]] is one binary digit. There are [[qy6bd8]] in a byte. A kilobyte is [[7xnqiu]] than that.",
    "gaps": {
        "x2c6g2": {"type": "short_text", "accepted": [{"pattern": "bit"}, {"pattern": "digit", "fraction": 0.5}]},
        "qy6bd8": {"type": "numeric", "answers": [{"value": 8}]},
        "7xnqiu": {
            "type": "choice",
            "options": [{"id": "ticzis", "text": "larger", "fraction": 1}, {"id": "8zqrfb", "text": "smaller"}],
        },
    },
}
PAIRS = {
    "stem": "Is it an input or an output device?",
    "prompts": [
        {"id": "beuekk", "text": "Mouse"},
        {"id": "erjcb4", "text": "Screen"},
        {"id": "fdshvn", "text": "Keys"},
    ],
    "options": [{"id": "vcxidm", "text": "Input"}, {"id": "i28byu", "text": "Output"}],
    "pairs": {"beuekk": "vcxidm", "erjcb4": "i28byu", "fdshvn": "vcxidm"},
}


async def test_a_check_says_which_gaps_and_pairs_are_right_and_none_of_the_keys(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, questions=(("cloze", GAPS), ("matching", PAIRS)), feedback="each")
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("link", name="Start Check").click()
    await page.get_by_role("textbox", name="Gap 1 of 3").fill("bit")
    await page.get_by_role("textbox", name="Gap 2 of 3").fill("4")
    await page.get_by_role("button", name="Check my answer").click()
    await expect(page.get_by_text("Partly right.")).to_be_visible()
    assert await parts_shown(page) == ["Gap 1: bit Right", "Gap 2: 4 Not yet", "Gap 3: ____ Not answered"]
    await page.reload()
    await expect(page.locator(".part-list > li")).to_have_count(3)
    await page.keyboard.press("Alt+n")
    await page.get_by_role("combobox", name="Mouse").select_option("Input")
    await page.get_by_role("combobox", name="Screen").select_option("Input")
    await page.get_by_role("button", name="Check my answer").click()
    await expect(page.get_by_text("Partly right.")).to_be_visible()
    assert sorted(await parts_shown(page)) == [
        "Keys → ____ Not answered",
        "Mouse → Input Right",
        "Screen → Input Not yet",
    ]
    assert await problems(page) == []


async def parts_shown(page: Page) -> list[str]:
    return [" ".join((await part.inner_text()).split()) for part in await page.locator(".part-list > li").all()]


async def test_gaps_and_pairs_are_sat_and_shown_part_by_part(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, questions=(("cloze", GAPS), ("matching", PAIRS)))
    await sign_in(context, room.pupils[0], server)
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("link", name="Start Check").click()
    await expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_visible()
    await page.get_by_role("textbox", name="Gap 1 of 3").fill("digit")
    await page.get_by_role("textbox", name="Gap 1 of 3").press("Enter")
    await expect(page.get_by_role("textbox", name="Gap 2 of 3")).to_be_focused()
    await page.keyboard.type("4")
    await page.get_by_role("combobox", name="Gap 3 of 3").select_option("larger")
    assert await problems(page) == []
    await saved(page)
    await page.reload()
    await expect(page.get_by_role("textbox", name="Gap 2 of 3")).to_have_value("4")
    await page.keyboard.press("Alt+n")
    await page.get_by_role("combobox", name="Mouse").select_option("Input")
    await page.get_by_role("combobox", name="Screen").select_option("Input")
    assert await problems(page) == []
    await page.keyboard.press("Alt+n")
    await expect(page.get_by_text("1. digit; 2. 4; 3. larger")).to_be_visible()
    await hand_in(page)
    for row in await page.locator("details.explain").all():
        await row.locator("summary").click()
    parts = await parts_shown(page)
    assert parts[:3] == [
        "Gap 1: digit Partly right Right answer: bit",
        "Gap 2: 4 Not yet Right answer: 8",
        "Gap 3: larger Right",
    ]
    assert sorted(parts[3:]) == [
        "Keys → ____ Not answered Right answer: Input",
        "Mouse → Input Right",
        "Screen → Input Not yet Right answer: Output",
    ]
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind a heading.
    assert await problems(page) == []
