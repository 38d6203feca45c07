"""A short, seeded campaign, and the negative control: the one finds no loss, the other must find some."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.database, pytest.mark.slow]


def play(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the campaign as ./scripts/chaos does: PostgreSQL is bound to the main thread of a process of its own."""
    command = [sys.executable, "-m", "scripts.chaos_campaign", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def count(printed: str, row: str) -> int:
    found = re.search(rf"│ {re.escape(row)} +│ +([\d,]+) │", printed)
    assert found, printed
    return int(found[1].replace(",", ""))


def test_nothing_is_lost_when_everything_is_killed() -> None:
    # How soon it comes back is for ./scripts/chaos on a machine that does nothing else.
    done = play("--smallest", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    printed = done.stdout
    for trouble in ("Lost", "Stored twice, or never written", "Current answer not the newest", "Left open"):
        assert count(printed, trouble) == 0, printed
    assert count(printed, "Closed without a mark") == 0, printed
    assert count(printed, "Answers acknowledged") >= 200, printed
    for kill in ("kill -9 of the application", "kill -9 of PostgreSQL, all of it", "kill -9 of both"):
        assert re.search(rf"│ {re.escape(kill)} +│ +[1-9]", printed), printed


def test_an_application_that_commits_late_is_found_out() -> None:
    done = play("--control", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Found as it must" in done.stdout, done.stdout
    assert count(done.stdout, "Lost") > 0
