"""Browsers that are watched: a page of a journey may not complain, nor break the content policy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.web import quiet

BROKEN_RULE = "Broken content rule"
# The browser itself logs a broken rule as well; this hears those too that it only counts.
LISTEN = f"""addEventListener('securitypolicyviolation', (event) =>
  console.error('{BROKEN_RULE}', event.violatedDirective, event.blockedURI, event.sample, event.sourceFile))"""
NO_NETWORK = (
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_CONNECTION_REFUSED",
    # A stream that was open when the network went: a server that stops ends its streams, a lost one can't.
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
)


@dataclass
class Watch:
    """Opens browser profiles and keeps what their pages complain about."""

    browser: Browser
    server: str
    complaints: list[str] = field(default_factory=list)
    profiles: list[BrowserContext] = field(default_factory=list)
    forgiven: int = 0

    async def profile(self, *, loses_network: bool = False, **options: Any) -> BrowserContext:
        """Open a fresh profile; one that ``loses_network`` may log each request that failed for it."""
        wanted = {"viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce", **options}
        made = await self.browser.new_context(**wanted)
        made.set_default_timeout(15_000)
        await made.add_init_script(LISTEN)
        made.on("console", lambda message: self._hear(message, loses_network=loses_network))
        made.on("weberror", lambda error: self.complaints.append(f"{error.page and error.page.url}: {error.error}"))
        made.on("response", self._see)
        quiet.listen(made)
        self.profiles.append(made)
        return made

    async def page(self, **options: Any) -> Page:
        """Open a page in a profile of its own."""
        return await (await self.profile(**options)).new_page()

    def _hear(self, message: ConsoleMessage, *, loses_network: bool) -> None:
        if message.type not in {"error", "warning"}:
            return
        # A page that asks who is signed in and hears "nobody" is no mistake; Chromium logs it as one.
        nobody = "401" in message.text and message.location["url"].endswith("/api/me")
        lost = loses_network and any(words in message.text for words in NO_NETWORK)
        if not nobody and not lost:
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    async def csp_reports(self) -> int:
        """Return how many broken content rules browsers have told the server of."""
        async with httpx.AsyncClient(base_url=self.server) as client:
            metrics = (await client.get("/metrics")).text
        found = re.search(r"^ks3_csp_reports_total (\S+)$", metrics, re.MULTILINE)
        assert found, "the server counts reports"
        return int(float(found[1]))

    def forgive(self, *words: str) -> None:
        """Take out the complaints that a test meant to cause by breaking one rule, and the report of it."""
        heard = [each for each in self.complaints if any(word in each for word in words)]
        assert heard, self.complaints
        self.complaints = [each for each in self.complaints if each not in heard]
        self.forgiven += 1

    async def photograph(self, folder: Path) -> None:
        """Take a picture of every page that is open."""
        pages = [page for profile in self.profiles for page in profile.pages]
        for at, page in enumerate(pages, start=1):
            await page.screenshot(path=folder / f"page-{at}.png", full_page=True)

    async def close(self) -> None:
        """Close every profile."""
        for profile in self.profiles:
            await profile.close()
