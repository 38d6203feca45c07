"""What generators share in writing their questions down: wrong answers with their feedback, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from backend.generation.generators.base import WrongAnswer

PUPILS = ("Amira", "Ben", "Chloe", "Dev", "Ella", "Farid", "Grace", "Hassan", "Isla", "Jay", "Kofi", "Lily", "Mia")
"""Names for questions that need one: easy to read, and from many families."""

Slip = tuple[int | str, str]
"""What a wrong procedure answers, and the misconception that it acts out."""


def act_out(feedback: Mapping[str, str], slips: Iterable[Slip]) -> tuple[WrongAnswer, ...]:
    """Return the slips as wrong answers, each with its misconception's feedback."""
    return tuple(WrongAnswer(value, slug, feedback[slug]) for value, slug in slips)


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in the authors' markup."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
