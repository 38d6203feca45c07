"""The settings page as an administrator works it, with a real mail relay behind it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Dialog, Locator, Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.notifications.relay_server import relaying
from tests.school import Person, SchoolMaker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
async def admin(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school("Hill Road School"), "admin", "Olu", "Bello")


@pytest.fixture
async def page(context: BrowserContext, server: str, admin: Person) -> AsyncIterator[Page]:
    cookie = admin.client.cookies[PLAIN_COOKIE]
    await context.add_cookies([{"name": PLAIN_COOKIE, "value": cookie, "url": server}])
    page = await context.new_page()
    await page.goto(f"{server}/admin/settings")
    await expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    yield page


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


async def save(page: Page, name: str) -> None:
    await card(page, name).get_by_role("button", name="Save").click()


async def test_a_part_is_saved_on_its_own_and_undone(page: Page, admin: Person) -> None:
    former = (await admin.get("/api/school-settings"))["name"]
    await page.get_by_label("Name", exact=True).fill("Valley School")
    await page.get_by_label("Attempts", exact=True).fill("3")
    await expect(card(page, "School").get_by_text("Not saved yet")).to_be_visible()
    await save(page, "School")
    await expect(page.get_by_text("School: saved.").first).to_be_visible()
    await expect(page.locator("header.rail")).to_contain_text("Valley School")
    saved = await admin.get("/api/school-settings")
    assert (saved["name"], saved["attempts_allowed"]) == ("Valley School", 1)
    await expect(card(page, "Assessments").get_by_text("Not saved yet")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_label("Name", exact=True)).to_have_value(former)
    await save(page, "Assessments")
    await expect(page.get_by_text("Assessments: saved.").first).to_be_visible()
    saved = await admin.get("/api/school-settings")
    assert (saved["name"], saved["attempts_allowed"]) == (former, 3)


async def test_limits_are_checked_and_emptied(page: Page, admin: Person) -> None:
    field = page.get_by_label("Attempts started an hour, for each pupil")
    await field.fill("lots")
    await save(page, "Limits")
    await expect(page.get_by_text("From 1 to 10,000, or nothing")).to_be_visible()
    await expect(field).to_be_focused()
    for typed, stored in (("25", 25), ("", None)):
        await field.fill(typed)
        await field.press("Enter")
        await expect(page.get_by_text("Limits: saved.").first).to_be_visible()
        await page.reload()
        await expect(field).to_have_value(typed)
        assert (await admin.get("/api/school-settings"))["attempt_starts_per_hour"] == stored


async def test_leaving_with_something_unsaved_is_asked_about(page: Page) -> None:
    asked: list[str] = []

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", answer)
    await page.reload()
    assert asked == []
    await page.get_by_label("Name", exact=True).press_sequentially(" and more")
    await page.get_by_role("button", name="Discard changes").click()
    await page.reload()
    assert asked == []
    await page.get_by_label("Name", exact=True).press_sequentially(" and more")
    await page.reload()
    assert asked == ["beforeunload"]


async def test_somebody_elses_change_is_not_overwritten(page: Page, admin: Person) -> None:
    version = (await admin.get("/api/school-settings"))["version"]
    await admin.patch("/api/school-settings", {"version": version, "name": "Theirs"})
    await page.get_by_label("Name", exact=True).fill("Mine")
    await save(page, "School")
    await expect(card(page, "School").get_by_text(re.compile("Somebody changed this")).first).to_be_visible()
    assert (await admin.get("/api/school-settings"))["name"] == "Theirs"


async def test_a_relay_is_set_tried_and_put_right(page: Page, admin: Person) -> None:
    mail = card(page, "Mail")
    async with relaying() as relay:
        await mail.get_by_label("Send a test mail to").fill("head@example.org")
        await mail.get_by_role("button", name="Send a test mail").click()
        await expect(mail.get_by_text("Save the relay first").first).to_be_visible()
        await mail.get_by_label("Mail relay").fill("127.0.0.1")
        await mail.get_by_label("Encryption").select_option("none")
        await expect(mail.get_by_label("Port")).to_have_value("25")
        await mail.get_by_label("Port").fill(str(relay.port))
        await mail.get_by_label("Sender").fill("ks3@example.org")
        await mail.get_by_role("button", name="Send a test mail").click()
        await expect(mail.get_by_text("Save the changes first").first).to_be_visible()
        await save(page, "Mail")
        await expect(page.get_by_text("Mail settings are saved.").first).to_be_visible()
        relay.refuses["RCPT"] = "550 Nobody here"
        await mail.get_by_role("button", name="Send a test mail").click()
        await expect(mail.get_by_role("status")).to_contain_text("The relay refused the address")
        await expect(mail.get_by_label("Send a test mail to")).to_be_focused()
        relay.refuses.clear()
        await mail.get_by_label("Send a test mail to").press("Enter")
        await expect(mail.get_by_role("status")).to_contain_text("The relay has taken the mail to head@example.org")
    assert [str(mail["To"]) for mail in relay.taken] == ["head@example.org"]


async def test_the_password_goes_in_and_never_comes_back(page: Page, admin: Person) -> None:
    mail = card(page, "Mail")
    for label, text in (
        ("Mail relay", "smtp.example.org"),
        ("Sender", "ks3@example.org"),
        ("User name", "ks3"),
        ("Password", "a secret of the relay"),
    ):
        await mail.get_by_label(label, exact=True).fill(text)
    await save(page, "Mail")
    await expect(mail.get_by_text("One is stored")).to_be_visible()
    await expect(mail.get_by_label("Password", exact=True)).to_have_value("")
    await mail.get_by_label("Send mail to staff").check()
    await save(page, "Mail")
    await page.get_by_role("button", name="Undo").click()
    await expect(mail.get_by_label("Send mail to staff")).not_to_be_checked()
    await mail.get_by_label("Mail relay").fill("elsewhere.example.org")
    await save(page, "Mail")
    await expect(mail.get_by_text("Type it again for this one")).to_be_visible()
    await mail.get_by_role("button", name="Discard changes").click()
    await mail.get_by_label("Forget the stored password").check()
    await save(page, "Mail")
    await expect(mail.get_by_label("Forget the stored password")).to_be_hidden()
    assert not (await admin.get("/api/mail-relay"))["has_password"]
    await page.reload()
    assert "a secret of the relay" not in await page.content()
