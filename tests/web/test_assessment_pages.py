"""A teacher puts an assessment together, sets it, and looks at what the class did; by mouse, keys and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.school import Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, RIGHT, SHORT_TEXT, WRONG, ClassRoom, make_classroom
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _sign_in(context: BrowserContext, teacher: Person, server: str) -> None:
    token = teacher.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": server}])


async def _open(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator("main:not([aria-busy])").wait_for()
    await page.wait_for_load_state("networkidle")


async def _dark(page: Page) -> None:
    await page.evaluate("document.documentElement.dataset.theme = 'dark'")


async def _narrow_and_dark_are_fine(page: Page) -> None:
    """No barrier in the dark, and nothing scrolls sideways at 320 px (WCAG 1.4.10)."""
    assert await accessibility.problems(page) == []
    await _dark(page)
    assert await accessibility.problems(page, colours_only=True) == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await page.set_viewport_size({"width": 1366, "height": 768})


async def _sat(room: ClassRoom) -> None:
    """The first pupil has everything right, the second everything wrong; the third hasn't come."""
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG), strict=False):
        sitting = await room.start(pupil)
        await sitting.answer(answers)
        await sitting.submit()


async def _add_question(teacher: Person, kind: str, content: dict[str, Any], stem: str) -> str:
    body = {"type": kind, "content": {**content, "stem": stem}, "objective_ids": [], "tags": [], "status": "ready"}
    made = await teacher.post("/api/questions", body)
    return str(made["id"])


async def test_from_an_empty_assessment_to_one_that_is_set(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    first = await _add_question(room.teacher, "short_text", SHORT_TEXT, "Name the smallest unit.")
    await _add_question(room.teacher, "multiple_choice", MULTIPLE_CHOICE, "Expand RAM.")
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/create-assessment?questions={first}")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_label("Title", exact=True)).to_be_focused()
    await expect(page.get_by_text("Give it a title")).to_be_visible()
    await page.get_by_label("Title", exact=True).fill("Units")

    await page.get_by_role("button", name="Add from the bank").click()
    await page.get_by_role("searchbox", name="Search").fill("expand")
    await expect(page.locator(".picker__row")).to_have_count(1)
    await page.get_by_role("checkbox", name=re.compile("Expand RAM")).check()
    await page.get_by_text("Look at it: Expand RAM.").click()
    await expect(page.get_by_role("radio", name=re.compile("Random access memory"))).to_be_visible()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Add 1 question").click()

    # By keys: lift the second, up, drop.
    await page.get_by_role("button", name="Move Expand RAM., position 2 of 2").press("Space")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Space")
    await page.get_by_role("spinbutton", name="marks for question 1").fill("2.5")
    await page.keyboard.press("Control+s")
    await expect(page.locator(".save-status")).to_have_text("Saved")
    assert re.search(r"\?id=[0-9a-f-]{36}$", page.url)
    made = await room.teacher.get(f"/api/assessments/{page.url.partition('=')[2]}")
    assert [(item["stem_text"], item["marks"]) for item in made["items"]] == [
        ("Expand RAM.", 2.5),
        ("Name the smallest unit.", 1.0),
    ]

    await page.get_by_role("button", name="Set for a class").click()
    assert await accessibility.problems(page) == []
    await page.get_by_label("Time limit in minutes").fill("0")
    await page.get_by_role("button", name="Set for this class").click()
    await expect(page.get_by_label("Time limit in minutes")).to_be_focused()
    await page.get_by_label("Time limit in minutes").fill("20")
    await page.get_by_label("Pupils see how they did").select_option("release")
    await page.get_by_role("button", name="Set for this class").click()
    await expect(page.get_by_role("link", name="Results for 8B")).to_be_focused()
    code = (await room.teacher.get(f"/api/classes/{room.class_id}"))["code"]
    await expect(page.locator(".banner--ok")).to_contain_text(f"with the class code {code}")
    await expect(page.get_by_role("link", name="Open the class")).to_be_visible()
    given = (await room.teacher.get("/api/assignments"))["items"][0]
    assert (given["title"], given["time_limit_s"], given["feedback"], given["state"]) == (
        "Units",
        1200,
        "release",
        "open",
    )
    await _narrow_and_dark_are_fine(page)

    await page.get_by_role("button", name="Close now for 8B").click()
    await page.get_by_role("button", name="Close now", exact=True).click()
    await expect(page.get_by_role("button", name="Close now for 8B")).to_have_count(0)
    assert (await room.teacher.get(f"/api/assignments/{given['id']}"))["state"] == "closed"


async def test_a_question_taken_out_comes_back(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/create-assessment?id={room.assessment_id}")
    await page.get_by_role("button", name=re.compile("Take out question 2")).click()
    await expect(page.locator(".build-row")).to_have_count(2)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".build-row")).to_have_count(3)
    await expect(page.locator(".save-status")).to_have_text("Saved")


async def test_a_newer_version_of_a_question_is_taken_when_asked(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    path = f"/api/assessments/{room.assessment_id}"
    first = (await room.teacher.get(path))["items"][0]
    known = await room.teacher.get(f"/api/questions/{first['question_id']}")
    change = {"version": known["version"], "content": {**known["content"], "stem": "Written anew?"}}
    await room.teacher.put(f"/api/questions/{known['id']}", {**change, "objective_ids": [], "tags": []})
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/create-assessment?id={room.assessment_id}")
    await expect(page.get_by_text("There is a newer version in the bank.")).to_have_count(1)
    await _narrow_and_dark_are_fine(page)
    await page.get_by_role("button", name=re.compile("^Use the newer version")).press("Enter")
    await expect(page.get_by_role("link", name="Written anew?")).to_be_focused()
    await expect(page.locator(".save-status")).to_have_text("Changes not saved")
    assert (await room.teacher.get(path))["items"][0]["stem_text"] == first["stem_text"]
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator(".save-status")).to_have_text("Saved")
    saved = (await room.teacher.get(path))["items"][0]
    assert (saved["stem_text"], saved["newer_version"]) == ("Written anew?", False)


async def test_two_people_change_the_same_assessment(context: BrowserContext, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker)
    await _sign_in(context, room.teacher, server)
    page = await context.new_page()
    await _open(page, f"{server}/teacher/create-assessment?id={room.assessment_id}")
    path = f"/api/assessments/{room.assessment_id}"
    known = await room.teacher.get(path)
    await room.teacher.put(path, {"version": known["version"], "title": "Theirs", "description": "", "items": []})
    await page.get_by_label("Title", exact=True).fill("Mine")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("changed somewhere else")
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Show theirs").click()
    await expect(page.get_by_label("Title", exact=True)).to_have_value("Theirs")
    await page.get_by_role("button", name="Back to mine").click()
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator(".save-status")).to_have_text("Saved")
    saved = await room.teacher.get(path)
    assert (saved["title"], saved["questions"]) == ("Mine", 3)


async def test_assessments_are_archived_and_brought_back(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/assessments")
    await expect(page.get_by_role("link", name="Results for 8B: open")).to_be_visible()
    await _narrow_and_dark_are_fine(page)
    await page.get_by_role("button", name="Archive Check").click()
    await expect(page.get_by_role("heading", name="No assessments yet")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("link", name="Check", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Archive Check").click()
    await page.get_by_role("link", name="Archived").click()
    await page.get_by_role("button", name="Bring back Check").click()
    await expect(page.get_by_role("heading", name="Nothing is archived")).to_be_visible()
    assert (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["archived"] is False


async def test_results_say_who_got_what_and_why(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, pupils=3, feedback="release")
    await _sat(room)
    right, wrong, absent = (pupil.user.display_name for pupil in room.pupils)
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/class-results?assignment={room.assignment_id}")
    rows = page.locator(".heat tbody tr")
    assert await rows.locator("th").all_inner_texts() == [wrong, right, absent]
    await expect(page.locator(".heat tbody tr", has_text=absent).locator(".heat__total")).to_have_text("Not started")
    await expect(page.get_by_text("2 of 3 handed in")).to_be_visible()

    await page.get_by_role("button", name="Question 1", exact=True).click()
    await expect(page.get_by_role("heading", name="Question 1")).to_be_focused()
    bar = page.locator(".drawer tr", has_text="Read all memory")
    await expect(bar.locator("td")).to_have_text("1")
    await bar.get_by_text("Who").click()
    await expect(bar.get_by_text(wrong)).to_be_visible()
    await _narrow_and_dark_are_fine(page)

    # By keys from the question to the first pupil's mark, and into the answer.
    await page.get_by_role("button", name="Close question 1").click()
    await expect(page.get_by_role("button", name="Question 1", exact=True)).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Question 1")
    await expect(dialog.get_by_role("heading", name=wrong)).to_be_visible()
    await expect(dialog.get_by_role("heading", name="Why this mark")).to_be_visible()
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name=f"Next: {right}").click()
    await expect(dialog.get_by_text("2 of 2 marks")).to_be_visible()
    await page.keyboard.press("Escape")

    await page.get_by_label("Hide names").check()
    for name in (right, wrong, absent):
        await expect(page.get_by_text(name)).to_have_count(0)
    await page.reload()
    await expect(page.locator(".heat tbody th").first).to_have_text(re.compile(r"^Pupil \d$"))


async def test_results_that_update_by_themselves_have_no_button_for_it(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    await _sign_in(context, room.teacher, server)
    address = f"{server}/teacher/class-results?assignment={room.assignment_id}"
    await _open(page, address)
    await expect(page.get_by_text("Updates by itself")).to_be_visible()
    await expect(page.get_by_role("button", name="Refresh")).to_be_hidden()
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    await _open(page, address)
    await expect(page.get_by_role("button", name="Refresh")).to_be_visible()
    await expect(page.get_by_text("Updates by itself")).to_have_count(0)


async def test_results_held_back_are_released_and_taken_back(
    page: Page, context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, pupils=2, feedback="release")
    await _sat(room)
    await _sign_in(context, room.teacher, server)
    await _open(page, f"{server}/teacher/class-results?assignment={room.assignment_id}")
    path = f"/api/assignments/{room.assignment_id}"
    await page.get_by_role("button", name="Release results").click()
    await expect(page.get_by_role("button", name="Hold results back")).to_be_focused()
    assert (await room.teacher.get(path))["state"] == "released"
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("button", name="Release results")).to_be_visible()
    assert (await room.teacher.get(path))["released_at"] is None
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Export").click()
    text = (await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert text.startswith("Pupil,State,Total")
