"""A teacher checks a programming task, by real HTTP and real runs."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from backend.sandbox.runner import Runner
from tests.questions.bank_samples import program
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database

PATH = "/api/questions/check-code"


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


async def check(teacher: Person, **content: Any) -> Any:
    return await teacher.post(PATH, {"content": program() | content})


async def test_a_sound_task_has_its_slips_found(teacher: Person) -> None:
    found = await check(teacher)
    assert (found["solution_passes"], found["starter_fails"], found["problems"]) == (True, True, [])
    assert any(slip["killed_by"] for slip in found["mutants"])
    assert all(slip["survives"] == (slip["killed_by"] == []) for slip in found["mutants"])


async def test_a_slip_that_no_test_finds_comes_with_a_test_that_does(teacher: Person) -> None:
    solution = "age = int(input())\nif age >= 18:\n    print('yes')\nelse:\n    print('no')\n"
    tests = [
        {"id": "aaaaaa", "stdin": "30\n", "expected": "yes"},
        {"id": "bbbbbb", "stdin": "3\n", "expected": "no"},
    ]
    found = await check(teacher, solution=solution, tests=tests)
    missed = [slip for slip in found["mutants"] if slip["survives"] and slip["suggestion"]]
    bound = next(slip["suggestion"] for slip in missed if slip["suggestion"]["stdin"] == "18\n")
    assert bound["expected"] == "yes"
    better = await check(teacher, solution=solution, tests=[*tests, bound])
    assert better["solution_passes"]
    left = [slip for slip in better["mutants"] if slip["survives"]]
    assert len(left) < sum(slip["survives"] for slip in found["mutants"])


async def test_a_solution_that_fails_is_told_and_no_slips_are_tried(teacher: Person) -> None:
    found = await check(teacher, solution="print(6)\n")
    assert not found["solution_passes"]
    assert "Test 2: printed “6”, expected “" in " ".join(found["problems"])
    assert found["mutants"] == []


async def test_content_that_is_not_finished_is_refused(teacher: Person) -> None:
    refused = await teacher.post(PATH, {"content": program() | {"tests": []}}, expect=409)
    assert refused["code"] == "unreadable_question"


async def test_where_python_is_switched_off_it_says_so(teacher: Person, app: FastAPI) -> None:
    working = app.state.runner
    app.state.runner = Runner(enabled=False)
    try:
        refused = await teacher.post(PATH, {"content": program()}, expect=503)
    finally:
        app.state.runner = working
    assert (refused["code"], refused["detail"]) == ("not_run", "Python is switched off on this machine.")
