"""Boolean expressions a second time, apart from the product: random trees, their outputs by rules of sums, their words.

A tree is the name of an input, or an operator with the trees that it joins. Words are made from the tree with no more
brackets than the order of operators asks for (or with all of them), so that reading them tests that order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

Tree = str | tuple[str, ...] | tuple[str, "Tree"] | tuple[str, "Tree", "Tree"]

SPELLINGS = {
    "AND": ["AND", "and", ".", "∧", "&", "&&", "·"],
    "OR": ["OR", "or", "+", "∨", "|", "||"],
    "XOR": ["XOR", "Xor", "⊕", "^"],
    "NAND": ["NAND", "nand", "⊼"],
    "NOR": ["NOR", "nor", "⊽"],
    "NOT": ["NOT", "not", "¬", "!", "~", "¯"],
}

TIGHTNESS = {"NOT": 0, "AND": 1, "NAND": 1, "XOR": 2, "OR": 3, "NOR": 3}


def random_tree(rng: random.Random, names: Sequence[str], operators: int) -> Tree:
    """Return a tree with just so many operators."""
    if operators == 0:
        return rng.choice(names)
    operator = rng.choice(list(SPELLINGS))
    if operator == "NOT":
        return ("NOT", random_tree(rng, names, operators - 1))
    left = rng.randint(0, operators - 1)
    return (operator, random_tree(rng, names, left), random_tree(rng, names, operators - 1 - left))


def tree_size(tree: Tree) -> int:
    return 0 if isinstance(tree, str) else 1 + sum(tree_size(operand) for operand in tree[1:])


def _value(tree: Tree, row: dict[str, int]) -> int:
    """Count ones: a gate asks how many of its inputs are on."""
    if isinstance(tree, str):
        return row[tree]
    ones = sum(_value(operand, row) for operand in tree[1:])
    on = {"NOT": [0], "AND": [2], "OR": [1, 2], "XOR": [1], "NAND": [0, 1], "NOR": [0]}[tree[0]]
    return int(ones in on)


def outputs(tree: Tree, names: Sequence[str]) -> list[int]:
    """Return the output column: row r has the digits of r in binary as its inputs."""
    width = len(names)
    rows = [dict(zip(names, map(int, f"{number:0{width}b}"), strict=True)) for number in range(2**width)]
    return [_value(tree, row) for row in rows]


def random_wording(rng: random.Random, tree: Tree) -> str:
    """Write a tree in words or signs, with all its brackets or only those that it needs."""
    return _write(rng, tree, all_brackets=rng.random() < 0.3)


def _write(rng: random.Random, tree: Tree, *, all_brackets: bool) -> str:
    if isinstance(tree, str):
        return rng.choice([tree, tree.lower()])
    operator = tree[0]
    parts = []
    for place, operand in enumerate(tree[1:]):
        words = _write(rng, operand, all_brackets=all_brackets)
        looser = 0 if isinstance(operand, str) else TIGHTNESS[operand[0]] - TIGHTNESS[operator]
        # Of two operators of one rank the left one comes first, so a right operand needs its brackets.
        needed = looser > 0 or (looser == 0 and place == 1 and not isinstance(operand, str))
        if needed or (all_brackets and not isinstance(operand, str)):
            words = f"({words})"
        parts.append(words)
    if operator != "NOT":
        return f" {rng.choice(SPELLINGS[operator])} ".join(parts)
    behind = isinstance(tree[1], str) or parts[0].startswith("(")
    return f"{parts[0]}'" if behind and rng.random() < 0.3 else f"{rng.choice(SPELLINGS['NOT'])} {parts[0]}"
