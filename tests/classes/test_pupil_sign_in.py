"""Pupils at the door: names as children type them, codes as they stand on the board, and refusals that tell nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.accounts.models import School
from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import create_pupil
from backend.classes.models import SchoolClass
from backend.core import clock
from tests.school import PASSWORD, Client, SchoolMaker

pytestmark = pytest.mark.database


@dataclass
class Group:
    """A class with pupils in it, made without HTTP."""

    school: School
    id: uuid.UUID
    code: str


async def _group(maker: SchoolMaker, *names: tuple[str, str], school: School | None = None) -> Group:
    school = school or await maker.school()
    hashed = await maker.app.state.hasher.hash(PASSWORD)
    async with maker.database.session(school.id) as session:
        made = await create_class(session, NewClass(f"8{uuid.uuid4().hex[:6]}", 8))
        for given, family in names:
            await create_pupil(session, given_name=given, family_name=family, password_hash=hashed, class_ids=[made.id])
        return Group(school, made.id, made.code)


async def _try(client: Client, code: str, name: str, password: str = PASSWORD) -> str | int:
    """The display name of who got in, or the status of the refusal."""
    answer = await client.post("/api/sign-in/pupil", json={"class_code": code, "name": name, "password": password})
    return answer.json()["me"]["display_name"] if answer.status_code == 200 else answer.status_code


async def test_names_as_children_type_them(maker: SchoolMaker, anonymous: Client) -> None:
    group = await _group(
        maker,
        ("Zoë", "O’Neill-Smith"),
        ("Anne-Marie", "Łukasiewicz"),
        ("Thị Ánh", "Nguyễn"),
        ("小龍", "李"),
        ("Straß", "Ødegård"),
    )
    for typed, who in {
        "Zoë O’Neill-Smith": "Zoë O’Neill-Smith",
        "zoe oneill-smith": "Zoë O’Neill-Smith",
        "  ZOE   O'NEILL SMITH ": "Zoë O’Neill-Smith",
        "zoe": "Zoë O’Neill-Smith",
        "anne marie lukasiewicz": "Anne-Marie Łukasiewicz",
        "annemarie": "Anne-Marie Łukasiewicz",
        "thi anh nguyen": "Thị Ánh Nguyễn",
        "小龍": "小龍 李",
        "strass odegard": "Straß Ødegård",
    }.items():
        assert await _try(anonymous, group.code, typed) == who, typed


async def test_the_code_forgives_case_blanks_and_dashes(maker: SchoolMaker, anonymous: Client) -> None:
    group = await _group(maker, ("Ben", "Whitlock"))
    for typed in (group.code.lower(), f" {group.code[:3]}-{group.code[3:]} ", " ".join(group.code)):
        assert await _try(anonymous, typed, "Ben") == "Ben Whitlock"


async def test_a_given_name_that_two_pupils_have_is_not_enough(maker: SchoolMaker, anonymous: Client) -> None:
    group = await _group(maker, ("Amira", "Khan"), ("Amira", "Shah"), ("Chloe", "Khan"))
    assert await _try(anonymous, group.code, "Amira") == 401
    assert await _try(anonymous, group.code, "Khan") == 401
    assert await _try(anonymous, group.code, "amira shah") == "Amira Shah"
    assert await _try(anonymous, group.code, "chloe") == "Chloe Khan"


async def test_a_namesake_in_another_class_needs_no_number(maker: SchoolMaker, server: str) -> None:
    first = await _group(maker, ("Amira", "Khan"))
    second = await _group(maker, ("Amira", "Khan"), school=first.school)
    both = await _group(maker, ("Amira", "Khan"), ("Amira", "Khan"), school=first.school)
    ids = set()
    for code, name in (
        (first.code, "Amira Khan"),
        (second.code, "Amira Khan"),
        (second.code, "Amira Khan 2"),
        (both.code, "amira khan 3"),
        (both.code, "amira khan 4"),
    ):
        async with Client(server) as client:
            assert await _try(client, code, name) == "Amira Khan"
            ids.add((await client.get("/api/me")).json()["id"])
    assert len(ids) == 4
    async with Client(server) as client:
        assert await _try(client, first.code, "Amira Khan 2") == 401
        assert await _try(client, both.code, "Amira Khan") == 401


async def test_every_refusal_reads_alike(maker: SchoolMaker, server: str) -> None:
    group = await _group(maker, ("Ben", "Whitlock"))
    gone = await _group(maker, ("Ben", "Whitlock"), school=group.school)
    elsewhere = await _group(maker, ("Tobi", "Adeyemi"))
    async with maker.database.session(group.school.id) as session:
        await session.execute(update(SchoolClass).where(SchoolClass.id == gone.id).values(archived_at=clock.now()))
    answers = []
    for code, name, password in (
        (group.code, "Ben", "wrong"),
        (group.code, "Tobi Adeyemi", PASSWORD),
        (group.code, "Nobody", PASSWORD),
        (group.code, "!!!", PASSWORD),
        ("222222", "Ben", PASSWORD),
        ("", "Ben", PASSWORD),
        (gone.code, "Ben", PASSWORD),
        (elsewhere.code, "Ben", PASSWORD),
    ):
        async with Client(server) as client:
            body = {"class_code": code or "-", "name": name, "password": password}
            answer = await client.post("/api/sign-in/pupil", json=body)
            assert answer.status_code == 401, (code, name)
            answers.append(answer.json())
    assert all(answer == answers[0] for answer in answers)


async def test_tries_count_for_the_pupil_however_the_name_is_written(maker: SchoolMaker, anonymous: Client) -> None:
    group = await _group(maker, ("Zoë", "Smith"))
    for typed in ("Zoë", "zoe", "Zoe Smith", "ZOE SMITH", "zoë smith"):
        assert await _try(anonymous, group.code, typed, "wrong") == 401
    assert await _try(anonymous, group.code, "Zoe") == 429
    with clock.shifted(timedelta(minutes=6)):
        assert await _try(anonymous, group.code, "Zoe") == "Zoë Smith"


async def test_a_name_that_nobody_has_locks_like_one_that_somebody_has(maker: SchoolMaker, anonymous: Client) -> None:
    group = await _group(maker, ("Ben", "Whitlock"))
    codes = [await _try(anonymous, group.code, "Nobody", "wrong") for _ in range(6)]
    assert codes == [401] * 5 + [429]
    assert await _try(anonymous, group.code, "Ben") == "Ben Whitlock"


async def test_a_pupil_who_has_left_is_nobody(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin")
    group = await _group(maker, ("Ben", "Whitlock"), ("Ben", "Adams"), school=school)
    (leaver,) = (await admin.get("/api/people", params={"q": "adams"}))["items"]
    assert await _try(anonymous, group.code, "Ben") == 401
    await admin.patch(f"/api/people/{leaver['id']}", {"version": leaver["version"], "disabled": True})
    assert await _try(anonymous, group.code, "Ben Adams") == 401
    assert await _try(anonymous, group.code, "Ben") == "Ben Whitlock"
