"""The coverage of a unit: questions and drafts in hand by objective and difficulty, and who could fill a gap."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import event

from backend.accounts.models import School
from tests.generation.making import GENERATOR, drafts, make
from tests.questions.bank_samples import choice
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database

UNIT = "representations-from-clay-to-silicon"
QUERIES = 4 + 2
"""Unit, objectives, questions, drafts; and two that find out who asks."""


@pytest.fixture
async def school(maker: SchoolMaker) -> School:
    return await maker.school(curriculum=True)


@pytest.fixture
async def teacher(maker: SchoolMaker, school: School) -> Person:
    return await maker.person(school, "teacher", "Ruth")


async def _unit(teacher: Person) -> Any:
    return next(unit for unit in (await teacher.get("/api/curriculum"))["units"] if unit["key"] == UNIT)


def _objectives(coverage: Any) -> dict[str, Any]:
    return {one["id"]: one for topic in coverage["items"] for one in topic["objectives"]}


async def _question(teacher: Person, difficulty: int, *objective_ids: str, status: str = "ready") -> Any:
    content = choice(f"What is {uuid.uuid4().hex}?", difficulty=difficulty)
    body = {"type": "multiple_choice", "content": content, "objective_ids": list(objective_ids), "tags": []}
    return await teacher.post("/api/questions", {**body, "status": status})


async def test_questions_and_drafts_are_counted_by_objective_and_difficulty(
    maker: SchoolMaker, school: School, teacher: Person
) -> None:
    unit = await _unit(teacher)
    first, second, third = (one["id"] for one in [o for t in unit["topics"] for o in t["objectives"]][:3])
    for difficulty in (1, 4, 4):
        await _question(teacher, difficulty, first)
    await _question(teacher, 5, first, second)
    await _question(teacher, 3, first, status="draft")
    retired = await _question(teacher, 3, second)
    await teacher.post(f"/api/questions/{retired['id']}/status", {"version": retired["version"], "status": "retired"})
    run = await make(teacher, {"key": GENERATOR, "count": 2, "level": 1}, objective_ids=[third])
    waiting, rejected = await drafts(teacher, run_id=run["id"])
    await teacher.post(f"/api/drafts/{rejected['id']}/reject", {"version": rejected["version"]})

    shown = await teacher.get("/api/coverage", params={"unit_id": unit["id"]})
    assert (shown["title"], shown["year_group"]) == (unit["title"], unit["year_group"])
    assert [(t["id"], t["title"], [o["id"] for o in t["objectives"]]) for t in shown["items"]] == [
        (t["id"], t["title"], [o["id"] for o in t["objectives"]]) for t in unit["topics"]
    ]
    found = _objectives(shown)
    assert found[first]["ready"] == [1, 0, 0, 2, 1]
    assert found[second]["ready"] == [0, 0, 0, 0, 1]
    assert found[third]["ready"] == [0] * 5
    expected = [int(waiting["difficulty"] == n) for n in range(1, 6)]
    assert found[third]["waiting"] == expected and found[first]["waiting"] == [0] * 5
    colleague = await maker.person(school, "teacher")
    theirs = _objectives(await colleague.get("/api/coverage", params={"unit_id": unit["id"]}))
    assert theirs[first]["ready"] == [1, 0, 0, 2, 1], "the bank is the school's"
    assert theirs[third]["waiting"] == [0] * 5, "drafts are their owner's"


async def test_a_gap_names_the_makers_that_fit_it(teacher: Person) -> None:
    unit = await _unit(teacher)
    found = _objectives(await teacher.get("/api/coverage", params={"unit_id": unit["id"]}))
    offered = {one["id"]: {maker["key"] for maker in one["makers"]} for one in found.values()}
    binary = next(t for t in unit["topics"] if t["key"].endswith("numbers-in-binary"))["objectives"]
    assert GENERATOR in offered[binary[0]["id"]]
    assert all(GENERATOR not in keys for key, keys in offered.items() if key != binary[0]["id"])
    run = await make(teacher, {"key": GENERATOR, "count": 1}, objective_ids=[binary[0]["id"]])
    (draft,) = await drafts(teacher, run_id=run["id"])
    assert draft["objective_ids"] == [binary[0]["id"]]


async def test_a_full_unit_costs_as_many_queries_as_an_empty_one(maker: SchoolMaker, teacher: Person) -> None:
    unit = await _unit(teacher)
    objective_ids = [one["id"] for topic in unit["topics"] for one in topic["objectives"]]
    asked: list[str] = []
    engine = maker.database.engine.sync_engine

    def listen(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    try:
        counts = []
        for _ in range(2):
            asked.clear()
            await teacher.get("/api/coverage", params={"unit_id": unit["id"]})
            counts.append(len(asked))
            for difficulty in range(1, 6):
                await _question(teacher, difficulty, *objective_ids[:20])
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert counts == [QUERIES, QUERIES], asked


async def test_an_unknown_unit_and_one_of_another_school_are_not_found(maker: SchoolMaker, teacher: Person) -> None:
    stranger = await maker.person(await maker.school("Elsewhere", curriculum=True), "teacher")
    for unit_id in (uuid.uuid4(), (await _unit(stranger))["id"]):
        await teacher.get("/api/coverage", params={"unit_id": str(unit_id)}, expect=404)
    await teacher.get("/api/coverage", expect=422)
