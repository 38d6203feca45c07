"""Login cards: new passwords that work, old ones that don't, and QR codes that hold no password."""

from __future__ import annotations

import uuid
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno

from backend.classes.cards import card_link, draw_qr
from tests.school import Client, Person, SchoolMaker

database = pytest.mark.database


async def _class_of(maker: SchoolMaker, *names: str) -> tuple[Person, dict[str, Any]]:
    """A teacher and their class of pupils who came from a list."""
    school = await maker.school()
    admin, teacher = await maker.person(school, "admin"), await maker.person(school, "teacher")
    rows = "\n".join(["class,name", *(f"8B,{name}" for name in names)])
    await admin.post("/api/people/import", files={"file": ("list.csv", rows.encode(), "text/csv")})
    (row,) = (await admin.get("/api/classes"))["items"]
    await admin.patch(f"/api/classes/{row['id']}", {"version": row["version"], "teacher_ids": [str(teacher.id)]})
    return teacher, await teacher.get(f"/api/classes/{row['id']}")


async def _sign_in(browser: Client, code: str, name: str, password: str) -> int:
    body = {"class_code": code, "name": name, "password": password}
    return (await browser.post("/api/sign-in/pupil", json=body)).status_code


@database
async def test_cards_let_pupils_in_and_end_what_was_before(maker: SchoolMaker, anonymous: Client) -> None:
    teacher, row = await _class_of(maker, "Zoë O’Neill", "Thị Ánh Nguyễn")
    ids = [pupil["id"] for pupil in row["pupils"]]
    made = await teacher.post(f"/api/classes/{row['id']}/cards", {"pupil_ids": ids})
    assert [card["pupil_id"] for card in made["items"]] == ids
    assert (made["class_name"], made["class_code"]) == ("8B", row["code"])
    assert [card["name"] for card in made["items"]] == ["Thị Ánh Nguyễn", "Zoë O’Neill"]
    for card in made["items"]:
        assert await _sign_in(anonymous, row["code"], card["sign_in_name"], card["password"]) == 200
    zoe = made["items"][1]
    again = await teacher.post(f"/api/classes/{row['id']}/cards", {"pupil_ids": [zoe["pupil_id"]]})
    assert (await anonymous.get("/api/me")).status_code == 401, "who is signed in with the old card is signed out"
    assert await _sign_in(anonymous, row["code"], "zoe oneill", zoe["password"]) == 401
    assert await _sign_in(anonymous, row["code"], "zoe oneill", again["items"][0]["password"]) == 200


@database
async def test_a_card_unlocks(maker: SchoolMaker, anonymous: Client) -> None:
    teacher, row = await _class_of(maker, "Ben Adams")
    for _ in range(5):
        await _sign_in(anonymous, row["code"], "Ben Adams", "wrong")
    assert await _sign_in(anonymous, row["code"], "Ben Adams", "wrong") == 429
    (card,) = (await teacher.post(f"/api/classes/{row['id']}/cards", {"pupil_ids": [row["pupils"][0]["id"]]}))["items"]
    assert await _sign_in(anonymous, row["code"], "Ben Adams", card["password"]) == 200


@database
async def test_a_sheet_is_made_whole_or_not_at_all(maker: SchoolMaker) -> None:
    teacher, row = await _class_of(maker, "Ben Adams")
    path, ben = f"/api/classes/{row['id']}/cards", row["pupils"][0]["id"]
    await teacher.post(path, {"pupil_ids": [ben, str(uuid.uuid4())]}, expect=404)
    assert (await teacher.get(f"/api/classes/{row['id']}"))["pupils"][0]["has_password"] is False
    for wrong in ([], [ben, ben], [str(uuid.uuid4()) for _ in range(9)]):
        await teacher.post(path, {"pupil_ids": wrong}, expect=422)


@database
async def test_the_code_opens_this_school_and_holds_no_password(maker: SchoolMaker) -> None:
    teacher, row = await _class_of(maker, "Zoë O’Neill")
    made = await teacher.post(f"/api/classes/{row['id']}/cards", {"pupil_ids": [row["pupils"][0]["id"]]})
    (card,) = made["items"]
    assert made["address"] == f"{teacher.client.base_url}/".replace("//", "/").replace(":/", "://")
    link = card_link(made["address"], row["code"], "Zoë O’Neill")
    assert card["qr"] == draw_qr(link).model_dump() and card["password"] not in link


def test_the_link_carries_code_and_name_behind_the_hash() -> None:
    link = urlsplit(card_link("https://ks3.school.example/", "CDF2GH", "Zoë O’Neill & Sons 2"))
    assert (link.path, link.query) == ("/", "")
    assert parse_qs(link.fragment) == {"class": ["CDF2GH"], "name": ["Zoë O’Neill & Sons 2"]}


@pytest.mark.parametrize("text", ["https://a.example/", card_link("https://ks3.example/", "CDF2GH", "Thị Ánh Nguyễn")])
def test_the_path_draws_the_dark_modules_and_no_others(text: str) -> None:
    qr = draw_qr(text)
    drawn = set()
    for run in qr.path.removesuffix("z").split("z"):
        place, width = run.removeprefix("M").split("v1h-")[0].split("h")
        x, y = map(int, place.split())
        drawn |= {(x + step, y) for step in range(int(width))}
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    dark = {(x, y) for x, y in product(range(qr.size), repeat=2) if matrix[y][x]}
    assert drawn == dark and len(matrix) == qr.size
