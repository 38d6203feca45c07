"""What every maker of questions returns, whether a seeded generator or a reader of lesson text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a question stands on: ``passage.text[start:end] == quote`` (at most 25 words)."""

    passage_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question proposed for review.

    ``content`` fits ``type``'s content model; ``maker`` is ``text.definitions`` or ``generator.binary_to_denary``;
    (maker, maker_version, seed, level) always give the same draft again. ``objectives`` are objective keys.
    """

    type: str
    content: dict[str, Any]
    maker: str
    maker_version: int
    seed: int | None = None
    level: int | None = None
    evidence: Evidence | None = None
    worked_solution: str = ""
    objectives: tuple[str, ...] = ()
