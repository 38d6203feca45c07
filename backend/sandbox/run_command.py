"""``python -m backend run FILE``: one program through the runner, and what came of it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson

from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.records import to_record
from backend.sandbox.runner import Runner


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--stdin", type=Path, help="a file with the lines that input() reads")
    parser.add_argument("--tier", choices=("A", "B"), help="how it is sealed; the strongest that works if left out")
    parser.add_argument("--json", action="store_true", help="the whole result as JSON")


def run_file_command(arguments: argparse.Namespace) -> int:
    """Run the program; returns 0 when it ended well, 1 when it didn't, 2 when it wasn't run."""
    try:
        source = arguments.file.read_text(encoding="utf-8")
        stdin = arguments.stdin.read_text(encoding="utf-8") if arguments.stdin else ""
    except (OSError, UnicodeDecodeError) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    result = asyncio.run(_run(RunRequest(source, stdin=stdin), arguments.tier))
    if arguments.json:
        sys.stdout.write(orjson.dumps(to_record(result)).decode() + "\n")
    else:
        sys.stdout.write(result.stdout)
        sys.stderr.write(result.stderr)
        if result.status not in ("ok", "error"):
            sys.stderr.write(f"{result.reason or result.status}\n")
    return 2 if result.status == "unavailable" else int(result.status != "ok")


class RunsHere:
    """A runner for commands that aren't asynchronous, started when something is first to be run."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._runner = Runner()

    def __call__(self, requests: Sequence[RunRequest]) -> list[RunResult]:
        """Make runs, one after the other."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._loop.run_until_complete(self._runner.start())
        return self._loop.run_until_complete(self._runner.run_all(requests))

    def __enter__(self) -> RunsHere:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._loop is not None:
            self._loop.run_until_complete(self._runner.stop())
            self._loop.close()


async def _run(request: RunRequest, tier: str | None) -> RunResult:
    runner = Runner(tiers=("A", "B") if tier is None else ("A",) if tier == "A" else ("B",))
    await runner.start()
    try:
        return await runner.run(request)
    finally:
        await runner.stop()
