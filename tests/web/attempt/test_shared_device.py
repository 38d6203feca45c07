"""Two pupils on one Chromebook: the second sees nothing of the first, whose answers wait and go when they are back."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import BrowserContext, Dialog, Page, Route, expect
from sqlalchemy import update

from backend.accounts.names import fold_class_code
from backend.accounts.service import claim_class_code
from backend.classes.models import SchoolClass
from backend.classes.names import make_class_code
from tests.school import PASSWORD, Person, SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.database]

SECRET = "nibble of the first"
# What is sent while a page closes goes past the test's own routes.
LOSES = """
const whole = window.fetch;
window.fetch = (address, options) => {
  const lost = sessionStorage.getItem('lost');
  return lost && String(address).includes(lost) ? Promise.reject(new TypeError('lost')) : whole(address, options);
};
"""
HELD = """async (words) => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const of = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await of(indexedDB.open(name));
    const events = await of(database.transaction('events').objectStore('events').getAll());
    found.push(...events.map((event) => JSON.stringify(event.value)));
    database.close();
  }
  return found.filter((value) => value.includes(words)).length;
}"""


async def two_pupils(maker: SchoolMaker) -> tuple[ClassRoom, str]:
    """A class of two who may sit, and its code for the first page."""
    room, code = await make_classroom(maker, pupils=2), make_class_code()
    async with maker.database.session(room.teacher.school_id) as session:
        assert await claim_class_code(session, fold_class_code(code))
        door = update(SchoolClass).where(SchoolClass.id == uuid.UUID(str(room.class_id)))
        await session.execute(door.values(code=code, code_folded=fold_class_code(code)))
    return room, code


async def come_in(page: Page, code: str, pupil: Person, server: str) -> None:
    """Sign in by hand, as at the beginning of a lesson."""
    await page.goto(server)
    await page.get_by_label("Class code").fill(code)
    await page.get_by_label("Your name").fill(pupil.user.sign_in_name)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/pupil/dashboard")
    await expect(page.locator("header").get_by_text(pupil.user.display_name)).to_be_visible()


async def start(page: Page) -> str:
    await page.get_by_role("link", name="Start Check").click()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    return page.url.split("attempt=")[1].split("#")[0]


async def seen(page: Page) -> str:
    """All that the page says, in text, in fields and in attributes."""
    text: str = await page.evaluate(
        "document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((box) => box.value)"
    )
    return text


async def test_the_second_pupil_sees_nothing_of_the_first(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room, code = await two_pupils(maker)
    first, second = room.pupils
    # Not the fixture's page: the browser logs each lost request as an error.
    page = await context.new_page()
    await page.add_init_script(LOSES)
    page.on("dialog", _leave)
    await come_in(page, code, first, server)
    attempt = await start(page)
    name = page.locator("header").get_by_text(first.user.display_name)
    await expect(name).to_be_visible()
    place = await _text_question(page)

    await page.evaluate("sessionStorage.setItem('lost', '/events')")
    await page.get_by_role("textbox").fill(SECRET)
    while not await page.evaluate(HELD, SECRET):
        await page.wait_for_timeout(50)
    await expect(page.locator("[data-status]")).not_to_have_text("Saved")
    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Class code")).to_be_visible()
    assert first.user.display_name not in await seen(page)
    assert await page.evaluate("Object.keys(localStorage)") in ([], ["ks3.display"])

    await page.evaluate("attempt => sessionStorage.setItem('lost', `${attempt}/events`)", attempt)
    await come_in(page, code, second, server)
    await page.wait_for_load_state("networkidle")
    assert first.user.display_name not in await seen(page)
    # Its address is in the history, but it isn't theirs.
    await page.goto(f"{server}/pupil/assessment?attempt={attempt}")
    await expect(page.get_by_role("heading", name="We can’t find that")).to_be_visible()
    assert SECRET not in await seen(page)
    await page.goto(f"{server}/pupil/dashboard")
    theirs = await start(page)
    assert theirs != attempt
    await at_question(page, place)
    await expect(page.get_by_role("textbox")).to_have_value("")
    assert SECRET not in await seen(page)
    await page.get_by_role("textbox").fill("second")
    await saved(page)
    assert SECRET not in str(await stored(maker, room, attempt)) + str(await stored(maker, room, theirs))
    assert await page.evaluate(HELD, SECRET) == 1, "it waits on the device"

    await page.goto(f"{server}/pupil/dashboard")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Class code")).to_be_visible()
    await page.evaluate("sessionStorage.clear()")
    await come_in(page, code, first, server)
    for _ in range(100):
        if SECRET in str(await stored(maker, room, attempt)):
            break
        await page.wait_for_timeout(100)
    assert SECRET in str(await stored(maker, room, attempt))
    assert SECRET not in str(await stored(maker, room, theirs))


async def test_signing_out_without_the_server_is_made_good(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room, code = await two_pupils(maker)
    first, second = room.pupils
    page = await context.new_page()
    await come_in(page, code, first, server)

    async def lost(route: Route) -> None:
        await route.abort()

    await page.route("**/api/sign-out", lost)
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Class code")).to_be_visible()
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert first.user.display_name not in await seen(page), "the cookie is still there, but nobody gets in by it"

    await page.unroute("**/api/sign-out")
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_label("Class code")).to_be_visible()
    assert "/?next=" in page.url
    await come_in(page, code, second, server)
    await page.reload()
    await expect(page.locator("header").get_by_text(second.user.display_name)).to_be_visible()


async def _leave(asked: Dialog) -> None:
    """Close the page although answers are on their way."""
    await asked.accept()


async def _text_question(page: Page) -> int:
    """Go to the question with a text box."""
    for number in (1, 2, 3):
        await at_question(page, number)
        if await page.get_by_role("textbox").count():
            return number
    raise AssertionError("No question has a text box")


async def test_signed_out_in_the_middle_only_what_the_device_does_not_know_is_asked(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room, code = await two_pupils(maker)
    first, second = room.pupils
    page = await context.new_page()
    await come_in(page, code, first, server)
    attempt = await start(page)
    await _text_question(page)
    await saved(page)
    await context.clear_cookies()
    await page.get_by_role("textbox").fill(SECRET)
    dialog = page.get_by_role("dialog", name="Sign in to go on")
    await expect(dialog.get_by_label("Your name")).to_have_value(first.user.display_name)
    await expect(dialog.get_by_label("Class code")).to_be_focused()
    assert await problems(page) == []
    await page.keyboard.type(code)
    # A name may be that of two in the class: it can be made exact, and only the same pupil will do.
    await dialog.get_by_label("Your name").fill(second.user.sign_in_name)
    await dialog.get_by_label("Password").fill(PASSWORD)
    await dialog.get_by_role("button", name="Sign in").click()
    await expect(dialog.get_by_role("alert")).to_contain_text(f"sign in as {first.user.display_name}")
    await dialog.get_by_label("Your name").fill(first.user.sign_in_name)
    await dialog.get_by_label("Password").fill(PASSWORD)
    await dialog.get_by_role("button", name="Sign in").click()
    await expect(dialog).to_have_count(0)
    await saved(page)
    assert SECRET in str(await stored(maker, room, attempt))
