"""What the content of each type refuses, and how it says so."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from backend.questions.types.reading import ContentError
from backend.questions.types.registry import ALL, get_type
from tests.questions.types.examples import BY_KEY, FOLDER

TWO_OPTIONS = [{"id": "aaaaaa", "text": "yes", "fraction": 1}, {"id": "bbbbbb", "text": "no", "fraction": 0}]
TICKS = [{"id": "aaaaaa", "text": "yes", "correct": True}, {"id": "bbbbbb", "text": "no", "correct": False}]
WEIGHTS = [{**TICKS[0], "fraction": 1}, {**TICKS[1], "fraction": 0}]
ITEMS = [{"id": "aaaaaa", "text": "one"}, {"id": "bbbbbb", "text": "two"}]
OPTIONS = [{"id": "cccccc", "text": "1"}, {"id": "dddddd", "text": "2"}]
PAIRS = {"aaaaaa": "cccccc", "bbbbbb": "dddddd"}
SORTED = [{**option, "category": item["id"]} for option, item in zip(OPTIONS, ITEMS, strict=True)]
TEXT_GAP = {"type": "short_text", "accepted": [{"pattern": "bit"}]}

LINES = [{"id": "aaaaaa", "code": "a"}, {"id": "bbbbbb", "code": "b"}]
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("multiple_choice", {"options": TWO_OPTIONS[:1]}, "options", "more entries"),
    ("multiple_choice", {"options": [TWO_OPTIONS[0]] * 2}, "", "aaaaaa is used twice"),
    ("multiple_choice", {"options": [TWO_OPTIONS[1], {**TWO_OPTIONS[0], "fraction": 0.9}]}, "", "must be right"),
    ("multiple_choice", {"options": [{**TWO_OPTIONS[0], "id": "a"}, TWO_OPTIONS[1]]},
     "options.0.id", "six letters or digits"),
    ("multiple_choice", {"options": [{**TWO_OPTIONS[0], "text": ""}, TWO_OPTIONS[1]]}, "options.0.text", "is empty"),
    ("multiple_choice", {"options": [{**TWO_OPTIONS[0], "misconception": "?"}, TWO_OPTIONS[1]]},
     "options.0.misconception", "topic.name"),
    ("multiple_choice", {"options": [{**TWO_OPTIONS[0], "fraction": float("nan")}, TWO_OPTIONS[1]]},
     "options.0.fraction", "finite"),
    ("multiple_choice", {"options": TWO_OPTIONS, "shuffle": "yes"}, "shuffle", "boolean"),
    ("multiple_choice", {"options": TWO_OPTIONS, "stem": "  "}, "stem", "write the question"),
    ("multiple_choice", {"options": TWO_OPTIONS, "stem": "\ud800"}, "stem", "unicode"),
    ("multiple_choice", {"options": TWO_OPTIONS, "difficulty": 6}, "difficulty", "5"),
    ("multiple_response", {"options": [{**tick, "correct": False} for tick in TICKS]},
     "", "at least one option must be correct"),
    ("multiple_response", {"options": [TICKS[0]] * 2}, "", "used twice"),
    ("multiple_response", {"options": TICKS, "scoring": "best"}, "scoring", "all_or_nothing"),
    ("multiple_response", {"options": WEIGHTS, "scoring": "weights"}, "", "ticking every option would score"),
    ("multiple_response", {"options": TICKS, "scoring": "weights"}, "", "add up to 1"),
    ("true_false", {"answer": "true"}, "answer", "boolean"),
    ("true_false", {}, "answer", "is missing"),
    ("short_text", {"accepted": []}, "accepted", "more entries"),
    ("short_text", {"accepted": [{"pattern": "a", "fraction": 0.5}]}, "", "full marks"),
    ("short_text", {"accepted": [{"pattern": "  "}]}, "accepted.0", "the answer is empty"),
    ("short_text", {"accepted": [{"pattern": "(?<=a)b", "kind": "regex"}]}, "accepted.0", "look-around"),
    ("short_text", {"accepted": [{"pattern": "a+", "kind": "regex", "sample": "b"}]}, "accepted.0", "doesn't match"),
    ("numeric", {"answers": []}, "answers", "more entries"),
    ("numeric", {"answers": [{"value": "ten"}]}, "answers.0.value", "as a number"),
    ("numeric", {"answers": [{"value": True}]}, "answers.0.value", "write a number"),
    ("numeric", {"answers": [{"value": float("inf")}]}, "answers.0.value", "as a number"),
    ("numeric", {"answers": [{"value": 5, "fraction": 0.5}]}, "", "worth full marks"),
    ("numeric", {"answers": [{"value": 5, "fraction": 0}, {"value": 5}]}, "", "caught by one listed before it"),
    ("numeric", {"answers": [{"value": 5}], "base": 3}, "base", "2, 8, 10 or 16"),
    ("numeric", {"answers": [{"value": "1/2"}], "base": 2}, "", "whole numbers"),
    ("numeric", {"answers": [{"value": 300}], "base": 2, "width": 8}, "", "digits asked for"),
    ("numeric", {"answers": [{"value": 5, "tolerance": {"amount": -1}}]}, "answers.0.tolerance", "less than 0"),
    ("numeric", {"answers": [{"value": 5, "tolerance": {"kind": "significant_figures", "amount": 0}}]},
     "answers.0.tolerance", "from 1 to"),
    ("numeric", {"answers": [{"value": 5, "tolerance": {"kind": "decimal_places", "amount": 1.5}}]},
     "answers.0.tolerance", "whole number"),
    ("numeric", {"answers": [{"value": 5}], "unit_required": True}, "", "none is listed"),
    ("numeric", {"answers": [{"value": 5}], "units": [{"symbol": "KB", "factor": 0}]}, "units.0", "above 0"),
    ("numeric", {"answers": [{"value": 5}], "units": [{"symbol": "5", "factor": 1}]}, "units.0", "begin like a number"),
    ("numeric", {"answers": [{"value": 5}], "units": [{"symbol": "KB", "factor": 1}, {"symbol": "kB", "factor": 2}]},
     "", "two units read the same"),
    ("ordering", {"items": ITEMS[:1]}, "items", "more entries"),
    ("ordering", {"items": [ITEMS[0]] * 2}, "", "used twice"),
    ("matching", {"prompts": ITEMS, "options": OPTIONS, "pairs": {"aaaaaa": "cccccc"}}, "", "every prompt needs"),
    ("matching", {"prompts": ITEMS, "options": OPTIONS, "pairs": {**PAIRS, "aaaaaa": "aaaaaa"}},
     "", "isn't in the question"),
    ("matching", {"prompts": ITEMS, "options": ITEMS, "pairs": PAIRS}, "", "used twice"),
    ("categorise", {"categories": ITEMS[:1], "items": SORTED}, "categories", "more entries"),
    ("categorise", {"categories": ITEMS, "items": SORTED[:1]}, "items", "more entries"),
    ("categorise", {"categories": ITEMS, "items": [SORTED[0]] * 2}, "", "used twice"),
    ("categorise", {"categories": ITEMS, "items": [SORTED[0], {**SORTED[1], "id": "aaaaaa"}]}, "", "used twice"),
    ("categorise", {"categories": ITEMS, "items": [SORTED[0], {**SORTED[1], "category": "zzzzzz"}]},
     "", "item 2 belongs in a category that isn't"),
    ("categorise", {"categories": ITEMS, "items": [SORTED[0], OPTIONS[1]]}, "items.1.category", "is missing"),
    ("parsons", {"blocks": LINES[:1]}, "blocks", "more entries"),
    ("parsons", {"blocks": [LINES[0]] * 2}, "", "used twice"),
    ("parsons", {"blocks": [LINES[0], {**LINES[1], "distractor": True}]}, "", "at least two lines"),
    ("parsons", {"blocks": [LINES[0], {**LINES[1], "code": " b"}]}, "blocks.1.code", "begin and end it with code"),
    ("parsons", {"blocks": [LINES[0], {**LINES[1], "indent": 9}]}, "blocks.1.indent", "8"),
    ("parsons", {"blocks": [*LINES, {"id": "cccccc", "code": "a", "indent": 2, "distractor": True}]},
     "", "a line of the program, too"),
    ("parsons", {"blocks": [{**LINES[0], "pair": "p"}, LINES[1]]}, "", "at least one distractor"),
    ("parsons", {"blocks": [{**line, "pair": "p"} for line in LINES]}, "", "at least one distractor"),
    ("parsons", {"blocks": LINES, "grading": "dependency"}, "", "any order would be right"),
    ("parsons", {"blocks": [{**LINES[0], "depends": ["bbbbbb"]}, LINES[1]]}, "", "move it down"),
    ("parsons", {"blocks": [{**LINES[0], "group": "g"}, LINES[1], {"id": "cccccc", "code": "c", "group": "g"}]},
     "", "don't stand together"),
    ("parsons", {"blocks": LINES, "grading": "execution"}, "", "needs a test"),
    ("parsons", {"blocks": LINES, "tests": [{"expected": "(", "compare": "regex"}]}, "tests.0", "regular"),
    ("parsons", {"blocks": LINES, "tests": [{"expected": "x", "compare": "number"}]}, "tests.0", "one number"),
    ("cloze", {"passage": "no gap", "gaps": {"aaaaaa": TEXT_GAP}}, "", "exactly once"),
    ("cloze", {"passage": "[[aaaaaa]] [[aaaaaa]]", "gaps": {"aaaaaa": TEXT_GAP}}, "", "exactly once"),
    ("cloze", {"passage": "[[aaaaaa]] [[bbbbbb]]", "gaps": {"aaaaaa": TEXT_GAP}}, "", "names the gap bbbbbb"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {}}, "gaps", "more entries"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {"aaaaaa": {"type": "essay"}}}, "gaps.aaaaaa", "essay"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {"aaaaaa": {"type": "choice", "options": [
        {"id": "bbbbbb", "text": "x"}, {"id": "cccccc", "text": "y"}]}}}, "gaps.aaaaaa", "must be right"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {"aaaaaa": {"type": "choice", "options": [
        {"id": "aaaaaa", "text": "x", "fraction": 1}, {"id": "cccccc", "text": "y"}]}}}, "", "used twice"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {"aaaaaa": {**TEXT_GAP, "weight": 0}}},
     "gaps.aaaaaa.weight", "0"),
    ("cloze", {"passage": "[[aaaaaa]]", "gaps": {"a": TEXT_GAP}}, "gaps.a", "six letters or digits"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "fields", "place", "words"), REFUSED)
def test_refuses_content_that_cannot_be_marked_fairly(key: str, fields: dict[str, Any], place: str, words: str):
    with pytest.raises(ContentError) as error:
        get_type(key).parse_content({"stem": "What?", **fields})
    assert error.value.code == "bad_content"
    assert [p.place for p in error.value.problems] == [place], error.value.problems
    assert words in error.value.problems[0].message


def test_every_problem_is_named():
    with pytest.raises(ContentError) as error:
        get_type("multiple_choice").parse_content({"options": [{"id": "1"}], "difficulty": 9})
    assert {p.place for p in error.value.problems} == {"stem", "options.0.id", "options.0.text", "difficulty"}
    assert all(p.place in error.value.message for p in error.value.problems)


@pytest.mark.parametrize("raw", [None, 5, "text", [], {}, [1], {"stem": None}])
def test_anything_else_is_refused_too(raw: Any):
    for question_type in ALL:
        with pytest.raises(ContentError):
            question_type.parse_content(raw)


def test_reading_content_leaves_it_alone():
    for shipped in (one for examples in BY_KEY.values() for one in examples):
        before = copy.deepcopy(shipped.raw)
        shipped.type.pupil_view(shipped.content, 1)
        assert shipped.raw == before


def test_ids_of_the_examples_are_random_and_unique():
    for path in FOLDER.glob("*/examples/*.json"):
        text = path.read_text(encoding="utf-8")
        assert json.loads(text)["title"]
        assert "aaaaaa" not in text


def test_a_regular_expression_alone_is_accepted():
    short_text = get_type("short_text")
    content = short_text.parse_content({"stem": "?", "accepted": [{"pattern": "(c|g)pu", "kind": "regex"}]})
    assert short_text.mark(content, {"text": "GPU"}).fraction == 1
    assert short_text.key_view(content) == {"text": "(c|g)pu"}
