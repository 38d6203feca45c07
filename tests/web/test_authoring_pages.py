"""A teacher turns a lesson file into questions, finds them in the bank, writes one; by mouse, keys and on a phone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, FilePayload, Locator, Page, Route, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.documents.lessons import word_lesson
from tests.school import Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, SHORT_TEXT
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LESSON: FilePayload = {"name": "Lesson 4 Networks.docx", "mimeType": WORD, "buffer": word_lesson()}

UNDECIDED = re.compile(
    r"color-contrast: .*(background color could not be determined|too short to determine)", re.DOTALL
)
"""What axe can't see where panes scroll and bars float: the contrast of every pair of tokens is computed elsewhere."""


@pytest.fixture
async def teacher(maker: SchoolMaker, context: BrowserContext, server: str) -> Person:
    """A teacher of a school with its curriculum, signed in in the browser."""
    person = await maker.person(await maker.school(curriculum=True), "teacher", "Ruth")
    token = person.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": server}])
    return person


@pytest.fixture
async def refused(context: BrowserContext) -> AsyncIterator[Page]:
    """A page whose server says no: Chromium logs each 409 as an error, which the `page` fixture would count."""
    made = await context.new_page()
    yield made
    await made.close()


async def _open(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator("main:not([aria-busy])").wait_for()


async def _is_fine(page: Page) -> None:
    """No barrier in either theme, and nothing scrolls sideways at 320 px (WCAG 1.4.10)."""
    for theme in ("dark", "light"):
        await page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        found = await accessibility.problems(page, colours_only=theme == "dark")
        assert [line for line in found if not UNDECIDED.match(line)] == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await page.set_viewport_size({"width": 1366, "height": 768})


def _counts(page: Page) -> Locator:
    return page.locator(".bench-head p").first


async def test_from_a_lesson_file_to_the_bank_by_keys(page: Page, teacher: Person, server: str) -> None:
    await _open(page, f"{server}/teacher/upload")
    await page.set_input_files("#files", [LESSON])
    await expect(page.get_by_role("heading", name="What was found in Lesson 4 Networks.docx")).to_be_visible(
        timeout=30_000
    )
    await _is_fine(page)
    await page.get_by_role("button", name="Make drafts").click()
    review = page.get_by_role("link", name=re.compile(r"^Review \d+ drafts$")).first
    await review.click(timeout=60_000)

    await expect(_counts(page)).to_contain_text("Lesson 4 Networks.docx · 0 of ")
    await expect(page.locator("mark.evidence")).to_be_visible()
    await _is_fine(page)
    first = await page.locator(".draft[aria-current] > span").inner_text()
    await page.keyboard.press("a")
    await expect(_counts(page)).to_contain_text(": 1 accepted")
    await page.keyboard.press("z")
    await expect(_counts(page)).to_contain_text("0 of ")
    await expect(page.locator(".draft[aria-current] > span")).to_have_text(first)
    await page.keyboard.press("e")
    await page.get_by_label("Question", exact=True).fill("What do routers do?")
    await page.keyboard.press("Control+Enter")
    await expect(_counts(page)).to_contain_text(": 1 edited")
    await page.keyboard.press("r")
    await page.get_by_label("Or in your own words (optional)").fill("Says it twice")
    await page.keyboard.press("Enter")
    await expect(_counts(page)).to_contain_text("1 edited, 1 rejected")
    await page.get_by_role("button", name=re.compile(r"^Accept all \d+ without warnings$")).click()
    await expect(page.locator(".toast")).to_contain_text("accepted")
    while await page.get_by_role("button", name=re.compile("^Accept")).count():
        done = await _counts(page).inner_text()
        await page.keyboard.press("a")
        await expect(_counts(page)).not_to_have_text(done)
    make = page.get_by_role("link", name=re.compile("^Make an assessment from these"))
    await expect(make).to_have_attribute("href", re.compile(r"^/teacher/create-assessment\?questions=[0-9a-f-]{36},"))
    await _is_fine(page)
    found = await teacher.get("/api/questions", params={"q": "What do routers do?"})
    assert [(row["status"], row["mine"]) for row in found["items"]] == [("ready", True)]


async def test_a_file_that_cannot_be_read_says_why_and_a_lost_upload_can_be_sent_again(
    page: Page, teacher: Person, server: str, tmp_path: Path
) -> None:
    await _open(page, f"{server}/teacher/upload")
    old = tmp_path / "old.doc"
    old.write_bytes(b"x")
    await page.set_input_files("#files", [old])
    await expect(page.get_by_text("save it as .docx")).to_be_visible()
    broken: FilePayload = {"name": "broken.docx", "mimeType": WORD, "buffer": word_lesson()[:900]}
    await page.set_input_files("#files", [broken])
    row = page.get_by_role("listitem").filter(has_text="broken.docx")
    await expect(row.locator("p.bad")).to_be_visible(timeout=30_000)
    await row.get_by_role("button", name="Remove broken.docx").click()
    await expect(row).to_have_count(0)
    assert (await teacher.get("/api/documents"))["items"] == []


async def test_a_desk_without_drafts_says_so_and_shows_nothing_else(page: Page, teacher: Person, server: str) -> None:
    await page.set_viewport_size({"width": 375, "height": 740})
    await _open(page, f"{server}/teacher/review-questions")
    gap = """() => document.querySelector('main .state').getBoundingClientRect().top
        - document.querySelector('.bench-head').getBoundingClientRect().bottom"""
    assert await page.evaluate(gap) < 48
    await expect(page.get_by_role("link", name="Go to lesson files")).to_be_visible()
    await expect(page.locator(".bench")).to_have_count(0)
    await _is_fine(page)


async def test_a_draft_that_was_reviewed_elsewhere_is_shown_as_it_is(
    refused: Page, teacher: Person, server: str
) -> None:
    page = refused
    run = await teacher.post("/api/generation-runs", {"makers": [{"key": "generator.binary_to_denary", "count": 2}]})
    while (await teacher.get(f"/api/generation-runs/{run['id']}"))["status"] in {"queued", "running"}:
        await page.wait_for_timeout(100)
    await _open(page, f"{server}/teacher/review-questions?run={run['id']}")
    drafts = (await teacher.get("/api/drafts", params={"run_id": run["id"]}))["items"]
    await expect(_counts(page)).to_contain_text(f"0 of {len(drafts)}")
    link = page.locator(".draft[aria-current]")
    at = await link.get_attribute("data-draft")
    shown = next(each for each in drafts if each["id"] == at)
    await teacher.post(f"/api/drafts/{shown['id']}/reject", {"version": shown["version"]})
    async with page.expect_response(lambda answer: answer.status == 409):
        await page.get_by_role("button", name="Accept", exact=True).click()
    await expect(page.locator(".toast")).to_contain_text("changed in another window")
    await expect(page.get_by_text("You rejected this draft.")).to_be_visible()


async def _add(teacher: Person, kind: str, content: dict[str, Any], stem: str, status: str = "ready") -> Any:
    body = {
        "type": kind,
        "content": {**content, "stem": stem},
        "objective_ids": [],
        "tags": ["memory"],
        "status": status,
    }
    return await teacher.post("/api/questions", body)


async def test_the_bank_finds_selects_and_retires(page: Page, teacher: Person, server: str) -> None:
    await _open(page, f"{server}/teacher/questions")
    await expect(page.get_by_role("heading", name="The bank is empty")).to_be_visible()
    made = [await _add(teacher, "multiple_choice", MULTIPLE_CHOICE, f"What is RAM, number {n}?") for n in range(3)]
    await _add(teacher, "short_text", SHORT_TEXT, "Name the smallest unit.")
    await _open(page, f"{server}/teacher/questions?sort=stem")
    await expect(page.locator("tbody tr")).to_have_count(4)
    await page.get_by_label("Search questions").fill("RAM")
    await expect(page.locator("tbody tr")).to_have_count(3)
    await expect(page).to_have_url(re.compile(r"\?q=RAM&sort=stem$"))
    await _is_fine(page)

    picks = page.get_by_role("checkbox", name=re.compile("^Select: "))
    await picks.first.click()
    await picks.last.click(modifiers=["Shift"])
    bulk = page.get_by_role("region", name="Selected questions")
    await expect(bulk).to_contain_text("3 selected")
    add = bulk.get_by_role("link", name="Add to a new assessment")
    assert set(str(await add.get_attribute("href")).split("=")[1].split(",")) == {each["id"] for each in made}
    await _is_fine(page)
    await bulk.get_by_role("button", name="Retire (3)").click()
    await expect(page.locator(".toast")).to_contain_text("3 questions retired")
    await expect(page.locator("tbody .tag--warn:visible")).to_have_count(3)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("tbody .tag--ok:visible")).to_have_count(3)

    await page.get_by_label("Search questions").fill("nothing at all")
    await expect(page.get_by_role("heading", name="No question matches")).to_be_visible()
    await page.get_by_role("button", name="Clear all filters").click()
    await expect(page.locator("tbody tr")).to_have_count(4)
    await page.go_back()
    await expect(page.get_by_label("Search questions")).to_have_value("nothing at all")


async def test_writing_trying_and_publishing_a_question(page: Page, teacher: Person, server: str) -> None:
    await _open(page, f"{server}/teacher/question")
    await _is_fine(page)
    await page.get_by_role("link", name="Multiple choice").click()
    await expect(page.get_by_label("Question", exact=True)).to_be_focused()
    await page.get_by_role("button", name="Publish", exact=True).click()
    assert (await teacher.get("/api/questions"))["total"] == 0, "an unfinished question isn't published"
    await page.get_by_label("Question", exact=True).fill("Which of these loses its contents without power?")
    for letter, words in zip("ABC", ("RAM", "ROM", "All of the above"), strict=True):
        await page.get_by_label(f"Option {letter}", exact=True).fill(words)
    await page.get_by_role("button", name="Remove option D").click()
    preview = page.get_by_role("region", name="Preview", exact=True)
    await preview.get_by_text("ROM", exact=True).click()
    await page.get_by_role("button", name="Mark my answer").click()
    await expect(page.get_by_text("0\u202f% of the marks")).to_be_visible()
    await page.get_by_role("button", name=re.compile("^Option C: The option “All of the above”")).click()
    await expect(page.get_by_label("Option C", exact=True)).to_be_focused()
    await _is_fine(page)
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.get_by_text("Ready, version 1")).to_be_visible()
    await page.wait_for_url(re.compile(r"/teacher/question\?id="))


async def test_a_colleague_who_saves_first_costs_nothing(refused: Page, teacher: Person, server: str) -> None:
    page = refused
    made = await _add(teacher, "multiple_choice", MULTIPLE_CHOICE, "What is RAM?")
    await _open(page, f"{server}/teacher/question?id={made['id']}")
    theirs = {**made["content"], "stem": "What does a colleague ask?"}
    change = {"version": made["version"], "content": theirs, "objective_ids": [], "tags": []}
    await teacher.put(f"/api/questions/{made['id']}", change)
    await page.get_by_label("Question", exact=True).fill("What do I ask?")
    async with page.expect_response(lambda answer: answer.status == 409):
        await page.keyboard.press("Control+s")
    await expect(page.get_by_role("alert")).to_contain_text("Nothing of yours is lost")
    await expect(page.get_by_label("Question", exact=True)).to_have_value("What do I ask?")
    await page.get_by_role("button", name="Look at theirs").click()
    await expect(page.get_by_role("dialog")).to_contain_text("What does a colleague ask?")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Save mine over it").click()
    await expect(page.get_by_text("Ready, version 3")).to_be_visible()
    now = await teacher.get(f"/api/questions/{made['id']}")
    assert (now["content"]["stem"], now["number"]) == ("What do I ask?", 3)


async def test_a_file_sent_before_the_list_has_come_stays_in_view(page: Page, teacher: Person, server: str) -> None:
    """On a slow morning the list of earlier files comes after the first upload."""
    sent = asyncio.Event()

    async def hold_the_list(route: Route) -> None:
        if route.request.method != "GET" or sent.is_set():
            await route.continue_()
            return
        empty = await route.fetch()
        await sent.wait()
        await route.fulfill(response=empty)

    await page.route(re.compile(r"/api/documents$"), hold_the_list)
    await page.goto(f"{server}/teacher/upload")
    async with page.expect_response(lambda answer: answer.request.method == "POST"):
        await page.set_input_files("#files", [LESSON])
    sent.set()
    await expect(page.get_by_role("button", name=f"Delete {LESSON['name']}")).to_be_visible(timeout=60_000)
