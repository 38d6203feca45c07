"""What every question type must hold to; runs over registry.ALL and the examples that the types ship."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from backend.questions.types.base import FormatError, QuestionType
from backend.questions.types.reading import ContentError
from backend.questions.types.registry import ALL, UnknownType, get_type
from tests.questions.types.examples import BY_KEY, FOLDER, SHIPPED, Shipped

SEEDS = range(25)
WITHOUT_PARTIAL_MARKS = {"boolean_expression", "true_false"}
BY_PERSON = {"free_text"}
"""Types that a person marks: their answers wait."""
KEY_FIELDS = {
    "accepted", "answer", "answers", "category", "correct", "explanation", "feedback", "fraction", "hints",
    "key_phrases", "misconception", "model_answer", "objectives", "pairs", "rubric", "sample", "tolerance", "weight",
}  # fmt: skip

every_type = pytest.mark.parametrize("question_type", ALL, ids=lambda question_type: question_type.key)
every_example = pytest.mark.parametrize("shipped", SHIPPED, ids=str)


def walk(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def words_of(value: Any) -> set[str]:
    return {text for text in walk(value) if isinstance(text, str)}


def test_every_folder_is_a_registered_type():
    folders = {path.parent.name for path in FOLDER.glob("*/schema.py")}
    assert folders == {question_type.key for question_type in ALL}
    assert len({question_type.key for question_type in ALL}) == len(ALL)


def test_get_type():
    assert all(get_type(question_type.key) is question_type for question_type in ALL)
    with pytest.raises(UnknownType) as error:
        get_type("essay")
    assert error.value.code == "unknown_type"
    assert isinstance(error.value, FormatError)


@every_type
def test_ships_three_contents_with_every_kind_of_response(question_type: QuestionType):
    shipped = BY_KEY[question_type.key]
    assert len(shipped) >= 3
    expected = {"correct", "partial", "wrong", "unanswered", "invalid"}
    if question_type.key in WITHOUT_PARTIAL_MARKS:
        expected.remove("partial")
    if question_type.key in BY_PERSON:
        expected = {"waits", "unanswered", "invalid"}
    assert {response.kind for one in shipped for response in one.responses} == expected
    for one in shipped:
        assert expected - {"partial"} <= {response.kind for response in one.responses}


@every_example
def test_examples_mark_as_stated(shipped: Shipped):
    outcomes = {"correct": "right", "waits": "needs_marking"}
    for example in shipped.responses:
        if example.kind == "invalid":
            with pytest.raises(FormatError) as error:
                shipped.mark(example.response)
            assert error.value.code == example.error, example
            assert error.value.message
            assert example.fraction is None
            continue
        result = shipped.mark(example.response)
        assert example.outcome == outcomes.get(example.kind, example.kind)
        assert (result.fraction, result.outcome) == (pytest.approx(example.fraction, abs=1e-12), example.outcome), (
            example
        )
        assert 0 <= result.fraction <= 1
        assert result.reasons
        assert result.feedback
        assert result == replace(shipped, raw=json.loads(json.dumps(shipped.raw))).mark(example.response)


def places_of(shipped: Shipped) -> set[str]:
    """Return what has no names of its own: "row,column" of cells that are filled in, the numbers of printed lines."""
    key = shipped.type.key_view(shipped.content)
    cells = {f"{row},{column}" for row, cells in enumerate(key.get("rows", [])) for column in range(len(cells))}
    cells |= {
        f"{row},{column}" for row, cells in enumerate(shipped.raw.get("rows", [])) for column in range(len(cells))
    }
    output = key["text"] if shipped.type.key == "predict_output" else ""
    return cells | set(key.get("cells", {})) | {str(line + 1) for line in range(len(output.split("\n")))}


@every_example
def test_parts_are_fractions_of_known_elements(shipped: Shipped):
    names = {text for field in walk(shipped.raw) if isinstance(field, dict) for text in words_of(field) | set(field)}
    names |= places_of(shipped)
    for example in shipped.responses:
        if example.kind != "invalid":
            parts = shipped.mark(example.response).parts
            assert all(part.id in names and 0 <= part.fraction <= 1 and part.reason for part in parts)


@every_example
def test_key_view_earns_full_marks(shipped: Shipped):
    result = shipped.mark(shipped.type.key_view(shipped.content))
    if shipped.type.key in BY_PERSON:
        assert (result.fraction, result.outcome) in {(0.0, "needs_marking"), (0.0, "unanswered")}
    else:
        assert (result.fraction, result.outcome) == (1.0, "right")


@every_example
def test_content_survives_storage(shipped: Shipped):
    stored = json.loads(shipped.content.model_dump_json())
    assert shipped.type.parse_content(stored) == shipped.content


@every_example
def test_content_refuses_unknown_fields_and_change(shipped: Shipped):
    with pytest.raises(ContentError) as error:
        shipped.type.parse_content({**shipped.raw, "surprise": 1})
    assert [problem.place for problem in error.value.problems] == ["surprise"]
    with pytest.raises(ValueError, match="frozen"):
        shipped.content.stem = "changed"


@every_example
def test_pupil_view_holds_no_key(shipped: Shipped):
    view = shipped.type.pupil_view(shipped.content, 7)
    assert json.loads(json.dumps(view)) == view
    assert view["type"] == shipped.type.key
    assert isinstance(view["stem"], list)
    assert view["hint_count"] == len(shipped.raw.get("hints", ()))
    fields = {field for part in walk(view) if isinstance(part, dict) for field in part}
    assert not fields & KEY_FIELDS
    shown = words_of(view)
    for text in (*shipped.raw.get("hints", ()), shipped.raw.get("explanation", "")):
        assert not text or not any(text in words for words in shown)


@pytest.mark.parametrize("shipped", BY_KEY["short_text"] + BY_KEY["numeric"] + BY_KEY["cloze"], ids=str)
def test_pupil_view_does_not_leak_typed_answers(shipped: Shipped):
    view = shipped.type.pupil_view(shipped.content, 7)
    given_away = shipped.raw["stem"] + shipped.raw.get("passage", "")
    # The words of a drop-down list are shown on purpose, and a length of 4 keeps chance matches of digits out.
    looked_for = {
        str(answer["pattern"] if "pattern" in answer else answer["value"])
        for answer in walk(shipped.raw)
        if isinstance(answer, dict) and ("pattern" in answer or "value" in answer)
    }
    shown = " ".join(words_of({field: view[field] for field in view if field not in {"stem", "passage"}}))
    assert not [answer for answer in looked_for if answer in shown and answer not in given_away and len(answer) > 3]
    allowed = {"type", "stem", "hint_count", "passage", "gaps", "base", "units", "unit_required", "width"}
    assert set(view) <= allowed


@every_example
def test_pupil_view_is_fixed_by_its_seed(shipped: Shipped):
    views = [json.dumps(shipped.type.pupil_view(shipped.content, seed)) for seed in SEEDS]
    assert views == [json.dumps(shipped.type.pupil_view(shipped.content, seed)) for seed in SEEDS]


LISTS = {
    "multiple_choice": "options", "multiple_response": "options", "ordering": "items", "matching": "options",
    "categorise": "items", "parsons": "blocks",
}  # fmt: skip


@pytest.mark.parametrize("shipped", [one for one in SHIPPED if one.type.key in LISTS], ids=str)
def test_shuffling_keeps_every_element_and_moves_them(shipped: Shipped):
    field = LISTS[shipped.type.key]
    authored = [element["id"] for element in shipped.raw[field]]
    orders = [[element["id"] for element in shipped.type.pupil_view(shipped.content, seed)[field]] for seed in SEEDS]
    assert all(sorted(order) == sorted(authored) for order in orders)
    if shipped.raw.get("shuffle") is False:
        assert all(order == authored for order in orders)
    else:
        assert len({tuple(order) for order in orders}) > 1


@pytest.mark.parametrize("shipped", BY_KEY["ordering"], ids=str)
def test_ordering_is_never_shown_in_the_right_order(shipped: Shipped):
    right = [item["id"] for item in shipped.raw["items"]]
    shown = [[item["id"] for item in shipped.type.pupil_view(shipped.content, seed)["items"]] for seed in range(200)]
    if len(right) > 2:
        assert right not in shown
        assert sorted(right) != right, "ids that sort into the right order would be its key"
    else:
        assert right in shown
        assert right[::-1] in shown


@pytest.mark.parametrize("shipped", BY_KEY["parsons"], ids=str)
def test_a_program_is_never_shown_in_its_order_and_pairs_stand_together(shipped: Shipped):
    program = [(block["code"], block["id"]) for block in shipped.raw["blocks"] if not block.get("distractor")]
    paired = {block["id"]: block["pair"] for block in shipped.raw["blocks"] if "pair" in block}
    distractors = {block["id"] for block in shipped.raw["blocks"] if block.get("distractor")}
    first_of_pairs = set()
    for seed in range(200):
        shown = shipped.type.pupil_view(shipped.content, seed)["blocks"]
        assert [block["code"] for block in shown if block["id"] not in distractors] != [code for code, _ in program]
        assert all(set(block) <= {"id", "code", "indent", "pair"} for block in shown)
        for at, block in enumerate(shown):
            if block["id"] in paired:
                near = [other for other in shown[max(0, at - 1) : at + 2] if other.get("pair") == block["pair"]]
                assert {paired[other["id"]] for other in near} == {paired[block["id"]]}
                assert len(near) == 2
        first_of_pairs |= {
            here["id"] for here, other in pairwise(shown) if "pair" in here and here["pair"] == other.get("pair")
        }
    assert first_of_pairs == set(paired), "which of a pair comes first tells nothing"
    assert sorted(block_id for _, block_id in program) != [block_id for _, block_id in program]


def test_sorting_by_id_does_not_find_the_key():
    choices = [one for one in SHIPPED if one.type.key == "multiple_choice"]
    first = [
        min(option["id"] for option in one.raw["options"]) == one.type.key_view(one.content)["choice"]
        for one in choices
    ]
    assert not all(first)
    last = [
        max(option["id"] for option in one.raw["options"]) == one.type.key_view(one.content)["choice"]
        for one in choices
    ]
    assert not all(last)
    for one in BY_KEY["matching"]:
        prompts, options = (sorted(element["id"] for element in one.raw[field]) for field in ("prompts", "options"))
        assert dict(zip(prompts, options, strict=False)) != one.raw["pairs"]
    for one in BY_KEY["categorise"]:
        places = [category["id"] for category in one.raw["categories"]]
        in_order = sorted(one.raw["items"], key=lambda item: item["id"])
        found = [places.index(item["category"]) for item in in_order]
        assert found not in (sorted(found), sorted(found)[::-1])


def reordered(value: Any) -> Any:
    """Return a response with its unordered things the other way round; orders, programs and tables have theirs."""
    if isinstance(value, dict):
        kept = {"lines", "order", "rows"}
        return {key: inner if key in kept else reordered(inner) for key, inner in reversed(value.items())}
    return value[::-1] if isinstance(value, list) else value


@every_example
def test_order_of_unordered_things_does_not_matter(shipped: Shipped):
    for example in shipped.responses:
        if example.kind != "invalid":
            turned = reordered(example.response)
            assert shipped.mark(turned) == shipped.mark(example.response)
            assert shipped.type.bucket(shipped.content, turned) == shipped.type.bucket(
                shipped.content, example.response
            )


@every_example
def test_buckets(shipped: Shipped):
    for example in shipped.responses:
        bucket = shipped.type.bucket(shipped.content, example.response)
        assert bucket.label
        if shipped.type.by_running:  # and then the answer alone doesn't tell
            assert example.kind == "correct" or not bucket.right
        else:
            assert bucket.right == (example.kind == "correct")
        assert (bucket.key == "") == (example.kind == "unanswered")
        assert (bucket.key == "?") == (example.kind == "invalid")
        if bucket.misconception:
            assert bucket.misconception in shipped.mark(example.response).misconceptions


@every_example
def test_feedback_does_not_give_the_key_away(shipped: Shipped):
    wanted = [str(text) for text in walk(shipped.type.key_view(shipped.content)) if isinstance(text, str)]
    for example in shipped.responses:
        if example.kind in {"partial", "wrong", "unanswered"}:
            feedback = shipped.mark(example.response).feedback
            assert not [text for text in wanted if len(text) > 3 and text.lower() in feedback.lower()]


@every_example
def test_words_for_search_and_the_linter(shipped: Shipped):
    words = shipped.type.plain_text(shipped.content)
    flat = shipped.type.plain_content(shipped.content)
    assert flat.stem
    assert flat.stem in words
    assert all(option and option in words for option in flat.options)
    assert all(0 <= key < len(flat.options) for key in flat.keys)
    assert "**" not in words
    assert "[[" not in words
    if shipped.type.key in {"multiple_choice", "multiple_response", "true_false"}:
        assert 1 <= len(flat.keys) <= len(flat.options)


def test_keys_of_the_linter_are_the_right_options():
    for one in BY_KEY["multiple_choice"] + BY_KEY["multiple_response"]:
        right = {option["id"] for option in one.raw["options"] if option.get("correct") or option.get("fraction") == 1}
        ids = [option["id"] for option in one.raw["options"]]
        assert {ids[key] for key in one.type.plain_content(one.content).keys} == right
