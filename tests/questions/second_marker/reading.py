"""What holds for the answer to any question: what is blank, and what can't be read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


class Unreadable(Exception):
    """The answer isn't one to this question: a FormatError in the product."""


def field_of(response: Any, name: str, *more: str) -> Any:
    """Return the one field that an answer has; None when it is blank. No other field may be there."""
    if response is None or response == {}:
        return None
    if not isinstance(response, dict) or not {name, *more} >= set(response):
        raise Unreadable("fields")
    return response.get(name)


def known_id(value: Any, known: Collection[str]) -> str | None:
    """Return an id of the question, None for a blank."""
    if value in (None, ""):
        return None
    if not isinstance(value, str) or value not in known:
        raise Unreadable("id")
    return value


def known_ids(value: Any, known: Collection[str]) -> list[str]:
    """Return ids of the question, each once, where it was named first."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Unreadable("list")
    found: list[str] = []
    for entry in value:
        if not isinstance(entry, str) or entry not in known:
            raise Unreadable("id")
        if entry not in found:
            found.append(entry)
    return found


def object_of(value: Any, known: Collection[str]) -> dict[str, Any]:
    """Return an object with keys of the question."""
    if value is None:
        return {}
    if not isinstance(value, dict) or any(key not in known for key in value):
        raise Unreadable("object")
    return value


def text_of(value: Any) -> str | None:
    """Return what was typed, None when there is nothing but white space."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unreadable("text")
    return value if value.strip() else None
