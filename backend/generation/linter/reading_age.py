"""How old a reader must be for the words of a question."""

from __future__ import annotations

import re

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


def _is_term(word: str) -> bool:
    forms = {word.lower(), singular(word.lower().replace("’", "'").removesuffix("'s"))}
    return not forms.isdisjoint(TERMS) or all(part in TERMS for part in word.lower().split("-"))


def syllables_of(word: str) -> int:
    """Return how many syllables an English word has, by rule: its groups of vowels without a silent e."""
    letters = re.sub(r"[^a-z]", "", word.lower().replace("’s", "").replace("'s", ""))
    count = len(_VOWELS.findall(letters))
    if re.search(r"[^aeiouy]e$", letters) and not re.search(r"[^aeiouy]le$", letters):
        count -= 1
    if re.search(r"[^aeioutd]ed$", letters) or re.search(r"[^aeiouscxzgh]es$", letters):
        count -= 1
    count += len(re.findall(r"i[ao](?!us)|eo|[^gq]u[aeo](?!$)", letters)) - len(re.findall(r"[tsc]i[ao]", letters))
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
