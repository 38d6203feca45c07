"""Playing a campaign against a server of its own: the server in this thread, the pupils in another."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from pathlib import Path

from scripts.chaos_campaign.campaign import Campaign, Outcome
from scripts.chaos_campaign.machine import Machine
from scripts.chaos_campaign.plans import Plan

_END_S = 60.0
ROOT = Path(__file__).resolve().parents[2]


class Life:
    """The pupils' thread: a loop of its own, beside the one in which the server is kept alive."""

    def __init__(self, campaign: Campaign) -> None:
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(campaign.run())
        self._thread = threading.Thread(target=self._run, name="pupils", daemon=True)
        self.outcome: Outcome | None = None
        self.trouble: BaseException | None = None

    def _run(self) -> None:
        try:
            self.outcome = self._loop.run_until_complete(self._task)
        except BaseException as exc:
            self.trouble = exc
        finally:
            self._loop.close()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Tell whether the campaign goes on."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Give up, and wait a while until everything is closed."""
        if self.alive:
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(_END_S)


def play(plan: Plan, seed: int, *, keep: bool = False) -> Outcome:
    """Play a campaign against a server of its own, which is gone afterwards."""
    home = ROOT / "var" / "chaos" / str(os.getpid())
    shutil.rmtree(home, ignore_errors=True)
    machine = Machine(home, plan.program)
    try:
        machine.start()
        life = Life(Campaign(plan, seed, machine, home))
        life.start()
        try:
            machine.serve(lambda: life.alive)
        finally:
            life.stop()
    finally:
        machine.end(keep=keep)
    if life.outcome is None:
        raise life.trouble or RuntimeError("The campaign came to nothing")
    return life.outcome
