"""What a teacher is told of a task, by real runs: its solution, its starter, and slips that its tests don't find."""

from __future__ import annotations

from typing import Any

import pytest

from backend.questions.types.base import EvidenceMissing
from backend.questions.types.python_code import TYPE
from backend.questions.types.python_code.checking import (
    judge_check,
    judge_mutants,
    mutants_request,
    plan_check,
    plan_mutants,
    read_mutants,
)
from backend.questions.types.python_code.suggesting import plan_suggestions, probes_for, suggest_tests
from tests.questions.python_code.made import content
from tests.questions.types.evidence import run_all

GRADE = """def grade(score):
    if score >= 50:
        return "pass"
    return "fail"
"""
GRADE_TESTS = (
    {"kind": "call", "code": "grade(80)", "expected": "'pass'"},
    {"kind": "call", "code": "grade(20)", "expected": "'fail'"},
)
LONGEST = """words = input().split()
best = ''
for word in words:
    if len(word) > len(best):
        best = word
print(best)
"""


def slip(source: str, before: str, after: str) -> dict[str, Any]:
    assert source.count(before) == 1
    line = source[: source.index(before)].count("\n") + 1
    return {"source": source.replace(before, after), "line": line, "kind": "slip", "what": f"{before} became {after}"}


def check(question: Any) -> dict[str, Any]:
    return judge_check(question, run_all(plan_check(question)))


def test_a_sound_task_has_no_problems():
    question = content(*GRADE_TESTS, starter="def grade(score):\n    pass\n", solution=GRADE)
    assert check(question) == {"solution_passes": True, "starter_fails": True, "problems": []}


def test_a_blank_starter_needs_no_run():
    question = content({"expected": "1"})
    assert len(plan_check(question)) == 2
    assert check(question)["starter_fails"]


def test_problems_say_what_is_wrong():
    wrong = content({"expected": "2", "name": "two"}, solution="print(1)", starter="print(2)")
    assert check(wrong) == {
        "solution_passes": False,
        "starter_fails": False,
        "problems": [
            "The solution doesn't earn full marks: 0 of 1 test passed, for 0 of 1 mark.",
            "The solution doesn't earn full marks: Test 1 “two”: printed “1”, expected “2”.",
            "The starter passes every test already: take something out of it, or test more.",
        ],
    }


def test_slips_that_no_test_finds_survive_and_a_test_is_suggested_for_each():
    question = content(*GRADE_TESTS, solution=GRADE)
    mutants = [
        slip(GRADE, '"pass"', '"Pass"'),
        slip(GRADE, ">=", ">"),
        slip(GRADE, "50", "51"),
        slip(GRADE, "score >=", "score + 0 >="),
    ]
    judged = judge_mutants(question, mutants, run_all(plan_mutants(question, mutants)))
    assert [one["survives"] for one in judged] == [False, True, True, True]
    assert judged[0]["killed_by"] == [question.tests[0].id]
    assert (judged[1]["line"], judged[1]["what"]) == (2, ">= became >")

    survivors, probes = mutants[1:], probes_for(question)
    assert probes == probes_for(question)
    evidence = run_all(plan_suggestions(question, survivors, probes))
    bound, also, nothing = suggest_tests(question, survivors, probes, evidence)
    assert bound is not None
    assert (bound["code"], bound["expected"]) == ("grade(50)", "'pass'")
    assert also == bound, "one test finds both"
    assert nothing is None, "it is the same program"

    more = TYPE.parse_content({**question.model_dump(mode="json"), "tests": [*GRADE_TESTS_WITH_IDS, bound]})
    assert check(more)["solution_passes"]
    judged = judge_mutants(more, mutants, run_all(plan_mutants(more, mutants)))
    assert [one["survives"] for one in judged] == [False, False, False, True]


GRADE_TESTS_WITH_IDS = [{**test, "id": name} for test, name in zip(GRADE_TESTS, ("aaaaa1", "bbbbb2"), strict=True)]


def test_what_is_typed_is_varied_too():
    question = content({"stdin": "tree house\n", "expected": "house"}, solution=LONGEST)
    mutants = [slip(LONGEST, "> len", ">= len"), slip(LONGEST, "best = word", "best = words[1]")]
    judged = judge_mutants(question, mutants, run_all(plan_mutants(question, mutants)))
    assert [one["survives"] for one in judged] == [True, True]
    probes = probes_for(question)
    found = suggest_tests(question, mutants, probes, run_all(plan_suggestions(question, mutants, probes)))
    assert found[1] is not None
    assert found[1]["stdin"] != "tree house\n"
    for test in filter(None, found):
        parsed = content({**test, "id": "zzzzz9"}, solution=LONGEST)
        assert check(parsed)["solution_passes"]


def test_probes_of_arguments():
    question = content({"kind": "call", "code": "f(7, 'ab', [1, 2], (3,), True)", "expected": "1"})
    codes = {probe.code for probe in probes_for(question)}
    assert {"f(8, 'ab', [1, 2], (3,), True)", "f(7, '', [1, 2], (3,), True)", "f(7, 'ab', [], (3,), True)"} <= codes
    assert {"f(7, 'ab', [1, 2], (), True)", "f(7, 'ab', [1, 2], (3,), False)"} <= codes
    assert probes_for(content({"kind": "call", "code": "f(other)", "expected": "1"})) == ()
    assert probes_for(content({"kind": "call", "code": "f()", "expected": "1"})) == ()


def test_a_check_without_its_runs_says_so():
    question = content({})
    for judging in (
        lambda: judge_check(question, []),
        lambda: judge_mutants(question, [slip(GRADE, "50", "51")], []),
        lambda: suggest_tests(question, [], probes_for(content({"stdin": "1"})), []),
    ):
        with pytest.raises(EvidenceMissing):
            judging()


def test_mutants_are_asked_of_the_solution():
    request = mutants_request(content({}))
    assert (request.tool, request.source) == ("mutate", "print(1)")
    assert read_mutants(None) == []
    assert len(read_mutants([{}] * 100)) == 30
