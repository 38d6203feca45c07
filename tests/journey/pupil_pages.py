"""What a pupil does, page by page, as hands do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.journey.second_marker import Answer, Known
from tests.school import Person


@dataclass(frozen=True)
class Pupil:
    """What a pupil's card says."""

    id: str
    name: str
    class_code: str
    sign_in_name: str
    password: str


async def new_pupil(admin: Person, school_class: Mapping[str, str], given: str, family: str) -> Pupil:
    """Add a pupil to a class."""
    made = await admin.post(f"/api/classes/{school_class['id']}/pupils", {"given_name": given, "family_name": family})
    pupil = made["pupil"]
    return Pupil(pupil["id"], pupil["display_name"], school_class["code"], pupil["sign_in_name"], made["password"])


async def sign_in(page: Page, server: str, pupil: Pupil) -> None:
    """Sign in through the first page."""
    await page.goto(server)
    await page.get_by_label("Class code").fill(pupil.class_code)
    await page.get_by_label("Your name").fill(pupil.sign_in_name)
    await page.get_by_label("Password", exact=True).fill(pupil.password)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/pupil/dashboard")


async def start(page: Page, title: str) -> None:
    """Start an assessment from the dashboard."""
    await page.get_by_role("link", name=f"Start {title}").click()
    await expect(page.get_by_role("heading", name=re.compile("^Question 1 of"))).to_be_visible()


def folded(text: str) -> str:
    """Return text as one line, however it was broken."""
    return " ".join(text.split())


async def stem(page: Page) -> str:
    """Return the question that is shown."""
    return folded(await page.locator(".question__stem").inner_text())


async def answer(page: Page, question: Known, answer: Answer) -> None:
    """Answer the question that is shown."""
    if question.type == "multiple_choice":
        assert isinstance(answer, str)
        await page.locator(".choice", has_text=re.compile(rf"^\s*[A-H]\s*{re.escape(answer)}\s*$")).click()
    elif question.type == "multiple_response":
        for text in answer or ():
            await page.get_by_role("checkbox", name=text, exact=True).check()
    elif question.type == "ordering":
        assert isinstance(answer, list)
        await _put_in_order(page, answer)
    else:
        await page.get_by_role("textbox").press_sequentially(str(answer))


async def _put_in_order(page: Page, wanted: list[str]) -> None:
    """Put items in order by the Up buttons."""
    for place, text in enumerate(wanted):
        while True:
            shown = [folded(each) for each in await page.locator(".sortable__text").all_inner_texts()]
            if shown.index(folded(text)) <= place:
                break
            await page.locator(".sortable__item").nth(shown.index(folded(text))).locator("[data-move='-1']").click()
    keep = page.get_by_role("button", name="Keep this order")
    if await keep.is_visible():
        await keep.click()


async def next_question(page: Page) -> None:
    """Go on."""
    heading = await page.locator(".question__meta h2").inner_text()
    await page.get_by_role("button", name=re.compile("^Save and ")).click()
    # Not the page's first: that is the question strip's, and never changes.
    await expect(page.locator("#main h2").first).not_to_have_text(heading)


async def saved(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    await expect(page.locator("[data-status]")).to_have_text("Saved", timeout=20_000)
