"""Access arrangements on the pages: the pupil's page, the list of the class, people as an administrator sees them."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def test_a_teacher_gives_extra_time_on_the_pupils_page_and_takes_it_back(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, pupils=1)
    (pupil,) = room.pupils
    path = f"/api/pupils/{pupil.id}/arrangements"
    await visit(room.teacher, f"/teacher/pupil?class={room.class_id}&id={pupil.id}")
    card = page.get_by_role("region", name="Access arrangements")
    await expect(card).to_contain_text("None.")
    await card.get_by_role("button", name="Change access arrangements").click()
    dialog = page.get_by_role("dialog", name=f"Access arrangements of {pupil.user.display_name}")
    await expect(dialog).to_contain_text("no reason and no diagnosis is kept here")
    assert await accessibility.problems(page) == []
    await dialog.get_by_label("Extra time, in percent of the time limit").fill("201")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("Type a whole number from 0 to 200")).to_be_visible()
    await dialog.get_by_role("button", name="25 % extra time").click()
    await dialog.get_by_label("Rest breaks").check()
    await dialog.get_by_label("Paper colour").select_option("Mint")
    await dialog.get_by_role("button", name="Save").click()
    await expect(card.get_by_role("listitem")).to_have_text(["25 % extra time", "Rest breaks", "Own reading tools"])
    held = await room.teacher.get(path)
    assert (held["extra_time_percent"], held["rest_breaks"], held["past_closing"]) == (25, True, True)
    assert held["display"]["overlay"] == "mint" and held["display"]["text_size"] is None
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Undo").click()
    await expect(card).to_contain_text("None.")
    assert (await room.teacher.get(path))["extra_time_percent"] == 0


async def test_the_class_list_says_who_has_what(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, pupils=2)
    first, second = room.pupils
    wanted = {"version": 0, "extra_time_percent": 25, "reader": True, "past_closing": False}
    await room.teacher.put(f"/api/pupils/{first.id}/arrangements", wanted)
    await visit(room.teacher, f"/teacher/class?id={room.class_id}")
    rows = [page.get_by_role("row", name=pupil.user.display_name) for pupil in room.pupils]
    await expect(rows[0]).to_contain_text("25 % extra time, until closing · Reader")
    await expect(rows[1].locator("[data-arrangements]")).to_have_text("")
    await page.get_by_role("button", name=f"Actions for {second.user.display_name}").click()
    await page.get_by_role("menuitem", name="Access arrangements").click()
    await page.get_by_role("dialog").get_by_label("Fewer options").check()
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    await expect(rows[1]).to_contain_text("Fewer options")
    await page.set_viewport_size({"width": 360, "height": 700})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert await accessibility.problems(page) == []


async def test_an_administrator_finds_them_in_the_list_of_people(page: Page, maker: SchoolMaker, visit: Open) -> None:
    school = await maker.school()
    room = await make_classroom(maker, school=school)
    admin = await maker.person(school, "admin")
    (pupil,) = room.pupils
    await visit(admin, f"/admin/people?q={pupil.user.family_name}")
    await page.get_by_role("button", name=f"Actions for {pupil.user.display_name}").click()
    await page.get_by_role("menuitem", name="Access arrangements").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="50 % extra time").click()
    await dialog.get_by_label("Extra time may run past closing").uncheck()
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.locator(".toast")).to_contain_text("Saved the access arrangements")
    held = await room.teacher.get(f"/api/pupils/{pupil.id}/arrangements")
    assert (held["extra_time_percent"], held["past_closing"], held["version"]) == (50, False, 1)
