"""What other rooms ask of classes, what is written to the audit trail, and how many queries a list costs."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import event, select, update

from backend.accounts.models import User
from backend.classes import service
from backend.classes.class_editing import NewClass, create_class
from backend.classes.enrolment import create_pupil
from backend.classes.models import SchoolClass
from backend.classes.names import CODE_ALPHABET, fold_class_name, make_class_code, read_year_group
from backend.core import clock
from backend.core.audit import AuditEvent
from backend.core.errors import NotFound
from tests.school import SchoolMaker

pytestmark = pytest.mark.database


async def test_who_is_in_which_class(maker: SchoolMaker) -> None:
    school = await maker.school()
    ruth = await maker.person(school, "teacher", "Ruth", f"Okafor {uuid.uuid4().hex}")
    tom = await maker.person(school, "teacher", "Tom", f"Hill {uuid.uuid4().hex}")
    async with maker.database.session(school.id) as session:
        full = await create_class(session, NewClass("8B", 8, [ruth.id, tom.id]))
        empty = await create_class(session, NewClass("8A", 8, [ruth.id]))
        old = await create_class(session, NewClass("7Z", 7, [ruth.id]))
        pupils = [
            await create_pupil(session, given_name=g, family_name=f, password_hash="x", class_ids=[full.id, old.id])
            for g, f in (("Ben", "Whitlock"), ("Zoë", "Adams"), ("Cy", "Left"))
        ]
        await session.execute(update(SchoolClass).where(SchoolClass.id == old.id).values(archived_at=clock.now()))
        await session.execute(update(User).where(User.id == pupils[2].id).values(disabled_at=clock.now()))
    async with maker.database.session(school.id) as session:
        found = await service.pupils_of_class(session, full.id)
        assert [pupil.given_name for pupil in found] == ["Zoë", "Ben"]
        assert await service.pupil_counts(session, [full.id, empty.id]) == {full.id: 2, empty.id: 0}
        assert await service.class_ids_of_teacher(session, ruth.id) == [empty.id, full.id]
        assert await service.class_ids_of_teacher(session, tom.id) == [full.id]
        assert await service.class_ids_of_pupil(session, pupils[0].id) == [full.id]
        assert await service.is_pupil_in_class(session, pupils[0].id, full.id)
        assert not await service.is_pupil_in_class(session, pupils[0].id, empty.id)
        teachers = await service.teachers_of_classes(session, [full.id, empty.id])
        assert {class_id: [one.id for one in found] for class_id, found in teachers.items()} == {
            full.id: [tom.id, ruth.id],
            empty.id: [ruth.id],
        }
        assert set(await service.classes_by_ids(session, [full.id, old.id, uuid.uuid4()])) == {full.id, old.id}
        assert await service.classes_by_ids(session, []) == {} == await service.teachers_of_classes(session, [])


async def test_access_is_by_role_and_by_who_teaches(maker: SchoolMaker) -> None:
    school, elsewhere = await maker.school(), await maker.school()
    people = {role: await maker.actor(await maker.person(school, role)) for role in ("admin", "teacher", "pupil")}
    owner = await maker.person(school, "teacher")
    stranger = await maker.actor(await maker.person(elsewhere, "admin"))
    async with maker.database.session(school.id) as session:
        made = await create_class(session, NewClass("8B", 8, [owner.id]))
        pupil = await create_pupil(session, given_name="A", family_name="B", password_hash="x", class_ids=[made.id])
        other = await create_pupil(session, given_name="C", family_name="D", password_hash="x", class_ids=[])
        for actor in (people["admin"], await maker.actor(owner)):
            assert (await service.access_class(session, actor, made.id)).id == made.id
            assert (await service.access_pupil_in_class(session, actor, made.id, pupil.id))[1].id == pupil.id
            with pytest.raises(NotFound):
                await service.access_pupil_in_class(session, actor, made.id, other.id)
        for actor in (people["teacher"], people["pupil"]):
            with pytest.raises(NotFound):
                await service.access_class(session, actor, made.id)
    async with maker.database.session(elsewhere.id) as session:
        with pytest.raises(NotFound):
            await service.access_class(session, stranger, made.id)


async def test_every_change_leaves_a_trace_without_values(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin")
    first = await admin.post("/api/classes", {"name": "8B", "year_group": 8})
    second = await admin.post("/api/classes", {"name": "8C", "year_group": 8})
    await admin.patch(f"/api/classes/{first['id']}", {"version": 1, "name": "8X"})
    pupil = (await admin.post(f"/api/classes/{first['id']}/pupils", {"given_name": "A", "family_name": "B"}))["pupil"]
    base = f"/api/classes/{first['id']}/pupils/{pupil['id']}"
    await admin.post(f"{base}/reset-password")
    await admin.post(f"{base}/unlock")
    await admin.post(f"{base}/move", {"to_class_id": second["id"]})
    await admin.patch(f"/api/people/{pupil['id']}", {"version": 1, "disabled": True})
    async with maker.database.session(school.id) as session:
        rows = (await session.scalars(select(AuditEvent).where(AuditEvent.actor_id == admin.id))).all()
    trace = {(row.action, row.subject_type, str(row.subject_id), tuple(row.fields)) for row in rows}
    assert {
        ("created", "class", first["id"], ("name", "year_group")),
        ("changed", "class", first["id"], ("name",)),
        ("created", "user", pupil["id"], ("role",)),
        ("password_changed", "user", pupil["id"], ()),
        ("unlocked", "user", pupil["id"], ()),
        ("moved", "user", pupil["id"], ("classes",)),
        ("changed", "user", pupil["id"], ("disabled",)),
    } <= trace


async def test_lists_cost_the_same_queries_however_long_they_are(maker: SchoolMaker) -> None:
    school = await maker.school()
    admin = await maker.person(school, "admin")
    statements = 0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    async def cost(path: str) -> int:
        nonlocal statements
        statements = 0
        await admin.get(path)
        return statements

    paths = ["/api/people", "/api/classes"]
    async with maker.database.session(school.id) as session:
        made = await create_class(session, NewClass("8A", 8))
    paths.append(f"/api/classes/{made.id}")
    event.listen(maker.database.engine.sync_engine, "before_cursor_execute", count)
    try:
        short = [await cost(path) for path in paths]
        async with maker.database.session(school.id) as session:
            for number in range(9):
                more = await create_class(session, NewClass(f"9{number}", 9))
                for given in ("Ann", "Ben", "Cy"):
                    await create_pupil(
                        session, given_name=given, family_name="X", password_hash="x", class_ids=[more.id, made.id]
                    )
        assert [await cost(path) for path in paths] == short
    finally:
        event.remove(maker.database.engine.sync_engine, "before_cursor_execute", count)
    assert max(short) <= 7


def test_codes_hold_no_look_alikes_and_spell_no_word() -> None:
    codes = {make_class_code() for _ in range(1000)}
    assert len(codes) > 990
    assert all(len(code) == 6 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert not set(CODE_ALPHABET) & set("AEIOULSZB015")


def test_class_names_are_compared_without_case_and_blanks() -> None:
    assert fold_class_name("9 Oak") == fold_class_name("9OAK ") == "9oak"
    assert fold_class_name("8/1") != fold_class_name("81")
    assert [read_year_group(text) for text in ("Yr 9", "7X/Cs1", "Year 10", "Oak", "")] == [9, 7, 10, None, None]
