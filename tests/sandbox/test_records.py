"""What comes back from a child is data: read without an error whatever it is, and kept as it was."""

from __future__ import annotations

import json
from typing import Any

import orjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.sandbox.protocol import NO_VALUE, Limits, Opaque, ProgramError, RunResult
from backend.sandbox.reading import Ended, read_result
from backend.sandbox.records import from_record, shown, to_record
from backend.sandbox.sealed.values import from_tagged, to_tagged

text = st.text(st.characters(codec=None), max_size=8)
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), text, st.just(2**90))
keys = leaves | st.tuples(leaves, leaves)
values: st.SearchStrategy[Any] = st.recursive(
    leaves | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.frozensets(keys, max_size=3)
        | st.sets(keys, max_size=3)
        | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=8,
)


def kinds(value: Any) -> Any:
    """A value with the type of everything in it: True equals 1, and (1,) isn't [1]."""
    if isinstance(value, dict):
        return dict, [(kinds(key), kinds(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [kinds(each) for each in value]
    if isinstance(value, set | frozenset):
        return type(value), sorted(map(repr, map(kinds, value)))
    return type(value), repr(value)


@given(values)
@settings(max_examples=300)
@example("\ud800\0")
@example({(1, 2.0): {True}})
def test_a_value_comes_back_as_what_it_was(value: Any) -> None:
    """Through JSON, which is all that a child can send."""
    sent = json.loads(json.dumps(to_tagged(value)))
    assert kinds(from_tagged(sent, Opaque)) == kinds(value)
    kept = orjson.loads(orjson.dumps(to_record(RunResult("ok", value=value))))
    assert kinds(from_record(kept).value) == kinds(value)


def test_a_result_is_kept_whole() -> None:
    error = ProgramError("NameError", "name 'x' is not defined", 3, "Python doesn't know x.", missed=True)
    for result in (
        RunResult("error", stdout="a", stderr="b", error=error, cpu_ms=1.5, wall_ms=2.5, truncated=True),
        RunResult("ok", value=[Opaque("Pen"), (1,)], drawing=({"op": "dot", "at": [0, 1]},), flagged=True, reason="r"),
        RunResult("ok"),
    ):
        assert from_record(json.loads(json.dumps(to_record(result)))) == result
    assert from_record(to_record(RunResult("ok"))).value is NO_VALUE


def ended(result: bytes, status: int = 0) -> Ended:
    return Ended(status, None, 1.0, 2.0, 1000, b"out\0\xff", b"", result)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(text | st.sampled_from("ltsfdirceo"), inner, max_size=2)
    ),
    max_leaves=10,
)
documents = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("value", "error", "drawing", "left"), json_values | st.lists(json_values))
)


@given(st.binary(max_size=60) | documents.map(json.dumps).map(str.encode), st.sampled_from([0, 1 << 8, 113 << 8]))
@settings(max_examples=300)
@example(b'{"drawing":[{"op":"a","x":' + b"[" * 900 + b"]" * 900 + b"}]}", 0)
@example(b'{"value": ' + b"[" * 5000, 0)
@example(b'{"value": {"e": "zz"}}', 0)
@example(b'{"value": 1}{"value": 2}', 0)
def test_whatever_a_child_leaves_can_be_read_kept_and_shown(left: bytes, status: int) -> None:
    result = read_result(ended(left, status), Limits())
    if result is None:
        assert (status, left) == (113 << 8, b"")
        return
    kept = orjson.dumps(to_record(result)) + orjson.dumps(shown(result))
    assert b"\\u0000" not in kept
    assert (result.status == "ok") == (status == 0)
    assert result.stdout == "out\u2400\ufffd"


def test_only_one_document_counts_and_only_after_a_good_end() -> None:
    read = {left: read_result(ended(left), Limits()) for left in (b' {"value": 5}', b'{"value": 5}{"value": 5}', b"")}
    assert [result.value if result else None for result in read.values()] == [5, NO_VALUE, NO_VALUE]
    failed = read_result(ended(b'{"value": 5}', 1 << 8), Limits())
    assert failed is not None
    assert (failed.status, failed.value) == ("error", NO_VALUE)
