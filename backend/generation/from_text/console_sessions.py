"""Reads a Python console session on a slide: what was typed at ``>>>``, and what the file shows as its answer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from backend.generation.from_text.tiny_python import as_typed, parsed

_PROMPT = ">>>"
_GOES_ON = "..."
_INPUTS_MAX = 60
"""Lines typed in one session; a longer one is the record of an afternoon."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A ``print`` of the session with the lines before it that it needs, as one program.

    ``shown`` is what the file shows as its output. ``start`` and ``end`` are the place of the ``print`` and that
    output in the passage.
    """

    source: str
    shown: list[str]
    start: int
    end: int


@dataclass(slots=True)
class _Typed:
    """One input and the lines that the file shows after it."""

    code: str
    start: int
    end: int
    shown: list[str] = field(default_factory=list)


def episodes_of(text: str) -> list[Episode] | None:
    """Return the episodes of a console session, none where something in it can't be read; None for a plain program."""
    if not re.search(rf"^\s*{_PROMPT}", text, re.MULTILINE):
        return None
    typed = [entry for entry in _inputs(text) if entry.code][:_INPUTS_MAX]
    trees = [parsed(entry.code) for entry in typed]
    found = []
    for place, (entry, tree) in enumerate(zip(typed, trees, strict=True)):
        before = [(one.code, other) for one, other in zip(typed[:place], trees[:place], strict=True)]
        if tree is not None and entry.shown and _is_print(tree):
            needed = _needed(tree, before)
            if needed is not None:
                found.append(Episode("\n".join([*needed, entry.code]), entry.shown, entry.start, entry.end))
    return found


def _inputs(text: str) -> Iterator[_Typed]:
    current: _Typed | None = None
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith(_PROMPT):
            if current is not None:
                yield current
            current = _Typed(as_typed(words.removeprefix(_PROMPT).strip()), start, start + len(line.rstrip()))
        elif current is not None and words.startswith(_GOES_ON):
            current.code += "\n" + as_typed(words.removeprefix(_GOES_ON)[1:])
        elif current is not None and words:
            current.shown.append(as_typed(words))
            current.end = start + len(line.rstrip())
        start += len(line) + 1
    if current is not None:
        yield current


def _is_print(tree: ast.Module) -> bool:
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return False
    call = tree.body[0].value
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"


def _needed(tree: ast.Module, before: Sequence[tuple[str, ast.Module | None]]) -> list[str] | None:
    """Return the assignments that a ``print`` depends on, in order; None where one of its names is never given."""
    wanted = _names_in(tree)
    chosen: list[str] = []
    for code, earlier in reversed(before):
        if earlier is None or len(earlier.body) != 1:
            continue
        (statement,) = earlier.body
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name) and target.id in wanted:
                wanted = (wanted - {target.id}) | _names_in(statement.value)
                chosen.append(code)
        elif isinstance(statement, ast.AugAssign) and _names_in(statement.target) & wanted:
            wanted |= _names_in(statement.value)
            chosen.append(code)
    return None if wanted else chosen[::-1]


def _names_in(tree: ast.AST) -> set[str]:
    """Return the names of variables in a tree: those of functions are called."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called}
