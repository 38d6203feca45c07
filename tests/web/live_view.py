"""The teacher's live view as tests open and read it."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.school import Person
from tests.sitting import ClassRoom
from tests.web.attempt.test_sitting_page import sign_in

LIMIT_S = 1200


async def see(page: Page, address: str, room: ClassRoom) -> None:
    """Open the live view as its teacher. It is never idle: its stream stays open."""
    await sign_in(page.context, room.teacher, address)
    await page.goto(f"{address}/teacher/live?assignment={room.assignment_id}")
    await expect(page.locator(".stat-row")).to_be_visible()


def name_of(pupil: Person) -> str:
    return pupil.user.display_name


def row_of(page: Page, pupil: Person) -> Locator:
    return page.locator(".heat--live tbody tr", has_text=name_of(pupil))


async def press_in_column(page: Page, number: int, what: str) -> None:
    """Open the menu of a question's column, and press one of its lines."""
    await page.get_by_role("button", name=f"Question {number}", exact=True).click()
    await page.get_by_role("menuitem", name=what).click()
