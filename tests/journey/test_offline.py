"""A whole sitting without a server: every type of question, reloads, a closed tab, handing in. Then it is all there."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.async_api import BrowserContext, Page, expect
from sqlalchemy import select

from backend.attempts.models import Answer, AnswerEvent
from tests.journey.any_answer import ANSWERED, answer_somehow
from tests.journey.watch import Watch
from tests.questions.types.examples import BY_KEY
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.attempt.offline import gateway_to, pages_kept
from tests.web.attempt.test_sitting_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.database]

EVERY_TYPE = [(key, shipped[0].raw) for key, shipped in BY_KEY.items()]
HELD = """async () => {
  const [{ name }] = await indexedDB.databases();
  const of = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await of(indexedDB.open(name));
  const read = (store) => of(database.transaction(store).objectStore(store).getAll());
  const held = { answers: await read('answers'), events: await read('events') };
  database.close();
  return held;
}"""


async def stored(maker: SchoolMaker, room: ClassRoom, attempt: str) -> tuple[set[tuple[int, int]], dict[str, Any]]:
    """Return the numbers of what is in the log, and the current answers by item."""
    async with maker.database.session(room.teacher.school_id) as session:
        events = await session.scalars(select(AnswerEvent).where(AnswerEvent.attempt_id == uuid.UUID(attempt)))
        answers = await session.scalars(select(Answer).where(Answer.attempt_id == uuid.UUID(attempt)))
        return {(each.epoch, each.seq) for each in events}, {str(each.item_id): each.value for each in answers}


async def test_a_whole_sitting_without_a_server(maker: SchoolMaker, app: FastAPI, server: str, watch: Watch) -> None:
    room = await make_classroom(maker, questions=EVERY_TYPE, feedback="hand_in")
    context = await watch.profile(loses_network=True)
    async with gateway_to(app) as (_, address):
        page = await context.new_page()
        await sign_in(context, room.pupils[0], address)
        await page.goto(f"{address}/pupil/dashboard")
        await page.get_by_role("link", name="Start Check").click()
        await expect(page.get_by_role("heading", name="Question 1 of")).to_be_visible()
        attempt = page.url.split("attempt=")[1].split("#")[0]
        await pages_kept(page)
    # Nobody listens there any more.
    await page.reload()
    await answer_everything(page)
    page = await come_back(context, page, address)
    await hand_in(page)
    await page.reload()
    await expect(page.get_by_role("heading", name="Handed in on this Chromebook")).to_be_visible()
    held = await page.evaluate(HELD)
    assert len(held["answers"]) == len(EVERY_TYPE)
    assert await stored(maker, room, attempt) == (set(), {}), "nothing has reached the server"

    await page.close()
    page = await context.new_page()
    await page.goto(f"{address}/pupil/dashboard")
    await expect(page.get_by_text("It will be sent when Wi-Fi is back")).to_be_visible()
    await page.get_by_role("button", name="Save my answers to a file for Check").click()
    by_hand = page.get_by_role("dialog", name=f"{len(EVERY_TYPE)} answers to bring to your teacher")
    await by_hand.get_by_role("button", name="Close").click()
    async with gateway_to(app, port=int(address.rsplit(":", 1)[1])):
        # The page comes back by itself, and brings what was kept.
        await expect(page.get_by_role("region", name="Messages")).to_contain_text("Check: handed in", timeout=60_000)
        await page.goto(f"{address}/pupil/results?attempt={attempt}")
        await expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
        assert await page.evaluate("indexedDB.databases().then((all) => all.length)") == 0, "the device is clean"
    events, answers = await stored(maker, room, attempt)
    assert events == {(event["epoch"], event["seq"]) for event in held["events"]}
    assert answers == {answer["item"]: answer["value"] for answer in held["answers"]}
    result = await room.pupils[0].get(f"/api/attempts/{attempt}/result")
    outcomes = {item["type"]: item["outcome"] for item in result["items"]}
    assert outcomes.keys() == BY_KEY.keys() and "unanswered" not in outcomes.values(), outcomes


async def answer_everything(page: Page) -> None:
    """Answer each question, run the program on the device, and flag one."""
    for number, (key, _) in enumerate(EVERY_TYPE, start=1):
        await expect(page.get_by_role("heading", name=f"Question {number} of {len(EVERY_TYPE)}")).to_be_visible()
        if key == "python_code":
            await page.locator(".cm-content").wait_for()
        await answer_somehow(page)
        if key == "python_code":
            await page.get_by_role("button", name="Run", exact=True).click()
            await expect(page.get_by_role("log", name="Output")).to_have_text("kept")
        if number == 2:
            await page.get_by_role("button", name="Flag").click()
        if number % 5 == 0:
            await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
            await page.reload()
            await expect(page.get_by_role("heading", name=f"Question {number} of")).to_be_visible()
        await page.get_by_role("button", name="Save and").click()
    await expect(page.get_by_role("heading", name=re.compile("^All answered"))).to_be_visible()


async def come_back(context: BrowserContext, page: Page, address: str) -> Page:
    """Close the tab and go on from the list of what is on this device."""
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
    await page.close()
    page = await context.new_page()
    await page.goto(f"{address}/pupil/dashboard")
    await page.get_by_role("link", name="Go on with Check").click()
    await expect(page.locator(".question__answer")).to_be_visible()
    assert await page.evaluate(ANSWERED) == len(EVERY_TYPE)
    await page.evaluate("location.hash = '#check'")
    await expect(page.get_by_role("heading", name=re.compile("^All answered"))).to_be_visible()
    await expect(page.get_by_text("You flagged this")).to_be_visible()
    return page


async def hand_in(page: Page) -> None:
    """Hand in from the page on which answers are checked."""
    await page.get_by_role("region", name="Hand in").get_by_role("button", name="Hand in").click()
    await page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    await expect(page.get_by_role("heading", name="Handed in on this Chromebook")).to_be_visible()
