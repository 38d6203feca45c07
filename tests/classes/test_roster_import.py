"""Importing class lists over HTTP: what is added, moved, left alone and left out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from backend.classes.roster_import import ADDED_AT_ONCE
from tests.school import Client, Person, SchoolMaker

pytestmark = pytest.mark.database

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "csv"


async def _import(admin: Person, data: str | bytes, *, dry_run: bool = False, expect: int = 200) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return await admin.post(
        "/api/people/import",
        params={"dry_run": str(dry_run).lower()},
        files={"file": ("pupils.csv", content, "text/csv")},
        expect=expect,
    )


async def _admin(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "admin")


async def _classes(admin: Person) -> dict[str, list[str]]:
    """Every class with its pupils' names."""
    found = {}
    for row in (await admin.get("/api/classes"))["items"]:
        pupils = (await admin.get(f"/api/classes/{row['id']}"))["pupils"]
        found[row["name"]] = [pupil["display_name"] for pupil in pupils]
    return found


def _counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["added"], report["moved"], report["unchanged"], report["errors"]


def _actions(report: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["line"], row["action"]) for row in report["rows"]]


LIST = "class,first name,last name\n8B,Amira,Khan\n8B,Ben,Adams\n7A,Zoë,O’Neill\n"


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(admin, LIST, dry_run=True)
    assert report["dry_run"] is True and _counts(report) == (3, 0, 0, 0)
    assert [row["message"] for row in report["rows"]] == ["New pupil in a new class."] * 3
    assert all(row["password"] is None for row in report["rows"])
    assert await _classes(admin) == {}
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 0


async def test_pupils_and_classes_are_added_and_the_shown_passwords_work(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    report = await _import(admin, LIST)
    assert _counts(report) == (3, 0, 0, 0) and report["dry_run"] is False
    assert await _classes(admin) == {"7A": ["Zoë O’Neill"], "8B": ["Ben Adams", "Amira Khan"]}
    years = {row["name"]: row["year_group"] for row in (await admin.get("/api/classes"))["items"]}
    assert years == {"7A": 7, "8B": 8}
    assert len({row["password"] for row in report["rows"]}) == 3
    code = next(row["code"] for row in (await admin.get("/api/classes"))["items"] if row["name"] == "7A")
    body = {"class_code": code, "name": "zoe oneill", "password": report["rows"][2]["password"]}
    assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200


async def test_the_same_list_again_changes_nothing(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, LIST)
    before = await _classes(admin)
    for again in (LIST, LIST.upper().replace("Ë", "e"), LIST.replace(",", ";")):
        report = await _import(admin, again)
        assert _counts(report) == (0, 0, 3, 0), report
        assert report["rows"][0]["message"].startswith("Already in 8B")
    assert await _classes(admin) == before
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 3


async def test_two_imports_at_the_same_moment_add_everybody_once(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    first, second = await asyncio.gather(_import(admin, LIST), _import(admin, LIST))
    assert sorted([_counts(first), _counts(second)]) == [(0, 0, 3, 0), (3, 0, 0, 0)]
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 3


async def test_a_long_list_is_imported_part_by_part(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    await _import(admin, "class,name\n7A,Zed Last\n")
    names = [f"Amy {chr(97 + n // 26)}{chr(97 + n % 26)}y" for n in range(ADDED_AT_ONCE + 20)]
    rows = [*(f"8B,{name}" for name in names), "8B,Zed Last", "8B,"]
    whole = "\n".join(["class,name", *rows])
    seen = await _import(admin, whole, dry_run=True)
    assert (*_counts(seen), seen["waiting"]) == (70, 1, 0, 1, 0)

    first = await _import(admin, whole)
    assert (*_counts(first), first["waiting"]) == (50, 1, 0, 1, 20)
    assert {row["action"] for row in first["rows"][50:70]} == {"waiting"}
    assert all((row["password"] is not None) == (row["action"] == "add") for row in first["rows"])
    second = await _import(admin, whole)
    assert (*_counts(second), second["waiting"]) == (20, 0, 51, 1, 0)
    again = await _import(admin, whole)
    assert (*_counts(again), again["waiting"]) == (0, 0, 71, 1, 0)

    (school_class,) = [row for row in (await admin.get("/api/classes"))["items"] if row["name"] == "8B"]
    assert school_class["pupils"] == 71
    for report, line in ((first, 0), (second, 69)):
        body = {"class_code": school_class["code"], "name": names[line], "password": report["rows"][line]["password"]}
        assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200


async def test_a_long_list_sent_twice_at_once_adds_everybody_once(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    whole = "\n".join(["class,name", *(f"8B,Amy {chr(97 + n // 26)}{chr(97 + n % 26)}y" for n in range(60))])
    reports = await asyncio.gather(_import(admin, whole), _import(admin, whole))
    assert sorted((*_counts(report), report["waiting"]) for report in reports) == [(0, 0, 50, 0, 10), (50, 0, 0, 0, 10)]
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 50


async def test_a_pupil_in_another_class_moves_with_their_password(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    added = await _import(admin, LIST)
    moved = "class,first name,last name\n8C,Amira,Khan\n8B,Ben,Adams\n7A,Zoe,O'Neill\n"
    seen = await _import(admin, moved, dry_run=True)
    assert _counts(seen) == (0, 1, 2, 0)
    assert seen["rows"][0]["message"] == "Moves from 8B to 8C (a new class)."
    assert _counts(await _import(admin, moved)) == (0, 1, 2, 0)
    assert await _classes(admin) == {"7A": ["Zoë O’Neill"], "8B": ["Ben Adams"], "8C": ["Amira Khan"]}
    code = next(row["code"] for row in (await admin.get("/api/classes"))["items"] if row["name"] == "8C")
    body = {"class_code": code, "name": "Amira", "password": added["rows"][0]["password"]}
    assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200


async def test_a_pupil_without_a_class_joins(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await admin.post("/api/people", {"role": "pupil", "given_name": "Amira", "family_name": "Khan"})
    await admin.post("/api/classes", {"name": "8B", "year_group": 8})
    report = await _import(admin, "class,name\n8B,Amira Khan\n")
    assert _counts(report) == (0, 1, 0, 0) and report["rows"][0]["message"] == "Joins 8B."


async def test_faulty_rows_are_left_out_and_said(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(
        admin,
        "class,first name,last name,year,password\n"
        "8B,Amira,Khan,,\n"
        ",Ben,Adams,,\n"
        "8B,,Adams,,\n"
        "8B,Ben,,,\n"
        "10A,Ben,Adams,,\n"
        "Oak,Ben,Adams,,\n"
        "Oak,Cy,Adams,Year 9,\n"
        "8B,<script>,Adams,,\n"
        "8B,=HYPERLINK(1),Adams,,\n"
        "8B,12,Adams,,\n"
        f"8B,{'x' * 81},Adams,,\n"
        "8B,Dee,Adams,,short\n"
        f"8B,Dee,Adams,,{'é' * 40}\n"
        "8B,Dee,Adams,,long enough\n",
    )
    actions = dict(_actions(report))
    assert [line for line, action in actions.items() if action == "add"] == [2, 8, 15]
    assert _counts(report) == (3, 0, 0, 11)
    messages = {row["line"]: row["message"] for row in report["rows"]}
    assert messages[3] == "This row has no class."
    assert messages[4] == "This row has no first name."
    assert messages[5] == "This row has no last name."
    assert messages[6] == "Year 10 isn't key stage 3: classes here are of years 7 to 9."
    assert "“year”" in messages[7]
    assert all(message.endswith(".") for message in messages.values())
    assert report["rows"][-1]["password"] == "long enough"
    assert await _classes(admin) == {"8B": ["Dee Adams", "Amira Khan"], "Oak": ["Cy Adams"]}


async def test_namesakes_are_never_guessed(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    twice = "class,first name,last name\n8B,Amira,Khan\n8B,amira,khan\n8C,Amira,Khan\n"
    report = await _import(admin, twice)
    assert _actions(report) == [(2, "add"), (3, "error"), (4, "error")]
    assert "Line 2" in report["rows"][1]["message"]
    second = next(row["id"] for row in (await admin.get("/api/classes"))["items"] if row["name"] == "8B")
    await admin.post(f"/api/classes/{second}/pupils", {"given_name": "Amira", "family_name": "Khan"}, expect=201)
    assert _actions(await _import(admin, twice)) == [(2, "unchanged"), (3, "unchanged"), (4, "error")]
    elsewhere = await _import(admin, "class,first name,last name\n8D,Amira,Khan\n")
    assert _actions(elsewhere) == [(2, "error")] and "Several pupils" in elsewhere["rows"][0]["message"]


async def test_somebody_who_left_is_not_brought_back_by_a_list(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, LIST)
    (ben,) = (await admin.get("/api/people", params={"q": "ben adams"}))["items"]
    await admin.patch(f"/api/people/{ben['id']}", {"version": ben["version"], "disabled": True})
    report = await _import(admin, LIST)
    assert _actions(report) == [(2, "unchanged"), (3, "error"), (4, "unchanged")]
    assert "has left" in report["rows"][1]["message"]


async def test_another_schools_pupils_and_classes_are_not_seen(maker: SchoolMaker) -> None:
    first, second = await _admin(maker), await _admin(maker)
    await _import(first, LIST)
    assert _counts(await _import(second, LIST, dry_run=True)) == (3, 0, 0, 0)
    assert _counts(await _import(second, LIST)) == (3, 0, 0, 0)
    assert _counts(await _import(first, LIST)) == (0, 0, 3, 0)


async def test_files_that_are_no_list_are_refused(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    for data in (b"", b"PK\x03\x04", b"hello\n", b"class,first name,last name\n"):
        assert (await _import(admin, data, expect=409))["code"] == "unreadable_roster"
    await _import(admin, b"x" * (5 * 1024 * 1024 + 1), expect=413)
    assert (await admin.post("/api/people/import", expect=422))["code"] == "invalid"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
async def test_one_school_exported_from_three_systems(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    arbor = await _import(admin, (CORPUS / "made-arbor_style_semicolon.csv").read_bytes())
    assert arbor["errors"] == 0 and arbor["added"] == len(arbor["rows"]) > 8
    assert {row["name"]: row["year_group"] for row in (await admin.get("/api/classes"))["items"]} == {
        "9 Ash": 9,
        "9 Oak": 9,
    }
    sims = await _import(admin, (CORPUS / "made-sims_style_cp1252.csv").read_bytes())
    assert sims["unchanged"] == len(sims["rows"])
    bromcom = await _import(admin, (CORPUS / "made-bromcom_style_tab_utf16.csv").read_bytes())
    assert bromcom["errors"] == bromcom["moved"] == 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
async def test_totals_below_a_list_are_left_out(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(admin, (CORPUS / "made-title_rows_and_totals.csv").read_bytes())
    assert _actions(report) == [(5, "add"), (6, "add"), (8, "error")]
    assert report["rows"][2]["message"] == "This row has no class and no first name."
