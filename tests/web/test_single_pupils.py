"""What single pupils have instead of their class, from the class page: another time, extra time, one more attempt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from backend.core import clock
from tests.school import SchoolMaker
from tests.sitting import RIGHT, ClassRoom, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _missed(maker: SchoolMaker) -> ClassRoom:
    """Three pupils, of whom one sat it in a lesson that is over."""
    room = await make_classroom(maker, pupils=3)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    await sitting.submit()
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    return room


def _row(page: Page, room: ClassRoom, number: int) -> Locator:
    return page.locator(".heat tbody tr", has_text=room.pupils[number].user.display_name)


async def test_one_absent_pupil_gets_another_time_which_is_taken_back(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _missed(maker)
    name = room.pupils[1].user.display_name
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await expect(_row(page, room, 1).locator(".heat__total")).to_have_text("Absent")
    await page.get_by_role("button", name=f"Actions for {name}").click()
    await page.get_by_role("menuitem", name="Give another time").click()
    dialog = page.get_by_role("dialog", name=f"For {name} alone")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Save").click()

    await expect(_row(page, room, 1).locator(".heat__time")).to_contain_text("until ")
    await expect(_row(page, room, 1).locator(".heat__total")).to_have_text("Not started")
    await expect(page.locator(".results-status")).to_contain_text("1 pupil still has time until ")
    assert await accessibility.problems(page) == []
    (sit,) = (await room.pupils[1].get("/api/my/assignments"))["now"]
    assert sit["own_times"]
    await page.get_by_role("button", name="Undo").click()
    await expect(_row(page, room, 1).locator(".heat__total")).to_have_text("Absent")
    assert (await room.pupils[1].get("/api/my/assignments"))["now"] == []


async def test_everybody_who_missed_it_gets_tomorrow_and_one_loses_it_again(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await _missed(maker)
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name="For single pupils").click()
    dialog = page.get_by_role("dialog", name="For single pupils")
    boxes = [dialog.get_by_label(pupil.user.display_name) for pupil in room.pupils[1:]]
    # Both who missed it and nobody else, and that they get another time.
    await expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(len(boxes) + 1)
    await expect(dialog.get_by_label(room.pupils[0].user.display_name)).not_to_be_checked()
    for box in boxes:
        await box.uncheck()
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("Tick at least one pupil")).to_be_visible()
    for box in boxes:
        await box.check()
    await dialog.get_by_role("button", name="Tomorrow").click()
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Save").click()
    for number in (1, 2):
        await expect(_row(page, room, number).locator(".heat__time")).to_contain_text("until ")
    name = room.pupils[1].user.display_name
    await page.get_by_role("button", name=f"Actions for {name}").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="As for the class again")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(_row(page, room, 1).locator(".heat__time")).to_have_count(0)
    rows = {r["id"]: r for r in (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["pupils"]}
    assert [rows[str(p.id)]["window"] is None for p in room.pupils] == [True, True, False]
    (coming,) = (await room.pupils[2].get("/api/my/assignments"))["coming"]
    assert coming["opens_at"] > (clock.now() + timedelta(hours=20)).isoformat()
    await visit(room.teacher, "/teacher/dashboard")
    recent = page.get_by_role("table", name="Recent results")
    await expect(recent).to_contain_text("1 pupil still has time until ")
    assert await accessibility.problems(page) == []


async def test_releasing_says_who_has_still_to_sit_it(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, pupils=2, feedback="release")
    now = clock.now()
    window = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=2)).isoformat()}
    body = {"items": [{"pupil_id": str(room.pupils[1].id), "window": window}]}
    await room.teacher.patch(f"/api/assignments/{room.assignment_id}/windows", body)
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name="Release results").click()
    await expect(page.locator(".toast")).to_contain_text("1 pupil still has time until")
    await expect(page.locator(".toast")).to_contain_text("nobody sees the right answers yet")


async def test_one_more_attempt_for_one_pupil_at_once_and_taken_back(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, pupils=2)
    for pupil in room.pupils:
        await (await room.start(pupil)).submit()
    name = room.pupils[0].user.display_name
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name=f"Actions for {name}").click()
    await page.get_by_role("menuitem", name="One more attempt").click()
    await expect(_row(page, room, 0).locator(".heat__own")).to_have_text("2 attempts")
    await expect(_row(page, room, 1).locator(".heat__own")).to_have_count(0)
    (sit,) = (await room.pupils[0].get("/api/my/assignments"))["now"]
    assert (sit["attempts_allowed"], sit["attempts_used"]) == (2, 1)
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Undo").click()
    await expect(_row(page, room, 0).locator(".heat__own")).to_have_count(0)
    assert (await room.pupils[0].get("/api/my/assignments"))["now"] == []


async def test_after_closing_one_more_attempt_comes_with_a_time(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await _missed(maker)
    name = room.pupils[0].user.display_name
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name=f"Actions for {name}").click()
    await page.get_by_role("menuitem", name="One more attempt").click()
    dialog = page.get_by_role("dialog", name=f"For {name} alone")
    await expect(dialog.get_by_label("Attempts in all")).to_have_value("2")
    await dialog.get_by_role("button", name="Save").click()
    await expect(_row(page, room, 0).locator(".heat__time")).to_contain_text("until ")
    (sit,) = (await room.pupils[0].get("/api/my/assignments"))["now"]
    assert sit["own_times"] and sit["attempts_allowed"] == 2


async def test_several_pupils_get_other_extra_time_in_one_assessment(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, pupils=3, time_limit_s=1200)
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("button", name="For single pupils").click()
    dialog = page.get_by_role("dialog", name="For single pupils")
    # The class may still start: nobody has missed it, so nobody is ticked.
    await expect(dialog.locator("[name=pupils]:checked")).to_have_count(0)
    await dialog.get_by_role("button", name="All of those who haven’t sat it").click()
    await expect(dialog.locator("[name=pupils]:checked")).to_have_count(3)
    await dialog.get_by_role("button", name="None of those who haven’t sat it").click()
    await expect(dialog.locator("[name=pupils]:checked")).to_have_count(0)
    await dialog.get_by_role("button", name="All of those who haven’t sat it").click()
    await dialog.get_by_label(room.pupils[2].user.display_name).uncheck()
    await dialog.get_by_label("Another time").uncheck()
    await expect(dialog.get_by_label("Opens")).to_be_hidden()
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("Tick what they have instead of the class")).to_be_visible()
    await dialog.get_by_label("Other extra time").check()
    await dialog.get_by_label("Percent of the time limit").fill("50")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.locator(".heat__own")).to_have_text(["50 % extra time"] * 2)
    limits = [(await pupil.get("/api/my/assignments"))["now"][0]["time_limit_s"] for pupil in room.pupils]
    assert limits == [1800, 1800, 1200]
