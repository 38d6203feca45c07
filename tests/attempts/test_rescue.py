"""Answers that a page could not send, brought by a teacher: the rules of a save, signed, and told before they count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.attempts import sitting as routines
from backend.attempts.models import Answer, AnswerEvent, Attempt
from backend.attempts.preparing import prepare_due
from backend.attempts.rescue_file import sign
from backend.core import clock
from backend.core.audit import AuditEvent
from backend.core.jobs import JobContext
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, Sitting, make_classroom, now_ms

pytestmark = pytest.mark.database


async def bring(room: ClassRoom, file: Any, expect: int = 200, **query: str) -> Any:
    return await room.teacher.post(f"/api/assignments/{room.assignment_id}/rescue", file, expect=expect, params=query)


async def begin(room: ClassRoom) -> tuple[Sitting, str]:
    """Start as the first pupil; gives the sitting and the key with which its page signs."""
    sitting = await room.start(room.pupils[0])
    return sitting, (await sitting.open())["rescue_key"]


async def attempt_of(maker: SchoolMaker, room: ClassRoom) -> Attempt:
    async with maker.database.session(room.teacher.school_id) as session:
        return (await session.scalars(select(Attempt).where(Attempt.assignment_id == room.assignment_id))).one()


def test_the_signature_is_hmac_sha256_as_rfc_4231_has_it() -> None:
    # Test case 2 of RFC 4231; tests/web/attempt/rescue.logic.test.mjs checks the page's half against the same.
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert sign("Jefe", "what do ya want for nothing?") == expected


async def test_answers_of_a_file_are_looked_at_taken_handed_in_and_marked(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    sent, *kept = [sitting.event(item, RIGHT[item["type"]]) for item in sitting.items]
    await sitting.send(sent)
    handed_in = now_ms()
    file = sitting.file(kept, key, handed_in=handed_in)
    seen = await bring(room, file, look="true")
    assert seen["pupil"]["id"] == str(sitting.pupil.id) and seen["device"] == "Chrome on Chromebook"
    assert (seen["signed"], seen["answers"], seen["taken"], seen["already"]) == (True, 2, 2, 0)
    assert (seen["handed_in"], seen["missing"], seen["state"], seen["done"]) == (handed_in, 0, "open", False)
    assert (await attempt_of(maker, room)).state == "open"
    done = await bring(room, file)
    assert (done["taken"], done["state"], done["done"], done["counts"]) == (2, "marked", True, True)
    attempt = await attempt_of(maker, room)
    assert (attempt.state, attempt.submitted_by) == ("marked", "pupil")
    assert attempt.submitted_at is not None and clock.to_ms(attempt.submitted_at) == handed_in
    result = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")
    assert (result["score"], result["marks_max"]) == (6.0, 6.0)


async def test_taking_in_twice_changes_nothing_and_the_device_finds_all_of_it_there(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    kept = [sitting.event(item, RIGHT[item["type"]]) for item in sitting.items]
    file = sitting.file(kept, key, handed_in=now_ms())
    await bring(room, file)
    first = await attempt_of(maker, room)
    again = await bring(room, file)
    assert (again["taken"], again["already"], again["state"]) == (0, 3, "marked")
    later = await sitting.send(*kept)
    assert sorted(later["acked"]) == sorted([[e["epoch"], e["seq"]] for e in kept]) and later["rejected"] == []
    done = await sitting.submit()
    assert (done["state"], done["missing"], done["result"]["score"]) == ("marked", [], 6.0)
    attempt = await attempt_of(maker, room)
    assert (attempt.submitted_at, attempt.submitted_by) == (first.submitted_at, "pupil")
    async with maker.database.session(room.teacher.school_id) as session:
        events = (await session.scalars(select(AnswerEvent))).all()
        audit = (await session.scalars(select(AuditEvent).where(AuditEvent.subject_id == attempt.id))).all()
    assert len(events) == 3
    assert [(row.actor_id, row.fields) for row in audit if row.action == "rescued"] == [(room.teacher.id, ["answers"])]
    assert [row.actor_id for row in audit if row.action == "handed_in"] == [room.teacher.id]


async def test_the_key_is_the_same_whichever_way_an_attempt_is_begun_and_another_for_each(maker: SchoolMaker) -> None:
    keys = []
    for ready in (True, False):
        room = await make_classroom(maker)
        if ready:
            await prepare_due(JobContext(maker.database, room.teacher.school_id))
        started = await room.pupils[0].post(f"/api/assignments/{room.assignment_id}/start", {"device": "test"})
        keys.append(started["opened"]["rescue_key"])
        opened = await Sitting(room.pupils[0], started["attempt_id"]).open()
        assert opened["rescue_key"] == keys[-1]
    assert keys[0] != keys[1]


async def test_an_answer_never_goes_back_by_a_file(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    item = sitting.items[1]
    older, newer = sitting.event(item, {"text": "older"}), sitting.event(item, {"text": "newer"})
    await sitting.send(newer)
    done = await bring(room, sitting.file([older], key))
    assert (done["taken"], done["state"]) == (1, "open")
    assert [a["value"] for a in (await sitting.open())["answers"]] == [{"text": "newer"}]


async def test_the_sweep_was_first_and_what_was_made_in_time_still_counts(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600, feedback="release")
    sitting, key = await begin(room)
    in_time = sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]])
    too_late = sitting.event(sitting.items[1], RIGHT[sitting.items[1]["type"]], at=now_ms() + 660_000)
    with clock.shifted(timedelta(minutes=12)):
        await routines.sweep(JobContext(maker.database, room.teacher.school_id))
        seen = await bring(room, sitting.file([in_time, too_late], key), look="true")
        done = await bring(room, sitting.file([in_time, too_late], key))
    assert (seen["taken"], seen["too_late"], seen["counts"]) == (2, 1, True)
    assert (done["taken"], done["too_late"], done["state"]) == (2, 1, "marked")
    async with maker.database.session(room.teacher.school_id) as session:
        answers = [str(row.item_id) for row in await session.scalars(select(Answer))]
        late = [row.late for row in await session.scalars(select(AnswerEvent))]
    assert answers == [sitting.items[0]["id"]] and late == [True, True]
    assert (await attempt_of(maker, room)).submitted_by == "sweep"


async def test_handed_in_offline_before_the_end_and_brought_after_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    sitting, key = await begin(room)
    kept = [sitting.event(item, RIGHT[item["type"]]) for item in sitting.items]
    handed_in = now_ms()
    with clock.shifted(timedelta(minutes=30)):
        done = await bring(room, sitting.file(kept, key, handed_in=handed_in))
    assert (done["taken"], done["too_late"], done["state"]) == (3, 0, "marked")
    attempt = await attempt_of(maker, room)
    assert attempt.submitted_at is not None
    assert (attempt.submitted_by, clock.to_ms(attempt.submitted_at)) == ("pupil", handed_in)


async def test_after_results_are_out_a_file_is_kept_and_counts_for_nothing(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="hand_in")
    sitting, key = await begin(room)
    kept = sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]])
    sitting.final.clear()
    await sitting.submit()
    done = await bring(room, sitting.file([kept], key))
    assert (done["taken"], done["counts"]) == (1, False)
    async with maker.database.session(room.teacher.school_id) as session:
        assert (await session.scalars(select(Answer))).all() == []


async def test_another_answer_under_the_same_number_is_told_and_nothing_is_handed_in(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    kept = sitting.event(sitting.items[1], RIGHT["short_text"])
    await sitting.send({**kept, "value": WRONG["short_text"]})
    done = await bring(room, sitting.file([kept], key, handed_in=now_ms()))
    assert [(r["seq"], r["code"]) for r in done["rejected"]] == [(kept["seq"], "conflict")]
    assert (done["missing"], done["state"]) == (1, "open")
    assert [a["value"] for a in (await sitting.open())["answers"]] == [WRONG["short_text"]]


async def test_what_is_missing_keeps_an_attempt_open(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    kept, elsewhere = (sitting.event(item, RIGHT[item["type"]]) for item in sitting.items[:2])
    done = await bring(room, sitting.file([kept], key, handed_in=now_ms()))
    assert (done["taken"], done["missing"], done["state"]) == (1, 1, "open")
    done = await bring(room, sitting.file([elsewhere], key, handed_in=now_ms()))
    assert (done["missing"], done["state"]) == (0, "marked")


async def test_what_can_never_be_stored_is_told_and_not_waited_for(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    good = sitting.event(sitting.items[0], RIGHT[sitting.items[0]["type"]])
    cleared = sitting.event(sitting.items[2], None)
    null = sitting.event(sitting.items[1], {"text": "a\x00b"})
    half = sitting.event(sitting.items[1], {"text": "\ud83d"})
    stranger = {**sitting.event(sitting.items[1], {"text": "x"}), "item": "018f0000-0000-7000-8000-000000000000"}
    ahead = {**sitting.event(sitting.items[0], RIGHT["multiple_choice"]), "epoch": sitting.epoch + 1}
    sitting.final = {e["item"]: (e["item"], e["epoch"], e["seq"]) for e in (good, cleared, half, ahead)}
    done = await bring(room, sitting.file([good, cleared, null, half, stranger, ahead], key, handed_in=now_ms()))
    assert {(r["seq"], r["code"]) for r in done["rejected"]} == {
        (null["seq"], "unreadable"),
        (half["seq"], "unreadable"),
        (stranger["seq"], "unknown_item"),
        (ahead["seq"], "unknown_item"),
    }
    assert (done["taken"], done["missing"], done["state"]) == (2, 0, "marked")


async def test_a_file_without_a_signature_needs_a_second_word(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting, _ = await begin(room)
    file = sitting.file([sitting.event(sitting.items[0], RIGHT["multiple_choice"])])
    assert (await bring(room, file, look="true"))["signed"] is False
    refused = await bring(room, file, expect=409)
    assert refused["code"] == "not_signed"
    assert (await bring(room, file, unsigned="true"))["taken"] == 1


async def test_a_changed_file_is_refused_whatever_is_said(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    sitting, key = await begin(room)
    other_key = (await (await room.start(room.pupils[1])).open())["rescue_key"]
    kept = [sitting.event(sitting.items[1], RIGHT["short_text"])]
    file = sitting.file(kept, key)
    changed = {**file, "answers": file["answers"].replace("Bit", "bit")}
    for wrong in (changed, sitting.file(kept, other_key)):
        for query in ({}, {"look": "true"}, {"unsigned": "true"}):
            refused = await bring(room, wrong, expect=409, **query)
            assert refused["code"] == "wrongly_signed", query
    assert key != other_key
    async with maker.database.session(room.teacher.school_id) as session:
        assert (await session.scalars(select(AnswerEvent))).all() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "lesson"}, "no_rescue_file"),
        ({"answers": '{"v": 1, "attempt"'}, "damaged_rescue_file"),
        ({"answers": "[]"}, "damaged_rescue_file"),
        ({"answers": "[" * 100_000}, "damaged_rescue_file"),
        ({"answers": '{"v": 2, "anything": "else"}'}, "newer_rescue_file"),
    ],
)
async def test_what_is_no_file_of_answers_says_what_is_wrong(
    maker: SchoolMaker, changed: dict[str, Any], code: str
) -> None:
    room = await make_classroom(maker)
    sitting, key = await begin(room)
    refused = await bring(room, {**sitting.file([], key), **changed}, expect=422)
    assert refused["code"] == code


async def test_a_file_goes_only_where_it_belongs(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    sitting, key = await begin(room)
    file = sitting.file([sitting.event(sitting.items[0], RIGHT["multiple_choice"])], key)
    beside = await make_classroom(maker, school=await maker.school())
    assert (await bring(beside, file, expect=404))["code"] == "unknown_attempt"
    path = f"/api/assignments/{room.assignment_id}/rescue"
    await room.pupils[0].post(path, file, expect=403)
    await beside.teacher.post(path, file, expect=404)
    relabelled = sitting.file([], key, pupil=str(room.pupils[1].id))
    assert (await bring(room, relabelled, expect=404))["code"] == "unknown_attempt"


async def test_a_file_of_another_assessment_of_the_class_says_so(maker: SchoolMaker) -> None:
    school = await maker.school()
    room, other = await make_classroom(maker, school=school), await make_classroom(maker, school=school)
    sitting, key = await begin(other)
    refused = await bring(room, sitting.file([], key), expect=404)
    assert refused["code"] == "other_assignment"
