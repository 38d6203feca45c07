"""The live view in Chromium over the real server: what it shows, and that a tap reaches a pupil's open page."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import update

from backend.accounts.permissions import PLAIN_COOKIE
from backend.attempts.models import Attempt
from backend.config import Settings
from backend.core import clock
from backend.main import create_app
from backend.questions.models import Question
from backend.questions.service import NewQuestion, create_question, mend_question
from backend.rooms import ROOMS
from tests.attempts.listening import listening
from tests.conftest import serving
from tests.school import Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, RIGHT, SHORT_TEXT, ClassRoom, Sitting, make_classroom
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]

LIMIT_S = 1200
TWO_TEXTS = [("short_text", {**SHORT_TEXT, "stem": stem}) for stem in ("Name a unit of data.", "Name another unit.")]


async def _see(page: Page, address: str, room: ClassRoom) -> None:
    """Open the live view as its teacher. It is never idle: its stream stays open."""
    cookie = room.teacher.client.cookies[PLAIN_COOKIE]
    await page.context.add_cookies([{"name": PLAIN_COOKIE, "value": cookie, "url": address}])
    await page.goto(f"{address}/teacher/live?assignment={room.assignment_id}")
    await expect(page.locator(".stat-row")).to_be_visible()


def _name(pupil: Person) -> str:
    return pupil.user.display_name


def _row(page: Page, pupil: Person) -> Locator:
    return page.locator(".heat--live tbody tr", has_text=_name(pupil))


def _stat(page: Page, label: str) -> Locator:
    return page.locator(".stat", has_text=label).locator("dd")


async def _since(maker: SchoolMaker, sitting: Sitting, **ago_s: int) -> None:
    """Let something of an attempt have been that many seconds ago."""
    now = clock.now()
    async with maker.database.session(sitting.pupil.school_id) as session:
        values = {name: now - timedelta(seconds=seconds) for name, seconds in ago_s.items()}
        await session.execute(update(Attempt).where(Attempt.id == uuid.UUID(sitting.attempt_id)).values(values))


async def _report(sitting: Sitting, **what: Any) -> None:
    """Send what the pupil's page says of itself."""
    body = {"epoch": sitting.epoch, "at": clock.now_ms(), "here": None, "pending": 0, "events": [], **what}
    await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/events", body)


async def at_work(maker: SchoolMaker, *, pupils: int = 7, **options: Any) -> tuple[ClassRoom, list[Sitting]]:
    """A class in which everything happens at once: offline, idle, on a break, handed in, at work, not started."""
    room = await make_classroom(maker, pupils=pupils, time_limit_s=LIMIT_S, **options)
    offline, idle, left, done, working = [await room.start(pupil) for pupil in room.pupils[:5]]
    for sitting in (offline, idle, left, done):
        await sitting.send(sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]]))
    await _report(offline, pending=3)
    await _since(maker, offline, seen_at=150, active_at=160, started_at=200)
    await _since(maker, idle, active_at=200, started_at=210)
    await _report(left, left=2, safe=False)
    await done.answer(RIGHT)
    await done.submit()
    await working.send(working.event(working.items[1], RIGHT[working.items[1]["type"]]))
    return room, [offline, idle, left, done, working]


async def test_the_grid_says_how_it_stands_with_everybody(page: Page, maker: SchoolMaker, server: str) -> None:
    room, _ = await at_work(maker)
    await _see(page, server, room)
    offline, idle, left, done, working, *rest = room.pupils
    await expect(_row(page, offline)).to_contain_text("Offline 2 min · 3 held")
    await expect(_row(page, idle)).to_contain_text("Idle 3 min")
    await expect(_row(page, left)).to_contain_text("Left the page 2×")
    await expect(_row(page, left)).to_contain_text("No safety copy")
    await expect(_row(page, done)).to_contain_text("Handed in")
    await expect(_row(page, working)).to_contain_text("Here now, Not answered")
    await expect(_row(page, rest[0])).to_contain_text("Not started")
    shown = {label: await _stat(page, label).inner_text() for label in ("Working", "Idle", "Offline", "Handed in")}
    assert {label: text.split() for label, text in shown.items()} == {
        "Working": ["2"],
        "Idle": ["1"],
        "Offline": ["1", "3", "answers", "held"],
        "Handed in": ["1", "of", "7"],
    }
    await expect(page.get_by_role("link", name="Take in answers")).to_be_visible()
    await expect(_stat(page, "Answers saved")).to_have_text("7")
    names = page.locator(".heat--live tbody .heat__name")
    assert (await names.all_inner_texts())[:3] == [_name(offline), _name(left), _name(idle)]
    await page.get_by_label("Order of the pupils").select_option("name")
    assert await names.all_inner_texts() == [_name(pupil) for pupil in room.pupils]
    assert await accessibility.problems(page) == []


async def test_what_a_pupil_does_comes_to_the_grid_by_itself(page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    await _see(page, server, room)
    row = _row(page, room.pupils[0])
    await expect(row).to_contain_text("Not started")
    await expect(page.get_by_role("button", name="Pause class")).to_be_hidden()
    sitting = await room.start(room.pupils[0])
    await expect(row).to_contain_text("Working")
    await sitting.answer(RIGHT)
    await expect(row.locator("[data-state=answered]")).to_have_count(3)
    await sitting.submit()
    await expect(row).to_contain_text("Handed in")
    await expect(_stat(page, "Handed in")).to_have_text("1 of 2")


async def test_five_minutes_reach_the_pupils_open_page_and_undo_takes_them_back(
    page: Page, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    one, other = [await room.start(pupil) for pupil in room.pupils]
    await _see(page, server, room)
    async with listening(one.pupil, f"/api/attempts/{one.attempt_id}/live") as open_page:
        before = await open_page.next()
        await page.get_by_role("button", name=f"5 more minutes for {_name(one.pupil)}").click()
        after = await open_page.until(lambda heard: heard["ends_at"] != before["ends_at"])
        assert after["ends_at"] - before["ends_at"] == 300_000
        await expect(_row(page, one.pupil)).to_contain_text("25 min")
        await expect(_row(page, other.pupil)).to_contain_text("20 min")
        await expect(page.locator(".toast")).to_contain_text(f"5 minutes added for {_name(one.pupil)}")
        await page.get_by_role("button", name="Undo").click()
        again = await open_page.until(lambda heard: heard["ends_at"] != after["ends_at"])
        assert again["ends_at"] == before["ends_at"]
    await page.get_by_role("button", name="5 minutes for all").click()
    await expect(page.locator(".toast")).to_contain_text("5 minutes added for 2 pupils in 8B")
    await expect(_row(page, other.pupil)).to_contain_text("25 min")


async def test_pause_go_on_end_and_open_again_by_keyboard(page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, pupils=3, time_limit_s=LIMIT_S)
    sittings = [await room.start(pupil) for pupil in room.pupils[:2]]
    await _see(page, server, room)
    async with listening(sittings[0].pupil, f"/api/attempts/{sittings[0].attempt_id}/live") as open_page:
        await page.get_by_role("button", name="Pause class").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "paused")
        await expect(_row(page, room.pupils[1])).to_contain_text("Paused")
        await page.get_by_role("button", name="Undo").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "open")
        await page.get_by_role("button", name="Pause class").press("Enter")
        await page.get_by_role("button", name="Go on").first.press("Enter")
        await expect(_row(page, room.pupils[0])).to_contain_text("Working")
        await page.get_by_role("button", name="End for all").press("Enter")
        await expect(page.get_by_role("dialog")).to_contain_text("2 pupils who are still working")
        assert await accessibility.problems(page) == []
        await page.get_by_role("dialog").get_by_role("button", name="End for all").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "marked")
    row = _row(page, room.pupils[0])
    await expect(row).to_contain_text("Ended by a teacher")
    await row.get_by_role("button", name="Open again").press("Enter")
    await page.get_by_role("dialog").get_by_text("10 minutes").click()
    await page.get_by_role("dialog").get_by_role("button", name="Open again").press("Enter")
    await expect(row).to_contain_text("Not back yet")
    assert (await sittings[0].open())["state"] == "open"


async def test_some_are_chosen_with_shift_and_ended_together(page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, pupils=4, time_limit_s=LIMIT_S)
    for pupil in room.pupils:
        await room.start(pupil)
    await _see(page, server, room)
    await page.get_by_label("Order of the pupils").select_option("name")
    boxes = [page.get_by_role("checkbox", name=f"Select {_name(pupil)}") for pupil in room.pupils]
    await boxes[0].click()
    await boxes[2].click(modifiers=["Shift"])
    bar = page.get_by_role("region", name="Selected pupils")
    await expect(bar).to_contain_text("3 selected")
    assert await accessibility.problems(page) == []
    await bar.get_by_role("button", name="End").click()
    await expect(page.get_by_role("cell", name="Ended by a teacher")).to_have_count(3)
    await expect(bar).to_be_hidden()
    await expect(_row(page, room.pupils[3])).to_contain_text("Working")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("cell", name="Not back yet")).to_have_count(3)


async def test_the_projector_shows_no_name_and_nothing_a_class_neednt_know(
    page: Page, maker: SchoolMaker, server: str
) -> None:
    room, (offline, *_) = await at_work(maker)
    await _see(page, server, room)
    await page.get_by_role("button", name=f"5 more minutes for {_name(offline.pupil)}").click()
    await expect(page.locator(".toast")).to_contain_text(_name(offline.pupil))
    await page.get_by_role("switch", name="Hide names").check()
    board = page.locator(".live-board")
    await expect(board.get_by_role("listitem")).to_have_count(7)
    await expect(page.locator("[aria-live=polite]").last).to_contain_text("Names are hidden")
    shown = await page.content()
    for pupil in room.pupils:
        assert pupil.user.display_name not in shown and str(pupil.id) not in shown
    words = await page.locator("main").inner_text()
    for private in ("Offline", "Idle", "Flagged", "Left the page", "held", "No safety copy", "up to"):
        assert private not in words
    assert await accessibility.problems(page) == []
    await page.reload()
    await expect(board.get_by_role("listitem")).to_have_count(7)
    await page.get_by_role("switch", name="Hide names").uncheck()
    await expect(_row(page, offline.pupil)).to_be_visible()


async def test_a_question_is_left_out_for_everybody_and_comes_back(
    page: Page, browser: Browser, maker: SchoolMaker, server: str
) -> None:
    """The pupil types at that moment, at another question and at this one."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    one = await room.start(room.pupils[0], opened=False)
    profile = await browser.new_context(reduced_motion="reduce")
    await profile.add_cookies([{"name": PLAIN_COOKIE, "value": one.pupil.client.cookies[PLAIN_COOKIE], "url": server}])
    pupil = await profile.new_page()
    await pupil.goto(f"{server}/pupil/assessment?attempt={one.attempt_id}#q1")
    await pupil.get_by_role("textbox").press_sequentially("by")
    await _see(page, server, room)
    await page.get_by_role("button", name="Question 2", exact=True).click()
    await page.get_by_role("menuitem", name="Leave this question out").click()
    dialog = page.get_by_role("dialog", name="Leave question 2 out for 8B?")
    await expect(dialog).to_contain_text("they don’t need to answer it")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Leave it out").click()
    await expect(page.get_by_role("button", name="Question 2, left out")).to_be_visible()
    await expect(_row(page, one.pupil).locator("td").nth(2)).to_have_text("Left out")
    assert await accessibility.problems(page) == []

    strip = pupil.get_by_role("link", name="Question 2, left out")
    await expect(strip).to_be_visible()
    await pupil.get_by_role("textbox").press_sequentially("te")
    await expect(pupil.get_by_role("textbox")).to_have_value("byte")
    await strip.click()
    await expect(pupil.get_by_text("This question has been left out. You don’t need to answer it.")).to_be_visible()
    await expect(pupil.get_by_role("textbox")).to_have_count(0)
    assert await accessibility.problems(pupil) == []
    await pupil.get_by_role("link", name="Check answers").click()
    await expect(pupil.get_by_role("heading", name="You have answered every question.")).to_be_visible()
    await strip.or_(pupil.get_by_role("link", name="Keep working")).click()

    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("button", name="Question 2", exact=True)).to_be_visible()
    await expect(pupil.get_by_role("textbox")).to_be_visible()
    await expect(pupil.get_by_role("link", name="Question 2, not answered")).to_be_visible()
    await expect(page.locator(".toast")).to_contain_text("Question 2 counts again")
    await profile.close()


async def test_a_question_is_swapped_under_the_pupils_hands(
    page: Page, browser: Browser, maker: SchoolMaker, server: str
) -> None:
    """The pupil types an answer to it at that moment: the words are kept until it is back."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        for kind, content in (("multiple_choice", MULTIPLE_CHOICE), ("ordering", ORDERING)):
            await create_question(session, actor, NewQuestion(kind, content))
    one = await room.start(room.pupils[0], opened=False)
    profile = await browser.new_context(reduced_motion="reduce")
    await profile.add_cookies([{"name": PLAIN_COOKIE, "value": one.pupil.client.cookies[PLAIN_COOKIE], "url": server}])
    pupil = await profile.new_page()
    await pupil.goto(f"{server}/pupil/assessment?attempt={one.attempt_id}#q2")
    await pupil.get_by_role("textbox").press_sequentially("by")

    await _see(page, server, room)
    await page.get_by_role("button", name="Question 2", exact=True).click()
    await page.get_by_role("menuitem", name="Swap it for another").click()
    dialog = page.get_by_role("dialog", name="Swap question 2 for another")
    await expect(dialog.get_by_role("radio")).to_have_count(4)
    await expect(dialog.get_by_role("radio", disabled=True)).to_have_count(2)
    await expect(dialog.get_by_role("button", name="Swap it")).to_have_attribute("aria-disabled", "true")
    await dialog.get_by_role("radio", name=re.compile("Put these in order")).check()
    await dialog.get_by_role("radio", name=re.compile("RAM")).check()
    await expect(dialog.get_by_role("radio", checked=True)).to_have_count(1)
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Swap it").click()
    await expect(page.locator(".toast")).to_contain_text("Question 2 is another one now")

    await expect(pupil.get_by_text("Your teacher changed this question.")).to_be_visible()
    await expect(pupil.get_by_role("radio")).to_have_count(3)
    await expect(pupil.get_by_role("link", name="Question 2, not answered")).to_be_visible()
    assert await accessibility.problems(pupil) == []
    await pupil.get_by_role("radio").first.check()
    await expect(_row(page, one.pupil).locator("td").nth(2)).to_have_text("Here now, Answered")

    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".toast")).to_contain_text("Question 2 is as it was before")
    await expect(pupil.get_by_role("textbox")).to_have_value("by")
    await profile.close()


async def test_the_mended_question_takes_its_place_with_the_answers(
    page: Page, browser: Browser, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    one = await room.start(room.pupils[0], opened=False)
    profile = await browser.new_context(reduced_motion="reduce")
    await profile.add_cookies([{"name": PLAIN_COOKIE, "value": one.pupil.client.cookies[PLAIN_COOKIE], "url": server}])
    pupil = await profile.new_page()
    await pupil.goto(f"{server}/pupil/assessment?attempt={one.attempt_id}#q1")
    await pupil.get_by_role("textbox").press_sequentially("byte")
    await _see(page, server, room)
    await page.get_by_role("button", name="Question 1", exact=True).click()
    await page.get_by_role("menuitem", name="Mend it in the bank").click()
    await page.wait_for_url("**/teacher/question?id=*")
    question_id = page.url.partition("id=")[2]
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        question = await session.get_one(Question, uuid.UUID(question_id))
        mended = {**SHORT_TEXT, "stem": "Name the smallest unit of data."}
        await mend_question(session, actor, question.id, mended, seen=question.latest_version_id)
    await page.go_back()
    await page.get_by_role("button", name="Question 1", exact=True).click()
    await page.get_by_role("menuitem", name="Use the mended question").click()
    dialog = page.get_by_role("dialog", name="Use the mended question 1 in 8B?")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Use the mended one").click()
    await expect(pupil.get_by_text("Name the smallest unit of data.")).to_be_visible()
    await expect(pupil.get_by_text("Your teacher changed this question.")).to_be_visible()
    await expect(pupil.get_by_role("textbox")).to_have_value("byte")
    await profile.close()


async def test_a_class_that_has_finished_leads_to_its_results(page: Page, maker: SchoolMaker, server: str) -> None:
    room, _ = await at_work(maker)
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    await _see(page, server, room)
    await expect(_row(page, room.pupils[6])).to_contain_text("Absent")
    await expect(page.get_by_role("button", name="End for all")).to_be_hidden()
    assert await accessibility.problems(page) == []
    await page.get_by_role("main").get_by_role("link", name="Results").last.click()
    await page.wait_for_url("**/teacher/class-results?assignment=*")


async def test_a_server_that_was_stopped_is_said_and_found_again(
    context: BrowserContext, maker: SchoolMaker, settings: Settings
) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    page = await context.new_page()
    async with serving(_app(settings)) as address:
        await _see(page, address, room)
        notice = page.get_by_text("Reconnecting…")
        await expect(notice).to_be_hidden()
    await expect(notice).to_be_visible(timeout=20_000)
    await expect(page.get_by_text("What you see is from")).to_contain_text("ago")
    assert await accessibility.problems(page) == []
    # Meanwhile, elsewhere, somebody begins.
    await room.start(room.pupils[0])
    async with serving(_app(settings), port=int(address.rpartition(":")[2])):
        await expect(notice).to_be_hidden(timeout=20_000)
        await expect(_row(page, room.pupils[0])).to_contain_text("Working")
        await page.close()


async def test_who_is_signed_out_goes_to_the_sign_in_page(
    context: BrowserContext, maker: SchoolMaker, settings: Settings
) -> None:
    room = await make_classroom(maker)
    page = await context.new_page()
    async with serving(_app(settings)) as address:
        await _see(page, address, room)
        await context.clear_cookies()
    async with serving(_app(settings), port=int(address.rpartition(":")[2])):
        await page.wait_for_url("**/staff?next=*live*", timeout=20_000)
        await page.close()


def _app(settings: Settings) -> FastAPI:
    return create_app(settings, rooms=tuple(replace(each, routines=()) for each in ROOMS))
