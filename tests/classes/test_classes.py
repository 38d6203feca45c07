"""Classes over HTTP: who sees which, adding, changing, and support for pupils."""

from __future__ import annotations

import uuid

import pytest

from backend.accounts.models import School
from backend.classes.names import CODE_ALPHABET
from tests.school import Client, Person, SchoolMaker

pytestmark = pytest.mark.database


async def _class(admin: Person, name: str = "8B", year_group: int = 8, teachers: tuple[Person, ...] = ()) -> dict:
    return await admin.post(
        "/api/classes",
        {"name": name, "year_group": year_group, "teacher_ids": [str(teacher.id) for teacher in teachers]},
        expect=201,
    )


async def _pupil(who: Person, class_id: str, given: str = "Amira", family: str = "Khan") -> dict:
    return await who.post(f"/api/classes/{class_id}/pupils", {"given_name": given, "family_name": family}, expect=201)


async def _sign_in(client: Client, code: str, name: str, password: str) -> int:
    body = {"class_code": code, "name": name, "password": password}
    return (await client.post("/api/sign-in/pupil", json=body)).status_code


async def test_an_admin_adds_a_class_and_its_teacher_sees_it(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin, teacher, other = [await maker.person(school, role) for role in ("admin", "teacher", "teacher")]
    made = await _class(admin, " 8B/Cs1 ", 8, (teacher,))
    assert made["name"] == "8B/Cs1" and made["pupils"] == 0 and made["version"] == 1
    assert made["teachers"] == [{"id": str(teacher.id), "display_name": teacher.user.display_name}]
    assert len(made["code"]) == 6 and set(made["code"]) <= set(CODE_ALPHABET)
    await _class(admin, "7A", 7)
    assert [row["name"] for row in (await admin.get("/api/classes"))["items"]] == ["7A", "8B/Cs1"]
    assert (await teacher.get("/api/classes"))["items"] == [made]
    assert (await other.get("/api/classes"))["items"] == []
    await other.get(f"/api/classes/{made['id']}", expect=404)
    assert (await teacher.get(f"/api/classes/{made['id']}"))["pupils"] == []


async def test_class_names_are_unique_in_a_school_and_free_in_the_next(maker: SchoolMaker) -> None:
    admin = await maker.person(await maker.school(), "admin")
    elsewhere = await maker.person(await maker.school(), "admin")
    await _class(admin, "9 Oak", 9)
    taken = await admin.post("/api/classes", {"name": "9oak", "year_group": 9}, expect=409)
    assert taken["code"] == "class_name_taken"
    await _class(elsewhere, "9 Oak", 9)
    await admin.post("/api/classes", {"name": "10A", "year_group": 10}, expect=422)
    await admin.post("/api/classes", {"name": "<b>", "year_group": 8}, expect=422)


async def test_a_class_is_changed_once_and_the_second_editor_is_told(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin, teacher, successor = [await maker.person(school, role) for role in ("admin", "teacher", "teacher")]
    made = await _class(admin, "8B", 8, (teacher,))
    path = f"/api/classes/{made['id']}"
    changed = await admin.patch(path, {"version": 1, "teacher_ids": [str(successor.id)]})
    assert changed["version"] == 2 and changed["code"] == made["code"]
    assert [found["id"] for found in changed["teachers"]] == [str(successor.id)]
    await teacher.get(path, expect=404)
    await successor.get(path)
    stale = await admin.patch(path, {"version": 1, "name": "8C"}, expect=409)
    assert stale["code"] == "stale_version"
    renamed = await admin.patch(path, {"version": 2, "name": "9B", "year_group": 9})
    assert (renamed["name"], renamed["year_group"], renamed["version"]) == ("9B", 9, 3)
    await _class(admin, "8C")
    assert (await admin.patch(path, {"version": 3, "name": "8c"}, expect=409))["code"] == "class_name_taken"


async def test_only_teachers_of_the_school_teach_a_class(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin, pupil = [await maker.person(school, role) for role in ("admin", "pupil")]
    foreign = await maker.person(await maker.school(), "teacher")
    made = await _class(admin)
    for stranger in (foreign.id, pupil.id, uuid.uuid4()):
        body = {"name": "8X", "year_group": 8, "teacher_ids": [str(stranger)]}
        await admin.post("/api/classes", body, expect=404)
        await admin.patch(f"/api/classes/{made['id']}", {"version": 1, "teacher_ids": [str(stranger)]}, expect=404)
    assert (await admin.get("/api/classes"))["items"] == [made]


async def test_a_new_pupils_password_is_shown_once_and_works(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    admin, teacher = [await maker.person(school, role) for role in ("admin", "teacher")]
    made = await _class(admin, teachers=(teacher,))
    first, second = await _pupil(teacher, made["id"]), await _pupil(teacher, made["id"])
    assert first["pupil"]["display_name"] == "Amira Khan" and first["pupil"]["initials"] == "AK"
    assert (first["pupil"]["sign_in_name"], second["pupil"]["sign_in_name"]) == ("Amira Khan", "Amira Khan 2")
    assert first["password"] != second["password"]
    listed = await teacher.get(f"/api/classes/{made['id']}")
    assert [pupil["id"] for pupil in listed["pupils"]] == [first["pupil"]["id"], second["pupil"]["id"]]
    assert first["password"] not in str(listed)
    assert await _sign_in(anonymous, made["code"], "Amira Khan", second["password"]) == 401
    assert await _sign_in(anonymous, made["code"], "Amira Khan", first["password"]) == 200
    assert (await anonymous.get("/api/me")).json()["id"] == first["pupil"]["id"]
    assert (await anonymous.get("/api/me")).json()["permissions"] == ["attempts.sit"]
    assert (await teacher.get(f"/api/classes/{made['id']}"))["pupils"][0]["last_sign_in_at"] is not None


async def test_a_reset_password_ends_sessions_and_replaces_the_old_one(maker: SchoolMaker, server: str) -> None:
    school = await maker.school()
    admin, teacher = [await maker.person(school, role) for role in ("admin", "teacher")]
    made = await _class(admin, teachers=(teacher,))
    added = await _pupil(teacher, made["id"])
    async with Client(server) as pupil:
        assert await _sign_in(pupil, made["code"], "Amira Khan", added["password"]) == 200
        path = f"/api/classes/{made['id']}/pupils/{added['pupil']['id']}/reset-password"
        fresh = (await teacher.post(path))["password"]
        assert (await pupil.get("/api/me")).status_code == 401
        assert await _sign_in(pupil, made["code"], "Amira Khan", added["password"]) == 401
        assert await _sign_in(pupil, made["code"], "Amira Khan", fresh) == 200


async def test_a_locked_pupil_is_shown_and_unlocked(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    admin, teacher = [await maker.person(school, role) for role in ("admin", "teacher")]
    made = await _class(admin, teachers=(teacher,))
    added = await _pupil(teacher, made["id"])
    for _ in range(5):
        assert await _sign_in(anonymous, made["code"], "amira", "wrong") == 401
    assert await _sign_in(anonymous, made["code"], "amira", added["password"]) == 429
    path = f"/api/classes/{made['id']}"
    assert (await teacher.get(path))["pupils"][0]["locked"] is True
    await teacher.post(f"{path}/pupils/{added['pupil']['id']}/unlock", expect=204)
    assert (await teacher.get(path))["pupils"][0]["locked"] is False
    assert await _sign_in(anonymous, made["code"], "amira", added["password"]) == 200


async def test_a_moved_pupil_signs_in_with_the_new_code_only(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    admin, teacher, other = [await maker.person(school, role) for role in ("admin", "teacher", "teacher")]
    old, new = await _class(admin, "8B", 8, (teacher,)), await _class(admin, "8C", 8, (other,))
    added = await _pupil(teacher, old["id"])
    path = f"/api/classes/{old['id']}/pupils/{added['pupil']['id']}/move"
    await other.post(path, {"to_class_id": new["id"]}, expect=404)
    await teacher.post(path, {"to_class_id": str(uuid.uuid4())}, expect=404)
    await teacher.post(path, {"to_class_id": old["id"]}, expect=204)
    await teacher.post(path, {"to_class_id": new["id"]}, expect=204)
    assert (await teacher.get(f"/api/classes/{old['id']}"))["pupils"] == []
    assert [row["id"] for row in (await other.get(f"/api/classes/{new['id']}"))["pupils"]] == [added["pupil"]["id"]]
    await teacher.post(path, {"to_class_id": new["id"]}, expect=404)
    assert await _sign_in(anonymous, old["code"], "Amira Khan", added["password"]) == 401
    assert await _sign_in(anonymous, new["code"], "Amira Khan", added["password"]) == 200


async def _everything(school: School, maker: SchoolMaker) -> tuple[Person, Person, dict, dict]:
    admin, teacher = [await maker.person(school, role) for role in ("admin", "teacher")]
    made = await _class(admin, "8B", 8, (teacher,))
    return admin, teacher, made, await _pupil(admin, made["id"])


async def test_another_schools_classes_and_pupils_do_not_exist(maker: SchoolMaker) -> None:
    admin, teacher, made, added = await _everything(await maker.school(), maker)
    _, _, foreign, stranger = await _everything(await maker.school(), maker)
    own, theirs = f"/api/classes/{made['id']}", f"/api/classes/{foreign['id']}"
    for actor in (admin, teacher):
        await actor.get(theirs, expect=404)
        await actor.post(f"{theirs}/pupils", {"given_name": "A", "family_name": "B"}, expect=404)
        for base in (theirs, own):
            pupil = f"{base}/pupils/{stranger['pupil']['id']}"
            await actor.post(f"{pupil}/move", {"to_class_id": made["id"]}, expect=404)
            await actor.post(f"{pupil}/reset-password", expect=404)
            await actor.post(f"{pupil}/unlock", expect=404)
        mine = f"{own}/pupils/{added['pupil']['id']}"
        await actor.post(f"{mine}/move", {"to_class_id": foreign["id"]}, expect=404)
    await admin.patch(theirs, {"version": 1, "name": "Ours"}, expect=404)


async def test_roles_that_may_never_do_it_are_refused(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school()
    _, teacher, made, added = await _everything(school, maker)
    pupil = await maker.person(school, "pupil")
    own = f"/api/classes/{made['id']}"
    on_pupil = f"{own}/pupils/{added['pupil']['id']}"
    writes = [
        ("/api/classes", {"name": "8Z", "year_group": 8}, (teacher, pupil)),
        (f"{own}/pupils", {"given_name": "A", "family_name": "B"}, (pupil,)),
        (f"{on_pupil}/move", {"to_class_id": made["id"]}, (pupil,)),
        (f"{on_pupil}/reset-password", None, (pupil,)),
        (f"{on_pupil}/unlock", None, (pupil,)),
    ]
    for path, body, refused in writes:
        assert (await anonymous.post(path, json=body)).status_code == 401
        for person in refused:
            assert (await person.post(path, body, expect=403))["code"] == "forbidden"
    await teacher.patch(own, {"version": 1, "name": "8Z"}, expect=403)
    await pupil.get("/api/classes", expect=403)
    await pupil.get(own, expect=403)
