"""What the machine's keeper does at the command line."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from backend.cli import main
from backend.config import Settings
from backend.core import logging
from tests.school import PASSWORD, Client, SchoolMaker

pytestmark = pytest.mark.database


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Awaitable[Done]]


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "DATABASE_URL": settings.app_url.render_as_string(hide_password=False),
        "MIGRATION_DATABASE_URL": settings.owner_url.render_as_string(hide_password=False),
        "PASSWORD_HASH_COST": "4",
        "ENVIRONMENT": "test",
        "LOG_LEVEL": "error",
    }


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run a command as ``python -m backend`` does, but in a thread: a process of its own starts for a second or two."""
    for name, value in _environment(settings).items():
        monkeypatch.setenv(name, value)

    async def command(*words: str) -> Done:
        status = await asyncio.to_thread(main, words)
        return Done(status, *capsys.readouterr())

    yield command
    # A command's log goes where its output goes, which here is closed now.
    with capsys.disabled():
        logging.configure("error")


def _run_apart(settings: Settings, *words: str) -> Done:
    command = [sys.executable, "-m", "backend", *words]
    environment = {**os.environ, **_environment(settings)}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr)


def _made(said: str) -> str:
    found = re.search(r"can sign in now with (\S+)\.\n", said)
    assert found, said
    return found[1]


async def _sign_in(client: Client, name: str, password: str) -> int:
    return (await client.post("/api/sign-in/staff", json={"name": name, "password": password})).status_code


async def test_the_first_administrator_of_a_school(settings: Settings, anonymous: Client, run: Run) -> None:
    name = f"head-{uuid.uuid4().hex[:8]}@example.org"
    school = f"School {uuid.uuid4().hex[:8]}"
    words = ["create-admin", "--school", school, "--given-name", "Ada", "--family-name", "Bell", "--make-password"]
    done = await asyncio.to_thread(_run_apart, settings, *words, "--name", name)
    assert done.returncode == 0, done.stderr
    assert await _sign_in(anonymous, name, _made(done.stdout)) == 200
    me = (await anonymous.get("/api/me")).json()
    assert (me["role"], me["school"]["name"]) == ("admin", school)
    again = await run(*words, "--name", name.upper())
    assert again.returncode == 1 and "name" in again.stderr and "Traceback" not in again.stderr


async def test_staff_who_are_locked_out_get_in_again(run: Run, maker: SchoolMaker, server: str) -> None:
    teacher = await maker.person(await maker.school(), "teacher")
    name = teacher.user.sign_in_name
    async with Client(server) as browser:
        while await _sign_in(browser, name, "not it at all") != 429:
            pass
        done = await run("reset-password", "--name", name, "--make-password")
        assert done.returncode == 0, done.stderr
        await teacher.get("/api/me", expect=401)
        assert await _sign_in(browser, name, PASSWORD) == 401
        assert await _sign_in(browser, name, _made(done.stdout)) == 200
    nobody = await run("reset-password", "--name", "nobody@example.org", "--make-password")
    assert nobody.returncode == 1 and nobody.stdout == "" and "Nobody" in nobody.stderr


async def test_a_class_list_is_imported_as_on_the_page(run: Run, maker: SchoolMaker, tmp_path: Path) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin")
    roster = tmp_path / "list.csv"
    roster.write_text("class,name\n8B,Amira Khan\n8B,Ben\n8 Set 1,Amira Khan\n", encoding="utf-8")
    words = ["import-people", str(roster), "--school", school.name]

    seen = await run(*words, "--dry-run", "--json")
    assert seen.returncode == 3, "a row is left out: Ben has one name only"
    report = json.loads(seen.stdout)
    assert (report["dry_run"], report["added"], report["joined"], report["errors"]) == (True, 1, 1, 1)
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 0

    done = await run(*words)
    assert done.returncode == 3 and done.stderr == ""
    assert "line 3: Ben: This row has no first name.\n" in done.stdout
    assert done.stdout.endswith("Done: 1 new, 1 joining a class, 0 moving, 0 unchanged, 0 switched off, 1 left out.\n")
    (amira,) = (await admin.get("/api/people", params={"role": "pupil"}))["items"]
    assert sorted(amira["class_names"]) == ["8 Set 1", "8B"]

    roster.write_text("class,name\n8B,Amira Khan\n", encoding="utf-8")
    same = await admin.post("/api/people/import", params={"dry_run": "true"}, files={"file": roster.read_bytes()})
    again = await run(*words, "--dry-run", "--json")
    assert again.returncode == 0 and json.loads(again.stdout) == same


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere.csv"], "nowhere.csv: No such file"),
        (["{list}", "--school", "Nowhere High"], "Say which school"),
        (["{list}", "--year-group", "10"], "--year-group: "),
        (["{list}", "--columns", "class,upn"], "--columns: A column can't be read as upn"),
        (["{list}", "--columns", "class,"], "We can't tell which column holds the"),
        (["{empty}"], "There are no rows"),
    ],
)
async def test_a_list_that_cannot_be_imported_changes_nothing(
    run: Run, maker: SchoolMaker, tmp_path: Path, words: list[str], why: str
) -> None:
    school = await maker.school()
    files = {"list": tmp_path / "list.csv", "empty": tmp_path / "empty.csv"}
    files["list"].write_text("class,name\n8B,Amira Khan\n", encoding="utf-8")
    files["empty"].touch()
    spoken = ["--school", school.name, *(word.format(**files) for word in words)]
    done = await run("import-people", *spoken)
    assert (done.returncode, done.stdout) == (1, "") and why in done.stderr and "Traceback" not in done.stderr
    admin = await maker.person(school, "admin")
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 0
