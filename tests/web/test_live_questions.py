"""A faulty question in the live view, in Chromium over the real server: what its pupils' open pages show of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from backend.questions.models import Question
from backend.questions.service import NewQuestion, create_question, mend_question
from tests.school import SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, SHORT_TEXT, Sitting, make_classroom
from tests.web import accessibility
from tests.web.attempt.test_sitting_page import sign_in
from tests.web.live_view import LIMIT_S, press_in_column, row_of, see

pytestmark = [pytest.mark.browser, pytest.mark.database]

Sit = Callable[[Sitting, int], Awaitable[Page]]
TWO_TEXTS = [("short_text", {**SHORT_TEXT, "stem": stem}) for stem in ("Name a unit of data.", "Name another unit.")]


@pytest.fixture
async def sit(browser: Browser, server: str) -> AsyncIterator[Sit]:
    """Opens a question of what a pupil sits, in a profile of their own."""
    profiles: list[BrowserContext] = []

    async def open_question(sitting: Sitting, number: int) -> Page:
        profile = await browser.new_context(reduced_motion="reduce")
        profiles.append(profile)
        await sign_in(profile, sitting.pupil, server)
        page = await profile.new_page()
        await page.goto(f"{server}/pupil/assessment?attempt={sitting.attempt_id}#q{number}")
        return page

    yield open_question
    for profile in profiles:
        await profile.close()


async def test_a_question_is_left_out_for_everybody_and_comes_back(
    page: Page, sit: Sit, maker: SchoolMaker, server: str
) -> None:
    """The pupil types at that moment, at another question and at this one."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    one = await room.start(room.pupils[0], opened=False)
    pupil = await sit(one, 1)
    await pupil.get_by_role("textbox").press_sequentially("by")
    await see(page, server, room)
    await press_in_column(page, 2, "Leave this question out")
    dialog = page.get_by_role("dialog", name="Leave question 2 out for 8B?")
    await expect(dialog).to_contain_text("they don’t need to answer it")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Leave it out").click()
    await expect(page.get_by_role("button", name="Question 2, left out")).to_be_visible()
    await expect(row_of(page, one.pupil).locator("td").nth(2)).to_have_text("Left out")
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


async def test_a_question_is_swapped_under_the_pupils_hands(
    page: Page, sit: Sit, maker: SchoolMaker, server: str
) -> None:
    """The pupil types an answer to it at that moment: the words are kept until it is back."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        for kind, content in (("multiple_choice", MULTIPLE_CHOICE), ("ordering", ORDERING)):
            await create_question(session, actor, NewQuestion(kind, content))
    one = await room.start(room.pupils[0], opened=False)
    pupil = await sit(one, 2)
    await pupil.get_by_role("textbox").press_sequentially("by")

    await see(page, server, room)
    await press_in_column(page, 2, "Swap it for another")
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
    await expect(row_of(page, one.pupil).locator("td").nth(2)).to_have_text("Here now, Answered")

    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".toast")).to_contain_text("Question 2 is as it was before")
    await expect(pupil.get_by_role("textbox")).to_have_value("by")


@pytest.mark.parametrize("knows_it", [False, True])
async def test_a_question_that_is_swapped_while_the_page_comes_does_not_stay_on_it(
    context: BrowserContext, maker: SchoolMaker, server: str, knows_it: bool
) -> None:
    """The page has its questions by then. ``knows_it``: the device has been at this attempt before."""
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        other = await create_question(session, actor, NewQuestion("multiple_choice", MULTIPLE_CHOICE))
    one = await room.start(room.pupils[0], opened=False)
    base = f"/api/assignments/{room.assignment_id}/live"
    item = (await room.teacher.get(base))["questions"][0]["assessment_item_id"]
    await sign_in(context, one.pupil, server)
    address = f"{server}/pupil/assessment?attempt={one.attempt_id}"
    page = await context.new_page()
    if knows_it:
        await page.goto(address)
        await expect(page.locator("[data-status]")).to_have_text("Saved")

    async def meanwhile(route: Route) -> None:
        answer = await route.fetch()
        await room.teacher.post(f"{base}/questions/{item}/swap", {"question_id": str(other.id)}, expect=204)
        await route.fulfill(response=answer)

    await page.route("**/api/attempts/*/package", meanwhile, times=1)
    await page.goto(address)
    await expect(page.get_by_role("radio")).to_have_count(3)
    await expect(page.get_by_text("Your teacher changed this question.")).to_be_visible()


async def test_the_mended_question_takes_its_place_with_the_answers(
    page: Page, sit: Sit, maker: SchoolMaker, server: str
) -> None:
    room = await make_classroom(maker, time_limit_s=LIMIT_S, questions=TWO_TEXTS)
    one = await room.start(room.pupils[0], opened=False)
    pupil = await sit(one, 1)
    await pupil.get_by_role("textbox").press_sequentially("byte")
    await see(page, server, room)
    await press_in_column(page, 1, "Mend it in the bank")
    await page.wait_for_url("**/teacher/question?id=*")
    question_id = page.url.partition("id=")[2]
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        question = await session.get_one(Question, uuid.UUID(question_id))
        mended = {**SHORT_TEXT, "stem": "Name the smallest unit of data."}
        await mend_question(session, actor, question.id, mended, seen=question.latest_version_id)
    await page.go_back()
    await press_in_column(page, 1, "Use the mended question")
    dialog = page.get_by_role("dialog", name="Use the mended question 1 in 8B?")
    assert await accessibility.problems(page) == []
    await dialog.get_by_role("button", name="Use the mended one").click()
    await expect(pupil.get_by_text("Name the smallest unit of data.")).to_be_visible()
    await expect(pupil.get_by_text("Your teacher changed this question.")).to_be_visible()
    await expect(pupil.get_by_role("textbox")).to_have_value("byte")
