"""Each slip by a program that has it, and what holds of all mutants of programs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from backend.sandbox.sealed.mutants import SLIPS, mutate

# A kind, a program, the mutant's lines (without what they share) and the line that it is said to be on.
SLIPPED = [
    ("off_by_one_range", "for i in range(5):\n    print(i)\n", "for i in range(4):\n    print(i)\n", 1),
    ("off_by_one_range", "for i in range(1, n):\n    print(i)\n", "for i in range(1, n + 1):\n    print(i)\n", 1),
    ("off_by_one_range", "for i in range(1, n + 1):\n    print(i)\n", "for i in range(1, n):\n    print(i)\n", 1),
    ("off_by_one_range", "for i in range(len(x) - 1):\n    pass\n", "for i in range(len(x)):\n    pass\n", 1),
    ("index_from_one", "for i in range(5):\n    print(i)\n", "for i in range(1, 5):\n    print(i)\n", 1),
    ("index_from_one", "a = 1\nprint(x[0])\n", "a = 1\nprint(x[1])\n", 2),
    ("boundary", "if x < 3:\n    pass\n", "if x <= 3:\n    pass\n", 1),
    ("boundary", "if x >= 3:\n    pass\n", "if x > 3:\n    pass\n", 1),
    ("inverted_comparison", "if x < 3:\n    pass\n", "if x > 3:\n    pass\n", 1),
    ("inverted_comparison", "if x == 3:\n    pass\n", "if x != 3:\n    pass\n", 1),
    ("inverted_comparison", "if x in y:\n    pass\n", "if x not in y:\n    pass\n", 1),
    ("wrong_operator", "c = a + b\n", "c = a - b\n", 1),
    ("wrong_operator", "c = a * b\n", "c = a / b\n", 1),
    ("wrong_operator", "c = a // b\n", "c = a / b\n", 1),
    ("wrong_operator", "c += b\n", "c -= b\n", 1),
    ("swapped_operands", "c = a - b\n", "c = b - a\n", 1),
    ("and_or", "if a and b:\n    pass\n", "if a or b:\n    pass\n", 1),
    ("and_or", "if a or b:\n    pass\n", "if a and b:\n    pass\n", 1),
    ("missing_not", "while not done:\n    go()\n", "while done:\n    go()\n", 1),
    ("missing_not", "if a and (not b):\n    go()\n", "if a and b:\n    go()\n", 1),
    ("wrong_initial_value", "total = 0\n", "total = 1\n", 1),
    ("wrong_initial_value", "best = 100\n", "best = 0\n", 1),
    ("constant_plus_one", "if x > 10:\n    pass\n", "if x > 11:\n    pass\n", 1),
    ("missing_cast", "n = int(input())\n", "n = input()\n", 1),
    ("missing_cast", "print('a' + str(n))\n", "print('a' + n)\n", 1),
    ("missing_cast", "print(float(n))\n", "print(n)\n", 1),
    ("missing_tidying", "if x.lower() == 'yes':\n    pass\n", "if x == 'yes':\n    pass\n", 1),
    ("swapped_arguments", "print(power(a, b, c))\n", "print(power(b, a, c))\n", 1),
    ("print_outside_loop", "for i in x:\n    n += i\n    print(n)\n", "for i in x:\n    n += i\nprint(n)\n", 3),
    ("update_outside_loop", "for i in x:\n    n += i\n    print(n)\n", "for i in x:\n    print(n)\nn += i\n", 2),
    ("update_outside_loop", "for i in x:\n    n = n + i\n    go()\n", "for i in x:\n    go()\nn = n + i\n", 2),
    ("print_inside_loop", "for i in x:\n    n += i\nprint(n)\n", "for i in x:\n    n += i\n    print(n)\n", 3),
    (
        "return_inside_loop",
        "def f(x):\n    for i in x:\n        go(i)\n    return n\n",
        "def f(x):\n    for i in x:\n        go(i)\n        return n\n",
        4,
    ),
    ("missing_increment", "while i < 3:\n    go()\n    i += 1\n", "while i < 3:\n    go()\n", 3),
    ("missing_increment", "while i < 3:\n    i = i + 1\n", "while i < 3:\n    pass\n", 2),
    ("overwritten_total", "for i in x:\n    n += i\n", "for i in x:\n    n = i\n", 2),
    ("print_for_return", "def f(a):\n    return a * 2\n", "def f(a):\n    print(a * 2)\n", 2),
    (
        "first_branch_only",
        "if a:\n    x = b\nelif c:\n    x = d\nelse:\n    x = e\n",
        "if a:\n    x = b\nif c:\n    x = d\nelse:\n    x = e\n",
        3,
    ),
    ("missing_else", "if a:\n    b()\nelse:\n    c()\n", "if a:\n    b()\nc()\n", 4),
]


@pytest.mark.parametrize(("kind", "source", "expected", "line"), SLIPPED)
def test_a_slip_is_made(kind, source, expected, line):
    assert ast.unparse(ast.parse(source)) + "\n" == source, "the programs here are written as Python writes them"
    found = [mutant for mutant in mutate(source) if mutant["source"] == expected]
    assert [(mutant["kind"], mutant["line"]) for mutant in found] == [(kind, line)]


def test_every_kind_has_a_program():
    kinds = [kind for kind, _ in SLIPS]
    assert len(set(kinds)) == len(kinds) >= 15
    assert {kind for kind, *_ in SLIPPED} == set(kinds)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "print('hello')\n",
        "name = 'a' + str(3)\n# a comment\n",
        "x = True\n",
        "class A:\n    def f(self, *a, b=1, **c) -> int:\n        yield from (i for i in a if not b)\n",
        "match x:\n    case 1 | 2:\n        y = f'{x!r:>{3}}'\n    case _:\n        pass\n",
        "async def f():\n    async with a as b:\n        await c\n",
        Path(__file__).read_text(encoding="utf-8"),
        "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n",
    ],
)
def test_what_holds_of_all_mutants(source):
    mutants = mutate(source)
    assert mutants == mutate(source)
    assert len(mutants) <= 60
    texts = [mutant["source"] for mutant in mutants]
    assert len(set(texts)) == len(texts)
    original = ast.unparse(ast.parse(source))
    for mutant in mutants:
        assert sorted(mutant) == ["kind", "line", "source", "what"]
        compile(mutant["source"], "main.py", "exec", dont_inherit=True)
        assert ast.unparse(ast.parse(mutant["source"])) + "\n" == mutant["source"]
        assert mutant["source"] != original + "\n"
        assert 1 <= mutant["line"] <= source.count("\n") + 1
        assert mutant["what"][0].isupper() or mutant["what"].startswith(("if", "int", "float", "str", "lower"))
        assert len(mutant["what"]) <= 200
    assert [mutant["line"] for mutant in mutants] == sorted(mutant["line"] for mutant in mutants)


def test_a_limit_keeps_one_of_each_kind_first():
    source = "".join(f"if x{i} < {i}:\n    print(x{i} + {i})\n" for i in range(40))
    kinds = {mutant["kind"] for mutant in mutate(source, limit=400)}
    assert {mutant["kind"] for mutant in mutate(source, limit=len(kinds))} == kinds
    assert mutate(source, limit=0) == []
    assert len(mutate(source, limit=7)) == 7


def test_a_program_that_is_none_raises_as_the_parser_does():
    with pytest.raises(SyntaxError) as caught:
        mutate("if x\n    y")
    assert (caught.value.filename, caught.value.lineno) == ("main.py", 1)
