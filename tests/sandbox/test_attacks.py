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
from tests.sandbox.corpus import SHARED_ATTACKS, attacks

EVERY = [*attacks(), *attacks(SHARED_ATTACKS)]
NOT_SAFE = {
    "328_control_characters": "a NUL in what it printed can't be kept",
    "330_bytes_that_are_no_text": "a NUL in what it printed can't be kept",
    "332_closed_streams": "it is taken for a fault of ours, and never marked",
    "334_exit_codes": "it is taken for a fault of ours, and never marked",
    "364_not_a_number": "half a pair of surrogates in a value can't be kept",
    "381_somebody_elses_fault": "it is taken for a fault of ours, and never marked",
    "382_somebody_elses_fault_at_once": "it is taken for a fault of ours, and never marked",
    "384_text_that_no_database_takes": "half a pair of surrogates in a value can't be kept",
    "386_number_too_long_to_write": "a number of more than 4,300 digits can't be shown",
    "387_drawing_that_no_page_draws": "NaN in a drawing can't be kept",
    "389_forged_type_name": "a NUL in the name of a type can't be kept",
    "390_forged_error": "half a pair of surrogates in an error can't be kept",
    "391_letter_nought": "a NUL in what it printed can't be kept",
}
"""What still comes out wrong, and why. What is mended leaves this list, or the tests say so."""
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
    zygotes = sessions_of_children() - before
    try:
        with attack_range() as place:
            found = await try_attacks(runner, place, EVERY)
            assert [problem for problem in found if name_in(problem) not in NOT_SAFE] == []
            assert NOT_SAFE.keys() - {name_in(problem) for problem in found} == set()
            assert place.harm() == []
        assert zygotes
        assert runner.state.restarts == 0, "no attack ends the zygote"
    finally:
        await runner.stop()
    assert left_in(zygotes) == []


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
        assert runner.state.restarts == 0
    finally:
        await runner.stop()
