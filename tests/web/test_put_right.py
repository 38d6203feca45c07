"""Putting marks right on the class page: see first what would change, do it, take it back."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open
from tests.web.test_authoring_pages import UNDECIDED

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _sat(maker: SchoolMaker) -> ClassRoom:
    """Two pupils: all right, all wrong."""
    room = await make_classroom(maker, pupils=2, feedback="hand_in")
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG), strict=True):
        sitting = await room.start(pupil)
        await sitting.answer(answers)
        await sitting.submit()
    return room


async def total_is(room: ClassRoom, page: Page, number: int, total: str) -> None:
    row = page.locator(".heat tbody tr", has_text=room.pupils[number].user.display_name)
    await expect(row.locator(".heat__total")).to_contain_text(total)


async def test_a_question_is_left_out_after_a_dry_run_and_comes_back(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _sat(maker)
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name="Question 2", exact=True).click()
    await page.get_by_role("button", name="Put marks right").click()
    dialog = page.get_by_role("dialog", name="Put the marks of question 2 right")
    await dialog.get_by_role("button", name="Change the marks").click()
    await expect(dialog.get_by_text("Choose what should happen.")).to_be_visible()
    await expect(dialog.get_by_role("radio", name="Mark again by the mended question")).to_be_disabled()
    await dialog.get_by_role("radio", name="Leave the question out").check()
    await expect(dialog.locator("p", has_text="2 of 2 marks change.")).to_be_visible()
    await expect(dialog.locator("tbody tr", has_text="Pupil0")).to_contain_text("2 of 2")
    await expect(dialog.locator("tbody tr", has_text="Pupil0")).to_contain_text("Left out")
    assert await accessibility.problems(page) == []
    await dialog.get_by_label("Why").fill("The picture was missing")
    # A Wi-Fi that is away for a moment, once it has begun: it isn't begun again.
    await page.route("**/api/mark-changes/*", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi</h1>"), times=1)
    await dialog.get_by_role("button", name="Change the marks").click()

    await expect(dialog).to_have_count(0)
    await total_is(room, page, 0, "4 of 4")
    await expect(page.locator(".put-right__done li")).to_contain_text("Left out for everybody: 2 marks changed.")
    await page.get_by_role("button", name="Undo").click()
    await total_is(room, page, 0, "6 of 6")
    await expect(page.locator(".put-right__done li")).to_contain_text("Taken back")


async def test_one_mark_is_changed_with_a_reason_and_keeps_its_history(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _sat(maker)
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await total_is(room, page, 1, "0 of 6")
    await page.locator(".heat tbody tr", has_text="Pupil1").locator(".heat__cell").nth(1).click()
    answer = page.get_by_role("dialog", name="Question 2")
    await answer.get_by_role("button", name="Change this mark").click()
    form = page.get_by_role("dialog", name="mark", exact=False).last
    await form.get_by_role("spinbutton").fill("3")
    await form.get_by_role("button", name="Change the mark").click()
    await expect(form.get_by_text("Give a number from 0 to 2.")).to_be_visible()
    await form.get_by_role("spinbutton").fill("1.5")
    await form.get_by_role("textbox", name="Why").fill("Half a byte is a nibble")
    await form.get_by_role("button", name="Change the mark").click()
    await expect(answer.get_by_text("1.5 of 2 marks", exact=True)).to_be_visible()
    await expect(answer.get_by_text("Half a byte is a nibble").first).to_be_visible()
    await answer.get_by_text("All 2 markings").click()
    await expect(answer.get_by_text("0 of 2 marks. Marked automatically")).to_be_visible()
    found = await accessibility.problems(page)
    assert [line for line in found if not UNDECIDED.match(line)] == []
    await page.keyboard.press("Escape")
    await total_is(room, page, 1, "1.5 of 6")
