"""Signing in with a browser: mistakes in words, back to the page that was asked for, one's own reading tools."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page, expect

from tests.school import PASSWORD, SchoolMaker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@dataclass(frozen=True)
class _Pupil:
    class_code: str
    name: str
    password: str


@pytest.fixture
async def pupil(maker: SchoolMaker) -> _Pupil:
    admin = await maker.person(await maker.school(), "admin")
    made = await admin.post("/api/classes", {"name": "8B", "year_group": 8, "teacher_ids": []})
    added = await admin.post(f"/api/classes/{made['id']}/pupils", {"given_name": "Priya", "family_name": "Nair"})
    return _Pupil(made["code"], added["pupil"]["sign_in_name"], added["password"])


async def _fill(page: Page, pupil: _Pupil, password: str) -> None:
    await page.get_by_label("Class code").fill(pupil.class_code.lower())
    await page.get_by_label("Your name").fill(f" {pupil.name} ")
    await page.get_by_label("Password", exact=True).fill(password)
    await page.keyboard.press("Enter")


async def test_a_pupil_comes_back_to_the_page_that_was_asked_for(page: Page, server: str, pupil: _Pupil) -> None:
    await page.goto(f"{server}/pupil/dashboard?from=card")
    await expect(page.get_by_role("heading", name="Hello! Let’s get you in.")).to_be_visible()
    await _fill(page, pupil, "not-it")
    banner = page.locator(".banner--bad")
    await expect(banner).to_be_focused()
    assert "That didn't work" not in await banner.inner_text(), "a sentence that says what to do, not a title"
    await _fill(page, pupil, pupil.password)
    await page.wait_for_url(f"{server}/pupil/dashboard?from=card")
    await expect(page.locator(".topbar__name")).to_have_text("Priya Nair")
    await page.goto(server)
    await page.wait_for_url(f"{server}/pupil/dashboard")


async def test_reading_tools_follow_a_pupil_to_another_computer(
    page: Page, server: str, pupil: _Pupil, browser: Browser
) -> None:
    await page.goto(server)
    await _fill(page, pupil, pupil.password)
    await page.wait_for_url(f"{server}/pupil/dashboard")
    await page.get_by_role("button", name="Reading tools").click()
    async with page.expect_request_finished(lambda request: request.url.endswith("/api/me/preferences")):
        await page.get_by_label("Dark colours").check()
    await page.get_by_role("button", name="Sign out").click()
    await page.wait_for_url(f"{server}/")

    other = await browser.new_page()
    await other.goto(server)
    await expect(other.locator("html")).to_have_attribute("data-theme", "light")
    await _fill(other, pupil, pupil.password)
    await other.wait_for_url(f"{server}/pupil/dashboard")
    await expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    await other.close()


async def test_a_reading_tool_chosen_on_the_way_out_is_there_on_the_next_page(
    page: Page, server: str, pupil: _Pupil
) -> None:
    await page.goto(server)
    await _fill(page, pupil, pupil.password)
    await page.wait_for_url(f"{server}/pupil/dashboard")
    await page.get_by_role("button", name="Reading tools").click()
    await page.get_by_label("Dark colours").check()
    await page.goto(f"{server}/pupil/dashboard?again")
    await expect(page.locator(".topbar__name")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_staff_sign_in_by_name(page: Page, server: str, maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(), "teacher", "Ruth", "Okafor")
    await page.goto(f"{server}/staff?next=//evil.example/")
    await page.get_by_label("Sign-in name").fill(teacher.user.sign_in_name)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{server}/teacher/dashboard")
