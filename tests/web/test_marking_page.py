"""Marking free text by keys: without names, the same answers at once, comments, undo; and what the pupil then reads."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect
from sqlalchemy import update

from backend.assessments.models import AssessmentItem
from tests.marker.test_changes import item_of, sit
from tests.marker.test_marking import FREE_TEXT, SAID, sat, sheet_of
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]


async def marked(room: ClassRoom) -> dict[str, Any]:
    """The score, ticks and comment of each answer, as the server has them."""
    sheet = await sheet_of(room, await item_of(room, "free_text"))
    return {group["response"]["text"]: (group["score"], group["lines"], group["comment"]) for group in sheet["groups"]}


async def comes(room: ClassRoom, expected: dict[str, Any]) -> None:
    """Wait until the server has these marks: the page sends them in its own time."""
    for _ in range(100):
        now = await marked(room)
        if all(now[text] == mark for text, mark in expected.items()):
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"{expected} never came: {now}")


async def desk(page: Page, visit: Open, room: ClassRoom) -> None:
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.get_by_role("link", name="Mark 5 answers").click()
    await expect(page.get_by_role("region", name="Answer 1 of 4")).to_be_visible()


async def test_marking_by_keys_alone(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await sat(maker)
    await desk(page, visit, room)
    for person in room.pupils:
        await expect(page.locator("main")).not_to_contain_text(person.user.display_name)
    answer = page.get_by_role("region", name="Answer")
    await expect(answer).to_contain_text("Written by 2 pupils")
    assert await accessibility.problems(page) == []
    # Ticks, a comment, and Enter gives what the ticks are worth.
    await page.keyboard.press("Shift+Digit2")
    await expect(page.get_by_role("checkbox", name="RAM is fast")).to_be_checked()
    await page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Comment for the pupil")
    await page.keyboard.type("Say what it is for.")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Use it").press("Enter")
    await expect(answer).to_contain_text("Say what it is for.")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("region", name="Answer 2 of 4")).to_be_visible()
    # As fast as fingers are: no key is lost while another mark is on its way.
    for key in "210":
        await page.keyboard.press(key)
    await expect(page.get_by_role("heading", name="Question 1 is marked")).to_be_visible()
    first = (1, ["p7r2v5"], "Say what it is for.")
    order = list(await marked(room))
    others = dict(zip(order[1:], ((2, None, ""), (1, None, ""), (0, None, "")), strict=True))
    await comes(room, {order[0]: first, **others})
    # Z takes back the last, then the one before.
    await page.keyboard.press("z")
    await expect(page.get_by_role("region", name="Answer 4 of 4")).to_be_visible()
    await page.keyboard.press("z")
    await expect(page.get_by_role("region", name="Answer 3 of 4")).to_be_visible()
    await comes(room, {order[2]: (None, None, ""), order[3]: (None, None, "")})
    assert (await marked(room))[order[0]] == first


async def test_near_same_answers_get_the_same_mark_by_one_key(page: Page, maker: SchoolMaker, visit: Open) -> None:
    texts = (
        "RAM is fast memory for programs",
        "ram is fast memory for program",
        "RAM is fast memory for programmes",
        "x",
        "y",
    )
    room = await sat(maker, texts=texts)
    # From one pupil's answer, which nobody can accept in a list, to where all of them are marked.
    await visit(room.teacher, f"/teacher/class-results?assignment={room.assignment_id}")
    await page.locator(".heat__cell").first.click()
    await page.get_by_role("dialog").get_by_role("link", name="Mark it on the marking page").click()
    await expect(page.locator(".draft", has_text="like the one above")).to_have_count(2)
    await page.keyboard.press("2")
    await page.keyboard.press("k")
    await page.get_by_role("button", name="Same for 2 similar ones").click()
    await expect(page.get_by_role("region", name="Answer 4 of 5")).to_be_visible()
    await comes(room, dict.fromkeys(texts[:3], (2, None, "")))


async def test_a_mark_that_is_refused_comes_back_and_is_said(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await sat(maker, texts=("one", "two"))
    await visit(room.teacher, f"/teacher/marking?assignment={room.assignment_id}")

    # A Wi-Fi that wants its own sign-in answers everything, with a page of its own.
    await page.route("**/items/*/marking", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi login</h1>"))
    await page.keyboard.press("2")
    await expect(page.get_by_role("region", name="Messages")).to_contain_text("Try again")
    await expect(page.get_by_role("region", name="Answer 1 of 2")).to_be_visible()
    await expect(page.locator(".draft").first).to_contain_text("waits")
    assert (await marked(room))["one"] == (None, None, "")


async def test_of_two_marks_that_never_came_none_stays_on_the_page(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await sat(maker, texts=("one", "two"))
    await visit(room.teacher, f"/teacher/marking?assignment={room.assignment_id}")
    gone = asyncio.Event()

    async def no_network(route: Route) -> None:
        await gone.wait()
        await route.fulfill(status=200, body="<h1>Wi-Fi login</h1>")

    await page.route("**/items/*/marking", no_network)
    for key in "2k1":
        await page.keyboard.press(key)
    await expect(page.locator(".draft").first).to_contain_text("1 of 2")
    gone.set()
    await expect(page.locator(".draft").first).to_contain_text("waits")
    await expect(page.locator(".draft")).to_have_text([re.compile("waits")] * 2)
    await page.unroute("**/items/*/marking")
    # What can't be taken back for want of a network can be later.
    await page.keyboard.press("2")
    await comes(room, {"one": (2, None, "")})
    await page.route("**/undo", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi login</h1>"))
    await page.keyboard.press("z")
    await expect(page.get_by_role("region", name="Messages")).to_contain_text("Try again")
    await page.unroute("**/undo")
    await page.keyboard.press("z")
    await comes(room, {"one": (None, None, "")})
    await expect(page.locator(".draft").first).to_contain_text("waits")


async def test_any_mark_of_a_long_question_can_be_given(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, questions=[("free_text", FREE_TEXT)], feedback="hand_in")
    async with maker.database.session(room.teacher.school_id) as session:
        await session.execute(update(AssessmentItem).values(marks=12))
    await sit(room, room.pupils[0], {"free_text": {"text": "one"}})
    await visit(room.teacher, f"/teacher/marking?assignment={room.assignment_id}")
    other = page.get_by_role("spinbutton", name="Another mark, of 12")
    await other.fill("10.5")
    await other.press("Enter")
    await comes(room, {"one": (10.5, None, "")})


async def test_the_pupil_reads_what_earned_marks(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await sat(maker, texts=(SAID[0],))
    await visit(room.teacher, f"/teacher/marking?assignment={room.assignment_id}")
    await page.get_by_role("checkbox", name="RAM is fast").check()
    await page.get_by_role("button", name="Give 1 out of 2").click()
    await expect(page.get_by_role("heading", name="Question 1 is marked")).to_be_visible()
    await comes(room, {SAID[0]: (1, ["p7r2v5"], "")})
    (own,) = (await room.pupils[0].get("/api/my/results"))["items"]
    await visit(room.pupils[0], f"/pupil/results?attempt={own['attempt_id']}")
    await expect(page.locator("main")).to_contain_text("You got marks for: RAM is fast.")
    await expect(page.locator("main")).to_contain_text(FREE_TEXT["rubric"][0]["text"])
