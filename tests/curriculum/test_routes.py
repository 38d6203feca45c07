"""The curriculum over HTTP, and the copy that a school is given."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select, update

from backend.core.errors import NotFound
from backend.curriculum.models import Objective, Unit
from backend.curriculum.service import (
    check_objective_ids,
    misconceptions_by_slug,
    objectives_by_ids,
    objectives_by_keys,
    seed_school,
)
from tests.school import Client, SchoolMaker

pytestmark = pytest.mark.database


async def test_teachers_and_admins_read_the_curriculum_and_pupils_do_not(maker: SchoolMaker, anonymous: Client) -> None:
    school = await maker.school(curriculum=True)
    teacher = await maker.person(school, "teacher")
    body = await teacher.get("/api/curriculum")
    assert [statement["number"] for statement in body["statements"]] == [f"3.{n}" for n in range(1, 10)]
    assert len(body["strands"]) == 10
    assert len(body["units"]) == 18
    systems = next(unit for unit in body["units"] if unit["key"] == "computing-systems")
    assert systems["title"] == "Computing systems" and systems["year_group"] == 8
    assert systems["statements"] == ["3.4", "3.5", "3.6"]
    assert [topic["title"] for topic in systems["topics"]][:2] == ["Get in gear", "Under the hood"]
    assert systems["topics"][0]["objectives"][1]["text"].startswith("Recall that a general-purpose computing system")
    assert [unit["year_group"] for unit in body["units"]] == [7] * 6 + [8] * 6 + [9] * 6
    await (await maker.person(school, "admin")).get("/api/curriculum")
    pupil = await maker.person(school, "pupil")
    for path in ("/api/curriculum", "/api/misconceptions"):
        await pupil.get(path, expect=403)
        assert (await anonymous.get(path)).status_code == 401


async def test_misconceptions_are_searched_word_by_word(maker: SchoolMaker) -> None:
    teacher = await maker.person(await maker.school(curriculum=True), "teacher")
    everything = (await teacher.get("/api/misconceptions"))["items"]
    assert [entry["topic"] for entry in everything] == sorted(entry["topic"] for entry in everything)
    found = (await teacher.get("/api/misconceptions", params={"q": "DENARY binary"}))["items"]
    assert "binary.read_as_denary" in {entry["slug"] for entry in found}
    assert len(found) < len(everything)
    assert (await teacher.get("/api/misconceptions", params={"q": "100%_sure\\"}))["items"] == []
    await teacher.get("/api/misconceptions", params={"q": "x" * 201}, expect=422)


async def test_seeding_again_changes_nothing_that_a_school_changed(maker: SchoolMaker) -> None:
    school = await maker.school(curriculum=True)
    async with maker.database.session(school.id) as session:
        await session.execute(update(Unit).where(Unit.key == "data-science").values(title="Our data unit"))
    async with maker.database.session(school.id) as session:
        await seed_school(session)
        assert await session.scalar(select(func.count()).select_from(Objective)) == 290
        assert await session.scalar(select(Unit.title).where(Unit.key == "data-science")) == "Our data unit"


async def test_another_schools_objectives_do_not_exist(maker: SchoolMaker) -> None:
    ours, theirs = await maker.school(curriculum=True), await maker.school(curriculum=True)
    key = "computing-systems.get-in-gear.1"
    async with maker.database.session(theirs.id) as session:
        foreign = (await objectives_by_keys(session, [key]))[key].id
    async with maker.database.session(ours.id) as session:
        own = (await objectives_by_keys(session, [key, "no-such-key"]))[key].id
        assert own != foreign
        assert set(await objectives_by_ids(session, [own, foreign])) == {own}
        await check_objective_ids(session, [own, own])
        await check_objective_ids(session, [])
        for strange in (foreign, uuid.uuid4()):
            with pytest.raises(NotFound):
                await check_objective_ids(session, [own, strange])
        assert set(await misconceptions_by_slug(session, ["binary.read_as_denary", "no.such"])) == {
            "binary.read_as_denary"
        }
