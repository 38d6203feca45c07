"""An administrator brings class lists, and login cards are made, printed and used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Route
from pypdf import PdfReader

from backend.accounts.permissions import PLAIN_COOKIE
from backend.classes.cards import card_link
from tests.school import SchoolMaker
from tests.web import accessibility
from tests.web.conftest import Open
from tests.web.people import class_with_pupils

pytestmark = [pytest.mark.browser, pytest.mark.database]

ROSTER = "class,first name,last name\n8B,Amara,Osei\n8B,Ben,Whitlock\n7E,Chidi,Nwosu\n7E,Dana,\n"


async def test_an_administrator_fills_an_empty_school(
    page: Page, server: str, maker: SchoolMaker, visit: Open, tmp_path: Path
) -> None:
    admin = await maker.person(await maker.school(), "admin", "Dan")
    await visit(admin, "/admin/people")
    assert await page.get_by_role("heading", name="No pupils yet").is_visible()
    assert await accessibility.problems(page) == []

    roster = tmp_path / "pupils.csv"
    roster.write_text(ROSTER)
    await page.get_by_role("button", name="Import a class list").first.click()
    await page.set_input_files("#class-list", roster)
    start = page.get_by_role("button", name="Import 3 people")
    await start.wait_for()
    assert await page.get_by_role("row", name="Dana").get_by_text("Left out").first.is_visible()
    assert await start.evaluate("button => button === document.activeElement")
    assert await accessibility.problems(page) == []
    await page.keyboard.press("Enter")

    await page.get_by_text("3 pupils added.").wait_for()
    assert await accessibility.problems(page) == []
    assert (await admin.get("/api/people", params={"role": "pupil"}))["counts"]["pupil"] == 3
    await page.get_by_role("link", name="Cards for 8B").click()
    await page.get_by_role("button", name="Make 2 cards").wait_for()
    assert await accessibility.problems(page) == []


async def test_a_list_without_headings_is_read_as_the_admin_says(
    page: Page, maker: SchoolMaker, visit: Open, tmp_path: Path
) -> None:
    admin = await maker.person(await maker.school(), "admin", "Dan")
    roster = tmp_path / "pupils.csv"
    roster.write_text("Osei;Amara;x\nWhitlock;Ben;y\n")
    await visit(admin, "/admin/people?import=1")
    await page.set_input_files("#class-list", roster)
    await page.get_by_text("We can't tell which column holds the class").wait_for()
    assert await accessibility.problems(page) == []
    first = page.get_by_label("Column 1 is read as")
    assert await first.evaluate("select => select === document.activeElement")
    await first.select_option("family")
    await page.get_by_label("Column 2 is read as").select_option("given")
    await page.get_by_label("Class of pupils without one").fill("Oak")
    await page.get_by_label("Year group of new classes").select_option("9")
    start = page.get_by_role("button", name="Import 2 people")
    await start.wait_for()
    assert await page.get_by_role("row", name="Amara Osei").get_by_text("New", exact=True).first.is_visible()
    assert await accessibility.problems(page) == []
    await start.click()
    await page.get_by_text("2 pupils added.").wait_for()
    (row,) = (await admin.get("/api/classes"))["items"]
    assert (row["name"], row["year_group"], row["pupils"]) == ("Oak", 9, 2)


async def test_leavers_are_switched_off_when_ticked(
    page: Page, maker: SchoolMaker, visit: Open, tmp_path: Path
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    roster = tmp_path / "pupils.csv"
    roster.write_text("class,name\n8D,Amara Osei\n")
    await visit(admin, "/admin/people?import=1")
    await page.set_input_files("#class-list", roster)
    start = page.get_by_role("button", name="Nothing to import")
    assert await start.is_disabled()
    await page.get_by_text("1 pupil of these classes is not in the list").click()
    assert await page.get_by_text("Ben Whitlock, 8D").is_visible()
    assert await accessibility.problems(page) == []
    await page.get_by_label("Switch them off: they have left").check()
    await page.get_by_role("button", name="Switch off 1 pupil").click()
    await page.get_by_text("1 pupil switched off.").wait_for()
    (ben,) = (await admin.get("/api/people", params={"q": "Ben"}))["items"]
    assert ben["disabled"] is True


async def test_pupils_join_a_set_and_move_only_when_ticked(
    page: Page, maker: SchoolMaker, visit: Open, tmp_path: Path
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    roster = tmp_path / "pupils.csv"
    roster.write_text("class,name,year\nSet 1,Amara Osei,8\nSet 1,Ben Whitlock,8\n")
    await visit(admin, "/admin/people?import=1")
    await page.set_input_files("#class-list", roster)
    summary = page.get_by_role("region", name="Summary")
    await summary.get_by_text("2 pupils join one more class").wait_for()
    assert await page.get_by_role("cell", name="Joins Set 1 (a new class); stays in 8D.").is_visible()
    assert await accessibility.problems(page) == []
    tick = page.get_by_label("Move pupils: they leave their other classes")
    await tick.focus()
    await page.keyboard.press("Space")
    await summary.get_by_text("2 pupils change class").wait_for()
    assert await page.get_by_role("cell", name="Moves from 8D to Set 1 (a new class).").is_visible()
    assert await tick.evaluate("box => box === document.activeElement")
    await page.keyboard.press("Space")
    await summary.get_by_text("2 pupils join one more class").wait_for()
    await page.get_by_role("button", name="Import 2 people").click()
    await page.get_by_text("2 pupils put into one more class.").wait_for()
    (amara,) = (await admin.get("/api/people", params={"q": "Amara"}))["items"]
    assert sorted(amara["class_names"]) == ["8D", "Set 1"]


async def test_cards_are_made_printed_eight_on_a_page_and_sign_in(
    page: Page, server: str, maker: SchoolMaker, visit: Open
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher)
    rows = (
        "".join(f"8D,Pupil,Number{chr(97 + n)}\n" for n in range(8)) + "8D,Maximilian,Featherstonehaugh-Cholmondeley\n"
    )
    await admin.post("/api/people/import", files={"file": ("l.csv", f"class,first name,last name\n{rows}".encode())})
    await visit(teacher, f"/teacher/class?id={row['id']}")
    assert await page.get_by_text("9 pupils have no password yet.").is_visible()
    await page.get_by_role("link", name="Make login cards").click()
    await page.get_by_role("button", name="Make 9 cards").click()
    await page.get_by_role("heading", name="9 cards on 2 sheets").wait_for()
    assert await accessibility.problems(page) == []

    await page.emulate_media(media="print")
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2
    words = [sheet.extract_text() for sheet in printed.pages]
    assert [text.count("Class code") for text in words] == [8, 1] and "Make other cards" not in words[0]
    width, height = (float(side) / 72 * 25.4 for side in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    await page.emulate_media(media="screen")

    card = page.locator(".login-card").last
    _, code, password = await card.locator("dd").all_inner_texts()
    name = (await card.locator(".login-card__name").inner_text()).removesuffix("8D").strip()
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Save as a file").click()
    kept = (await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert f"8D,{code},{name},{name},{password}" in kept.splitlines()

    await page.goto(card_link(f"{server}/", code, name))
    await page.get_by_label("Password", exact=True).wait_for()
    assert await page.get_by_label("Class code").input_value() == code
    assert await page.get_by_label("Password", exact=True).evaluate("box => box === document.activeElement")
    assert page.url == f"{server}/", "the name doesn't stay in the address"
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
    await page.get_by_text(name).first.wait_for()
    assert page.url.endswith("/pupil/dashboard")


async def test_new_cards_for_pupils_who_have_passwords_are_asked_about(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher, "Amara Osei", "Ben Whitlock")
    await visit(admin, f"/admin/people?class={row['id']}")
    await page.get_by_role("link", name="Login cards").click()
    assert await page.get_by_role("button", name="Tick who needs a card").is_disabled()
    await page.get_by_role("button", name="Tick all").click()
    await page.get_by_role("button", name="Make 2 cards").click()
    dialog = page.get_by_role("dialog", name="New passwords for 2 pupils?")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Go back").click()
    await page.get_by_label("Ben Whitlock").uncheck()
    await page.get_by_role("button", name="Make 1 card").click()
    await page.get_by_role("dialog", name="New password for Amara Osei?").get_by_role("button", name="Make").click()
    await page.get_by_role("heading", name="1 card on 1 sheet").wait_for()
    await page.get_by_role("button", name="Make other cards").click()
    await page.get_by_role("dialog", name="Leave without the passwords?").get_by_role("button", name="Leave").click()
    await page.get_by_text("Whose cards?").wait_for()


async def test_cards_that_break_off_keep_those_that_are_made(
    context: BrowserContext, server: str, maker: SchoolMaker
) -> None:
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin", "Dan"), await maker.person(school, "teacher", "Ruth")
    row = await class_with_pupils(admin, teacher)
    rows = "".join(f"8D,Pupil,Number{chr(97 + n)}\n" for n in range(9))
    await admin.post("/api/people/import", files={"file": ("l.csv", f"class,first name,last name\n{rows}".encode())})
    cookie = teacher.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": cookie, "url": server}])
    # Not the fixture's page: the browser logs the lost request as an error.
    page = await context.new_page()
    sent = 0

    async def second_is_lost(route: Route) -> None:
        nonlocal sent
        sent += 1
        await (route.continue_() if sent == 1 else route.abort())

    await page.route("**/cards", second_is_lost)
    await page.goto(f"{server}/teacher/cards?class={row['id']}")
    await page.get_by_role("button", name="Make 9 cards").click()
    await page.get_by_role("alert").get_by_text("1 card not made").wait_for()
    assert await page.locator(".login-card").count() == 8
    pupils = (await teacher.get(f"/api/classes/{row['id']}"))["pupils"]
    assert sum(pupil["has_password"] for pupil in pupils) == 8
