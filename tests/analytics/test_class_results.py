"""The class page, the answers behind it and the dashboards, over marks of a class that really sat."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete

from backend.accounts.models import School
from backend.analytics.csv_export import results_csv, safe
from backend.analytics.dashboards import RECENT
from backend.analytics.schemas import ClassResults
from backend.attempts.sitting import sweep
from backend.classes.models import ClassPupil
from backend.core import clock
from backend.core.jobs import JobContext
from backend.core.model import uuid7
from backend.documents.models import Document
from tests.school import SchoolMaker
from tests.sitting import RIGHT, WRONG, ClassRoom, make_classroom

pytestmark = pytest.mark.database


async def _sat(maker: SchoolMaker, **assignment: object) -> ClassRoom:
    """Four pupils: all right, all wrong, one blank, one who never came."""
    room = await make_classroom(maker, pupils=4, **assignment)
    for pupil, answers in zip(room.pupils, (RIGHT, WRONG, {}), strict=False):
        sitting = await room.start(pupil)
        if answers:
            await sitting.answer(answers)
        await sitting.submit()
    return room


async def test_heat_map_holds_the_marks_that_the_formulas_give(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    by_name = {row["name"].split()[0]: row for row in results["pupils"]}
    assert [[c["score"] for c in by_name[f"Pupil{n}"]["cells"]] for n in range(3)] == [[2, 2, 2], [0, 0, 0], [0, 0, 0]]
    assert {c["outcome"] for c in by_name["Pupil2"]["cells"]} == {"unanswered"}
    assert by_name["Pupil3"]["state"] == "not_started" and by_name["Pupil3"]["cells"] == [None, None, None]
    assert results["mean"] == 2.0 and results["median"] == 0.0
    assert [item["facility"] for item in results["items"]] == [pytest.approx(1 / 3)] * 3
    wrong_idea = results["misconceptions"][0]
    assert (wrong_idea["slug"], wrong_idea["count"], wrong_idea["item_positions"]) == (
        "hardware.ram_is_permanent",
        1,
        [1],
    )


async def test_distribution_names_the_misconception_and_counts_everybody(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    item = results["items"][0]["id"]
    shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item}/distribution")
    assert (shown["answered"], shown["of"]) == (2, 3)
    assert sum(bucket["count"] for bucket in shown["buckets"]) == 3
    wrong = next(bucket for bucket in shown["buckets"] if bucket["label"] == "Read all memory")
    assert wrong["misconception"]["slug"] == "hardware.ram_is_permanent" and wrong["pupils"][0]["name"].startswith(
        "Pupil1"
    )


async def test_an_answer_says_why_it_got_its_mark(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    path = f"/api/assignments/{room.assignment_id}/pupils/{room.pupils[1].id}/items/{results['items'][1]['id']}"
    detail = await room.teacher.get(path)
    assert detail["response"] == {"text": "nibble"} and detail["events"] == 1
    assert detail["mark"]["reasons"] and detail["mark"]["marker"] == "auto"
    absent = path.replace(str(room.pupils[1].id), str(room.pupils[3].id))
    await room.teacher.get(absent, expect=404)


async def test_the_best_attempt_counts(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, attempts_allowed=3)
    for answers in (WRONG, RIGHT, WRONG):
        sitting = await room.start(room.pupils[0])
        await sitting.answer(answers)
        await sitting.submit()
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    assert results["pupils"][0]["score"] == 6.0


async def test_csv_is_what_the_page_shows_and_safe_in_a_spreadsheet(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    answer = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    by_name = {row[0].split()[0]: row for row in rows[1:]}
    assert by_name["Pupil0"][2:7] == ["6", "100%", "2", "2", "2"]
    assert by_name["Pupil3"][1:4] == ["not started", "", ""]
    for dangerous in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"):
        assert safe(dangerous).startswith("'")
    assert safe("Amira Khan") == "Amira Khan"


async def test_csv_gives_the_schools_time_and_rounds_as_the_pages_do(maker: SchoolMaker) -> None:
    room = await make_classroom(maker)
    found = ClassResults.model_validate_json(
        (await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results")).text.replace(
            '"class":', '"class_":'
        )
    )
    pupil = found.pupils[0]
    pupil.score, pupil.marks_max, pupil.submitted_at = 0.75, 6, datetime(2026, 6, 12, 8, 5, 9, tzinfo=UTC)
    line = list(csv.reader(io.StringIO(results_csv(found, ZoneInfo("Europe/London")))))[1]
    assert (line[3], line[-2]) == ("13%", "2026-06-12T09:05:09+01:00")  # 12.5 %, half up; British Summer Time


async def test_who_left_the_class_is_counted_alike_on_every_page(maker: SchoolMaker) -> None:
    room = await _sat(maker)
    async with maker.database.session(room.teacher.school_id) as session:
        await session.execute(delete(ClassPupil).where(ClassPupil.pupil_id.in_([p.id for p in room.pupils[:2]])))
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    states = {row["name"].split()[0]: row["state"] for row in results["pupils"]}
    assert states == {"Pupil0": "marked", "Pupil1": "marked", "Pupil2": "marked", "Pupil3": "not_started"}
    assert {row["name"].split()[0]: row["left"] for row in results["pupils"]} == {
        "Pupil0": True, "Pupil1": True, "Pupil2": False, "Pupil3": False,
    }  # fmt: skip
    answer = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    head, *lines = csv.reader(io.StringIO(answer.text))
    assert head[-1] == "Left the class" and {line[0].split()[0]: line[-1] for line in lines} == {
        "Pupil0": "yes", "Pupil1": "yes", "Pupil2": "", "Pupil3": "",
    }  # fmt: skip
    assert results["mean"] == 2.0 and results["misconceptions"][0]["pupils"][0]["name"].startswith("Pupil1")
    dashboard = await room.teacher.get("/api/teacher/dashboard")
    shown = dashboard["open"][0]
    assert (shown["handed_in"], shown["pupils"], dashboard["classes"][0]["pupils"]) == (3, 4, 2)
    assert "3 of 4 handed in" in dashboard["needs"][0]["text"]


async def test_what_is_marked_again_is_shown_everywhere(maker: SchoolMaker) -> None:
    """Answers made in time reach the server after the sweep has handed in."""
    room = await make_classroom(maker, time_limit_s=600, feedback="release")
    sitting = await room.start(room.pupils[0])
    await sitting.answer({"multiple_choice": WRONG["multiple_choice"]})
    late = [sitting.event(item, RIGHT[item["type"]]) for item in sitting.items]
    path = f"/api/assignments/{room.assignment_id}"
    with clock.shifted(timedelta(hours=2)):
        await sweep(JobContext(maker.database, room.teacher.school_id))
        before = await room.teacher.get(f"{path}/results")
        assert before["pupils"][0]["score"] == 0 and len(before["misconceptions"]) == 1
        await sitting.send(*late)
        after = await room.teacher.get(f"{path}/results")
        item = after["items"][0]["id"]
        shown = await room.teacher.get(f"{path}/items/{item}/distribution")
        detail = await room.teacher.get(f"{path}/pupils/{room.pupils[0].id}/items/{item}")
        dashboard = await room.teacher.get("/api/teacher/dashboard")
    assert (after["pupils"][0]["score"], after["mean"], after["misconceptions"]) == (6.0, 6.0, [])
    assert [cell["outcome"] for cell in after["pupils"][0]["cells"]] == ["right"] * 3
    assert [item["facility"] for item in after["items"]] == [1.0] * 3
    assert shown["facility"] == 1.0 and sum(bucket["count"] for bucket in shown["buckets"] if bucket["right"]) == 1
    assert [mark["outcome"] for mark in detail["history"]] == ["right", "wrong"] and detail["mark"]["score"] == 2
    assert dashboard["recent"][0]["mean_percent"] == 100


async def test_results_wait_for_release_however_long_ago_it_closed(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, feedback="release")
    await (await room.start(room.pupils[0])).submit()
    now = clock.now()
    for _ in range(RECENT):
        body = {
            "class_id": str(room.class_id),
            "opens_at": now.isoformat(),
            "closes_at": (now + timedelta(hours=1)).isoformat(),
        }
        await room.teacher.post(f"/api/assessments/{room.assessment_id}/assignments", body)
    with clock.shifted(timedelta(hours=2)):
        dashboard = await room.teacher.get("/api/teacher/dashboard")
    assert str(room.assignment_id) not in {shown["id"] for shown in dashboard["recent"]}
    (need,) = dashboard["needs"]
    assert need["kind"] == "release" and need["text"].endswith(": 1 result to release")
    assert str(room.assignment_id) in need["href"]


async def test_other_teachers_and_pupils_see_nothing(maker: SchoolMaker) -> None:
    school = await maker.school()
    room = await make_classroom(maker, school=school)
    colleague = await maker.person(school, "teacher")
    admin = await maker.person(school, "admin")
    foreigner = (await make_classroom(maker)).teacher
    path = f"/api/assignments/{room.assignment_id}/results"
    await colleague.get(path, expect=404)
    await foreigner.get(path, expect=404)
    await admin.get(path, expect=403)
    await room.pupils[0].get(path, expect=403)


async def test_dashboards_say_what_is_next(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, pupils=2, feedback="release")
    pupil = room.pupils[0]
    assert [sit["result_state"] for sit in (await pupil.get("/api/my/assignments"))["now"]] == ["none"]
    sitting = await room.start(pupil)
    await sitting.answer({"short_text": RIGHT["short_text"]})
    running = (await pupil.get("/api/my/assignments"))["now"][0]["attempt"]
    assert running["answered"] == 1
    await sitting.submit()
    done = (await pupil.get("/api/my/assignments"))["done"][0]
    assert done["result_state"] == "waiting" and done["result"] is None
    assert (await pupil.get("/api/my/results"))["items"][0]["score"] is None
    teacher = await room.teacher.get("/api/teacher/dashboard")
    assert teacher["open"][0]["handed_in"] == 1 and teacher["needs"][0]["kind"] == "open_now"
    with clock.shifted(timedelta(hours=2)):
        later = await room.teacher.get("/api/teacher/dashboard")
    assert later["recent"][0]["mean_percent"] == 33
    assert [need["kind"] for need in later["needs"]] == ["release"]


async def test_a_teachers_dashboard_says_what_needs_them_now(maker: SchoolMaker) -> None:
    number = ("numeric", {"stem": "What is pi?", "answers": [{"value": "3.14"}]})
    room = await make_classroom(maker, pupils=2, questions=[number, number])
    assert [need["kind"] for need in (await room.teacher.get("/api/teacher/dashboard"))["needs"]] == ["open_now"]
    for pupil in room.pupils:
        sitting = await room.start(pupil)
        await sitting.answer({"numeric": {"text": "3,14"}})
        await sitting.submit()
    needs = {need["kind"]: need for need in (await room.teacher.get("/api/teacher/dashboard"))["needs"]}
    assert needs["to_mark"]["count"] == 4 and needs["to_mark"]["text"] == "Check, 8B: 4 answers to mark"
    assert needs["to_mark"]["href"] == f"/teacher/marking?assignment={room.assignment_id}"
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    for row in results["pupils"]:
        address = f"/api/attempts/{row['attempt_id']}/items/{results['items'][0]['id']}/mark"
        await room.teacher.post(address, {"score": 2, "reason": "A comma is fine"})
    needs = {need["kind"]: need for need in (await room.teacher.get("/api/teacher/dashboard"))["needs"]}
    assert needs["to_mark"]["count"] == 2, "what a person has marked waits no more"
    colleague = await maker.person(await _school_of(maker, room), "teacher")
    assert (await colleague.get("/api/teacher/dashboard"))["needs"] == []
    async with maker.database.session(room.teacher.school_id) as session:
        for status in ("failed", "refused", "uploaded"):
            session.add(_file(room.teacher.id, status))
        session.add(_file(room.teacher.id, "failed", created_at=clock.now() - timedelta(days=8)))
    needs = {need["kind"]: need["count"] for need in (await room.teacher.get("/api/teacher/dashboard"))["needs"]}
    assert (needs["failed_upload"], needs["unfinished_upload"]) == (2, 1)


async def _school_of(maker: SchoolMaker, room: ClassRoom) -> School:
    async with maker.database.session(room.teacher.school_id) as session:
        return await session.get_one(School, room.teacher.school_id)


def _file(owner_id: uuid.UUID, status: str, **more: Any) -> Document:
    file = {"name": "lesson.docx", "kind": "docx", "size_bytes": 1, "sha256": "0" * 64, "status": status}
    return Document(id=uuid7(), owner_id=owner_id, **file, **more)
