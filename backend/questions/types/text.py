"""Words as pupils write them: folding, wildcards, spelling distance, regular expressions."""

from __future__ import annotations

import re
import unicodedata

import re2
from rapidfuzz.distance import OSA

from backend.questions.types.base import FormatError

SHORT_WORD_LETTERS = 5
"""Up to this many letters one slip is a close answer; above it, two are."""

_STAR = re.compile(r"(?<!\\)\*")

_REGEX_MEMORY_BYTES = 2 << 20


def fold_text(text: str) -> str:
    """Return ``text`` in NFC, trimmed, with each run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_case(text: str) -> str:
    """Return ``text`` folded as by ``fold_text`` and without its case."""
    return unicodedata.normalize("NFC", fold_text(text).casefold())


def fold(text: str, *, case_sensitive: bool) -> str:
    """Fold ``text``, keeping its case where that matters."""
    return fold_text(text) if case_sensitive else fold_case(text)


def found_phrases(phrases: tuple[str, ...], text: str) -> list[str]:
    """Return the phrases that stand in a text as whole words, whatever the case and the white space."""
    words = fold_case(text)
    return [phrase for phrase in phrases if re.search(rf"(?<!\w){re.escape(fold_case(phrase))}(?!\w)", words)]


def wildcard_literals(pattern: str) -> list[str]:
    """Return what stands between the stars of ``pattern``: ``a*b`` is ``["a", "b"]``; ``\\*`` is a star itself."""
    return [literal.replace(r"\*", "*") for literal in _STAR.split(pattern)]


def wildcard_matches(pattern: str, text: str) -> bool:
    """Say whether all of ``text`` fits ``pattern``, where ``*`` is any run of characters. Both come folded."""
    first, *rest = wildcard_literals(pattern)
    if not rest:
        return text == first
    *middle, last = rest
    position, end = len(first), len(text) - len(last)
    if position > end or not text.startswith(first) or not text.endswith(last):
        return False
    for literal in middle:
        found = text.find(literal, position, end)
        if found < 0:
            return False
        position = found + len(literal)
    return True


def spelling_distance(left: str, right: str, limit: int) -> int:
    """Optimal string alignment distance: insertions, deletions, changes and swaps of neighbours, none edited twice.

    Anything above ``limit`` is given as ``limit + 1``.
    """
    return int(OSA.distance(left, right, score_cutoff=limit))


def close_limit(folded_pattern: str) -> int:
    """Return how many slips still count as ``folded_pattern``: 1 up to five letters, 2 above."""
    return 1 if len(folded_pattern) <= SHORT_WORD_LETTERS else 2


def regex_matches(pattern: str, text: str, *, case_sensitive: bool) -> bool:
    """Say whether all of ``text`` fits the regular expression. Raises FormatError for a pattern that can't be used.

    Teachers' expressions run inside the application, so only RE2 reads them: its time is linear in the text.
    """
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.max_mem = _REGEX_MEMORY_BYTES
    options.log_errors = False
    try:
        return re2.compile(pattern, options).fullmatch(text) is not None
    except re2.error as exc:
        message = f"The regular expression “{pattern}” can't be used: look-around and back-references aren't supported."
        raise FormatError("bad_pattern", message) from exc
