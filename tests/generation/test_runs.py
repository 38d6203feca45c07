"""Making drafts over HTTP: from a lesson file and without one, limits, cancelling, whose they are."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest

from backend.config import Settings
from backend.core import clock
from backend.core.jobs import JobContext
from backend.generation.jobs import run_makers
from backend.generation.makers import OFFERS
from backend.generation.models import GenerationRun
from tests.documents.lessons import word_lesson
from tests.documents.reading import upload, upload_and_read
from tests.generation.making import GENERATOR, TEXT_MAKERS, drafts, finished, make, start
from tests.questions.bank_samples import objectives
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def test_every_maker_is_offered(teacher: Person) -> None:
    offered = (await teacher.get("/api/makers"))["items"]
    assert [maker["key"] for maker in offered] == [offer.key for offer in OFFERS]
    assert {maker["key"] for maker in offered if maker["needs_document"]} == set(TEXT_MAKERS)
    assert all(maker["levels"] == [1, 2, 3] for maker in offered if not maker["needs_document"])


async def test_a_lesson_file_gives_drafts_that_quote_it(maker: SchoolMaker, teacher: Person) -> None:
    objective, _ = await objectives(maker, teacher, "Know how networks work")
    document = await upload_and_read(teacher, word_lesson(), "Networks.docx")
    run = await make(
        teacher, *({"key": key} for key in TEXT_MAKERS), document_id=document["id"], objective_ids=[str(objective)]
    )
    assert (run["document_id"], run["document_name"]) == (document["id"], "Networks.docx")
    assert run["progress"]["done"] == run["progress"]["total"]
    assert str(run["made"]) in run["message"]

    made = await drafts(teacher, run_id=run["id"])
    assert len(made) == run["made"] > 0
    assert {draft["maker"]["key"] for draft in made} >= {"text.definitions", "text.ordered_steps"}
    texts = {p["id"]: (s["heading"], p["text"]) for s in document["sections"] for p in s["passages"]}
    for draft in made:
        evidence = draft["evidence"]
        heading, text = texts[evidence["passage_id"]]
        assert evidence["section_heading"] == heading
        assert evidence["passage_text"][evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["quote"] in text and len(evidence["quote"].split()) <= 25
        assert evidence["location"].startswith("Paragraph ")
        assert draft["objective_ids"] == [str(objective)]
        assert (draft["status"], draft["question_id"], draft["document_id"]) == ("new", None, document["id"])
    routers = [draft for draft in made if "router" in str(draft["key"]).lower() or "router" in draft["stem_text"]]
    assert routers, "the definition of a router is asked for"
    assert (await teacher.get(f"/api/documents/{document['id']}"))["drafts"] == {
        "new": run["made"],
        "accepted": 0,
        "rejected": 0,
    }
    assert await drafts(teacher, document_id=document["id"]) == made


async def test_generators_need_no_file_and_name_the_misconceptions(teacher: Person) -> None:
    run = await make(teacher, {"key": GENERATOR, "count": 6, "level": 2}, {"key": "generator.binary_range"})
    made = await drafts(teacher, run_id=run["id"])
    assert [draft["maker"]["key"] for draft in made].count(GENERATOR) == 6
    assert run["made"] == len(made) == 6 + 5 and run["dropped"] == 0
    assert len({(d["stem_text"], str(sorted(o["text"] for o in d["content"]["options"]))) for d in made}) == len(made)
    for draft in made:
        assert draft["evidence"] is None and draft["document_id"] is None
        assert "fraction" not in str(draft["item"])
        wrong = {o["id"]: o["misconception"] for o in draft["content"]["options"] if o.get("misconception")}
        assert {m["element_id"]: m["slug"] for m in draft["misconceptions"]} == wrong
    assert run["document_name"] is None


async def test_what_is_in_the_bank_already_is_named(teacher: Person) -> None:
    document = await upload_and_read(teacher, word_lesson())
    first = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    accepted = await teacher.post("/api/drafts/accept-clean", {"run_id": first["id"]})
    assert accepted["accepted"] > 0
    taken = {draft["stem_text"] for draft in await drafts(teacher, run_id=first["id"], status="done")}
    again = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    twins = [draft["duplicate_of"] for draft in await drafts(teacher, run_id=again["id"]) if draft["duplicate_of"]]
    assert {twin["stem_text"] for twin in twins if twin["kind"] == "bank"} & taken


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"key": "generator.nothing"}, "no maker"),
        ({"key": "binary_to_denary"}, "no maker"),
        ({"key": "text.definitions"}, "needs a lesson file"),
        ({"key": GENERATOR, "level": 9}, "no level 9"),
    ],
)
async def test_an_order_that_could_only_fail_is_refused(teacher: Person, order: dict, words: str) -> None:
    refused = await start(teacher, order, expect=409)
    assert refused["code"] == "cannot_make" and words in refused["detail"]
    assert (await teacher.get("/api/generation-runs"))["items"] == []


@pytest.mark.parametrize("body", [{"makers": []}, {"makers": [{"key": GENERATOR, "count": 0}]}, {}, {"makers": [{}]}])
async def test_a_body_of_the_wrong_shape_is_422(teacher: Person, body: dict) -> None:
    await teacher.post("/api/generation-runs", body, expect=422)


async def test_an_unread_file_and_a_foreign_one_are_refused(maker: SchoolMaker, teacher: Person) -> None:
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher")
    (foreign_objective, _) = await objectives(maker, stranger, "Theirs")
    theirs = await upload_and_read(stranger, word_lesson())
    order = {"key": "text.definitions"}
    await start(teacher, order, document_id=theirs["id"], expect=404)
    await start(teacher, order, document_id=str(uuid.uuid4()), expect=404)
    await start(teacher, {"key": GENERATOR}, objective_ids=[str(foreign_objective)], expect=404)
    refused = await upload_and_read(teacher, b"not a document at all", "a.docx")
    assert (await start(teacher, order, document_id=refused["id"], expect=409))["code"] == "cannot_make"


async def test_the_hourly_limit_counts_and_forgets(
    teacher: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "rate_limit_generation", 2)
    for _ in range(2):
        await start(teacher, {"key": GENERATOR, "count": 1})
    answer = await teacher.client.post("/api/generation-runs", json={"makers": [{"key": GENERATOR}]})
    assert answer.status_code == 429 and answer.json()["code"] == "too_many"
    assert 3500 < int(answer.headers["retry-after"]) <= 3600
    with clock.shifted(timedelta(minutes=61)):
        await start(teacher, {"key": GENERATOR, "count": 1})


async def test_two_requests_at_once_cannot_slip_past_the_limit(
    teacher: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "rate_limit_generation", 2)
    body = {"makers": [{"key": GENERATOR, "count": 1}]}
    answers = await asyncio.gather(*(teacher.client.post("/api/generation-runs", json=body) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [202, 202, 429, 429, 429]


async def test_a_run_can_be_cancelled(maker: SchoolMaker, teacher: Person) -> None:
    run_id = await _queued(maker, teacher)
    cancelled = await teacher.post(f"/api/generation-runs/{run_id}/cancel")
    assert cancelled["status"] == "cancelled"
    await run_makers(JobContext(maker.database, teacher.school_id), run_id)
    run = await teacher.get(f"/api/generation-runs/{run_id}")
    assert (run["status"], run["made"]) == ("cancelled", 0)
    assert await drafts(teacher, run_id=run_id) == []
    done = await make(teacher, {"key": GENERATOR, "count": 1})
    assert (await teacher.post(f"/api/generation-runs/{done['id']}/cancel"))["status"] == "done"


async def _queued(maker: SchoolMaker, teacher: Person, **changes) -> uuid.UUID:
    """A run whose job nobody has taken up."""
    run = GenerationRun(
        id=uuid.uuid4(), owner_id=teacher.id, makers=[{"key": GENERATOR, "count": 3, "level": 1}], seed=7, **changes
    )
    async with maker.database.session(teacher.school_id) as session:
        session.add(run)
    return run.id


async def test_running_a_job_twice_makes_the_drafts_once(maker: SchoolMaker, teacher: Person) -> None:
    run_id = await _queued(maker, teacher, status="running")
    context = JobContext(maker.database, teacher.school_id)
    for _ in range(2):
        await run_makers(context, run_id)
        assert (await teacher.get(f"/api/generation-runs/{run_id}"))["status"] == "done"
        assert len(await drafts(teacher, run_id=run_id)) == 3


async def test_the_same_seed_makes_the_same_drafts(maker: SchoolMaker, teacher: Person) -> None:
    context = JobContext(maker.database, teacher.school_id)
    made = []
    for _ in range(2):
        run_id = await _queued(maker, teacher)
        await run_makers(context, run_id)
        made.append([draft["content"] for draft in await drafts(teacher, run_id=run_id)])
    assert made[0] == made[1]


async def test_a_run_without_its_file_says_so(maker: SchoolMaker, teacher: Person) -> None:
    document = await upload_and_read(teacher, word_lesson())
    run_id = await _queued(maker, teacher, document_id=uuid.UUID(document["id"]), document_name="a.docx")
    async with maker.database.session(teacher.school_id) as session:
        (await session.get_one(GenerationRun, run_id)).makers = [{"key": "text.definitions"}]
    await teacher.delete(f"/api/documents/{document['id']}")
    await run_makers(JobContext(maker.database, teacher.school_id), run_id)
    run = await teacher.get(f"/api/generation-runs/{run_id}")
    assert run["status"] == "failed" and "deleted" in run["message"]
    assert (run["document_id"], run["document_name"]) == (None, "a.docx")


async def test_a_maker_that_is_gone_fails_the_run_with_words(maker: SchoolMaker, teacher: Person) -> None:
    run_id = await _queued(maker, teacher)
    async with maker.database.session(teacher.school_id) as session:
        (await session.get_one(GenerationRun, run_id)).makers = [{"key": "generator.retired_long_ago"}]
    await run_makers(JobContext(maker.database, teacher.school_id), run_id)
    run = await teacher.get(f"/api/generation-runs/{run_id}")
    assert run["status"] == "failed" and "tell IT" in run["message"]


async def test_a_file_without_anything_to_ask_says_so(teacher: Person) -> None:
    from tests.documents.lessons import slide_lesson

    document = await upload_and_read(teacher, slide_lesson(), "a.pptx")
    run = await make(teacher, {"key": "text.ordered_steps"}, document_id=document["id"])
    assert run["made"] == 0 and "Nothing was found" in run["message"]


async def test_nobody_else_sees_runs_and_drafts(maker: SchoolMaker) -> None:
    school = await maker.school()
    teacher = await maker.person(school, "teacher")
    run = await make(teacher, {"key": GENERATOR, "count": 1})
    (draft,) = await drafts(teacher, run_id=run["id"])
    colleague = await maker.person(school, "teacher")
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher")
    for other in (colleague, stranger):
        await other.get(f"/api/generation-runs/{run['id']}", expect=404)
        await other.post(f"/api/generation-runs/{run['id']}/cancel", expect=404)
        await other.get("/api/drafts", params={"run_id": run["id"]}, expect=404)
        await other.post("/api/drafts/accept-clean", {"run_id": run["id"]}, expect=404)
        path = f"/api/drafts/{draft['id']}"
        for action in ("accept", "reject", "undo"):
            await other.post(f"{path}/{action}", {"version": draft["version"]}, expect=404)
        edit = {"version": draft["version"], "content": draft["content"]}
        await other.post(f"{path}/edit", edit, expect=404)
        assert (await other.get("/api/generation-runs"))["items"] == await drafts(other) == []
    assert await drafts(teacher) == [draft]


@pytest.mark.parametrize("role", ["pupil", "admin"])
async def test_only_teachers_make_and_review(maker: SchoolMaker, role: str) -> None:
    other = await maker.person(await maker.school(), role)
    nobody = uuid.uuid4()
    for path in ("/api/makers", "/api/generation-runs", f"/api/generation-runs/{nobody}", "/api/drafts"):
        await other.get(path, expect=403)
    await start(other, {"key": GENERATOR}, expect=403)
    await other.post(f"/api/generation-runs/{nobody}/cancel", expect=403)
    for action in ("accept", "reject", "undo"):
        await other.post(f"/api/drafts/{nobody}/{action}", {"version": 1}, expect=403)
    await other.post(f"/api/drafts/{nobody}/edit", {"version": 1, "content": {}}, expect=403)
    await other.post("/api/drafts/accept-clean", {"run_id": str(nobody)}, expect=403)
    await other.post("/api/question-check", {"type": "short_text", "content": {}}, expect=403)


async def test_many_runs_are_paged(maker: SchoolMaker, teacher: Person) -> None:
    async with maker.database.session(teacher.school_id) as session:
        session.add_all(
            GenerationRun(owner_id=teacher.id, makers=[], seed=1, status="done", document_name=str(n))
            for n in range(53)
        )
    first = await teacher.get("/api/generation-runs")
    second = await teacher.get("/api/generation-runs", params={"after": first["next"]})
    assert len(first["items"]) == 50 and len(second["items"]) == 3 and second["next"] is None
    assert len({run["id"] for run in first["items"] + second["items"]}) == 53
    for token in ("x", "é", "WzFd"):
        await teacher.get("/api/generation-runs", params={"after": token}, expect=422)
        await teacher.get("/api/drafts", params={"after": token}, expect=422)


async def test_a_long_upload_queue_does_not_hold_up_a_run(teacher: Person) -> None:
    """Runs and readings share the worker; each gets its turn."""
    await asyncio.gather(*(upload(teacher, word_lesson()) for _ in range(3)))
    run = await finished(teacher, (await start(teacher, {"key": GENERATOR, "count": 1}))["id"])
    assert run["status"] == "done"
