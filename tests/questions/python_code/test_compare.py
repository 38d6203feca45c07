"""What is printed or given back, against what is expected: the specification's cases, then a second implementation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.python_code import TYPE
from backend.questions.types.reading import ContentError
from backend.sandbox.protocol import NO_VALUE, Opaque, RunResult
from tests.questions.python_code import second
from tests.questions.python_code.made import LOOK, content, gave, mark, printed
from tests.questions.types.made_runs import values

OUTPUTS = [
    ("exact", "8", "8\n", True),
    ("exact", "8", "8  \n\n\n", True),
    ("exact", "8", "\n8", False),
    ("exact", "8", " 8", False),
    ("exact", "1", "1.0\n", False),
    ("exact", "Hello", "hello\n", False),
    ("exact", "a\r\nb", "a\nb\n", True),
    ("exact", "a b", "a  b", False),
    ("exact", "", "", True),
    ("exact", "", "0", False),
    ("tolerant", "Hello  World", "  hello world\n", True),
    ("tolerant", "STRASSE", "straße", True),
    ("tolerant", "café", "cafe\u0301", True),
    ("tolerant", "helloworld", "hello world", False),
    ("tolerant", "1", "1.0", False),
    ("tolerant", "a\nb", "a b", False),
    ("number", "1", "1.0", True),
    ("number", "3.14", "The area is 3.14159 cm", False),
    ("number", "5", "x1 = 5", True),
    ("number", "5", "Total...5", True),
    ("number", "-5", "\u22125", True),
    ("number", "7 2", "7-2", True),
    ("number", "7 -2", "7 -2", True),
    ("number", "1000", "1,000", False),
    ("number", "1 2", "2 1", False),
    ("number", "1", "1 2", False),
    ("number", "1000000", "1e6", True),
    ("number", "5", "1e999999999", False),
    ("number", "5", "5" * 5000, False),
    ("regex", "Hello \\w+!", "Hello Ada!\n", True),
    ("regex", "Hello \\w+!", "Well, Hello Ada!\n", False),
    ("regex", "(?s)a.*b", "a\n1\nb", True),
    ("regex", "hello", "HELLO", False),
    ("regex", ".*", "\ud800", True),
]

VALUES = [
    ("exact", "12", 12, True),
    ("exact", "1", True, False),
    ("exact", "True", 1, False),
    ("exact", "1", 1.0, False),
    ("exact", "1.0", 1, False),
    ("exact", "[1, 2]", [1, 2], True),
    ("exact", "[1, 2]", (1, 2), False),
    ("exact", "(1, 2)", (1, 2), True),
    ("exact", "[1, 2]", [1, True], False),
    ("exact", "{1, 2}", {2, 1}, True),
    ("exact", "{1}", {True}, False),
    ("exact", "{1}", frozenset({1}), False),
    ("exact", "{'a': [1]}", {"a": [1]}, True),
    ("exact", "{'a': [1]}", {"a": [1.0]}, False),
    ("exact", "{1: 2}", {True: 2}, False),
    ("exact", "{'a': 1, 'b': 2}", {"b": 2, "a": 1}, True),
    ("exact", "None", None, True),
    ("exact", "None", NO_VALUE, False),
    ("exact", "'ab'", "ab ", False),
    ("exact", "12", "12", False),
    ("exact", "1", Opaque("int"), False),
    ("exact", "[1]", [Opaque("int")], False),
    ("tolerant", "'Hello World'", "hello  world ", True),
    ("tolerant", "['A']", ["a"], True),
    ("tolerant", "1", 1.0, False),
    ("number", "1", 1.0, True),
    ("number", "1", True, False),
    ("number", "[1, 2.5]", [1.0, 2.5], True),
    ("number", "[1, 2]", (1, 2), False),
    ("number", "{'a': 1}", {"a": 1.0}, True),
    ("number", "'a'", "a", True),
    ("number", "1", float("nan"), False),
    ("number", "1", float("inf"), False),
    ("number", "1e999", float("inf"), True),
    ("regex", "A.*", "Ada", True),
    ("regex", "[0-9]+", 12, True),
]


@pytest.mark.parametrize(("compare", "expected", "got", "right"), OUTPUTS)
def test_what_is_printed(compare: str, expected: str, got: str, right: bool):
    question = content({"compare": compare, "expected": expected})
    assert mark(question, printed(got)).fraction == right


@pytest.mark.parametrize(("compare", "expected", "got", "right"), VALUES)
def test_what_is_given_back(compare: str, expected: str, got: Any, right: bool):
    question = content({"kind": "call", "code": "f(2)", "compare": compare, "expected": expected})
    assert mark(question, gave(got)).fraction == right


@pytest.mark.parametrize(
    ("tolerance", "got", "right"),
    [(0.01, "3.15", True), (0.01, "3.1500001", False), (0.1, "3.24", True), (0, "3.14", True)],
)
def test_tolerances_include_their_bounds_exactly(tolerance: float, got: str, right: bool):
    # 3.14 + 0.01 isn't 3.15 in floating point.
    number = {"compare": "number", "expected": "3.14", "tolerance": tolerance}
    call = {**number, "kind": "call", "code": "f()"}
    assert mark(content(number), printed(got)).fraction == right
    assert mark(content(call), gave(float(got))).fraction == right


@pytest.mark.parametrize("status", ["error", "time", "output", "crash", "forbidden"])
def test_what_did_not_end_by_itself_never_passes(status: Any):
    assert mark(content({"expected": "1"}), RunResult(status, stdout="1\n")).fraction == 0


def test_a_number_too_long_to_be_written_is_only_wrong():
    call = {"kind": "call", "code": "f()", "expected": "12"}
    for compare in ("exact", "tolerant", "number"):
        assert mark(content({**call, "compare": compare}), gave(10**5000)).fraction == 0
    assert mark(content({**call, "compare": "regex", "expected": "1.*"}), gave(10**5000)).fraction == 0


def test_a_value_nested_deeper_than_python_can_follow_is_wrong():
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    call = {"kind": "call", "code": "f()", "expected": "[[1]]"}
    assert mark(content(call), gave(deep)).fraction == 0


@pytest.mark.parametrize(
    ("test", "place", "words"),
    [
        ({"kind": "call", "code": "f()", "expected": "open('x')"}, "tests.0", "as Python would"),
        ({"kind": "call", "code": "f()", "expected": "(" * 300}, "tests.0", "as Python would"),
        ({"kind": "call", "code": "f()", "expected": "-" * 1900 + "1"}, "tests.0", "as Python would"),
        ({"kind": "call", "code": "f()", "expected": "b'a'"}, "tests.0", "as Python would"),
        ({"kind": "call", "code": "f()", "expected": "[" + "1, " * 900 + "]"}, "tests.0", "too long"),
        ({"kind": "call", "code": "f()", "expected": ""}, "tests.0", "as Python would"),
        ({"kind": "call", "code": "total", "expected": "1"}, "tests.0", "write a call"),
        ({"kind": "call", "expected": "1"}, "tests.0", "whose value is tested"),
        ({"code": "f()", "expected": "1"}, "tests.0", "has no call"),
        ({"compare": "number", "expected": "none"}, "tests.0", "at least one number"),
        ({"compare": "regex", "expected": "(?<=a)b"}, "tests.0", "look-around"),
        ({"compare": "regex", "expected": "a+", "sample": "b"}, "tests.0", "doesn't match"),
        ({"expected": "1", "files": {"../x": ""}}, "tests.0.files", ""),
        ({"expected": "1", "marks": 0}, "tests.0.marks", "greater than"),
        ({"expected": "1", "tolerance": float("inf")}, "tests.0.tolerance", "finite"),
    ],
)
def test_tests_that_cannot_be_used_are_refused(test: dict[str, Any], place: str, words: str):
    with pytest.raises(ContentError) as refused:
        content(test)
    assert words in refused.value.problems[0].message
    assert refused.value.problems[0].place.startswith(place)


texts = st.one_of(
    st.text(st.sampled_from("0123456789.+-eE ,()x_\n\tab\u2212"), max_size=14),
    st.text(st.sampled_from("aAbBßéÉ \t\n\r"), max_size=10),
)


@given(expected=texts, got=texts, same=st.booleans(), compare=st.sampled_from(["exact", "tolerant", "number"]))
@settings(max_examples=400)
def test_a_second_implementation_agrees_on_outputs(expected: str, got: str, same: bool, compare: str):
    raw = {"id": "aaaaa1", "expected": expected, "compare": compare, "tolerance": 0.5}
    run = printed(expected.swapcase() + "  \n" if same else got)
    try:
        question = content(raw)
    except ContentError:
        assert compare == "number" and not second.numbers(expected)
        return
    assert mark(question, run).fraction == second.passed(raw, run), (expected, run.stdout)


plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from([0.0, 1.0, 2.5]), st.sampled_from("aAb")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.sampled_from([0, 1, "a", True]), inner, max_size=2),
        st.sets(st.sampled_from([0, 1, "a", 2.5]), min_size=1, max_size=2),
    ),
    max_leaves=5,
)


@given(expected=plain, got=st.one_of(plain, values), same=st.booleans(), compare=st.sampled_from(["exact", "tolerant"]))
@settings(max_examples=400)
def test_a_second_implementation_agrees_on_values(expected: Any, got: Any, same: bool, compare: str):
    raw = {"id": "aaaaa1", "kind": "call", "code": "f()", "expected": repr(expected), "compare": compare}
    run = gave(expected if same else got)
    assert mark(content(raw), run).fraction == second.passed(raw, run), (expected, run.value)


marked_tests = st.lists(
    st.fixed_dictionaries({"expected": st.sampled_from(["1", "2"]), "marks": st.integers(1, 5)}), min_size=1, max_size=5
)


@given(tests=marked_tests, outputs=st.lists(st.sampled_from(["1", "2 "]), min_size=5, max_size=5), whole=st.booleans())
@settings(max_examples=200)
def test_marks_are_those_of_the_tests_that_pass(tests: list[dict[str, Any]], outputs: list[str], whole: bool):
    question = content(*tests, all_or_nothing=whole)
    runs = [printed(text) for _, text in zip(tests, outputs, strict=False)]
    got, most = second.earned({"tests": tests, "all_or_nothing": whole}, runs)
    result = TYPE.mark(question, {"code": "print(7)"}, [LOOK, *runs])
    assert result.fraction == pytest.approx(got / most)
    assert result.outcome == ("right" if got == most else "partial" if got else "wrong")
