"""Questions on what a word means, from the definitions that a lesson file gives."""

from __future__ import annotations

import random
from collections.abc import Sequence

from rapidfuzz import fuzz

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.key_words import KeyWord, find_key_words
from backend.generation.from_text.term_pairs import TermPair, find_term_pairs, term_key
from backend.generation.from_text.writing import as_code, as_rich_text, capitalised, choice_content, short_text_content
from backend.generation.wording import is_plural

_KEY = "text.definitions"
_VERSION = 1
_DISTRACTORS = 3
_LENGTH_RATIO_MAX = 1.25
_LONGER_BY = 8
_SAME_MEANING = 75
"""Two definitions more alike than this (0..100) may both be right for the same word."""


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return, for each term, a multiple-choice question where the file has three fair distractors, and a short answer."""
    pairs = find_term_pairs(outline)
    words = find_key_words(outline)
    drafts: list[Draft] = []
    for pair in pairs:
        rng = random.Random(f"{_KEY}:{_VERSION}:{seed}:{pair.evidence.passage_id}:{pair.term}")  # noqa: S311
        what_is = _what_is(pair, pairs, rng)
        choice = what_is or _which_word(pair, pairs, words, rng)
        if choice is not None:
            drafts.append(_draft("multiple_choice", choice, pair, seed))
        # "Which word …?" asks the same as the short answer would, so only one of the two is proposed.
        if (what_is is not None or choice is None) and not pair.is_symbol and pair.names is None:
            drafts.append(_draft("short_text", _write_the_word(pair), pair, seed))
    return drafts
