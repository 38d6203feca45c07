"""The live view in Chromium over the real server: what it shows, and that a tap reaches a pupil's open page."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.async_api import BrowserContext, Locator, Page, expect
from sqlalchemy import update

from backend.attempts.models import Attempt
from backend.config import Settings
from backend.core import clock
from backend.main import create_app
from backend.rooms import ROOMS
from tests.attempts.listening import listening
from tests.conftest import serving
from tests.school import SchoolMaker
from tests.sitting import RIGHT, ClassRoom, Sitting, make_classroom
from tests.web import accessibility
from tests.web.live_view import LIMIT_S, name_of, row_of, see

pytestmark = [pytest.mark.browser, pytest.mark.database]


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
    await see(page, server, room)
    offline, idle, left, done, working, *rest = room.pupils
    await expect(row_of(page, offline)).to_contain_text("Offline 2 min · 3 held")
    await expect(row_of(page, idle)).to_contain_text("Idle 3 min")
    await expect(row_of(page, left)).to_contain_text("Left the page 2×")
    await expect(row_of(page, left)).to_contain_text("No safety copy")
    await expect(row_of(page, done)).to_contain_text("Handed in")
    await expect(row_of(page, working)).to_contain_text("Here now, Not answered")
    await expect(row_of(page, rest[0])).to_contain_text("Not started")
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
    assert (await names.all_inner_texts())[:3] == [name_of(offline), name_of(left), name_of(idle)]
    await page.get_by_label("Order of the pupils").select_option("name")
    assert await names.all_inner_texts() == [name_of(pupil) for pupil in room.pupils]
    assert await accessibility.problems(page) == []


async def test_what_a_pupil_does_comes_to_the_grid_by_itself(page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, pupils=2, time_limit_s=LIMIT_S)
    await see(page, server, room)
    row = row_of(page, room.pupils[0])
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
    await see(page, server, room)
    async with listening(one.pupil, f"/api/attempts/{one.attempt_id}/live") as open_page:
        before = await open_page.next()
        await page.get_by_role("button", name=f"5 more minutes for {name_of(one.pupil)}").click()
        after = await open_page.until(lambda heard: heard["ends_at"] != before["ends_at"])
        assert after["ends_at"] - before["ends_at"] == 300_000
        await expect(row_of(page, one.pupil)).to_contain_text("25 min")
        await expect(row_of(page, other.pupil)).to_contain_text("20 min")
        await expect(page.locator(".toast")).to_contain_text(f"5 minutes added for {name_of(one.pupil)}")
        await page.get_by_role("button", name="Undo").click()
        again = await open_page.until(lambda heard: heard["ends_at"] != after["ends_at"])
        assert again["ends_at"] == before["ends_at"]
    await page.get_by_role("button", name="5 minutes for all").click()
    await expect(page.locator(".toast")).to_contain_text("5 minutes added for 2 pupils in 8B")
    await expect(row_of(page, other.pupil)).to_contain_text("25 min")


async def test_pause_go_on_end_and_open_again_by_keyboard(page: Page, maker: SchoolMaker, server: str) -> None:
    room = await make_classroom(maker, pupils=3, time_limit_s=LIMIT_S)
    sittings = [await room.start(pupil) for pupil in room.pupils[:2]]
    await see(page, server, room)
    async with listening(sittings[0].pupil, f"/api/attempts/{sittings[0].attempt_id}/live") as open_page:
        await page.get_by_role("button", name="Pause class").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "paused")
        await expect(row_of(page, room.pupils[1])).to_contain_text("Paused")
        await page.get_by_role("button", name="Undo").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "open")
        await page.get_by_role("button", name="Pause class").press("Enter")
        await page.get_by_role("button", name="Go on").first.press("Enter")
        await expect(row_of(page, room.pupils[0])).to_contain_text("Working")
        await page.get_by_role("button", name="End for all").press("Enter")
        await expect(page.get_by_role("dialog")).to_contain_text("2 pupils who are still working")
        assert await accessibility.problems(page) == []
        await page.get_by_role("dialog").get_by_role("button", name="End for all").press("Enter")
        await open_page.until(lambda heard: heard["state"] == "marked")
    row = row_of(page, room.pupils[0])
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
    await see(page, server, room)
    await page.get_by_label("Order of the pupils").select_option("name")
    boxes = [page.get_by_role("checkbox", name=f"Select {name_of(pupil)}") for pupil in room.pupils]
    await boxes[0].click()
    await boxes[2].click(modifiers=["Shift"])
    bar = page.get_by_role("region", name="Selected pupils")
    await expect(bar).to_contain_text("3 selected")
    assert await accessibility.problems(page) == []
    await bar.get_by_role("button", name="End").click()
    await expect(page.get_by_role("cell", name="Ended by a teacher")).to_have_count(3)
    await expect(bar).to_be_hidden()
    await expect(row_of(page, room.pupils[3])).to_contain_text("Working")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("cell", name="Not back yet")).to_have_count(3)


async def test_the_projector_shows_no_name_and_nothing_a_class_neednt_know(
    page: Page, maker: SchoolMaker, server: str
) -> None:
    room, (offline, *_) = await at_work(maker)
    await see(page, server, room)
    await page.get_by_role("button", name=f"5 more minutes for {name_of(offline.pupil)}").click()
    await expect(page.locator(".toast")).to_contain_text(name_of(offline.pupil))
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
    await expect(row_of(page, offline.pupil)).to_be_visible()


async def test_a_class_that_has_finished_leads_to_its_results(page: Page, maker: SchoolMaker, server: str) -> None:
    room, _ = await at_work(maker)
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    await see(page, server, room)
    await expect(row_of(page, room.pupils[6])).to_contain_text("Absent")
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
        await see(page, address, room)
        notice = page.get_by_text("Reconnecting…")
        await expect(notice).to_be_hidden()
    await expect(notice).to_be_visible(timeout=20_000)
    await expect(page.get_by_text("What you see is from")).to_contain_text("ago")
    assert await accessibility.problems(page) == []
    # Meanwhile, elsewhere, somebody begins.
    await room.start(room.pupils[0])
    async with serving(_app(settings), port=int(address.rpartition(":")[2])):
        await expect(notice).to_be_hidden(timeout=20_000)
        await expect(row_of(page, room.pupils[0])).to_contain_text("Working")
        await page.close()


async def test_who_is_signed_out_goes_to_the_sign_in_page(
    context: BrowserContext, maker: SchoolMaker, settings: Settings
) -> None:
    room = await make_classroom(maker)
    page = await context.new_page()
    async with serving(_app(settings)) as address:
        await see(page, address, room)
        await context.clear_cookies()
    async with serving(_app(settings), port=int(address.rpartition(":")[2])):
        await page.wait_for_url("**/staff?next=*live*", timeout=20_000)
        await page.close()


def _app(settings: Settings) -> FastAPI:
    return create_app(settings, rooms=tuple(replace(each, routines=()) for each in ROOMS))
