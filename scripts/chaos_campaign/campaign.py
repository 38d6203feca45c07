"""A campaign: pupils at work, faults one after the other, and in the end the judge."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.chaos_campaign.browser import ClassOfBrowsers
from scripts.chaos_campaign.faults import FAULTS, Scene, Teacher
from scripts.chaos_campaign.history import History
from scripts.chaos_campaign.judge import Finding, judge
from scripts.chaos_campaign.machine import Machine
from scripts.chaos_campaign.plans import Plan
from scripts.chaos_campaign.pupil import Pupil, Setting
from scripts.chaos_campaign.school import School, found_school
from scripts.chaos_campaign.stored import Owner
from scripts.chaos_campaign.tally import Tally
from scripts.chaos_campaign.waiting import until

_RECOVERY_WAIT_S = 120.0
_MARKS_WAIT_S = 30.0
_TELL_S = 30.0


@dataclass
class Outcome:
    """How it went."""

    plan: Plan
    seed: int
    tally: Tally
    history: History
    findings: list[Finding] = field(default_factory=list)
    attempts: int = 0
    seconds: float = 0.0

    def count(self, *troubles: str) -> int:
        """Return how many findings are of these kinds."""
        return sum(finding.trouble in troubles for finding in self.findings)


class Campaign:
    """One run against one server."""

    def __init__(self, plan: Plan, seed: int, machine: Machine, home: Path) -> None:
        self._plan, self._seed, self._machine, self._home = plan, seed, machine, home
        self._rng = random.Random(seed)
        self._tally = Tally()
        self._history = History()
        self._owner = Owner(machine.settings.owner_url)
        self._pupils: list[Pupil] = []
        self._over = False
        self._wanted = {*plan.kinds, *plan.blows}

    async def run(self) -> Outcome:
        """Play it; returns how it went. Cancelled, it closes what it opened."""
        plan = self._plan
        everybody = plan.pupils + plan.browsers
        school = await found_school(self._machine, self._owner, pupils=everybody, assignments=plan.assignments)
        browsers = ClassOfBrowsers(
            school, school.seats[plan.pupils :], self._machine.port, self._tally, self._history, self._seed
        )
        self._make_pupils(school)
        self._tally.began = time.monotonic()
        try:
            await self._play(school, browsers)
            findings = await self._judge()
        finally:
            for pupil in self._pupils:
                await pupil.stop()
            await browsers.close()
            await school.teacher.aclose()
        seconds = time.monotonic() - self._tally.began
        attempts = len(self._history.attempts)
        return Outcome(plan, self._seed, self._tally, self._history, findings, attempts, seconds)

    def _make_pupils(self, school: School) -> None:
        setting = Setting(
            seed=self._seed,
            home=self._home,
            server_port=self._machine.port,
            assignment_ids=school.assignment_ids,
            history=self._history,
            pace=self._plan.pace,
            acked=self._tally.acknowledged,
            over=lambda: self._over,
        )
        for number, seat in enumerate(school.seats[: self._plan.pupils]):
            self._pupils.append(Pupil(number, seat.pupil_id, seat.tokens, seat.sign_in, setting))

    async def _play(self, school: School, browsers: ClassOfBrowsers) -> None:
        lives = [asyncio.create_task(pupil.live()) for pupil in self._pupils]
        telling = asyncio.create_task(self._tell())
        lives += browsers.start(lambda: self._over)
        teacher = Teacher(school.teacher, school.assignment_ids)
        trouble = [asyncio.create_task(self._strike()), asyncio.create_task(self._bother(teacher))]
        try:
            await until(lambda: self._enough() or _any_broken([*lives, *trouble]), self._plan.work_s)
            self._over = True
            await _all(trouble, self._plan.finish_s)
            for device in (device for pupil in self._pupils for device in pupil.devices):
                device.wifi.switch("plain")
                device.disk.full = False
            await _all(lives, self._plan.finish_s)
        except TimeoutError:
            self._tally.complaints.append("Some pupils did not come to an end")
        finally:
            for task in (*lives, *trouble, telling):
                task.cancel()
            await asyncio.gather(*lives, *trouble, telling, return_exceptions=True)

    async def _tell(self) -> None:
        """Say now and then how far it is: the full campaign takes a while."""
        while True:
            await asyncio.sleep(_TELL_S)
            faults, answers = sum(self._tally.faults.values()), self._tally.answers
            seconds = time.monotonic() - self._tally.began
            print(f"{seconds:5.0f} s: {faults} faults, {answers:,} answers acknowledged", file=sys.stderr, flush=True)

    def _enough(self) -> bool:
        done = sum(self._tally.faults.values()) >= self._plan.faults and self._history.acked >= self._plan.answers
        return done and self._wanted <= set(self._tally.faults)

    async def _strike(self) -> None:
        """Strike the server again and again, each time after it has come back."""
        for blow in _bag(self._rng, self._plan.blows):
            await asyncio.sleep(self._plan.blows_every_s * (0.5 + self._rng.random()))
            if self._over:
                return
            self._tally.strike(blow)
            await self._machine.strike(blow, self._tally.down)
            self._tally.count(blow, True)
            if not await until(lambda: self._tally.recovered, _RECOVERY_WAIT_S):
                self._tally.complaints.append(f"No save was acknowledged within two minutes after {blow}")
                return

    async def _bother(self, teacher: Teacher) -> None:
        """Let faults happen to pupils, several at a time."""
        under_way: set[asyncio.Task[None]] = set()
        for kind in _bag(self._rng, self._plan.kinds):
            await asyncio.sleep(self._plan.faults_every_s * (0.5 + self._rng.random()))
            await until(lambda: self._over or bool(self._idle()), 60)
            if self._over:
                break
            if not (idle := self._idle()):
                continue
            pupil = self._rng.choice(idle)
            pupil.busy = True
            scene = Scene(pupil, random.Random(self._rng.random()), teacher, self._owner)
            task = asyncio.create_task(self._happen(kind, scene))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    def _idle(self) -> list[Pupil]:
        return [pupil for pupil in self._pupils if not pupil.busy and pupil.at_work]

    async def _happen(self, kind: str, scene: Scene) -> None:
        try:
            self._tally.count(kind, await FAULTS[kind](scene))
        except TimeoutError:
            self._tally.count(kind, False)
        finally:
            for device in scene.pupil.devices:
                device.wifi.switch("plain")
                device.disk.full = False
            scene.pupil.busy = False

    async def _judge(self) -> list[Finding]:
        """Judge every attempt; marks of what came late may take a moment more."""
        attempts = list(self._history.attempts.values())
        deadline = time.monotonic() + _MARKS_WAIT_S
        while True:
            stored = await asyncio.to_thread(self._owner.read, [one.attempt_id for one in attempts])
            findings = [finding for one in attempts for finding in judge(one, stored.get(one.attempt_id))]
            waiting = any(finding.trouble == "unmarked" for finding in findings)
            if not waiting or time.monotonic() > deadline:
                return findings
            await asyncio.sleep(1)


def _any_broken(tasks: Sequence[asyncio.Task[None]]) -> bool:
    return any(task.done() and not task.cancelled() and task.exception() is not None for task in tasks)


def _bag(rng: random.Random, kinds: Sequence[Any]) -> Iterator[Any]:
    """Yield kinds for ever, each as often as any other, in an order that follows from the seed."""
    while kinds:
        yield from rng.sample(kinds, len(kinds))


async def _all(tasks: Sequence[asyncio.Task[None]], seconds: float) -> None:
    """Wait for all; raises what one of them died of, TimeoutError after so long."""
    async with asyncio.timeout(seconds):
        await asyncio.gather(*tasks)
