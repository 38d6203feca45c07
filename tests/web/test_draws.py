"""A teacher lets pupils draw from several questions: by ticks, by keys, and from the bank."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.assessments.test_draws import QUESTIONS
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def _pools(room: ClassRoom) -> list[tuple[str, float, int | None, int | None]]:
    items: list[dict[str, Any]] = (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"]
    return [(item["stem_text"][-2], item["marks"], item["pool"], item["draw"]) for item in items]


async def _save(page: Page) -> None:
    await page.keyboard.press("Control+s")
    await expect(page.locator(".save-status")).to_have_text("Saved")


async def _tick(page: Page, *numbers: int) -> None:
    for number in numbers:
        await page.get_by_role("checkbox", name=f"Tick question {number}:").check()


async def test_questions_become_a_draw_and_leave_it_again(page: Page, visit: Open, maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=QUESTIONS)
    await visit(room.teacher, f"/teacher/create-assessment?id={room.assessment_id}")
    await page.get_by_role("spinbutton", name="marks for question 2").fill("3")
    await _tick(page, 2)
    draw = page.get_by_role("button", name="Draw from these…")
    await expect(draw).to_have_attribute("aria-disabled", "true")
    await _tick(page, 4, 5, 6)
    await draw.click()
    count = page.get_by_role("spinbutton", name="How many of these 4 questions each pupil gets")
    await expect(count).to_be_focused()
    await expect(count).to_have_value("2")
    group = page.get_by_role("group", name="A draw from 4 questions")
    await expect(group).to_contain_text("6 marks for everybody")
    await page.keyboard.type("3")
    await expect(group).to_contain_text("9 marks for everybody")
    await expect(page.locator(".build-stats")).to_contain_text("Questions of 6")
    assert await accessibility.problems(page) == []
    await _save(page)
    drawn = [(stem, 3.0, 1, 3) for stem in "1345"]
    assert await _pools(room) == [("0", 2.0, None, None), *drawn, ("2", 2.0, None, None)]

    # By keys: the last of the draw goes out of it, the one outside goes in between and is worth what the others are.
    await page.get_by_role("button", name=re.compile("Move What comes after 5")).press("Space")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    await page.get_by_role("button", name=re.compile("Move What comes after 2")).press("Space")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Space")
    await _save(page)
    drawn = [(stem, 3.0, 1, 2) for stem in "1324"]
    assert await _pools(room) == [("0", 2.0, None, None), *drawn, ("5", 3.0, None, None)]

    await page.get_by_role("button", name=re.compile("Out of the draw: question 3")).click()
    await expect(page.get_by_role("group", name="A draw from 3 questions")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await page.get_by_role("button", name="Give everybody all").click()
    await expect(page.locator(".build-pool")).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("group", name="A draw from 4 questions")).to_be_visible()
    await page.get_by_role("button", name=re.compile("Take out question 2")).click()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".save-status")).to_have_text("Saved")
    await page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert await accessibility.problems(page, colours_only=True) == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_a_row_is_dragged_into_a_draw_and_out(page: Page, visit: Open, maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=QUESTIONS)
    await visit(room.teacher, f"/teacher/create-assessment?id={room.assessment_id}")
    await _tick(page, 3, 4, 5)
    await page.get_by_role("button", name="Draw from these…").click()

    async def drag(name: str, to: str) -> None:
        from_box = await page.get_by_role("button", name=re.compile(f"Move What comes after {name}")).bounding_box()
        to_box = await page.get_by_role("button", name=re.compile(f"Move What comes after {to}")).bounding_box()
        assert from_box and to_box
        await page.mouse.move(from_box["x"] + 8, from_box["y"] + 8)
        await page.mouse.down()
        await page.mouse.move(from_box["x"] + 8, to_box["y"] - 6, steps=12)
        await page.mouse.up()

    await drag("5", "3")
    await _save(page)
    assert [row[0] for row in await _pools(room) if row[2]] == ["2", "5", "3", "4"]
    await drag("3", "0")
    await _save(page)
    assert [row[0] for row in await _pools(room) if row[2]] == ["2", "5", "4"]


async def test_all_that_fits_in_the_bank_is_drawn_from(page: Page, visit: Open, maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=QUESTIONS)
    await visit(room.teacher, "/teacher/create-assessment?title=A draw")
    await page.get_by_role("button", name="Draw from the bank").click()
    await expect(page.locator(".picker__row")).to_have_count(len(QUESTIONS))
    await page.get_by_role("searchbox", name="Search").fill("after 0")
    await expect(page.locator(".picker__row")).to_have_count(1)
    add = page.get_by_role("button", name="Add this draw")
    await expect(add).to_have_attribute("aria-disabled", "true")
    await page.get_by_role("searchbox", name="Search").fill("")
    await page.get_by_label("Level").select_option("5")
    await expect(page.get_by_text("No question matches")).to_be_visible()
    await page.get_by_label("Level").select_option("2")
    await expect(page.locator(".picker__row")).to_have_count(len(QUESTIONS))
    await page.get_by_role("spinbutton", name="How many of them each pupil gets").fill("4")
    assert await accessibility.problems(page) == []
    await add.click()
    await expect(page.get_by_role("group", name="A draw from 6 questions")).to_contain_text("4 marks for everybody")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".build-row")).to_have_count(0)
