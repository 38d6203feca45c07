"""The clock stands still: a pupil's rest break and a teacher's pause hide the questions, and lose and move nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from backend.core import clock
from tests.school import SchoolMaker
from tests.sitting import SHORT_TEXT, ClassRoom, Sitting, make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]

QUESTION = [("short_text", SHORT_TEXT)]
WITHOUT_HEARTBEATS = """(() => {
  const proper = window.setTimeout.bind(window);
  // The only timer of this length is the heartbeat's: 15 s, more or less.
  window.setTimeout = (run, ms, ...rest) => (ms >= 11_900 && ms <= 18_100 ? 0 : proper(run, ms, ...rest));
})()"""


async def _open(room: ClassRoom, page: Page, visit: Open) -> Sitting:
    sitting = await room.start(room.pupils[0], opened=False)
    await visit(room.pupils[0], f"/pupil/assessment?attempt={sitting.attempt_id}")
    await expect(page.get_by_role("textbox")).to_be_visible()
    return sitting


async def _teacher(room: ClassRoom, what: str) -> None:
    body = {"pupil_ids": [str(room.pupils[0].id)]}
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/{what}", body)


async def _hear(page: Page) -> None:
    """Have the page ask the server now instead of with its next heartbeat."""
    await page.evaluate("dispatchEvent(new Event('online'))")


async def test_a_rest_break_stops_the_clock_and_keeps_what_was_being_typed(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=1800)
    (pupil,) = room.pupils
    await room.teacher.put(f"/api/pupils/{pupil.id}/arrangements", {"version": 0, "rest_breaks": True})
    sitting = await _open(room, page, visit)
    await expect(page.locator("[data-clock]")).to_contain_text("30 min")
    await page.get_by_role("textbox").press_sequentially("bi")
    assert await accessibility.problems(page) == []
    await page.get_by_role("button", name="Take a break").click()
    heading = page.get_by_role("heading", name="You’re on a break")
    await expect(heading).to_be_focused()
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await expect(page.locator("[data-clock]")).to_contain_text("Paused")
    await expect(page.get_by_role("button", name="Take a break")).to_have_count(0)
    assert await accessibility.problems(page) == []
    opened = await pupil.post(f"/api/attempts/{sitting.attempt_id}/open", {"device": "test"})
    assert (opened["state"], opened["paused_by"]) == ("paused", "pupil")
    assert [answer["value"] for answer in opened["answers"]] == [{"text": "bi"}]


async def test_going_on_brings_the_question_back(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=1800)
    await room.teacher.put(f"/api/pupils/{room.pupils[0].id}/arrangements", {"version": 0, "rest_breaks": True})
    await _open(room, page, visit)
    await page.get_by_role("textbox").fill("bit")
    await page.get_by_role("button", name="Take a break").click()
    await page.reload()  # on a break still, as the server says
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    await expect(page.get_by_role("heading", name="Question 1")).to_be_focused()
    await expect(page.locator("[data-clock]")).to_contain_text("30 min")
    await expect(page.get_by_role("button", name="Take a break")).to_be_visible()


async def test_a_teachers_pause_hides_the_question_until_the_teacher_says_so(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=1800)
    await _open(room, page, visit)
    await expect(page.get_by_role("button", name="Take a break")).to_have_count(0)
    await page.get_by_role("textbox").press_sequentially("by")
    await _teacher(room, "pause")
    await _hear(page)
    await expect(page.get_by_role("heading", name="Paused")).to_be_focused()
    await expect(page.get_by_text("Your teacher has paused this. Your answers are safe.").first).to_be_visible()
    await expect(page.get_by_role("button", name="Go on")).to_have_count(0)
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await page.keyboard.press("Alt+n")  # turns no page behind it
    await _teacher(room, "resume")
    await _hear(page)
    box = page.get_by_role("textbox")
    await expect(box).to_be_focused()
    await page.keyboard.type("te")
    await expect(box).to_have_value("byte")


async def test_what_is_paused_stays_hidden_without_wifi(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, questions=QUESTION)
    await _open(room, page, visit)
    await _teacher(room, "pause")
    await _hear(page)
    await expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    await page.context.route(
        "**/api/attempts/**", lambda route: route.fulfill(status=200, body="<p>captive portal</p>")
    )
    await page.reload()
    await expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_count(0)


async def test_without_a_time_limit_there_is_no_clock_until_closing_is_near(
    page: Page, maker: SchoolMaker, visit: Open
) -> None:
    room = await make_classroom(maker, questions=QUESTION)
    await _open(room, page, visit)
    await expect(page.locator("[data-clock]")).to_be_hidden()
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    soon = (clock.now() + timedelta(minutes=8, seconds=30)).isoformat()
    await room.teacher.patch(
        f"/api/assignments/{room.assignment_id}", {"version": assignment["version"], "closes_at": soon}
    )
    await _hear(page)
    await expect(page.locator("[data-clock]")).to_contain_text("9 min left")


async def test_more_minutes_are_told_and_seen(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=1200)
    (pupil,) = room.pupils
    await _open(room, page, visit)
    await page.get_by_role("button", name="Hide the clock").click()
    await room.teacher.put(f"/api/pupils/{pupil.id}/arrangements", {"version": 0, "extra_time_percent": 25})
    await _hear(page)
    await expect(page.locator("[aria-live=polite]")).to_have_text("You have 5 more minutes. 25 minutes left.")
    await expect(page.locator("[data-clock]")).to_contain_text("+5 min")
    await page.get_by_role("button", name="Show clock").click()
    await expect(page.locator("[data-clock]")).to_contain_text("25 min left")


async def test_a_hidden_clock_still_warns_those_who_see(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=720)
    await page.clock.install()
    await _open(room, page, visit)
    place = page.locator("[data-clock]")
    warning = place.get_by_text("10 min left", exact=True)
    await page.get_by_role("button", name="Hide the clock").click()
    await expect(place.get_by_text("12 min left")).to_be_hidden()
    await page.clock.fast_forward("02:10")
    await expect(warning).to_be_visible()
    await expect(page.locator("[aria-live=polite]")).to_have_text("10 minutes left")
    await page.clock.run_for(31_000)
    await expect(warning).to_be_hidden()


async def test_what_a_teacher_does_reaches_the_open_page_by_itself(page: Page, maker: SchoolMaker, visit: Open) -> None:
    """By the stream: the heartbeat, which would bring it as well, never comes."""
    room = await make_classroom(maker, questions=QUESTION, time_limit_s=1200)
    await page.add_init_script(WITHOUT_HEARTBEATS)
    await _open(room, page, visit)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/time", {"pupil_ids": None, "minutes": 5})
    await expect(page.locator("[data-clock]")).to_contain_text("25 min left")
    await _teacher(room, "pause")
    await expect(page.get_by_role("heading", name="Paused")).to_be_focused()
    await _teacher(room, "resume")
    await expect(page.get_by_role("textbox")).to_be_visible()
    assert asked == []
