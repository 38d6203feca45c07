"""Content of questions, read by its type: from authors (checked, with every problem named) and from the bank (kept)."""

from __future__ import annotations

import math
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from backend.questions.errors import UnreadableQuestion, unreadable
from backend.questions.models import QuestionVersion
from backend.questions.types import registry, rich_text
from backend.questions.types.base import Content, FormatError, QuestionType
from backend.questions.types.reading import Problem
from backend.questions.types.text import fold_case

STEM_MAX_CHARS = 500
MARKS_MAX = 100
"""The most that one question can be worth."""
_KEPT = 1000
_INTEGER_MAX = 2**63

_kept: OrderedDict[uuid.UUID, tuple[QuestionType, Content]] = OrderedDict()
"""Versions never change, so what was read of one stays right; another process reads it again by itself."""


def question_type(key: str) -> QuestionType:
    """Return the type named ``key``. Raises UnreadableQuestion."""
    try:
        return registry.get_type(key)
    except FormatError as exc:
        raise unreadable(exc) from exc


def read_content(type_key: str, raw: Any) -> tuple[QuestionType, Content]:
    """Return an author's content as its type reads it. Raises UnreadableQuestion with every problem."""
    kind = question_type(type_key)
    try:
        content = kind.parse_content(raw)
    except FormatError as exc:
        raise unreadable(exc) from exc
    # The type has bounded the shape, so this walk is short; what it finds could not be stored.
    problems = list(_unstorable(raw, ""))
    if problems:
        raise UnreadableQuestion(problems)
    return kind, content


def _unstorable(value: Any, place: str) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _unstorable(entry, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _unstorable(entry, f"{place}.{index}")
    elif isinstance(value, str) and not is_storable(value):
        yield Problem(place, "holds a character that can't be kept; type the text again")
    elif isinstance(value, int) and abs(value) >= _INTEGER_MAX:
        yield Problem(place, "is too large a number")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem(place, "isn't a number")


def is_storable(text: str) -> bool:
    """Say whether PostgreSQL and UTF-8 can hold ``text``: no NUL, no half of a surrogate pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def parsed(version: QuestionVersion) -> tuple[QuestionType, Content]:
    """Return a stored version with its type, as read; kept for the next time."""
    return parsed_content(version.id, version.type, version.content)


def parsed_content(version_id: uuid.UUID, type_key: str, raw: Any) -> tuple[QuestionType, Content]:
    """Return a stored version that was fetched without its row object."""
    found = kept(version_id)
    if found is None:
        kind = question_type(type_key)
        found = _kept[version_id] = (kind, kind.parse_content(raw))
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def kept(version_id: uuid.UUID) -> tuple[QuestionType, Content] | None:
    """Return a version that was read before. Whoever asks has made sure that it may be seen."""
    found = _kept.get(version_id)
    if found is not None:
        with suppress(KeyError):  # a thread that marks many answers has put it out meanwhile
            _kept.move_to_end(version_id)
    return found


def stem_line(content: Content) -> str:
    """Return the words of the stem on one line of at most STEM_MAX_CHARS; its tables are left out of a list."""
    return _line(content.stem)


@lru_cache(maxsize=_KEPT)
def _line(stem: str) -> str:
    tree = rich_text.parse(stem)
    words = rich_text.plain_tree([block for block in tree if block["type"] != "table"])
    line = " ".join((words or rich_text.plain(stem)).split())
    return line if len(line) <= STEM_MAX_CHARS else line[: STEM_MAX_CHARS - 1] + "…"


def own_marks(kind: QuestionType, content: Content) -> int:
    """Return how many marks a question brings into an assessment: those that its rubric names, else one."""
    return min(kind.marking_guide(content).marks, MARKS_MAX) or 1


def search_text(kind: QuestionType, content: Content) -> str:
    """Return every word of a question, folded as searches are."""
    return fold_case(kind.plain_text(content))
