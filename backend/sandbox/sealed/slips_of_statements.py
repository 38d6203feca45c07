"""Slips in where a line stands or what it does: in or out of the loop, print or return, elif or if.

As in ``slips_of_values``, each changes the tree, yields the line and what was done, and takes the change back.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Slips = Iterator[tuple[int, str]]
Loop = ast.For | ast.While


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements right below a part of the tree."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            yield block


def is_print(node: ast.AST) -> bool:
    """A line that shows something."""
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"


def updates(node: ast.AST) -> str:
    """The variable that a line changes by reckoning with it, if it does."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
        return name if name in names_in(node.value) else ""
    return ""


def names_in(node: ast.AST) -> set[str]:
    """The variables that are named anywhere in a part of the tree."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def replaced(block: list[ast.stmt], start: int, stop: int, new: list[ast.stmt], line: int, words: str) -> Slips:
    """Other lines in a block for a while."""
    old = block[start:stop]
    block[start:stop] = new
    yield line, words
    block[start : start + len(new)] = old


def outside(block: list[ast.stmt], at: int, loop: Loop, place: int, words: str) -> Slips:
    """A line of a loop comes after it."""
    line = loop.body[place]
    rest = loop.body[:place] + loop.body[place + 1 :]
    before, loop.body = loop.body, rest
    yield from replaced(block, at + 1, at + 1, [line], line.lineno, words)
    loop.body = before


def loops(node: ast.AST) -> Iterator[tuple[list[ast.stmt], int, Loop]]:
    """The loops right below a part of the tree, with where they stand."""
    for block in blocks(node):
        for at, statement in enumerate(list(block)):
            if isinstance(statement, ast.For | ast.While):
                yield block, at, statement


def print_outside_loop(node: ast.AST) -> Slips:
    """The last line of a loop shows something, only once after it."""
    for block, at, loop in loops(node):
        if len(loop.body) > 1 and is_print(loop.body[-1]):
            yield from outside(block, at, loop, len(loop.body) - 1, "The print is after the loop instead of inside it.")


def update_outside_loop(node: ast.AST) -> Slips:
    """A variable that should change every time round changes once."""
    for block, at, loop in loops(node):
        for place, line in enumerate(list(loop.body)):
            name = updates(line)
            if len(loop.body) > 1 and name and isinstance(loop, ast.For):
                words = f"“{name}” is changed once after the loop instead of each time round."
                yield from outside(block, at, loop, place, words)


def inside_loop(node: ast.AST, fits: Callable[[ast.stmt], bool], words: str) -> Slips:
    """The line after a loop has come into it."""
    for block, at, loop in loops(node):
        if at + 1 < len(block) and fits(block[at + 1]):
            line = block[at + 1]
            loop.body.append(line)
            yield from replaced(block, at + 1, at + 2, [], line.lineno, words)
            loop.body.pop()


def print_inside_loop(node: ast.AST) -> Slips:
    """What should be shown once is shown each time round."""
    return inside_loop(node, is_print, "The print is inside the loop instead of after it.")


def return_inside_loop(node: ast.AST) -> Slips:
    """A function answers after the first time round."""
    words = "The return is inside the loop, so it ends the first time round."
    return inside_loop(node, lambda line: isinstance(line, ast.Return), words)


def missing_increment(node: ast.AST) -> Slips:
    """A while loop never changes what it waits for."""
    for _, _, loop in loops(node):
        if isinstance(loop, ast.While):
            for place, line in enumerate(list(loop.body)):
                name = updates(line)
                if name and name in names_in(loop.test):
                    new: list[ast.stmt] = [] if len(loop.body) > 1 else [ast.Pass()]
                    words = f"“{name}” is not changed in the loop, so the loop may never end."
                    yield from replaced(loop.body, place, place + 1, new, line.lineno, words)


def overwritten_total(node: ast.AST) -> Slips:
    """A variable takes each new value instead of adding it up."""
    for block in blocks(node):
        for at, line in enumerate(list(block)):
            if isinstance(line, ast.AugAssign):
                plain = ast.Assign([line.target], line.value, lineno=line.lineno)
                words = f"The old value is lost: {ast.unparse(plain)} instead of {ast.unparse(line)}."
                yield from replaced(block, at, at + 1, [plain], line.lineno, words)


def print_for_return(node: ast.AST) -> Slips:
    """A function shows its answer and gives nothing back."""
    for block in blocks(node):
        for at, line in enumerate(list(block)):
            if isinstance(line, ast.Return) and line.value is not None:
                shown = ast.Expr(ast.Call(ast.Name("print", ast.Load()), [line.value], []))
                words = "The function prints its answer instead of giving it back with return."
                yield from replaced(block, at, at + 1, [shown], line.lineno, words)


def first_branch_only(node: ast.AST) -> Slips:
    """An elif is an if of its own, so that several branches may be carried out."""
    for block in blocks(node):
        for at, line in enumerate(list(block)):
            if isinstance(line, ast.If) and len(line.orelse) == 1 and isinstance(line.orelse[0], ast.If):
                second = line.orelse[0]
                line.orelse = []
                words = (
                    f"if instead of elif before {ast.unparse(second.test)}, so that both branches may be carried out."
                )
                yield from replaced(block, at + 1, at + 1, [second], second.lineno, words)
                line.orelse = [second]


def missing_else(node: ast.AST) -> Slips:
    """What belongs to else is done in any case."""
    for block in blocks(node):
        for at, line in enumerate(list(block)):
            if isinstance(line, ast.If) and line.orelse and not isinstance(line.orelse[0], ast.If):
                others = line.orelse
                line.orelse = []
                words = "There is no else, so these lines are carried out in any case."
                yield from replaced(block, at + 1, at + 1, others, others[0].lineno, words)
                line.orelse = others


ALL: tuple[tuple[str, Callable[[ast.AST], Slips]], ...] = (
    ("print_outside_loop", print_outside_loop),
    ("update_outside_loop", update_outside_loop),
    ("print_inside_loop", print_inside_loop),
    ("return_inside_loop", return_inside_loop),
    ("missing_increment", missing_increment),
    ("overwritten_total", overwritten_total),
    ("print_for_return", print_for_return),
    ("first_branch_only", first_branch_only),
    ("missing_else", missing_else),
)
