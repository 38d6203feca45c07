"""Letting an absent pupil sit it later, from the class page: one, everybody who missed it, and all of it taken back."""

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
    await expect(page.get_by_role("button", name=f"Actions for {room.pupils[0].user.display_name}")).to_have_count(0)
    await page.get_by_role("button", name=f"Actions for {name}").click()
    await page.get_by_role("menuitem", name="Give another time").click()
    dialog = page.get_by_role("dialog", name=f"Another time for {name}")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Give this time").click()

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
    await page.get_by_role("button", name="Another time", exact=True).click()
    dialog = page.get_by_role("dialog", name="Another time for some pupils")
    boxes = [dialog.get_by_label(pupil.user.display_name) for pupil in room.pupils[1:]]
    await expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(len(boxes))
    for box in boxes:
        await box.uncheck()
    await dialog.get_by_role("button", name="Give them this time").click()
    await expect(dialog.get_by_text("Tick at least one pupil")).to_be_visible()
    for box in boxes:
        await box.check()
    await dialog.get_by_role("button", name="Tomorrow").click()
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Give them this time").click()
    for number in (1, 2):
        await expect(_row(page, room, number).locator(".heat__time")).to_contain_text("until ")
    name = room.pupils[1].user.display_name
    await page.get_by_role("button", name=f"Actions for {name}").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
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
