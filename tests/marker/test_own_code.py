"""A pupil is asked about their own program once it passes: by a real run, once, for no marks, after the mark."""

from __future__ import annotations

import json
import uuid
from collections.abc import Hashable, Sequence
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text

from backend.attempts.service import items_of
from backend.core.jobs import JobContext, count_jobs, defer
from backend.marker.lost_runs import look_for_lost_runs
from backend.marker.models import Mark, OwnCodeQuestion
from backend.marker.own_code import OWN_CODE_JOB
from backend.marker.own_code_making import make_questions
from backend.marker.running import run_and_mark
from backend.marker.service import mark_items
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.runner import Runner
from tests.attempts.swapping import FRESH, bank, swap, swap_back
from tests.marker.test_programs import marked
from tests.questions.bank_samples import choice, program
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

TOTAL = "number = int(input())\ntotal = 0\nfor count in range(number):\n    total = total + 2\nprint(total)\n"
NOT_YET = "number = int(input())\nprint(6)\n"
HIDDEN = "523"


def asking(**changes: Any) -> dict[str, Any]:
    shown, hidden = program()["tests"]
    tests = [shown, hidden | {"stdin": f"{HIDDEN}\n", "expected": "1046"}]
    return program() | {"tests": tests, "own_code_questions": True} | changes


async def room_with(maker: SchoolMaker, content: dict[str, Any], **more: Any) -> ClassRoom:
    questions = (("python_code", content), ("multiple_choice", choice()))
    return await make_classroom(maker, **({"questions": questions, "feedback": "hand_in"} | more))


async def hand_in(room: ClassRoom, source: str, pupil: int = 0) -> Sitting:
    sitting = await room.start(room.pupils[pupil])
    await sitting.send(sitting.event(sitting.items[0], {"code": source}))
    await sitting.submit()
    return sitting


def path_of(sitting: Sitting) -> str:
    return f"/api/attempts/{sitting.attempt_id}/items/{sitting.items[0]['id']}/own-code"


async def stored(maker: SchoolMaker, room: ClassRoom) -> OwnCodeQuestion:
    async with maker.database.session(room.teacher.school_id) as session:
        return (await session.scalars(select(OwnCodeQuestion))).one()


async def test_who_passes_is_asked_once_and_sees_the_run_where_wrong(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking())
    sitting = await hand_in(room, TOTAL)
    result = await marked(sitting)
    item, other = result["items"]
    assert (item["outcome"], other["own_code"]) == ("right", None)
    question = item["own_code"]
    assert (question["source"], question["typed"], question["added"], question["answer"]) == (
        TOTAL.rstrip(),
        "3\n",
        "",
        None,
    )
    assert HIDDEN not in json.dumps(question)
    assert all(set(option) == {"id", "text"} for option in question["options"])
    key = (await stored(maker, room)).question["key"]
    wrong = next(option["id"] for option in question["options"] if option["id"] != key)
    await sitting.pupil.post(path_of(sitting), {"choice": "zzzzzz"}, expect=404)
    answered = await sitting.pupil.post(path_of(sitting), {"choice": wrong})
    assert {name: answered["answer"][name] for name in ("choice", "right", "key")} == {
        "choice": wrong, "right": False, "key": key,
    }  # fmt: skip
    assert answered["answer"]["because"]
    assert await sitting.pupil.post(path_of(sitting), {"choice": wrong}) == answered
    refused = await sitting.pupil.post(path_of(sitting), {"choice": key}, expect=409)
    assert refused["code"] == "own_code_answered"
    again = await marked(sitting)
    assert again["items"][0]["own_code"] == answered
    assert (again["score"], again["marks_max"]) == (result["score"], result["marks_max"])


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (asking(own_code_questions=False), TOTAL),
        (asking(), NOT_YET),
        (asking(tests=[{**test, "show": "never"} for test in asking()["tests"]]), TOTAL),
    ],
    ids=["not wanted", "doesn't pass", "no test is shown"],
)
async def test_nobody_else_is_asked(maker: SchoolMaker, content: dict[str, Any], source: str) -> None:
    room = await room_with(maker, content)
    sitting = await hand_in(room, source)
    assert (await marked(sitting))["items"][0]["own_code"] is None
    await sitting.pupil.post(path_of(sitting), {"choice": "aaaaaa"}, expect=404)


async def test_nothing_is_asked_before_results_are_shown(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking(), feedback="release")
    sitting = await hand_in(room, TOTAL)
    context = JobContext(maker.database, room.teacher.school_id)
    assert (await marked(sitting))["state"] == "waiting"
    await run_and_mark(context, uuid.UUID(sitting.attempt_id))
    await make_questions(context, uuid.UUID(sitting.attempt_id))
    question = (await stored(maker, room)).question
    assert question is not None
    await sitting.pupil.post(path_of(sitting), {"choice": question["key"]}, expect=404)


async def test_marked_again_the_question_stays_and_the_answer_too(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking())
    sitting = await hand_in(room, TOTAL)
    await marked(sitting)
    first = await stored(maker, room)
    assert first.question is not None
    await sitting.pupil.post(path_of(sitting), {"choice": first.question["key"]})
    attempt_id = uuid.UUID(sitting.attempt_id)
    async with maker.database.session(room.teacher.school_id) as session:
        await mark_items(session, attempt_id, await items_of(session, attempt_id))
    await make_questions(JobContext(maker.database, room.teacher.school_id), attempt_id)
    after = await stored(maker, room)
    assert (after.question, after.made_at, after.is_right) == (first.question, first.made_at, True)


@pytest.mark.parametrize(("answered", "expect"), [(False, 404), (True, 200)])
async def test_a_program_that_does_not_pass_any_more_is_asked_about_no_more(
    maker: SchoolMaker, answered: bool, expect: int
) -> None:
    """Its teacher takes the marks back: who hasn't answered can't any more, and the key isn't told to them."""
    room = await room_with(maker, asking())
    sitting = await hand_in(room, TOTAL)
    item = (await marked(sitting))["items"][0]
    choice = {"choice": item["own_code"]["options"][0]["id"]}
    if answered:
        await sitting.pupil.post(path_of(sitting), choice)
    async with maker.database.session(room.teacher.school_id) as session:
        items = await items_of(session, uuid.UUID(sitting.attempt_id))
    path = f"/api/attempts/{sitting.attempt_id}/items/{items[0].assessment_item_id}/mark"
    await room.teacher.post(path, {"score": 0, "reason": "It is somebody else's."})
    assert ((await result_of(sitting))["items"][0]["own_code"] is not None) == answered
    await sitting.pupil.post(path_of(sitting), choice, expect=expect)
    assert (await stored(maker, room)).choice == (choice["choice"] if answered else None)


class BrokenRunner(Runner):
    """A runner with an error of ours in it."""

    async def run_all(self, requests: Sequence[RunRequest], owner: Hashable | None = None) -> list[RunResult]:
        raise RuntimeError("an error of ours")


async def unmade(maker: SchoolMaker, room: ClassRoom) -> Sitting:
    """Hand a program in that passes; its question is noted and still to be made, with no job for it."""
    sitting = await hand_in(room, TOTAL)
    await marked(sitting)
    async with maker.database.session(room.teacher.school_id) as session:
        row = (await session.scalars(select(OwnCodeQuestion))).one()
        row.question = row.made_at = None
    assert (await result_of(sitting))["running"] == 1
    return sitting


async def result_of(sitting: Sitting) -> Any:
    return await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")


@pytest.mark.parametrize("runner", [Runner(enabled=False), BrokenRunner(enabled=True)], ids=["gone", "broken"])
async def test_marks_stand_where_no_question_can_be_made(maker: SchoolMaker, app: FastAPI, runner: Runner) -> None:
    """The runner fails when the question's turn comes: the pupil isn't asked, and nobody waits for it."""
    room = await room_with(maker, asking())
    sitting = await unmade(maker, room)
    really = app.state.database.info["runner"]
    app.state.database.info["runner"] = runner
    try:
        await make_questions(JobContext(maker.database, room.teacher.school_id), uuid.UUID(sitting.attempt_id))
    finally:
        app.state.database.info["runner"] = really
    result = await result_of(sitting)
    assert (result["running"], result["score"], result["items"][0]["own_code"]) == (0, 2, None)


@pytest.mark.parametrize(("failed", "asked"), [(0, True), (3, True), (4, False)])
async def test_a_question_whose_job_was_lost_comes_after_all_or_never(
    maker: SchoolMaker, failed: int, asked: bool
) -> None:
    room = await room_with(maker, asking())
    sitting = await unmade(maker, room)
    attempt_id = uuid.UUID(sitting.attempt_id)
    async with maker.database.session(room.teacher.school_id) as session:
        for _ in range(failed):
            await defer(session, OWN_CODE_JOB, attempt_id)
        await session.execute(
            text("UPDATE procrastinate_jobs SET status = 'failed' WHERE args->>'subject_id' = :id"),
            {"id": sitting.attempt_id},
        )
    context = JobContext(maker.database, room.teacher.school_id)
    await look_for_lost_runs(context)
    result = await marked(sitting)
    assert (result["score"], result["items"][0]["own_code"] is not None) == (2, asked)
    made = (await stored(maker, room)).made_at
    await look_for_lost_runs(context)
    async with maker.database.session(room.teacher.school_id) as session:
        jobs = await count_jobs(session, OWN_CODE_JOB, [attempt_id])
    assert jobs.get(attempt_id, (0, 0))[1] == failed
    assert (await stored(maker, room)).made_at == made


async def test_no_question_is_made_about_a_program_that_was_swapped(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking())
    sitting = await unmade(maker, room)
    await swap(room, 1, await bank(maker, room, "numeric", FRESH))
    await look_for_lost_runs(JobContext(maker.database, room.teacher.school_id))
    attempt_id = uuid.UUID(sitting.attempt_id)
    async with maker.database.session(room.teacher.school_id) as session:
        assert await count_jobs(session, OWN_CODE_JOB, [attempt_id]) == {}


async def test_a_teacher_sees_how_many_could_say_what_their_program_does(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking(), pupils=4)
    sittings = [await hand_in(room, source, place) for place, source in enumerate((TOTAL, TOTAL, TOTAL, NOT_YET))]
    asked = [(await marked(sitting))["items"][0]["own_code"] for sitting in sittings]
    assert asked[0] == asked[1] == asked[2]
    async with maker.database.session(room.teacher.school_id) as session:
        question = (await session.scalars(select(OwnCodeQuestion))).first().question
        marks = (await session.scalars(select(Mark))).all()
    wrong = next(option for option in question["options"] if option["id"] != question["key"])
    for sitting, chosen in zip(sittings, (question["key"], wrong["id"]), strict=False):
        await sitting.pupil.post(path_of(sitting), {"choice": chosen})
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    assert [item["own_code"] for item in results["items"]] == [{"asked": 3, "answered": 2, "right": 1}, None]
    (idea,) = results["misconceptions"]
    assert (idea["slug"], idea["count"], idea["item_positions"]) == (wrong["misconception"], 1, [1])
    assert idea["pupils"][0]["id"] == str(sittings[1].pupil.id)
    path = f"/api/classes/{room.class_id}/pupils"
    for sitting, held in zip(sittings, ([], [(wrong["misconception"], [1])], [], []), strict=True):
        ideas = (await room.teacher.get(f"{path}/{sitting.pupil.id}/progress"))["ideas"]
        assert [(idea["slug"], [seen["position"] for seen in idea["seen"]]) for idea in ideas] == held
    item = results["items"][0]["id"]
    detail = await room.teacher.get(f"/api/assignments/{room.assignment_id}/pupils/{sittings[1].pupil.id}/items/{item}")
    own = detail["own_code"]
    assert [option["text"] for option in own["options"] if option["chosen"]] == [wrong["text"]]
    assert own["misconception"]["slug"] == wrong["misconception"]
    async with maker.database.session(room.teacher.school_id) as session:
        assert len((await session.scalars(select(Mark))).all()) == len(marks)


async def test_what_was_asked_about_a_swapped_program_goes_with_it(maker: SchoolMaker) -> None:
    room = await room_with(maker, asking())
    sitting = await hand_in(room, TOTAL)
    await marked(sitting)
    question = (await stored(maker, room)).question
    wrong = next(option for option in question["options"] if option["misconception"])
    await sitting.pupil.post(path_of(sitting), {"choice": wrong["id"]})
    await swap(room, 1, await bank(maker, room, "python_code", asking(stem="Another program.")))
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    assert ([item["own_code"] for item in results["items"]], results["misconceptions"]) == ([None, None], [])
    await swap_back(room, 1)
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    assert results["items"][0]["own_code"] == {"asked": 1, "answered": 1, "right": 0}
