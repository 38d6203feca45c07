"""Importing class lists over HTTP: what is added, moved, left alone and left out."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import Any

import pytest

from backend.classes.roster_file import RosterRow
from backend.classes.roster_plan import KnownClass, KnownPupil, SchoolRoll, plan_roster
from tests.school import Client, Person, SchoolMaker

pytestmark = pytest.mark.database

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "csv"


async def _import(
    admin: Person, data: str | bytes, *, dry_run: bool = False, expect: int = 200, **how: str | int
) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return await admin.post(
        "/api/people/import",
        params={"dry_run": str(dry_run).lower(), **how},
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
    assert report["missing"] is None and report["leavers"] == []
    assert await _classes(admin) == {}
    assert (await admin.get("/api/people"))["counts"]["pupil"] == 0


async def test_pupils_and_classes_are_added_and_nobody_gets_in_yet(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    report = await _import(admin, LIST)
    assert _counts(report) == (3, 0, 0, 0) and report["dry_run"] is False
    assert await _classes(admin) == {"7A": ["Zoë O’Neill"], "8B": ["Ben Adams", "Amira Khan"]}
    rows = (await admin.get("/api/classes"))["items"]
    assert {row["name"]: row["year_group"] for row in rows} == {"7A": 7, "8B": 8}
    (class_7a,) = [row for row in rows if row["name"] == "7A"]
    (pupil,) = (await admin.get(f"/api/classes/{class_7a['id']}"))["pupils"]
    assert pupil["has_password"] is False
    # "nobody" is what a decoy is compared with.
    for password in ("nobody", "!", "None"):
        body = {"class_code": class_7a["code"], "name": "zoe oneill", "password": password}
        assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 401
    path = f"/api/classes/{class_7a['id']}/pupils/{pupil['id']}/reset-password"
    body["password"] = (await admin.post(path))["password"]
    assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200
    assert (await admin.get(f"/api/people/{pupil['id']}"))["has_password"] is True


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


async def test_two_thousand_pupils_are_added_moved_and_left_alone(maker: SchoolMaker) -> None:
    """A whole school at once, and all of it into the next year's classes. (The time is a benchmark's business.)"""
    admin = await _admin(maker)

    def lines(year: int) -> str:
        rows = (f"{year}{'ABCD'[n % 4]},{chr(97 + n % 26)}y{chr(97 + n // 26 % 26)},L{n}" for n in range(2000))
        return "\n".join(["class,first name,last name", *rows])

    assert _counts(await _import(admin, lines(7))) == (2000, 0, 0, 0)
    again = await _import(admin, lines(7))
    assert _counts(again) == (0, 0, 2000, 0) and again["leavers"] == []
    assert _counts(await _import(admin, lines(8), move="true")) == (0, 2000, 0, 0)
    pupils = {row["name"]: row["pupils"] for row in (await admin.get("/api/classes"))["items"]}
    assert pupils == {f"{year}{letter}": 500 * (year == 8) for year in (7, 8) for letter in "ABCD"}


async def test_leavers_are_named_and_switched_off_only_when_asked(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    await _import(admin, LIST + "9C,Dee,Elsewhere\n8B,Twin,Khan\n")
    shorter = "class,first name,last name\n8B,Amira,Khan\n7A,Zoë,O’Neill\n8B,Twin,Khan\n7B,Twin,Khan\n"
    seen = await _import(admin, shorter, dry_run=True, disable_leavers="true")
    assert seen["leavers"] == [{"name": "Ben Adams", "class_name": "8B"}] and seen["left"] == 0
    assert (await _import(admin, shorter))["left"] == 0
    (ben,) = (await admin.get("/api/people", params={"q": "ben adams"}))["items"]
    assert ben["disabled"] is False
    assert (await _import(admin, shorter, disable_leavers="true"))["left"] == 1
    (ben,) = (await admin.get("/api/people", params={"q": "ben adams"}))["items"]
    assert ben["disabled"] is True and ben["class_names"] == ["8B"], "nothing else of his has changed"
    again = await _import(admin, shorter, disable_leavers="true")
    assert (again["leavers"], again["left"], again["added"], again["moved"]) == ([], 0, 0, 0)
    (dee,) = (await admin.get("/api/people", params={"q": "dee"}))["items"]
    assert dee["disabled"] is False, "their class isn't in the list"


async def test_whom_a_faulty_row_may_mean_is_no_leaver(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, "class,name\n8B,Ben Adams\n8B,Amira Khan\n")
    wrong = await _import(admin, "class,name\n8B,Amira Khan\n13A,Ben Adams\n", disable_leavers="true")
    assert _actions(wrong) == [(2, "unchanged"), (3, "error")]
    assert wrong["leavers"] == []


async def test_columns_are_read_as_the_admin_says(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    data = "Khan,Amira,x\nAdams,Ben,y\n"
    seen = await _import(admin, data, dry_run=True)
    assert seen["rows"] == [] and seen["missing"].startswith("We can't tell which column holds the class")
    assert seen["file"]["columns"][1] == {"heading": "", "examples": ["Amira", "Ben"], "use": None}
    assert (await _import(admin, data, expect=409))["code"] == "unreadable_roster"
    how: dict[str, str | int] = {"columns": "family,given,", "headings": 0, "class_name": "Oak"}
    seen = await _import(admin, data, dry_run=True, **how)
    assert seen["errors"] == 2 and "year" in seen["rows"][0]["message"]
    assert _counts(await _import(admin, data, **how, year_group=9)) == (2, 0, 0, 0)
    assert await _classes(admin) == {"Oak": ["Ben Adams", "Amira Khan"]}
    assert [row["year_group"] for row in (await admin.get("/api/classes"))["items"]] == [9]


async def test_a_column_is_nothing_else_and_only_once(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    for wrong in ("class,upn", "class,class,name", "name," * 300):
        await _import(admin, LIST, columns=wrong, expect=422)
    await _import(admin, LIST, year_group=10, expect=422)


async def test_staff_in_a_list_are_left_out(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(admin, "class,given name,family name,role\n8B,Amira,Khan,student\n8B,Ruth,Okafor,teacher\n")
    assert _actions(report) == [(2, "add"), (3, "error")]


async def test_a_pupil_in_another_class_moves_with_their_password(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    await _import(admin, LIST)
    (amira,) = (await admin.get("/api/people", params={"q": "amira"}))["items"]
    password = (await admin.post(f"/api/people/{amira['id']}/reset-password"))["password"]
    moved = "class,first name,last name\n8C,Amira,Khan\n8B,Ben,Adams\n7A,Zoe,O'Neill\n"
    seen = await _import(admin, moved, dry_run=True, move="true")
    assert _counts(seen) == (0, 1, 2, 0)
    assert seen["rows"][0]["message"] == "Moves from 8B to 8C (a new class)."
    assert _counts(await _import(admin, moved, move="true")) == (0, 1, 2, 0)
    assert await _classes(admin) == {"7A": ["Zoë O’Neill"], "8B": ["Ben Adams"], "8C": ["Amira Khan"]}
    code = next(row["code"] for row in (await admin.get("/api/classes"))["items"] if row["name"] == "8C")
    body = {"class_code": code, "name": "Amira", "password": password}
    assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200


async def test_a_pupil_without_a_class_joins(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await admin.post("/api/people", {"role": "pupil", "given_name": "Amira", "family_name": "Khan"})
    await admin.post("/api/classes", {"name": "8B", "year_group": 8})
    report = await _import(admin, "class,name\n8B,Amira Khan\n")
    assert _actions(report) == [(2, "join")] and report["joined"] == 1
    assert report["rows"][0]["message"] == "Joins 8B."


FORMS = "class,name\n8B,Amira Khan\n8B,Ben Adams\n"
SETS = "class,name,year\nSet 1,Amira Khan,8\nSet 2,Ben Adams,8\n"


async def test_a_list_of_sets_leaves_everybody_in_their_form(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, FORMS)
    seen = await _import(admin, SETS, dry_run=True)
    assert _actions(seen) == [(2, "join"), (3, "join")]
    assert seen["rows"][0]["message"] == "Joins Set 1 (a new class); stays in 8B."
    done = await _import(admin, SETS)
    assert done["rows"] == seen["rows"] and (done["joined"], done["moved"], done["added"]) == (2, 0, 0)
    both = {"8B": ["Ben Adams", "Amira Khan"], "Set 1": ["Amira Khan"], "Set 2": ["Ben Adams"]}
    assert await _classes(admin) == both
    for again in (FORMS, SETS, FORMS + "Set 1,Amira Khan\nSet 2,Ben Adams\n"):
        for move in ("false", "true"):
            report = await _import(admin, again, move=move)
            assert {row["action"] for row in report["rows"]} == {"unchanged"}
    assert await _classes(admin) == both


async def test_one_list_may_hold_forms_and_sets(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    data = "class,name\n8B,Amira Khan\n8 Set 1,Amira Khan\n7A,Cy Lee\n9C,Cy Lee\n8B,Amira Khan\n"
    actions = [(2, "add"), (3, "join"), (4, "add"), (5, "error"), (6, "error")]
    seen = await _import(admin, data, dry_run=True)
    assert _actions(seen) == actions
    assert seen["rows"][1]["message"] == "Joins 8 Set 1 (a new class) too: the pupil of line 2."
    assert "another year" in seen["rows"][3]["message"], "no child is in two years: these are two, or a slip"
    assert _actions(await _import(admin, data)) == actions
    assert await _classes(admin) == {"7A": ["Cy Lee"], "8 Set 1": ["Amira Khan"], "8B": ["Amira Khan"]}
    again = await _import(admin, data)
    assert [action for _, action in _actions(again)] == ["unchanged", "unchanged", "unchanged", "error", "error"]


async def test_who_moves_leaves_only_classes_that_the_list_does_not_give_them(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, FORMS)
    await _import(admin, SETS)
    data = "class,name,year\n8B,Amira Khan,8\nSet 2,Amira Khan,8\nSet 1,Ben Adams,8\n"
    seen = await _import(admin, data, dry_run=True, move="true")
    assert [row["message"] for row in seen["rows"]] == [
        "Already in 8B.",
        "Moves from Set 1 to Set 2; stays in 8B.",
        "Moves from 8B, Set 2 to Set 1.",
    ]
    await _import(admin, data, move="true")
    assert await _classes(admin) == {"8B": ["Amira Khan"], "Set 1": ["Ben Adams"], "Set 2": ["Amira Khan"]}
    again = await _import(admin, data, move="true")
    assert {row["action"] for row in again["rows"]} == {"unchanged"}


async def test_nobody_comes_into_another_year_unless_moving_is_asked_for(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _import(admin, FORMS)
    data = "class,name\n9B,Amira Khan\n"
    seen = await _import(admin, data)
    assert _actions(seen) == [(2, "error")] and "in year 8 (8B)" in seen["rows"][0]["message"]
    assert _actions(await _import(admin, data, move="true")) == [(2, "move")]
    assert await _classes(admin) == {"8B": ["Ben Adams"], "9B": ["Amira Khan"]}


def test_an_archived_class_is_left_to_itself() -> None:
    """Last year's class keeps who was in it, and holds nobody back."""
    old = KnownClass(uuid.uuid4(), "8B", 8, archived=True)
    amira = KnownPupil(uuid.uuid4(), "Amira Khan", frozenset({old.id}), disabled=False)
    roll = SchoolRoll({"amira khan": [amira]}, {"8b": old})
    for move in (False, True):
        joins, stays_out = plan_roster(
            [RosterRow(2, "9B", "Amira", "Khan"), RosterRow(3, "8B", "Cy", "Lee")], roll, move=move
        ).rows
        assert (joins.action, joins.message, joins.leaves) == ("join", "Joins 9B (a new class).", frozenset())
        assert stays_out.action == "error" and "archived" in stays_out.message


async def test_faulty_rows_are_left_out_and_said(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(
        admin,
        "class,first name,last name,year\n"
        "8B,Amira,Khan,\n"
        ",Ben,Adams,\n"
        "8B,,Adams,\n"
        "8B,Ben,,\n"
        "10A,Ben,Adams,\n"
        "Oak,Ben,Adams,\n"
        "Oak,Cy,Adams,Year 9\n"
        "8B,<script>,Adams,\n"
        "8B,=HYPERLINK(1),Adams,\n"
        "8B,12,Adams,\n"
        f"8B,{'x' * 81},Adams,\n"
        "8B,Dee,Adams,\n",
    )
    actions = dict(_actions(report))
    assert [line for line, action in actions.items() if action == "add"] == [2, 8, 13]
    assert _counts(report) == (3, 0, 0, 9)
    messages = {row["line"]: row["message"] for row in report["rows"]}
    assert messages[3] == "This row has no class."
    assert messages[4] == "This row has no first name."
    assert messages[5] == "This row has no last name."
    assert messages[6] == "Year 10 isn't key stage 3: classes here are of years 7 to 9."
    assert messages[7] == "Oak would be a new class, and its year isn't in the list. Choose its year group."
    assert all(message.endswith(".") for message in messages.values())
    assert await _classes(admin) == {"8B": ["Dee Adams", "Amira Khan"], "Oak": ["Cy Adams"]}


async def test_namesakes_are_never_guessed(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    twice = "class,first name,last name\n8B,Amira,Khan\n8B,amira,khan\n"
    report = await _import(admin, twice)
    assert _actions(report) == [(2, "add"), (3, "error")]
    assert "Line 2" in report["rows"][1]["message"]
    second = next(row["id"] for row in (await admin.get("/api/classes"))["items"] if row["name"] == "8B")
    await admin.post(f"/api/classes/{second}/pupils", {"given_name": "Amira", "family_name": "Khan"}, expect=201)
    assert _actions(await _import(admin, twice)) == [(2, "unchanged"), (3, "unchanged")]
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
    for data in (b"", b"PK\x03\x04", b"hello\n", b"class,first name,last name\n", b"class,name,password\n"):
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
    assert bromcom["errors"] == bromcom["moved"] == bromcom["joined"] == 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
async def test_totals_below_a_list_are_left_out(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    report = await _import(admin, (CORPUS / "made-title_rows_and_totals.csv").read_bytes())
    assert _actions(report) == [(5, "add"), (6, "add"), (8, "error")]
    assert report["rows"][2]["message"] == "This row has no class and no first name."


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
async def test_every_file_of_the_folder_is_imported_or_refused(maker: SchoolMaker) -> None:
    """Each row comes to something, with a reason where it is left out; what a dry run says is done; twice is once."""
    admin = await _admin(maker)
    how: dict[str, str | int] = {"class_name": "9Z", "year_group": 9}
    for path in sorted(CORPUS.glob("*.csv")):
        seen = await admin.post(
            "/api/people/import",
            params={"dry_run": "true", **how},
            files={"file": (path.name, path.read_bytes(), "text/csv")},
            expect=409 if "xlsx" in path.name else 200,
        )
        if seen.get("code") == "unreadable_roster" or seen["missing"]:
            refusal = await _import(admin, path.read_bytes(), **how, expect=409)
            assert refusal["code"] == "unreadable_roster" and refusal["detail"]
            continue
        assert all(row["message"] for row in seen["rows"]) and seen["rows"]
        done = await _import(admin, path.read_bytes(), **how)
        assert _counts(done) == _counts(seen) and done["rows"] == seen["rows"], path.name
        again = await _import(admin, path.read_bytes(), **how)
        assert (again["added"], again["joined"], again["moved"]) == (0, 0, 0), path.name
        assert again["unchanged"] == len(done["rows"]) - done["errors"], path.name
