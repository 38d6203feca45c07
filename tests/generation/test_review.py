"""Reviewing drafts over HTTP: accept, edit, reject, undo, accept all that are clean, and checks while writing."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from backend.generation.models import DraftQuestion, GenerationRun
from tests.generation.making import GENERATOR, drafts, make
from tests.questions.bank_samples import choice, objectives, short_text
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def _one(teacher: Person) -> Any:
    run = await make(teacher, {"key": GENERATOR, "count": 1})
    return (await drafts(teacher, run_id=run["id"]))[0]


async def test_an_accepted_draft_is_ready_in_the_bank(maker: SchoolMaker, teacher: Person) -> None:
    objective, _ = await objectives(maker, teacher, "Convert binary")
    draft = await _one(teacher)
    body = {"version": draft["version"], "objective_ids": [str(objective)], "tags": ["Binary"]}
    accepted = await teacher.post(f"/api/drafts/{draft['id']}/accept", body)
    assert accepted["status"] == "accepted" and accepted["version"] > draft["version"]
    question = await teacher.get(f"/api/questions/{accepted['question_id']}")
    assert (question["status"], question["content"], question["tags"]) == ("ready", draft["content"], ["Binary"])
    assert [one["text"] for one in question["objectives"]] == ["Convert binary"]
    page = await teacher.get("/api/drafts", params={"run_id": draft["run_id"]})
    assert page["items"] == [] and page["counts"] == {"new": 0, "accepted": 1, "edited": 0, "rejected": 0}
    assert (await drafts(teacher, run_id=draft["run_id"], status="done"))[0]["id"] == draft["id"]
    assert len(await drafts(teacher, run_id=draft["run_id"], status="all")) == 1


async def test_without_objectives_a_draft_keeps_those_of_its_run(maker: SchoolMaker, teacher: Person) -> None:
    objective, _ = await objectives(maker, teacher, "Convert binary")
    run = await make(teacher, {"key": GENERATOR, "count": 2}, objective_ids=[str(objective)])
    first, second = await drafts(teacher, run_id=run["id"])
    kept = await teacher.post(f"/api/drafts/{first['id']}/accept", {"version": first["version"]})
    emptied = await teacher.post(
        f"/api/drafts/{second['id']}/accept", {"version": second["version"], "objective_ids": []}
    )
    for draft, texts in ((kept, ["Convert binary"]), (emptied, [])):
        question = await teacher.get(f"/api/questions/{draft['question_id']}")
        assert [one["text"] for one in question["objectives"]] == texts


async def test_an_edited_draft_shows_what_came_of_it_and_undo_brings_the_original_back(teacher: Person) -> None:
    draft = await _one(teacher)
    path = f"/api/drafts/{draft['id']}"
    content = {**draft["content"], "stem": "Which option is *really* right?", "difficulty": 4}
    edited = await teacher.post(f"{path}/edit", {"version": draft["version"], "content": content})
    assert (edited["status"], edited["content"], edited["difficulty"]) == ("edited", content, 4)
    assert edited["stem_text"] == "Which option is really right?"
    question = await teacher.get(f"/api/questions/{edited['question_id']}")
    assert question["content"] == content and question["status"] == "ready"

    undone = await teacher.post(f"{path}/undo", {"version": edited["version"]})
    assert (undone["status"], undone["content"], undone["question_id"]) == ("new", draft["content"], None)
    assert (await teacher.get(f"/api/questions/{edited['question_id']}"))["status"] == "retired"
    again = await teacher.post(f"{path}/accept", {"version": undone["version"]})
    assert again["question_id"] != edited["question_id"]


async def test_an_edit_that_cannot_be_read_changes_nothing(teacher: Person) -> None:
    draft = await _one(teacher)
    refused = await teacher.post(
        f"/api/drafts/{draft['id']}/edit", {"version": draft["version"], "content": {"stem": ""}}, expect=409
    )
    assert refused["code"] == "unreadable_question" and refused["errors"]
    assert await drafts(teacher, run_id=draft["run_id"]) == [draft]
    assert (await teacher.get("/api/questions"))["total"] == 0


async def test_a_rejected_draft_can_be_taken_back(teacher: Person) -> None:
    draft = await _one(teacher)
    path = f"/api/drafts/{draft['id']}"
    rejected = await teacher.post(f"{path}/reject", {"version": draft["version"], "reason": "Too easy"})
    assert (rejected["status"], rejected["question_id"]) == ("rejected", None)
    refused = await teacher.post(f"{path}/accept", {"version": rejected["version"]}, expect=409)
    assert refused["code"] == "already_reviewed"
    undone = await teacher.post(f"{path}/undo", {"version": rejected["version"]})
    assert undone["status"] == "new"
    assert (await teacher.post(f"{path}/undo", {"version": undone["version"]}))["version"] == undone["version"]


async def test_a_stale_version_is_told_and_a_double_click_makes_one_question(teacher: Person) -> None:
    draft = await _one(teacher)
    path = f"/api/drafts/{draft['id']}/accept"
    for action in ("accept", "reject", "undo"):
        lost = await teacher.post(f"/api/drafts/{draft['id']}/{action}", {"version": 99}, expect=409)
        assert lost["code"] == "stale_version"
    body = {"version": draft["version"]}
    answers = await asyncio.gather(*(teacher.client.post(path, json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"stale_version"}
    assert (await teacher.get("/api/questions"))["total"] == 1


async def test_foreign_objectives_are_refused(maker: SchoolMaker, teacher: Person) -> None:
    stranger = await maker.person(await maker.school("Elsewhere"), "teacher")
    foreign, _ = await objectives(maker, stranger, "Theirs")
    draft = await _one(teacher)
    body = {"version": draft["version"], "objective_ids": [str(foreign)]}
    await teacher.post(f"/api/drafts/{draft['id']}/accept", body, expect=404)
    assert (await drafts(teacher, run_id=draft["run_id"]))[0]["status"] == "new"


async def _stored_drafts(maker: SchoolMaker, teacher: Person, *changes: dict[str, Any]) -> uuid.UUID:
    """A finished run with these drafts, as a job stores them."""
    run = GenerationRun(id=uuid.uuid4(), owner_id=teacher.id, makers=[], seed=1, status="done")
    async with maker.database.session(teacher.school_id) as session:
        session.add(run)
        await session.flush()
        session.add_all(
            DraftQuestion(
                run_id=run.id,
                position=n,
                **{
                    "type": "multiple_choice",
                    "content": choice(f"Question {n}?"),
                    "stem_text": f"Question {n}?",
                    "maker": GENERATOR,
                    "maker_version": 1,
                    **change,
                },
            )
            for n, change in enumerate(changes)
        )
    return run.id


async def test_accepting_what_is_clean_leaves_the_rest(maker: SchoolMaker, teacher: Person) -> None:
    finding = {"rule": "r", "level": "warning", "place": "stem", "message": "m", "why": "w", "fix": "f"}
    run_id = await _stored_drafts(
        maker,
        teacher,
        {},
        {"checks": [finding]},
        {"duplicate_of": {"kind": "batch", "stem_text": "Question 0?"}},
        {"status": "rejected"},
        {},
    )
    shown = await drafts(teacher, run_id=run_id)
    assert [draft["clean"] for draft in shown] == [True, False, False, True]
    assert shown[1]["checks"] == [finding]
    assert (await teacher.post("/api/drafts/accept-clean", {"run_id": str(run_id)})) == {"accepted": 2}
    assert (await teacher.post("/api/drafts/accept-clean", {"run_id": str(run_id)})) == {"accepted": 0}
    page = await teacher.get("/api/drafts", params={"run_id": str(run_id), "status": "all"})
    assert page["counts"] == {"new": 2, "accepted": 2, "edited": 0, "rejected": 1}
    assert [draft["status"] for draft in page["items"]] == ["accepted", "new", "new", "rejected", "accepted"]
    stems = [row["stem_text"] for row in (await teacher.get("/api/questions"))["items"]]
    assert sorted(stems) == ["Question 0?", "Question 4?"]


@pytest.mark.parametrize("body", [{}, {"run_id": str(uuid.uuid4()), "document_id": str(uuid.uuid4())}])
async def test_accepting_what_is_clean_needs_one_place(teacher: Person, body: dict) -> None:
    await teacher.post("/api/drafts/accept-clean", body, expect=422)


async def test_a_span_is_counted_as_javascript_counts(maker: SchoolMaker, teacher: Person) -> None:
    text = "💾 and 🖥️: a disk stores files."
    quote = "a disk stores files"
    start = text.index(quote)
    evidence = {
        "passage_id": "p1",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "section_heading": "Storage",
        "location": "Slide 3",
        "passage_text": text,
    }
    run_id = await _stored_drafts(maker, teacher, {"evidence": evidence})
    shown = (await drafts(teacher, run_id=run_id))[0]["evidence"]
    units = text.encode("utf-16-le")
    assert units[shown["start"] * 2 : shown["end"] * 2].decode("utf-16-le") == quote
    assert shown["start"] > start and shown["location"] == "Slide 3"


async def test_many_drafts_are_paged_latest_run_first(maker: SchoolMaker, teacher: Person) -> None:
    first_run = await _stored_drafts(maker, teacher, *({} for _ in range(30)))
    second_run = await _stored_drafts(maker, teacher, *({} for _ in range(30)))
    first = await teacher.get("/api/drafts")
    second = await teacher.get("/api/drafts", params={"after": first["next"]})
    rows = first["items"] + second["items"]
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 10, None)
    later = max(str(first_run), str(second_run))
    assert [row["run_id"] == later for row in rows] == [True] * 30 + [False] * 30
    assert [row["stem_text"] for row in rows[:30]] == [f"Question {n}?" for n in range(30)]


async def test_drafts_outlive_their_lesson_file(maker: SchoolMaker, teacher: Person) -> None:
    from tests.documents.lessons import word_lesson
    from tests.documents.reading import upload_and_read

    document = await upload_and_read(teacher, word_lesson())
    run = await make(teacher, {"key": "text.definitions"}, document_id=document["id"])
    await teacher.delete(f"/api/documents/{document['id']}")
    await teacher.get("/api/drafts", params={"document_id": document["id"]}, expect=404)
    left = await drafts(teacher, run_id=run["id"])
    assert len(left) == run["made"] and all(draft["evidence"]["quote"] for draft in left)
    assert {draft["document_id"] for draft in left} == {None}
    assert (await teacher.post(f"/api/drafts/{left[0]['id']}/accept", {"version": 1}))["status"] == "accepted"


async def test_content_is_checked_while_it_is_written(teacher: Person) -> None:
    fine = await teacher.post("/api/question-check", {"type": "short_text", "content": short_text()})
    assert (fine["readable"], fine["errors"], fine["problems"]) == (True, [], [])
    assert fine["key"] == {"text": "router"} and "router" not in str(fine["item"])

    weak = choice(options=[*choice()["options"], {"id": "dddddd", "text": "All of the above"}])
    found = await teacher.post("/api/question-check", {"type": "multiple_choice", "content": weak})
    (finding,) = found["problems"]
    assert (finding["rule"], finding["place"]) == ("all_or_none_of_the_above", "option:3")
    assert finding["message"] and finding["why"] and finding["fix"]

    unfinished = await teacher.post("/api/question-check", {"type": "multiple_choice", "content": {"stem": "Why?"}})
    assert not unfinished["readable"] and unfinished["item"] is None and unfinished["key"] is None
    assert "options" in [error["place"] for error in unfinished["errors"]]
    assert (unfinished["explanation"], unfinished["hints"]) == ([], [])


async def test_what_pupils_read_afterwards_comes_as_trees(teacher: Person) -> None:
    table = "| P | NOT P |\n| --- | --- |\n| 0 | 1 |"
    content = {**short_text(), "explanation": f"See:\n\n{table}", "hints": ["Think of **packets**."]}
    checked = await teacher.post("/api/question-check", {"type": "short_text", "content": content})
    draft = await _one(teacher)
    edited = await teacher.post(
        f"/api/drafts/{draft['id']}/edit",
        {
            "version": draft["version"],
            "content": {**draft["content"], **{k: content[k] for k in ("explanation", "hints")}},
        },
    )
    for shown in (checked, edited):
        assert [block["type"] for block in shown["explanation"]] == ["paragraph", "table"]
        assert shown["explanation"][1]["head"][1] == [{"type": "text", "text": "NOT P"}]
        (hint,) = shown["hints"]
        assert hint[0]["children"][1] == {"type": "strong", "children": [{"type": "text", "text": "packets"}]}


async def test_what_is_unfinished_is_said_in_the_words_of_the_page(teacher: Person) -> None:
    first, second, *others = choice()["options"]
    content = choice(options=[first, {**second, "text": "", "misconception": "?"}, *others], hints=["x" * 10_001])
    checked = await teacher.post("/api/question-check", {"type": "multiple_choice", "content": content})
    assert [(error["place"], error["message"]) for error in checked["errors"]] == [
        ("hints.0", "Hint 1: String should have at most 10000 characters"),
        ("options.1.text", "Option B is empty"),
        ("options.1.misconception", "Option B: name a misconception as topic.name"),
    ]
    refused = await teacher.post("/api/questions", {"type": "multiple_choice", "content": content}, expect=409)
    assert "Option B is empty" in refused["detail"] and "options.1" not in refused["detail"]
