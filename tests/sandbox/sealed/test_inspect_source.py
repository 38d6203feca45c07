"""Facts about programs, counted by hand."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from backend.questions.types.python_code import schema as python_code
from backend.sandbox.sealed.inspect_source import inspect

CONSTRUCTS = {
    "for": ("for i in range(3):\n    pass\n", [1]),
    "while": ("x = 0\nwhile x < 3:\n    x += 1\n", [2]),
    "if": ("x = 1\nif x:\n    pass\nelif x > 2:\n    pass\nelse:\n    if x:\n        pass\n", [2, 7]),
    "elif": ("x = 1\nif x:\n    pass\nelif x > 2:\n    pass\nelif x > 3:\n    pass\n", [4, 6]),
    "else": (
        "for i in []:\n    pass\nelse:\n    y = 1 if i else 2\ntry:\n    pass\nexcept E:\n    pass\nelse: pass\n",
        [3, 9],
    ),
    "def": ("def f():\n    def g(): pass\n", [1, 2]),
    "return": ("def f():\n    return 3\n", [2]),
    "list": ("a = [1]\nb = [i for i in a]\nc = list(a)\nd = (1,)\n", [1, 2, 3]),
    "dict": ("a = {}\nb = {i: i for i in a}\nc = dict(x=1)\nd = {1}\n", [1, 2, 3]),
    "tuple": ("a = 1, 2\nb = [1, 2]\nc = tuple(b)\n", [1, 3]),
    "set": ("a = {1}\nb = {i for i in a}\nc = set()\nd = {}\n", [1, 2, 3]),
    "comprehension": ("a = [i for i in b]\n", [1]),
    "try": ("try:\n    pass\nexcept ValueError:\n    pass\n", [1]),
    "class": ("class Dog:\n    pass\n", [1]),
    "import": ("import math\nfrom random import randint\n", [1, 2]),
    "f-string": ("a = f'{b}'\nc = 'f{b}'\n", [1]),
    "comparison": ("a = 1 < b < 3\nc = d == e\nf = g\n", [1, 2]),
    "boolean": ("a = b and c\nd = e or f\ng = not h\ni = -j\n", [1, 2, 3]),
    "augmented assignment": ("a = 1\na += 1\na = a + 1\n", [2]),
    "string": ("a = 'b'\nc = 4\n", [1]),
    "number": ("a = 'b'\nc = 4\nd = 2.5\ne = True\n", [2, 3]),
    "subscript": ("a[1]\na[1:2]\n", [1, 2]),
    "slice": ("a[1]\na[1:2]\n", [2]),
    "input": ("a = input('b')\ninput\nc.input()\n", [1]),
    "print": ("print(1); print(2)\nprint\n\nprint(\n3)\n", [1, 4]),
    "lambda": ("f = lambda x: x\n", [1]),
    "global": ("def f():\n    global x\n", [2]),
    "break": ("while 1:\n    break\n", [2]),
    "continue": ("while 1:\n    continue\n", [2]),
    "with": ("with open('a') as b:\n    pass\n", [1]),
    "match": ("match x:\n    case 1:\n        pass\n", [1]),
}


@pytest.mark.parametrize(
    ("name", "source", "lines"), [(name, *case) for name, case in CONSTRUCTS.items()], ids=CONSTRUCTS
)
def test_a_construct_is_found_where_it_stands(name, source, lines):
    assert inspect(source)["constructs"].get(name) == lines


def test_every_construct_that_a_rule_can_name_is_tried_here():
    assert python_code.CONSTRUCTS.keys() - {"recursion"} <= CONSTRUCTS.keys()


def test_what_is_not_there_is_not_named():
    empty: dict[str, Any] = {name: {} for name in ("constructs", "imports", "names", "assigned", "calls", "parameters")}
    empty |= {"alone": [], "functions": [], "recursive": [], "lines": 0}
    assert inspect("") == empty
    assert inspect("# for while if\n\n")["lines"] == 2
    assert inspect("x = '''\nelse\nelif\n'''")["constructs"] == {"assignment": [1], "string": [1]}
    assert "else" not in inspect("x = (1 if y\n     else 2)\n")["constructs"]
    assert "if" not in inspect("[i for i in range(3) if i]\n")["constructs"]


def test_names_calls_and_imports():
    source = (
        "import random as r, math\nfrom turtle import Turtle\n\ndef roll(sides):\n    return r.randint(1, sides)\n\n"
        "names = []\nnames.append(roll(6))\nnames[0].upper().strip()\nprint(names, math.pi)\n"
    )
    found = inspect(source)
    assert found["imports"] == {"random": [1], "math": [1], "turtle": [2]}
    assert found["names"] == {
        "math": [10], "names": [7, 8, 9, 10], "print": [10], "r": [5], "roll": [4, 8], "sides": [4, 5],
    }  # fmt: skip
    assert found["calls"] == {
        "append": [8], "names.append": [8], "print": [10], "r.randint": [5], "randint": [5], "roll": [8], "strip": [9],
        "upper": [9],
    }  # fmt: skip
    assert found["functions"] == ["roll"]
    assert found["lines"] == 10


def test_lines_that_are_one_step_and_parameters():
    """Not a loop's head, a line with two statements, what goes over two lines, nor a comprehension."""
    source = (
        "total = 0\nfor i in range(3):\n    total += i; print(i)\nif total > 2:\n    print(total,\n          1)\n"
        "elif total:\n    pass\nif total: print(total)\neven = [i for i in range(3)]\n"
        "def f(a, *more, b=1, **named):\n    return max(a,\n               b)\nx = f(1)\nwhile x:\n    x = None\n"
        "y = (1,\n     2); z = 3\n"
    )
    found = inspect(source)
    assert found["assigned"] == {
        "a": [11], "b": [11], "even": [10], "i": [2, 10], "more": [11], "named": [11], "total": [1, 3], "x": [14, 16],
        "y": [17], "z": [18],
    }  # fmt: skip
    assert found["alone"] == [1, 4, 7, 8, 14, 16]
    assert found["parameters"] == {"f": ["a", "more", "b", "named"]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(n):\n    return f(n - 1)\n", ["f"]),
        (
            "def even(n):\n    return odd(n - 1)\ndef odd(n):\n    return even(n - 1)\ndef g():\n    even(1)\n",
            ["even", "odd"],
        ),
        ("def f(n):\n    return n\nf(f(1))\n", []),
        ("class A:\n    def walk(self):\n        self.walk()\n    def run(self):\n        other.run()\n", ["walk"]),
        ("def f():\n    def inner():\n        f()\n    inner()\n", ["f", "inner"]),
        ("def a(): b()\ndef b(): c()\ndef c(): b()\n", ["b", "c"]),
    ],
)
def test_recursion_is_seen_through_each_other(source, expected):
    assert inspect(source)["recursive"] == expected


def test_a_program_that_is_none_raises_as_the_parser_does():
    for source in ("if x\n    y", "x = (", "\0", "\tx\n y"):
        with pytest.raises(SyntaxError) as caught:
            inspect(source)
        assert source == "\0" or (caught.value.filename, caught.value.lineno) == ("main.py", 1)


def test_every_program_of_this_project_can_be_inspected():
    for path in (inspect.__code__.co_filename, ast.__file__, __file__):
        source = Path(path).read_text(encoding="utf-8")
        found = inspect(source)
        tree = ast.parse(source)
        kinds = {ast.For: "for", ast.While: "while", ast.Return: "return", ast.Lambda: "lambda", ast.Try: "try"}
        for kind, name in kinds.items():
            lines = {node.lineno for node in ast.walk(tree) if isinstance(node, kind)}
            assert lines <= set(found["constructs"].get(name, ()))
