"""A pupil's whole journey by keyboard alone: what a mouse can do, keys can do, and the focus is never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import expect

from backend.core import clock
from tests.journey.pupil_pages import Pupil, new_pupil
from tests.journey.school_life import QUESTIONS
from tests.journey.watch import Watch
from tests.school import SchoolMaker
from tests.web.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.database]

TITLE = "Computer parts"


async def _assessment(maker: SchoolMaker) -> Pupil:
    """One question of each type, set for a class of one."""
    school = await maker.school()
    admin = await maker.person(school, "admin")
    teacher = await maker.person(school, "teacher", "Ruth")
    room = await admin.post("/api/classes", {"name": "8B", "year_group": 8, "teacher_ids": [str(teacher.id)]})
    pupil = await new_pupil(admin, room, "Ada", "Adeyemi")
    items = []
    for kind, content in QUESTIONS:
        still = {"shuffle": False} if "options" in content else {}
        body = {"type": kind, "content": {**content, **still}, "objective_ids": [], "tags": [], "status": "ready"}
        items.append({"question_id": (await teacher.post("/api/questions", body))["id"], "marks": 1})
    made = await teacher.post("/api/assessments", {"title": TITLE, "items": items})
    now = clock.now()
    settings = {
        "class_id": room["id"],
        "opens_at": (now - timedelta(hours=1)).isoformat(),
        "closes_at": (now + timedelta(hours=1)).isoformat(),
        "time_limit_s": None,
        "attempts_allowed": 1,
        "feedback": "hand_in",
        "shuffle_questions": False,
    }
    await teacher.post(f"/api/assessments/{made['id']}/assignments", settings)
    return pupil


async def test_a_pupil_needs_no_mouse(maker: SchoolMaker, server: str, watch: Watch) -> None:
    pupil = await _assessment(maker)
    page = await watch.page()
    keys = Keys(page)
    await page.goto(server)
    await _signs_in(keys, pupil)
    await keys.tab_to(".skip")
    await keys.tab_to(".task a")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    await _answers(keys)
    await _checks_and_hands_in(keys)
    await _reads_results(keys)
    await keys.tab_to("button[aria-label='Sign out']", "Shift+Tab")
    await keys.press("Enter")
    await page.wait_for_url(f"{server}/")
    await expect(page.get_by_label("Class code")).to_be_visible()


async def _signs_in(keys: Keys, pupil: Pupil) -> None:
    await keys.tab_to("[name=class_code]")
    await keys.type(pupil.class_code)
    await keys.tab_to("[name=name]")
    await keys.type(pupil.sign_in_name)
    await keys.tab_to("[name=password]")
    await keys.type(pupil.password)
    await keys.press("Enter")
    await keys.page.wait_for_url("**/pupil/dashboard")
    await expect(keys.page.get_by_role("heading", name="Hello, Ada")).to_be_visible()


async def _answers(keys: Keys) -> None:
    """One of several by arrows, several by digits, words, an order; one flagged, one crossed out and back."""
    page = keys.page
    await keys.tab_to("input[type=radio]")
    await keys.press("Space", "ArrowDown", "ArrowUp")
    await expect(page.get_by_role("radio", name="Random access memory")).to_be_checked()
    await keys.press("f")
    await expect(page.get_by_role("button", name="Flag for later")).to_have_attribute("aria-pressed", "true")
    await keys.press("Alt+n")

    await keys.heading("Question 2 of 4")
    border = await page.locator(".question__stem td").first.evaluate("cell => getComputedStyle(cell).borderTopWidth")
    assert border != "0px", "a table in a question looks like one"
    await keys.tab_to("input[type=checkbox]")
    await keys.press("1", "2", "3", "3")
    await expect(page.get_by_role("checkbox", name="screen")).to_be_checked()
    await expect(page.get_by_role("checkbox", name="mouse")).not_to_be_checked()
    await keys.tab_to("button[type=submit]")
    await keys.press("Enter")

    await keys.heading("Question 3 of 4")
    await keys.tab_to("input[type=text]")
    await keys.type("fibit")
    await keys.press("Home", "Delete", "Delete", "Enter")

    await keys.heading("Question 4 of 4")
    await _orders(keys)
    await keys.press("Alt+p")
    await keys.heading("Question 3 of 4")
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    await keys.press("Alt+n")
    await keys.heading("Question 4 of 4")
    await keys.press("Alt+n")


async def _orders(keys: Keys) -> None:
    """Put the items in order: lift, move, drop; one lift is taken back by Escape."""
    page = keys.page
    wanted = ["bit", "byte", "kilobyte"]
    texts = page.locator(".sortable__text")
    await keys.tab_to(".sortable__handle")
    before = await texts.all_inner_texts()
    await keys.press("Space", "ArrowDown", "Escape")
    assert await texts.all_inner_texts() == before
    for place, word in enumerate(wanted):
        handle = f"[data-name='{word}'] .sortable__handle"
        if not await page.evaluate("selector => document.activeElement.matches(selector)", handle):
            # The items stand in any order: what is looked for is before or behind.
            at = (await texts.all_inner_texts()).index(word)
            now = await page.evaluate("document.querySelectorAll('.sortable__item:has(~ :focus-within)').length")
            await keys.tab_to(handle, "Tab" if at > now else "Shift+Tab")
        up = (await texts.all_inner_texts()).index(word) - place
        await keys.press("Space", *["ArrowUp"] * up, "Space")
    assert await texts.all_inner_texts() == wanted
    if before == wanted:
        await keys.tab_to(".ordering__keep")
        await keys.press("Enter")


async def _checks_and_hands_in(keys: Keys) -> None:
    page = keys.page
    await keys.heading("All answered. 1 to look at again?")
    await keys.tab_to("a[href='#q1']")
    await keys.press("Enter")
    await keys.heading("Question 1 of 4")
    await keys.press("f")
    await keys.tab_to("aside a[href='#check']", "Shift+Tab")
    await keys.press("Enter")
    await keys.heading("You have answered every question.")
    await expect(page.get_by_text("All your answers are stored")).to_be_visible(timeout=20_000)
    await keys.tab_to("button.button--primary")
    await keys.press("Enter")
    dialog = page.get_by_role("dialog", name="Hand in now?")
    await expect(dialog).to_be_visible()
    await keys.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("button", name="Hand in")).to_be_focused()
    await keys.press("Enter")
    await keys.tab_to("dialog button[type=submit]")
    await keys.press("Enter")


async def _reads_results(keys: Keys) -> None:
    page = keys.page
    await expect(page.get_by_role("heading", name="Question by question")).to_be_visible(timeout=20_000)
    await expect(page.locator(".hero")).to_contain_text("You got 4 of 4 marks")
    await keys.tab_to("summary")
    await keys.press("Enter")
    await expect(page.locator("details").first).to_have_attribute("open", "")
    await expect(page.get_by_text("RAM is random access memory.")).to_be_visible()
