"""The demo schools as the people in them see them over HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text

from backend.accounts.service import list_schools
from backend.attempts.models import PreparedAttempt
from backend.core.db import Database
from backend.core.model import Base
from backend.demo.bank.questions import ALL
from backend.demo.lessons import LESSONS
from backend.demo.people import NORTHFIELD, PUPIL_PASSWORD, SOUTHGATE, STAFF_PASSWORD
from backend.demo.school import PasswordHashes
from backend.demo.seeding import SEEDS, find_logins, make_school, seed
from backend.main import create_app
from tests import postgres_server
from tests.conftest import _build, serving, settings_for
from tests.school import Client

pytestmark = pytest.mark.database


@dataclass
class Demo:
    """A served demo; ``said`` is what the person at the terminal was told."""

    app: FastAPI
    address: str
    folder: Path
    said: list[str]

    @property
    def database(self) -> Database:
        return self.app.state.database

    async def seed(self) -> None:
        await seed(self.database, self.app.state.hasher, self.folder, self.said.append)


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """The demo schools on a database of their own: their sign-in names are unique on a machine."""
    folder = tmp_path_factory.mktemp("demo")
    name = postgres_server.create_database(postgres_server.template(_build))
    app = create_app(settings_for(name, folder / "data"))
    async with serving(app) as address:
        made = Demo(app, address, folder / "lessons", [])
        await made.seed()
        yield made
    postgres_server.drop_database(name)


@pytest.fixture
async def browser(demo: Demo) -> AsyncIterator[Client]:
    async with Client(demo.address) as client:
        yield client


async def _staff(browser: Client, name: str) -> Client:
    answer = await browser.post("/api/sign-in/staff", json={"name": name, "password": STAFF_PASSWORD})
    assert answer.status_code == 200, answer.text
    return browser


async def _pupil(browser: Client, demo: Demo, school: str) -> Client:
    logins = {one.school.name: one for one in await find_logins(demo.database)}
    who = {
        "class_code": logins[school].class_code,
        "name": logins[school].school.shown_pupil,
        "password": PUPIL_PASSWORD,
    }
    answer = await browser.post("/api/sign-in/pupil", json=who)
    assert answer.status_code == 200, answer.text
    return browser


async def _get(client: Client, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
    return answer.json()


async def _assignments(client: Client) -> dict[str, Any]:
    return {one["title"]: one for one in (await _get(client, "/api/assignments"))["items"]}


@pytest.mark.parametrize("staff", [*NORTHFIELD.staff, *SOUTHGATE.staff], ids=lambda staff: staff.login_name)
async def test_every_printed_member_of_staff_can_sign_in(browser: Client, staff: Any) -> None:
    await _staff(browser, staff.login_name)
    assert (await _get(browser, "/api/me"))["role"] == staff.role


async def test_the_shown_pupil_has_something_to_do_and_something_done(demo: Demo, browser: Client) -> None:
    await _pupil(browser, demo, "Northfield Academy")
    mine = await _get(browser, "/api/my/assignments")
    assert [sit["title"] for sit in mine["now"]] == [
        "Networks and staying safe online",
        "Python: write, mend and trace",
    ]
    assert [sit["title"] for sit in mine["coming"]] == ["Python: first steps"]
    assert [sit["title"] for sit in mine["done"]] == ["Computer systems and binary"]
    result = await _get(browser, f"/api/attempts/{mine['done'][0]['result']['attempt_id']}/result")
    assert result["state"] == "ready" and len(result["items"]) == 12
    started = await browser.post(f"/api/assignments/{mine['now'][0]['assignment_id']}/start")
    package = await _get(browser, f"/api/attempts/{started.json()['attempt_id']}/package")
    assert len(package["items"]) == 12 and package["time_limit_s"] == 1800


async def test_some_pupils_have_access_arrangements(browser: Client) -> None:
    await _staff(browser, "r.okafor@northfield.example")
    classes = {row["name"]: row["id"] for row in (await _get(browser, "/api/classes"))["items"]}
    pupils = (await _get(browser, f"/api/classes/{classes['8B Computing']}"))["pupils"]
    held = {row["display_name"]: row["arrangements"] for row in pupils if row["arrangements"]}
    assert held.keys() == {"Bethan Rees", "Kacper Zieliński", "Rhys Evans"}
    assert held["Bethan Rees"]["extra_time_percent"] == 25 and held["Bethan Rees"]["rest_breaks"]


async def test_a_finished_class_has_marks_wrong_ideas_and_absentees(browser: Client) -> None:
    await _staff(browser, "r.okafor@northfield.example")
    finished = (await _assignments(browser))["Computer systems and binary"]
    assert finished["state"] == "released" and finished["opens_at"] < finished["released_at"]
    results = await _get(browser, f"/api/assignments/{finished['id']}/results")
    states = Counter(row["state"] for row in results["pupils"])
    assert states == {"marked": 26, "not_started": 2}
    assert Counter(row["submitted_by"] for row in results["pupils"]) == {"pupil": 25, "sweep": 1, None: 2}
    assert all(finished["opens_at"] < row["submitted_at"] < finished["closes_at"] for row in _sat(results))
    scores = [row["score"] for row in _sat(results)]
    assert min(scores) < 0.5 * 18 < results["mean"] < max(scores) <= 18
    assert len(results["misconceptions"]) >= 5 and results["misconceptions"][0]["count"] >= 3
    # Which answers are wrong is drawn; that a question is too easy for everybody, or too hard, may happen once.
    facilities = sorted(item["facility"] for item in results["items"])
    assert facilities[1] > 0.15 and facilities[-2] < 1
    outcomes = Counter(cell["outcome"] for row in _sat(results) for cell in row["cells"])
    assert set(outcomes) == {"right", "partial", "wrong", "unanswered"}


def _sat(results: Any) -> list[Any]:
    return [row for row in results["pupils"] if row["state"] == "marked"]


async def test_another_class_waits_for_its_results(browser: Client) -> None:
    await _staff(browser, "r.okafor@northfield.example")
    waiting = (await _assignments(browser))["Networks and spreadsheets check"]
    assert waiting["state"] == "closed" and waiting["released_at"] is None
    kinds = {need["kind"] for need in (await _get(browser, "/api/teacher/dashboard"))["needs"]}
    assert kinds == {"open_now", "release", "review_drafts", "to_mark"}


async def test_one_assessment_draws_any_three_of_five(browser: Client) -> None:
    await _staff(browser, "r.okafor@northfield.example")
    (drawn,) = (
        one for one in (await _get(browser, "/api/assessments"))["items"] if one["title"].endswith("first steps")
    )
    assert (drawn["questions"], drawn["marks_max"]) == (3 + 3, 2 * 3 + 1 * 3)
    items = (await _get(browser, f"/api/assessments/{drawn['id']}"))["items"]
    assert [(item["pool"], item["draw"]) for item in items] == [(None, None)] * 3 + [(1, 3)] * 5


async def test_the_lesson_files_were_read_and_left_drafts_to_review(demo: Demo, browser: Client) -> None:
    await _staff(browser, "r.okafor@northfield.example")
    documents = (await _get(browser, "/api/documents"))["items"]
    assert {one["name"]: one["status"] for one in documents} == {lesson.name: "parsed" for lesson in LESSONS}
    assert all(one["drafts"]["new"] >= 5 for one in documents)
    drafts = await _get(browser, "/api/drafts?status=new")
    assert {draft["type"] for draft in drafts["items"]} >= {"multiple_choice", "short_text", "ordering"}
    assert all(draft["evidence"]["quote"] for draft in drafts["items"])
    assert sorted(path.name for path in demo.folder.iterdir()) == sorted(lesson.name for lesson in LESSONS)


async def test_the_bank_is_reviewed_and_holds_what_generators_made(browser: Client) -> None:
    await _staff(browser, "t.hill@northfield.example")
    bank = await _get(browser, "/api/questions")
    assert set(bank["facets"]["status"]) == {"ready"} and bank["total"] > len(ALL)


async def test_the_schools_see_nothing_of_each_other(demo: Demo, browser: Client) -> None:
    await _staff(browser, "h.marsh@southgate.example")
    assert [one["name"] for one in (await _get(browser, "/api/classes"))["items"]] == ["8S Computing"]
    assert list(await _assignments(browser)) == ["Binary starter"]
    assert (await _get(browser, "/api/questions"))["total"] == 4
    async with Client(demo.address) as neighbour:
        await _staff(neighbour, "r.okafor@northfield.example")
        theirs = await _assignments(neighbour)
    for one in theirs.values():
        assert (await browser.get(f"/api/assignments/{one['id']}/results")).status_code == 404


async def _row_counts(database: Database) -> dict[str, int]:
    """Rows of every table, of all schools together, but for what a routine prepares in the meantime."""
    counts: Counter[str] = Counter()
    async with database.session() as session:
        schools = await list_schools(session)
    for school in schools:
        async with database.session(school.id) as session:
            for table in set(Base.metadata.sorted_tables) - {PreparedAttempt.__table__}:
                counts[table.name] += await session.scalar(select(func.count()).select_from(table)) or 0
    return counts


async def test_a_second_start_adds_nothing(demo: Demo) -> None:
    before, said = await _row_counts(demo.database), list(demo.said)
    await demo.seed()
    assert await _row_counts(demo.database) == before and demo.said == said


async def test_an_interrupted_start_leaves_no_school_by_halves(demo: Demo) -> None:
    before = await _row_counts(demo.database)
    stopped = replace(
        SEEDS[1],
        people=replace(SOUTHGATE, name="Halfway School", staff=_renamed()),
        plans=[replace(SEEDS[1].plans[0], items=(("no_such_question", 1),))],
    )
    with pytest.raises(KeyError):
        await make_school(demo.database, stopped, PasswordHashes("x", "x"), demo.said.append)
    assert await _row_counts(demo.database) == before
    async with demo.database.session() as session:
        assert await session.scalar(text("SELECT count(*) FROM schools")) == 2


def _renamed() -> tuple[Any, ...]:
    return tuple(replace(staff, login_name=f"half.{staff.login_name}") for staff in SOUTHGATE.staff)
