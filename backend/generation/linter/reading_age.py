"""How old a reader must be for the words of a question."""

from __future__ import annotations

import re
from functools import lru_cache

from backend.generation.linter.finding import Finding
from backend.generation.linter.prose import sentences, stem_prose
from backend.generation.linter.terms import TERMS
from backend.generation.wording import singular, without_markup
from backend.questions.types.base import PlainContent

READING_AGE_MAX = 12

_SAMPLE_WORDS = 40
_PLAIN_SENTENCE_WORDS = 12
_PLAIN_SYLLABLES = 1.3
"""The formula is made for passages: a shorter text is read as part of one of 40 words whose rest is plain prose."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,]*")
_GLOSSED = re.compile(r"([A-Za-z-]+)[”\"]?\s*(?:\([^)]*\s[^)]*\)|, (?:which|that) means\b|, that is,)")
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_A_LETTER = re.compile(r"[^a-z]")
_SILENT_E = re.compile(r"[^aeiouy]e$")
_SPOKEN_LE = re.compile(r"[^aeiouy]le$")
_SILENT_ENDING = re.compile(r"[^aeioutd]ed$|[^aeiouscxzgh]es$")
_APART = re.compile(r"i[ao](?!us)|eo|[^gq]u[aeo](?!$)")
_TOGETHER = re.compile(r"[tsc]i[ao]")
_LONG_SENTENCE_WORDS = 20
_HARD_SYLLABLES = 3


def reading_age(prose: str) -> float:
    """Return the age, in years, at which readers follow ``prose``: the Flesch-Kincaid grade level plus five.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of
    new readability formulas", Naval Technical Training Command, Research Branch Report 8-75). Terms that the subject
    teaches, names, numbers and words explained in brackets count as words of one syllable.
    """
    parts = [_WORD.findall(sentence) for sentence in sentences(prose)]
    glossed = {match.group(1).lower() for match in _GLOSSED.finditer(prose)}
    words = sum(map(len, parts))
    if not words:
        return 0.0
    syllables = float(sum(_load(word, first=not n, glossed=glossed) for part in parts for n, word in enumerate(part)))
    count, filling = float(len(parts)), max(0, _SAMPLE_WORDS - words)
    syllables += filling * _PLAIN_SYLLABLES
    count += filling / _PLAIN_SENTENCE_WORDS
    return 0.39 * (words + filling) / count + 11.8 * syllables / (words + filling) - 15.59 + 5


def _load(word: str, *, first: bool, glossed: set[str]) -> int:
    """Return how many syllables a word counts for."""
    is_name = word[0].isupper() and not first
    if is_name or word.isupper() or not word[0].isalpha() or word.lower() in glossed or _is_term(word):
        return 1
    return syllables_of(word)


@lru_cache(maxsize=8_192)
def _is_term(word: str) -> bool:
    forms = {word.lower(), singular(word.lower().replace("’", "'").removesuffix("'s"))}
    return not forms.isdisjoint(TERMS) or all(part in TERMS for part in word.lower().split("-"))


@lru_cache(maxsize=8_192)
def syllables_of(word: str) -> int:
    """Return how many syllables an English word has, by rule: its groups of vowels without a silent e."""
    letters = _NOT_A_LETTER.sub("", word.lower().replace("’s", "").replace("'s", ""))
    count = len(_VOWELS.findall(letters))
    if _SILENT_E.search(letters) and not _SPOKEN_LE.search(letters):
        count -= 1
    if _SILENT_ENDING.search(letters):
        count -= 1
    count += len(_APART.findall(letters)) - len(_TOGETHER.findall(letters))
    return max(1, count)


def check_reading_age(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a stem that is harder to read than pupils of eleven to fourteen should have to."""
    prose = without_markup(stem_prose(plain))
    age = int(reading_age(prose))
    if age <= READING_AGE_MAX:
        return []
    words = {word.lower(): None for sentence in sentences(prose) for word in _WORD.findall(sentence)[1:]}
    hard = [word for word in words if word in prose and not _is_term(word) and syllables_of(word) >= _HARD_SYLLABLES]
    hard = sorted(hard, key=syllables_of, reverse=True)[:3]
    advice = []
    if any(len(_WORD.findall(sentence)) > _LONG_SENTENCE_WORDS for sentence in sentences(prose)):
        advice.append("Make two sentences of a long one.")
    if hard:
        advice.append(f"Use shorter words than {', '.join(f'“{word}”' for word in hard)}, or explain them in brackets.")
    return [
        Finding(
            "reading_age",
            "warning",
            "stem",
            f"This reads like a text for readers of {age} or older.",
            "Pupils of eleven may know the answer and not understand the question.",
            " ".join(advice) or "Say it in fewer and shorter words.",
        )
    ]
