"""What happens to pupils: each fault is something that happens in a classroom, and counts once it has met something."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import psycopg

from scripts.chaos_campaign.pupil import Pupil
from scripts.chaos_campaign.stored import Owner
from scripts.chaos_campaign.waiting import WAIT_S, until
from scripts.chaos_campaign.wifi import DELAY_S, Injection, Mishap, Mode

_HOUR_S = 3600.0


@dataclass(frozen=True)
class Teacher:
    """The teacher's page, by the server's own address."""

    client: httpx.AsyncClient
    assignment_ids: list[str]

    async def tap(self, what: str, pupil: Pupil, at: str | None = None, **body: object) -> str:
        """Do something to what a pupil sits, for as long as it takes; returns the assignment. Raises TimeoutError.

        ``at``: the assignment, where a pupil has something in several that it could be done to.
        """
        async with asyncio.timeout(WAIT_S):
            while True:
                for assignment in self.assignment_ids if at is None else [at]:
                    path = f"/api/assignments/{assignment}/live/{what}"
                    try:
                        answer = await self.client.post(path, json={"pupil_ids": [pupil.pupil_id], **body})
                    except httpx.TransportError:
                        break
                    if answer.status_code == 200 and answer.json()["pupil_ids"]:
                        return assignment
                await asyncio.sleep(0.2)


@dataclass(frozen=True)
class Scene:
    """One fault's surroundings."""

    pupil: Pupil
    rng: random.Random
    teacher: Teacher
    owner: Owner

    async def work(self, seconds: float) -> None:
        """Let the pupil go on for a while, with at least one more change."""
        self.pupil.change_something(typing=False)
        await asyncio.sleep(seconds * (0.5 + self.rng.random()))


Fault = Callable[[Scene], Awaitable[bool]]


async def _bit(injection: Injection, seconds: float = WAIT_S) -> bool:
    return await until(injection.bit.is_set, seconds)


async def reloaded(scene: Scene) -> bool:
    """The page is loaded again."""
    scene.pupil.change_something(typing=True)
    await scene.pupil.reload()
    return True


async def renderer_killed(scene: Scene) -> bool:
    """The page's process is killed, half of the times while it writes to its disk."""
    scene.pupil.change_something(typing=False)
    await asyncio.sleep(scene.rng.random() * 0.01)
    await scene.pupil.reload(killed=True, in_write=scene.rng.random() < 0.5)
    return True


def _without_network(mode: Mode) -> Fault:
    async def fault(scene: Scene) -> bool:
        sitting = scene.pupil.sitting
        if sitting is None:
            return False
        wifi = sitting.device.wifi
        injection = wifi.switch(mode)
        await scene.work(2.0)
        if scene.rng.random() < 0.3:
            await scene.pupil.reload(killed=scene.rng.random() < 0.5)
            await scene.work(1.0)
        met = injection.bit.is_set()
        wifi.switch("plain")
        if scene.pupil.sitting is not None:
            scene.pupil.sitting.page.kick()
        return met

    return fault


def _mishap(*kinds: Mishap) -> Fault:
    async def fault(scene: Scene) -> bool:
        if scene.pupil.sitting is None:
            return False
        wifi = scene.pupil.sitting.device.wifi
        met = wifi.next_request(scene.rng.choice(kinds))
        for _ in range(scene.rng.randrange(3)):
            wifi.next_request(scene.rng.choice(kinds))
        await scene.work(0.3)
        return await _bit(met)

    return fault


async def delayed(scene: Scene) -> bool:
    """A request or its answer takes ten seconds: the page has given up by then, the server hasn't."""
    if scene.pupil.sitting is None:
        return False
    injection = scene.pupil.sitting.device.wifi.next_request(scene.rng.choice(("late_request", "late_answer")))
    await scene.work(0.3)
    met = await _bit(injection)
    await asyncio.sleep(DELAY_S * scene.rng.random())
    return met


async def too_large(scene: Scene) -> bool:
    """Something in between finds a batch too large: it is halved."""
    if scene.pupil.sitting is None:
        return False
    wifi = scene.pupil.sitting.device.wifi
    wifi.switch("offline")
    for _ in range(8):
        scene.pupil.change_something(typing=False)
    await scene.work(0.5)
    injection = wifi.next_request("too_large_413")
    wifi.switch("plain")
    scene.pupil.sitting.page.kick()
    return await _bit(injection)


async def signed_out(scene: Scene) -> bool:
    """The session ends behind the pupil's back; they sign in again in place."""
    if scene.pupil.sitting is None:
        return False
    cookies = scene.pupil.sitting.device.cookies
    before = cookies.signed_in_again
    try:
        await asyncio.to_thread(scene.owner.sign_out, cookies.token)
    except psycopg.Error:
        return False  # the database is being killed
    await scene.work(0.3)
    return await until(lambda: cookies.signed_in_again > before)


async def clock_off(scene: Scene) -> bool:
    """The Chromebook's clock is an hour wrong from now on, and the page starts with it, perhaps without Wi-Fi."""
    if scene.pupil.sitting is None:
        return False
    device = scene.pupil.sitting.device
    device.skew_s = scene.rng.choice((-_HOUR_S, _HOUR_S))
    if scene.rng.random() < 0.5:
        device.wifi.switch("offline")
    await scene.pupil.reload()
    await scene.work(1.0)
    device.wifi.switch("plain")
    scene.pupil.sitting.page.kick()
    await scene.work(1.0)
    device.skew_s = 0.0
    return True


async def _elsewhere(scene: Scene, *, other_device: bool) -> bool:
    pupil = scene.pupil
    if pupil.sitting is None:
        return False
    device = pupil.other_device() if other_device else pupil.sitting.device
    before, old_wifi = pupil.sitting.page, pupil.sitting.device.wifi
    if scene.rng.random() < 0.4:
        old_wifi.switch("offline")
        pupil.change_something(typing=False)
    pupil.move(device)
    for item, kind in scene.rng.sample(pupil.sitting.items, 2):
        # The old page doesn't know yet.
        before.change(item, pupil.value(kind))
        await asyncio.sleep(0.05 * scene.rng.random())
    await scene.work(1.5)
    old_wifi.switch("plain")
    before.kick()
    return await until(lambda: before.superseded or before.closed.is_set())


async def two_tabs(scene: Scene) -> bool:
    """The attempt is opened in a second tab, and both are written in for a moment."""
    return await _elsewhere(scene, other_device=False)


async def two_devices(scene: Scene) -> bool:
    """The pupil moves to another Chromebook; the old one holds answers, perhaps without Wi-Fi."""
    return await _elsewhere(scene, other_device=True)


async def disk_full(scene: Scene) -> bool:
    """The device can't write: memory only, perhaps without Wi-Fi as well."""
    if scene.pupil.sitting is None:
        return False
    device = scene.pupil.sitting.device
    before = device.disk.refused
    device.disk.full = True
    if scene.rng.random() < 0.5:
        device.wifi.switch("offline")
    await scene.work(1.5)
    met = device.disk.refused > before
    device.disk.full = False
    device.wifi.switch("plain")
    await scene.work(0.3)
    return met


async def extra_time(scene: Scene) -> bool:
    """The teacher gives five minutes more; the page hears of it with its next answer."""
    if scene.pupil.sitting is None:
        return False
    page = scene.pupil.sitting.page
    before = page.ends_at
    await scene.teacher.tap("time", scene.pupil, minutes=5)
    await scene.work(0.3)
    return await until(lambda: page.ends_at >= before + 290_000)


async def paused(scene: Scene) -> bool:
    """The teacher stops the clock, with answers on their way, and lets it go on."""
    if scene.pupil.sitting is None:
        return False
    page = scene.pupil.sitting.page
    scene.pupil.change_something(typing=False)
    await scene.teacher.tap("pause", scene.pupil)
    page.kick()
    stopped = await until(lambda: page.phase == "paused")
    await asyncio.sleep(scene.rng.random())
    await scene.teacher.tap("resume", scene.pupil)
    page.kick()
    return stopped and await until(lambda: page.phase != "paused")


async def handed_in_offline(scene: Scene) -> bool:
    """Hand in without Wi-Fi, perhaps with a page that dies before it is back."""
    pupil = scene.pupil
    if pupil.sitting is None:
        return False
    wifi = pupil.sitting.device.wifi
    wifi.switch("offline")
    await scene.work(0.5)
    pupil.hand_in_now.set()
    await pupil.sitting.page.hand_in()
    if scene.rng.random() < 0.5:
        await pupil.reload(killed=True)
    await asyncio.sleep(2 * scene.rng.random())
    wifi.switch("plain")
    pupil.sitting.page.kick()
    return await until(pupil.sitting.page.closed.is_set)


async def ended_while_queued(scene: Scene) -> bool:
    """The teacher ends the attempt while answers wait on the device: made in time, they count."""
    pupil = scene.pupil
    if pupil.sitting is None:
        return False
    page, wifi = pupil.sitting.page, pupil.sitting.device.wifi
    wifi.switch("offline")
    for _ in range(4):
        pupil.change_something(typing=False)
    await asyncio.sleep(scene.rng.random())
    held = page.unsent > 0
    await scene.teacher.tap("end", pupil)
    await asyncio.sleep(scene.rng.random())
    wifi.switch("plain")
    page.kick()
    return await until(page.closed.is_set) and held


async def opened_again(scene: Scene) -> bool:
    """The teacher ends the attempt and opens it again, while the page, without Wi-Fi, goes on or hands in."""
    pupil = scene.pupil
    if pupil.sitting is None:
        return False
    page, wifi = pupil.sitting.page, pupil.sitting.device.wifi
    wifi.switch("offline")
    pupil.change_something(typing=False)
    await asyncio.sleep(0.3 * scene.rng.random())
    if handed_in := scene.rng.random() < 0.5:
        await page.hand_in()
    ended = await scene.teacher.tap("end", pupil)
    pupil.change_something(typing=False)
    await scene.teacher.tap("reopen", pupil, at=ended, minutes=60)
    wifi.switch("plain")
    page.kick()
    sent = await until(lambda: not page.holds_something)
    await pupil.reload(killed=scene.rng.random() < 0.5)
    await scene.work(0.5)
    return sent and not (handed_in and page.closed.is_set())


FAULTS: dict[str, Fault] = {
    "reload": reloaded,
    "renderer killed": renderer_killed,
    "offline spell": _without_network("offline"),
    "captive portal": _without_network("portal"),
    "request lost": _mishap("lost_request"),
    "response lost": _mishap("lost_response"),
    "error 500": _mishap("error_500"),
    "told to wait (429, 503)": _mishap("busy_429", "busy_503"),
    "batch too large (413)": too_large,
    "ten seconds late": delayed,
    "signed out (401)": signed_out,
    "clock an hour wrong": clock_off,
    "two tabs": two_tabs,
    "two devices": two_devices,
    "disk full": disk_full,
    "extra time": extra_time,
    "paused and resumed": paused,
    "handed in offline": handed_in_offline,
    "ended with answers queued": ended_while_queued,
    "ended and opened again": opened_again,
}
