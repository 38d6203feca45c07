"""Staff by keyboard alone: settings, a pupil's page, login cards. Each stop of the focus is in sight."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.journey.watch import Watch
from tests.school import Person, SchoolMaker
from tests.sitting import RIGHT, make_classroom
from tests.web.keys import Keys
from tests.web.people import class_with_pupils

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _open(watch: Watch, person: Person, path: str) -> Page:
    profile = await watch.profile()
    token = person.client.cookies[PLAIN_COOKIE]
    await profile.add_cookies([{"name": PLAIN_COOKIE, "value": token, "url": watch.server}])
    await profile.add_init_script("window.print = () => { window.printed = true; }")
    page = await profile.new_page()
    await page.goto(watch.server + path)
    await expect(page.locator("main:not([aria-busy]) h1")).to_be_visible()
    return page


async def test_an_administrator_changes_settings_and_takes_it_back(maker: SchoolMaker, watch: Watch) -> None:
    admin = await maker.person(await maker.school(), "admin", "Dan")
    before = await admin.get("/api/school-settings")
    page = await _open(watch, admin, "/admin/settings")
    keys = Keys(page)
    await keys.tab_to("main [name=name]")
    await keys.press("Control+a")
    await keys.type("Valley School")
    await keys.press("Enter")
    undo = page.get_by_role("region", name="Messages").get_by_role("button", name="Undo")
    await expect(undo).to_be_visible()
    assert (await admin.get("/api/school-settings"))["name"] == "Valley School"
    await keys.tab_to(".toast .button", "Shift+Tab")
    await keys.press("Enter")
    await expect(page.get_by_label("Name", exact=True)).to_have_value(before["name"])
    # What can't be saved takes the focus, and what is typed there is saved.
    await keys.tab_to("main [name=attempts_allowed]")
    await keys.press("Control+a")
    await keys.type("0")
    await keys.press("Enter")
    await expect(page.get_by_label("Attempts", exact=True)).to_be_focused()
    await keys.press("Control+a")
    await keys.type("4")
    await keys.press("Enter")
    await expect(page.get_by_text("Assessments: saved.").first).to_be_visible()
    assert (await admin.get("/api/school-settings"))["attempts_allowed"] == 4


async def test_a_teacher_looks_at_a_pupil_and_their_work(maker: SchoolMaker, watch: Watch) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    await sitting.submit()
    page = await _open(watch, room.teacher, f"/teacher/class?id={room.class_id}")
    keys = Keys(page)
    await keys.tab_to("a[href^='/teacher/pupil?']")
    await keys.press("Enter")
    name = room.pupils[0].user.display_name
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    await keys.tab_to("main table a[href^='/teacher/class-results?']")
    await keys.press("Enter")
    await expect(page.locator(".heat")).to_be_visible()
    # The table is one stop; arrows go about in it.
    await keys.tab_to(".heat button")
    await keys.press("ArrowDown", "ArrowRight")
    await expect(page.locator("button.heat__cell:focus")).to_have_count(1)
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keys.press("Escape")
    await expect(page.locator(".heat__cell:focus")).to_have_count(1)


async def test_a_teacher_makes_and_prints_login_cards(maker: SchoolMaker, watch: Watch) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    page = await _open(watch, teacher, f"/teacher/class?id={row['id']}")
    keys = Keys(page)
    await keys.tab_to("main a[href^='/teacher/cards?']")
    await keys.press("Enter")
    await expect(page.get_by_text("Whose cards?")).to_be_visible()
    # Both have a password, so nobody is ticked: the first is ticked by hand, and the page asks before it ends.
    await keys.tab_to("main input[type=checkbox]")
    await keys.press("Space")
    make = page.get_by_role("button", name="Make 1 card", exact=True)
    await expect(make.first).to_be_visible()
    await keys.tab_to("main .button--primary")
    await keys.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await keys.tab_to("dialog .button--primary, dialog .button--danger")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="1 card on 1 sheet")).to_be_visible()
    await keys.tab_to("main .button--primary")
    await keys.press("Enter")
    assert await page.evaluate("window.printed") is True
