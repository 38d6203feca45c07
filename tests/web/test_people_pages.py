"""Staff journeys: an administrator fills a school, a teacher helps a class, and everything works by keys on a phone."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, ViewportSize

from tests.school import Client, SchoolMaker
from tests.sitting import RIGHT, WRONG, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open
from tests.web.people import class_with_pupils

pytestmark = [pytest.mark.browser, pytest.mark.database]

NARROW: ViewportSize = {"width": 320, "height": 640}


async def _sideways(page: Page) -> int:
    over: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return over


async def _fails_to_sign_in(server: str, code: str, name: str) -> None:
    """Type wrong passwords until the account is locked."""
    async with Client(server) as client:
        for _ in range(20):
            body = {"class_code": code, "name": name, "password": "wrong-wrong-1"}
            if (await client.post("/api/sign-in/pupil", json=body)).status_code == 429:
                return
    raise AssertionError("Twenty wrong passwords and no lock")


async def test_slips_are_printed_alone(page: Page, maker: SchoolMaker, visit: Open) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin", "Dan")
    teacher = await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher, "Amara Osei")
    await page.add_init_script("window.print = () => {}")
    await visit(teacher, f"/teacher/class?id={row['id']}")
    await page.get_by_role("button", name="Actions for Amara Osei").click()
    await page.get_by_role("menuitem", name="New password").click()
    await page.get_by_role("button", name="Make a new password").click()
    await page.get_by_role("button", name="Print a slip").click()
    await page.emulate_media(media="print")
    assert await page.locator(".slips").is_visible()
    assert row["code"] in await page.locator(".slips").inner_text()
    assert not await page.get_by_role("heading", name="8D").is_visible()
    assert not await page.locator("dialog").is_visible()
    await page.emulate_media(media="screen")
    assert not await page.locator(".slips").is_visible()
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert await page.locator(".slips").count() == 0


async def test_staff_are_added_changed_and_switched_off_with_undo(page: Page, maker: SchoolMaker, visit: Open) -> None:
    admin = await maker.person(await maker.school(), "admin", "Dan")
    await visit(admin, "/admin/people?role=teacher")
    await page.get_by_role("button", name="Add a person").first.click()
    dialog = page.get_by_role("dialog")
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name="Add person").click()
    given = dialog.get_by_label("First name")
    assert await given.evaluate("input => input === document.activeElement")
    assert await accessibility.problems(page) == []
    await given.fill("Ruth")
    await dialog.get_by_label("Last name").fill("Okafor")
    await dialog.get_by_label("Title").select_option("Ms")
    await dialog.get_by_label("Sign-in name").fill(f"ruth.{admin.id}@example.org")
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Ms R. Okafor can sign in").wait_for()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Done").click()

    menu = page.get_by_role("button", name="Actions for Ms R. Okafor")
    await menu.focus()
    await page.keyboard.press("ArrowDown")
    assert await accessibility.problems(page) == []
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.get_by_text("Switched off", exact=True).last.wait_for()
    assert await menu.evaluate("button => button === document.activeElement")
    await page.locator(".toast-dock").get_by_role("button", name="Undo").click()
    await page.get_by_role("row", name="Ms Ruth Okafor").get_by_text("New", exact=True).wait_for()
    await menu.press("Enter")
    await page.keyboard.press("Escape")
    assert await page.get_by_role("menu").count() == 0
    assert await menu.evaluate("button => button === document.activeElement")

    await page.get_by_label("Search people").fill("nobody")
    await page.get_by_role("heading", name="Nobody matches “nobody”").wait_for()
    assert page.url.endswith("/admin/people?role=teacher&q=nobody")
    await page.get_by_role("button", name="Clear search and filters").click()
    await page.locator("#main").get_by_text("1 person").wait_for()


async def test_classes_get_teachers(page: Page, maker: SchoolMaker, visit: Open) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin", "Dan")
    teacher = await maker.person(school, "teacher", "Ruth")
    await visit(admin, "/admin/classes")
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Add a class").click()
    dialog = page.get_by_role("dialog", name="Add a class")
    await dialog.get_by_label("Name", exact=True).fill("9C")
    await dialog.get_by_label("Year").select_option("9")
    await page.keyboard.press("Enter")
    await page.get_by_text("No teacher yet", exact=True).wait_for()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Change 9C").click()
    await page.get_by_label(f"Ms Ruth {teacher.user.family_name}").check()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Save changes").click()
    await page.get_by_role("row", name="9C").get_by_text(teacher.user.display_name).last.wait_for()


async def test_a_teacher_lets_locked_pupils_in_and_moves_one(
    page: Page, server: str, maker: SchoolMaker, visit: Open
) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin", "Dan")
    teacher = await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    await admin.post("/api/classes", {"name": "8E", "year_group": 8, "teacher_ids": [str(teacher.id)]})
    await _fails_to_sign_in(server, row["code"], "Amara Osei")

    await visit(teacher, "/teacher/dashboard")
    await page.get_by_role("link", name="Let them in").click()
    await page.get_by_text("Amara Osei is locked out.").wait_for()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Let them in now").click()
    await page.get_by_text("Amara Osei can sign in again").first.wait_for()
    assert await page.get_by_text("Locked out").count() == 0

    await page.get_by_role("button", name="Actions for Ben Whitlock").click()
    await page.get_by_role("menuitem", name="Move to another class").click()
    await page.get_by_label("From 8D to").select_option(label="8E (Year 8)")
    await page.get_by_role("button", name="Move", exact=True).click()
    await page.get_by_text("Ben Whitlock is now in 8E").first.wait_for()
    assert await page.get_by_role("button", name="Actions for Ben Whitlock").count() == 0


async def test_an_administrator_sees_who_is_locked_out_and_lets_them_in(
    page: Page, server: str, maker: SchoolMaker, visit: Open
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    for name in ("Amara Osei", "Ben Whitlock"):
        await _fails_to_sign_in(server, row["code"], name)
    await page.set_viewport_size(NARROW)
    await visit(admin, "/admin/people?role=teacher")
    await page.get_by_text("2 people are locked out.").wait_for()
    assert await accessibility.problems(page) == []
    assert await _sideways(page) <= 0
    button = page.get_by_role("button", name="Let all 2 in now")
    await button.focus()
    await page.keyboard.press("Enter")
    await page.get_by_text("2 people can sign in again").first.wait_for()
    await button.wait_for(state="hidden")
    assert await page.evaluate("document.activeElement.closest('.tabs') !== null")
    assert (await admin.get("/api/people", params={"status": "locked"}))["items"] == []


# Light and narrow every page is looked at by the journeys.
@pytest.mark.parametrize(
    "look", ["dark", *(pytest.param(look, marks=pytest.mark.long) for look in ("large", "light", "narrow"))]
)
async def test_home_and_classes_in_every_look(page: Page, maker: SchoolMaker, visit: Open, look: str) -> None:
    room = await make_classroom(maker, pupils=3)
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG), strict=False):
        sitting = await room.start(pupil)
        await sitting.answer(answers)
        await sitting.submit()
    settings = {"dark": {"theme": "dark"}, "large": {"text_size": 200}}
    if look in settings:
        await room.teacher.put("/api/me/preferences", settings[look])
    if look == "narrow":
        await page.set_viewport_size(NARROW)
    for path, words in (
        ("/teacher/dashboard", "2 of 3 handed in"),
        ("/teacher/classes", "Class code"),
        (f"/teacher/class?id={room.class_id}", "Set for this class"),
    ):
        await visit(room.teacher, path)
        assert await page.get_by_text(words).first.is_visible()
        assert await accessibility.problems(page) == []
        assert await _sideways(page) <= 0


@pytest.mark.parametrize("path", ["/admin/people", "/admin/people?import=1", "/admin/classes"])
async def test_administration_on_a_narrow_screen(page: Page, maker: SchoolMaker, visit: Open, path: str) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin", "Dan")
    teacher = await maker.person(school, "teacher", "Ruth")
    await class_with_pupils(admin, teacher, "Maximilian Featherstonehaugh-Cholmondeley")
    await page.set_viewport_size(NARROW)
    await visit(admin, path)
    assert await accessibility.problems(page) == []
    assert await _sideways(page) <= 0


async def test_a_new_teacher_is_told_what_to_do_first(page: Page, maker: SchoolMaker, visit: Open) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin", "Dan")
    teacher = await maker.person(school, "teacher", "Ruth")
    await visit(teacher, "/teacher/dashboard")
    assert await page.get_by_role("heading", name="You have no classes yet").is_visible()
    assert await accessibility.problems(page) == []
    await class_with_pupils(admin, teacher)
    await visit(teacher, "/teacher/dashboard")
    assert await page.get_by_role("heading", name="Your first assessment").is_visible()
    assert await accessibility.problems(page) == []


async def test_staff_change_their_own_password(page: Page, maker: SchoolMaker, visit: Open) -> None:
    teacher = await maker.person(await maker.school(), "teacher", "Ruth")
    await visit(teacher, "/teacher/classes")
    await page.get_by_role("button", name=teacher.user.display_name).click()
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Change password").click()
    dialog = page.get_by_role("dialog", name="Change your password")
    await dialog.get_by_label("Password now").fill("correct-horse-42")
    await dialog.get_by_label("New password", exact=True).fill("three unrelated words")
    await dialog.get_by_label("New password again").fill("three unrelated word")
    await page.keyboard.press("Enter")
    again = dialog.get_by_label("New password again")
    assert await again.get_attribute("aria-invalid") == "true"
    await again.fill("three unrelated words")
    await page.keyboard.press("Enter")
    await page.get_by_text("Password changed.").first.wait_for()
    assert await page.locator("dialog").count() == 0
    assert (await teacher.get("/api/me"))["id"] == str(teacher.id)
