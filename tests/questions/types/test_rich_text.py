"""Rich text: the shapes in docs/adding-a-question-type.md, and what is deliberately left as typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.rich_text import gap_ids, parse, plain


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def paragraph(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "children": list(children)}


@pytest.mark.parametrize(
    ("source", "children"),
    [
        ("plain words", [text("plain words")]),
        ("**strong** and *emphasis*", [
            {"type": "strong", "children": [text("strong")]},
            text(" and "), {"type": "emphasis", "children": [text("emphasis")]},
        ]),
        ("***both***", [{"type": "emphasis", "children": [{"type": "strong", "children": [text("both")]}]}]),
        ("`a  <b>`", [{"type": "code", "children": [text("a  <b>")]}]),
        ("one\ntwo", [text("one"), {"type": "break"}, text("two")]),
        ("one\\\ntwo", [text("one"), {"type": "break"}, text("two")]),
        ("![a *tall* tower](image:k3m9qa)", [{"type": "image", "ref": "k3m9qa", "alt": "a *tall* tower"}]),
        ("see [the **site**](https://example.org) now", [
            text("see the "), {"type": "strong", "children": [text("site")]}, text(" now"),
        ]),
        (r"\*not\* a star \\ `\*`", [text(r"*not* a star \ "), {"type": "code", "children": [text(r"\*")]}]),
    ],
)  # fmt: skip
def test_inlines(source: str, children: list[dict[str, Any]]):
    assert parse(source) == [paragraph(*children)]


@pytest.mark.parametrize(
    "source",
    [
        "<p>hello</p>", "<script>alert(1)</script>", "# comment", "> 5", "---", "&lt;", "my_var_name",
        "__init__", "3*4*5",
        "x = a*b*c", "*", "+", "-", "- 5", "1.", "1. Plug it in", "2 * 3 * 4", "http://example.org", "a[0]",
        "list[i][j]",
        "javascript:alert(1)", "~~no~~", "$x^2$", "* **a",
    ],
)  # fmt: skip
def test_kept_as_typed(source: str):
    assert parse(source) == [paragraph(text(source))]


@pytest.mark.parametrize(
    "source",
    ["![alt words](https://example.org/x.png)", "![alt words](data:image/png;base64,AA)", "![alt words](x.png)"],
)
def test_an_image_from_elsewhere_never_becomes_an_address(source: str):
    tree = json.dumps(parse(source))
    assert '"image"' not in tree
    assert "alt words" in tree


def test_blocks_part_at_blank_lines():
    assert parse("one\n\n\ntwo") == [paragraph(text("one")), paragraph(text("two"))]
    assert parse("") == parse(" \n ") == []


def test_lists():
    item = {"type": "item", "children": [paragraph(text("b")), {
        "type": "list", "ordered": False, "start": 1,
        "children": [{"type": "item", "children": [paragraph(text("c"))]}],
    }]}  # fmt: skip
    first = {"type": "item", "children": [paragraph(text("a"))]}
    assert parse("3. a\n4. b\n   - c") == [{"type": "list", "ordered": True, "start": 3, "children": [first, item]}]


def test_code_block_keeps_white_space():
    source = "```python\nfor i in range(3):\n    print(i)  # *no* emphasis\n\n```"
    code = "for i in range(3):\n    print(i)  # *no* emphasis\n"
    assert parse(source) == [{"type": "code_block", "language": "python", "children": [text(code)]}]
    assert parse("```\n```") == [{"type": "code_block", "language": None, "children": []}]


def test_table():
    assert parse("| A | B | C |\n|:--|--:|---|\n| 1 | `2` | |") == [
        {
            "type": "table",
            "align": ["left", "right", None],
            "head": [[text("A")], [text("B")], [text("C")]],
            "rows": [[[text("1")], [{"type": "code", "children": [text("2")]}], []]],
        }
    ]


GAP = {"type": "gap", "id": "k3m9qa"}


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("A [[k3m9qa]] b", [paragraph(text("A "), GAP, text(" b"))]),
        ("[[k3m9qa]]", [paragraph(GAP)]),
        ("**[[k3m9qa]]**", [paragraph({"type": "strong", "children": [GAP]})]),
        ("`x = [[k3m9qa]]`", [paragraph({"type": "code", "children": [text("x = "), GAP]})]),
        ("[[other1]]", [paragraph(text("[[other1]]"))]),
        ("```\n[[k3m9qa]]()\n```", [{"type": "code_block", "language": None, "children": [GAP, text("()")]}]),
    ],
)
def test_gaps(source: str, tree: list[dict[str, Any]]):
    assert parse(source, {"k3m9qa"}) == tree
    assert gap_ids(tree) == (("k3m9qa",) if "k3m9qa" in source else ())


def test_gaps_in_reading_order_through_a_table():
    source = "[[aaaaa1]]\n\n| [[bbbbb2]] | x |\n|---|---|\n| [[ccccc3]] | [[ddddd4]] |\n\n- one [[eeeee5]]\n- two"
    ids = ("aaaaa1", "bbbbb2", "ccccc3", "ddddd4", "eeeee5")
    assert gap_ids(parse(source, ids)) == ids


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Bold** `code` [link](http://x)", "Bold code link"),
        ("- a\n- b\n\npara", "a\nb\npara"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A | B\n1 | 2"),
        ("```\nx\n  y\n```", "x\n  y"),
        ("![a tower](image:x)", "a tower"),
        ("", ""),
    ],
)
def test_plain(source: str, words: str):
    assert plain(source) == words


def test_plain_shows_gaps_as_lines():
    assert plain("a [[k3m9qa]] b", frozenset({"k3m9qa"})) == "a ____ b"


def check(nodes: list[dict[str, Any]]) -> None:
    """Fail for any node whose shape isn't in the table of shapes."""
    fields = {
        "paragraph": {"children"}, "list": {"ordered", "start", "children"}, "item": {"children"},
        "table": {"align", "head", "rows"}, "code_block": {"language", "children"}, "text": {"text"},
        "strong": {"children"}, "emphasis": {"children"}, "code": {"children"}, "break": set(),
        "image": {"ref", "alt"}, "gap": {"id"},
    }  # fmt: skip
    for node in nodes:
        assert set(node) == fields[node["type"]] | {"type"}
        check(node.get("children", []))
        for row in [node.get("head", []), *node.get("rows", [])]:
            for cell in row:
                check(cell)


@given(st.lists(st.sampled_from([
    "a", "b c", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "- ", "1. ", "|", "|-|-|\n", "[", "](x)", "![",
    "](image:y)", "\\",
    "<p>", "[[k3m9qa]]", "    ", "#", ">", "\u0000", "é",
]), max_size=25).map("".join))  # fmt: skip
@settings(max_examples=300)
def test_any_source_has_a_tree_of_the_documented_shapes(source: str):
    tree = parse(source, {"k3m9qa"})
    assert json.loads(json.dumps(tree)) == tree
    check(tree)
    assert isinstance(plain(source), str)


def test_deep_nesting_stays_within_bounds():
    check(parse("- " * 2_000 + "x"))
    check(parse("*" * 9_000 + "x"))
    check(parse("[" * 9_000))
