"""Misconceptions in words, for teachers."""

from __future__ import annotations

from collections.abc import Mapping

from backend.analytics.schemas import MisconceptionRef
from backend.curriculum.models import Misconception


def describe_misconception(slug: str, known: Mapping[str, Misconception]) -> MisconceptionRef:
    """Return a wrong idea in words; one that the catalogue doesn't have any more is named by its slug."""
    found = known.get(slug)
    if found is None:
        return MisconceptionRef(slug=slug, title=slug.rpartition(".")[2].replace("_", " ").capitalize(), explanation="")
    return MisconceptionRef(slug=slug, title=found.title, explanation=found.explanation)
