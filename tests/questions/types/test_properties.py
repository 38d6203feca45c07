"""Whatever JSON comes in, a marker marks or raises FormatError; nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.mark_lines import mark_line
from backend.questions.types.base import FormatError, QuestionType
from backend.questions.types.registry import ALL
from backend.sandbox.protocol import RunResult
from tests.questions.types.examples import BY_KEY, SHIPPED
from tests.questions.types.made_runs import any_look, any_run
from tests.questions.types.test_contract import BY_PERSON

every_type = pytest.mark.parametrize("question_type", ALL, ids=lambda question_type: question_type.key)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=12),
    st.sampled_from(["\ud800", "1/0", "1e9999", "a" * 3000, "zzzzzz"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


def ids_and_words(raw: Any) -> list[str]:
    if isinstance(raw, dict):
        return [text for key, inner in raw.items() for text in (key, *ids_and_words(inner))]
    if isinstance(raw, list):
        return [text for inner in raw for text in ids_and_words(inner)]
    return [raw] if isinstance(raw, str) else []


def near_responses(question_type: QuestionType) -> st.SearchStrategy[Any]:
    """Responses with the right outer shape and known ids in it, filled with anything."""
    examples = BY_KEY[question_type.key]
    fields = sorted({key for one in examples for key in one.type.key_view(one.content)})
    known = st.sampled_from(sorted({word for one in examples for word in ids_and_words(one.raw)}))
    inner = st.one_of(
        known, anything, st.lists(known | scalars, max_size=6), st.dictionaries(known, known | scalars, max_size=5)
    )
    return st.dictionaries(st.sampled_from(fields), inner, min_size=1)


def runs_of(question_type: QuestionType, content: Any, response: Any, data: st.DataObject) -> list[RunResult]:
    """Whatever runs could come to: a marker takes them all."""
    planned = question_type.plan_runs(content, response)
    return [data.draw(any_look if request.tool == "inspect" else any_run) for request in planned]


def marks_or_refuses(question_type: QuestionType, response: Any, data: st.DataObject) -> None:
    for shipped in BY_KEY[question_type.key]:
        content = shipped.content
        bucket = shipped.type.bucket(content, response)
        try:
            evidence = runs_of(question_type, content, response, data)
            result = question_type.mark(content, response, evidence)
        except FormatError as error:
            assert error.code
            assert error.message
            assert bucket.key == "?"
            continue
        assert 0 <= result.fraction <= 1
        assert (result.outcome == "right") == (result.fraction == 1)
        assert (result.outcome == "right") == bucket.right or question_type.by_running
        assert (result.outcome == "unanswered") == (bucket.key == "")
        marked = {"needs_marking"} if question_type.key in BY_PERSON else {"right", "partial", "wrong"}
        assert result.outcome in marked | {"unanswered"}
        assert result == question_type.mark(content, response, evidence)


@every_type
@given(data=st.data())
@settings(max_examples=40)
def test_any_json_is_marked_or_refused(question_type: QuestionType, data: st.DataObject):
    marks_or_refuses(question_type, data.draw(anything), data)


@every_type
@given(data=st.data())
@settings(max_examples=60)
def test_nearly_right_shapes_are_marked_or_refused(question_type: QuestionType, data: st.DataObject):
    marks_or_refuses(question_type, data.draw(near_responses(question_type)), data)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for key, inner in entries for path in paths(inner, (*here, key)))]


def with_change(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = with_change(value[path[0]], path[1:], new)
    return copied


@given(data=st.data())
@settings(max_examples=200)
def test_any_change_of_content_is_read_or_refused(data: st.DataObject):
    shipped = data.draw(st.sampled_from(SHIPPED))
    path = data.draw(st.sampled_from(paths(shipped.raw)))
    changed = with_change(shipped.raw, path, data.draw(anything))
    try:
        content = shipped.type.parse_content(changed)
    except FormatError as error:
        assert error.code == "bad_content"
        return
    json.dumps(shipped.type.pupil_view(content, 3))
    shipped.type.plain_text(content)
    key = shipped.type.key_view(content)
    # Whether a changed program is solved by its solution is what checking it tells.
    if not shipped.type.plan_runs(content, key):
        assert shipped.type.mark(content, key).fraction == (shipped.type.key not in BY_PERSON)


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60), anything.map(json.dumps)))
@settings(max_examples=150)
def test_any_line_gets_one_answer(line: str | bytes):
    result = mark_line(line)
    assert set(result) == {"fraction", "outcome", "reasons", "misconceptions", "error"}
    assert result["error"]["code"]
    json.dumps(result).encode("ascii")
