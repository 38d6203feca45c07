"""What the demo asks of the machine: a free port, one demo a folder, secrets that only their owner reads."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from backend.core.migrations import ROOT
from backend.demo.machine import DemoRefused, Folders, ended_by_signals, keep_secrets, listen, only_demo_here

HOST = "127.0.0.1"


def test_a_port_in_use_is_named_with_the_way_out() -> None:
    with listen(HOST, 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DemoRefused, match=rf"Port {port} is in use.*--port \d+"):
            listen(HOST, port)


def test_only_one_demo_runs_from_a_folder(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    with only_demo_here(folders), pytest.raises(DemoRefused, match=f"process {os.getpid()}"), only_demo_here(folders):
        pass
    with only_demo_here(folders):
        pass


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    with only_demo_here(folders):
        first = keep_secrets(folders)
        assert keep_secrets(folders) == first
    assert len({first.owner_password, first.app_password, first.session_secret}) == 3
    assert len(first.session_secret) >= 32
    assert stat.S_IMODE((folders.state / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folders.state.stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_what_is_under_way_quietly(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    done = []
    with ended_by_signals():
        try:
            signal.raise_signal(number)
            done.append("too far")
        finally:
            done.append("tidied")
    assert done == ["tidied"] and signal.getsignal(number) is before


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_when_the_demo_ends(tmp_path: Path, number: signal.Signals) -> None:
    """The whole program: it seeds, serves, and takes its PostgreSQL along however it ends."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "backend", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        address = next(line.split()[-1] for line in process.stdout if "is ready" in line)
        with urllib.request.urlopen(f"{address}/health/live", timeout=60) as answer:
            assert answer.status == 200
        family = psutil.Process(process.pid).children(recursive=True)
        assert any("postgres" in child.name() for child in family)
        process.send_signal(number)
        assert process.wait(30) == (-9 if number == signal.SIGKILL else 0)
        gone, left = psutil.wait_procs(family, timeout=15)
    assert not left and len(gone) == len(family)
    assert not any(str(tmp_path) in " ".join(child.info["cmdline"] or []) for child in psutil.process_iter(["cmdline"]))
