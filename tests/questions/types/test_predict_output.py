"""What a program prints, written down: lines, what costs and what doesn't, and what pupils are told."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.generation.duplicates import find_duplicates, words_to_compare
from backend.questions.types.predict_output.typed_lines import common_lines, typed_lines
from backend.questions.types.programs import output_lines
from backend.questions.types.reading import ContentError
from backend.questions.types.registry import get_type
from tests.questions.second_marker.programs import most_in_order

PREDICT = get_type("predict_output")
OUTPUT = "Hello, Ada\n10\nIt's done"
IDEAS = [{"text": "Hello, name\n10\nIt's done", "misconception": "variables.name_is_value"}]


def question(**fields: Any) -> Any:
    return PREDICT.parse_content({"stem": "What is printed?", "code": "print(1)", "expected": OUTPUT, **fields})


@given(*[st.lists(st.sampled_from("abc"), max_size=7)] * 2)
@settings(max_examples=200)
def test_common_lines_are_a_longest_common_subsequence(expected: list[str], typed: list[str]):
    pairs = common_lines(expected, typed)
    assert all(expected[i] == typed[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert len(pairs) == most_in_order(expected, typed)


def test_lines_lose_what_nobody_sees():
    assert output_lines("a  \r\n\r\n b\t\n \n\n") == ("a", "", " b")
    assert output_lines(" \n") == ()
    assert typed_lines("“It’s” − e\u0301…") == ('"It\'s" - é...',)


@pytest.mark.parametrize(
    ("text", "fraction", "words"),
    [
        (OUTPUT + "\n\n", 1, "Well done"),
        ("Hello, Ada\n10\nIt’s done", 1, "Well done"),
        ("hello, Ada\n10\nit's done", 1 / 3, "capitals, spaces and line breaks"),
        ("Hello, Ada 10 It's done", 0, "capitals, spaces and line breaks"),
        ('"Hello, Ada"\n10\n"It\'s done"', 1 / 3, "quotation marks"),
        ("10", 1 / 3, "line of its own"),
        ("Hello, Ada\n10", 2 / 3, "prints more"),
        ("Hello, Ada\n10\n11\nIt's done", 3 / 4, "3 of your 4 lines are right"),
        ("Hello, Ada\n1.0", 1 / 3, "1 of your 2 lines is right"),
        ("a\nb", 0, "line by line"),
    ],
)
def test_what_it_earns_and_what_the_pupil_is_told(text: str, fraction: float, words: str):
    result = PREDICT.mark(question(), {"text": text})
    assert result.fraction == fraction
    assert words in result.feedback


def test_a_known_wrong_output_names_its_idea_and_earns_its_lines():
    content = question(known=IDEAS)
    result = PREDICT.mark(content, {"text": IDEAS[0]["text"] + " \n"})
    assert (result.fraction, result.misconceptions) == (2 / 3, ("variables.name_is_value",))
    assert "matched a known wrong output" in result.reasons
    assert PREDICT.bucket(content, {"text": IDEAS[0]["text"]}).misconception == "variables.name_is_value"
    assert PREDICT.mark(content, {"text": "Hello, name"}).misconceptions == ()


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"code": " \n "}, "code", "write the program"),
        ({"code": "print(1)\n" * 81}, "code", "longer than 80 lines"),
        ({"code": "print('\x07')"}, "code", "can't be shown"),
        ({"code": "x" * 4001}, "code", "4000"),
        ({"expected": " \n"}, "expected", "nothing is printed"),
        ({"expected": "1\n" * 41}, "expected", "more than 40 lines"),
        ({"expected": "a\tb"}, "expected", "a tab"),
        ({"known": [{"text": "1", "misconception": None}]}, "known.0.misconception", "string"),
        ({"known": [{"text": OUTPUT + " ", "misconception": "a.b"}]}, "", "is what the program prints"),
        ({"known": IDEAS * 2}, "", "wrong output 2 is number 1 again"),
    ],
)
def test_content_that_is_refused(fields: dict[str, Any], place: str, words: str):
    with pytest.raises(ContentError) as error:
        question(**fields)
    (problem,) = error.value.problems
    assert problem.place == place
    assert words in problem.message


def test_pupils_see_the_program_and_its_inputs():
    view = PREDICT.pupil_view(question(code="\nprint(input())\n\n", stdin="Ada\r\n\r\n3\n"), 1)
    assert view["code"] == "print(input())"
    assert view["inputs"] == ["Ada", "", "3"]
    assert set(view) == {"type", "stem", "hint_count", "code", "inputs"}


def test_other_programs_are_other_questions():
    asked = {"a": {"code": "print(1 + 1)"}, "b": {"code": "print(1 + 2)"}, "c": {"stdin": "4"}, "d": {"stdin": "5"}}
    words = {name: words_to_compare(PREDICT.plain_content(question(**fields))) for name, fields in asked.items()}
    assert find_duplicates(words, {}) == []
