"""A Chromebook as the budgets have it: Chromium at a quarter of this machine's speed, on Fast 3G."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, async_playwright, expect

from scripts.benchmarks.door import Door
from scripts.benchmarks.stage import Pupil

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
SLOWER = 4
FAST_3G = {
    "latency": 150 * 3.75,
    "downloadThroughput": 1.6 * 1024**2 / 8 * 0.9,
    "uploadThroughput": 750 * 1024 / 8 * 0.9,
}
"""As Chromium's own developer tools have it: ms, bytes a second."""
FREE = {"latency": 0.0, "downloadThroughput": -1.0, "uploadThroughput": -1.0}
NONE = {**FREE, "offline": True}
LONGEST_S = 60

_KEPT = """async () => {
  await navigator.serviceWorker?.ready;
  const release = document.querySelector('script[type=module]').src.split('/v/')[1].split('/')[0];
  const { pages, first, later } = await (await fetch(`/v/${release}/precache.json`)).json();
  const cache = await caches.open(`ks3-pages:${release}`);
  while ((await cache.keys()).length < pages.length + first.length + later.length) {
    await new Promise((done) => setTimeout(done, 100));
  }
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run Chromium until the block ends."""
    async with async_playwright() as playwright:
        # Caddy's certificate is of an authority of its own, made a moment ago.
        flags = ["--no-sandbox", "--ignore-certificate-errors"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(frozen=True)
class Chromebook:
    """One pupil's device: a profile of its own with one tab."""

    page: Page
    devtools: CDPSession
    workers: _Workers
    address: str

    async def slow_down(self, *, cpu: int = 1, line: Mapping[str, float] = FREE) -> None:
        """Give it a slower processor and a worse line, for the page and for the worker that keeps pages."""
        await self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
        conditions = {"offline": False, **line}
        await self.devtools.send("Network.emulateNetworkConditions", conditions)
        await self.workers.slow_down(conditions)

    async def open(self) -> str:
        """Open the attempt's page; returns its HTML as it came."""
        await self.page.goto("about:blank")
        answer = await self.page.goto(self.address)
        return "" if answer is None else await answer.text()

    async def kept(self) -> None:
        """Wait until the service worker has kept everything; where there is none, there is nothing to wait for."""
        await self.tell(_KEPT)

    async def tell(self, script: str, argument: object = None) -> Any:
        """Run a script in the page; it may take a minute."""
        return await asyncio.wait_for(self.page.evaluate(script, argument), LONGEST_S)

    async def show(self, number: int) -> None:
        """Go to a question, from 1."""
        await self.page.evaluate(f"location.hash = '#q{number}'")
        await self.at(number)

    async def at(self, number: int) -> None:
        """Wait until a question stands, from 1."""
        await expect(self.page.locator(".question__meta h2")).to_contain_text(f"Question {number} of")


@asynccontextmanager
async def chromebook(browser: Browser, door: Door, pupil: Pupil, *watches: str) -> AsyncIterator[Chromebook]:
    """Give a pupil a new device. ``watches``: scripts that run before the page's own."""
    context = await browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        secure = door.address.startswith("https")
        await context.add_cookies([{"name": door.cookie, "value": pupil.token, "url": door.address, "secure": secure}])
        page = await context.new_page()
        for watch in watches:
            await page.add_init_script(watch)
        devtools = await context.new_cdp_session(page)
        await devtools.send("Network.enable")
        workers = await browser.new_browser_cdp_session()
        address = f"{door.address}/pupil/assessment?attempt={pupil.attempt_id}"
        yield Chromebook(page, devtools, _Workers(workers), address)
        await workers.detach()
    finally:
        await context.close()


class _Workers:
    """The line of service workers: what a page asks for goes through them, and they are told apart from it."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._attached: dict[str, str] = {}

    async def slow_down(self, conditions: dict[str, Any]) -> None:
        """Give those that run now another line."""
        for target in (await self._session.send("Target.getTargets"))["targetInfos"]:
            if target["type"] == "service_worker":
                await self._tell(target["targetId"], "Network.enable", {})
                await self._tell(target["targetId"], "Network.emulateNetworkConditions", conditions)

    async def _tell(self, target: str, method: str, given: dict[str, Any]) -> None:
        if target not in self._attached:
            asked = {"targetId": target, "flatten": False}
            self._attached[target] = (await self._session.send("Target.attachToTarget", asked))["sessionId"]
        message = json.dumps({"id": 1, "method": method, "params": given})
        told = {"sessionId": self._attached[target], "message": message}
        await self._session.send("Target.sendMessageToTarget", told)
