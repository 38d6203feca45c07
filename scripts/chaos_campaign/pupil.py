"""A pupil: one or two devices, lesson after lesson, and what they do when something goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.chaos_campaign.disk import Disk, Store
from scripts.chaos_campaign.history import History
from scripts.chaos_campaign.page import Page
from scripts.chaos_campaign.parts import Listener, Parts
from scripts.chaos_campaign.protocol import Refused
from scripts.chaos_campaign.waiting import until
from scripts.chaos_campaign.wifi import Wifi
from scripts.chaos_campaign.wire import Cookies, Line, SignIn

LESSONS_PER_ASSIGNMENT = 10
OPTIONS = ("aaaaaa", "bbbbbb", "cccccc", "dddddd")
_AGAIN_S = 0.5
BUSY_S = 120.0


@dataclass(frozen=True)
class Pace:
    """How fast pupils work.

    ``think_s``: mean pause between two changes; ``changes``: least and most in one lesson; ``bursts``: share of pauses
    after which several changes follow at once.
    """

    think_s: float
    changes: tuple[int, int]
    bursts: float


@dataclass
class Setting:
    """What the pupils of one campaign share."""

    seed: int
    home: Path
    server_port: int
    assignment_ids: list[str]
    history: History
    pace: Pace
    acked: Listener
    over: Callable[[], bool]


@dataclass
class Device:
    """A Chromebook: disk, Wi-Fi, cookies, and a clock that may be wrong."""

    disk: Disk
    wifi: Wifi
    cookies: Cookies
    skew_s: float = 0.0


@dataclass
class Sitting:
    """What a pupil is sitting now. ``others``: pages that were left open in other tabs or on other devices."""

    attempt_id: str
    items: list[tuple[str, str]]
    page: Page
    device: Device
    others: list[Page] = field(default_factory=list)


class Pupil:
    """One pupil. ``busy``: a fault is happening to them; ``sitting``: None between two lessons."""

    def __init__(self, number: int, pupil_id: str, tokens: list[str], sign_in: SignIn, setting: Setting) -> None:
        self.number, self.pupil_id = number, pupil_id
        self._setting = setting
        self._rng = random.Random(f"{setting.seed}/{number}")
        self.devices = [self._device(place, token, sign_in) for place, token in enumerate(tokens)]
        self.sitting: Sitting | None = None
        self.busy = False
        self.hand_in_now = asyncio.Event()
        self.lessons = 0
        self._written = 0
        self._last_words: set[asyncio.Task[object]] = set()

    def _device(self, place: int, token: str, sign_in: SignIn) -> Device:
        wifi = Wifi(self._setting.server_port, self._rng)
        return Device(Disk(self._setting.home / f"device-{self.number}-{place}.db"), wifi, Cookies(token, sign_in))

    @property
    def at_work(self) -> bool:
        """Tell whether the pupil is in the middle of a lesson, so that something may happen to them."""
        sitting = self.sitting
        return sitting is not None and sitting.page.ready and sitting.page.writable and not self.hand_in_now.is_set()

    async def live(self) -> None:
        """Sit lesson after lesson until the campaign is over, and deliver what is left."""
        for device in self.devices:
            await device.wifi.start()
        most = LESSONS_PER_ASSIGNMENT * len(self._setting.assignment_ids)
        while not self._setting.over() and self.lessons < most:
            self.sitting = await self._begin()
            self.lessons += 1
            await self._answer(self.sitting)
            await self._finish(self.sitting)
            self.sitting = None
        await self.deliver()

    async def stop(self) -> None:
        """Close everything."""
        if self.sitting is not None:
            for page in (self.sitting.page, *self.sitting.others):
                await page.die()
        for device in self.devices:
            await device.wifi.stop()
            device.disk.close()

    # Pages

    def open_page(
        self, attempt_id: str, device: Device, *, take_over: bool = True, opened: dict[str, Any] | None = None
    ) -> Page:
        """Open the page of an attempt in a new tab of a device."""
        parts = Parts(
            attempt_id=attempt_id,
            store=Store(device.disk, attempt_id, self._rng),
            line=Line(device.wifi.address, device.cookies),
            history=self._setting.history.of(attempt_id),
            rng=self._rng,
            acked=self._setting.acked,
            skew_s=device.skew_s,
        )
        return Page(parts, take_over=take_over, opened=opened)

    async def reload(self, *, killed: bool = False, in_write: bool = False) -> None:
        """Load the page again, properly or because its renderer was killed."""
        sitting = self._now()
        old = sitting.page
        if not killed:
            settling = asyncio.create_task(old.settle())
            if last_words := old.leave():
                self._last_words.add(last_words)
                last_words.add_done_callback(self._last_words.discard)
            await settling
        await old.die(in_write=in_write)
        sitting.page = self.open_page(sitting.attempt_id, sitting.device)

    def move(self, device: Device) -> None:
        """Go on in a new tab, here or on another device; the old page stays open."""
        sitting = self._now()
        sitting.others.append(sitting.page)
        sitting.device = device
        sitting.page = self.open_page(sitting.attempt_id, device)

    def other_device(self) -> Device:
        """Return the device that this pupil doesn't sit at now."""
        now = self._now().device
        return next(device for device in self.devices if device is not now)

    def _now(self) -> Sitting:
        if self.sitting is None:
            raise RuntimeError("Nothing is being sat")
        return self.sitting

    # A lesson

    async def _begin(self) -> Sitting:
        device = self._rng.choice(self.devices)
        line = Line(device.wifi.address, device.cookies)
        assignment = self._setting.assignment_ids[self.lessons // LESSONS_PER_ASSIGNMENT]
        try:
            started = await self._insist(line, "POST", f"/api/assignments/{assignment}/start")
            attempt_id: str = started["attempt_id"]
            package = await self._insist(line, "GET", f"/api/attempts/{attempt_id}/package")
        finally:
            await line.close()
        items = [(item["id"], item["type"]) for item in package["items"]]
        page = self.open_page(attempt_id, device, opened=started.get("opened"))
        return Sitting(attempt_id, items, page, device)

    async def _insist(self, line: Line, method: str, path: str) -> dict[str, Any]:
        while True:
            try:
                answer: Any = await (line.get(path) if method == "GET" else line.post(path))
                if isinstance(answer, dict):
                    return answer
            except Refused as refused:
                if refused.status == 401:
                    with contextlib.suppress(Refused):
                        await line.sign_in()
                elif 400 <= refused.status < 500 and refused.status not in {408, 413, 429}:
                    raise
            await asyncio.sleep(_AGAIN_S * (0.5 + self._rng.random()))

    async def _answer(self, sitting: Sitting) -> None:
        count = self._rng.randint(*self._setting.pace.changes)
        self.hand_in_now.clear()
        while count > 0 and not (self.hand_in_now.is_set() or sitting.page.closed.is_set() or self._setting.over()):
            await asyncio.sleep(self._rng.expovariate(1 / self._setting.pace.think_s))
            sitting.page.check()
            if sitting.page.superseded and not self.busy:
                await self.reload()  # "Use this one"
            burst = self._rng.randint(3, 12) if self._rng.random() < self._setting.pace.bursts else 1
            for _ in range(burst):
                count -= 1
                self.change_something()

    def change_something(self, *, typing: bool | None = None) -> None:
        """Change one answer on the page in front of the pupil, if there is one."""
        if self.sitting is None:
            return
        item, kind = self._rng.choice(self.sitting.items)
        typing = self._rng.random() < 0.3 if typing is None else typing
        self.sitting.page.change(item, self.value(kind), typing=typing and kind == "short_text")

    def value(self, kind: str) -> dict[str, str]:
        """Return an answer; a typed one was never given before."""
        self._written += 1
        if kind == "multiple_choice":
            return {"choice": self._rng.choice(OPTIONS)}
        return {"text": f"answer {self._written} of pupil {self.number}"}

    async def _finish(self, sitting: Sitting) -> None:
        """Hand in, and wait until everything of this attempt is with the server, whatever device holds it."""
        while not sitting.page.closed.is_set():
            sitting.page.check()
            if not self.busy:
                if sitting.page.superseded:
                    await self.reload()
                await sitting.page.hand_in()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_AGAIN_S):
                    await sitting.page.closed.wait()
        await until(lambda: not self.busy, BUSY_S)
        for page in (sitting.page, *sitting.others):
            page.check()
            await page.die()
        await self.deliver()

    async def deliver(self) -> None:
        """Send what earlier pages left on the devices, without taking an attempt over, as the dashboard does."""
        for device in self.devices:
            for attempt_id in device.disk.kept_attempts():
                page = self.open_page(attempt_id, device, take_over=False)
                while page.holds_something and not page.closed.is_set():
                    page.check()
                    await asyncio.sleep(_AGAIN_S)
                await page.die()
