"""Parsons problems: which orders are right, what a repair costs, and programs that are marked by running them."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest

from backend.questions.types.base import EvidenceMissing
from backend.questions.types.parsons.orders import fewest_hits
from backend.questions.types.registry import get_type
from backend.sandbox.protocol import ProgramError, RunResult

PARSONS = get_type("parsons")
DOUBLE: dict[str, Any] = {
    "stem": "Print the double.",
    "grading": "execution",
    "blocks": [
        {"id": "w3rt7k", "code": "n = int(input())"},
        {"id": "c8vm2q", "code": "if n > 0:"},
        {"id": "p5xd9a", "code": "n = n * 2\nif n > 9:\n    print('big')", "indent": 1},
        {"id": "h7gs4n", "code": "print(n)"},
        {"id": "b2kz6e", "code": "print('n')", "distractor": True},
    ],
    "tests": [{"stdin": "3\n", "expected": "6"}, {"stdin": "5", "expected": "BIG 10", "compare": "tolerant"}],
}
PROGRAM = [("w3rt7k", 0), ("c8vm2q", 0), ("p5xd9a", 1), ("h7gs4n", 0)]


def answer(*lines: tuple[str, int]) -> dict[str, Any]:
    return {"lines": [{"id": block_id, "indent": indent} for block_id, indent in lines]}


def content(**changes: Any) -> Any:
    return PARSONS.parse_content(DOUBLE | changes)


def test_a_program_is_run_once_for_each_test_as_it_was_put_together():
    runs = PARSONS.plan_runs(content(), answer(*PROGRAM, ("b2kz6e", 2)))
    assert [run.stdin for run in runs] == ["3\n", "5"]
    beginning = "n = int(input())\nif n > 0:\n    n = n * 2\n    if n > 9:\n        print('big')\n"
    assert {run.source for run in runs} == {f"{beginning}print(n)\n        print('n')\n"}
    assert all(run.patient and not run.prompts and run.tool == "run" and not run.then for run in runs)


def test_a_pupils_own_run_has_the_input_of_the_first_test_but_neither_its_seed_nor_its_output():
    view = PARSONS.pupil_view(content(), 1)
    assert view["stdin"] == "3\n"
    (run,) = PARSONS.plan_practice(content(), {"code": "n = 1\r\nprint(n)"}, view["stdin"])
    assert (run.source, run.stdin, run.prompts, run.seed) == ("n = 1\nprint(n)", "3\n", True, None)
    assert PARSONS.plan_practice(content(), {"code": " "}, "") == ()
    assert PARSONS.plan_practice(content(), {"code": "print(1)"}, None) == (), "there are no examples"
    assert PARSONS.pupil_view(content(grading="sequence"), 1)["stdin"] == "", "by these tests nothing is marked"
    assert PARSONS.pupil_view(content(grading="sequence", tests=[]), 1)["stdin"] == ""


def test_given_indentation_is_that_of_the_blocks():
    runs = PARSONS.plan_runs(content(indentation="given"), answer(*((block_id, 5) for block_id, _ in PROGRAM)))
    assert runs == PARSONS.plan_runs(content(), answer(*PROGRAM))


@pytest.mark.parametrize("response", [None, {}, {"lines": []}])
def test_nothing_is_run_for_a_blank(response: Any):
    assert PARSONS.plan_runs(content(), response) == ()
    assert PARSONS.mark(content(), response).outcome == "unanswered"


def test_nothing_is_run_where_the_order_is_marked():
    assert PARSONS.plan_runs(content(grading="sequence"), answer(*PROGRAM)) == ()


PASS = (RunResult("ok", "6\n"), RunResult("ok", "Big  10 \n\n"))
FAILS = (
    RunResult("ok", "n\n"),
    RunResult("error", "6\n", error=ProgramError("NameError", "name 'n' is not defined", 1, "There is no n.")),
    RunResult("time", "6\n"),
    RunResult("output", "6\n"),
)


@pytest.mark.parametrize("lines", [PROGRAM, PROGRAM[:2], [("b2kz6e", 0)]])
def test_whatever_passes_every_test_is_right(lines: list[tuple[str, int]]):
    result = PARSONS.mark(content(), answer(*lines), PASS)
    assert (result.fraction, result.outcome, result.reasons) == (1.0, "right", ("passed 2 of 2 tests",))


@pytest.mark.parametrize("fails", FAILS, ids=lambda run: run.status)
def test_what_fails_a_test_earns_what_its_order_does_and_never_everything(fails: RunResult):
    evidence = (fails, PASS[1])
    for lines, fraction in ((PROGRAM, 3 / 4), (PROGRAM[:3], 3 / 4), (PROGRAM[:2], 2 / 4), (PROGRAM[:1], 1 / 4)):
        result = PARSONS.mark(content(), answer(*lines), evidence)
        assert (result.fraction, result.outcome) == (fraction, "partial")
        assert result.reasons[0] == "passed 1 of 2 tests"
        assert result.feedback.startswith("Your program passes 1 of 2 tests.")
    assert PARSONS.mark(content(), answer(("b2kz6e", 0)), evidence).outcome == "wrong"


def test_a_program_is_not_marked_without_its_runs():
    for evidence in (None, PASS[:1]):
        with pytest.raises(EvidenceMissing):
            PARSONS.mark(content(), answer(*PROGRAM), evidence)


def test_failing_programs_are_marked_by_dependencies_where_there_are_any():
    blocks = [dict(block) for block in DOUBLE["blocks"]]
    blocks[3]["depends"] = ["w3rt7k"]
    moved = answer(PROGRAM[0], PROGRAM[3], PROGRAM[1], PROGRAM[2])
    by_sequence = PARSONS.mark(content(), moved, FAILS[:2])
    assert by_sequence.fraction == 2 / 4, "one line in the wrong place goes out and in again"
    assert PARSONS.mark(content(blocks=blocks), moved, FAILS[:2]).fraction == 3 / 4


def test_parts_say_of_each_line_what_is_wrong_with_it():
    lines = [("c8vm2q", 0), ("w3rt7k", 0), ("p5xd9a", 0), ("b2kz6e", 0)]
    result = PARSONS.mark(content(grading="sequence"), answer(*lines))
    reasons = {part.id: (part.fraction, part.reason) for part in result.parts}
    assert reasons["p5xd9a"] == (0, "indented by 0 steps, belongs at 1")
    assert reasons["h7gs4n"] == (0, "not used")
    assert reasons["b2kz6e"] == (0, "a distractor: not part of the program")
    assert sorted(reasons[block_id] for block_id in ("c8vm2q", "w3rt7k")) == [
        (0, "in the wrong place"),
        (1, "in place"),
    ]


def test_equal_programs_are_one_group_of_answers():
    twice = [*DOUBLE["blocks"], {"id": "a9f3ju", "code": "print(n)"}]
    question = content(grading="sequence", blocks=twice)
    first, other = answer(*PROGRAM, ("a9f3ju", 0)), answer(*PROGRAM[:3], ("a9f3ju", 0), ("h7gs4n", 0))
    assert PARSONS.bucket(question, first) == PARSONS.bucket(question, other)
    assert PARSONS.bucket(question, first).right
    assert PARSONS.bucket(question, first).key != PARSONS.bucket(question, answer(*PROGRAM)).key


def test_the_fewest_hits_are_found():
    """Against trying every set of places."""
    rng = random.Random(7)
    for _ in range(150):
        count = rng.randint(2, 8)
        conflicts = [
            sum(1 << place for place in rng.sample(range(count), min(count, rng.choice([2, 2, 3]))))
            for _ in range(rng.randint(0, 12))
        ]
        sets = (sum(1 << place for place in chosen) for size in range(9) for chosen in combinations(range(count), size))
        fewest = next(mask for mask in sets if all(mask & conflict for conflict in conflicts)).bit_count()
        for most in (fewest, count):
            found = fewest_hits(conflicts, most)
            assert found.bit_count() == fewest
            assert all(found & conflict for conflict in conflicts)
