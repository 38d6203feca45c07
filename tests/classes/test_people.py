"""People over HTTP: lists with filters and pages, adding, changing, passwords, locks."""

from __future__ import annotations

import uuid

import pytest

from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import create_pupil
from tests.school import PASSWORD, Client, Person, SchoolMaker

pytestmark = pytest.mark.database


async def _admin(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "admin", "Dora", f"Flint {uuid.uuid4().hex[:8]}")


async def _add(admin: Person, role: str, given: str, family: str, **more: object) -> dict:
    body = {"role": role, "given_name": given, "family_name": family, **more}
    if role != "pupil":
        body.setdefault("login_name", f"{uuid.uuid4().hex}@example.org")
    return await admin.post("/api/people", body, expect=201)


async def _class_id(admin: Person, name: str) -> str:
    return (await admin.post("/api/classes", {"name": name, "year_group": 8}))["id"]


async def _names(admin: Person, **params: str) -> list[str]:
    return [person["display_name"] for person in (await admin.get("/api/people", params=params))["items"]]


async def test_a_new_teacher_signs_in_with_the_password_that_was_shown(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    class_id = await _class_id(admin, "8B")
    login = f"{uuid.uuid4().hex}@example.org"
    added = await _add(admin, "teacher", "Ruth", "Okafor", title="Ms", login_name=login, class_ids=[class_id])
    person = added["person"]
    assert person["display_name"] == "Ms R. Okafor" and person["class_names"] == ["8B"]
    assert person["login_name"] == login and person["sign_in_name"] is None
    assert person["last_sign_in_at"] is None and not person["locked"] and not person["disabled"]
    assert len(added["password"]) >= 12
    body = {"name": login, "password": added["password"]}
    assert (await anonymous.post("/api/sign-in/staff", json=body)).status_code == 200
    assert [row["id"] for row in (await anonymous.get("/api/classes")).json()["items"]] == [class_id]
    shown = await admin.get(f"/api/people/{person['id']}")
    assert shown["last_sign_in_at"] is not None and "password" not in shown
    taken = {"role": "teacher", "given_name": "R", "family_name": "O", "login_name": login.upper()}
    assert (await admin.post("/api/people", taken, expect=409))["code"] == "name_taken"


async def test_bodies_that_make_no_sense_are_refused(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    for body in (
        {"role": "teacher", "given_name": "A", "family_name": "B"},
        {"role": "pupil", "given_name": "A", "family_name": "B", "login_name": "a.b@example.org"},
        {"role": "head", "given_name": "A", "family_name": "B"},
        {"role": "pupil", "given_name": " ", "family_name": "B"},
        {"role": "pupil", "given_name": "<script>", "family_name": "B"},
        {"role": "pupil", "given_name": "A", "family_name": "B", "school_id": str(uuid.uuid4())},
        {"role": "admin", "given_name": "A", "family_name": "B", "login_name": "abc", "class_ids": [str(uuid.uuid4())]},
    ):
        await admin.post("/api/people", body, expect=422)
    stranger = {"role": "pupil", "given_name": "A", "family_name": "B", "class_ids": [str(uuid.uuid4())]}
    await admin.post("/api/people", stranger, expect=404)
    assert (await admin.get("/api/people"))["counts"] == {"pupil": 0, "teacher": 0, "admin": 1}


async def test_the_list_is_filtered_and_counted(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    oak, ash = await _class_id(admin, "8 Oak"), await _class_id(admin, "8 Ash")
    await _add(admin, "pupil", "Zoë", "O’Neill", class_ids=[oak])
    await _add(admin, "pupil", "Chloe", "Barratt", class_ids=[oak, ash])
    await _add(admin, "pupil", "Amira", "Khan")
    await _add(admin, "teacher", "Zoe", "Adams", title="Ms", class_ids=[ash], login_name=f"z.{uuid.uuid4().hex}@x.org")
    assert await _names(admin) == ["Ms Z. Adams", "Chloe Barratt", admin.user.display_name, "Amira Khan", "Zoë O’Neill"]
    assert await _names(admin, role="pupil") == ["Chloe Barratt", "Amira Khan", "Zoë O’Neill"]
    assert await _names(admin, q="ZOE") == ["Ms Z. Adams", "Zoë O’Neill"]
    assert await _names(admin, q="oneill zoë") == ["Zoë O’Neill"]
    assert await _names(admin, q="%") == await _names(admin)
    assert await _names(admin, q="a_") == []
    assert await _names(admin, class_id=ash) == ["Ms Z. Adams", "Chloe Barratt"]
    page = await admin.get("/api/people", params={"q": "zoe", "role": "pupil"})
    assert page["counts"] == {"pupil": 1, "teacher": 1, "admin": 0} and page["next"] is None
    (chloe,) = (await admin.get("/api/people", params={"q": "chloe"}))["items"]
    assert chloe["class_names"] == ["8 Ash", "8 Oak"]
    await admin.get("/api/people", params={"status": "asleep"}, expect=422)


async def test_pages_neither_repeat_nor_lose_anybody(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    async with maker.database.session(admin.school_id) as session:
        made = await create_class(session, NewClass("8B", 8))
        for number in range(120):
            await create_pupil(
                session,
                given_name="Same",
                family_name="Name" if number % 2 else f"Family {number:03}",
                password_hash="x",
                class_ids=[made.id],
            )
    seen: list[str] = []
    after = None
    while True:
        page = await admin.get("/api/people", params={"role": "pupil"} | ({"after": after} if after else {}))
        assert len(page["items"]) <= 50 and page["counts"]["pupil"] == 120
        seen += [person["id"] for person in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 120
    for broken in ("nonsense", "WzEsMl0", "!!!!"):
        await admin.get("/api/people", params={"after": broken}, expect=422)


async def test_a_person_is_changed_once_and_the_second_editor_is_told(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    made = await admin.post("/api/classes", {"name": "8B", "year_group": 8})
    added = await _add(admin, "pupil", "Cloe", "Barret", class_ids=[made["id"]])
    path = f"/api/people/{added['person']['id']}"
    changed = await admin.patch(path, {"version": 1, "given_name": "Chloe", "family_name": "Barratt"})
    assert (changed["display_name"], changed["sign_in_name"], changed["version"]) == (
        "Chloe Barratt",
        "Chloe Barratt",
        2,
    )
    assert (await admin.patch(path, {"version": 1, "given_name": "X"}, expect=409))["code"] == "stale_version"
    await admin.patch(path, {"version": 2, "login_name": "chloe@example.org"}, expect=422)
    assert await _names(admin, q="barratt") == ["Chloe Barratt"]
    body = {"class_code": made["code"], "name": "Chloe Barratt", "password": added["password"]}
    assert (await anonymous.post("/api/sign-in/pupil", json=body)).status_code == 200


async def test_a_renamed_pupil_gets_a_free_sign_in_name(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    await _add(admin, "pupil", "Amira", "Khan")
    second = (await _add(admin, "pupil", "Amirah", "Khan"))["person"]
    path = f"/api/people/{second['id']}"
    renamed = await admin.patch(path, {"version": 1, "given_name": "Amira"})
    assert renamed["sign_in_name"] == "Amira Khan 2"
    again = await admin.patch(path, {"version": renamed["version"], "given_name": "Amíra"})
    assert again["sign_in_name"] == "Amíra Khan 2"


async def test_staff_get_another_login_name(maker: SchoolMaker, anonymous: Client) -> None:
    admin = await _admin(maker)
    added = await _add(admin, "teacher", "Ruth", "Okafor")
    fresh, path = f"{uuid.uuid4().hex}@example.org", f"/api/people/{added['person']['id']}"
    changed = await admin.patch(path, {"version": 1, "login_name": fresh, "title": "Dr"})
    assert changed["login_name"] == fresh and changed["display_name"] == "Dr R. Okafor"
    for name, status in ((added["person"]["login_name"], 401), (fresh, 200)):
        answer = await anonymous.post("/api/sign-in/staff", json={"name": name, "password": added["password"]})
        assert answer.status_code == status
    other = await _add(admin, "teacher", "Tom", "Hill")
    taken = {"version": changed["version"], "login_name": other["person"]["login_name"]}
    assert (await admin.patch(path, taken, expect=409))["code"] == "name_taken"


async def test_a_person_switched_off_is_out_at_once_and_can_come_back(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    teacher = await _add(admin, "teacher", "Ruth", "Okafor")
    path = f"/api/people/{teacher['person']['id']}"
    async with Client(maker.server) as client:
        body = {"name": teacher["person"]["login_name"], "password": teacher["password"]}
        assert (await client.post("/api/sign-in/staff", json=body)).status_code == 200
        off = await admin.patch(path, {"version": 1, "disabled": True})
        assert off["disabled"] is True
        assert (await client.get("/api/me")).status_code == 401
        assert (await client.post("/api/sign-in/staff", json=body)).status_code == 401
        assert await _names(admin, status="disabled") == ["Ruth Okafor"]
        assert await _names(admin, status="active") == [admin.user.display_name]
        await admin.patch(path, {"version": off["version"], "disabled": False})
        assert (await client.post("/api/sign-in/staff", json=body)).status_code == 200


async def test_admins_cannot_switch_themselves_off(maker: SchoolMaker) -> None:
    admin = await _admin(maker)
    path = f"/api/people/{admin.id}"
    version = (await admin.get(path))["version"]
    refused = await admin.patch(path, {"version": version, "disabled": True}, expect=409)
    assert refused["code"] == "own_account"
    await admin.patch(path, {"version": version, "role": "teacher"}, expect=422)
    assert (await admin.get(path))["disabled"] is False


async def test_an_admin_resets_a_password_and_lifts_a_lock(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    admin, teacher = [await maker.person(school, role) for role in ("admin", "teacher")]
    path = f"/api/people/{teacher.id}"
    for _ in range(5):
        await anonymous.post("/api/sign-in/staff", json={"name": teacher.user.sign_in_name, "password": "wrong"})
    assert (await admin.get(path))["locked"] is True
    assert [person["id"] for person in (await admin.get("/api/people", params={"status": "locked"}))["items"]] == [
        str(teacher.id)
    ]
    await admin.post(f"{path}/unlock", expect=204)
    assert (await admin.get(path))["locked"] is False
    fresh = (await admin.post(f"{path}/reset-password"))["password"]
    await teacher.get("/api/me", expect=401)
    for password, status in ((PASSWORD, 401), (fresh, 200)):
        body = {"name": teacher.user.sign_in_name, "password": password}
        assert (await anonymous.post("/api/sign-in/staff", json=body)).status_code == status


async def test_another_schools_people_do_not_exist(maker: SchoolMaker) -> None:
    admin, foreign = await _admin(maker), await _admin(maker)
    stranger = (await _add(foreign, "pupil", "Amira", "Khan"))["person"]
    foreign_class = await _class_id(foreign, "8B")
    path = f"/api/people/{stranger['id']}"
    await admin.get(path, expect=404)
    await admin.patch(path, {"version": 1, "disabled": True}, expect=404)
    await admin.post(f"{path}/reset-password", expect=404)
    await admin.post(f"{path}/unlock", expect=404)
    assert await _names(admin, class_id=foreign_class) == []
    assert await _names(admin, q="amira") == []
    body = {"role": "pupil", "given_name": "A", "family_name": "B", "class_ids": [foreign_class]}
    await admin.post("/api/people", body, expect=404)
    assert (await _add(admin, "pupil", "Amira", "Khan"))["person"]["sign_in_name"] == "Amira Khan"


@pytest.mark.parametrize("role", ["teacher", "pupil"])
async def test_only_admins_manage_people(maker: SchoolMaker, anonymous: Client, role: str) -> None:
    school = await maker.school()
    person, someone = await maker.person(school, role), await maker.person(school, "pupil")
    path = f"/api/people/{someone.id}"
    for method, where, body in (
        ("GET", "/api/people", None),
        ("POST", "/api/people", {"role": "pupil", "given_name": "A", "family_name": "B"}),
        ("GET", path, None),
        ("PATCH", path, {"version": 1, "disabled": True}),
        ("POST", f"{path}/reset-password", None),
        ("POST", f"{path}/unlock", None),
        ("POST", "/api/people/import", None),
    ):
        assert (await person.client.request(method, where, json=body)).status_code == 403
        assert (await anonymous.request(method, where, json=body)).status_code == 401
