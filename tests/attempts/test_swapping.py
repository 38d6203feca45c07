"""A faulty question is swapped while a class sits it: nobody keeps it, nothing is lost, and it can be taken back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from backend.accounts.models import AccessArrangements
from backend.attempts.models import AnswerEvent, Attempt, AttemptItem
from backend.attempts.preparing import prepare_due
from backend.core.jobs import JobContext
from backend.marker.models import Mark
from tests.attempts.listening import listening
from tests.attempts.swapping import FRESH, bank, columns, mend, swap, swap_back
from tests.school import SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, RIGHT, SHORT_TEXT, WRONG, ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

FRESH_RIGHT = {"text": "8"}
KEY_MENDED: dict[str, Any] = {
    **MULTIPLE_CHOICE,
    "stem": "And ROM?",
    "options": [
        {"id": "aaaaaa", "text": "Random access memory", "fraction": 0},
        {"id": "bbbbbb", "text": "Read all memory", "fraction": 1},
        {"id": "cccccc", "text": "Run a machine", "fraction": 0},
    ],
}
"""The same options, and another of them is right."""
TWO_MARKS = 2.0
"""What each question of the class's assessment is worth."""


async def _items(sitting: Sitting) -> list[dict[str, Any]]:
    package = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/package")
    sitting.items = package["items"]
    return sitting.items


async def _result(sitting: Sitting) -> dict[str, Any]:
    return await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")


async def _without_marks(maker: SchoolMaker, room: ClassRoom) -> list[uuid.UUID]:
    """Return the items of closed attempts that count and have no mark."""
    async with maker.database.session(room.teacher.school_id) as session:
        rows = await session.scalars(
            select(AttemptItem.id)
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
            .where(
                Attempt.state != "open",
                AttemptItem.dropped_at.is_(None),
                ~select(Mark.id).where(Mark.attempt_item_id == AttemptItem.id).exists(),
            )
        )
        return list(rows)


# Another question


async def test_whoever_sits_has_the_other_question_at_once(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    before = sitting.items[1]
    new = await bank(maker, room, "numeric", FRESH)
    async with listening(sitting.pupil, f"/api/attempts/{sitting.attempt_id}/live") as page:
        first = await page.next()
        await swap(room, 2, new)
        heard = await page.until(lambda heard: heard["notices"] != first["notices"])
    assert heard["notices"][0]["number"] > first["notices"][0]["number"]
    after = (await _items(sitting))[1]
    assert (after["position"], after["type"], after["marks"], after["swapped"]) == (2, "numeric", TWO_MARKS, True)
    assert after["id"] != before["id"]
    assert [item["swapped"] for item in sitting.items] == [False, True, False]

    await sitting.send(sitting.event(after, FRESH_RIGHT))
    result = (await sitting.submit())["result"]
    assert (result["score"], result["marks_max"], len(result["items"])) == (6, 6, 3)
    async with maker.database.session(room.teacher.school_id) as session:
        logged = await session.scalars(select(AnswerEvent.item_id))
        assert uuid.UUID(before["id"]) in set(logged), "what was answered is kept"

    later = await room.start(room.pupils[1])
    assert [(item["type"], item["swapped"]) for item in later.items] == [
        ("multiple_choice", False),
        ("numeric", False),
        ("ordering", False),
    ]
    assert [(column["stem_text"], column["swapped"]) for column in await columns(room)][1] == (FRESH["stem"], True)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    assert [item["type"] for item in results["items"]] == ["multiple_choice", "numeric", "ordering"]


async def test_an_answer_to_the_old_question_that_comes_late_costs_nothing(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    old = list(sitting.items)
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    saved = await sitting.send(*(sitting.event(item, RIGHT[item["type"]]) for item in old))
    assert len(saved["acked"]) == 3
    done = await sitting.submit()
    assert (done["pending_items"], done["result"]["score"], done["result"]["marks_max"]) == ([], 4, 6)
    assert await _without_marks(maker, room) == []


async def test_what_was_prepared_is_thrown_away(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    await prepare_due(JobContext(maker.database, room.teacher.school_id))
    await swap(room, 1, await bank(maker, room, "numeric", FRESH))
    assert [item["type"] for item in (await room.start(room.pupils[0])).items] == ["numeric", "short_text", "ordering"]


async def test_swapped_twice_and_back_the_first_answer_counts_again(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    ids = [item["id"] for item in sitting.items]
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    await swap(room, 2, await bank(maker, room, "numeric", FRESH | {"stem": "And in two bytes?"}))
    await swap_back(room, 2)
    assert (await columns(room))[1]["stem_text"] == FRESH["stem"]
    await swap_back(room, 2)
    assert [item["id"] for item in await _items(sitting)] == ids
    assert not sitting.items[1]["swapped"]
    assert (await swap_back(room, 2, expect=404))["code"] == "not_found"
    assert (await sitting.submit())["result"]["score"] == 6


async def test_whoever_began_with_the_other_question_is_told_when_the_first_is_back(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    first = await room.start(room.pupils[0])
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    later = await room.start(room.pupils[1])
    assert [item["swapped"] for item in later.items] == [False, False, False]
    await swap_back(room, 2)
    assert [item["swapped"] for item in await _items(first)] == [False, False, False]
    assert [(item["type"], item["swapped"]) for item in await _items(later)] == [
        ("multiple_choice", False),
        ("short_text", True),
        ("ordering", False),
    ]


async def test_a_package_says_which_it_is(maker: SchoolMaker) -> None:
    """So that a page knows which of what it hears is newer than what it shows; prepared or written now."""
    room = await make_classroom(maker, pupils=2)
    written = await room.start(room.pupils[0])
    await prepare_due(JobContext(maker.database, room.teacher.school_id))
    prepared = await room.start(room.pupils[1])
    for sitting in (written, prepared):
        path = f"/api/attempts/{sitting.attempt_id}/package"
        assert (await sitting.pupil.get(path))["number"] == 1
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    for sitting in (written, prepared):
        path = f"/api/attempts/{sitting.attempt_id}/package"
        heard = (await sitting.send())["notices"][0]["number"]
        assert (await sitting.pupil.get(path))["number"] == heard == 2


async def test_a_checked_answer_goes_with_its_question(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="each")
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    old = sitting.items[1]
    await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/items/{old['id']}/check")
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/items/{old['id']}/check", expect=404)
    new = (await _items(sitting))[1]
    await sitting.send(sitting.event(new, FRESH_RIGHT))
    checked = await sitting.pupil.post(f"/api/attempts/{sitting.attempt_id}/items/{new['id']}/check")
    assert checked["outcome"] == "right"


# Mended


async def test_other_words_leave_the_answers_where_they_are(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    ids = [item["id"] for item in sitting.items]
    mended = await mend(maker, room, "multiple_choice", KEY_MENDED)
    assert (await columns(room))[0]["newer_version"]
    await swap(room, 1, mended)
    assert [item["id"] for item in await _items(sitting)] == ids
    assert sitting.items[0]["swapped"] and "And ROM?" in str(sitting.items[0]["view"]["stem"])
    assert (await sitting.submit())["result"]["items"][0]["outcome"] == "right", "marked by the key of the mended one"


async def test_other_options_want_another_answer(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    old = sitting.items[0]["id"]
    options = [*MULTIPLE_CHOICE["options"], {"id": "gggggg", "text": "None of these", "fraction": 0}]
    await swap(room, 1, await mend(maker, room, "multiple_choice", {**MULTIPLE_CHOICE, "options": options}))
    assert (await _items(sitting))[0]["id"] != old
    assert (await sitting.submit())["result"]["items"][0]["outcome"] == "unanswered"
    assert await _without_marks(maker, room) == []


async def test_whoever_has_fewer_options_answers_again_where_theirs_are_others(maker: SchoolMaker) -> None:
    """Which of the wrong options are left out follows from which are wrong: the mended key may change it."""
    room = await make_classroom(maker, pupils=6)
    async with maker.database.session(room.teacher.school_id) as session:
        session.add_all(AccessArrangements(user_id=pupil.id, fewer_options=True) for pupil in room.pupils)
    sittings = [await room.start(pupil) for pupil in room.pupils]
    before = [sitting.items[0] for sitting in sittings]
    await swap(room, 1, await mend(maker, room, "multiple_choice", KEY_MENDED))
    after = [(await _items(sitting))[0] for sitting in sittings]
    shown = [[{option["id"] for option in item["view"]["options"]} for item in items] for items in (before, after)]
    assert all(len(options) == 2 for options in shown[0]), shown
    for was, now, had, has in zip(before, after, *shown, strict=True):
        assert was["id"] != now["id"] or had == has


# Handed in


async def test_who_has_handed_in_is_not_marked_by_what_was_swapped(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2)
    done, other = [await room.start(pupil) for pupil in room.pupils]
    await done.answer(RIGHT | {"short_text": WRONG["short_text"]})
    assert (await done.submit())["result"]["marks_max"] == 6
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    result = await _result(done)
    assert (result["score"], result["marks_max"], [item["position"] for item in result["items"]]) == (4, 4, [1, 3])
    assert result["swapped_away"] == 1
    item = (await _items(other))[1]
    await other.send(other.event(item, FRESH_RIGHT))
    await other.submit()
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    rows = {row["id"]: row for row in results["pupils"]}
    assert [cell["outcome"] for cell in rows[str(done.pupil.id)]["cells"]] == ["right", "void", "right"]
    column = results["items"][1]
    asked = f"/api/assignments/{room.assignment_id}/items/{column['id']}/distribution"
    shown = await room.teacher.get(asked)
    assert (shown["of"], shown["facility"], column["facility"]) == (1, 1, 1)
    answer = f"/api/assignments/{room.assignment_id}/pupils/{done.pupil.id}/items/{column['id']}"
    await room.teacher.get(answer, expect=404)

    await swap_back(room, 2)
    result = await _result(done)
    assert (result["score"], result["marks_max"], result["swapped_away"]) == (4, 6, 0)
    assert (await _result(other))["swapped_away"] == 0
    assert await _without_marks(maker, room) == [], "who handed in without the old question has it marked now"
    assert [item["type"] for item in (await _result(other))["items"]] == ["multiple_choice", "short_text", "ordering"]


async def test_the_only_question_is_swapped_after_somebody_has_handed_in(maker: SchoolMaker) -> None:
    """Nothing is left of what they did: no page of theirs or of their teacher's breaks over it."""
    room = await make_classroom(maker, pupils=2, questions=[("short_text", SHORT_TEXT)])
    done, other = [await room.start(pupil) for pupil in room.pupils]
    await done.answer(RIGHT)
    await done.submit()
    await swap(room, 1, await bank(maker, room, "numeric", FRESH))
    async with listening(room.teacher, f"/api/assignments/{room.assignment_id}/live/stream") as view:
        rows = {row["pupil_id"]: row for row in (await view.next())["rows"]}
    assert (rows[str(done.pupil.id)]["given"], rows[str(other.pupil.id)]["given"]) == ([], [0])
    result = await _result(done)
    assert (result["score"], result["marks_max"], result["items"]) == (0, 0, [])
    lists = await done.pupil.get("/api/my/assignments")
    (sit,) = [sit for sits in lists.values() for sit in sits]
    assert (sit["result_state"], sit["result"]["score"], sit["result"]["marks_max"]) == ("ready", 0, 0)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    row = next(row for row in results["pupils"] if row["id"] == str(done.pupil.id))
    assert (row["state"], row["score"], [cell["outcome"] for cell in row["cells"]]) == ("marked", None, ["void"])
    assert (results["mean"], results["items"][0]["facility"]) == (None, None)
    progress = await room.teacher.get(f"/api/classes/{room.class_id}/pupils/{done.pupil.id}/progress")
    assert len(progress["attempts"]) == 1
    item = results["items"][0]["id"]
    await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item}/distribution")
    await room.teacher.get(f"/api/assignments/{room.assignment_id}/marking")
    await room.teacher.get("/api/teacher/dashboard")
    (mine,) = (await done.pupil.get("/api/my/results"))["items"]
    assert (mine["released"], mine["score"], mine["marks_max"]) == (True, 0, 0)
    await done.pupil.get("/api/my/progress")
    await swap_back(room, 1)
    assert (await _result(done))["score"] == 2


async def test_a_mended_question_leaves_marks_alone(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    done = await room.start(room.pupils[0])
    await done.answer(RIGHT)
    before = (await done.submit())["result"]
    await swap(room, 2, await mend(maker, room, "short_text", SHORT_TEXT | {"stem": "Mended"}))
    after = await _result(done)
    assert (after["score"], after["items"][1]["view"]) == (before["score"], before["items"][1]["view"])


async def test_an_attempt_that_is_opened_again_gets_the_other_question(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(RIGHT)
    await sitting.submit()
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    body = {"pupil_ids": [str(sitting.pupil.id)], "minutes": 5}
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/reopen", body)
    etag = (await sitting.open())["package_etag"]
    assert [item["type"] for item in sitting.items] == ["multiple_choice", "numeric", "ordering"]
    await sitting.send(sitting.event(sitting.items[1], FRESH_RIGHT))
    assert (await sitting.submit())["result"]["score"] == 6
    assert "-1-" not in etag, "a package that the browser has kept is not shown again"


async def test_an_answer_that_stays_is_marked_by_the_mended_question_when_it_is_handed_in_anew(
    maker: SchoolMaker,
) -> None:
    room = await make_classroom(maker)
    sitting = await room.start(room.pupils[0])
    await sitting.answer(WRONG)
    before = (await sitting.submit())["result"]["items"]
    await swap(room, 1, await mend(maker, room, "multiple_choice", KEY_MENDED))
    body = {"pupil_ids": [str(sitting.pupil.id)], "minutes": 5}
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/live/reopen", body)
    await sitting.open()
    after = (await sitting.submit())["result"]["items"]
    assert [item["outcome"] for item in before] == ["wrong", "wrong", "wrong"]
    assert [item["outcome"] for item in after] == ["right", "wrong", "wrong"]
    async with maker.database.session(room.teacher.school_id) as session:
        assert len((await session.scalars(select(Mark))).all()) == 4, "the others keep theirs"


# Refused


async def test_nothing_is_swapped_once_nobody_can_sit_it(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, time_limit_s=600)
    done = await room.start(room.pupils[0])
    await done.answer(RIGHT)
    before = (await done.submit())["result"]
    new = await bank(maker, room, "numeric", FRESH)
    await swap(room, 2, new)
    assignment = await room.teacher.get(f"/api/assignments/{room.assignment_id}")
    await room.teacher.post(f"/api/assignments/{room.assignment_id}/close", {"version": assignment["version"]})
    assert "Leave the question out" in (await swap(room, 1, new, expect=422))["detail"]
    await swap_back(room, 2)
    assert (await _result(done))["score"] == before["score"]


async def test_no_question_comes_back_beside_itself(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    second = (await columns(room))[1]["question_id"]
    await swap(room, 2, await bank(maker, room, "numeric", FRESH))
    await swap(room, 1, second)
    assert "Question 1 of this assessment is that one" in (await swap_back(room, 2, expect=422))["detail"]
    assert [column["stem_text"] for column in await columns(room)][1] == FRESH["stem"]
    await swap_back(room, 1)
    await swap_back(room, 2)
    assert (await columns(room))[1]["question_id"] == second


async def test_what_cannot_be_swapped_is_refused_with_what_to_do(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    asked = await columns(room)
    here, there = asked[0]["question_id"], asked[1]["question_id"]
    draft = await bank(maker, room, "numeric", FRESH, status="draft")
    fresh = await bank(maker, room, "ordering", ORDERING | {"stem": "Once more"})
    assert "here already" in (await swap(room, 1, here, expect=422))["detail"]
    assert "Question 2 of this assessment is that one" in (await swap(room, 1, there, expect=422))["detail"]
    assert (await swap(room, 1, draft, expect=409))["code"] == "question_not_ready"
    assert (await swap(room, 1, str(uuid.uuid4()), expect=409))["code"] == "question_not_ready"
    path = f"/api/assignments/{room.assignment_id}/live/questions"
    await room.teacher.post(f"{path}/{uuid.uuid4()}/swap", {"question_id": fresh}, expect=404)
    away = await make_classroom(maker)
    item = asked[0]["assessment_item_id"]
    await away.teacher.post(f"{path}/{item}/swap", {"question_id": fresh}, expect=404)
    await room.pupils[0].post(f"{path}/{item}/swap", {"question_id": fresh}, expect=403)
    change = {
        "targets": [{"assignment_id": str(room.assignment_id), "item_id": item}],
        "kind": "void",
        "reason": "Unclear",
    }
    await room.teacher.post("/api/mark-changes", change)
    assert (await swap(room, 1, fresh, expect=409))["code"] == "marks_changed"
