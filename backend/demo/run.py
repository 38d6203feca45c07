"""``python -m backend demo``: sets up PostgreSQL, the schools and their past, prints the sign-ins, and serves."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from socket import socket
from typing import Any

import uvicorn
from pydantic import ValidationError

from backend.config import Settings
from backend.core import logging
from backend.core.migrations import ROOT, migrate
from backend.core.postgres import Cluster
from backend.core.postgres_place import PostgresUnavailable
from backend.core.server import Server
from backend.demo import machine
from backend.demo.logins import describe_logins
from backend.demo.machine import DemoRefused, Folders, Secrets
from backend.demo.seeding import prepare
from backend.main import create_app

DEFAULT_PORT = 8080


def run_demo(*, port: int | None, live_pages: bool) -> int:
    """Serve the demo until it is told to stop, and return the exit code.

    ``port`` None: PORT, or else 8080. All that the demo keeps lies below DATA_DIR, or else ``var``.
    """
    folders = Folders(Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute())
    logging.configure("warning", as_json=False)
    try:
        with machine.ended_by_signals():
            _run(folders, port=port, live_pages=live_pages)
    except (DemoRefused, PostgresUnavailable) as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    return 0


def _run(folders: Folders, *, port: int | None, live_pages: bool) -> None:
    with machine.only_demo_here(folders):
        known = machine.keep_secrets(folders)
        settings = _settings(folders, known, port)
        # Taken first: a port in use is said at once, and a browser that comes early waits instead of failing.
        with machine.listen(settings.host, settings.port) as listener:
            say("Starting PostgreSQL …")
            with machine.start_postgres(folders, known) as running:
                _serve(_connected(settings, running.cluster, known), folders, listener, live_pages=live_pages)


def _settings(folders: Folders, known: Secrets, port: int | None) -> Settings:
    """Return the demo's settings. ``.env`` belongs to the real appliance on this machine and is left alone."""
    chosen: dict[str, Any] = {} if os.environ.get("PORT") else {"port": DEFAULT_PORT}
    if port is not None:
        chosen["port"] = port
    try:
        return Settings(
            _env_file=None,
            environment="demo",
            host="127.0.0.1",
            session_secret=known.session_secret,
            data_dir=folders.uploads,
            **chosen,
        )
    except ValidationError as exc:
        said = "; ".join(f"{'.'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in exc.errors())
        raise DemoRefused(f"A setting can't be used. {said}") from exc


def _connected(settings: Settings, cluster: Cluster, known: Secrets) -> Settings:
    def url(user: str, password: str) -> str:
        return cluster.url(user=user, password=password, dbname=machine.DATABASE)

    return settings.model_copy(
        update={
            "database_url": url(machine.APP, known.app_password),
            "migration_database_url": url(machine.OWNER, known.owner_password),
        }
    )


def _serve(settings: Settings, folders: Folders, listener: socket, *, live_pages: bool) -> None:
    migrate(settings.owner_url, machine.APP)
    logins = asyncio.run(prepare(settings, folders.lessons, say))
    app = create_app(settings, live_pages=live_pages)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
    )
    server = Server(config, app.state.database.live)
    say(describe_logins(logins, port=listener.getsockname()[1], folders=folders))
    server.run(sockets=[listener])


def say(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
