"""A question about a pupil's own program: answered below its result by keys alone, and seen by the teacher."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence

import pytest
from fastapi import FastAPI
from playwright.async_api import Page, expect
from sqlalchemy import select

from backend.core.jobs import JobContext
from backend.marker.lost_runs import look_for_lost_runs
from backend.marker.models import OwnCodeQuestion
from backend.sandbox.protocol import RunRequest, RunResult
from tests.marker.test_lost_runs import hand_in_without_its_job
from tests.marker.test_own_code import TOTAL, asking, room_with
from tests.school import SchoolMaker
from tests.web import accessibility
from tests.web.conftest import Open
from tests.web.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _no_barrier(page: Page) -> None:
    await page.evaluate("scrollTo(0, 0)")  # Under the sticky head, axe can't tell what lies behind a text.
    assert await accessibility.problems(page) == []


async def test_a_pupil_is_asked_below_the_result_and_a_teacher_sees_who_could_say(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await room_with(maker, asking())
    sitting = await hand_in_without_its_job(maker, room, TOTAL)
    await page.set_viewport_size({"width": 360, "height": 780})
    await visit(room.pupils[0], f"/pupil/results?attempt={sitting.attempt_id}")
    keys = Keys(page)
    await keys.tab_to("#question-1 summary")
    await keys.press("Enter")
    row = page.locator("#question-1")
    top = await row.evaluate("row => { scrollTo(0, 200); return row.getBoundingClientRect().top }")
    await expect(row.locator("summary")).to_contain_text("Being marked")
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    await expect(page.locator("[aria-live=polite]").last).to_contain_text(
        "There is one more question about your program."
    )
    await expect(page.locator(".hero")).to_contain_text("You got 2 of 4 marks")
    await expect(row.locator("summary")).to_be_focused()
    await expect(row).to_have_attribute("open", "")
    assert abs(await row.evaluate("row => row.getBoundingClientRect().top") - top) <= 1, "it stays where it is read"
    async with maker.database.session(room.teacher.school_id) as session:
        question = (await session.scalars(select(OwnCodeQuestion))).one().question
    assert question is not None
    places = {option["id"] == question["key"]: place for place, option in enumerate(question["options"])}
    texts = {option["id"] == question["key"]: option["text"] for option in question["options"]}

    await expect(row.locator("summary")).to_contain_text("One more question about your program")
    own = row.get_by_role("group", name="Your program passes. What does it do?")
    await expect(own).to_contain_text("It brings no marks")
    await expect(own.get_by_role("group", name="What is typed in")).to_have_text("3")
    await expect(own.locator(".listing code")).to_have_count(5)
    await _no_barrier(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await keys.tab_to(".own-code input")
    await keys.press("Space", *["ArrowDown"] * places[False], "Enter")
    told = own.get_by_text("Not quite")
    await expect(told).to_contain_text(f"you chose {texts[False]}, and it is {texts[True]}.")
    assert await page.evaluate("document.activeElement.matches('.own-code p.warn')")
    await _no_barrier(page)

    await page.set_viewport_size({"width": 1280, "height": 800})
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    ideas = page.get_by_role("region", name="Wrong ideas in this class")
    await expect(ideas.get_by_role("listitem").first).to_contain_text("In question 1")
    await page.locator(".heat__cell").first.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name="Asked about their own program")).to_be_visible()
    await expect(dialog.get_by_role("listitem").filter(has_text="Chosen")).to_contain_text(texts[False])
    await _no_barrier(page)
    await page.keyboard.press("Escape")
    await page.locator(".heat thead button").first.click()
    await expect(page.locator(".drawer")).to_contain_text("0 of 1 who passed could say what their program does.")
    await _no_barrier(page)


async def test_marks_are_shown_while_the_question_about_a_program_is_being_made(
    page: Page, maker: SchoolMaker, app: FastAPI, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = app.state.database.info["runner"]
    really, free = runner.run_all, asyncio.Event()

    async def later(requests: Sequence[RunRequest], owner: Hashable | None = None) -> list[RunResult]:
        if any(request.tool == "trace" for request in requests):
            await free.wait()
        return await really(requests, owner)

    monkeypatch.setattr(runner, "run_all", later)
    room = await room_with(maker, asking())
    sitting = await hand_in_without_its_job(maker, room, TOTAL)
    await visit(room.pupils[0], f"/pupil/results?attempt={sitting.attempt_id}")
    row, said = page.locator("#question-1"), page.locator("[aria-live=polite]").last
    await expect(row.locator("summary")).to_contain_text("Being marked")
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    await expect(row.locator("summary")).to_contain_text("2 of 2")
    await expect(said).to_have_text("1 answer marked. You have 2 of 4 marks.")
    await expect(row.locator(".own-code")).to_have_count(0)
    free.set()
    await expect(said).to_have_text("There is one more question about your program.")
    await expect(row.locator(".own-code")).to_have_count(1)
