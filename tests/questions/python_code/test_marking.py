"""Marks, rules, the edit limit, and what a pupil is told of each test; runs are made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.base import EvidenceMissing
from backend.questions.types.python_code import TYPE
from backend.questions.types.python_code.difference import line_hint, text_difference
from backend.questions.types.python_code.report import pupil_report
from backend.questions.types.python_code.source import changed_lines
from backend.questions.types.reading import ContentError
from backend.sandbox.protocol import NO_VALUE, Limits, RunResult
from tests.questions.python_code.made import LOOK, content, error, gave, mark, printed
from tests.questions.types.made_runs import any_run

STARTER = "total = 0\nfor n in range(3):\n    total = n\nprint(total)\n"
MENDED = "total = 0\nfor n in range(3):\n    total = total + n\nprint(total)\n"


def looked(**found: Any) -> RunResult:
    return replace(LOOK, value={**LOOK.value, **found})


def test_a_run_for_each_test_and_one_that_only_looks():
    question = content(
        {"stdin": "4\r\n", "files": {"a.txt": "x"}},
        {"kind": "call", "code": "f(2)"},
        limits={"cpu_ms": 300, "wall_ms": 900, "memory_mb": 32},
        rules=[{"kind": "must", "use": "for"}],
    )
    look, first, second = TYPE.plan_runs(question, {"code": "print(7)\r\n"})
    assert (look.tool, look.source, look.then) == ("inspect", "print(7)\n", "")
    assert (first.tool, first.stdin, first.then, first.files) == ("run", "4\n", "", {"a.txt": "x"})
    assert (second.stdin, second.then, second.files) == ("", "f(2)", {})
    assert all(run.limits == Limits(300, 900, 32) and run.patient for run in (look, first, second))
    assert first.seed == second.seed is not None
    assert (first.prompts, second.prompts) == (False, False)
    asking = content({}, ignore_prompts=False)
    assert TYPE.plan_runs(asking, {"code": "print(7)"})[1].prompts


def test_what_is_expected_never_travels():
    question = content(
        {"expected": "zzexpected", "name": "zzname"}, solution="print('zzsolution')", explanation="zzwhy"
    )
    assert "zz" not in repr(TYPE.plan_runs(question, {"code": "print(7)"}))


@pytest.mark.parametrize("code", [None, "", " \n\t\n"])
def test_a_blank_is_unanswered(code: str | None):
    question = content({}, starter="x = 1")
    assert TYPE.plan_runs(question, {"code": code}) == ()
    assert TYPE.mark(question, {"code": code}).outcome == "unanswered"


def test_the_starter_as_it_was_is_wrong():
    question = content({}, starter="x = 1\n")
    result = TYPE.mark(question, {"code": "x = 1  \r\n\n"})
    assert (result.outcome, result.reasons) == ("wrong", ("the starter wasn't changed",))


@pytest.mark.parametrize("status", ["unavailable", "cancelled"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_run_that_was_not_made_is_never_a_mark(status: Any, place: int):
    evidence = [LOOK, printed("1")]
    evidence[place] = RunResult(status)
    with pytest.raises(EvidenceMissing):
        TYPE.mark(content({}), {"code": "print(7)"}, evidence)


def test_reasons_say_what_came_and_what_was_expected():
    question = content(
        {"name": "empty list", "expected": "4"},
        {"kind": "call", "code": "area(3, 4)", "expected": "12"},
        {"compare": "number", "expected": "3.14", "tolerance": 0.01},
        {"expected": "1"},
        {"expected": "1", "marks": 3},
    )
    result = mark(question, printed("3\n"), gave(None), printed(""), error(), RunResult("time"))
    assert result.reasons == (
        "0 of 5 tests passed, for 0 of 7 marks",
        "Test 1 “empty list”: printed “3”, expected “4”",
        "Test 2: area(3, 4) gave “None”, expected “12”",
        "Test 3: printed nothing, expected “3.14”, within 0.01",
        "Test 4: NameError in line 2: name 'total' is not defined",
        "Test 5: stopped at its limit of time without coming to its end",
    )
    assert [part.id for part in result.parts] == [test.id for test in question.tests]


def test_failed_tests_name_their_misconceptions_once():
    slug = {"misconception": "loops.range_includes_end"}
    question = content(slug, slug, {"misconception": "loops.runs_once"})
    assert mark(question, printed("2"), printed("2"), printed("1")).misconceptions == ("loops.range_includes_end",)
    unreadable = error("SyntaxError")
    assert mark(question, unreadable, unreadable, unreadable, look=unreadable).misconceptions == ()


def test_a_program_that_python_cannot_read_is_told_so():
    unreadable = error("SyntaxError", 3, "A bracket is open in line 3.")
    result = mark(content({}), unreadable, look=unreadable)
    assert (result.fraction, result.feedback) == (0, "A bracket is open in line 3.")
    assert result.reasons[0] == "Python can't read the program: SyntaxError in line 3: name 'total' is not defined"


RULES = [
    ("must", "for", {"constructs": {"for": [2]}}, True),
    ("must", "for", {"constructs": {"while": [2]}}, False),
    ("must_not", "for", {"constructs": {"for": [2]}}, False),
    ("must_not", "while", {}, True),
    ("must", "recursion", {"recursive": ["f"]}, True),
    ("must", "recursion", {}, False),
    ("must_not", "import os", {"imports": {"os.path": [1]}}, False),
    ("must_not", "import os", {"imports": {"ostrich": [1]}}, True),
    ("must", "import random", {"imports": {"random": [1]}}, True),
    ("must", "name total", {"names": {"total": [1]}}, True),
    ("must", "name total", {"names": {"Total": [1]}}, False),
    ("must_not", "call print", {"calls": {"print": [3]}}, False),
]


@pytest.mark.parametrize(("kind", "use", "found", "kept"), RULES)
def test_rules(kind: str, use: str, found: dict[str, Any], kept: bool):
    question = content({}, rules=[{"kind": kind, "use": use, "message": "Think of the rule."}])
    result = mark(question, printed("1"), look=looked(**found))
    assert result.fraction == kept
    assert (result.feedback == "Think of the rule.") == (not kept)
    assert result.parts[0].fraction == 1
    (sentence,) = TYPE.pupil_view(question, 1)["rules"]
    assert kept or f"a rule isn't kept: {sentence}" in result.reasons


@pytest.mark.parametrize("use", ["loops", "import", "import 5", "call print()", "For", "name a b"])
def test_rules_that_name_nothing_are_refused(use: str):
    with pytest.raises(ContentError, match="name one of for, while"):
        content({}, rules=[{"kind": "must", "use": use}])


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (STARTER, STARTER, 0),
        (STARTER, MENDED, 1),
        (STARTER, STARTER.replace("\n", "  \r\n\n"), 0),
        ("a\nb\nc", "a\nc", 1),
        ("a\nb", "a\nx\nb\ny", 2),
        ("a\nb\nc", "c\na\nb", 1),
        ("a\nb", "  a\nb", 1),
        ("a\nb", "x\ny\nz", 3),
        ("", "a", 1),
    ],
)
def test_changed_lines(before: str, after: str, count: int):
    assert changed_lines(before, after) == changed_lines(after, before) == count


def longest_common(one: list[str], other: list[str]) -> int:
    """Return the length of the longest common subsequence, by the textbook's table."""
    row = [0] * (len(other) + 1)
    for left in one:
        row_before = list(row)
        for place, right in enumerate(other, start=1):
            row[place] = row_before[place - 1] + 1 if left == right else max(row_before[place], row[place - 1])
    return row[-1]


lines = st.lists(st.sampled_from(["a", "b", "c", " a"]), max_size=9)


@given(lines, lines)
@settings(max_examples=150)
def test_changed_lines_by_a_second_implementation(one: list[str], other: list[str]):
    expected = max(len(one), len(other)) - longest_common(one, other)
    assert changed_lines("\n".join(one), "\n".join(other)) == expected


def test_the_longest_programs_are_compared_at_once():
    one, other = (("\n".join(f"{letter}{n}" for n in range(3000))) for letter in "ab")
    assert changed_lines(one, other) == 3000


def test_too_many_changed_lines_earn_nothing():
    question = content({"expected": "3"}, starter=STARTER, solution=MENDED, edit_limit_lines=1)
    assert mark(question, printed("3"), code=MENDED).fraction == 1
    result = mark(question, printed("3"), code="print(3)")
    assert (result.fraction, result.reasons[0]) == (0, "4 lines changed, at most 1 may be")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"solution": "  "}, "write a solution"),
        ({"starter": "print(1)\n\n"}, "the solution is the starter"),
        ({"edit_limit_lines": 1}, "only a starter can be mended"),
        ({"starter": STARTER, "solution": "a\nb\nc\nd", "edit_limit_lines": 2}, "changes 4 lines"),
        ({"limits": {"cpu_ms": 5000, "wall_ms": 1000}}, "raise wall_ms"),
        ({"starter": "x" * 20_001}, "20000"),
    ],
)
def test_contents_that_cannot_be_solved_are_refused(fields: dict[str, Any], words: str):
    with pytest.raises(ContentError, match=words):
        content({}, **fields)


SHOWS = ("example", "always", "on_failure", "never")
SECRETS = [
    {"show": show, "name": f"zzname-{show}", "stdin": f"zzin-{show}", "expected": f"zzout-{show}"} for show in SHOWS
]


def told(*runs: RunResult) -> list[dict[str, Any]]:
    report = pupil_report(content(*SECRETS), [LOOK, *runs])
    assert json.loads(json.dumps(report)) == report
    return report


def test_a_pupil_is_told_what_its_teacher_shows():
    failed = told(*[printed("no")] * 4)
    assert [entry["name"] for entry in failed] == [
        "Test 1: zzname-example", "Test 2: zzname-always", "Test 3: zzname-on_failure", "Hidden test 4",
    ]  # fmt: skip
    assert [entry["expected"] for entry in failed] == ["zzout-example", "zzout-always", "zzout-on_failure", None]
    passed = told(*[printed(f"zzout-{show}") for show in SHOWS])
    assert all(entry["passed"] for entry in passed)
    assert [entry["expected"] for entry in passed] == ["zzout-example", "zzout-always", None, None]
    assert passed[2]["name"] == "Test 3"
    assert passed[0]["difference"] is None


@given(st.lists(any_run, min_size=4, max_size=4))
@settings(max_examples=100)
def test_hidden_tests_tell_nothing(runs: list[RunResult]):
    runs[3] = replace(runs[3], stdout="zzprinted", reason="zzreason", error=replace(error().error, sentence="zzsaid"))
    hidden = told(*runs)[3]
    assert set(hidden) == {"id", "name", "show", "passed", "input", "expected", "got", "error", "difference"}
    assert "zz" not in json.dumps(hidden)
    assert "zz" not in mark(content(*SECRETS), *[printed(f"zzout-{show}") for show in SHOWS[:3]], runs[3]).feedback


def test_the_view_holds_examples_only():
    view = TYPE.pupil_view(content(*SECRETS, solution="print('zzsolution')"), 3)
    assert [example["name"] for example in view["examples"]] == ["zzname-example"]
    text = json.dumps(view)
    assert not [
        word for word in ("zzout-always", "on_failure", "never", "zzsolution", "ccccc3", "ddddd4") if word in text
    ]


def test_trying_out_runs_the_examples_or_what_the_pupil_types():
    question = content(*SECRETS, {"files": {"a.txt": "x"}, "show": "example"})
    code = {"code": "print(input())"}
    runs = TYPE.plan_practice(question, code, None)
    assert [run.stdin for run in runs] == ["zzin-example", ""]
    (own,) = TYPE.plan_practice(question, code, "Sam\r\n")
    assert (own.stdin, own.files, own.prompts, own.seed, own.then) == ("Sam\n", {"a.txt": "x"}, True, None, "")
    assert TYPE.plan_practice(question, {"code": " "}, None) == ()
    entries = TYPE.tell_practice(question, [printed("no"), printed("1")])
    assert [entry["name"] for entry in entries] == ["zzname-example", ""]
    assert [entry["passed"] for entry in entries] == [False, True]
    assert (entries[0]["expected"], entries[0]["result"]["stdout"]) == ("zzout-example", "no")
    waiting = TYPE.tell_practice(question, [RunResult("unavailable"), gave(10**5000)])
    assert [entry["passed"] for entry in waiting] == [None, False]
    assert json.loads(json.dumps(waiting)) == waiting


def test_a_regular_expression_is_shown_by_its_sample():
    pattern = {"compare": "regex", "expected": "zz+", "sample": "zzz", "show": "example"}
    assert TYPE.pupil_view(content(pattern), 3)["examples"][0]["expected"] == "zzz"
    assert TYPE.pupil_view(content({**pattern, "sample": None}), 3)["examples"][0]["expected"] == ""


@pytest.mark.parametrize(
    ("expected", "got", "hint"),
    [
        ("Hello", "hello", "only the capitals differ"),
        ("  a", "a", "only the spaces at the start differ"),
        ("a b", "a  b", "a space too many"),
        ("a b", "ab", "a space is missing"),
        ("A b", "a  B", "only capitals and spaces differ"),
        ("Hello, Ada!", "Hello Ada", "only the punctuation differs"),
        ("1", "1.0", "the numbers are right, but written in another way or with other words"),
        ("Total: 4", "Total: 5", "only the numbers differ"),
        ("5", "-5", "only the numbers differ"),
        ("apple", "pear", ""),
    ],
)
def test_hints_of_a_line(expected: str, got: str, hint: str):
    assert line_hint(expected, got) == hint


@pytest.mark.parametrize(
    ("expected", "got", "kinds", "hint"),
    [
        ("a\nb\nc", "a\nc", "same missing same", "You printed 2 lines and 3 were expected."),
        ("a", "a\nb", "same extra", "You printed 2 lines and 1 was expected."),
        ("a\nb", "a\nx", "same changed", None),
        ("a\nb", "b\na", None, "The lines are right, but in another order."),
        ("a\nb", "a\n\nb", "same extra same", "Only blank lines differ."),
        ("a", "", "missing", "You printed nothing. Is there a print?"),
        ("Hello\nAda", "hello\nAda", "changed same", "Only the capitals differ."),
    ],
)
def test_differences(expected: str, got: str, kinds: str | None, hint: str | None):
    difference = text_difference(expected, got)
    assert kinds is None or [line.kind for line in difference.lines] == kinds.split()
    assert next(iter(difference.hints), None) == hint


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abcA"), max_size=6))
@settings(max_examples=150)
def test_a_difference_holds_both_texts_in_order(wanted: list[str], given_: list[str]):
    found = text_difference("\n".join(wanted), "\n".join(given_)).lines
    assert [line.expected for line in found if line.expected is not None] == wanted
    assert [line.got for line in found if line.got is not None] == given_
    assert all((line.kind == "same") == (line.expected == line.got) for line in found)


def test_long_outputs_are_cut():
    difference = text_difference("\n".join("a" * 150), "\n".join("b" * 400))
    assert (len(difference.lines), difference.more) == (100, 300)


@pytest.mark.parametrize(
    ("expected", "run", "hint"),
    [
        (
            "12",
            gave(None, "12\n"),
            "It prints something but gives nothing back. Use return where it prints its answer.",
        ),
        ("12", gave(None), "It gives nothing back. Is there a return?"),
        ("12", gave("12"), "It gives back a text, and a whole number was expected."),
        ("True", gave(1), "It gives back a whole number, and True or False was expected."),
        ("[1, 2]", gave([1]), "It gives back 1 entry and 2 were expected."),
        ("[1, 2]", gave([2, 1]), "The entries are right, but in another order."),
        ("'Ada'", gave("ada"), "Only the capitals differ."),
        ("12", gave(NO_VALUE), "No value came back."),
    ],
)
def test_hints_of_values(expected: str, run: RunResult, hint: str):
    question = content({"kind": "call", "code": "f()", "expected": expected})
    (entry,) = pupil_report(question, [LOOK, run])
    assert entry["difference"]["hints"] == [hint]
    assert hint in mark(question, run).feedback


def test_one_bar_for_the_same_program():
    question = content({})
    same = [TYPE.bucket(question, {"code": code}) for code in ("x = 1\nprint(x)", "x = 1  \r\nprint(x)\r\n\r\n")]
    assert same[0] == same[1]
    assert same[0].label == "x = 1 print(x)"
    assert TYPE.bucket(question, {"code": "x = 1\n  print(x)"}).key != same[0].key
    assert TYPE.bucket(question, {"code": "print(1)\n"}).right
