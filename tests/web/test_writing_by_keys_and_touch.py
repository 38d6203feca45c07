"""Teachers write true or false, numbers, gaps, pairs and sorting on the real page: by keyboard alone, and by touch."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.school import SchoolMaker
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]

UNDECIDED = re.compile(r"color-contrast: .*(could not be determined|too short to determine)", re.DOTALL)
"""What axe can't see where panes scroll and bars float: the contrast of every pair of tokens is computed elsewhere."""

TABS_MAX = 90


class Hand(Protocol):
    """A way to use a page."""

    page: Page

    async def press(self, control: Locator) -> None: ...

    async def write(self, box: Locator, text: str) -> None: ...

    async def choose(self, box: Locator, label: str) -> None: ...


class Keyboard:
    """Reaches everything with Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def _reach(self, control: Locator) -> None:
        element = await control.element_handle()
        for _ in range(TABS_MAX):
            if await element.evaluate("element => element === document.activeElement"):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {control}")

    async def press(self, control: Locator) -> None:
        await self._reach(control)
        await self.page.keyboard.press("Space")

    async def write(self, box: Locator, text: str) -> None:
        await self._reach(box)
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(text)

    async def choose(self, box: Locator, label: str) -> None:
        await self._reach(box)
        await self.page.keyboard.type(label)


class Finger:
    """Taps; what is typed comes from the phone's own keys, and lists are the phone's own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, control: Locator) -> None:
        await control.tap()

    async def write(self, box: Locator, text: str) -> None:
        await box.tap()
        await self.page.keyboard.type(text)

    async def choose(self, box: Locator, label: str) -> None:
        await box.select_option(label=label)


async def _true_false(hand: Hand) -> None:
    await hand.press(hand.page.get_by_role("radio", name="True", exact=True))


async def _numeric(hand: Hand) -> None:
    await hand.write(hand.page.get_by_role("textbox", name="Number 1", exact=True), "42")


async def _cloze(hand: Hand) -> None:
    await hand.write(hand.page.get_by_role("textbox", name="Passage"), "Eight bits are a byte")
    await hand.press(hand.page.get_by_role("button", name="Make a gap", exact=True))


async def _matching(hand: Hand) -> None:
    pairs = (("Mouse", "Input"), ("Screen", "Output"), ("Disk", "Storage"))
    for place, (prompt, option) in enumerate(pairs, start=1):
        await hand.write(hand.page.get_by_role("textbox", name=f"Prompt {place}", exact=True), prompt)
        await hand.write(hand.page.get_by_role("textbox", name=f"Answer to prompt {place}"), option)


async def _categorise(hand: Hand) -> None:
    page = hand.page
    for place, name in enumerate(("Input", "Output"), start=1):
        await hand.write(page.get_by_role("textbox", name=f"Category {place}", exact=True), name)
    items = (("Mouse", "Input"), ("Screen", "Output"), ("Keys", "Input"), ("Printer", "Output"))
    for place, (item, category) in enumerate(items, start=1):
        await hand.write(page.get_by_role("textbox", name=f"Item {place}", exact=True), item)
        await hand.choose(page.get_by_role("combobox", name=f"Category of item {place}"), category)


async def _free_text(hand: Hand) -> None:
    page = hand.page
    await hand.write(page.get_by_role("textbox", name="What earns marks 1"), "Says what a disk keeps")
    await hand.press(page.get_by_role("button", name="Add a criterion"))
    await hand.write(page.get_by_role("textbox", name="What earns marks 2"), "Says until when")
    await hand.write(page.get_by_role("textbox", name="A model answer"), "It keeps files without power.")
    await hand.write(page.get_by_role("textbox", name="Key phrases"), "files, power,")
    await hand.write(page.get_by_role("spinbutton", name="Most words"), "40")


STEPS: dict[str, Callable[[Hand], Awaitable[None]]] = {
    "true_false": _true_false,
    "numeric": _numeric,
    "cloze": _cloze,
    "matching": _matching,
    "categorise": _categorise,
    "free_text": _free_text,
}
MADE: dict[str, Callable[[dict[str, Any]], object]] = {
    "true_false": lambda content: content["answer"] is True,
    "numeric": lambda content: content["answers"][0]["value"] == "42",
    "cloze": lambda content: [gap["accepted"][0]["pattern"] for gap in content["gaps"].values()] == ["byte"],
    "matching": lambda content: len(set(content["pairs"].values())) == len(content["options"]) == 3,
    "free_text": lambda content: (
        [line["text"] for line in content["rubric"]] == ["Says what a disk keeps", "Says until when"]
        and content["key_phrases"] == ["files", "power"]
        and content["word_range"] == {"least": None, "most": 40}
        and content["model_answer"] == "It keeps files without power."
    ),
    "categorise": lambda content: (
        [item["category"] for item in content["items"]]
        == [content["categories"][place]["id"] for place in (0, 1, 0, 1)]
    ),
}


# By default types and hands take turns: each type by one of them.
@pytest.mark.parametrize(
    ("key", "way"),
    [
        pytest.param(key, way, marks=() if at % 2 == turn else pytest.mark.long)
        for at, key in enumerate(STEPS)
        for turn, way in enumerate((Keyboard, Finger))
    ],
)
async def test_a_question_is_written(
    browser: Browser, maker: SchoolMaker, server: str, key: str, way: type[Keyboard] | type[Finger]
) -> None:
    teacher = await maker.person(await maker.school(), "teacher", "Ruth")
    touch = way is Finger
    context = await browser.new_context(
        viewport={"width": 360, "height": 740} if touch else {"width": 1366, "height": 768},
        has_touch=touch, is_mobile=touch, reduced_motion="reduce",
    )  # fmt: skip
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": teacher.client.cookies[PLAIN_COOKIE], "url": server}])
    page = await context.new_page()
    await page.goto(f"{server}/teacher/question?type={key}")
    hand = way(page)
    await hand.write(page.get_by_label("Question", exact=True), "A disk keeps files. True, or which, or how many?")
    await STEPS[key](hand)
    assert [line for line in await accessibility.problems(page) if not UNDECIDED.match(line)] == []
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await hand.press(page.get_by_role("button", name="Publish", exact=True))
    await expect(page.get_by_text("Ready, version 1")).to_be_visible()
    await context.close()
    [row] = (await teacher.get("/api/questions"))["items"]
    made = await teacher.get(f"/api/questions/{row['id']}")
    assert made["type"] == key
    assert MADE[key](made["content"]), made["content"]
