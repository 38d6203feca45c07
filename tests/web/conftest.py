"""Debian's Chromium over the worker's real server, with the real content policy."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from backend.accounts.permissions import PLAIN_COOKIE
from tests.school import Person
from tests.web import quiet

Open = Callable[[Person, str], Awaitable[None]]
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Without the windows of a whole browser, a page costs a third of the time."""


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser a worker."""
    if CHROMIUM is None:
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium-headless-shell")
    async with async_playwright() as playwright:
        # Chromium refuses its own sandbox as root, and root is how CI runs.
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        await running.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A fresh profile without movement, so that no picture is taken in the middle of a fade."""
    made = await browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    quiet.listen(made)
    yield made
    await made.close()


@pytest.fixture
async def page(context: BrowserContext) -> AsyncIterator[Page]:
    """A page that must not complain: no error, no refusal by the content policy."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # A page that asks who is signed in and hears "nobody" is no mistake, nor one that listens for the server and
        # hears a captive portal; Chromium logs both as one.
        if message.type in {"error", "warning"} and not any(word in message.text for word in ("401", "MIME type")):
            complaints.append(message.text)

    made = await context.new_page()
    made.on("console", listen)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    assert complaints == []


@pytest.fixture
async def gallery(page: Page, server: str, request: pytest.FixtureRequest) -> Page:
    """The page with every question type in every state, or with those that the test is marked to be shown."""
    shows = request.node.get_closest_marker("shows")
    await page.goto(f"{server}/gallery?{urlencode({'type': shows.args if shows else ()}, doseq=True)}")
    await page.wait_for_load_state("networkidle")
    return page


@pytest.fixture
def visit(page: Page, server: str) -> Open:
    """Open an address as somebody."""

    async def go(person: Person, path: str) -> None:
        cookie = person.client.cookies[PLAIN_COOKIE]
        await page.context.add_cookies([{"name": PLAIN_COOKIE, "value": cookie, "url": server}])
        await page.goto(server + path)
        await quiet.settled(page)

    return go
