"""Turns words of a lesson file into the source of rich text, and into the elements of question content."""

from __future__ import annotations

import random
import re
from typing import Any

from backend.questions.types.base import new_element_ids

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


def short_text_content(stem: str, accepted: list[str], *, exact: bool, difficulty: int) -> dict[str, Any]:
    """Return short-text content. Small slips of spelling are accepted unless ``exact`` (signs, code)."""
    return {
        "stem": stem,
        "accepted": [
            {"pattern": words, "fraction": 1.0, "kind": "exact" if exact else "close", "case_sensitive": False}
            for words in accepted
        ],
        "hints": [],
        "explanation": "",
        "difficulty": difficulty,
    }


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
