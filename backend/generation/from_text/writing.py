"""Turns words of a lesson file into the source of rich text, and into the elements of question content."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backend.generation.linter import lint
from backend.questions.types.base import FormatError, new_element_ids
from backend.questions.types.registry import get_type

_MARKUP = re.compile(r"([\\*`\[])")


def as_rich_text(words: str) -> str:
    """Return plain words as rich-text source that reads exactly the same."""
    return _MARKUP.sub(r"\\\1", words)


def as_code(words: str) -> str:
    """Return words as a code span; words that hold a backtick stay plain."""
    return as_rich_text(words) if "`" in words else f"`{words}`"


def capitalised(words: str) -> str:
    """Return words with a capital first letter, unless they begin in a way of their own (``iPad``, ``x``)."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    if words.startswith("a "):
        return "A" + words[1:]
    if not first[:1].islower() or len(first) == 1 or any(letter.isupper() or letter in "_()=." for letter in first):
        return words
    return words[0].upper() + words[1:]


def is_clean(question_type: str, content: dict[str, Any]) -> bool:
    """Say whether content can be read by its type and the linter finds nothing weak about it."""
    kind = get_type(question_type)
    try:
        return not lint(kind.plain_content(kind.parse_content(content)), question_type)
    except FormatError:
        return False


def choice_content(
    stem: str, key: str, distractors: list[str], rng: random.Random, *, difficulty: int
) -> dict[str, Any]:
    """Return multiple-choice content, shuffled, with the key at a place drawn from ``rng``."""
    texts = list(distractors)
    place = rng.randrange(len(texts) + 1)
    texts.insert(place, key)
    ids = new_element_ids(rng, len(texts))
    options = [
        {"id": element_id, "text": text, "fraction": 1.0 if index == place else 0.0}
        for index, (element_id, text) in enumerate(zip(ids, texts, strict=True))
    ]
    return {"stem": stem, "options": options, "shuffle": True, "hints": [], "explanation": "", "difficulty": difficulty}


def _accepted(words: str) -> dict[str, Any]:
    """Accept small slips of spelling, but not in signs, numbers and abbreviations, where a slip is another word."""
    exact = not re.search(r"[a-z]{3}", words) or re.search(r"\d", words) is not None
    return {"pattern": words, "fraction": 1.0, "kind": "exact" if exact else "close", "case_sensitive": False}


_NUMBERS_TEXT = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS_TEXT.split())}


def _all_accepted(words: str) -> list[dict[str, Any]]:
    """Accept a number in digits where the file has it in a word: "8 bits" for "eight bits"."""
    in_digits = re.sub(r"[A-Za-z]+", lambda match: _NUMBERS.get(match[0].lower(), match[0]), words)
    return [_accepted(shown) for shown in dict.fromkeys((words, in_digits))]


def short_text_content(stem: str, accepted: Sequence[str], *, difficulty: int) -> dict[str, Any]:
    """Return short-text content."""
    return {
        "stem": stem,
        "accepted": [entry for words in accepted for entry in _all_accepted(words)],
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }


def exact_text_content(stem: str, answer: str, *, difficulty: int) -> dict[str, Any]:
    """Return short-text content in which each sign counts, as in what a program prints; capitals don't."""
    accepted = [{"pattern": answer, "fraction": 1.0, "kind": "exact", "case_sensitive": False}]
    return {"stem": stem, "accepted": accepted, "hints": [], "explanation": "", "difficulty": difficulty}


def ordering_content(stem: str, steps: list[str], rng: random.Random, *, difficulty: int) -> dict[str, Any]:
    """Return ordering content; ``steps`` are in the right order."""
    ids = new_element_ids(rng, len(steps))
    return {
        "stem": stem,
        "items": [{"id": element_id, "text": text} for element_id, text in zip(ids, steps, strict=True)],
        "scoring": "longest_subset",
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }


def matching_content(
    stem: str, rows: Sequence[tuple[str, str]], rng: random.Random, *, difficulty: int
) -> dict[str, Any]:
    """Return matching content; each row is a prompt and the option that belongs to it."""
    ids = new_element_ids(rng, 2 * len(rows))
    lefts, rights = ids[: len(rows)], ids[len(rows) :]
    return {
        "stem": stem,
        "prompts": [{"id": element_id, "text": left} for element_id, (left, _) in zip(lefts, rows, strict=True)],
        "options": [{"id": element_id, "text": right} for element_id, (_, right) in zip(rights, rows, strict=True)],
        "pairs": dict(zip(lefts, rights, strict=True)),
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }


def true_false_content(statement: str, answer: bool, *, difficulty: int) -> dict[str, Any]:
    """Return true/false content."""
    return {"stem": statement, "answer": answer, "hints": [], "explanation": "", "difficulty": difficulty}


@dataclass(frozen=True, slots=True)
class GapSpec:
    """A gap: the words that fill it, and the list to choose from; without one, the words are typed."""

    key: str
    options: tuple[str, ...] = ()


def cloze_content(
    stem: str, lines: Sequence[tuple[str, str]], gaps: Sequence[GapSpec], rng: random.Random, *, difficulty: int
) -> dict[str, Any]:
    """Return cloze content; each line, as rich text, is what stands before and after its gap."""
    ids = iter(new_element_ids(rng, len(gaps) + sum(len(gap.options) for gap in gaps)))
    paragraphs, described = [], {}
    for (before, after), gap in zip(lines, gaps, strict=True):
        gap_id = next(ids)
        paragraphs.append(f"{before}[[{gap_id}]]{after}")
        described[gap_id] = _described_gap(gap, ids)
    return {
        "stem": stem,
        "passage": "\n\n".join(paragraphs),
        "gaps": described,
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }


def _described_gap(gap: GapSpec, ids: Iterator[str]) -> dict[str, Any]:
    if not gap.options:
        return {"type": "short_text", "accepted": _all_accepted(gap.key)}
    options = [
        {"id": next(ids), "text": as_rich_text(words), "fraction": 1.0 if words == gap.key else 0.0}
        for words in gap.options
    ]
    return {"type": "choice", "options": options}


def numeric_content(stem: str, value: str, *, difficulty: int) -> dict[str, Any]:
    """Return numeric content with one exact answer."""
    answers = [{"value": value, "fraction": 1.0}]
    return {"stem": stem, "answers": answers, "hints": [], "explanation": "", "difficulty": difficulty}


_POINTS_AT_OPTIONS = re.compile(r"\b(above|below|these|them|both|neither)\b|\b[A-H] (and|or|&) [A-H]\b", re.IGNORECASE)


def lettered_content(
    stem: str, options: Sequence[tuple[str, bool]], rng: random.Random, *, difficulty: int
) -> tuple[str, dict[str, Any]]:
    """Return type and content of a question with options and whether each is right, in the order of the file.

    Pupils see them shuffled, unless an option points at others ("Both A and B").
    """
    ids = new_element_ids(rng, len(options))
    shuffle = not any(_POINTS_AT_OPTIONS.search(text) for text, _ in options)
    several = sum(right for _, right in options) > 1
    listed: list[dict[str, Any]] = [
        {"id": element_id, "text": text, **({"correct": right} if several else {"fraction": 1.0 if right else 0.0})}
        for element_id, (text, right) in zip(ids, options, strict=True)
    ]
    content = {
        "stem": stem,
        "options": listed,
        "shuffle": shuffle,
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }
    return "multiple_response" if several else "multiple_choice", content
