"""The demo school in a folder of its own, with a teacher in it who has never been there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from backend.demo.people import NORTHFIELD, STAFF_PASSWORD

STARTS_WITHIN_S = 240


@dataclass(frozen=True)
class Newcomer:
    """Who walks: a teacher on their first day, with one class."""

    address: str
    login_name: str
    password: str
    class_name: str
    class_code: str
    pupils: list[tuple[str, str]]
    lessons: Path


@contextmanager
def newcomer() -> Iterator[Newcomer]:
    """Start a demo school, add a teacher with a class, and give what they need to sign in."""
    with tempfile.TemporaryDirectory(prefix="ks3-guide-") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "backend", "demo", "--port", str(port)]
        running = subprocess.Popen(command, env={**os.environ, "DATA_DIR": folder}, stdout=subprocess.DEVNULL)
        try:
            address = f"http://localhost:{port}"
            _wait(address, running)
            yield add_people(address, Path(folder) / "demo-lessons")
        finally:
            running.terminate()
            running.wait(60)


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and running.poll() is None:
        try:
            # The demo listens before the school is made: this answers when it is there.
            httpx.get(f"{address}/health/ready", timeout=STARTS_WITHIN_S).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The demo school did not start.")


def add_people(address: str, lessons: Path) -> Newcomer:
    """Add the teacher, a class of theirs and a pupil in it, as the school's administrator."""
    [admin] = [staff for staff in NORTHFIELD.staff if staff.role == "admin"]
    with httpx.Client(base_url=address, headers={"Origin": address}, timeout=30) as http:

        def post(path: str, body: dict[str, object]) -> Any:
            return http.post(path, json=body).raise_for_status().json()

        post("/api/sign-in/staff", {"name": admin.login_name, "password": STAFF_PASSWORD})
        name = {"title": "Miss", "given_name": "Hana", "family_name": "Park", "login_name": "h.park@northfield.example"}
        teacher = post("/api/people", {"role": "teacher", **name})
        room = post("/api/classes", {"name": "8C Computing", "year_group": 8, "teacher_ids": [teacher["person"]["id"]]})
        pupils = [
            post(f"/api/classes/{room['id']}/pupils", {"given_name": given, "family_name": family})
            for given, family in (("Amara", "Nwosu"), ("Ben", "Ashworth"))
        ]
    return Newcomer(
        address=address,
        login_name=name["login_name"],
        password=teacher["password"],
        class_name=room["name"],
        class_code=room["code"],
        pupils=[(made["pupil"]["sign_in_name"], made["password"]) for made in pupils],
        lessons=lessons,
    )


def everybody_sits(who: Newcomer, title: str, answer: str) -> None:
    """Let each pupil of the class hand in: the typed answer where there is a box for it, the rest left empty."""
    for name, password in who.pupils:
        with httpx.Client(base_url=who.address, headers={"Origin": who.address}, timeout=30) as http:

            def ask(method: str, path: str, body: dict[str, object] | None = None) -> Any:
                return http.request(method, path, json=body).raise_for_status().json()

            ask("POST", "/api/sign-in/pupil", {"class_code": who.class_code, "name": name, "password": password})
            [sit] = [each for each in ask("GET", "/api/my/assignments")["now"] if each["title"] == title]
            started = ask("POST", f"/api/assignments/{sit['assignment_id']}/start")
            attempt = f"/api/attempts/{started['attempt_id']}"
            items = ask("GET", f"{attempt}/package")["items"]
            epoch = ask("POST", f"{attempt}/open", {"device": "guide"})["epoch"]
            typed = [item["id"] for item in items if item["type"] == "short_text"]
            now = int(time.time() * 1000)
            events = [
                {"epoch": epoch, "seq": seq, "item": item, "value": {"text": answer}, "at": now}
                for seq, item in enumerate(typed, 1)
            ]
            saved = {"epoch": epoch, "at": now, "here": items[0]["id"], "pending": 0, "events": events}
            ask("POST", f"{attempt}/events", saved)
            ask("POST", f"{attempt}/submit", {"final": [[item, epoch, seq] for seq, item in enumerate(typed, 1)]})
