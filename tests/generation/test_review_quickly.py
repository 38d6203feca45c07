"""What makes reviewing quick, over HTTP: twins side by side, another draft, several undone at once, makers' counts."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from backend.core.jobs import JobContext
from backend.generation.another import REASON
from backend.generation.jobs import run_makers
from backend.generation.models import GenerationRun
from tests.documents.lessons import word_lesson
from tests.documents.reading import upload_and_read
from tests.generation.making import GENERATOR, drafts, make
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def _decide(teacher: Person, draft: Any, action: str, **body: Any) -> Any:
    return await teacher.post(f"/api/drafts/{draft['id']}/{action}", {"version": draft["version"], **body})


async def test_a_twin_of_the_run_is_shown_with_its_key(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 2}, {"key": GENERATOR, "count": 2})
    made = await drafts(teacher, run_id=run["id"])
    first, second = made[0], made[2]
    assert first["duplicate_of"] is None and first["content"]["stem"] == second["content"]["stem"]
    assert second["duplicate_of"]["kind"] == "batch" and second["duplicate_of"]["draft_id"] == first["id"]
    twin = await teacher.get(f"/api/drafts/{second['id']}/twin")
    assert (twin["kind"], twin["draft_id"], twin["question_id"]) == ("batch", first["id"], None)
    assert [twin[name] for name in ("type", "item", "key", "stem_text")] == [
        first[name] for name in ("type", "item", "key", "stem_text")
    ]
    assert (await teacher.get(f"/api/drafts/{first['id']}/twin", expect=404))["code"] == "not_found"


async def test_a_twin_of_the_bank_is_shown_as_it_is_now(maker: SchoolMaker, teacher: Person) -> None:
    colleague = await maker.person(await maker.school(), "teacher")
    run = await make(teacher, {"key": GENERATOR, "count": 1}, {"key": GENERATOR, "count": 1})
    first, _ = await drafts(teacher, run_id=run["id"])
    accepted = await _decide(teacher, first, "accept")
    question = await teacher.get(f"/api/questions/{accepted['question_id']}")
    redrawn = await _same_again(maker, teacher, first)
    assert redrawn["duplicate_of"]["question_id"] == question["id"]
    changed = {**question["content"], "hints": [], "difficulty": 5}
    body = {"version": question["version"], "content": changed, "objective_ids": [], "tags": []}
    await teacher.put(f"/api/questions/{question['id']}", body)
    twin = await teacher.get(f"/api/drafts/{redrawn['id']}/twin")
    assert (twin["kind"], twin["question_id"], twin["draft_id"]) == ("bank", question["id"], None)
    assert twin["key"] == question["key"] and twin["item"]["stem"] == question["item"]["stem"]
    await colleague.get(f"/api/drafts/{redrawn['id']}/twin", expect=404)


async def _same_again(maker: SchoolMaker, teacher: Person, draft: Any) -> Any:
    """Run the makers of a draft's run once more with the same seed, and return what became of the same draft."""
    async with maker.database.session(teacher.school_id) as session:
        old = (await session.scalars(select(GenerationRun).where(GenerationRun.id == uuid.UUID(draft["run_id"])))).one()
        again = GenerationRun(
            id=uuid.uuid4(), owner_id=teacher.id, makers=old.makers[:1], seed=old.seed, status="queued"
        )
        session.add(again)
    await run_makers(JobContext(maker.database, teacher.school_id), again.id)
    (made,) = await drafts(teacher, run_id=str(again.id))
    return made


async def test_another_variant_takes_the_place_of_a_draft(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 3, "level": 2})
    before = await drafts(teacher, run_id=run["id"])
    changed = await _decide(teacher, before[1], "another")
    old, new = changed["replaced"], changed["draft"]
    assert (old["id"], old["status"], old["reject_reason"]) == (before[1]["id"], "rejected", REASON)
    assert (new["status"], new["maker"]["key"], new["run_id"]) == ("new", GENERATOR, run["id"])
    assert new["objective_ids"] == old["objective_ids"]
    assert new["stem_text"] not in {draft["stem_text"] for draft in before}
    after = await drafts(teacher, run_id=run["id"])
    assert [draft["id"] for draft in after] == [before[0]["id"], new["id"], before[2]["id"]]
    back = await _decide(teacher, old, "undo")
    assert (back["status"], back["reject_reason"]) == ("new", "")
    both = await drafts(teacher, run_id=run["id"])
    assert [draft["id"] for draft in both] == [before[0]["id"], old["id"], new["id"], before[2]["id"]]


async def test_drafts_that_share_a_place_are_paged_without_loss(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 49, "level": 3})
    last = (await drafts(teacher, run_id=run["id"]))[-1]
    for _ in range(3):
        last = (await _decide(teacher, last, "another"))["draft"]
    first = await teacher.get("/api/drafts", params={"run_id": run["id"], "status": "all"})
    second = await teacher.get("/api/drafts", params={"run_id": run["id"], "status": "all", "after": first["next"]})
    ids = [draft["id"] for draft in first["items"] + second["items"]]
    assert len(ids) == len(set(ids)) == run["made"] + 3 and ids[-1] == last["id"]


async def test_another_from_a_text_stands_on_the_same_passage_until_there_is_none(teacher: Person) -> None:
    document = await upload_and_read(teacher, word_lesson())
    run = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    draft = (await drafts(teacher, run_id=run["id"]))[0]
    passage_id = draft["evidence"]["passage_id"]
    seen = {_asked(each) for each in await drafts(teacher, run_id=run["id"])}
    for _ in range(40):
        answer = await teacher.client.post(f"/api/drafts/{draft['id']}/another", json={"version": draft["version"]})
        if answer.status_code != 200:
            break
        draft = answer.json()["draft"]
        assert draft["evidence"]["passage_id"] == passage_id and draft["maker"]["key"] == "text.definitions"
        assert _asked(draft) not in seen
        seen.add(_asked(draft))
    assert answer.status_code == 409 and answer.json()["code"] == "no_other"
    assert "passage" in answer.json()["detail"]
    assert draft["id"] in {each["id"] for each in await drafts(teacher, run_id=run["id"])}


def _asked(draft: Any) -> tuple[str, tuple[str, ...]]:
    options = [option["text"] for option in draft["content"].get("options", [])]
    return draft["stem_text"], tuple(sorted(options)) or tuple(sorted(str(draft["key"]).split()))


async def test_nothing_more_can_be_made_of_a_deleted_file(teacher: Person) -> None:
    document = await upload_and_read(teacher, word_lesson())
    run = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    await teacher.delete(f"/api/documents/{document['id']}")
    draft = (await drafts(teacher, run_id=run["id"]))[0]
    refused = await teacher.post(f"/api/drafts/{draft['id']}/another", {"version": draft["version"]}, expect=409)
    assert refused["code"] == "no_other" and "deleted" in refused["detail"]


async def test_asking_twice_at_once_gives_one_other_draft(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 1})
    (draft,) = await drafts(teacher, run_id=run["id"])
    path, body = f"/api/drafts/{draft['id']}/another", {"version": draft["version"]}
    answers = await asyncio.gather(*(teacher.client.post(path, json=body) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert len(await drafts(teacher, run_id=run["id"], status="all")) == 2


async def test_several_reviews_are_undone_all_or_none(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 3})
    one, two, three = await drafts(teacher, run_id=run["id"])
    one, two = await _decide(teacher, one, "accept"), await _decide(teacher, two, "reject", reason="Unclear")
    three = await _decide(teacher, three, "accept")
    assert two["reject_reason"] == "Unclear" and one["reviewed_at"] <= two["reviewed_at"] <= three["reviewed_at"]
    items = [{"question_id": three["question_id"], "marks": 1}]
    await teacher.post("/api/assessments", {"title": "Binary", "items": items})
    asked = [{"id": each["id"], "version": each["version"]} for each in (one, two, three)]
    refused = await teacher.post("/api/drafts/undo", {"drafts": asked}, expect=409)
    assert refused["code"] == "question_in_use"
    assert (await teacher.get(f"/api/questions/{one['question_id']}"))["status"] == "ready"
    undone = (await teacher.post("/api/drafts/undo", {"drafts": asked[:2]}))["items"]
    assert [(each["id"], each["status"], each["reviewed_at"]) for each in undone] == [
        (one["id"], "new", None),
        (two["id"], "new", None),
    ]
    assert (await teacher.get(f"/api/questions/{one['question_id']}"))["status"] == "retired"
    await teacher.post("/api/drafts/undo", {"drafts": []}, expect=422)


async def test_makers_are_counted_with_the_reasons_why(maker: SchoolMaker, teacher: Person) -> None:
    assert (await teacher.get("/api/maker-counts")) == {"items": []}
    other = "generator.denary_to_binary"
    run = await make(teacher, {"key": GENERATOR, "count": 5}, {"key": other, "count": 1})
    made = [draft for draft in await drafts(teacher, run_id=run["id"]) if draft["maker"]["key"] == GENERATOR]
    await _decide(teacher, made[0], "accept")
    await _decide(teacher, made[1], "edit", content={**made[1]["content"], "difficulty": 5})
    for draft in made[2:4]:
        await _decide(teacher, draft, "reject", reason="Too easy")
    counted = (await teacher.get("/api/maker-counts"))["items"]
    assert [(each["maker"]["key"], each["counts"]) for each in counted] == [
        (GENERATOR, {"new": 1, "accepted": 1, "edited": 1, "rejected": 2}),
        (other, {"new": 1, "accepted": 0, "edited": 0, "rejected": 0}),
    ]
    assert counted[0]["reasons"] == [{"reason": "Too easy", "count": 2}] and counted[1]["reasons"] == []
    colleague = await maker.person(await maker.school(), "teacher")
    assert (await colleague.get("/api/maker-counts"))["items"] == []
