"""What a demo runs on: its folders, its port, its secrets, its PostgreSQL and the signals that end it."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import FrameType
from typing import TextIO

from backend.core.postgres import RunningCluster, ensure_roles_and_database, start_cluster

DATABASE = "ks3"
OWNER = "ks3_owner"
APP = "ks3_app"
PORT_MAX = 65535

_LEFTOVER_TIMEOUT_S = 30.0


class DemoRefused(Exception):
    """The demo can't start here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a demo keeps its things. ``state`` may be deleted to begin anew; ``lessons`` are files to try uploads with.

    ``uploads`` is the application's data folder.
    """

    root: Path

    @property
    def state(self) -> Path:
        """The database, its secrets and the lock."""
        return self.root / "demo"

    @property
    def lessons(self) -> Path:
        """The demo's own lesson files."""
        return self.root / "demo-lessons"

    @property
    def uploads(self) -> Path:
        """The application's data folder."""
        return self.state / "data"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Passwords and keys of one demo, made once and kept in a file that only its owner may read."""

    owner_password: str
    app_password: str
    session_secret: str


@contextmanager
def only_demo_here(folders: Folders) -> Iterator[None]:
    """Hold the folder for this process. Raises DemoRefused while another demo runs from it."""
    folders.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        file = (folders.state / "lock").open("a+")
    except PermissionError as exc:
        raise DemoRefused(
            f"{folders.state} belongs to another user. Start the demo as that user, or move the folder away."
        ) from exc
    with file:
        _take_lock(file)
        yield


def _take_lock(file: TextIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        file.seek(0)
        raise DemoRefused(f"The demo is running here already (process {file.read().strip() or 'unknown'}).") from exc
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``port``, 0 for any free one. Raises DemoRefused for a port that is in use."""
    listener = socket.socket()
    try:
        # Without this a restart would have to wait until the last connections of the former run are forgotten.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(256)
    except OSError as exc:
        listener.close()
        if exc.errno == errno.EADDRINUSE:
            free = port + 1 if port < PORT_MAX else port - 1
            raise DemoRefused(
                f"Port {port} is in use by another program. Choose another, such as: ./scripts/demo --port {free}"
            ) from exc
        if exc.errno == errno.EACCES:
            raise DemoRefused(f"Port {port} needs root. Choose one above 1023, such as: --port 8080") from exc
        raise
    return listener


def keep_secrets(folders: Folders) -> Secrets:
    """Return the demo's secrets, made at the first start."""
    path = folders.state / "secrets.json"
    if path.exists():
        known = json.loads(path.read_text())
        return Secrets(**{field.name: known[field.name] for field in fields(Secrets)})
    made = Secrets(*(secrets.token_urlsafe(32) for _ in fields(Secrets)))
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(made), file)
    part.rename(path)
    return made


def start_postgres(folders: Folders, known: Secrets) -> RunningCluster:
    """Start the demo's own PostgreSQL with its database and roles. It ends with this process, however that ends.

    Raises PostgresUnavailable, DemoRefused.
    """
    running = start_cluster(folders.state / "postgres")
    deadline = time.monotonic() + _LEFTOVER_TIMEOUT_S
    while not running.started:
        # We hold the lock, so this is the server of a demo that was killed a moment ago, on its way out.
        if time.monotonic() > deadline:
            raise DemoRefused(
                f"A PostgreSQL server that isn't ours (process {running.pid}) runs from {running.data_dir}. Stop it, "
                "and start again."
            )
        time.sleep(0.1)
        running = start_cluster(folders.state / "postgres")
    ensure_roles_and_database(
        running.cluster,
        dbname=DATABASE,
        owner=OWNER,
        owner_password=known.owner_password,
        app=APP,
        app_password=known.app_password,
    )
    return running


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """End quietly on Ctrl-C, ``kill`` or a closed terminal, whatever is under way; what was started ends first."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # `nohup` asks for a closed terminal to be ignored.
    hang_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, *hang_up)}
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
