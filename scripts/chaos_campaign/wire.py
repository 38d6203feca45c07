"""A page's requests, and the clock that it keeps by the server's answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import httpx

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.chaos_campaign.protocol import TIMEOUT_S, Refused


class Clock:
    """The server's time on one page. ``skew_s``: how wrong the device's own clock is."""

    def __init__(self, skew_s: float, wall_offset_ms: float) -> None:
        self._skew_s = skew_s
        self._wall_offset = wall_offset_ms
        self._best: tuple[float, float] | None = None

    def _wall(self) -> float:
        return 1000 * (time.time() + self._skew_s)

    def now(self) -> int:
        """Return ms UTC as the server sees it, or as the device does before any contact."""
        if self._best is None:
            return round(self._wall() + self._wall_offset)
        return round(1000 * time.monotonic() + self._best[1])

    def sample(self, sent: float, received: float, server_ms: float) -> None:
        """Take the time from an answer; the sample with the least round trip holds. In monotonic seconds."""
        sample = (received - sent, server_ms - 500 * (sent + received))
        if self._best is None or sample[0] <= self._best[0]:
            self._best = sample
        self._wall_offset = self.now() - self._wall()

    @property
    def wall_offset(self) -> float:
        """Return what a page keeps for a start without Wi-Fi."""
        return self._wall_offset


@dataclass(frozen=True)
class SignIn:
    """What a pupil types to sign in."""

    class_code: str
    name: str
    password: str


class Cookies:
    """The session that all pages of one device share."""

    def __init__(self, token: str, sign_in: SignIn) -> None:
        self.token = token
        self.sign_in = sign_in
        self.signed_in_again = 0


class Line:
    """One page's way to the server, through its device's Wi-Fi."""

    def __init__(self, address: str, cookies: Cookies) -> None:
        self.address, self.cookies = address, cookies
        self._client = httpx.AsyncClient(
            base_url=address, timeout=TIMEOUT_S, headers={"sec-fetch-site": "same-origin"}, verify=False
        )

    async def get(self, path: str) -> Any:
        """Ask; returns the JSON. Raises Refused."""
        return await self._call("GET", path, None)

    async def post(self, path: str, body: Any = None) -> Any:
        """Send; returns the JSON. Raises Refused, with status 0 for whatever isn't our server's answer."""
        return await self._call("POST", path, body)

    async def _call(self, method: str, path: str, body: Any) -> Any:
        headers = {"cookie": f"{PLAIN_COOKIE}={self.cookies.token}"}
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await self._client.request(method, path, json=body, headers=headers)
        except (httpx.HTTPError, TimeoutError, OSError) as exc:
            raise Refused(0) from exc
        if answer.status_code >= 300:
            raise Refused(answer.status_code, float(answer.headers.get("retry-after", 0)))
        try:
            return answer.json()
        except ValueError as exc:
            raise Refused(0) from exc  # a captive portal answers 200, too

    async def sign_in(self) -> None:
        """Sign in again in place. Raises Refused."""
        who = self.cookies.sign_in
        body = {"class_code": who.class_code, "name": who.name, "password": who.password}
        try:
            answer = await self._client.post("/api/sign-in/pupil", json=body)
        except (httpx.HTTPError, OSError) as exc:
            raise Refused(0) from exc
        token = answer.cookies.get(PLAIN_COOKIE)
        self._client.cookies.clear()
        if answer.status_code != 200 or not token:
            raise Refused(answer.status_code if answer.status_code != 200 else 0)
        self.cookies.token = token
        self.cookies.signed_in_again += 1

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
