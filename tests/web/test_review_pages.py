"""Reviewing at full speed, the lesson file as it was read, and the coverage of a unit, in the browser."""

from __future__ import annotations

import io
import re
from typing import Any

import pptx
import pytest
from playwright.async_api import BrowserContext, Page, expect
from sqlalchemy import update

from backend.accounts.permissions import PLAIN_COOKIE
from backend.documents.models import Document
from tests.documents.lessons import word_lesson
from tests.documents.parser.picture_files import png
from tests.documents.reading import upload_and_read
from tests.generation.making import GENERATOR, drafts, make
from tests.school import Person, SchoolMaker
from tests.web import accessibility
from tests.web.test_authoring_pages import UNDECIDED

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
async def teacher(maker: SchoolMaker, context: BrowserContext, server: str) -> Person:
    """A teacher of a school with its curriculum, signed in in the browser."""
    person = await maker.person(await maker.school(curriculum=True), "teacher", "Ruth")
    token = person.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": server}])
    return person


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


def _counts(page: Page) -> Any:
    return page.locator(".bench-head p").first


async def test_a_twin_stands_beside_and_another_takes_its_place_by_keys(
    page: Page, teacher: Person, server: str
) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 2, "level": 3}, {"key": GENERATOR, "count": 2, "level": 3})
    made = await drafts(teacher, run_id=run["id"])
    twin = next(draft for draft in made if draft["duplicate_of"])
    await _open(page, f"{server}/teacher/review-questions?run={run['id']}#{twin['id']}")
    stem = twin["content"]["stem"]
    await expect(page.locator(".twin .pupil-view")).to_contain_text(stem)
    await expect(page.get_by_role("region", name="Draft 3 of 4")).to_contain_text(stem)
    await _is_fine(page)
    await page.keyboard.press("n")
    await expect(_counts(page)).to_contain_text("1 of 5 reviewed: 1 rejected")
    await expect(page.locator(".twin")).to_have_count(0)
    shown = page.get_by_role("region", name="Draft 4 of 5")
    assert await shown.locator(".question__stem").inner_text() not in {draft["stem_text"] for draft in made}
    await page.keyboard.press("r")
    await page.keyboard.press("3")
    await expect(_counts(page)).to_contain_text("2 of 5 reviewed: 2 rejected")
    reasons = {draft["reject_reason"] for draft in await drafts(teacher, run_id=run["id"], status="done")}
    assert reasons == {"Another one asked for", "Too easy"}


async def test_what_was_accepted_becomes_an_assessment_before_all_is_reviewed(
    page: Page, teacher: Person, server: str
) -> None:
    # The makers make twins on purpose here: those are left when all that is clean has been accepted.
    run = await make(teacher, {"key": GENERATOR, "count": 2, "level": 3}, {"key": GENERATOR, "count": 2, "level": 3})
    clean = [draft for draft in await drafts(teacher, run_id=run["id"]) if draft["clean"]]
    assert 0 < len(clean) < 4
    await _open(page, f"{server}/teacher/review-questions?run={run['id']}")
    build = page.get_by_role("link", name=re.compile("^Make an assessment"))
    await expect(build).to_have_count(0)
    await page.get_by_role("button", name=f"Accept all {len(clean)} without warnings").click()
    await expect(_counts(page)).to_contain_text(f"{len(clean)} of 4 reviewed")
    await build.click()
    await expect(page.locator(".build-row")).to_have_count(len(clean))
    await expect(page.get_by_label("Title")).to_be_focused()


async def test_decisions_are_undone_one_by_one_even_after_a_reload(page: Page, teacher: Person, server: str) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 4, "level": 3})
    await _open(page, f"{server}/teacher/review-questions?run={run['id']}")
    order = [draft["stem_text"] for draft in await drafts(teacher, run_id=run["id"])]
    current = page.locator(".draft[aria-current] > span")
    for n, key in enumerate(("a", "r"), 1):
        await page.keyboard.press(key)
        if key == "r":
            await page.keyboard.press("Enter")
        await expect(_counts(page)).to_contain_text(f"{n} of 4 reviewed")
    await page.get_by_role("button", name="Accept all 2 without warnings").click()
    await expect(_counts(page)).to_contain_text("4 of 4 reviewed: 3 accepted, 1 rejected")
    await page.keyboard.press("z")
    await expect(_counts(page)).to_contain_text("2 of 4 reviewed: 1 accepted, 1 rejected")
    await page.reload()
    await page.locator("main:not([aria-busy])").wait_for()
    for left, stem in ((1, order[1]), (0, order[0])):
        await page.keyboard.press("z")
        await expect(_counts(page)).to_contain_text(f"{left} of 4 reviewed")
        await expect(current).to_have_text(stem)
    await page.keyboard.press("z")
    await expect(_counts(page)).to_contain_text("0 of 4 reviewed")


async def test_a_draft_is_edited_with_the_pupils_view_beside_it(page: Page, teacher: Person, server: str) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 1, "level": 1})
    await _open(page, f"{server}/teacher/review-questions?run={run['id']}")
    await page.keyboard.press("e")
    beside = page.get_by_role("region", name="As pupils will see it")
    await expect(beside.locator(".question__stem")).not_to_be_empty()
    await page.get_by_label("Question", exact=True).fill("What does **this** say?")
    await expect(beside.locator(".question__stem")).to_have_text("What does this say?")
    weak = page.get_by_label("Option D", exact=True)
    sound = await weak.input_value()
    await weak.fill("All of the above")
    await expect(beside).to_contain_text("All of the above")
    # The place is said by the letter that stands before the option, and shown at its field.
    await expect(beside.locator(".checks strong", has_text="Option D").first).to_be_visible()
    await expect(weak).to_have_attribute("data-finding", "warning")
    await expect(weak).to_have_accessible_description(re.compile("All of the above"))
    await expect(page.locator(".option-row__letter").nth(3)).to_have_text("D")
    await weak.fill(sound)
    await expect(page.locator('[data-finding][name="options.3.text"]')).to_have_count(0)
    await weak.fill("All of the above")
    await expect(weak).to_have_attribute("data-finding", "warning")
    await _is_fine(page)
    await page.keyboard.press("Control+Enter")
    await expect(_counts(page)).to_contain_text("1 edited")
    await page.keyboard.press("m")
    row = page.get_by_role("dialog").get_by_role("row", name=re.compile("^Binary to denary"))
    await expect(row.get_by_role("cell")).to_have_text(["100\u202f%", "–", "1", "–", "–"])
    await _is_fine(page)


async def test_the_file_as_it_was_read_leads_to_its_drafts_and_back(page: Page, teacher: Person, server: str) -> None:
    document = await upload_and_read(teacher, word_lesson(), "Lesson 4 Networks.docx")
    run = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    made = await drafts(teacher, run_id=run["id"])
    passages = [passage for section in document["sections"] for passage in section["passages"]]
    sources = {draft["evidence"]["passage_id"] for draft in made}
    await _open(page, f"{server}/teacher/upload?document={document['id']}")
    await page.get_by_role("link", name="See all of it").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lesson 4 Networks.docx")
    rows = page.locator(".source-passage")
    await expect(rows).to_have_count(len(passages))
    await expect(page.get_by_text("No draft from this")).to_have_count(len(passages) - len(sources))
    assert sorted(await page.locator("[data-shows]").evaluate_all("all => all.map(each => each.id)")) == sorted(
        draft["id"] for draft in made
    )
    marked = await page.locator("mark.evidence").all_inner_texts()
    assert sorted(set(marked)) == sorted({draft["evidence"]["quote"] for draft in made})
    for section in document["sections"]:
        await expect(page.get_by_role("heading", name=section["heading"], exact=True)).to_be_visible()
    await expect(page.get_by_role("cell", name="Repeats every signal")).to_be_visible()
    await _is_fine(page)
    await page.get_by_text(f"Without {len(passages) - len(sources)}").click()
    await expect(rows.locator("visible=true").get_by_text("No draft from this")).to_have_count(
        len(passages) - len(sources)
    )
    await expect(page.locator("mark.evidence:visible")).to_have_count(0)
    await page.get_by_text(f"All {len(passages)}").click()

    await page.locator("mark.evidence a").first.click()
    first = next(draft for draft in made if draft["evidence"]["quote"] == marked[0])
    await expect(page.locator(".draft[aria-current]")).to_have_attribute("data-draft", first["id"])
    await page.get_by_role("link", name="See everything that was found in the file").click()
    await expect(page.locator(f'[id="{first["id"]}"]')).to_be_focused()
    await expect(page.locator(".source-passage[data-here] mark.evidence[data-on]")).to_have_text(marked[0])


async def test_pictures_stand_in_their_place(page: Page, teacher: Person, server: str) -> None:
    drawn = (png(1024, 512, rows=512), png(60, 90, rows=90))
    lesson = word_lesson(pictures=drawn, alts=("Four computers around a router",))
    document = await upload_and_read(teacher, lesson, "Networks.docx")
    await _open(page, f"{server}/teacher/lesson-file?id={document['id']}")
    figures = page.locator("section", has=page.get_by_role("heading", name="Networks", exact=True)).locator("figure")
    await expect(figures).to_have_count(2)
    described, bare = figures.nth(0), figures.nth(1)
    await expect(described.get_by_role("img", name="Four computers around a router")).to_be_visible()
    await expect(bare).to_contain_text("No description in the file")
    await expect(described).not_to_contain_text("No description in the file")
    await expect(page.get_by_text(", and 2 pictures")).to_be_visible()
    order = await page.locator("main :is(figure, .source-passage)").evaluate_all(
        "all => all.map(each => each.localName)"
    )
    assert order[:8] == ["article"] * 5 + ["figure", "article", "figure"], (
        "definitions, picture, its description, picture"
    )
    for figure, size in ((described, [1024, 512, 512, 256]), (bare, [60, 90, 60, 90])):
        await figure.scroll_into_view_if_needed()
        seen = "img => img.decode().then(() => [img.naturalWidth, img.naturalHeight, img.width, img.height])"
        assert await figure.locator("img").evaluate(seen) == size
    await _is_fine(page)
    await page.get_by_text("Without", exact=False).first.click()
    await expect(page.locator("figure:visible")).to_have_count(0)


async def test_a_file_of_pictures_alone_is_shown(page: Page, teacher: Person, server: str) -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(png(300, 200, rows=200)), 0, 0)
    out = io.BytesIO()
    deck.save(out)
    document = await upload_and_read(teacher, out.getvalue(), "Diagram.pptx")
    await _open(page, f"{server}/teacher/lesson-file?id={document['id']}")
    await expect(page.get_by_text("As it was read: no words, and 1 picture.")).to_be_visible()
    await expect(page.get_by_role("img", name="Slide 1, Picture")).to_be_visible()
    await _is_fine(page)


async def test_what_was_left_out_is_said(page: Page, teacher: Person, maker: SchoolMaker, server: str) -> None:
    document = await upload_and_read(teacher, word_lesson())
    async with maker.database.session(teacher.school_id) as session:
        await session.execute(
            update(Document).where(Document.id == document["id"]).values(warnings=["Hidden text was left out."])
        )
    await _open(page, f"{server}/teacher/lesson-file?id={document['id']}")
    await expect(page.get_by_role("region", name="What was left out")).to_contain_text("Hidden text was left out.")
    await expect(page.get_by_role("link", name="Make drafts from it")).to_be_visible()
    await expect(page.get_by_text("No draft from this").first).to_be_visible()
    await _is_fine(page)


async def test_a_gap_is_filled_with_one_press(page: Page, teacher: Person, server: str) -> None:
    units = (await teacher.get("/api/curriculum"))["units"]
    unit = next(unit for unit in units if unit["key"] == "representations-from-clay-to-silicon")
    objectives = [one for topic in unit["topics"] for one in topic["objectives"]]
    binary = next(t for t in unit["topics"] if t["key"].endswith("numbers-in-binary"))["objectives"][0]
    await _open(page, f"{server}/teacher/questions")
    await page.get_by_role("link", name="Coverage").click()
    await page.get_by_label("Unit").select_option(unit["id"])
    total = len(objectives)
    await expect(page.get_by_role("status").first).to_have_text(
        f"0 of {total} objectives have a question that is ready."
    )
    await expect(page).to_have_url(f"{server}/teacher/coverage?unit={unit['id']}")
    row = page.locator(f'[data-objective="{binary["id"]}"]')
    await _is_fine(page)
    await row.get_by_role("button", name="Make drafts").click()
    review = row.get_by_role("link", name=re.compile(r"^Review \d+ drafts"))
    await expect(review).to_be_focused(timeout=60_000)
    await expect(row).to_contain_text("drafts to review")
    await _is_fine(page)
    await review.click()
    await page.get_by_role("button", name=re.compile(r"^Accept all \d+ without warnings")).click()
    await expect(page.locator(".toast")).to_contain_text("accepted")
    ready = (await teacher.get("/api/questions", params={"objective_id": binary["id"]}))["total"]
    assert ready > 0
    await _open(page, f"{server}/teacher/coverage?unit={unit['id']}")
    await expect(row).to_contain_text(f"{ready} ready")
    await page.get_by_text("Gaps only").click()
    await expect(row).to_have_count(0)
    gap = page.locator(f'[data-objective="{objectives[0]["id"]}"]')
    await gap.get_by_role("link", name="From a lesson file").click()
    await expect(page.get_by_role("list", name="Chosen objectives")).to_contain_text(objectives[0]["text"])
