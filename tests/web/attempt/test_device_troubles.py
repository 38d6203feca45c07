"""Devices that keep nothing, whose clock is wrong, or that are two: on the real page against the real server."""

from __future__ import annotations

import asyncio
import time
import uuid

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from backend.attempts.models import AnswerEvent, Attempt
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin, saved, sign_in, stored

pytestmark = [pytest.mark.browser, pytest.mark.database]

NO_STORAGE = "indexedDB.open = () => { throw new DOMException('Blocked', 'SecurityError'); }"
CLOCK = "const now = Date.now; Date.now = () => now() + wrong_ms;"
HIDE = """() => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  delete document.visibilityState;
  document.dispatchEvent(new Event('visibilitychange'));
}"""
HOUR_MS = 3_600_000
UNSENT = """async () => {
  const of = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const [{ name }] = await indexedDB.databases();
  const database = await of(indexedDB.open(name));
  const events = await of(database.transaction('events').objectStore('events').getAll());
  database.close();
  return events;
}"""


async def reported(maker: SchoolMaker, room: ClassRoom, attempt: str) -> tuple[int, bool]:
    """Return how often the page was left and whether the device keeps a copy, as the server knows it."""
    async with maker.database.session(room.teacher.school_id) as session:
        row = await session.get_one(Attempt, uuid.UUID(attempt))
        return row.left_page, row.safe_copy


async def test_a_device_that_keeps_nothing_says_so_and_sends_at_once(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    await page.add_init_script(NO_STORAGE)
    attempt = await begin(context, page, room, server)
    await expect(page.locator("[data-banner]")).to_contain_text("No safety copy here.")
    await expect(page.locator("[data-banner] .banner--warn")).to_be_visible()
    await page.get_by_role("radio", name="Random access memory").check()
    await expect(page.locator("[data-status]")).to_have_text("Saved, no safety copy")
    assert len(await stored(maker, room, attempt)) == 1
    assert await reported(maker, room, attempt) == (0, False)


async def test_leaving_the_page_is_counted_and_a_reload_is_not(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    attempt = await begin(context, page, room, server)
    await page.evaluate(HIDE)
    await page.evaluate(HIDE)
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    assert await reported(maker, room, attempt) == (2, True)
    await page.reload()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await page.evaluate(HIDE)
    await page.get_by_role("radio", name="Read all memory").check()
    await saved(page)
    assert await reported(maker, room, attempt) == (3, True)


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_is_an_hour_wrong_changes_nothing(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str, hours: int
) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    await page.add_init_script(CLOCK.replace("wrong_ms", str(hours * HOUR_MS)))
    attempt = await begin(context, page, room, server)
    await expect(page.locator("[data-clock]")).to_contain_text("10 min left")
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    await page.reload()
    await expect(page.locator("[data-clock]")).to_contain_text("10 min left")
    await page.get_by_role("radio", name="Read all memory").check()
    await saved(page)
    async with maker.database.session(room.teacher.school_id) as session:
        events = (await session.scalars(select(AnswerEvent).where(AnswerEvent.attempt_id == uuid.UUID(attempt)))).all()
    assert len(events) == 2
    for event in events:
        assert abs(event.at.timestamp() - time.time()) < 120, "made at the school's time, not the device's"
        assert not event.late


async def test_answered_in_two_places_the_pupil_says_which(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    # It loses its network, and the browser logs that as an error.
    page = await context.new_page()
    attempt = await begin(context, page, room, server)
    await at_question(page, 2)
    await context.set_offline(True)
    other = Sitting(room.pupils[0], attempt)
    await other.open()
    # Their order is drawn: the one that is answered here as well, and another that isn't.
    [text] = [item for item in other.items if item["type"] == "short_text"]
    await at_question(page, other.items.index(text) + 1)
    await other.send(other.event(text, {"text": "nibble"}))
    await page.get_by_role("textbox").fill("bit")
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
    await context.set_offline(False)
    await page.get_by_role("button", name="Use here").click()

    ask = page.get_by_role("region", name="in two places")
    await expect(ask).to_contain_text(f"You answered question {other.items.index(text) + 1} in two places")
    await expect(ask).to_contain_text("bit")
    await expect(ask).to_contain_text("nibble")
    await expect(page.get_by_role("textbox")).to_have_value("nibble")
    assert await problems(page) == []
    await page.reload()
    await ask.get_by_role("button", name="the answer on this Chromebook").click()
    await expect(ask).to_be_hidden()
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    await saved(page)
    [current] = (await stored(maker, room, attempt)).values()
    assert current == {"text": "bit"}
    async with maker.database.session(room.teacher.school_id) as session:
        events = (await session.scalars(select(AnswerEvent).where(AnswerEvent.attempt_id == uuid.UUID(attempt)))).all()
    assert sorted(event.value["text"] for event in events) == ["bit", "bit", "nibble"]


async def test_one_number_for_two_answers(context: BrowserContext, maker: SchoolMaker, server: str) -> None:
    """As from a profile that was copied: the server has another answer under the number that this page used."""
    room = await make_classroom(maker)
    page = await context.new_page()
    attempt = await begin(context, page, room, server)
    sitting = Sitting(room.pupils[0], attempt)
    package = await sitting.pupil.get(f"/api/attempts/{attempt}/package")
    place = next(at for at, item in enumerate(package["items"], 1) if item["type"] == "short_text")
    await at_question(page, place)
    await saved(page)
    await context.set_offline(True)
    await page.get_by_role("textbox").fill("bit")
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
    [event] = await page.evaluate(UNSENT)
    answer = await sitting.pupil.post(
        f"/api/attempts/{attempt}/events",
        {"epoch": event["epoch"], "at": event["at"], "events": [{**event, "value": {"text": "nibble"}}]},
    )
    assert answer["acked"] == [[event["epoch"], event["seq"]]]
    await context.set_offline(False)
    ask = page.get_by_role("region", name="in two places")
    await expect(ask).to_be_visible(timeout=20_000)
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    await saved(page)
    assert list((await stored(maker, room, attempt)).values()) == [{"text": "bit"}], "what is shown is what counts"
    await ask.get_by_role("button", name="the answer from the other place").click()
    await expect(page.get_by_role("textbox")).to_have_value("nibble")
    await saved(page)
    assert list((await stored(maker, room, attempt)).values()) == [{"text": "nibble"}]
    assert await page.evaluate(UNSENT) == []


async def test_ended_and_opened_again_by_the_teacher_while_the_page_is_without_wifi(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, feedback="release", time_limit_s=1800)
    page = await context.new_page()

    async def lost(route: Route) -> None:
        await route.abort()

    # By its stream it would hear of the end before anything is pressed.
    await page.route("**/api/attempts/*/live", lost)
    await begin(context, page, room, server)
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    await page.route("**/submit", lost)
    base = f"/api/assignments/{room.assignment_id}/live"
    await room.teacher.post(f"{base}/end", {"pupil_ids": [str(room.pupils[0].id)]})
    await page.get_by_role("radio", name="Read all memory").check()
    await expect(page.get_by_role("heading", name="Handed in on this Chromebook")).to_be_visible(timeout=20_000)
    await expect(page.locator("[data-clock]")).to_be_hidden()
    await room.teacher.post(f"{base}/reopen", {"pupil_ids": [str(room.pupils[0].id)], "minutes": 10})
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible(timeout=40_000)
    await expect(page.locator("[data-clock]")).to_contain_text("min left")
    await page.unroute("**/submit")
    await page.get_by_role("radio", name="Run a machine").check()
    await saved(page)


@pytest.mark.parametrize(("feedback", "reload"), [("hand_in", True), ("hand_in", False), ("release", False)])
async def test_results_of_what_was_opened_again_lead_back_to_it(
    context: BrowserContext, maker: SchoolMaker, server: str, feedback: str, reload: bool
) -> None:
    room = await make_classroom(maker, feedback=feedback)
    page = await context.new_page()
    attempt = await begin(context, page, room, server)
    chosen = {"pupil_ids": [str(room.pupils[0].id)]}
    base = f"/api/assignments/{room.assignment_id}/live"
    await room.teacher.post(f"{base}/end", chosen)
    await page.wait_for_url("**/pupil/results*")
    heading = "Handed in. Well done for finishing." if feedback == "release" else "Question by question"
    await expect(page.get_by_role("heading", name=heading)).to_be_visible()
    await room.teacher.post(f"{base}/reopen", chosen | {"minutes": 10})
    if reload:
        await page.reload()
    await expect(page.get_by_role("heading", name="You can still work on this")).to_be_visible()
    assert await problems(page) == []
    await page.get_by_role("link", name="Carry on").click()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    assert attempt in page.url


async def test_opened_again_while_the_results_are_still_coming(
    browser: Browser, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await sitting.submit()
    part = "**/question-types/ordering/*.js"

    async def meanwhile(route: Route) -> None:
        body = {"pupil_ids": [str(sitting.pupil.id)], "minutes": 10}
        await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/reopen", body)
        await asyncio.sleep(1)  # a page that listens by now has heard of it
        await route.continue_()

    # A service worker would have that part already.
    async with await browser.new_context(service_workers="block") as profile:
        await profile.add_init_script("Math.random = () => 0")  # streams are opened at once
        await sign_in(profile, sitting.pupil, server)
        page = await profile.new_page()
        await page.route(part, meanwhile, times=1)
        async with page.expect_response(part):
            await page.goto(f"{server}/pupil/results?attempt={sitting.attempt_id}")
        await page.wait_for_load_state("networkidle")
        await expect(page.get_by_role("heading", name="You can still work on this")).to_be_visible()


async def test_a_question_in_very_large_letters_fits_a_narrow_screen(
    context: BrowserContext, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker)
    page = await context.new_page()
    await begin(context, page, room, server)
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.evaluate("document.documentElement.dataset.textSize = '200'")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    tight = "[...document.querySelectorAll('.strip a')].filter((link) => link.scrollWidth > link.clientWidth).length"
    assert await page.evaluate(tight) == 0
