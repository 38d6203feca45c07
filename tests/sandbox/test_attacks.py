"""Every attack comes out safe behind both kinds of walls, beside others and with a good program after each.

Run as root and as a plain user: what the walls are made of differs.
"""

import asyncio
import os

import psutil
import pytest

from backend.sandbox.protocol import Limits, RunRequest
from backend.sandbox.runner import Runner
from backend.sandbox.zygote_process import Tier
from tests.sandbox.attack_range import ESCAPED, attack_range, try_attacks
from tests.sandbox.conftest import until
from tests.sandbox.corpus import SHARED_ATTACKS, attacks

EVERY = [*attacks(), *attacks(SHARED_ATTACKS)]
AT_OTHERS = {"027_kill_all", "243_signals_to_others", "250_leave_its_group"}
"""Not for the control: without filters they end the other attacks, which then tell nothing."""


AT_THE_KERNEL = {"fs", "net", "proc", "kernel"}


async def started(tier: Tier, *, filters: bool = True) -> Runner:
    runner = Runner(tiers=(tier,), filters=filters)
    await runner.start()
    if tier == "A" and not runner.available:
        pytest.skip(f"this machine lets nobody make namespaces: {runner.state.reason}")
    return runner


def sessions_of_children() -> set[int]:
    """The sessions that this process's children lead: a program can't leave its session."""
    return {child.pid for child in psutil.Process().children() if os.getsid(child.pid) == child.pid}


def left_in(sessions: set[int]) -> list[str]:
    left = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) in sessions and process.status() != psutil.STATUS_ZOMBIE:
                left.append(f"{process.pid} {process.name()}")
        except (OSError, psutil.Error):
            continue
    return left


def name_in(problem: str) -> str:
    return problem.split(":", maxsplit=1)[0]


@pytest.mark.parametrize("tier", ["A", "B"])
async def test_every_attack_is_safe(tier):
    before = sessions_of_children()
    runner = await started(tier)
    try:
        with attack_range() as place:
            found = await try_attacks(runner, place, EVERY)
            assert found == []
            assert place.harm() == []
        assert runner.available
    finally:
        zygotes = sessions_of_children() - before
        await runner.stop()
    assert zygotes
    # The kernel takes a moment to end what its killed keeper leaves behind.
    await until(lambda: left_in(zygotes) == [])


async def test_the_attacks_bite_where_there_are_no_filters():
    """Behind namespaces alone, where even what succeeds harms nobody."""
    tried = [attack for attack in EVERY if attack.category in AT_THE_KERNEL and attack.name not in AT_OTHERS]
    runner = await started("A", filters=False)
    try:
        with attack_range() as place:
            found = await try_attacks(runner, place, tried)
    finally:
        await runner.stop()
    escaped = {name_in(problem) for problem in found if ESCAPED in problem}
    assert len(escaped) >= 20, sorted(escaped)


async def test_programs_that_are_hard_to_read_harm_no_tool():
    """Looking at a program is a run as well: whoever parses it sits behind the same walls."""
    runner = await started("B")
    sources = [attack.source for attack in EVERY if attack.category == "output"]
    assert len(sources) > 20
    try:
        asked = [
            RunRequest(source, tool=tool, patient=True, limits=Limits(cpu_ms=500, wall_ms=2500))
            for source in sources
            for tool in ("inspect", "mutate", "trace")
        ]
        results = await asyncio.gather(*(runner.run(request) for request in asked))
        assert [result for result in results if result.status in {"unavailable", "forbidden"}] == []
    finally:
        await runner.stop()
