"""Real Chromium for a part: pupils on the real page, whose save chip is read. What it says is taken as a promise."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, Locator, Page, Playwright, async_playwright

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.chaos_campaign.history import AttemptHistory, History, Said
from scripts.chaos_campaign.protocol import Refused
from scripts.chaos_campaign.school import School, Seat
from scripts.chaos_campaign.tally import Tally
from scripts.chaos_campaign.wifi import Wifi
from scripts.chaos_campaign.wire import Cookies, Line

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Without the windows of a whole browser, a page costs a third of the time."""

_PROMISE = re.compile(r"^Saved( on this Chromebook(, \d+ waiting)?|, no safety copy)?$")
_WAIT_S = 120.0
_TRIES = 3
_LESSONS_MAX = 10
_FULL = """() => { for (const name of ['add', 'put']) {
  const proper = IDBObjectStore.prototype[name];
  const full = () => { throw new DOMException('The disk is full', 'QuotaExceededError'); };
  IDBObjectStore.prototype[name] = Object.assign(full, { proper });
} }"""
"""Chromium looks at its quota only now and then: this is how a write fails when it does."""
_NOT_FULL = """() => { for (const name of ['add', 'put'])
  IDBObjectStore.prototype[name] = IDBObjectStore.prototype[name].proper;
}"""
_STEPS = (12, 24)


Happening = tuple[str, Callable[[], Awaitable[bool]]]
"""A fault's name, and what brings it about; it answers whether it has met something."""


class BrowserPupil:
    """A pupil on the real page, in a profile of their own. One device, several tabs."""

    def __init__(self, name: str, seat: Seat, assignment: str, wifi: Wifi, tally: Tally, history: History) -> None:
        self._name, self._assignment, self._wifi, self._tally = name, assignment, wifi, tally
        self._all_history = history
        self._line = Line(wifi.address, Cookies(seat.tokens[0], seat.sign_in))
        self._rng = random.Random(name)
        self._items: list[tuple[int, str]] = []
        self._last: dict[str, int] = {}
        self._history: AttemptHistory
        self._attempt = ""
        self._context: BrowserContext
        self._page: Page
        self._written = 0
        self._bag: list[Happening] = []
        self._faults: list[Happening] = [
            ("Chromium: reload", self._reload),
            ("Chromium: offline spell", self._offline),
            ("Chromium: renderer crashed", self._crash),
            ("Chromium: tab closed", self._close_tab),
            ("Chromium: two tabs", self._two_tabs),
            ("Chromium: disk full", self._disk_full),
            ("Chromium: response lost", self._lose_response),
        ]

    async def live(self, browser: Browser, over: Callable[[], bool]) -> None:
        """Sit until the campaign is over."""
        self._context = await browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        await self._context.add_cookies(
            [{"name": PLAIN_COOKIE, "value": self._line.cookies.token, "url": self._wifi.address}]
        )
        for _ in range(_LESSONS_MAX):
            await self._lesson(over)
            if over():
                break
        await self._context.close()
        await self._line.close()

    async def _lesson(self, over: Callable[[], bool]) -> None:
        """Sit an attempt to its end; where a page fails altogether, go on with it in a new one."""
        trouble = ""
        for _ in range(_TRIES):
            try:
                await self._begin()
                for _ in range(self._rng.randint(*_STEPS)):
                    if over():
                        break
                    if not self._bag:
                        self._bag = self._rng.sample(self._faults, len(self._faults))
                    await self._suffer(*self._bag.pop())
                await self._hand_in()
                return
            except (Error, RuntimeError) as exc:
                trouble = str(exc)
                self._tally.count("Chromium: begun again", False)
        raise RuntimeError(f"A pupil in a real browser gave up: {trouble}")

    async def _suffer(self, kind: str, fault: Callable[[], Awaitable[bool]]) -> None:
        """Answer, and meet a fault; where the page doesn't come along in time, it is opened anew."""
        try:
            await self.answer()
            self._tally.count(kind, await fault())
        except (Error, RuntimeError):
            self._tally.count(kind, False)
            await self._context.set_offline(False)
            with contextlib.suppress(Error):
                await self._page.close()
            self._page = await self._open()
            await self._see_all()

    async def _begin(self) -> None:
        started = await self._insist("POST", f"/api/assignments/{self._assignment}/start")
        if str(started["attempt_id"]) != self._attempt:
            self._attempt, self._last = str(started["attempt_id"]), {}
        package = await self._insist("GET", f"/api/attempts/{self._attempt}/package")
        texts = [item for item in package["items"] if item["type"] == "short_text"]
        self._items = [(item["position"], item["id"]) for item in texts]
        self._history = self._all_history.of(self._attempt)
        self._history.real = True
        self._page = await self._open()

    async def _insist(self, method: str, path: str) -> dict[str, Any]:
        while True:
            try:
                answer: dict[str, Any] = await (self._line.get(path) if method == "GET" else self._line.post(path))
                return answer
            except Refused:
                await asyncio.sleep(0.5)

    async def _open(self, context: BrowserContext | None = None) -> Page:
        """Open the attempt in a new tab; the server may be away, then it is tried again."""
        page = await (context or self._context).new_page()
        await self._visit(page, lambda: page.goto(f"{self._wifi.address}/pupil/assessment?attempt={self._attempt}"))
        return page

    async def _visit(self, page: Page, go: Callable[[], Awaitable[object]]) -> None:
        """Load a page until its question stands, for as long as it takes."""
        deadline = time.monotonic() + _WAIT_S
        heading = page.get_by_role("heading", name=re.compile("^Question "))
        elsewhere = page.get_by_role("button", name="Use here")
        while True:
            with contextlib.suppress(Error):
                await go()
                if await _either(heading, elsewhere):
                    await elsewhere.click()
                if await _comes(heading):
                    return
            if time.monotonic() > deadline:
                shown = (await page.locator("body").inner_text())[:200]
                raise RuntimeError(f"The page of an attempt did not come within {_WAIT_S:.0f} s; it shows {shown!r}")
            await asyncio.sleep(0.5)

    async def answer(self, *, wait: bool = True) -> None:
        """Type a new answer; with ``wait`` until the chip promises something, which is noted."""
        position, item = self._rng.choice(self._items)
        self._written += 1
        text = f"browser {self._name} writes {self._written}"
        await self._page.evaluate(f"location.hash = '#q{position}'")
        await self._page.get_by_role("heading", name=re.compile(f"^Question {position} ")).wait_for(timeout=15_000)
        await self._page.locator(".question__answer input").first.fill(text)
        if wait:
            await self._note(item, text)

    async def _note(self, item: str, text: str) -> None:
        deadline = time.monotonic() + _WAIT_S
        chip = self._page.locator("[data-status]")
        while not _PROMISE.match(words := (await chip.inner_text()).strip()):
            if time.monotonic() > deadline:
                raise RuntimeError(f"The chip says {words!r}")
            await asyncio.sleep(0.02)
        self._history.said.append(Said(item, self._written, {"text": text}, words))
        self._last[item] = self._written

    # Faults

    async def _reload(self) -> bool:
        await self._visit(self._page, self._page.reload)
        await self._see_all()
        return True

    async def _offline(self) -> bool:
        await self._context.set_offline(True)
        await self.answer()
        await self.answer()
        words = self._history.said[-1].words
        await self._context.set_offline(False)
        return words.startswith("Saved on this Chromebook")

    async def _crash(self) -> bool:
        await self.answer()
        old = self._page
        session = await self._context.new_cdp_session(old)
        crashed = asyncio.create_task(old.wait_for_event("crash", timeout=15_000))
        # A renderer that dies gives no answer to the command that killed it.
        command = asyncio.create_task(session.send("Page.crash"))
        try:
            await crashed
        finally:
            command.cancel()
            await asyncio.gather(command, return_exceptions=True)
        self._page = await self._open()
        await old.close()
        await self._see_all()
        return True

    async def _close_tab(self) -> bool:
        await self.answer()
        await self._page.close(run_before_unload=False)
        self._page = await self._open()
        await self._see_all()
        return True

    async def _two_tabs(self) -> bool:
        old = self._page
        await self.answer()
        self._page = await self._open()
        await self.answer()
        await old.close()
        await self._see_all()
        return True

    async def _disk_full(self) -> bool:
        """No write goes to the disk, and there is no network: the chip must say so."""
        await self._page.evaluate(_FULL)
        await self._context.set_offline(True)
        await self.answer(wait=False)
        chip = self._page.locator("[data-status]")
        full = False
        for _ in range(100):
            words = (await chip.inner_text()).strip()
            full = words.startswith("Not saving")
            if full or words.startswith("Saved on this Chromebook"):
                break
            await asyncio.sleep(0.05)
        await self._page.evaluate(_NOT_FULL)
        await self._context.set_offline(False)
        await self.answer()
        return full

    async def _lose_response(self) -> bool:
        injection = self._wifi.next_request("lost_response")
        await self.answer()
        return injection.bit.is_set()

    async def _see_all(self) -> None:
        """Every answer that was promised is shown again by the new page."""
        for position, item in self._items:
            if item not in self._last:
                continue
            await self._page.evaluate(f"location.hash = '#q{position}'")
            field = self._page.locator(".question__answer input").first
            for _ in range(200):
                await self._page.get_by_role("heading", name=re.compile(f"^Question {position} ")).wait_for()
                shown = await field.input_value()
                if int(shown.rsplit(" ", 1)[-1] or 0) >= self._last[item]:
                    break
                await asyncio.sleep(0.05)
            else:
                self._tally.complaints.append(f"A page shows {shown!r}, though {self._last[item]} was promised")

    async def _hand_in(self) -> None:
        await self._page.evaluate("location.hash = '#check'")
        await self._page.locator("button.button--primary", has_text="Hand in").click()
        await self._page.locator("dialog button[type=submit]").click()
        # "Handed in on this Chromebook" is no end: only the page can bring it to the server.
        await self._page.wait_for_url("**/pupil/results?*", timeout=90_000)
        await self._page.close()


async def _either(heading: Locator, button: Locator) -> bool:
    """Wait for either; returns whether it was the button."""
    await heading.or_(button).first.wait_for(timeout=15_000)
    return await button.is_visible()


async def _comes(place: Locator, milliseconds: float = 15_000) -> bool:
    with contextlib.suppress(Error):
        await place.first.wait_for(timeout=milliseconds)
        return True
    return False


class ClassOfBrowsers:
    """All pupils in real browsers, in one browser process."""

    def __init__(
        self, school: School, seats: Sequence[Seat], port: int, tally: Tally, history: History, seed: int
    ) -> None:
        self._school, self._seats, self._port = school, seats, port
        self._tally, self._history, self._seed = tally, history, seed
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._wifis: list[Wifi] = []

    def start(self, over: Callable[[], bool]) -> list[asyncio.Task[None]]:
        """Let them sit; a task each, in which one browser is shared."""
        return [asyncio.create_task(self._live(over))] if self._seats else []

    async def _live(self, over: Callable[[], bool]) -> None:
        if CHROMIUM is None:
            self._tally.complaints.append("No Chromium is installed: apt-get install chromium-headless-shell")
            return
        self._playwright = await async_playwright().start()
        # Chromium refuses its own sandbox as root.
        self._browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        browser = self._browser
        await asyncio.gather(*(self._one(browser, number, seat, over) for number, seat in enumerate(self._seats)))

    async def _one(self, browser: Browser, number: int, seat: Seat, over: Callable[[], bool]) -> None:
        wifi = Wifi(self._port, random.Random(f"{self._seed}/browser/{number}"))
        await wifi.start()
        self._wifis.append(wifi)
        pupil = BrowserPupil(str(number), seat, self._school.assignment_ids[0], wifi, self._tally, self._history)
        try:
            await pupil.live(browser, over)
        except (Error, RuntimeError) as exc:
            self._tally.complaints.append(str(exc))

    async def close(self) -> None:
        """Close the browser."""
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
        for wifi in self._wifis:
            await wifi.stop()
