"""Accepting an answer on the class page: from the distribution and from one answer, with its dry run and its undo."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.marker.test_changes import sit
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open
from tests.web.test_authoring_pages import UNDECIDED
from tests.web.test_put_right import total_is

pytestmark = [pytest.mark.browser, pytest.mark.database]

FIVE = "/teacher/class-results?assignment="


async def _sat(maker: SchoolMaker) -> ClassRoom:
    room = await make_classroom(maker, pupils=3, feedback="hand_in")
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG, {**WRONG, "short_text": {"text": "Nibble"}}), strict=True):
        await sit(room, pupil, answers)
    return room


async def test_an_answer_is_accepted_from_the_distribution_by_keyboard_and_taken_back(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _sat(maker)
    await visit(room.teacher, f"{FIVE}{room.assignment_id}")
    await page.get_by_role("button", name="Question 2", exact=True).click()
    await page.get_by_role("button", name="Accept this answer “nibble”").press("Enter")
    dialog = page.get_by_role("dialog", name="Accept this answer")
    await expect(dialog.locator("p", has_text="2 of 3 marks change.")).to_be_visible()
    await expect(dialog.locator("tbody tr", has_text="Pupil1")).to_contain_text("matched 'nibble'")
    found = await accessibility.problems(page)
    assert [line for line in found if not UNDECIDED.match(line)] == []
    await dialog.get_by_role("radio", name="Part marks").press("Space")
    await dialog.get_by_label("Per cent of the marks").fill("0")
    await dialog.get_by_role("button", name="Accept it").press("Enter")
    await expect(dialog.get_by_text("Give a number between 0 and 100.")).to_be_visible()
    await dialog.get_by_label("Per cent of the marks").fill("25")
    await dialog.get_by_label("Per cent of the marks").press("Tab")
    await expect(dialog.locator("tbody tr", has_text="Pupil1")).to_contain_text("0.5 of 2")
    await expect(dialog.get_by_label("Why")).to_have_value("“nibble” is right, too.")
    await dialog.get_by_role("button", name="Accept it").press("Enter")
    await expect(dialog).to_have_count(0)
    await total_is(room, page, 1, "0.5 of 6")
    await total_is(room, page, 2, "0.5 of 6")
    await expect(page.locator(".put-right__done li")).to_contain_text("Marked again: 2 marks changed.")
    await page.get_by_role("button", name="Undo").click()
    await total_is(room, page, 1, "0 of 6")
    await expect(page.locator(".put-right__done li")).to_contain_text("The question still has its newer version")


async def test_one_answer_is_accepted_for_all_who_gave_it_and_other_types_say_what_to_do(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _sat(maker)
    await visit(room.teacher, f"{FIVE}{room.assignment_id}")
    await page.locator(".heat tbody tr", has_text="Pupil2").locator(".heat__cell").nth(1).click()
    answer = page.get_by_role("dialog", name="Question 2")
    # Nothing is accepted before one has seen what would change.
    held: asyncio.Future[Route] = asyncio.get_running_loop().create_future()

    def hold(route: Route) -> None:
        held.set_result(route)

    await page.route("**/api/mark-changes/accept/preview", hold, times=1)
    await answer.get_by_role("button", name="Accept this answer").click()
    dialog = page.get_by_role("dialog", name="Accept this answer")
    await dialog.get_by_role("button", name="Accept it").click()
    await expect(dialog.locator(".banner", has_text="See what would change first.")).to_be_focused()
    await (await held).continue_()
    await expect(dialog.locator("p", has_text="2 of 3 marks change.")).to_be_visible()
    await dialog.get_by_role("button", name="Accept it").click()
    await expect(answer.get_by_text("2 of 2 marks", exact=True)).to_be_visible()
    await expect(answer.get_by_text("matched 'Nibble'").first).to_be_visible()
    found = await accessibility.problems(page)
    assert [line for line in found if not UNDECIDED.match(line)] == []
    await page.keyboard.press("Escape")
    await total_is(room, page, 1, "2 of 6")
    # An option was ticked: there is nothing to list, so the answer says where else to go.
    await page.locator(".heat tbody tr", has_text="Pupil1").locator(".heat__cell").first.click()
    answer = page.get_by_role("dialog", name="Question 1")
    await expect(answer.get_by_text("Should another answer have been right?")).to_be_visible()
    mend = answer.get_by_role("link", name="Mend the question")
    assert await accessibility.problems(page) == []
    question = (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"][0]["question_id"]
    await expect(mend).to_have_attribute("href", f"/teacher/question?id={question}")
    await page.keyboard.press("Escape")
    await page.locator(".heat tbody tr", has_text="Pupil0").locator(".heat__cell").first.click()
    await expect(answer.get_by_text("Why this mark")).to_be_visible()
    await expect(mend).to_have_count(0)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Question 1", exact=True).click()
    await expect(page.get_by_text("Should another answer have been right?")).to_be_visible()
    await expect(page.get_by_role("button", name="Accept this answer")).to_have_count(0)
