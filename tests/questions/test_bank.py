"""The bank over HTTP: versions, who sees what, lost updates, unreadable content."""

from __future__ import annotations

import uuid

import pytest

from backend.questions.types import registry
from tests.questions.bank_samples import choice, objectives, question, short_text
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def test_a_question_comes_back_as_it_was_written(maker: SchoolMaker, teacher: Person) -> None:
    first, second, _ = await objectives(maker, teacher, "Know hardware", "Name devices")
    body = question(objective_ids=[str(first), str(second)], tags=["Hardware", "hardware ", "Week 1"])
    made = await teacher.post("/api/questions", body, expect=201)
    assert made["content"] == body["content"]
    assert (made["type_label"], made["status"], made["number"], made["difficulty"]) == (
        "Multiple choice",
        "ready",
        1,
        2,
    )
    assert made["stem_text"] == "Which part stores data while a program runs?"
    assert [o["text"] for o in made["objectives"]] == ["Know hardware", "Name devices"]
    assert made["tags"] == ["hardware", "Week 1"]
    assert made["mine"] and made["author"] == teacher.user.display_name
    assert made["key"] == {"choice": "aaaaaa"}
    assert made["item"]["type"] == "multiple_choice" and "fraction" not in str(made["item"])
    assert await teacher.get(f"/api/questions/{made['id']}") == made


async def test_only_changed_content_makes_a_new_version(maker: SchoolMaker, teacher: Person) -> None:
    made = await teacher.post("/api/questions", question())
    path = f"/api/questions/{made['id']}"
    body = {"version": made["version"], "content": made["content"], "objective_ids": [], "tags": ["memory"]}
    tagged = await teacher.put(path, body)
    assert (tagged["number"], tagged["version_id"], tagged["tags"]) == (1, made["version_id"], ["memory"])
    assert tagged["version"] > made["version"]

    colleague = await maker.person(await _school_of(maker, teacher), "teacher", "Tom")
    body |= {"version": tagged["version"], "content": choice("Which part keeps data only while it has power?")}
    edited = await colleague.put(path, body)
    assert edited["number"] == 2 and edited["version_id"] != made["version_id"]
    assert edited["stem_text"] == "Which part keeps data only while it has power?"
    assert [(v["number"], v["created_by"]) for v in edited["versions"]] == [
        (2, colleague.user.display_name),
        (1, teacher.user.display_name),
    ]
    assert edited["author"] == teacher.user.display_name and not edited["mine"]


async def _school_of(maker: SchoolMaker, person: Person):
    from backend.accounts.models import School

    async with maker.database.session(person.school_id) as session:
        return await session.get_one(School, person.school_id)


async def test_who_saves_second_is_told(teacher: Person) -> None:
    made = await teacher.post("/api/questions", question())
    path = f"/api/questions/{made['id']}"
    body = {"version": made["version"], "content": choice("First to save?"), "objective_ids": [], "tags": []}
    await teacher.put(path, body)
    lost = await teacher.put(path, body | {"content": choice("Second to save?")}, expect=409)
    assert lost["code"] == "stale_version"
    lost = await teacher.post(f"{path}/status", {"version": made["version"], "status": "retired"}, expect=409)
    assert lost["code"] == "stale_version"
    assert (await teacher.get(path))["stem_text"] == "First to save?"


async def test_a_draft_is_its_authors_until_it_is_ready(maker: SchoolMaker, teacher: Person) -> None:
    colleague = await maker.person(await _school_of(maker, teacher), "teacher", "Tom")
    draft = await teacher.post("/api/questions", question(status="draft"))
    path = f"/api/questions/{draft['id']}"
    change = {"version": draft["version"], "content": choice("Mine now?"), "objective_ids": [], "tags": []}
    await colleague.get(path, expect=404)
    await colleague.put(path, change, expect=404)
    await colleague.post(f"{path}/status", {"version": draft["version"], "status": "ready"}, expect=404)
    assert (await colleague.get("/api/questions"))["total"] == 0

    ready = await teacher.post(f"{path}/status", {"version": draft["version"], "status": "ready"})
    assert (await colleague.get(path))["status"] == "ready"
    refused = await teacher.post(f"{path}/status", {"version": ready["version"], "status": "draft"}, expect=409)
    assert refused["code"] == "already_ready"
    retired = await colleague.post(f"{path}/status", {"version": ready["version"], "status": "retired"})
    again = await colleague.post(f"{path}/status", {"version": retired["version"], "status": "ready"})
    assert again["status"] == "ready"


async def test_another_school_sees_nothing(maker: SchoolMaker, teacher: Person) -> None:
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher", "Eve")
    (foreign_objective, _) = await objectives(maker, stranger, "Theirs")
    made = await teacher.post("/api/questions", question())
    path = f"/api/questions/{made['id']}"
    change = {"version": made["version"], "content": choice(), "objective_ids": [], "tags": []}
    await stranger.get(path, expect=404)
    await stranger.put(path, change, expect=404)
    await stranger.post(f"{path}/status", {"version": made["version"], "status": "retired"}, expect=404)
    assert (await stranger.get("/api/questions"))["items"] == []
    await teacher.post("/api/questions", question(objective_ids=[str(foreign_objective)]), expect=404)
    await teacher.put(path, change | {"objective_ids": [str(foreign_objective)]}, expect=404)
    await teacher.post("/api/questions", question(objective_ids=[str(uuid.uuid4())]), expect=404)
    assert (await teacher.get(path)) == made


@pytest.mark.parametrize("role", ["pupil", "admin"])
async def test_only_teachers_see_the_bank(maker: SchoolMaker, teacher: Person, role: str) -> None:
    other = await maker.person(await _school_of(maker, teacher), role)
    made = await teacher.post("/api/questions", question())
    path = f"/api/questions/{made['id']}"
    for get in ("/api/questions", "/api/question-types", path):
        assert (await other.get(get, expect=403))["code"] == "forbidden"
    await other.post("/api/questions", question(), expect=403)
    await other.post("/api/questions/preview", {"type": "multiple_choice", "content": choice()}, expect=403)
    await other.post(f"{path}/status", {"version": 1, "status": "retired"}, expect=403)
    await other.put(path, {"version": 1, "content": {}, "objective_ids": [], "tags": []}, expect=403)


@pytest.mark.parametrize(
    ("type_key", "content", "place"),
    [
        ("multiple_choice", {}, "stem"),
        ("multiple_choice", choice("   "), "stem"),
        ("multiple_choice", choice(colour="red"), "colour"),
        ("multiple_choice", choice(options=[{"id": "x", "text": "RAM", "fraction": 1}]), "options.0.id"),
        ("multiple_choice", choice("What holds a \0 character?"), "stem"),
        ("multiple_choice", choice("What holds half a \ud83d character?"), "stem"),
        ("essay", choice(), "type"),
    ],
)
async def test_unreadable_content_says_what_to_mend(teacher: Person, type_key: str, content: dict, place: str) -> None:
    import json

    made = await teacher.post("/api/questions", question())
    change = {"version": made["version"], "content": content, "objective_ids": [], "tags": []}
    # httpx won't send half a surrogate pair itself; in JSON it can be written as an escape.
    headers = {"content-type": "application/json"}
    new = json.dumps(question(type=type_key, content=content))
    refused = await teacher.post("/api/questions", content=new, headers=headers, expect=409)
    assert refused["code"] == "unreadable_question"
    assert place in [error["place"] for error in refused["errors"]]
    preview = json.dumps({"type": type_key, "content": content})
    await teacher.post("/api/questions/preview", content=preview, headers=headers, expect=409)
    if type_key == made["type"]:
        path = f"/api/questions/{made['id']}"
        await teacher.put(path, content=json.dumps(change), headers=headers, expect=409)
    assert (await teacher.get("/api/questions"))["total"] == 1


@pytest.mark.parametrize(
    "change",
    [{"tags": ["x" * 61]}, {"tags": ["a\0b"]}, {"tags": [""]}, {"status": "retired"}, {"content": []}, {"extra": 1}],
)
async def test_a_body_of_the_wrong_shape_is_422(teacher: Person, change: dict) -> None:
    assert (await teacher.post("/api/questions", question(**change), expect=422))["code"] == "invalid"


async def test_preview_shows_the_pupils_view_and_a_right_answer(teacher: Person) -> None:
    shown = await teacher.post("/api/questions/preview", {"type": "short_text", "content": short_text(), "seed": 3})
    assert shown["item"]["type"] == "short_text" and "router" not in str(shown["item"])
    assert shown["key"] == {"text": "router"}
    assert (await teacher.get("/api/questions"))["total"] == 0


async def test_every_type_is_offered(teacher: Person) -> None:
    offered = (await teacher.get("/api/question-types"))["items"]
    assert offered == [{"key": kind.key, "label": kind.label} for kind in registry.ALL]


async def test_any_version_is_shown_as_a_pupil_gets_it(maker: SchoolMaker, teacher: Person) -> None:
    made = await teacher.post("/api/questions", question())
    path = f"/api/questions/{made['id']}"
    body = {"version": made["version"], "content": choice("Which part forgets?"), "objective_ids": [], "tags": []}
    edited = await teacher.put(path, body)
    shown = await teacher.get(f"{path}/preview?seed=3")
    assert (shown["version_id"], shown["content"], shown["variants"]) == (edited["version_id"], edited["content"], 1)
    former = await teacher.get(f"{path}/preview?version_id={made['version_id']}")
    assert (former["item"], former["content"]) == (made["item"], made["content"])
    orders = {
        tuple(option["id"] for option in (await teacher.get(f"{path}/preview?seed={seed}"))["item"]["options"])
        for seed in range(12)
    }
    assert len(orders) > 1, "each seed is another pupil"
    other = await teacher.post("/api/questions", question())
    await teacher.get(f"{path}/preview?version_id={other['version_id']}", expect=404)
    await teacher.get(f"{path}/preview?version_id={uuid.uuid4()}", expect=404)
