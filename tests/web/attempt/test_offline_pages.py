"""The service worker in Chromium: what it keeps, what it shows without a server, and what it never takes for ours."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from playwright.async_api import BrowserContext, Page, expect

from backend.core.pages import WEB, Pages
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.attempt.offline import Gateway, gateway_to, pages_kept
from tests.web.attempt.test_sitting_page import at_question, begin, saved, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.database]

CACHES = "caches.keys()"
KEPT_PATHS = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  return found;
}"""
KEPT_WORDS = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  return Promise.all((await cache.matchAll()).map((kept) => kept.text())).then((all) => all.join('\\n'));
}"""
WAITING = "navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null)"


@pytest.fixture
async def gateway(app: FastAPI, server: str) -> AsyncIterator[tuple[Gateway, str]]:
    """An address that can turn into a Wi-Fi's sign-in page, fall silent, or serve another release."""
    async with gateway_to(app) as made:
        yield made


@pytest.fixture
async def room(maker: SchoolMaker) -> ClassRoom:
    """A class that may sit."""
    return await make_classroom(maker)


@pytest.fixture
async def page(context: BrowserContext) -> Page:
    """A page that may complain: the browser logs each request that fails."""
    return await context.new_page()


def next_release(folder: Path) -> Pages:
    """The same pages as another release."""
    shutil.copytree(WEB, folder / "web")
    style = folder / "web/css/utilities.css"
    style.write_text(style.read_text() + "\n@layer utilities {\n  .next-release {\n    color: inherit;\n  }\n}\n")
    return Pages(folder / "web")


async def test_a_pupil_reloads_without_wifi(context: BrowserContext, page: Page, room: ClassRoom, server: str) -> None:
    await begin(context, page, room, server)
    await pages_kept(page)
    await context.set_offline(True)
    await page.get_by_role("radio", name="Random access memory").check()
    await page.reload()
    await expect(page.get_by_role("radio", name="Random access memory")).to_be_checked()
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await page.reload()
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("heading", name="Check")).to_be_visible()
    await page.get_by_role("link", name="Go on with Check").click()
    await expect(page.get_by_role("textbox")).to_have_value("bit")
    # What was never kept says so in words of ours.
    await page.goto(server)
    await expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    await page.go_back()
    await context.set_offline(False)
    await saved(page)
    assert not [path for path in await page.evaluate(KEPT_PATHS) if path.startswith("/api")]


async def test_what_was_typed_as_the_page_went_is_there(
    context: BrowserContext, page: Page, room: ClassRoom, server: str
) -> None:
    await begin(context, page, room, server)
    await pages_kept(page)
    await context.set_offline(True)
    await page.reload()
    await at_question(page, 2)
    await page.evaluate("""() => {
      const field = document.querySelector('.question__answer input');
      field.value = 'bit';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      location.reload();
    }""")
    await page.wait_for_event("load")
    await expect(page.get_by_role("textbox")).to_have_value("bit")


async def test_a_wifis_sign_in_page_is_neither_kept_nor_shown_for_ours(
    context: BrowserContext, page: Page, room: ClassRoom, gateway: tuple[Gateway, str]
) -> None:
    between, server = gateway
    between.portal = True
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("heading", name="Accept the terms")).to_be_visible()
    between.portal = False
    between.refuses = lambda path: path.endswith("turtle-drawing.js")
    await begin(context, page, room, server)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    between.portal = True
    await page.reload()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("link", name="Go on with Check")).to_be_visible()
    assert "Accept the terms" not in await page.evaluate(KEPT_WORDS)
    # Back in the school's own Wi-Fi, the file that was refused and those that the portal swallowed are fetched.
    between.portal = False
    between.refuses = lambda path: False
    await page.goto(f"{server}/pupil/dashboard")
    await pages_kept(page)
    assert "Accept the terms" not in await page.evaluate(KEPT_WORDS)


async def test_a_server_that_says_nothing_is_not_waited_for(
    context: BrowserContext, page: Page, room: ClassRoom, gateway: tuple[Gateway, str]
) -> None:
    between, server = gateway
    await begin(context, page, room, server)
    await pages_kept(page)
    between.silent = True
    await page.reload(wait_until="commit", timeout=10_000)
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible(timeout=15_000)
    await page.get_by_role("radio", name="Random access memory").check()
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
    between.silent = False
    await expect(page.locator("[data-status]")).to_have_text("Saved", timeout=30_000)


async def test_pages_that_are_worked_on_ask_for_no_worker(
    context: BrowserContext, page: Page, room: ClassRoom, gateway: tuple[Gateway, str]
) -> None:
    between, server = gateway
    between.pages = Pages(live=True)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    await begin(context, page, room, server)
    async with page.expect_request("**/js/core/offline-pages.js"):
        await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("link", name="Carry on")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert complaints == []


async def test_a_new_release_waits_until_nobody_sits(
    context: BrowserContext, page: Page, room: ClassRoom, gateway: tuple[Gateway, str], tmp_path: Path
) -> None:
    between, server = gateway
    await begin(context, page, room, server)
    await pages_kept(page)
    [first] = await page.evaluate(CACHES)
    between.pages = next_release(tmp_path)
    second = f"ks3-pages:{between.pages.release}"
    await page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    for _ in range(300):
        if await page.evaluate(WAITING):
            break
        await page.wait_for_timeout(100)
    # The list of assessments in another tab asks for the new release; an attempt is open, so nothing changes.
    other = await context.new_page()
    await other.goto(f"{server}/pupil/dashboard")
    await expect(other.get_by_role("link", name="Carry on")).to_be_visible()
    await other.wait_for_timeout(500)
    assert await page.evaluate(WAITING)
    assert set(await page.evaluate(CACHES)) == {first, second}
    await context.set_offline(True)
    await page.reload()
    await expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    assert first.split(":")[1] in await page.content()
    await context.set_offline(False)

    await page.close()
    await other.reload()
    for _ in range(300):
        if await other.evaluate(CACHES) == [second] or not await other.evaluate(WAITING):
            break
        await other.wait_for_timeout(100)
    await other.reload()
    await pages_kept(other)
    for _ in range(50):
        if await other.evaluate(CACHES) == [second]:
            break
        await other.wait_for_timeout(100)
    assert await other.evaluate(CACHES) == [second]


async def test_an_attempt_begins_with_the_kept_page_until_the_server_is_known_to_be_of_another_release(
    context: BrowserContext, page: Page, room: ClassRoom, gateway: tuple[Gateway, str], tmp_path: Path
) -> None:
    between, server = gateway
    attempt = await begin(context, page, room, server)
    await pages_kept(page)
    [first] = await page.evaluate(CACHES)
    first = first.split(":")[1]
    between.pages = next_release(tmp_path)
    await page.reload()
    await at_question(page, 1)
    assert first in await page.content()
    # The list of assessments is always the server's, and with it the worker hears of the new release.
    await page.goto(f"{server}/pupil/dashboard")
    await expect(page.get_by_role("link", name="Carry on")).to_be_visible()
    assert between.pages.release in await page.content()
    await page.goto(f"{server}/pupil/assessment?attempt={attempt}")
    await at_question(page, 1)
    assert between.pages.release in await page.content()


async def test_what_a_first_load_asks_early_it_asks_once(
    context: BrowserContext, page: Page, room: ClassRoom, server: str
) -> None:
    attempt = (await room.start(room.pupils[0])).attempt_id
    await sign_in(context, room.pupils[0], server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    await page.goto(f"{server}/pupil/assessment?attempt={attempt}")
    await at_question(page, 1)
    for path in ("/api/me", f"/api/attempts/{attempt}/package", f"/api/attempts/{attempt}/open"):
        assert asked.count(path) == 1, path
    # What the types import is named in the page: it doesn't wait for the types.
    place = {path.partition("/js/")[2]: at for at, path in enumerate(asked)}
    assert place["question-types/choices.js"] < place["question-types/multiple_choice/answer.js"]


async def test_only_pupils_pages_bring_it(page: Page, server: str) -> None:
    for path in ("/", "/staff"):
        await page.goto(server + path)
        await page.wait_for_load_state("networkidle")
        assert await page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
