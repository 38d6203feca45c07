"""Programs that makers want run: two at a time in the sealed runner, as two askers among all others."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from itertools import zip_longest

from backend.generation.makers import Run
from backend.sandbox.errors import RunnerOff
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.runner import Runner

_LANES = 2
SWITCHED_OFF = "Python is switched off here, and these questions are made by running programs. Choose others."


def run_for(runner: Runner, owner: Hashable) -> Run:
    """Return what runs makers' programs for ``owner``. It raises RunnerOff where they can't be run."""

    async def run(requests: Sequence[RunRequest]) -> Sequence[RunResult]:
        if not runner.enabled:
            raise RunnerOff(SWITCHED_OFF)
        lanes = await asyncio.gather(*(runner.run_all(requests[lane::_LANES], (owner, lane)) for lane in range(_LANES)))
        results = [result for turn in zip_longest(*lanes) for result in turn if result is not None]
        unrun = next((result for result in results if not result.settled), None)
        if unrun is not None:
            raise RunnerOff(f"The programs of these questions could not be run. {unrun.reason}")
        return results

    return run
