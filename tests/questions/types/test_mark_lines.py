"""Cases in, results out: one line for each, whatever it holds."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from backend.questions.mark_lines import mark_line, mark_stream
from tests.questions.types.evidence import run_all
from tests.questions.types.examples import SHIPPED

CONTENT = {
    "stem": "How many bits are in a byte?",
    "answers": [{"value": 8}, {"value": 4, "fraction": 0, "misconception": "data.nibble"}],
}


def case(**fields: Any) -> str:
    return json.dumps({"type": "numeric", "content": CONTENT, "response": {"text": "8"}} | fields)


def test_a_marked_case():
    assert mark_line(case()) == {
        "fraction": 1.0,
        "outcome": "right",
        "reasons": ["read as 8: equals 8"],
        "misconceptions": [],
        "error": None,
    }
    assert mark_line(case(response={"text": "4"}))["misconceptions"] == ["data.nibble"]


@pytest.mark.parametrize("response", [None, {}, "", [], {"text": None}, {"text": " "}])
def test_an_empty_response_is_unanswered(response: Any):
    result = mark_line(case(response=response))
    assert (result["fraction"], result["outcome"], result["error"]) == (0.0, "unanswered", None)


def test_a_missing_response_is_unanswered():
    assert mark_line(json.dumps({"type": "numeric", "content": CONTENT}))["outcome"] == "unanswered"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "bad_json"), ("\n", "bad_json"), ("{", "bad_json"), ("nonsense", "bad_json"), (b"\xff\xfe", "bad_json"),
        ("[" * 100_000, "bad_json"), ("9" * 5_000, "bad_json"), ('{"type": NaN}', "bad_json"),
        ("[]", "bad_case"), ("null", "bad_case"),
        ("{}", "bad_case"), (case(type=None), "bad_case"), (case(type="essay"), "unknown_type"),
        (case(content=None), "bad_content"),
        (case(content=[]), "bad_content"), (case(content={"stem": "?"}), "bad_content"),
        (case(response={"text": "1/0"}), "division_by_zero"),
        (case(response={"text": "eight"}), "not_a_number"), (case(response={"choice": "aaaaaa"}), "bad_response"),
        (case(response=5), "bad_response"), (case(response={"text": "\ud800"}), "unreadable_text"),
    ],
)  # fmt: skip
def test_errors_are_objects(line: str | bytes, code: str):
    result = mark_line(line)
    assert result["error"]["code"] == code
    assert result["error"]["message"]
    assert (result["fraction"], result["outcome"], result["reasons"], result["misconceptions"]) == (None, None, [], [])


def test_a_case_may_go_without_its_stem():
    content = {"answers": [{"value": 8}]}
    assert mark_line(case(content=content))["outcome"] == "right"


def test_a_stream_gives_one_line_for_each():
    lines = [case(), "", "{", "\ufeff" + case(), case(type="ördering"), case(response={"text": "8 "})]
    out = io.StringIO()
    assert mark_stream(io.BytesIO("\n".join(lines).encode()), out.write) == len(lines)
    written = out.getvalue()
    assert written.isascii()
    results = [json.loads(line) for line in written.splitlines()]
    codes = [result["error"] and result["error"]["code"] for result in results]
    assert codes == [None, "bad_json", "bad_json", None, "unknown_type", None]


def test_every_shipped_example_marks_alike_by_line():
    for shipped in SHIPPED:
        for example in shipped.responses:
            line = json.dumps({"type": shipped.type.key, "content": shipped.raw, "response": example.response})
            result = mark_line(line, run_all)
            if example.kind == "invalid":
                assert result["error"]["code"] == example.error
            else:
                assert result["outcome"] == example.outcome
                assert result["fraction"] == pytest.approx(example.fraction, abs=1e-12)
