"""A teacher looks at what a rule makes, prints it, and puts the rule into the bank."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Page, expect
from pypdf import PdfReader

from backend.accounts.permissions import PLAIN_COOKIE
from tests.school import Person, SchoolMaker
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
async def teacher(maker: SchoolMaker, context: BrowserContext, server: str) -> AsyncIterator[Person]:
    """A teacher of a school with its curriculum, signed in in the browser."""
    person = await maker.person(await maker.school(curriculum=True), "teacher", "Ruth")
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": person.client.cookies[PLAIN_COOKIE], "url": server}])
    yield person


async def test_twenty_of_a_kind_then_into_the_bank(page: Page, teacher: Person, server: str) -> None:
    await page.goto(f"{server}/teacher/generators?generator=predict_lists&level=2&seed=5")
    cards = page.locator(".variants > li")
    await expect(cards).to_have_count(20)
    first = await cards.first.inner_text()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Another twenty").click()
    await expect(page).to_have_url(re.compile(r"seed=(?!5$)\d+$"))
    await expect(cards.first).not_to_have_text(first, use_inner_text=True)
    await page.get_by_label("Generator").select_option("gate_truth_table")
    await page.get_by_role("radio", name="Stretch").check()
    await expect(page).to_have_url(re.compile(r"generator=gate_truth_table&level=3"))
    await expect(page.get_by_role("heading", name="Wrong ideas that it shows")).to_be_visible()
    await page.get_by_role("button", name="Add to the bank").click()
    await expect(page.get_by_role("status").filter(has_text="is in the bank")).to_be_visible()
    await page.get_by_role("button", name="Add to the bank").click()
    await expect(page.get_by_role("status").filter(has_text="is in the bank already")).to_be_visible()
    for width in (1366, 320):
        await page.set_viewport_size({"width": width, "height": 700})
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await accessibility.problems(page) == []
    (question,) = (await teacher.get("/api/questions"))["items"]
    assert question["variants"] > 1 and question["status"] == "ready"
    await page.get_by_role("link", name="Put it into a new assessment").click()
    await expect(page.get_by_text(f"{question['variants']} variants")).to_be_visible()


async def test_a_worksheet_has_its_answers_on_a_page_of_their_own(page: Page, teacher: Person, server: str) -> None:
    await page.add_init_script("window.print = () => {}")
    await page.goto(f"{server}/teacher/generators?generator=binary_range&level=1&seed=1")
    cards, sheet = page.locator(".variants > li"), page.locator(".worksheet")
    kinds = {
        "binary_range": ".paper__box",
        "parsons_programs": ".paper__options .paper__code",
        "fix_the_bug": ".listing",
        "code_gaps": "[data-gap] .paper__blank",
    }
    for generator, drawn in kinds.items():
        first = await cards.first.inner_text()
        if generator != "binary_range":
            await page.get_by_label("Generator").select_option(generator)
            await expect(cards.first).not_to_have_text(first, use_inner_text=True)
        await expect(cards).to_have_count(20)
        await page.get_by_role("button", name="Print worksheet").click()
        await expect(sheet).to_be_attached()
        await page.emulate_media(media="print")
        questions, answers = sheet.locator("> ol > li"), sheet.locator(".worksheet__answers > ol > li")
        await expect(questions).to_have_count(20)
        # Each question is drawn for paper as its type is, and has its key.
        await expect(questions.filter(has=page.locator(drawn))).to_have_count(20)
        await expect(questions.filter(has=page.locator(".paper__line, .paper__box, .paper__blank"))).to_have_count(20)
        await expect(answers.filter(has=page.locator(".paper__key:not(:empty)"))).to_have_count(20)
        await expect(page.locator(".rail")).to_be_hidden()
        pages = [one.extract_text() for one in PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True))).pages]
        assert sum(": answers" in words for words in pages) == 1
        await page.emulate_media(media="screen")
        await expect(sheet).to_have_count(0)
