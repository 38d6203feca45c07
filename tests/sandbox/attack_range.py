"""A place to try attacks in: a file, a process and listeners that must come out of it unharmed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.sandbox.protocol import Limits, RunRequest, RunResult
from backend.sandbox.records import shown, to_record
from backend.sandbox.runner import Runner
from tests.sandbox.corpus import Attack

ESCAPED = "ESCAPED"
CANARY_TEXT = "caged bird\n"
SECRET = "CANARY-7f3a"
"""Stands in the environment of the application; no program may come to see it."""
NOBODY = 65534

_GOOD = "import statistics\nprint(statistics.mean([40, 44]))"
"""A good program; the module that it imports lies in memory that every program sees."""
_QUICK = Limits(cpu_ms=300, wall_ms=3000)
_ENDLESS = Limits(cpu_ms=150, wall_ms=700)
"""For attacks that only a limit ends."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where the attacks go on: ``folder`` holds the canary file, ``port`` and ``name`` are where somebody listens."""

    folder: Path
    port: int
    name: str
    canary: subprocess.Popen[bytes]

    def source(self, attack: Attack) -> str:
        """Return an attack that aims at this place."""
        return attack.source_for(self.folder, self.port).replace("sbx-canary", self.name)

    def harm(self) -> list[str]:
        """Return what has been done to those who must not be touched."""
        found = []
        if self.canary.poll() is not None:
            found.append("the canary process was ended")
        path = self.folder / "canary.txt"
        if not path.is_file() or path.read_text() != CANARY_TEXT:
            found.append("the canary file was changed")
        if others := sorted(each.name for each in self.folder.iterdir() if each != path):
            found.append(f"files were made: {others}")
        return found


@contextlib.contextmanager
def attack_range() -> Iterator[Range]:
    """Set the place up for the user that programs run as, so that only the walls are between them and it."""
    folder = Path(tempfile.mkdtemp(prefix="ks3-range-"))
    canary_file = folder / "canary.txt"
    canary_file.write_text(CANARY_TEXT)
    root = os.getuid() == 0
    if root:
        for path in (folder, canary_file):
            os.chown(path, NOBODY, NOBODY)
    name = "canary-" + secrets.token_hex(6)
    os.environ["APPSECRET"] = f"{SECRET}-APP-SECRET"
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.callback(os.environ.pop, "APPSECRET")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        local = stack.enter_context(socket.socket(socket.AF_UNIX))
        local.bind("\0" + name)
        local.listen()
        canary = subprocess.Popen(["sleep", "3600"], **({"user": NOBODY, "group": NOBODY} if root else {}))
        stack.callback(canary.wait)
        stack.callback(canary.kill)
        yield Range(folder, tcp.getsockname()[1], name, canary)


async def try_attack(runner: Runner, place: Range, attack: Attack) -> list[str]:
    """Make one attack, and a good program after it; returns what isn't as it should be."""
    endless = any(check.startswith("why=") for check in attack.checks)
    request = RunRequest(
        place.source(attack),
        stdin=attack.stdin,
        then=attack.call.expression if attack.call else "",
        limits=_ENDLESS if endless else _QUICK,
        patient=not endless,
    )
    result = await runner.run(request, owner=attack.name)
    after = await runner.run(RunRequest(_GOOD, patient=True), owner=attack.name)
    found = problems(attack, result, request.limits)
    if (after.status, after.stdout) != ("ok", "42\n"):
        found.append(f"a good program afterwards: {after}")
    return [f"{attack.name}: {problem}; {in_short(result)}" for problem in found]


async def try_attacks(runner: Runner, place: Range, attacks: Sequence[Attack]) -> list[str]:
    """Make many attacks, several at once as the runner sees fit."""
    found = await asyncio.gather(*(try_attack(runner, place, attack) for attack in attacks))
    return [problem for problems_of_one in found for problem in problems_of_one]


def in_short(result: RunResult) -> str:
    """Return a result in short."""
    return f"{result.status} {result.error} {result.stdout[-200:]!r} {result.stderr[-200:]!r}"


def problems(attack: Attack, result: RunResult, limits: Limits) -> list[str]:
    """Return which of an attack's checks fail, and which of those that hold for every run."""
    found = [check for check in attack.checks if not _passes(check, attack, result, limits)]
    if result.status == "unavailable":
        found.append("it was taken for a fault of ours")
    if SECRET in result.stdout + result.stderr:
        found.append("the application's secret is shown")
    if CANARY_TEXT.strip() in result.stdout + result.stderr:
        found.append("the canary file is shown")
    found += unfit_to_keep(result)
    return found


def unfit_to_keep(result: RunResult) -> list[str]:
    """Return why a result could be neither stored nor shown; PostgreSQL takes no NUL and JSON no NaN."""
    try:
        kept = [to_record(result), shown(result)]
        text = json.dumps(kept, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, RecursionError) as exc:
        return [f"it can't be kept or shown: {exc}"]
    return ["it can't be kept: there is a NUL in it"] if any("\0" in each for each in _texts(kept)) else []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _passes(check: str, attack: Attack, result: RunResult, limits: Limits) -> bool:
    """Tell whether a check of the header holds. Which of two limits came first depends on how busy the machine is."""
    kind, _, text = check.partition("~")
    if check == "no-escape":
        return ESCAPED not in result.stdout
    if check == "fail-test":
        call = attack.call
        return call is not None and not (
            result.status == "ok" and type(result.value) is type(call.want) and _same(result.value, call.want)
        )
    if check.startswith("why="):
        return result.status == "time" and (check != "why=wall" or result.cpu_ms < limits.cpu_ms)
    if check.startswith("out<="):
        most = int(check.removeprefix("out<="))
        return len(result.stdout.encode()) <= 3 * most and len(result.stderr.encode()) <= 3 * most
    if kind in {"err", "err!"}:
        return (text in result.stderr) == (kind == "err")
    return {
        "st!=0": result.status not in {"ok", "unavailable"},
        "st==0": result.status == "ok",
        "fast": result.status != "time",
    }[check]


def _same(value: object, want: object) -> bool:
    """Tell whether two values are alike, types and all."""
    if type(value) is not type(want):
        return False
    if isinstance(value, list) and isinstance(want, list):
        return len(value) == len(want) and all(map(_same, value, want))
    if isinstance(value, dict) and isinstance(want, dict):
        return value.keys() == want.keys() and all(_same(value[key], want[key]) for key in want)
    return value == want
