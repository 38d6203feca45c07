"""The reader of Boolean expressions and the markers on top of it, against a second implementation and worked cases."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.curriculum.shipped import shipped_misconceptions
from backend.questions.types.base import FormatError
from backend.questions.types.logic import ALL_OPERATORS, inputs_of, operators_of, read_logic, table, text
from backend.questions.types.logic_slips import HINTS, slip_tables
from backend.questions.types.reading import ContentError
from backend.questions.types.registry import get_type
from tests.questions.types.second_logic import SPELLINGS, Tree, outputs, random_tree, random_wording, tree_size

TABLE, EXPRESSION = get_type("truth_table"), get_type("boolean_expression")
CASES = json.loads((Path(__file__).parent / "logic_cases.json").read_text(encoding="utf-8"))
NAMES = ("A", "B", "C")


def expression(source: str, **fields: Any) -> Any:
    return EXPRESSION.parse_content({"stem": "Write it.", "expression": source, **fields})


def truth_table(source: str, **fields: Any) -> Any:
    return TABLE.parse_content({"stem": "Fill it in.", "expression": source, **fields})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "nothing")
def test_what_cannot_be_read_says_what_to_mend(case: dict[str, Any]):
    """The page's reader says the same of the same cases (tests/web/logic-reader.test.mjs)."""
    try:
        read_logic(case["text"], case["inputs"], case.get("operators", ALL_OPERATORS))
        problem = None
    except FormatError as error:
        problem = error.message
    assert problem == case["problem"]


@pytest.mark.parametrize(
    ("source", "means"),
    [
        ("A OR B AND C", "A OR (B AND C)"),
        ("A XOR B AND C", "A XOR (B AND C)"),
        ("A OR B XOR C", "A OR (B XOR C)"),
        ("NOT A AND B", "(NOT A) AND B"),
        ("A NAND B NAND C", "(A NAND B) NAND C"),
        ("A NOR B OR C", "(A NOR B) OR C"),
        ("A AND B NAND C", "(A AND B) NAND C"),
        ("A + B . C'", "A OR (B AND (NOT C))"),
        ("(A + B)'", "NOT (A OR B)"),
        ("¬A'", "NOT (NOT A)"),
        ("A ^ B & C | A", "(A XOR (B AND C)) OR A"),
    ],
)
def test_the_order_of_operators(source: str, means: str):
    assert text(read_logic(source)) == means


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_of_an_operator(name: str):
    for spelling in SPELLINGS[name]:
        source = f"{spelling} A" if name == "NOT" else f"A {spelling} B"
        assert operators_of(read_logic(source)) == [name], spelling


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("A" * 301, "too_long"), ("A" + " AND A" * 50, "too_long"), ("A" + ".A" * 61, "too_long"),
        ("(" * 21 + "A" + ")" * 21, "too_deep"), ("!" * 21 + "A", "too_deep"),
    ],
)  # fmt: skip
def test_limits(source: str, code: str):
    with pytest.raises(FormatError) as error:
        read_logic(source)
    assert error.value.code == code


def test_just_within_the_limits():
    assert inputs_of(read_logic("(" * 20 + "A" + ")" * 20)) == ("A",)
    assert len(operators_of(read_logic("A" + ".A" * 60))) == 60
    eight = " XOR ".join("ABCDEFGH")
    assert table(read_logic(eight), tuple("ABCDEFGH")) == tuple(sum(row) % 2 for row in product((0, 1), repeat=8))


@given(st.text(st.characters() | st.sampled_from("AB()'.+¬ ∧⊕&|=01"), max_size=40))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(source: str):
    try:
        term = read_logic(source, NAMES)
    except FormatError as error:
        assert error.code
        assert error.message
        return
    assert read_logic(text(term), NAMES) == term


@given(st.integers(0, 10**9))
@settings(max_examples=400)
def test_outputs_agree_with_the_second_implementation(seed: int):
    rng = random.Random(seed)
    names = [chr(65 + index) for index in range(rng.randint(1, 8))]
    tree = random_tree(rng, names, rng.randint(0, 9))
    words = random_wording(rng, tree)
    term = read_logic(words, names)
    assert table(term, tuple(names)) == tuple(outputs(tree, names)), words
    assert len(operators_of(term)) == tree_size(tree)


@given(st.integers(0, 10**9))
@settings(max_examples=400)
def test_expressions_are_right_just_where_every_row_agrees(seed: int):
    """``simplest`` and the operators that may be used come on top."""
    rng = random.Random(seed)
    names = [chr(65 + index) for index in range(rng.randint(1, 3))]
    key, answer = (random_tree(rng, names, rng.randint(0, 3)) for _ in range(2))
    simplest = rng.random() < 0.5
    content = expression(random_wording(rng, key), inputs=names, simplest=simplest)
    result = EXPRESSION.mark(content, {"text": random_wording(rng, answer)})
    wrong_rows = sum(one != other for one, other in zip(outputs(key, names), outputs(answer, names), strict=True))
    right = wrong_rows == 0 and not (simplest and tree_size(answer) > tree_size(key))
    assert result.fraction == (1.0 if right else 0.0)
    assert (f" {wrong_rows} of {2 ** len(names)} rows" in result.feedback) == (wrong_rows > 0)
    bucket = EXPRESSION.bucket(content, {"text": random_wording(rng, answer)})
    assert bucket.right == right
    assert bucket.key == EXPRESSION.bucket(content, {"text": random_wording(rng, answer)}).key


@given(st.integers(0, 10**9))
@settings(max_examples=400)
def test_tables_earn_right_cells_of_blank_cells(seed: int):
    rng = random.Random(seed)
    names = [chr(65 + index) for index in range(rng.randint(1, 4))]
    trees: list[Tree] = [random_tree(rng, names, size) for size in rng.sample(range(1, 8), rng.randint(1, 3))]
    given_rows = rng.choice([0, 0, 1, 2 ** len(names) - 1])
    # A heading may stand there but once, so each is written in its own way.
    *columns, last = [f"{random_wording(rng, tree)} {'+ 0 ' * number}" for number, tree in enumerate(trees)]
    content = truth_table(last, columns=columns, inputs=names, given_rows=given_rows)
    right = list(zip(*(outputs(tree, names) for tree in trees), strict=True))
    rows = [[rng.choice([bit, bit, 1 - bit, None]) for bit in row] for row in right]
    result = TABLE.mark(content, {"rows": rows})
    asked = [(row, column) for row in range(given_rows, len(rows)) for column in range(len(trees))]
    if all(rows[row][column] is None for row, column in asked):
        assert result.outcome == "unanswered"
        return
    hits = [(row, column) for row, column in asked if rows[row][column] == right[row][column]]
    assert result.fraction == len(hits) / len(asked)
    assert {part.id: part.fraction for part in result.parts} == {
        f"{row},{column}": float((row, column) in hits) for row, column in asked
    }


def test_what_is_given_needs_no_filling_in():
    content = truth_table("A AND B", columns=["NOT A"], given_rows=1)
    view = TABLE.pupil_view(content, 1)
    assert (view["inputs"], view["headings"]) == (["A", "B"], ["NOT A", "A AND B"])
    assert view["rows"] == [[1, 0], [None, None], [None, None], [None, None]]
    only_given = {"rows": [[1, 0], [None, None], [None, None], [None, None]]}
    assert TABLE.mark(content, only_given).outcome == "unanswered"
    tampered = {"rows": [[0, 1], [1, 0], [0, 0], [0, 1]]}
    assert TABLE.mark(content, tampered).fraction == 1


def test_a_named_output_hides_its_expression():
    content = truth_table("H AND NOT W", output="Fan")
    assert "NOT" not in json.dumps(TABLE.pupil_view(content, 1))
    assert TABLE.pupil_view(content, 1)["headings"] == ["Fan"]


@pytest.mark.parametrize(
    ("key", "answer", "slug"),
    [
        ("A AND B", "A OR B", "and_or_swapped"),
        ("A NAND B", "A NOR B", "and_or_swapped"),
        ("(A AND B) OR C", "(A OR B) AND C", "and_or_swapped"),
        ("(A OR B) AND NOT C", "(A AND B) AND NOT C", "and_or_swapped"),
        ("A OR B", "A XOR B", "or_is_exclusive"),
        ("A XOR B", "A OR B", "or_is_exclusive"),
        ("A AND B", "A XOR B", "and_xor_confused"),
        ("A AND NOT B", "A AND B", "not_ignored"),
        ("A NAND B", "A AND B", "not_ignored"),
        ("NOT (A AND B)", "NOT A AND NOT B", "and_or_swapped"),
        ("NOT (A AND B) AND C", "NOT A AND NOT B AND C", "not_shared_out"),
        ("NOT A AND NOT B AND C", "NOT (A AND B) AND C", "not_shared_out"),
        ("(A NOR B) OR C", "NOT A OR NOT B OR C", "not_shared_out"),
        ("(A OR B) AND C", "A OR B AND C", "brackets_ignored"),
        ("A OR B AND C", "(A OR B) AND C", "left_to_right"),
        ("A AND B OR C", "A AND (B OR C)", "or_before_and"),
        ("NOT A AND B OR C", "NOT (A AND B OR C)", "not_of_everything_after"),
        ("A AND NOT B", "NOT A AND B", "not_scope"),
        ("(NOT A AND B) OR C", "NOT (A AND B) OR C", "not_scope"),
        ("A AND B", "A NAND B", "output_inverted"),
        ("A AND B", "A", "output_copies_input"),
        ("A AND B", "0", None),
        ("A OR B", "b + a", None),
    ],
)
def test_slips_with_a_name(key: str, answer: str, slug: str | None):
    result = EXPRESSION.mark(expression(key), {"text": answer})
    wanted = (f"logic.{slug}",) if slug else ()
    assert result.misconceptions == wanted
    if slug:
        assert result.feedback.endswith(HINTS[f"logic.{slug}"])
        content = truth_table(key)
        column = [[bit] for bit in table(read_logic(answer), content.names)]
        assert TABLE.mark(content, {"rows": column}).misconceptions == wanted
        assert TABLE.bucket(content, {"rows": column}).misconception == wanted[0]


@given(st.integers(0, 10**9))
@settings(max_examples=100)
def test_no_right_answer_is_a_slip(seed: int):
    rng = random.Random(seed)
    key = random_wording(rng, random_tree(rng, NAMES, rng.randint(1, 6)))
    assert table(read_logic(key, NAMES), NAMES) not in slip_tables(key, NAMES)


def test_every_slip_is_in_the_catalogue():
    assert set(HINTS) <= {entry.slug for entry in shipped_misconceptions()}


@pytest.mark.parametrize(
    ("kind", "fields", "place", "words"),
    [
        ("truth_table", {"expression": ""}, "expression", "is empty"),
        ("truth_table", {"expression": "A AND"}, "expression", "nothing after AND"),
        ("truth_table", {"expression": "A", "columns": ["A OR"]}, "columns.0", "nothing after OR"),
        ("truth_table", {"expression": "A", "columns": ["B"]}, "", "must be among the inputs A"),
        ("truth_table", {"expression": "A", "columns": ["A"]}, "", "same heading"),
        ("truth_table", {"expression": "1"}, "", "from 1 to 8 inputs"),
        ("truth_table", {"expression": "A.B.C.D.E.F"}, "", "at most 5 inputs"),
        ("truth_table", {"expression": "A", "given_rows": 2}, "", "at least one row"),
        ("truth_table", {"expression": "A", "inputs": ["B"]}, "", "must be among the inputs B"),
        ("truth_table", {"expression": "A", "inputs": ["A", "NOT"]}, "", "NOT can't be the name"),
        ("truth_table", {"expression": "A", "inputs": ["A", "a"]}, "", "same name"),
        ("truth_table", {"expression": "A", "inputs": ["\ud800"]}, "", "can't be read"),
        ("boolean_expression", {"expression": "A XOR B", "allowed_operators": ["AND"]}, "", "itself uses XOR"),
        ("boolean_expression", {"expression": "A", "allowed_operators": []}, "allowed_operators", "more entries"),
        ("boolean_expression", {"expression": "A.B.C.D.E.F.G.H.I"}, "", "from 1 to 8 inputs"),
    ],
)
def test_content_that_cannot_be_a_question(kind: str, fields: dict[str, Any], place: str, words: str):
    with pytest.raises(ContentError) as error:
        get_type(kind).parse_content({"stem": "?", **fields})
    [problem] = error.value.problems
    assert (problem.place, words in problem.message) == (place, True), problem
