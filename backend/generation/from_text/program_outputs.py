"""Questions on what the short programs of a lesson file print, with the key worked out by reading the program."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline, Passage
from backend.generation.draft import Draft, Evidence
from backend.generation.from_text.base import Maker
from backend.generation.from_text.console_sessions import episodes_of
from backend.generation.from_text.reading import content_passages, quote
from backend.generation.from_text.tiny_python import Slip, Unreadable, as_typed, parsed, printed
from backend.generation.from_text.writing import (
    as_code,
    choice_content,
    exact_text_content,
    is_clean,
    numeric_content,
)

_MAKER = "text.program_outputs"
_VERSION = 1
_CODE_LINES_MAX = 16
_OUTPUT_LINES_MAX, _WRONG_LINES_MAX = 6, 8
_LINE_MAX = 40
_DISTRACTORS_MIN, _DISTRACTORS_MAX = 2, 3
_PLAIN_NUMBER = re.compile(r"^-?\d{1,9}(\.\d{1,3})?$")
_WORTH_ASKING = (ast.BinOp, ast.AugAssign, ast.If, ast.While, ast.For)
_CONVERSIONS = frozenset({"str", "int", "float", "len"})
_BRANCH_SLIPS = (Slip.ALL_BRANCHES, Slip.TESTS_ALONE, Slip.TESTS_REVERSED, Slip.ENDS_AFTER_BRANCH)
_LOOP_SLIPS = (Slip.LOOP_ONE_MORE, Slip.LOOP_ONCE, Slip.TESTS_REVERSED)
_LINE_SLIPS = (Slip.FIRST_VALUE_KEPT, Slip.LAST_VALUE_ONLY, Slip.NAME_FOR_VALUE)


@dataclass(frozen=True, slots=True)
class _Example:
    """A whole program of the file as plain code, its syntax tree, and where it stands."""

    source: str
    tree: ast.Module
    evidence: Evidence


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return a question on each short program that can be read to its end: what it prints."""
    drafts = []
    for example in _different(list(_examples(outline))):
        where = f"{example.evidence.passage_id}:{example.evidence.start}"
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{where}")  # noqa: S311
        made = _content(example, rng)
        if made is not None and is_clean(*made):
            drafts.append(Draft(*made, _MAKER, _VERSION, seed=seed, evidence=example.evidence))
    return drafts


def _examples(outline: DocumentOutline) -> Iterator[_Example]:
    for section, place in content_passages(outline):
        passage = section.passages[place]
        if passage.kind == "code":
            yield from _examples_in(passage)


def _examples_in(passage: Passage) -> Iterator[_Example]:
    episodes = episodes_of(passage.text)
    if episodes is not None:
        for episode in episodes:
            tree = parsed(episode.source)
            if tree is not None and _prints(tree) == episode.shown:  # The file and the program agree.
                yield _Example(episode.source, tree, quote(passage, episode.start, episode.end))
        return
    source = as_typed(passage.text)
    tree = parsed(source)
    if tree is not None:
        yield _Example(source, tree, quote(passage, 0, len(passage.text)))


def _different(examples: Sequence[_Example]) -> list[_Example]:
    """Keep one of the programs that differ in nothing but their names: the last, for slides make names better."""
    kept: dict[str, _Example] = {}
    for example in examples:
        pattern = _without_names(example.tree)
        kept.pop(pattern, None)
        kept[pattern] = example
    return list(kept.values())


def _without_names(tree: ast.Module) -> str:
    """Return a program as text with its variables numbered instead of named."""
    pattern = ast.dump(tree)
    names = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    for number, name in enumerate(names):
        pattern = pattern.replace(f"Name(id='{name}'", f"Name({number}")
    return pattern


def _prints(tree: ast.Module, slip: Slip | None = None) -> list[str] | None:
    try:
        return printed(tree, slip)
    except Unreadable:
        return None


def _content(example: _Example, rng: random.Random) -> tuple[str, dict[str, Any]] | None:
    lines = _prints(example.tree)
    if not lines or not _is_worth_asking(example) or not _can_be_shown(lines):
        return None
    nodes = list(ast.walk(example.tree))
    loops = any(isinstance(node, ast.While | ast.For) for node in nodes)
    code = f"```python\n{example.source}\n```"
    told = {"explanation": f"It prints {_shown(lines)}."}
    if len(lines) > 1:
        stem = f"What does this program print, line by line?\n\n{code}"
        content = _choice(stem, example, lines, rng, difficulty=3 if loops else 2)
        return None if content is None else ("multiple_choice", {**content, **told})
    stem = f"What does this program print?\n\n{code}"
    if _PLAIN_NUMBER.match(lines[0]) and "float" not in example.source:  # With float(), 56 and 56.0 differ.
        return "numeric", {**numeric_content(stem, lines[0], difficulty=2), **told}
    return "short_text", {**exact_text_content(stem, lines[0], difficulty=2), **told}


def _is_worth_asking(example: _Example) -> bool:
    """Say whether something happens between the first line and the last: a sum, a decision, a loop, a conversion."""
    if len(example.source.splitlines()) > _CODE_LINES_MAX:
        return False
    for node in ast.walk(example.tree):
        if isinstance(node, _WORTH_ASKING):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CONVERSIONS:
            return True
    return False


def _can_be_shown(lines: Sequence[str], lines_max: int = _OUTPUT_LINES_MAX) -> bool:
    fits = all(line.strip() and len(line) <= _LINE_MAX and "`" not in line for line in lines)
    rounded = not any(re.search(r"\d\.\d{4,}", line) for line in lines)  # 8.333333333333334 is nobody's answer.
    return fits and rounded and len(lines) <= lines_max


def _shown(lines: Sequence[str]) -> str:
    return ", ".join(as_code(line.strip()) for line in lines)


def _choice(
    stem: str, example: _Example, lines: Sequence[str], rng: random.Random, *, difficulty: int
) -> dict[str, Any] | None:
    """Return the choice between what the program prints and what pupils expect who slip in reading it."""
    key = _shown(lines)
    wrong: list[str] = []
    for slip in _slips_for(example.tree):
        told = _prints(example.tree, slip)
        if told and _can_be_shown(told, _WRONG_LINES_MAX) and _shown(told) not in {key, *wrong}:
            wrong.append(_shown(told))
    for count in range(min(_DISTRACTORS_MAX, len(wrong)), _DISTRACTORS_MIN - 1, -1):
        for chosen in combinations(wrong, count):
            content = choice_content(stem, key, list(chosen), rng, difficulty=difficulty)
            if is_clean("multiple_choice", content):
                return content
    return None


def _slips_for(tree: ast.Module) -> list[Slip]:
    nodes = list(ast.walk(tree))
    loops = any(isinstance(node, ast.While | ast.For) for node in nodes)
    branches = any(isinstance(node, ast.If) for node in nodes)
    chosen = [*(_LOOP_SLIPS if loops else ()), *(_BRANCH_SLIPS if branches else ()), *_LINE_SLIPS]
    return list(dict.fromkeys(chosen))


PROGRAM_OUTPUTS = Maker(key="program_outputs", title="What a program prints", version=_VERSION, make=make)
