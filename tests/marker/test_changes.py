"""Putting marks right: the dry run is what is done, undo restores every mark, later answers are marked alike."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from backend.accounts.models import School
from backend.accounts.permissions import PLAIN_COOKIE, digest
from backend.attempts.models import AttemptItem
from backend.attempts.service import items_of
from backend.marker.models import Mark
from backend.marker.practice import FIND
from backend.marker.service import changes_in_force, newest_marks, version_for
from tests.school import SchoolMaker
from tests.sitting import RIGHT, SHORT_TEXT, WRONG, ClassRoom, make_classroom

pytestmark = pytest.mark.database

CHANGES = "/api/mark-changes"
SAME = ("fraction", "score", "marks_max", "outcome", "feedback", "misconceptions", "response", "detail", "marker")


async def _sat(maker: SchoolMaker) -> ClassRoom:
    """Four pupils: all right, all wrong, one blank, one who comes later."""
    room = await make_classroom(maker, pupils=4, feedback="hand_in")
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG, {}), strict=False):
        await sit(room, pupil, answers)
    return room


async def sit(room: ClassRoom, pupil: Any, answers: dict[str, Any]) -> dict[str, Any]:
    sitting = await room.start(pupil)
    if answers:
        await sitting.answer(answers)
    return (await sitting.submit())["result"]


async def results_of(room: ClassRoom) -> dict[str, Any]:
    return await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")


async def scores_of(room: ClassRoom) -> list[float | None]:
    """What each pupil has got, Pupil0 first."""
    return [row["score"] for row in sorted((await results_of(room))["pupils"], key=lambda row: row["name"])]


async def _row(room: ClassRoom, name: str) -> dict[str, Any]:
    return next(row for row in (await results_of(room))["pupils"] if row["name"].startswith(name))


async def _pupil1(room: ClassRoom) -> dict[str, Any]:
    return await _row(room, "Pupil1")


async def item_of(room: ClassRoom, kind: str) -> str:
    items = (await results_of(room))["items"]
    return next(item["id"] for item in items if item["type"] == kind)


def _plan(room: ClassRoom, item_id: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"targets": [{"assignment_id": str(room.assignment_id), "item_id": item_id}], "kind": kind, **more}


async def _do(room: ClassRoom, plan: dict[str, Any], reason: str = "It was unclear") -> dict[str, Any]:
    """Apply a change and wait until its job is done."""
    begun = await room.teacher.post(CHANGES, {**plan, "reason": reason}, expect=202)
    async with asyncio.timeout(30):
        while begun["state"] == "running":
            await asyncio.sleep(0.1)
            begun = await room.teacher.get(f"{CHANGES}/{begun['batch_id']}")
    return begun


async def marks_of(maker: SchoolMaker, room: ClassRoom) -> dict[uuid.UUID, tuple[Any, ...]]:
    """Every mark that counts, by the attempt's item, without what tells one row from its copy."""
    async with maker.database.session(room.teacher.school_id) as session:
        attempts = (await session.scalars(select(AttemptItem.attempt_id))).all()
        marks = (await session.scalars(newest_marks(attempts))).all()
    return {mark.attempt_item_id: tuple(getattr(mark, name) for name in SAME) for mark in marks}


async def _mended(room: ClassRoom, item_id: str, **content: Any) -> str:
    """Save a new version of a question; return its id."""
    question_id = (await changes_of(room, item_id))["question_id"]
    question = await room.teacher.get(f"/api/questions/{question_id}")
    body = {"version": question["version"], "content": content, "objective_ids": [], "tags": []}
    await room.teacher.put(f"/api/questions/{question_id}", body)
    newer = (await changes_of(room, item_id))["newer_version_id"]
    assert newer
    return str(newer)


async def _school(maker: SchoolMaker, room: ClassRoom) -> School:
    async with maker.database.session(room.teacher.school_id) as session:
        found = await session.get(School, room.teacher.school_id)
        assert found
        return found


async def changes_of(room: ClassRoom, item_id: str) -> dict[str, Any]:
    return await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item_id}/mark-changes")


ALSO_NIBBLE = {**SHORT_TEXT, "accepted": [*SHORT_TEXT["accepted"], {**SHORT_TEXT["accepted"][0], "pattern": "nibble"}]}


async def test_a_mended_question_marks_again_as_the_dry_run_says_and_undo_restores_every_mark(
    maker: SchoolMaker,
) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    before = await marks_of(maker, room)
    plan = _plan(room, item, "remark", version_id=await _mended(room, item, **ALSO_NIBBLE))
    shown = await room.teacher.post(f"{CHANGES}/preview", plan)
    assert shown["changed"] == 1 and len(shown["rows"]) == 3
    assert [(r["pupil"].split()[0], r["old"]["score"], r["new"]) for r in shown["rows"][:1]] == [
        ("Pupil1", 0, {"score": 2, "marks_max": 2, "outcome": "right"})
    ]
    assert await marks_of(maker, room) == before, "a dry run changes nothing"

    done = await _do(room, plan, "A nibble is fine, too")
    assert (done["state"], done["done"], done["total"]) == ("applied", 1, 1)
    assert await scores_of(room) == [6, 2, 0, None]
    later = await sit(room, room.pupils[3], WRONG)
    assert later["score"] == 2, "who answers later is marked by the same version"

    undone = await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    assert undone["state"] == "undone"
    now = await marks_of(maker, room)
    assert {item_id: now[item_id] for item_id in before} == before
    assert (await scores_of(room))[3] == 0, "marked by the version that the pupil saw"


async def test_a_question_is_left_out_for_everybody_and_comes_back(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    before = await marks_of(maker, room)
    item = await item_of(room, "ordering")
    done = await _do(room, _plan(room, item, "void"))
    results = await results_of(room)
    assert results["assignment"]["marks_max"] == 4
    assert await scores_of(room) == [4, 0, 0, None]
    head = next(each for each in results["items"] if each["id"] == item)
    assert head["left_out"] and head["facility"] is None
    spread = await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item}/distribution")
    assert (spread["facility"], spread["answered"], spread["of"]) == (None, 2, 3)
    export = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    assert export.text.count("left out") == 3
    own = await sit(room, room.pupils[3], RIGHT)
    assert (own["score"], own["marks_max"]) == (4, 4)
    assert next(each for each in own["items"] if each["type"] == "ordering")["outcome"] == "void"
    listed = (await room.pupils[0].get("/api/my/results"))["items"][0]
    assert (listed["score"], listed["marks_max"]) == (4, 4)

    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    now = await marks_of(maker, room)
    assert {item_id: now[item_id] for item_id in before} == before
    assert (await results_of(room))["assignment"]["marks_max"] == 6 and await scores_of(room) == [6, 0, 0, 6]


async def test_everybody_gets_the_marks(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "multiple_choice")
    await _do(room, _plan(room, item, "full"))
    assert await scores_of(room) == [6, 2, 2, None]
    spread = await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item}/distribution")
    wrong = next(bucket for bucket in spread["buckets"] if bucket["label"] == "Read all memory")
    assert wrong["misconception"]["slug"] == "hardware.ram_is_permanent", "what was thought is still shown"
    shown = await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "full"))
    assert shown["changed"] == 0


async def test_a_persons_mark_has_its_reason_survives_a_remark_and_can_be_taken_back(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    before = await marks_of(maker, room)
    pupil = await _pupil1(room)
    address = f"/api/attempts/{pupil['attempt_id']}/items/{item}/mark"
    given = await room.teacher.post(address, {"score": 1.5, "reason": "Half a byte is a nibble"})
    assert given["kind"] == "override" and given["state"] == "applied"
    detail_at = f"/api/assignments/{room.assignment_id}/pupils/{pupil['id']}/items/{item}"
    detail = await room.teacher.get(detail_at)
    assert (detail["mark"]["score"], detail["mark"]["outcome"]) == (1.5, "partial")
    assert detail["mark"]["reasons"] == ["Half a byte is a nibble"] and detail["mark"]["marker"] != "auto"
    assert len(detail["history"]) == 2

    version = await _mended(room, item, **ALSO_NIBBLE)
    shown = await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "remark", version_id=version))
    kept = next(row for row in shown["rows"] if row["pupil_id"] == pupil["id"])
    assert kept["new"] is None and "teacher gave" in kept["note"]
    over = _plan(room, item, "remark", version_id=version, over_people=True)
    shown = await room.teacher.post(f"{CHANGES}/preview", over)
    assert next(row for row in shown["rows"] if row["pupil_id"] == pupil["id"])["new"]["score"] == 2

    await room.teacher.post(f"{CHANGES}/{given['batch_id']}/undo")
    assert await marks_of(maker, room) == before


async def test_a_pupil_is_shown_the_mended_key_whoever_marked_last(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    attempt_id = (await _pupil1(room))["attempt_id"]

    async def key() -> Any:
        items = (await room.pupils[1].get(f"/api/attempts/{attempt_id}/result"))["items"]
        return next(each["key"] for each in items if each["type"] == "short_text")

    assert await key() == {"text": "bit"}
    only_nibble = {**SHORT_TEXT, "accepted": [{**SHORT_TEXT["accepted"][0], "pattern": "nibble"}]}
    plan = _plan(room, item, "remark", version_id=await _mended(room, item, **only_nibble))
    done = await _do(room, plan)
    assert await key() == {"text": "nibble"}
    await room.teacher.post(f"/api/attempts/{attempt_id}/items/{item}/mark", {"score": 1, "reason": "Late"})
    assert await key() == {"text": "nibble"}
    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    assert await key() == {"text": "bit"}


async def test_changes_can_be_taken_back_in_any_order(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    before = await marks_of(maker, room)
    first = await _do(room, _plan(room, item, "remark", version_id=await _mended(room, item, **ALSO_NIBBLE)))
    second = await _do(room, _plan(room, item, "full"))
    assert await scores_of(room) == [6, 2, 2, None]
    await room.teacher.post(f"{CHANGES}/{first['batch_id']}/undo")
    assert await scores_of(room) == [6, 2, 2, None], "the second had nothing to add to what the first gave, and holds"
    await room.teacher.post(f"{CHANGES}/{second['batch_id']}/undo")
    assert await marks_of(maker, room) == before


async def test_marks_only_go_up_where_that_was_chosen(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    stricter = {**SHORT_TEXT, "accepted": [{**SHORT_TEXT["accepted"][0], "case_sensitive": True}]}
    version = await _mended(room, item, **stricter)
    shown = await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "remark", version_id=version))
    assert shown["changed"] == 1 and shown["rows"][0]["new"]["outcome"] == "wrong"
    up_only = _plan(room, item, "remark", version_id=version, up_only=True)
    assert (await room.teacher.post(f"{CHANGES}/preview", up_only))["changed"] == 0
    before = await marks_of(maker, room)
    assert (await _do(room, up_only))["done"] == 0 and await marks_of(maker, room) == before


async def test_what_makes_no_sense_is_refused_with_what_to_do(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    attempt = (await _pupil1(room))["attempt_id"]
    address = f"/api/attempts/{attempt}/items/{item}/mark"
    too_much = await room.teacher.post(address, {"score": 3, "reason": "Generous"}, expect=422)
    assert "2 marks" in too_much["detail"]
    await room.teacher.post(address, {"score": 1, "reason": "   "}, expect=422)
    await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "remark"), expect=422)
    await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "void", version_id=item), expect=422)
    await room.teacher.post(f"{CHANGES}/preview", _plan(room, item, "remark", version_id=str(uuid.uuid4())), expect=404)
    await room.pupils[0].post(CHANGES, {**_plan(room, item, "void"), "reason": "Please"}, expect=403)
    colleague = await maker.person(await _school(maker, room), "teacher")
    await colleague.post(f"{CHANGES}/preview", _plan(room, item, "void"), expect=404)


async def test_every_mark_that_ever_stood_is_kept(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "ordering")
    done = await _do(room, _plan(room, item, "void"))
    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    async with maker.database.session(room.teacher.school_id) as session:
        outcomes = (await session.scalars(select(Mark.outcome))).all()
    assert outcomes.count("void") == 3 and len(outcomes) == 9 + 3 + 3
    changes = (await changes_of(room, item))["changes"]
    assert [(c["kind"], c["state"], c["reason"]) for c in changes] == [("void", "undone", "It was unclear")]


async def test_a_pupil_is_told_what_their_mark_was_and_why_it_changed(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    attempt_id = (await _pupil1(room))["attempt_id"]

    async def told() -> Any:
        items = (await room.pupils[1].get(f"/api/attempts/{attempt_id}/result"))["items"]
        return next(each["change"] for each in items if each["type"] == "short_text")

    async def on_dashboard() -> Any:
        dashboard = await room.pupils[1].get("/api/my/assignments")
        return next(sit["result"]["changed_at"] for sit in (*dashboard["now"], *dashboard["done"]))

    assert await told() is None and await on_dashboard() is None
    by_hand = f"/api/attempts/{attempt_id}/items/{item}/mark"
    given = await room.teacher.post(by_hand, {"score": 1, "reason": "Half a byte"})
    first = await told()
    assert (first["was"], first["now"], first["reason"]) == (0, 1, "Half a byte")
    assert await on_dashboard() == first["at"]
    full = await _do(room, _plan(room, item, "full"), "It wasn't taught")
    assert {**await told(), "at": None} == {"was": 1, "now": 2, "reason": "It wasn't taught", "at": None}
    await room.teacher.post(f"{CHANGES}/{full['batch_id']}/undo")
    assert await told() == first, "the newest change in force is told"
    assert await on_dashboard() == first["at"], "and when it came, not when what followed was taken back"
    left_out = await _do(room, _plan(room, item, "void"), "Unclear")
    assert {**await told(), "at": None} == {"was": 1, "now": None, "reason": "Unclear", "at": None}
    await room.teacher.post(f"{CHANGES}/{left_out['batch_id']}/undo")
    await room.teacher.post(f"{CHANGES}/{given['batch_id']}/undo")
    assert await told() is None and await on_dashboard() is None
    await room.teacher.post(by_hand, {"score": 0, "reason": "Looked at: it stays"})
    assert await told() is None and await on_dashboard() is None, "a mark that stays is no changed one"
    items = (await room.pupils[0].get(f"/api/attempts/{(await _row(room, 'Pupil0'))['attempt_id']}/result"))["items"]
    assert [each["change"] for each in items] == [None] * 3, "whose mark stayed is told nothing"
    await _do(room, _plan(room, item, "full"), "All")
    later = await sit(room, room.pupils[3], WRONG)
    assert all(each["change"] is None for each in later["items"]), "a first mark was never another"


async def test_every_marking_says_who_and_why(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    item = await item_of(room, "short_text")
    pupil = await _pupil1(room)
    done = await _do(
        room, _plan(room, item, "remark", version_id=await _mended(room, item, **ALSO_NIBBLE)), "Fine, too"
    )
    await room.teacher.post(f"/api/attempts/{pupil['attempt_id']}/items/{item}/mark", {"score": 1, "reason": "Late"})
    await _do(room, _plan(room, item, "void"), "Unclear")
    detail = await room.teacher.get(f"/api/assignments/{room.assignment_id}/pupils/{pupil['id']}/items/{item}")
    name = room.teacher.user.display_name
    assert [(mark["by"], mark["why"], mark["reasons"]) for mark in detail["history"]] == [
        (name, "Unclear", ["left out for everybody", "Unclear"]),
        (name, "Late", ["Late"]),
        (name, "Fine, too", ["matched 'nibble'"]),
        (None, None, ["matched no accepted answer"]),
    ]
    assert done["state"] == "applied"


async def test_run_goes_by_the_version_that_marks_go_by(maker: SchoolMaker) -> None:
    """Two places say which version an item goes by: the marker, and the statement that Run asks by itself."""
    room = await _sat(maker)
    sitting = await room.start(room.pupils[3])
    item = await item_of(room, "short_text")
    place = uuid.UUID(next(each["id"] for each in sitting.items if each["type"] == "short_text"))
    token = digest(sitting.pupil.client.cookies[PLAIN_COOKIE])

    async def version() -> uuid.UUID:
        row = await maker.database.hot.fetch_one(FIND, token, sitting.attempt_id, place)
        async with maker.database.session(room.teacher.school_id) as session:
            items = await items_of(session, sitting.attempt_id)
            changes = await changes_in_force(session, sitting.attempt_id)
        assert row
        assert row[4] == version_for(next(each for each in items if each.id == place), changes)
        return uuid.UUID(str(row[4]))

    seen = await version()
    mended = await _mended(room, item, **ALSO_NIBBLE)
    assert await version() == seen
    await _do(room, _plan(room, item, "remark", version_id=mended))
    assert str(await version()) == mended
    full = await _do(room, _plan(room, item, "full"))
    assert await version() == seen
    await room.teacher.post(f"{CHANGES}/{full['batch_id']}/undo")
    assert str(await version()) == mended
    await _do(room, _plan(room, item, "void"))
    assert await version() == seen
