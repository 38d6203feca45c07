"""What makes a long password easy to guess all the same. Pure.

Length counts, as NIST SP 800-63B asks; besides, what is left of a password must be more than nothing once the words
that guessers try first are taken out, with runs of keys, repeats, years, and the person's own names. Nothing else is
asked for: no capitals, digits or signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from backend.accounts.names import fold_name

_WORDS_FILE = Path(__file__).parent / "data" / "common_words.txt"
_KEYS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p")
_RUN_LENGTH = 4
_LEAST_OWN_LENGTH = 3
_LEAST_LEFT = 4.0
"""Letters that must be left, at least; a digit counts for half a letter."""

_LOOK_ALIKES = str.maketrans("013457@$!", "oleastasi")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = re.compile(r"(.{1,8}?)\1+")


def is_easy(password: str, own: Collection[str] = ()) -> bool:
    """Tell whether little of ``password`` is the person's own idea. own: names of theirs and of their school."""
    folded = fold_name(password.replace("_", " ")).replace(" ", "")
    raw = re.sub(r"\s", "", password.casefold())
    words = sorted({*_common_words(), *_own_words(own)}, key=lambda word: (-len(word), word))
    return any(_left(text, words) < _LEAST_LEFT for text in {folded, raw.translate(_LOOK_ALIKES)})


@cache
def _common_words() -> frozenset[str]:
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _own_words(own: Iterable[str]) -> set[str]:
    parts = {part for name in own for part in re.split(r"[\W_]+", fold_name(re.sub(r"[@.\-_]", " ", name)))}
    return {part for part in parts if len(part) >= _LEAST_OWN_LENGTH}


def _left(text: str, words: Iterable[str]) -> float:
    """Return how many letters (digits: halves) are left without common words, runs, years and repeats."""
    for word in words:
        text = text.replace(word, " ")
    text = _YEAR.sub(" ", text)
    for run in _runs(text):
        text = text.replace(run, " ")
    text = _REPEATED.sub(r"\1", text)
    return sum(1.0 if char.isalpha() else 0.5 for char in text if char.isalnum())


def _runs(text: str) -> list[str]:
    """Return the longest pieces of text that lie side by side on the keyboard or in the alphabet, either way."""
    rows = [row[::step] for row in _KEYS for step in (1, -1)]
    found = []
    for start in range(len(text)):
        ends = range(len(text), start + _RUN_LENGTH - 1, -1)
        run = next((text[start:end] for end in ends if any(text[start:end] in row for row in rows)), None)
        if run:
            found.append(run)
    return sorted(set(found), key=len, reverse=True)
