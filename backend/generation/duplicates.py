"""Finds questions that ask the same thing in nearly the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from backend.generation.wording import STOP_WORDS, singular, without_markup
from backend.questions.types.base import PlainContent

DEFAULT_THRESHOLD = 0.9
"""Measured on variants by hand: rewordings lie above it, different questions on one topic below."""

_LENGTH_RATIO_MIN = 0.7
"""A question with fewer than 70 % of the other's words is at most a part of it, not the same question."""

_COMMON_WORDS = STOP_WORDS - {"not"}

_PUNCTUATION = frozenset(".,;:?!'’‘“”\"()-–—…_|")
_TOKEN = re.compile(r"\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Candidate ``candidate_id`` resembles ``existing_id``; ``similarity`` is 0..1.

    ``within_batch`` is true when the resembled question is an earlier candidate and not one of the bank.
    """

    candidate_id: str
    existing_id: str
    similarity: float
    within_batch: bool


@dataclass(frozen=True, slots=True)
class _Prepared:
    """``words`` sorted and without the commonest; ``exact`` are the tokens that may not differ."""

    words: str
    word_count: int
    exact: tuple[str, ...]


def words_to_compare(plain: PlainContent) -> str:
    """Return what a question asks: its stem, its passage, starter or prompts, and its right answers, or all its items.

    Distractors are left out: the same question with other wrong answers is still the same question.
    """
    asked = [plain.options[index] for index in plain.keys] if plain.keys else plain.options
    given = (plain.extra.get(name) for name in ("passage", "starter"))
    return " ".join(filter(None, [plain.stem, *given, *plain.prompts, *asked]))


def find_duplicates(
    candidates: Mapping[str, str], existing: Mapping[str, str], threshold: float = DEFAULT_THRESHOLD
) -> list[Duplicate]:
    """Return, for each candidate that has one, the question that it resembles most.

    ``candidates`` and ``existing`` map an id to the words of a question (``words_to_compare``). A candidate is compared
    with ``existing`` and with the candidates before it; ``threshold`` is 0..1. Texts with other numbers, signs or
    capitals (1011 and 1101, ``<`` and ``<=``, RAM and ROM) are never duplicates: in Computing they ask something else.
    """
    bank = {key: _prepare(text) for key, text in existing.items()}
    earlier: dict[str, _Prepared] = {}
    found = []
    for candidate_id, text in candidates.items():
        prepared = _prepare(text)
        best: Duplicate | None = None
        for within_batch, others in ((False, bank), (True, earlier)):
            for other_id, other in others.items():
                floor = max(threshold, best.similarity if best else 0.0)
                score = _similarity(prepared, other, floor)
                if score >= threshold and (best is None or score > best.similarity):
                    best = Duplicate(candidate_id, other_id, score, within_batch)
        if best:
            found.append(best)
        earlier[candidate_id] = prepared
    return found


def similarity(one: str, other: str) -> float:
    """Return how alike two questions are, 0..1 (``find_duplicates`` says by what)."""
    return _similarity(_prepare(one), _prepare(other), 0.0)


def _prepare(text: str) -> _Prepared:
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", without_markup(text)))
    folded = [token.casefold() for token in tokens if token.isalpha()]
    words = [singular(token) for token in folded if token not in _COMMON_WORDS]
    # With nothing but common words ("What is it?") the common words are all there is to compare.
    words = sorted(words or folded)
    exact = sorted(token for token in tokens if _is_exact(token))
    return _Prepared(" ".join(words), len(words), tuple(exact))


def _is_exact(token: str) -> bool:
    """Say whether a token may not differ: a number, a sign, or capitals (AND, RAM); single letters are only names."""
    if token.isalpha():
        return token.isupper() and len(token) > 1
    return not set(token) <= _PUNCTUATION


def _similarity(one: _Prepared, other: _Prepared, floor: float) -> float:
    if one.exact != other.exact:
        return 0.0
    longer = max(one.word_count, other.word_count)
    if longer == 0:
        return 1.0
    if min(one.word_count, other.word_count) / longer < _LENGTH_RATIO_MIN:
        return 0.0
    shared = fuzz.token_set_ratio(one.words, other.words)
    # The set ratio is 100 for a text within a longer one; the sorted ratio makes the extra words count for something.
    cutoff = max(0.0, 2 * 100 * floor - shared)
    return (shared + fuzz.token_sort_ratio(one.words, other.words, score_cutoff=cutoff)) / 200
