"""The school's server: PostgreSQL and the application as in production, which can be killed and come back alone.

It lives in the main thread: PostgreSQL ends with the thread that started it. The pupils live in another.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Literal

import httpx
import psutil
from sqlalchemy import make_url

from backend.config import Settings
from backend.core.migrations import migrate
from backend.core.postgres import Cluster, RunningCluster, ensure_roles_and_database, start_cluster

Blow = Literal["app_killed", "postgres_killed", "both_killed", "app_restarted"]
PRODUCT = ("-m", "backend", "serve")
DATABASE = "ks3"
_TICK_S = 0.02
_STOP_S = 20.0
_STARTS_MAX = 500
"""A bound on how often the supervisor starts the application."""


class Machine:
    """The server. ``program``: the application's command after Python's."""

    def __init__(self, home: Path, program: tuple[str, ...] = PRODUCT) -> None:
        self._home = home
        self._program = program
        self._orders: queue.Queue[tuple[Blow, Callable[[float], None], Future[None]]] = queue.Queue()
        self._stopping = threading.Event()
        self._app: subprocess.Popen[bytes] | None = None
        self._cluster: RunningCluster | None = None
        self._environment: dict[str, str] = {}
        self.app_starts = 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.settings: Settings
        self.cluster: Cluster

    def start(self) -> None:
        """Make the database and start the application."""
        self._home.mkdir(parents=True)
        self._cluster = start_cluster(self._home / "data")
        passwords = {"owner_password": secrets.token_hex(8), "app_password": secrets.token_hex(8)}
        names = {"owner": "ks3_owner", "app": "ks3_app"}
        self.cluster = cluster = self._cluster.cluster
        ensure_roles_and_database(cluster, dbname=DATABASE, **names, **passwords)

        def url(who: str) -> str:
            return cluster.url(user=names[who], password=passwords[f"{who}_password"], dbname=DATABASE)

        migrate(make_url(url("owner")), "ks3_app")
        chosen: dict[str, Any] = {
            "database_url": url("app"),
            "migration_database_url": url("owner"),
            "environment": "test",
            "data_dir": str(self._home),
            "log_level": "error",
        }
        self.settings = Settings(_env_file=None, **chosen)
        self._environment = {**os.environ, **{name.upper(): value for name, value in chosen.items()}}
        self._start_app()
        self._wait_until_ready()

    def serve(self, while_alive: Callable[[], bool]) -> None:
        """Take orders and start again whatever ended, until told to stop. In the main thread."""
        while not self._stopping.is_set() and while_alive():
            if self._app is not None and self._app.poll() is not None:
                self._start_app()
            with contextlib.suppress(queue.Empty):
                blow, down, done = self._orders.get(timeout=_TICK_S)
                try:
                    self._strike(blow, down)
                    done.set_result(None)
                except Exception as exc:
                    done.set_exception(exc)

    async def strike(self, blow: Blow, down: Callable[[float], None]) -> None:
        """Strike the server; returns once everything is on its way back.

        ``down`` is called when what was struck is dead, with the moment of the blow (monotonic seconds).
        """
        done: Future[None] = Future()
        self._orders.put((blow, down, done))
        await asyncio.wrap_future(done)

    def stop(self) -> None:
        """End ``serve``. From any thread."""
        self._stopping.set()

    def end(self, *, keep: bool = False) -> None:
        """End everything that was started; ``keep``: leave the folder."""
        if self._app is not None:
            self._app.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._app.wait(15)
            self._app.kill()
            self._app.wait()
        if self._cluster is not None:
            self._cluster.stop()
        if not keep:
            shutil.rmtree(self._home, ignore_errors=True)

    def _strike(self, blow: Blow, down: Callable[[float], None]) -> None:
        if self._app is None or self._cluster is None:
            raise RuntimeError("The server was not started")
        began = time.monotonic()
        if blow == "app_restarted":
            self._app.terminate()
            self._app.wait(_STOP_S)
        if blow in {"app_killed", "both_killed"}:
            self._app.kill()
            self._app.wait()
        if blow in {"postgres_killed", "both_killed"}:
            self._kill_postgres()
        down(began)
        if blow != "postgres_killed":
            self._start_app()
        if blow in {"postgres_killed", "both_killed"}:
            self._cluster = start_cluster(self._home / "data")

    def _kill_postgres(self) -> None:
        """Kill -9 the postmaster and every process of it, as a power cut would."""
        if self._cluster is None:
            return
        children = psutil.Process(self._cluster.pid).children(recursive=True)
        self._cluster.kill()
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()

    def _start_app(self) -> None:
        self.app_starts += 1
        if self.app_starts > _STARTS_MAX:
            raise RuntimeError("The application doesn't stay up")
        # It ends with this process, however that ends.
        command = ["setpriv", "--pdeathsig", "KILL", sys.executable, *self._program, "--port", str(self.port)]
        with (self._home / "app.log").open("ab") as log:
            self._app = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{self.port}/health/ready").status_code == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError("The application did not become ready within 60 s")
