"""A whole school's class list: 2,000 pupils added, left alone, and moved into the next year's classes."""

from __future__ import annotations

import asyncio
import time

import httpx
import psycopg
from sqlalchemy import URL

from backend.accounts.permissions import PLAIN_COOKIE
from backend.accounts.service import NewPerson, create_school, create_user
from backend.core.db import conninfo
from backend.rooms import default_permissions
from scripts.benchmarks.stage import Stage, application, make_session, stage
from scripts.benchmarks.table import Figure

PUPILS = 2000
WANTED_S = 10.0
_BARE_TABLES = """
CREATE TABLE bare_pupils (id int PRIMARY KEY, given_name text, family_name text, name text UNIQUE);
CREATE TABLE bare_places (pupil_id int REFERENCES bare_pupils, class text, PRIMARY KEY (pupil_id, class));
"""


def _word(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4)).capitalize()


def _pupils(year: int) -> list[tuple[str, str, str]]:
    """Return class, given and family name of pupils in eight classes; no two have one name."""
    return [(f"{year}{'ABCDEFGH'[n % 8]}", _word(n), _word(n * 7919 + 13)) for n in range(PUPILS)]


async def run() -> list[Figure]:
    """Measure three imports of the same pupils, with bare inserts of them beside."""
    async with stage() as on:
        bare = await asyncio.to_thread(_bare_inserts, on.settings.owner_url)
        token = await _admin(on)
        with application(on.settings) as (address, _):
            async with httpx.AsyncClient(base_url=address, cookies={PLAIN_COOKIE: token}, timeout=60) as admin:
                added = await _import(admin, 7, "added")
                unchanged = await _import(admin, 7, "unchanged")
                moved = await _import(admin, 8, "moved")
    wanted = f"≤ {WANTED_S:.0f}"
    return [
        Figure(f"{PUPILS:,} pupils added", added, "s", wanted, baseline=bare, holds=added <= WANTED_S),
        Figure("The same list again", unchanged, "s", wanted, holds=unchanged <= WANTED_S),
        Figure("All moved to new classes", moved, "s", wanted, holds=moved <= WANTED_S),
    ]


def _bare_inserts(url: URL) -> float:
    """Return the seconds that the rows cost alone: one transaction, no plan, no audit, no wall between schools."""
    with psycopg.connect(conninfo(url)) as connection, connection.cursor() as cursor:
        cursor.execute(_BARE_TABLES)
        started = time.perf_counter()
        people = [(n, given, family, f"{given} {family}") for n, (_, given, family) in enumerate(_pupils(7))]
        cursor.executemany("INSERT INTO bare_pupils VALUES (%s, %s, %s, %s)", people)
        cursor.executemany("INSERT INTO bare_places VALUES (%s, %s)", [(n, row[0]) for n, row in enumerate(_pupils(7))])
        connection.commit()
        return time.perf_counter() - started


async def _admin(on: Stage) -> str:
    async with on.database.session() as session:
        school = await create_school(session, name="Bench", time_zone="Europe/London", granted=default_permissions())
        admin = await create_user(session, NewPerson("admin", "Ada", "Bell", login_name="ada"), password_hash="none")
        return await make_session(session, school.id, admin.id)


async def _import(admin: httpx.AsyncClient, year: int, count: str) -> float:
    lines = ["class,first name,last name", *(",".join(row) for row in _pupils(year))]
    started = time.perf_counter()
    answer = await admin.post(
        "/api/people/import",
        params={"move": "true"},
        files={"file": "\n".join(lines).encode()},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    took = time.perf_counter() - started
    if answer.status_code != 200 or answer.json()[count] != PUPILS:
        raise RuntimeError(f"The list was not imported: {answer.status_code} {answer.text[:200]}")
    return took
