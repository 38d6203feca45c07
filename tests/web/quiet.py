"""Waiting until a page asks for nothing more. For Playwright a page that has been quiet once is quiet ever after."""

from __future__ import annotations

import asyncio
import time
from weakref import WeakKeyDictionary

from playwright.async_api import BrowserContext, Page, Request

QUIET_S = 0.5
PATIENCE_S = 30.0


class _Traffic:
    """What a page has under way."""

    def __init__(self, page: Page) -> None:
        self._under_way: set[Request] = set()
        self._last = time.monotonic()
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def _began(self, request: Request) -> None:
        # A stream stays open.
        if request.resource_type != "eventsource":
            self._under_way.add(request)
            self._last = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        self._last = time.monotonic()

    @property
    def quiet_s(self) -> float:
        """For how long nothing has been under way."""
        return 0.0 if self._under_way else time.monotonic() - self._last


_traffic: WeakKeyDictionary[Page, _Traffic] = WeakKeyDictionary()


def _listen(page: Page) -> None:
    _traffic[page] = _Traffic(page)


def listen(context: BrowserContext) -> None:
    """Have every page that this profile opens say when it is quiet."""
    context.on("page", _listen)


async def settled(page: Page) -> None:
    """Wait until a page has been quiet for half a second. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        while (wait_s := QUIET_S - _traffic[page].quiet_s) > 0:
            await page.wait_for_timeout(1000 * wait_s)
