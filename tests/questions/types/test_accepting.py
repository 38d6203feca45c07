"""Accepting an answer that was marked wrong: it earns what is said, and every answer that isn't equal what it did."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backend.questions.types.base import FormatError, QuestionType
from backend.questions.types.registry import get_type
from tests.questions.types.examples import SHIPPED, Shipped

ACCEPTING = {"short_text", "numeric", "cloze"}
SHORT, NUMBER, CLOZE = (get_type(key) for key in ("short_text", "numeric", "cloze"))
TEXT: dict[str, Any] = {
    "stem": "Which memory is volatile?",
    "accepted": [
        {"pattern": "random access*"},
        {"pattern": "ram", "kind": "close"},
        {"pattern": "rom", "fraction": 0, "misconception": "hardware.ram_is_permanent"},
        {"pattern": "mem*", "fraction": 0.5},
    ],
}
words = st.text(st.sampled_from("aAbrmo*\\ .?[é"), min_size=1, max_size=8)


def earned(question_type: QuestionType, content: Any, response: Any) -> Any:
    try:
        result = question_type.mark(content, response)
    except FormatError as error:
        return error.code
    return result.fraction, result.outcome


@pytest.mark.parametrize("shipped", SHIPPED, ids=str)
@pytest.mark.parametrize("fraction", [1.0, 0.5])
def test_of_the_shipped_examples_only_what_is_equal_earns_more(shipped: Shipped, fraction: float):
    kind, content = shipped.type, shipped.content
    for example in shipped.responses:
        for each in kind.acceptable(content, example.response):
            assert kind.key in ACCEPTING and example.kind in {"wrong", "partial"} and each.label
            if each.fraction >= fraction:
                with pytest.raises(FormatError):
                    kind.accept(content, example.response, each.part, fraction)
                continue
            new = kind.parse_content(kind.accept(content, example.response, each.part, fraction))
            result = kind.mark(new, example.response)
            if each.part:
                assert next(part.fraction for part in result.parts if part.id == each.part) == fraction
            else:
                assert result.fraction == fraction
            same = kind.bucket(content, example.response).key
            for other in shipped.responses:
                # Numbers are compared as quantities, whatever their units: that has its own test below.
                if kind is SHORT and kind.bucket(content, other.response).key != same:
                    assert earned(kind, new, other.response) == earned(kind, content, other.response)


@given(st.lists(st.tuples(words, st.sampled_from([0, 0.5, 1]), st.sampled_from(["wildcard", "exact", "close"]))), words)
@settings(max_examples=300)
def test_of_any_list_only_equal_words_earn_more(listed: list[tuple[str, float, str]], text: str):
    accepted = [{"pattern": "memory", "kind": "exact"}] + [
        {"pattern": pattern, "fraction": fraction, "kind": how} for pattern, fraction, how in listed if pattern.strip()
    ]
    content = SHORT.parse_content({"stem": "Which?", "accepted": accepted})
    response = {"text": text}
    assume(SHORT.acceptable(content, response))
    new = SHORT.parse_content(SHORT.accept(content, response, "", 1))
    assert earned(SHORT, new, response) == (1, "right")
    assert SHORT.key_view(new)
    folded = SHORT.bucket(content, response).key
    for other in ("memory", "ra", "room", text + "a", text[1:], *(pattern for pattern, _, _ in listed)):
        if SHORT.bucket(content, {"text": other}).key != folded:
            assert earned(SHORT, new, {"text": other}) == earned(SHORT, content, {"text": other})


def test_a_star_that_was_typed_means_itself():
    content = SHORT.parse_content(TEXT)
    new = SHORT.parse_content(SHORT.accept(content, {"text": "a*b \\*"}, "", 1))
    assert SHORT.mark(new, {"text": "A*b  \\*"}).outcome == "right"
    assert SHORT.mark(new, {"text": "axb \\*"}).outcome == "wrong"
    assert SHORT.key_view(new) == SHORT.key_view(content), "pupils are shown the same answer as right"


def test_a_known_wrong_answer_gives_way_and_a_wider_one_comes_after():
    content = SHORT.parse_content(TEXT)
    new = SHORT.parse_content(SHORT.accept(content, {"text": "ROM"}, "", 0.5))
    assert [answer.pattern for answer in new.accepted] == ["random access*", "ram", "mem*", "ROM"]
    assert SHORT.mark(new, {"text": "rom"}).misconceptions == ()
    new = SHORT.parse_content(SHORT.accept(content, {"text": "memory"}, "", 1))
    assert [answer.pattern for answer in new.accepted] == ["random access*", "ram", "rom", "memory", "mem*"]


def test_where_case_counts_the_other_case_is_another_answer():
    raw = {**TEXT, "accepted": [{"pattern": "RAM", "kind": "exact", "case_sensitive": True}]}
    content = SHORT.parse_content(raw)
    new = SHORT.parse_content(SHORT.accept(content, {"text": "Ram"}, "", 1))
    assert SHORT.mark(new, {"text": "Ram"}).outcome == "right"
    assert SHORT.mark(new, {"text": "ram"}).outcome == "wrong"


QUANTITY: dict[str, Any] = {
    "stem": "How much?",
    "answers": [{"value": "5", "tolerance": {"kind": "relative", "amount": "0.1"}}, {"value": "8", "fraction": 0}],
    "units": [{"symbol": "KB", "factor": "1"}, {"symbol": "MB", "factor": "1000"}],
}


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=60), st.sampled_from(["", " KB", " MB"]))
def test_a_quantity_is_accepted_however_it_is_written_and_no_other(value: Fraction, unit: str):
    content = NUMBER.parse_content(QUANTITY)
    response = {"text": f"{value.numerator}/{value.denominator}{unit}"}
    assume(NUMBER.acceptable(content, response))
    new = NUMBER.parse_content(NUMBER.accept(content, response, "", 1))
    quantity = value * (1000 if unit == " MB" else 1)
    assert earned(NUMBER, new, {"text": f"{quantity.numerator}/{quantity.denominator} KB"}) == (1, "right")
    other = quantity + Fraction(1, 1000)
    text = {"text": f"{other.numerator}/{other.denominator}"}
    assert earned(NUMBER, new, text) == earned(NUMBER, content, text)
    assert NUMBER.key_view(new) == NUMBER.key_view(content)


def test_a_missing_unit_is_no_answer_to_list():
    content = NUMBER.parse_content({**QUANTITY, "unit_required": True})
    assert NUMBER.acceptable(content, {"text": "5"}) == ()
    with pytest.raises(FormatError, match="Mend the question"):
        NUMBER.accept(content, {"text": "5"}, "", 1)
    assert [each.label for each in NUMBER.acceptable(content, {"text": "8,000 KB"})] == ["8000 KB"]


def test_a_gap_takes_an_answer_wherever_it_was_typed():
    content = CLOZE.parse_content(
        {
            "stem": "Fill in.",
            "passage": "[[aaaaaa]] is [[bbbbbb]] bits, in a [[cccccc]].",
            "gaps": {
                "aaaaaa": {"type": "short_text", "accepted": [{"pattern": "A byte"}]},
                "bbbbbb": {"type": "numeric", "answers": [{"value": "8"}]},
                "cccccc": {
                    "type": "choice",
                    "options": [{"id": "dddddd", "text": "file", "fraction": 1}, {"id": "eeeeee", "text": "fly"}],
                },
            },
        }
    )
    given_ = {"gaps": {"aaaaaa": "An octet", "bbbbbb": "1000", "cccccc": "eeeeee"}}
    found = CLOZE.acceptable(content, given_)
    assert [(each.part, each.label) for each in found] == [("aaaaaa", "Gap 1: an octet"), ("bbbbbb", "Gap 2: 1000")]
    new = CLOZE.parse_content(CLOZE.accept(content, given_, "bbbbbb", 0.5))
    assert [part.fraction for part in CLOZE.mark(new, given_).parts] == [0, 0.5, 0]
    assert CLOZE.mark(new, {"gaps": {"bbbbbb": "1,000"}}).parts[1].fraction == 0.5
    with pytest.raises(FormatError):
        CLOZE.accept(content, given_, "cccccc", 1)
