"""Slips inside a line: a comparison, a sign, a number, a conversion.

Each takes a part of the tree, changes it, yields the line and what was done, and takes the change back.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial

Slips = Iterator[tuple[int, str]]

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}
BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
INVERTED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
OTHER_SIGN: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
CASTS = {"int": "a whole number", "float": "a number", "str": "text"}
TIDYING = {"lower", "upper", "strip", "title", "capitalize"}


def number_of(node: ast.AST) -> float | None:
    """The number that is written there; True and False are none."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_text(node: ast.AST) -> bool:
    """What can only be text."""
    return (
        calls(node, "str", "input")
        or isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    )


def calls(node: ast.AST, *names: str) -> bool:
    """A call of one of these functions."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def moved(node: ast.expr, by: int) -> ast.expr:
    """The same value plus or minus a little; numbers are reckoned out."""
    written = number_of(node)
    if written is not None:
        return ast.Constant(written + by)
    if (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add | ast.Sub)
        and number_of(node.right) == abs(by)
        and isinstance(node.op, ast.Add) == (by < 0)
    ):
        return node.left
    return ast.BinOp(node, ast.Add() if by > 0 else ast.Sub(), ast.Constant(abs(by)))


def changed(values: list[ast.expr], place: int, new: ast.expr, shown: ast.expr, words: str) -> Slips:
    """Put another value into a list of them for a while, and say how ``shown`` looks then."""
    old, before = values[place], ast.unparse(shown)
    values[place] = new
    yield shown.lineno, f"{words}: {ast.unparse(shown)} instead of {before}."
    values[place] = old


def off_by_one_range(node: ast.AST) -> Slips:
    """range() ends one later or earlier."""
    if isinstance(node, ast.Call) and calls(node, "range") and 0 < len(node.args) < 4:
        place = 0 if len(node.args) == 1 else 1
        end = node.args[place]
        yield from changed(node.args, place, moved(end, -1), node, "The count stops one too early")
        yield from changed(node.args, place, moved(end, 1), node, "The count goes one too far")


def index_from_one(node: ast.AST) -> Slips:
    """Counting, or the places of a list, begin at 1."""
    if isinstance(node, ast.Call) and calls(node, "range") and len(node.args) == 1:
        node.args.insert(0, ast.Constant(1))
        yield node.lineno, f"The count begins at 1: {ast.unparse(node)}."
        node.args.pop(0)
    if isinstance(node, ast.Subscript) and number_of(node.slice) == 0:
        old = node.slice
        node.slice = ast.Constant(1)
        yield node.lineno, f"The first place is taken to be 1: {ast.unparse(node)}."
        node.slice = old


def compared(node: ast.AST, others: dict[type[ast.cmpop], type[ast.cmpop]], words: str) -> Slips:
    """One comparison becomes another."""
    if isinstance(node, ast.Compare):
        for place, old in enumerate(node.ops):
            if type(old) in others:
                node.ops[place] = others[type(old)]()
                yield node.lineno, f"{words}: {COMPARISONS[others[type(old)]]} instead of {COMPARISONS[type(old)]}."
                node.ops[place] = old


def boundary(node: ast.AST) -> Slips:
    """The limit itself falls on the other side."""
    return compared(node, BOUNDARY, "The limit itself is on the other side")


def inverted_comparison(node: ast.AST) -> Slips:
    """A comparison the other way round."""
    return compared(node, INVERTED, "The comparison is the other way round")


def wrong_operator(node: ast.AST) -> Slips:
    """Another sign between two values; texts are only ever joined."""
    texts = isinstance(node, ast.BinOp) and (is_text(node.left) or is_text(node.right))
    texts = texts or (isinstance(node, ast.AugAssign) and is_text(node.value))
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OTHER_SIGN and not texts:
        old = node.op
        node.op = OTHER_SIGN[type(old)]()
        yield node.lineno, f"Another sign: {SIGNS[type(node.op)]} instead of {SIGNS[type(old)]}."
        node.op = old


def swapped_operands(node: ast.AST) -> Slips:
    """What is taken away, or divided by, stands first."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod):
        before = ast.unparse(node)
        node.left, node.right = node.right, node.left
        yield node.lineno, f"The two values have changed places: {ast.unparse(node)} instead of {before}."
        node.left, node.right = node.right, node.left


def and_or(node: ast.AST) -> Slips:
    """One word for the other."""
    if isinstance(node, ast.BoolOp):
        old = node.op
        node.op, words = (
            (ast.Or(), "or instead of and") if isinstance(old, ast.And) else (ast.And(), "and instead of or")
        )
        yield node.lineno, f"The word {words}."
        node.op = old


def wrong_initial_value(node: ast.AST) -> Slips:
    """A variable begins at 1 instead of 0, or at 0 instead of anything else."""
    written = number_of(node.value) if isinstance(node, ast.Assign) else None
    if isinstance(node, ast.Assign) and written is not None and isinstance(node.targets[0], ast.Name):
        old = node.value
        node.value = ast.Constant(1 if written == 0 else 0)
        yield node.lineno, f"The variable begins with another value: {ast.unparse(node)} instead of {ast.unparse(old)}."
        node.value = old


def constant_plus_one(node: ast.AST) -> Slips:
    """A number in a comparison or a sum is one more."""
    old = number_of(node)
    if isinstance(node, ast.Constant) and old is not None:
        node.value = old + 1
        yield node.lineno, f"The number is one more: {old + 1} instead of {old}."
        node.value = old


def slots(node: ast.AST) -> Iterator[tuple[ast.expr, Callable[[ast.expr], None]]]:
    """The values right below a part of the tree, each with what puts another in its place."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.expr):
            yield value, partial(setattr, node, field)
        elif isinstance(value, list):
            yield from (
                (item, partial(value.__setitem__, at)) for at, item in enumerate(value) if isinstance(item, ast.expr)
            )


def unwrapped(node: ast.AST, inside: Callable[[ast.expr], tuple[ast.expr, str] | None]) -> Slips:
    """A value below gives way to a part of itself."""
    for value, put in slots(node):
        found = inside(value)
        if found is not None:
            put(found[0])
            yield value.lineno, found[1]
            put(value)


def missing_not(node: ast.AST) -> Slips:
    """A condition loses its not."""

    def inside(value: ast.expr) -> tuple[ast.expr, str] | None:
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not):
            return value.operand, f"The word not is missing before {ast.unparse(value.operand)}."
        return None

    return unwrapped(node, inside)


def missing_cast(node: ast.AST) -> Slips:
    """A value stays what it is: int(…), float(…) or str(…) is left out."""

    def inside(value: ast.expr) -> tuple[ast.expr, str] | None:
        if isinstance(value, ast.Call) and calls(value, *CASTS) and len(value.args) == 1 and not value.keywords:
            name = getattr(value.func, "id", "")
            return value.args[0], f"{name}(…) is left out, so the value isn't turned into {CASTS[name]}."
        return None

    return unwrapped(node, inside)


def missing_tidying(node: ast.AST) -> Slips:
    """A text is taken as it was typed: lower() and the like are left out."""

    def inside(value: ast.expr) -> tuple[ast.expr, str] | None:
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in TIDYING:
            return value.func.value, f"{value.func.attr}() is left out."
        return None

    return unwrapped(node, inside)


def swapped_arguments(node: ast.AST) -> Slips:
    """The first two values in the brackets of a call have changed places."""
    if isinstance(node, ast.Call) and len(node.args) > 1 and not calls(node, "print", "range"):
        before = ast.unparse(node)
        node.args[:2] = node.args[1::-1]
        yield (
            node.lineno,
            f"The first two values in the brackets have changed places: {ast.unparse(node)}, was {before}.",
        )
        node.args[:2] = node.args[1::-1]


ALL: tuple[tuple[str, Callable[[ast.AST], Slips]], ...] = (
    ("off_by_one_range", off_by_one_range),
    ("index_from_one", index_from_one),
    ("boundary", boundary),
    ("inverted_comparison", inverted_comparison),
    ("wrong_operator", wrong_operator),
    ("swapped_operands", swapped_operands),
    ("and_or", and_or),
    ("missing_not", missing_not),
    ("wrong_initial_value", wrong_initial_value),
    ("constant_plus_one", constant_plus_one),
    ("missing_cast", missing_cast),
    ("missing_tidying", missing_tidying),
    ("swapped_arguments", swapped_arguments),
)
