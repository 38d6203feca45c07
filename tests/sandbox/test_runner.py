"""The runner with real programs in real children, in both tiers."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from backend.sandbox import bench, zygote_process
from backend.sandbox.protocol import NO_VALUE, Limits, Opaque, RunRequest, RunResult
from backend.sandbox.reading import Ended, read_result
from backend.sandbox.runner import Runner
from backend.sandbox.zygote_process import ZygoteProcess
from tests.sandbox.conftest import until

QUICK = Limits(cpu_ms=200, wall_ms=600)
CPU_BOUND = Limits(cpu_ms=200, wall_ms=30_000)
"""With time enough for a test machine that is busy: a slow run stands behind everybody."""


async def test_what_it_prints_and_reads(runner: Runner) -> None:
    result = await runner.run(RunRequest("name = input('Who? ')\nprint('Hello', name)", stdin="Zoë\n"))
    assert (result.status, result.stdout, result.stderr) == ("ok", "Who? Hello Zoë\n", "")
    silent = await runner.run(RunRequest("print(int(input('A number: ')) * 2)", stdin="21", prompts=False))
    assert silent.stdout == "42\n"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 == 1", True),
        ("1", 1),
        ("1.0", 1.0),
        ("2 ** 100", 2**100),
        ("'né\\ud800'", "né\ud800"),
        ("[1, (2, {3}), {'a': None}]", [1, (2, {3}), {"a": None}]),
        ("frozenset({1})", frozenset({1})),
        ("1 + 2j", 1 + 2j),
        ("object", Opaque("type")),
        ("type('Int', (int,), {})(5)", Opaque("Int")),
    ],
)
async def test_values_come_back_with_their_exact_types(runner: Runner, expression: str, value: Any) -> None:
    result = await runner.run(RunRequest("", then=expression))
    assert result.status == "ok"
    assert (result.value, type(result.value)) == (value, type(value))


async def test_a_function_is_called_in_the_programs_namespace(runner: Runner) -> None:
    source = "total = 3\ndef add(a, b):\n    return a + b + total"
    assert (await runner.run(RunRequest(source, then="add(1, 2)"))).value == 6
    missing = await runner.run(RunRequest("print('hi')", then="add(1, 2)"))
    assert (missing.status, missing.stdout, missing.value) == ("error", "hi\n", NO_VALUE)
    assert missing.error is not None
    assert (missing.error.kind, missing.error.missed) == ("NameError", True)


async def test_an_error_has_the_pupils_line_and_no_path_of_the_machine(runner: Runner) -> None:
    source = "import random\ndef pick(items):\n    return random.choice(items)\nprint('before')\npick([])"
    result = await runner.run(RunRequest(source))
    assert (result.status, result.stdout) == ("error", "before\n")
    assert result.error is not None
    assert (result.error.kind, result.error.line, result.error.missed) == ("IndexError", 3, False)
    assert result.error.sentence
    assert "/" not in result.stderr.replace("'", "")


async def test_limits(runner: Runner) -> None:
    """Each is what ends the program, whatever it catches; what it printed before is there."""
    loop, sleep, flood, memory = await asyncio.gather(
        runner.run(RunRequest("print('on')\nimport sys; sys.stdout.flush()\nwhile True: pass", limits=CPU_BOUND)),
        runner.run(RunRequest("import time\ntime.sleep(60)", limits=QUICK)),
        runner.run(
            RunRequest("while True:\n    try: print('x' * 99)\n    except BaseException: pass", limits=Limits())
        ),
        runner.run(RunRequest("rows = []\nwhile True: rows.append(' ' * 10_000_000)")),
    )
    assert (loop.status, loop.stdout) == ("time", "on\n")
    assert QUICK.cpu_ms <= loop.cpu_ms < QUICK.cpu_ms + 100
    assert "never ends" in loop.reason
    assert sleep.status == "time"
    assert sleep.cpu_ms < QUICK.cpu_ms
    assert (flood.status, flood.truncated, len(flood.stdout)) == ("output", True, Limits().output_bytes)
    assert memory.status == "error"
    assert memory.error is not None
    assert memory.error.kind == "MemoryError"


async def test_depth_of_recursion_is_a_message_and_a_crash_takes_nothing_else_down(runner: Runner) -> None:
    deep = await runner.run(RunRequest("def f(n):\n    return f(n + 1)\nf(0)"))
    assert deep.error is not None
    assert (deep.status, deep.error.kind) == ("error", "RecursionError")
    crash = await runner.run(RunRequest("import ctypes\nctypes.string_at(0)"))
    assert crash.status == "crash"
    assert (await runner.run(RunRequest("print(1)"))).stdout == "1\n"


async def test_what_no_lesson_needs_is_flagged(runner: Runner) -> None:
    result = await runner.run(RunRequest("import ctypes\nctypes.CDLL(None).ptrace(0, 0, 0, 0)"))
    assert (result.status, result.flagged) == ("forbidden", True)


@pytest.mark.parametrize(
    ("code", "status"), [("", "ok"), ("0", "ok"), ("256", "ok"), ("3", "error"), ("'bye'", "error")]
)
async def test_a_program_may_end_itself(runner: Runner, code: str, status: str) -> None:
    result = await runner.run(RunRequest(f"print('so far')\nexit({code}) if False else None\nraise SystemExit({code})"))
    assert (result.status, result.stdout) == (status, "so far\n")


async def test_the_tasks_files_are_there_and_no_others(runner: Runner) -> None:
    source = (
        "with open('scores.txt') as f:\n    print(sum(int(line) for line in f))\n"
        "with open('out.txt', 'w') as f:\n    f.write('done')\nprint(open('out.txt').read())\n"
        "import os\nprint(os.listdir('.'), os.path.exists('scores.txt'), os.path.exists('other'))\n"
        "open('other.txt')"
    )
    result = await runner.run(RunRequest(source, files={"scores.txt": "1\n2\n3\n"}))
    assert result.stdout == "6\ndone\n['out.txt', 'scores.txt'] True False\n"
    assert result.error is not None
    assert result.error.kind == "FileNotFoundError"


async def test_a_seed_makes_random_the_same_and_without_it_children_differ(runner: Runner) -> None:
    source = "import random\nprint(random.random(), random.randint(1, 10**9))"
    seeded = await asyncio.gather(*(runner.run(RunRequest(source, seed=7)) for _ in range(2)))
    free = await asyncio.gather(*(runner.run(RunRequest(source)) for _ in range(4)))
    assert len({result.stdout for result in seeded}) == 1
    assert len({result.stdout for result in free}) == 4


async def test_tools_look_without_running(runner: Runner) -> None:
    source = "for i in range(3):\n    print(i)\n"
    seen = await runner.run(RunRequest(source, tool="inspect"))
    assert (seen.status, seen.stdout) == ("ok", "")
    assert seen.value["constructs"]["for"] == [1]
    slips = await runner.run(RunRequest(source, tool="mutate"))
    assert slips.value
    assert all(slip["source"] != source for slip in slips.value)
    steps = await runner.run(RunRequest("total = 0\nfor i in range(2):\n    total += i", tool="trace"))
    assert [(step["line"], step["variables"]) for step in steps.value] == [
        (1, {}),
        (2, {"total": "0"}),
        (3, {"total": "0", "i": "0"}),
        (2, {"total": "0", "i": "0"}),
        (3, {"total": "0", "i": "1"}),
        (2, {"total": "1", "i": "1"}),
        (0, {"total": "1", "i": "1"}),
    ]
    assert {(step["function"], step["call"]) for step in steps.value} == {("", 0)}
    called = await runner.run(RunRequest("def f(n):\n    return n\nf(1)\nf(2)", tool="trace"))
    assert [(step["line"], step["function"], step["call"], step["variables"]) for step in called.value] == [
        (1, "", 0, {}),
        (3, "", 0, {}),
        (2, "f", 1, {"n": "1"}),
        (4, "", 0, {}),
        (2, "f", 2, {"n": "2"}),
        (0, "", 0, {}),
    ]
    broken = await runner.run(RunRequest("for i in range(3)\n    print(i)", tool="inspect"))
    assert broken.error is not None
    assert (broken.error.kind, broken.error.line) == ("SyntaxError", 1)


def _in_many_variables(count: int) -> str:
    """A program of more than 500 steps with so many variables, whose values are as long as they are shown."""
    names = "".join(f"v{number} = '{'x' * 60}'\n" for number in range(count))
    return f"{names}for i in range(300):\n    pass\n"


async def test_a_trace_has_room_for_a_dozen_long_variables_and_an_end(runner: Runner) -> None:
    told = await runner.run(RunRequest(_in_many_variables(12), tool="trace"))
    assert (told.status, len(told.value), len(told.value[-1]["variables"])) == ("ok", 500, 13)
    too_much = await runner.run(RunRequest(_in_many_variables(60), tool="trace"))
    assert (too_much.status, too_much.value) == ("ok", NO_VALUE), "half a trace is none"


async def test_what_takes_long_to_read_is_read_beside_the_event_loop(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, read_in = threading.get_ident(), []

    def noted(ended: Ended, limits: Limits) -> RunResult | None:
        read_in.append(threading.get_ident())
        return read_result(ended, limits)

    monkeypatch.setattr("backend.sandbox.runner.read_result", noted)
    for source in ("for i in range(3):\n    pass", _in_many_variables(5)):
        assert (await runner.run(RunRequest(source, tool="trace"))).status == "ok"
    assert [thread == here for thread in read_in] == [True, False]


def _children(runner: Runner) -> list[psutil.Process]:
    place = runner._bench
    assert place is not None
    assert place.zygote is not None
    return psutil.Process(place.zygote.pid).children(recursive=True)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may look into a sealed process")
async def test_two_runs_share_no_memory_that_either_could_write_to_and_no_file(runner: Runner) -> None:
    limits = Limits(wall_ms=60_000)
    asleep = [asyncio.create_task(runner.run(RunRequest("import time\ntime.sleep(60)", limits=limits))) for _ in "ab"]
    await until(lambda: sum(_is_sealed(child.pid) for child in _children(runner)) == len(asleep))
    children = [child.pid for child in _children(runner) if _is_sealed(child.pid)]
    assert [_shared_and_writable(pid) for pid in children] == [0, 0]
    files = [file for pid in children for file in _open_files(pid)]
    assert len(set(files)) == len(files) == 4 * len(children)
    for run in asleep:
        run.cancel()
    await asyncio.gather(*asleep, return_exceptions=True)


def _shared_and_writable(pid: int) -> int:
    """How many of a process's mappings others see (sh, ms) that it writes to or could make writable (mw)."""
    lines = Path(f"/proc/{pid}/smaps").read_text().splitlines()
    flags = [set(line.split()[1:]) for line in lines if line.startswith("VmFlags:")]
    assert flags
    return sum(bool(each & {"sh", "ms"} and "mw" in each) for each in flags)


def _open_files(pid: int) -> list[int]:
    return [path.stat().st_ino for path in Path(f"/proc/{pid}/fd").iterdir()]


def _is_sealed(pid: int) -> bool:
    """Whether a process is a run that has begun: it has the second filter and has closed the job."""
    status = Path(f"/proc/{pid}/status").read_text()
    return "Seccomp_filters:\t2\n" in status and not Path(f"/proc/{pid}/fd/4").exists()


async def test_cancelled_the_program_is_killed(runner: Runner) -> None:
    before = set(_children(runner))
    task = asyncio.create_task(runner.run(RunRequest("import time\ntime.sleep(60)", limits=Limits(wall_ms=60_000))))
    # One that an earlier test has left may end meanwhile, so that their number says nothing.
    await until(lambda: bool(set(_children(runner)) - before))
    task.cancel()
    await until(lambda: not set(_children(runner)) - before)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await runner.run(RunRequest("print(1)"))).stdout == "1\n"


async def test_killing_the_zygote_loses_and_falsifies_nothing(runner: Runner) -> None:
    """Forty runs under way and waiting, the zygote killed three times: every one comes to its own end."""
    source = "import time\nn = int(input())\ntime.sleep(0.02)\nprint(n * n)"
    runs = [asyncio.create_task(runner.run(RunRequest(source, stdin=str(n)))) for n in range(40)]
    place = runner._bench
    assert place is not None
    for _ in range(3):
        await asyncio.sleep(0.05)
        await until(lambda: place.zygote is not None and place.zygote.alive)
        assert place.zygote is not None
        os.kill(place.zygote.pid, signal.SIGKILL)
    results = await asyncio.gather(*runs)
    assert [result.stdout for result in results] == [f"{n * n}\n" for n in range(40)]
    assert runner.state.restarts >= 1


async def test_a_spare_one_takes_over_and_a_dead_spare_one_does_not_matter(runner: Runner) -> None:
    place = runner._bench
    assert place is not None
    await until(lambda: place._spare is not None)
    assert place._spare is not None and place.zygote is not None
    spare, former = place._spare, place.zygote
    os.kill(former.pid, signal.SIGKILL)
    await until(lambda: place.zygote is not former)
    assert place.zygote is spare
    assert (await runner.run(RunRequest("print(1)"))).stdout == "1\n"
    await until(lambda: place._spare is not None)
    for dead in (place._spare, spare):
        os.kill(dead.pid, signal.SIGKILL)
    assert (await runner.run(RunRequest("print(2)"))).stdout == "2\n"


async def test_while_none_can_start_one_death_is_one_restart(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, tried = runner._bench, tmp_path / "tried"
    tried.touch()
    assert place is not None
    await until(lambda: place._spare is not None and place.zygote is not None)
    before = runner.state.restarts
    monkeypatch.setattr(zygote_process, "_START", f"print(end='.', file=open({str(tried)!r}, 'a'))")
    monkeypatch.setattr(bench, "_PAUSE_AFTER_FAILURE_S", 0.01)
    assert place._spare is not None and place.zygote is not None
    spare, zygote = place._spare, place.zygote
    os.kill(spare.pid, signal.SIGKILL)
    await until(lambda: not spare.alive)
    os.kill(zygote.pid, signal.SIGKILL)
    await until(lambda: place.zygote is None)
    tried.write_text("")
    await until(lambda: len(tried.read_text()) > 3)
    assert runner.state.restarts == before + 1
    monkeypatch.undo()
    assert (await runner.run(RunRequest("print(1)"))).stdout == "1\n"
    assert runner.state.restarts == before + 1


async def test_cancelled_while_it_starts_it_leaves_no_process_behind() -> None:
    def children() -> set[int]:
        return {child.pid for child in psutil.Process().children()}

    before = children()
    for turns in range(1, 40, 4):
        starting = asyncio.create_task(ZygoteProcess.start("B"))
        for _ in range(turns):
            await asyncio.sleep(0)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
    await (await ZygoteProcess.start("B")).stop()
    assert children() <= before


async def test_the_zygote_is_replaced_before_it_is_old(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "RUNS_MAX", 3)
    place = runner._bench
    assert place is not None
    seen = set()
    async with asyncio.timeout(20):
        while len(seen) < 3:
            assert (await runner.run(RunRequest("print(1)"))).stdout == "1\n"
            assert place.zygote is not None
            seen.add(place.zygote.pid)
    await until(lambda: sum(psutil.pid_exists(pid) for pid in seen) <= 1)


async def test_programs_that_loop_for_ever_hold_up_nobody(runner: Runner) -> None:
    """They end at their limit; the good ones between them are all done by then."""
    ended: list[tuple[float, str]] = []

    async def one(source: str, owner: int) -> None:
        result = await runner.run(RunRequest(source, limits=Limits(cpu_ms=1000, wall_ms=20_000)), owner)
        ended.append((time.monotonic(), result.status))

    await asyncio.gather(*(one("while True: pass" if n % 5 == 0 else "print(1)", n) for n in range(20)))
    statuses = [status for _, status in sorted(ended)]
    assert statuses == ["ok"] * 16 + ["time"] * 4


async def test_sets_come_in_the_same_order_always() -> None:
    """Marked again tomorrow, by another zygote, a program prints the same."""
    printed = set()
    for _ in range(2):
        made = Runner(tiers=("B",))
        await made.start()
        printed.add((await made.run(RunRequest("print({'ab', 'cd', 'ef', 'gh', 'ij'})"))).stdout)
        await made.stop()
    assert len(printed) == 1


async def test_switched_off_it_refuses_and_starts_nothing() -> None:
    made = Runner(enabled=False)
    await made.start()
    result = await made.run(RunRequest("print(1)"))
    assert (result.status, result.stdout) == ("unavailable", "")
    assert "switched off" in result.reason
    assert (made.state.enabled, made.state.tier) == (False, None)
    await made.stop()
