"""The application behind the real Caddy with the real Caddyfile: TLS, headers, limits, a restart in the middle."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import postgres_server
from tests.house.sources import ROOT

CADDY = shutil.which("caddy") or shutil.which(ROOT / "var/tools/caddy/usr/bin/caddy")
SECRET = "only-for-this-test-" + "x" * 32

pytestmark = [
    pytest.mark.skipif(
        CADDY is None, reason="caddy is not installed (apt-get install -y caddy): the proxy was not tried"
    ),
]


@dataclass(frozen=True)
class Answer:
    """What came back through the proxy."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Site:
    """The appliance as a browser sees it."""

    def __init__(self, *, http_port: int, https_port: int, upstream: int) -> None:
        self.http_port, self.https_port, self.upstream = http_port, https_port, upstream

    def connect(self) -> http.client.HTTPSConnection:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # Caddy's own authority, made a moment ago
        return http.client.HTTPSConnection("localhost", self.https_port, timeout=30, context=context)

    def wait_for_certificate(self) -> None:
        """Caddy listens a moment before it has made its certificate; until then it refuses the handshake."""
        deadline = time.monotonic() + 30
        while True:
            with contextlib.closing(self.connect()) as connection:
                try:
                    return connection.connect()
                except ssl.SSLError:
                    assert time.monotonic() < deadline
            time.sleep(0.05)

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        with contextlib.closing(self.connect()) as connection:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 120  # two cores, two workers, a browser: a slow start is no failure
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


@contextlib.contextmanager
def running(command: list[str], *, log: Path, port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=log.parent, env=environment, stdout=output, stderr=output)
    try:
        wait_for(port, process, log)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextlib.contextmanager
def application(port: int, folder: Path, database: str) -> Iterator[None]:
    environment = os.environ | {
        "ENVIRONMENT": "production",
        "SESSION_SECRET": SECRET,
        "DATABASE_URL": postgres_server.app_url(database),
        "MIGRATION_DATABASE_URL": "",
        "DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "backend", "serve", "--port", str(port)]
    with running(command, log=folder / "app.log", port=port, environment=environment):
        yield


@contextlib.contextmanager
def proxy(folder: Path, *, upstream: int) -> Iterator[Site]:
    site = Site(http_port=free_port(), https_port=free_port(), upstream=upstream)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "HTTP_PORT": str(site.http_port),
        "HTTPS_PORT": str(site.https_port),
        "SITE_ADDRESSES": "https://localhost, https://ks3.school.example",
        "APP_UPSTREAM": f"127.0.0.1:{site.upstream}",
    }
    command = [CADDY, "run", "--config", str(ROOT / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, log=folder / "caddy.log", port=site.https_port, environment=environment):
        site.wait_for_certificate()
        yield site


@pytest.fixture(scope="module")
def app_port(tmp_path_factory, database_name) -> Iterator[int]:
    port = free_port()
    with application(port, tmp_path_factory.mktemp("application"), database_name):
        yield port


@pytest.fixture(scope="module")
def served(tmp_path_factory, app_port) -> Iterator[Site]:
    with proxy(tmp_path_factory.mktemp("caddy"), upstream=app_port) as site:
        yield site


def test_pages_come_over_tls_with_every_security_header_once(served):
    answer = served.ask("GET", "/")
    assert answer.status == 200
    assert b"<!doctype html>" in answer.body.lower()
    for header in ("strict-transport-security", "content-security-policy", "x-content-type-options", "referrer-policy"):
        assert len(answer.headers.get_all(header, [])) == 1, header
    assert "server" not in answer.headers
    assert "require-trusted-types-for" in answer.headers["content-security-policy"]


def test_plain_http_is_sent_to_https(served):
    connection = http.client.HTTPConnection("localhost", served.http_port, timeout=10)
    connection.request("GET", "/staff")
    response = connection.getresponse()
    assert response.status == 308
    assert response.headers["location"].startswith("https://localhost")
    connection.close()


def test_the_application_knows_that_the_browser_came_by_https(served):
    """Were the scheme lost on the way, it would take no password, as over plain http on a school's network."""
    host = f"ks3.school.example:{served.https_port}"
    body = b'{"name": "nobody@school.example", "password": "not the password"}'
    headers = {"Host": host, "Content-Type": "application/json", "Origin": f"https://{host}"}
    answer = served.ask("POST", "/api/sign-in/staff", body=body, headers=headers)
    assert answer.status == 401, answer.body
    foreign = served.ask("POST", "/api/sign-in/staff", body=body, headers=headers | {"Origin": "https://evil.example"})
    assert foreign.status == 403
    assert b"cross_site" in foreign.body


def test_health_and_metrics_stay_inside(served):
    assert served.ask("GET", "/health/live").status == 200
    assert served.ask("GET", "/health/ready").status == 404
    assert served.ask("GET", "/metrics").status == 404


def test_hidden_files_are_not_there(served):
    assert served.ask("GET", "/.env").status == 404
    assert served.ask("GET", "/v/x/.git/config").status == 404


def test_a_body_that_is_too_large_for_the_application_is_refused(served):
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    answer = served.ask("POST", "/api/sign-in/staff", body=b" " * (2 * 1024 * 1024 + 1), headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
    assert b'"too_large"' in answer.body


@pytest.mark.parametrize("announced", [2_100_000, 5_000_000, 10_000_000_000])
def test_a_body_that_says_it_is_larger_still_is_refused_before_it_comes(served, announced):
    headers = {"Content-Length": str(announced), "Expect": "100-continue", "Sec-Fetch-Site": "same-origin"}
    answer = served.ask("POST", "/api/sign-in/staff", headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
    assert b'"too_large"' in answer.body


def copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):  # either side may hang up first
        while chunk := source.recv(65536):
            target.sendall(chunk)


def pass_one_connection_on(listener: socket.socket, port: int, done: threading.Event) -> None:
    """Stands for the restarted application: hands one connection to the one that is running."""
    incoming, _ = listener.accept()
    with incoming, socket.create_connection(("127.0.0.1", port)) as outgoing:
        ways = [threading.Thread(target=copy, args=ends) for ends in ((incoming, outgoing), (outgoing, incoming))]
        for way in ways:
            way.start()
        done.wait(30)
        for end in (incoming, outgoing):
            end.shutdown(socket.SHUT_RDWR)
        for way in ways:
            way.join()


def test_a_save_rides_through_a_restart(tmp_path, app_port):
    """Nobody listens when the request comes, somebody does two seconds later: the browser sees a slow answer."""
    done = threading.Event()
    body = b'{"name": "nobody@school.example", "password": "not the password"}'
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    with socket.socket() as listener, ThreadPoolExecutor() as pool:
        listener.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused, and the port stays ours
        listener.settimeout(20)
        with proxy(tmp_path, upstream=listener.getsockname()[1]) as site:
            saving = pool.submit(site.ask, "POST", "/api/sign-in/staff", body=body, headers=headers)
            saving.add_done_callback(lambda _: done.set())
            assert not done.wait(2), f"Caddy waits for the application to come back: {saving.result()}"
            listener.listen()
            pass_one_connection_on(listener, app_port, done)
            assert saving.result().status == 401


def test_an_application_that_stays_away_is_explained(tmp_path):
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with proxy(tmp_path, upstream=nobody.getsockname()[1]) as site:
            answer = site.ask("POST", "/api/sign-in/staff", body=b"{}", headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (503, "application/problem+json")
    assert b'"code":"restarting"' in answer.body
    assert answer.headers["retry-after"]
    assert answer.headers["strict-transport-security"]
