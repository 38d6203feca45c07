"""Accepting an answer that was marked wrong: for everybody who gave it, now or later, as the dry run says."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.classes.models import ClassTeacher
from backend.core import clock
from backend.questions.service import NewQuestion
from tests.marker.test_changes import CHANGES, SAME, changes_of, item_of, marks_of, results_of, scores_of, sit
from tests.school import SchoolMaker
from tests.sitting import RIGHT, SHORT_TEXT, WRONG, ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

ACCEPT = f"{CHANGES}/accept"
CLOZE: dict[str, Any] = {
    "stem": "Fill the gaps.",
    "passage": "Eight [[aaaaaa]] are a [[bbbbbb]].",
    "gaps": {
        "aaaaaa": {"type": "short_text", "accepted": [{"pattern": "bits"}]},
        "bbbbbb": {"type": "short_text", "accepted": [{"pattern": "byte"}]},
    },
}
NUMBER: tuple[str, dict[str, Any]] = ("numeric", {"stem": "What is 2 + 2?", "answers": [{"value": 4}]})


def _plan(room: ClassRoom, item: str, response: Any, **more: Any) -> dict[str, Any]:
    return {
        "targets": [{"assignment_id": str(room.assignment_id), "item_id": item}],
        "response": response,
        "part": "",
        "fraction": 1,
        **more,
    }


async def _accept(room: ClassRoom, plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Look at the dry run, accept, wait until the job is done; return both."""
    shown = await room.teacher.post(f"{ACCEPT}/preview", plan)
    begun = await room.teacher.post(
        ACCEPT, {**plan, "version_id": shown["version_id"], "reason": "Right, too"}, expect=202
    )
    async with asyncio.timeout(30):
        while begun["state"] == "running":
            await asyncio.sleep(0.1)
            begun = await room.teacher.get(f"{CHANGES}/{begun['batch_id']}")
    return shown, begun


async def _spread(room: ClassRoom, item: str) -> dict[str, Any]:
    return await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item}/distribution")


async def test_an_accepted_answer_counts_for_all_who_gave_it_now_or_later_and_undo_restores_every_mark(
    maker: SchoolMaker,
) -> None:
    room = await make_classroom(maker, pupils=5, feedback="hand_in")
    twist = {**WRONG, "short_text": {"text": " NIBBLE "}}
    other = {**WRONG, "short_text": {"text": "nibbles"}}
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG, twist, other), strict=False):
        await sit(room, pupil, answers)
    item = await item_of(room, "short_text")
    before = await marks_of(maker, room)
    wrong = next(bucket for bucket in (await _spread(room, item))["buckets"] if bucket["label"] == "nibble")
    assert wrong["count"] == 2 and wrong["acceptable"] == [{"part": "", "label": "nibble", "fraction": 0}]
    plan = _plan(room, item, wrong["response"])
    assert (await room.teacher.post(f"{ACCEPT}/preview", plan))["changed"] == 2
    assert await marks_of(maker, room) == before, "a dry run changes nothing"
    assert (await changes_of(room, item))["newer_version_id"] is None

    shown, done = await _accept(room, plan)
    assert (shown["author"], shown["mended"]) == (None, False)
    assert (done["kind"], done["state"], done["done"]) == ("remark", "applied", 2)
    moved = {row["pupil"].split()[0]: row["new"]["score"] for row in shown["rows"] if row["new"]}
    assert moved == {"Pupil1": 2, "Pupil2": 2}
    assert await scores_of(room) == [6, 2, 2, 0, None]
    after = (await _spread(room, item))["buckets"]
    assert [(b["label"], b["right"], b["count"]) for b in after] == [
        ("nibble", True, 2),
        ("bit", True, 1),
        ("nibbles", False, 1),
    ]
    later = await sit(room, room.pupils[4], twist)
    assert later["score"] == 2, "who gives it later is marked alike"
    assert (await changes_of(room, item))["newer_version_id"], "new assessments take the question with it"

    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    now = await marks_of(maker, room)
    assert {item_id: now[item_id] for item_id in before} == before
    assert await scores_of(room) == [6, 0, 0, 0, 0]
    assert (await changes_of(room, item))["newer_version_id"], "the question keeps it: the page says so"


async def test_part_marks_for_one_gap_wherever_it_was_filled_so(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3, feedback="hand_in", questions=[("cloze", CLOZE), NUMBER])
    fillings = ({"aaaaaa": "bytes", "bbbbbb": "octet"}, {"aaaaaa": "bits", "bbbbbb": "Octet"}, {"aaaaaa": "bits"})
    for pupil, gaps in zip(room.pupils, fillings, strict=True):
        await sit(room, pupil, {"cloze": {"gaps": gaps}, "numeric": {"text": "4.0"}})
    item = await item_of(room, "cloze")
    wrong = next(b for b in (await _spread(room, item))["buckets"] if b["label"] == "bytes / octet")
    assert [each["label"] for each in wrong["acceptable"]] == ["Gap 1: bytes", "Gap 2: octet"]
    shown, _ = await _accept(room, _plan(room, item, wrong["response"], part="bbbbbb", fraction=0.5))
    assert shown["changed"] == 2
    assert await scores_of(room) == [2.5, 3.5, 3]


async def test_the_dry_run_is_what_is_applied_with_persons_marks_left_alone(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=3, feedback="hand_in")
    for pupil in room.pupils:
        await sit(room, pupil, WRONG)
    item = await item_of(room, "short_text")
    first = next(row for row in (await results_of(room))["pupils"] if row["name"].startswith("Pupil0"))
    await room.teacher.post(f"/api/attempts/{first['attempt_id']}/items/{item}/mark", {"score": 1, "reason": "Half"})
    before = await marks_of(maker, room)
    shown, _ = await _accept(room, _plan(room, item, WRONG["short_text"]))
    after = await marks_of(maker, room)
    score, outcome = SAME.index("score"), SAME.index("outcome")
    changed = sorted((float(m[score]), m[outcome]) for key, m in after.items() if m != before[key])
    assert changed == sorted((row["new"]["score"], row["new"]["outcome"]) for row in shown["rows"] if row["new"])
    assert len(changed) == shown["changed"] == 2
    assert next(row["note"] for row in shown["rows"] if row["new"] is None).startswith("A teacher gave")


async def test_two_answers_are_accepted_and_taken_back_one_after_the_other(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="hand_in")
    for pupil, text in zip(room.pupils, ("nibble", "word"), strict=True):
        await sit(room, pupil, {**WRONG, "short_text": {"text": text}})
    item = await item_of(room, "short_text")
    before = await marks_of(maker, room)
    _, first = await _accept(room, _plan(room, item, {"text": "nibble"}))
    second_run, second = await _accept(room, _plan(room, item, {"text": "word"}))
    assert second_run["changed"] == 1 and second_run["mended"]
    assert await scores_of(room) == [2, 2]
    await room.teacher.post(f"{CHANGES}/{second['batch_id']}/undo")
    assert await scores_of(room) == [2, 0]
    await room.teacher.post(f"{CHANGES}/{first['batch_id']}/undo")
    assert await marks_of(maker, room) == before


async def test_other_classes_that_answered_it_are_marked_alike_where_that_is_chosen(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    await sit(room, room.pupils[0], WRONG)
    item = await item_of(room, "short_text")
    again = await room.teacher.post(
        f"/api/assessments/{room.assessment_id}/assignments",
        {
            "class_id": str(room.class_id),
            "opens_at": (clock.now() - timedelta(minutes=1)).isoformat(),
            "closes_at": (clock.now() + timedelta(hours=1)).isoformat(),
            "feedback": "hand_in",
        },
    )
    started = await room.pupils[0].post(f"/api/assignments/{again['id']}/start")
    sitting = Sitting(room.pupils[0], started["attempt_id"])
    await sitting.open()
    await sitting.answer(WRONG)
    await sitting.submit()
    elsewhere = (await changes_of(room, item))["elsewhere"]
    assert [each["assignment_id"] for each in elsewhere] == [again["id"]]
    also = {"assignment_id": again["id"], "item_id": elsewhere[0]["item_id"]}
    plan = _plan(room, item, WRONG["short_text"])
    shown, _ = await _accept(room, {**plan, "targets": [*plan["targets"], also]})
    assert shown["changed"] == 2


async def test_what_cant_be_accepted_says_what_to_do_instead(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=1, feedback="hand_in")
    await sit(room, room.pupils[0], WRONG)
    text, choice = await item_of(room, "short_text"), await item_of(room, "multiple_choice")
    assert all(not bucket["acceptable"] for bucket in (await _spread(room, choice))["buckets"])
    refused = await room.teacher.post(f"{ACCEPT}/preview", _plan(room, choice, WRONG["multiple_choice"]), expect=422)
    assert "Mend the question" in refused["detail"]
    for bad in ({"text": "bit"}, {"text": ""}, {"other": 1}):
        await room.teacher.post(f"{ACCEPT}/preview", _plan(room, text, bad), expect=422)
    nul = await room.teacher.post(f"{ACCEPT}/preview", _plan(room, text, {"text": "a\0b"}), expect=409)
    assert "can't be kept" in nul["detail"]
    plan = _plan(room, text, WRONG["short_text"])
    shown = await room.teacher.post(f"{ACCEPT}/preview", plan)
    question = await room.teacher.get(f"/api/questions/{(await changes_of(room, text))['question_id']}")
    newer = {**SHORT_TEXT, "stem": "What is the smallest unit?"}
    await room.teacher.put(
        f"/api/questions/{question['id']}",
        {"version": question["version"], "content": newer, "objective_ids": [], "tags": []},
    )
    late = {**plan, "version_id": shown["version_id"], "reason": "Right"}
    assert (await room.teacher.post(ACCEPT, late, expect=409))["code"] == "stale_version"
    full = {"targets": plan["targets"], "kind": "full", "reason": "All"}
    begun = await room.teacher.post(CHANGES, full, expect=202)
    held = await room.teacher.post(f"{ACCEPT}/preview", plan, expect=422)
    assert "Take that back first" in held["detail"]
    assert begun["kind"] == "full"


async def test_where_each_pupil_had_other_numbers_there_is_no_one_answer_to_accept(maker: SchoolMaker) -> None:
    varied = NewQuestion("short_text", SHORT_TEXT, variants=[{**SHORT_TEXT, "stem": "And the smallest?"}])
    room = await make_classroom(maker, pupils=2, feedback="hand_in", questions=[varied])
    for pupil in room.pupils:
        await sit(room, pupil, WRONG)
    item = await item_of(room, "short_text")
    assert all(not bucket["acceptable"] for bucket in (await _spread(room, item))["buckets"])
    refused = await room.teacher.post(f"{ACCEPT}/preview", _plan(room, item, WRONG["short_text"]), expect=422)
    assert "Change single marks" in refused["detail"]


async def test_a_colleagues_question_says_whose_it_is_and_nobody_elses_class_can_be_named(maker: SchoolMaker) -> None:
    school = await maker.school()
    theirs = await make_classroom(maker, pupils=1, school=school, feedback="hand_in", questions=[NUMBER])
    colleague = await maker.person(school, "teacher", "Omar")
    await sit(theirs, theirs.pupils[0], {"numeric": {"text": "five"}})
    item = await item_of(theirs, "numeric")
    plan = _plan(theirs, item, {"text": "5"})
    await colleague.post(f"{ACCEPT}/preview", plan, expect=404)
    await theirs.pupils[0].post(f"{ACCEPT}/preview", plan, expect=403)
    async with maker.database.session(school.id) as session:
        session.add(ClassTeacher(class_id=theirs.class_id, teacher_id=colleague.id))
    assert (await colleague.post(f"{ACCEPT}/preview", plan))["author"] == theirs.teacher.user.display_name
