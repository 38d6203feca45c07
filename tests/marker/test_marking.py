"""Marking by hand: answers by question and without names, the same ones together, one press to take it back."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from backend.attempts.sitting import sweep
from backend.core import clock
from backend.core.jobs import JobContext
from backend.marker.similar import clusters
from tests.marker.test_changes import changes_of, item_of, marks_of, results_of, sit
from tests.school import SchoolMaker
from tests.sitting import QUESTIONS, RIGHT, ClassRoom, make_classroom

pytestmark = pytest.mark.database

FREE_TEXT: dict[str, Any] = {
    "stem": "Why does a computer need RAM?",
    "rubric": [
        {"id": "k3m9x2", "text": "RAM holds what is in use", "marks": 1},
        {"id": "p7r2v5", "text": "RAM is fast", "marks": 1},
    ],
    "model_answer": "RAM is fast and holds what is in use.",
    "key_phrases": ["fast", "in use"],
}
SAID = ("It is fast.", "it is  FAST.", "It is not fast.", "Programs that are in use stay there.", "dunno", "")


async def sat(maker: SchoolMaker, *, texts: tuple[str, ...] = SAID, **assignment: Any) -> ClassRoom:
    """A class in which each pupil has written one of ``texts``; the last ``QUESTIONS`` are left blank."""
    questions = (("free_text", FREE_TEXT), *QUESTIONS)
    room = await make_classroom(maker, pupils=len(texts), questions=questions, **{"feedback": "hand_in", **assignment})
    for pupil, text in zip(room.pupils, texts, strict=True):
        await sit(room, pupil, {"free_text": {"text": text}})
    return room


async def sheet_of(room: ClassRoom, item_id: str) -> dict[str, Any]:
    return await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item_id}/marking")


async def mark(room: ClassRoom, item_id: str, attempts: list[str], score: float, **more: Any) -> dict[str, Any]:
    body = {"attempts": attempts, "score": score, **more}
    return await room.teacher.post(f"/api/assignments/{room.assignment_id}/items/{item_id}/marking", body)


def group_of(sheet: dict[str, Any], text: str) -> dict[str, Any]:
    return next(group for group in sheet["groups"] if group["response"]["text"].casefold() == text.casefold())


async def test_same_answers_stand_together_without_names_and_near_ones_beside_them(maker: SchoolMaker) -> None:
    room = await sat(maker)
    item = await item_of(room, "free_text")
    listed = await room.teacher.get(f"/api/assignments/{room.assignment_id}/marking")
    assert [(q["item_id"], q["waiting"], q["marked"], q["marks"]) for q in listed["questions"]] == [(item, 5, 0, 2)]
    sheet = await sheet_of(room, item)
    assert not any(f"Pupil{number}" in str(sheet) for number in range(len(SAID)))
    assert [len(group["attempts"]) for group in sheet["groups"]] == [2, 1, 1, 1], "a blank waits for nobody"
    assert sheet["groups"][0]["phrases"] == ["fast"] and sheet["groups"][0]["words"] == 3
    assert group_of(sheet, SAID[3])["phrases"] == ["in use"]
    near = [group["cluster"] for group in sheet["groups"]]
    assert len(set(near)) == 4, "“not” turns an answer round"
    version = sheet["versions"][sheet["groups"][0]["version_id"]]
    assert [line["text"] for line in version["lines"]] == [line["text"] for line in FREE_TEXT["rubric"]]
    assert version["key"] == {"text": FREE_TEXT["model_answer"]}


async def test_one_act_marks_all_that_wrote_the_same_and_is_taken_back_exactly(maker: SchoolMaker) -> None:
    room = await sat(maker)
    item = await item_of(room, "free_text")
    before = await marks_of(maker, room)
    order = [group["response"] for group in (await sheet_of(room, item))["groups"]]
    fast = group_of(await sheet_of(room, item), SAID[0])
    done = await mark(room, item, fast["attempts"], 1, lines=["p7r2v5"], comment="Say what it is for.")
    assert (done["kind"], done["state"], done["done"]) == ("marking", "applied", 2)
    after = group_of(await sheet_of(room, item), SAID[0])
    assert (after["score"], after["lines"], after["comment"]) == (1, ["p7r2v5"], "Say what it is for.")
    assert [group["response"] for group in (await sheet_of(room, item))["groups"]] == order
    (own,) = (await room.pupils[0].get("/api/my/results"))["items"]
    result = await room.pupils[0].get(f"/api/attempts/{own['attempt_id']}/result")
    shown = next(one for one in result["items"] if one["type"] == "free_text")
    assert (shown["score"], shown["outcome"]) == (1, "partial")
    assert shown["feedback"] == (
        "You got marks for: RAM is fast. For more: RAM holds what is in use. Say what it is for."
    )
    await room.teacher.post(f"/api/mark-changes/{done['batch_id']}/undo")
    assert await marks_of(maker, room) == before


async def test_what_waits_is_no_zero_and_what_is_marked_counts(maker: SchoolMaker) -> None:
    room = await sat(maker)
    item = await item_of(room, "free_text")
    at = f"/api/assignments/{room.assignment_id}/items/{item}/distribution"
    assert (await room.teacher.get(at))["facility"] == pytest.approx(0), "only the blank counts yet"
    sheet = await sheet_of(room, item)
    first, *others = sheet["groups"]
    await mark(room, item, first["attempts"], 2)
    # Two with full marks, one blank; three wait and are no zeros: 2/3.
    assert (await room.teacher.get(at))["facility"] == pytest.approx(2 / 3)
    # Totals are out of what could be had so far: two have 2 of 2 + 6, three nothing of 6, one nothing of 2 + 6; the
    # mean puts them on the assessment's 8 marks: two with 2, four with 0.
    results = await results_of(room)
    assert (
        sorted((row["score"], row["marks_max"]) for row in results["pupils"]) == [(0, 6)] * 3 + [(0, 8)] + [(2, 8)] * 2
    )
    assert results["mean"] == pytest.approx(4 / 6, abs=0.01)
    for group in others:
        await mark(room, item, group["attempts"], 2)
    # Five with full marks, one blank: 5/6.
    assert (await room.teacher.get(at))["facility"] == pytest.approx(5 / 6)
    assert sum(row["score"] for row in (await results_of(room))["pupils"]) == 10
    listed = await room.teacher.get(f"/api/assignments/{room.assignment_id}/marking")
    assert [(q["waiting"], q["marked"]) for q in listed["questions"]] == [(0, 5)]
    assert (await changes_of(room, item))["changes"] == [], "the list of changes isn't flooded by marking"


async def test_a_pupil_whose_answers_wait_is_told_of_no_weakness(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, questions=(("free_text", FREE_TEXT), *QUESTIONS), feedback="hand_in")
    waits = await sit(room, room.pupils[0], {"free_text": {"text": "It is fast."}, **RIGHT})
    assert (waits["score"], waits["marks_max"]) == (6, 6)
    assert waits["next_step"].startswith("Everything that is marked so far is right")
    item = await item_of(room, "free_text")
    (group,) = (await sheet_of(room, item))["groups"]
    await mark(room, item, group["attempts"], 2)
    marked = await room.pupils[0].get(f"/api/attempts/{waits['attempt_id']}/result")
    assert marked["next_step"].startswith("Everything right")


async def test_nothing_marked_yet_is_no_advice(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=[("free_text", FREE_TEXT)], feedback="hand_in")
    result = await sit(room, room.pupils[0], {"free_text": {"text": "It is fast."}})
    assert (result["marks_max"], result["next_step"], result["strengths"]) == (0, "", [])


async def test_an_answer_that_could_not_be_read_can_be_marked_too(maker: SchoolMaker) -> None:
    number = {
        "stem": "How many bits are a byte?",
        "answers": [{"value": "8", "fraction": 1, "tolerance": {"kind": "absolute", "amount": "0"}}],
    }
    room = await make_classroom(maker, questions=[("numeric", number)], feedback="hand_in")
    await sit(room, room.pupils[0], {"numeric": {"text": "eight"}})
    item = await item_of(room, "numeric")
    (group,) = (await sheet_of(room, item))["groups"]
    assert group["response"] == {"text": "eight"} and "could not be read" in group["problem"]
    await mark(room, item, group["attempts"], 2)
    assert [row["score"] for row in (await results_of(room))["pupils"]] == [2]


async def test_marks_that_make_no_sense_are_refused_with_a_reason(maker: SchoolMaker) -> None:
    room, other = await sat(maker, texts=("a",)), await sat(maker, texts=("b",))
    item = await item_of(room, "free_text")
    (group,) = (await sheet_of(room, item))["groups"]
    (theirs,) = (await sheet_of(other, await item_of(other, "free_text")))["groups"]
    at = f"/api/assignments/{room.assignment_id}/items/{item}/marking"
    for body, status, why in (
        ({"attempts": group["attempts"], "score": 3}, 422, "has 2 marks"),
        ({"attempts": group["attempts"], "score": 1, "lines": ["zzzzzz"]}, 404, "changed meanwhile"),
        ({"attempts": theirs["attempts"], "score": 1}, 404, "no mark to change"),
    ):
        answer = await room.teacher.post(at, body, expect=status)
        assert why in answer["detail"]
    assert (await sheet_of(room, item))["groups"] == [group]


async def test_an_answer_that_came_late_is_not_marked_unread(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=[("free_text", FREE_TEXT)], feedback="release")
    sitting = await room.start(room.pupils[0])
    await sitting.answer({"free_text": {"text": "It is fast."}})
    late = sitting.event(sitting.items[0], {"text": "No idea, sorry."})
    with clock.shifted(timedelta(hours=2)):
        await sweep(JobContext(maker.database, room.teacher.school_id))
        item = await item_of(room, "free_text")
        (read,) = (await sheet_of(room, item))["groups"]
        await sitting.send(late)
        at = f"/api/assignments/{room.assignment_id}/items/{item}/marking"
        body = {"attempts": read["attempts"], "score": 2, "response": read["response"]}
        refused = await room.teacher.post(at, body, expect=409)
        assert "newer answer" in refused["detail"]
        (now,) = (await sheet_of(room, item))["groups"]
        assert (now["response"]["text"], now["score"]) == ("No idea, sorry.", None)
        await mark(room, item, now["attempts"], 0, response=now["response"])


async def test_a_free_text_is_no_try_and_stays_open(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=[("free_text", FREE_TEXT)], feedback="each")
    sitting = await room.start(room.pupils[0])
    await sitting.answer({"free_text": {"text": "first"}})
    item_id = sitting.items[0]["id"]
    refused = await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/items/{item_id}/check", expect=409)
    assert refused["code"] == "cant_be_checked"
    await sitting.answer({"free_text": {"text": "second"}})
    await sitting.submit()
    (group,) = (await sheet_of(room, await item_of(room, "free_text")))["groups"]
    assert group["response"] == {"text": "second"}


async def test_comments_are_kept_by_their_author_last_used_first(maker: SchoolMaker) -> None:
    school = await maker.school()
    teacher, colleague = [await maker.person(school, "teacher") for _ in range(2)]
    for text in ("Say why.", "Give an example.", "Say why."):
        kept = await teacher.post("/api/marking-comments", {"text": text}, expect=201)
    assert [one["text"] for one in (await teacher.get("/api/marking-comments"))["items"]] == [
        "Say why.",
        "Give an example.",
    ]
    assert (await colleague.get("/api/marking-comments"))["items"] == []
    await colleague.delete(f"/api/marking-comments/{kept['id']}", expect=404)
    await teacher.delete(f"/api/marking-comments/{kept['id']}", expect=204)
    assert [one["text"] for one in (await teacher.get("/api/marking-comments"))["items"]] == ["Give an example."]


def test_near_answers_differ_in_little_and_never_in_a_word_that_turns_them_round() -> None:
    same = [
        "RAM loses its data when the power goes off",
        "ram looses its data when the power goes off.",
        "When the power goes off RAM loses its data",
    ]
    other = [
        "RAM never loses its data when the power goes off",
        "RAM doesn't lose its data when the power goes off",
        "It is a kind of storage",
    ]
    found = clusters([*same, *other])
    assert len(set(found[:3])) == 1
    assert len(set(found)) == 4
    words = ["a", "b", "c", "d", "e", "f", "g", "h"]
    shuffled = [" ".join(random.Random(seed).sample(words, 8)) for seed in range(20)]
    assert set(clusters(shuffled)) == {0}
    assert clusters([]) == []
