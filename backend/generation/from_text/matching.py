"""Pairs to match, from glossaries, lists of definitions and two-column tables of a lesson file."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft, Evidence
from backend.generation.from_text.base import Maker
from backend.generation.from_text.paired_columns import find_paired_tables
from backend.generation.from_text.term_pairs import TermPair, find_term_pairs, shape_of, term_key
from backend.generation.from_text.writing import as_code, as_rich_text, capitalised, is_clean, matching_content
from backend.generation.wording import as_singular, content_words, fold_option

_MAKER = "text.matching"
_VERSION = 2
_PAIRS_MIN, _PAIRS_MAX = 4, 6
_SAME_MEANING = 75
"""Two meanings more alike than this (0..100) may both be right for the same word."""

_LENGTHS_APART = 4
"""No meaning is more than four times as long as another: the odd one out would be guessed by its looks."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two things that belong together, as rich text. ``exact`` says that even small differences count."""

    left: str
    right: str
    evidence: Evidence
    exact: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """Pairs of one kind, and what the question asks."""

    stem: str
    pairs: tuple[_Pair, ...]


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return one matching question for each four to six pairs that are of one kind."""
    drafts = []
    seen: set[frozenset[str]] = set()
    terms = list(_groups_of_terms(outline))
    taken = {pair.evidence for group in terms for pair in group.pairs}
    for group in (*terms, *_groups_of_tables(outline, taken)):
        fair = _fair_pairs(group.pairs)
        for part in _parts(fair):
            lefts = frozenset(pair.left for pair in part)
            if lefts in seen:  # A deck often shows the same table twice.
                continue
            seen.add(lefts)
            first = part[0].evidence
            rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{first.passage_id}:{first.start}")  # noqa: S311
            rows = [(pair.left, pair.right) for pair in part]
            content = matching_content(group.stem, rows, rng, difficulty=1 if len(part) == _PAIRS_MIN else 2)
            if is_clean("matching", content):
                drafts.append(Draft("matching", content, _MAKER, _VERSION, seed=seed, evidence=first))
    return drafts


def _groups_of_terms(outline: DocumentOutline) -> Iterator[_Group]:
    """Yield the words that the file defines, those of one table or one kind of sentence together."""
    groups: dict[tuple[object, ...], list[TermPair]] = {}
    tables = {passage.id for section in outline.sections for passage in section.passages if passage.kind == "table"}
    for pair in find_term_pairs(outline):
        kind = shape_of(pair.definition) if pair.names is None else ""
        place = pair.evidence.passage_id if pair.evidence.passage_id in tables else ""
        groups.setdefault((place, pair.relation, pair.names, pair.plural, pair.is_symbol, kind), []).append(pair)
    for pairs in groups.values():
        yield _Group(_stem_of(pairs[0]), tuple(_as_pair(pair) for pair in pairs))


def _stem_of(pair: TermPair) -> str:
    if pair.names is not None:
        return _named_stem(*pair.names)
    if pair.relation == "used":
        return "Match each word to what it is used for."
    return "Match each sign to its meaning." if pair.is_symbol else "Match each word to its meaning."


def _named_stem(left: str, right: str) -> str:
    """Name both columns as the table does: "Match each operator to its operation"."""
    one, other = (as_rich_text(_small(as_singular(head))) for head in (left, right))
    one = "sign in Python" if one == "python" else one
    if re.search(r"\b(does|do)\b", other):
        return f"Match each {one} to {other}."
    return f"Match each {_number(one)} to its {_number(other)}."


def _number(head: str) -> str:
    return f"{head} number" if head in {"binary", "denary", "decimal", "hexadecimal", "hex"} else head


def _small(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _as_pair(pair: TermPair) -> _Pair:
    left = as_code(pair.term) if pair.is_symbol else as_rich_text(capitalised(pair.term))
    meaning = f"to {pair.definition}" if pair.relation == "used" else pair.definition
    return _Pair(left, as_rich_text(capitalised(meaning)), pair.evidence, pair.names is not None)


def _groups_of_tables(outline: DocumentOutline, taken: Collection[Evidence]) -> Iterator[_Group]:
    """Yield the tables of other pairs; one whose rows are definitions is among ``taken`` already."""
    for table in find_paired_tables(outline):
        if table.rows[0].evidence in taken:
            continue
        pairs = tuple(_Pair(_shown(row.left), _shown(row.right), row.evidence, exact=True) for row in table.rows)
        yield _Group(_named_stem(table.left_head, table.right_head), pairs)


def _shown(cell: str) -> str:
    return as_rich_text(cell) if re.search(r"[A-Za-z0-9]", cell) else as_code(cell)


def _fair_pairs(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Leave out pairs that could also be matched otherwise, that give themselves away, or that stand out."""
    fair: list[_Pair] = []
    for pair in pairs:
        if not _is_given_away(pair) and all(_are_apart(pair, other) for other in fair):
            fair.append(pair)
    usual = sorted(len(pair.right) for pair in fair)[len(fair) // 2] if fair else 0
    return [pair for pair in fair if usual / _LENGTHS_APART <= len(pair.right) <= usual * _LENGTHS_APART]


def _is_given_away(pair: _Pair) -> bool:
    """Say whether both sides share a word, so that pupils need only match the letters."""
    return not pair.exact and bool(set(content_words(pair.left)) & set(content_words(pair.right)))


def _are_apart(one: _Pair, other: _Pair) -> bool:
    lefts, rights = (one.left, other.left), (fold_option(one.right).lower(), fold_option(other.right).lower())
    if term_key(lefts[0]) == term_key(lefts[1]) or rights[0] == rights[1]:
        return False
    if one.exact:
        return True
    return fuzz.token_set_ratio(*rights) < _SAME_MEANING


def _parts(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Cut a long list into questions of four to six pairs, of nearly the same size."""
    if len(pairs) < _PAIRS_MIN:
        return
    count = -(-len(pairs) // _PAIRS_MAX)
    if len(pairs) // count < _PAIRS_MIN:  # Seven pairs are one question of six, not one of four and a rest of three.
        yield list(pairs[:_PAIRS_MAX])
        return
    for number in range(count):
        yield list(pairs[number * len(pairs) // count : (number + 1) * len(pairs) // count])


MATCHING = Maker(key="matching", title="Pairs to match", version=_VERSION, make=make)
