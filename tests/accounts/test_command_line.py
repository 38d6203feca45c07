"""What the machine's keeper does at the command line, each command in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid

import pytest

from backend.config import Settings
from tests.school import PASSWORD, Client, SchoolMaker

pytestmark = pytest.mark.database


def _run(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": settings.app_url.render_as_string(hide_password=False),
        "MIGRATION_DATABASE_URL": settings.owner_url.render_as_string(hide_password=False),
        "PASSWORD_HASH_COST": "4",
        "ENVIRONMENT": "test",
        "LOG_LEVEL": "error",
    }
    command = [sys.executable, "-m", "backend", *words]
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=60)


def _made(said: str) -> str:
    found = re.search(r"can sign in now with (\S+)\.\n", said)
    assert found, said
    return found[1]


async def _sign_in(client: Client, name: str, password: str) -> int:
    return (await client.post("/api/sign-in/staff", json={"name": name, "password": password})).status_code


async def test_the_first_administrator_of_a_school(settings: Settings, anonymous: Client) -> None:
    name = f"head-{uuid.uuid4().hex[:8]}@example.org"
    school = f"School {uuid.uuid4().hex[:8]}"
    words = ["create-admin", "--school", school, "--given-name", "Ada", "--family-name", "Bell", "--make-password"]
    done = _run(settings, *words, "--name", name)
    assert done.returncode == 0, done.stderr
    assert await _sign_in(anonymous, name, _made(done.stdout)) == 200
    me = (await anonymous.get("/api/me")).json()
    assert (me["role"], me["school"]["name"]) == ("admin", school)
    again = _run(settings, *words, "--name", name.upper())
    assert again.returncode == 1 and "name" in again.stderr and "Traceback" not in again.stderr


async def test_staff_who_are_locked_out_get_in_again(settings: Settings, maker: SchoolMaker, server: str) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    name = teacher.user.sign_in_name
    async with Client(server) as browser:
        while await _sign_in(browser, name, "not it at all") != 429:
            pass
        done = _run(settings, "reset-password", "--name", name, "--make-password")
        assert done.returncode == 0, done.stderr
        await teacher.get("/api/me", expect=401)
        assert await _sign_in(browser, name, PASSWORD) == 401
        assert await _sign_in(browser, name, _made(done.stdout)) == 200
    nobody = _run(settings, "reset-password", "--name", "nobody@example.org", "--make-password")
    assert nobody.returncode == 1 and nobody.stdout == "" and "Nobody" in nobody.stderr
