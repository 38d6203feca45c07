"""The application behind the appliance's own Caddy: TLS and HTTP/2, as a school's Chromebooks come to it."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from backend.accounts.permissions import PLAIN_COOKIE, SECURE_COOKIE
from backend.config import Settings
from scripts.benchmarks.stage import application

ROOT = Path(__file__).resolve().parents[2]
CADDY = shutil.which("caddy") or shutil.which(ROOT / "var/tools/caddy/usr/bin/caddy")
"""The second is where ``scripts/test`` unpacks it."""


@dataclass(frozen=True)
class Door:
    """Where browsers come in, and the name of the cookie by which the application knows them there."""

    address: str
    cookie: str
    protocol: str


@contextmanager
def door(settings: Settings) -> Iterator[Door]:
    """Run the application behind Caddy; without Caddy at its own address, and then over HTTP/1.1."""
    with application(settings) as (address, _):
        if CADDY is None:
            yield Door(address, PLAIN_COOKIE, "HTTP/1.1")
            return
        upstream = address.removeprefix("http://")
        with TemporaryDirectory(prefix="ks3-door-") as home, _caddy(CADDY, home, upstream) as port:
            yield Door(f"https://localhost:{port}", SECURE_COOKIE, "HTTP/2")


@contextmanager
def _caddy(program: str, home: str, upstream: str) -> Iterator[int]:
    http, https = _free_port(), _free_port()
    environment = {
        **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), home),
        "HTTP_PORT": str(http),
        "HTTPS_PORT": str(https),
        "SITE_ADDRESSES": "https://localhost",
        "APP_UPSTREAM": upstream,
    }
    command = [program, "run", "--config", str(ROOT / "Caddyfile"), "--adapter", "caddyfile"]
    silent = subprocess.DEVNULL
    running = subprocess.Popen(command, cwd=home, env=environment, stdout=silent, stderr=silent)
    try:
        _wait(https)
        yield https
    finally:
        running.terminate()
        running.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int) -> None:
    """Caddy listens a moment before it has made its certificate; until then it refuses the handshake."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("localhost", port), 5) as plain:
                trusting.wrap_socket(plain, server_hostname="localhost").close()
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Caddy did not open its door within 60 s")
