"""The class page, the answers behind it and the dashboards, over marks of a class that really sat."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from backend.analytics.csv_export import safe
from backend.core import clock
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
