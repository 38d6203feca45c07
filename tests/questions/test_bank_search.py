"""Finding questions in the bank: search, filters, facets, order, paging."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from backend.core.pagination import PAGE_SIZE, encode_place
from backend.questions.queries import QuestionFilter
from backend.questions.service import NewQuestion, create_question, create_questions
from backend.questions.showing import show_page
from tests.questions.bank_samples import choice, objectives, question, short_text
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def _stems(person: Person, **query: str) -> list[str]:
    return [row["stem_text"] for row in (await person.get("/api/questions", params=query))["items"]]


async def test_search_finds_every_word_anywhere_in_the_question(teacher: Person) -> None:
    await teacher.post("/api/questions", question("What does RAM do?"))
    await teacher.post("/api/questions", question("What is 100% of 5_0?"))
    await teacher.post("/api/questions", question(type="short_text", content=short_text()))
    assert await _stems(teacher, q="ram DO?") == ["What does RAM do?"]
    assert len(await _stems(teacher, q="keyboard")) == 2, "options are searched too"
    assert await _stems(teacher, q="100%") == ["What is 100% of 5_0?"]
    assert await _stems(teacher, q="5%0") == [] == await _stems(teacher, q="5x0")
    assert await _stems(teacher, q="ram nothing") == []
    assert await _stems(teacher, q="   ") != []
    await teacher.get("/api/questions", params={"q": "a\0b"}, expect=422)


async def test_filters_and_their_facets(maker: SchoolMaker, teacher: Person) -> None:
    objective, unit = await objectives(maker, teacher, "Know hardware")
    _, other_unit = await objectives(maker, teacher, "Something else")
    await teacher.post("/api/questions", question("One?", objective_ids=[str(objective)], tags=["Week 1"]))
    await teacher.post("/api/questions", question("Two?", status="draft"))
    await teacher.post("/api/questions", question(type="short_text", content=short_text("Three?")))

    assert await _stems(teacher, type="short_text") == ["Three?"]
    assert await _stems(teacher, status="draft") == ["Two?"]
    assert await _stems(teacher, objective_id=str(objective)) == ["One?"]
    assert await _stems(teacher, unit_id=str(unit)) == ["One?"]
    assert await _stems(teacher, unit_id=str(other_unit)) == []
    assert await _stems(teacher, tag="week 1") == ["One?"]
    page = await teacher.get("/api/questions", params={"type": "multiple_choice", "status": "ready"})
    assert page["total"] == 1
    assert page["facets"] == {
        "type": {"multiple_choice": 1, "short_text": 1},
        "status": {"ready": 1, "draft": 1},
    }


async def test_mine_are_mine(maker: SchoolMaker) -> None:
    school = await maker.school()
    ruth, tom = await maker.person(school, "teacher", "Ruth"), await maker.person(school, "teacher", "Tom")
    await ruth.post("/api/questions", question("Ruth's?"))
    await tom.post("/api/questions", question("Tom's?"))
    assert await _stems(ruth, mine="true") == ["Ruth's?"]
    assert sorted(await _stems(ruth)) == ["Ruth's?", "Tom's?"]


@pytest.mark.parametrize("sort", ["updated", "created", "stem"])
async def test_pages_hold_every_question_once_and_in_order(maker: SchoolMaker, teacher: Person, sort: str) -> None:
    count = PAGE_SIZE + 7
    actor = await maker.actor(teacher)
    async with maker.database.session(teacher.school_id) as session:
        for n in range(count):
            await create_question(session, actor, NewQuestion("multiple_choice", choice(f"Is it {(n * 37) % 10}?")))
    first = await teacher.get("/api/questions", params={"sort": sort})
    assert len(first["items"]) == PAGE_SIZE and first["total"] == count
    second = await teacher.get("/api/questions", params={"sort": sort, "after": first["next"]})
    assert len(second["items"]) == count - PAGE_SIZE and second["next"] is None
    rows = first["items"] + second["items"]
    assert len({row["id"] for row in rows}) == count
    if sort == "stem":
        assert [row["stem_text"] for row in rows] == sorted(row["stem_text"] for row in rows)
    if sort == "updated":
        assert [row["updated_at"] for row in rows] == sorted((row["updated_at"] for row in rows), reverse=True)


@pytest.mark.parametrize("token", ["nonsense", encode_place(1), encode_place(1, 2), encode_place("x", "y"), "é"])
async def test_a_place_that_is_not_ours_is_422(teacher: Person, token: str) -> None:
    await teacher.get("/api/questions", params={"after": token}, expect=422)


async def test_a_page_takes_as_many_queries_for_fifty_questions_as_for_one(maker: SchoolMaker, teacher: Person) -> None:
    actor = await maker.actor(teacher)
    engine = maker.database.engine.sync_engine

    async def queries_of_a_page() -> int:
        statements: list[str] = []

        async with maker.database.session(teacher.school_id) as session:
            own = (await session.connection()).sync_connection

            def count(connection, _cursor, statement: str, *_rest) -> None:
                # Routines of the application run beside the test, on connections of their own.
                if connection is own:
                    statements.append(statement)

            event.listen(engine, "before_cursor_execute", count)
            try:
                await show_page(session, actor, QuestionFilter(), sort="updated", after=None)
            finally:
                event.remove(engine, "before_cursor_execute", count)
        return len([statement for statement in statements if "set_config" not in statement])

    async with maker.database.session(teacher.school_id) as session:
        await create_question(session, actor, NewQuestion("multiple_choice", choice()))
    one = await queries_of_a_page()
    async with maker.database.session(teacher.school_id) as session:
        await create_questions(session, actor, [NewQuestion("multiple_choice", choice()) for _ in range(60)])
    assert await queries_of_a_page() == one == 5
