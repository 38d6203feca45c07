"""Programs with one slip each, such as pupils make: a teacher's tests should notice them, distractors are made of them.

A slip changes the tree in place, is written down while it stands, and is taken back.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from . import slips_of_statements, slips_of_values

Slip = Callable[[ast.AST], Iterator[tuple[int, str]]]

SLIPS: tuple[tuple[str, Slip], ...] = (*slips_of_values.ALL, *slips_of_statements.ALL)
CANDIDATES_MAX = 400
NODES_WRITTEN_MAX = 200_000
WHAT_MAX = 200


def mutate(source: str, limit: int = 60, filename: str = "main.py") -> list[dict[str, object]]:
    """At most ``limit`` of ``{"source", "line", "kind", "what"}``, in the order of their lines.

    Raises SyntaxError, of a file of that name, for a program that can't be parsed.

    ``line`` is where the slip is in ``source``; the mutant itself is written anew, without comments. ``what`` says the
    slip in plain words. None is written as the original is, and none twice. Where there are more than ``limit``, each
    kind gives its first before any gives its second.
    """
    tree = ast.parse(source, filename)
    seen = {ast.unparse(tree)}
    wanted = likely(tree, limit)
    found: list[tuple[int, int, dict[str, object]]] = []
    of_kind: Counter[str] = Counter()
    for number, (line, kind, what) in enumerate(slips(tree)):
        if number not in wanted or (text := ast.unparse(tree)) in seen:
            continue
        seen.add(text)
        found.append(
            (of_kind[kind], line, {"source": text + "\n", "line": line, "kind": kind, "what": what[:WHAT_MAX]})
        )
        of_kind[kind] += 1
    chosen = sorted(found, key=lambda entry: entry[:2])[: max(0, limit)]
    return [mutant for _, _, mutant in sorted(chosen, key=lambda entry: entry[1])]


def likely(tree: ast.AST, limit: int) -> set[int]:
    """The numbers of the slips that are worth writing down, which is what takes time: fewer of a long program."""
    of_kind: Counter[str] = Counter()
    ranked = []
    for number, (line, kind, _) in enumerate(slips(tree)):
        ranked.append((of_kind[kind], line, number))
        of_kind[kind] += 1
    most = max(limit, min(CANDIDATES_MAX, NODES_WRITTEN_MAX // sum(1 for _ in ast.walk(tree))))
    return {number for _, _, number in sorted(ranked)[:most]}


def slips(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Every slip with its line, kind and words; the tree holds it until the next is asked for."""
    nodes = [node for node in ast.walk(tree) if hasattr(node, "lineno") or isinstance(node, ast.Module)]
    for node in sorted(nodes, key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))):
        for kind, slip in SLIPS:
            for line, what in slip(node):
                yield line, kind, what
