"""What lies between a Chromebook and its school: the school's server, a Wi-Fi's sign-in page, patience, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace

from fastapi import FastAPI
from playwright.async_api import Page
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.pages import Pages
from tests.conftest import serving

PORTAL = "<!doctype html><title>Wi-Fi</title><h1>Accept the terms of this Wi-Fi</h1>"
KEPT = """async () => {
  const release = document.querySelector('script[type=module]').src.split('/v/')[1].split('/')[0];
  const { pages, first, later } = await (await fetch(`/v/${release}/precache.json`)).json();
  const wanted = [...pages, ...[...first, ...later].map((name) => `/v/${release}/${name}`)];
  const cache = await caches.open(`ks3-pages:${release}`);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  return wanted.filter((path) => !kept.has(path));
}"""


async def pages_kept(page: Page) -> None:
    """Wait until the service worker has kept everything."""
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    missing: list[str] = ["?"]
    for _ in range(300):
        missing = await page.evaluate(KEPT)
        if not missing:
            return
        await page.wait_for_timeout(100)
    raise AssertionError(f"not kept: {missing}")


class Gateway(Starlette):
    """An address of the school's server that can turn into something else.

    ``refuses``: of which paths it says that it is too busy; ``pages``: another release's, in place of the server's.
    """

    def __init__(self, app: FastAPI) -> None:
        super().__init__()
        # What is served here has no streams of its own to end.
        self.state.database = SimpleNamespace(live=SimpleNamespace(end_streams=lambda: None))
        self._app = app
        self.portal = False
        self.silent = False
        self.refuses: Callable[[str], bool] = lambda path: False
        self.pages: Pages | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope["path"]) if scope["type"] == "http" else super().__call__
        await answer(scope, receive, send)

    def _answer(self, path: str) -> ASGIApp:
        if self.portal:
            return HTMLResponse(PORTAL)
        if self.silent:
            return _silence
        if self.refuses(path):
            return Response("Busy", 503)
        if self.pages and not path.startswith("/api/"):
            return Starlette(routes=self.pages.routes())
        return self._app


async def _silence(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(60)


@asynccontextmanager
async def gateway_to(app: FastAPI, *, port: int = 0) -> AsyncIterator[tuple[Gateway, str]]:
    """Serve a gateway; gives it and its address. Afterwards nothing listens there any more."""
    gateway = Gateway(app)
    async with serving(gateway, port=port) as address:
        yield gateway, address
