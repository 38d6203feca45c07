"""Marks worked out a second time, from the definitions in docs/marking.md and nothing of the product's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

Answer = str | list[str] | None
"""What a pupil did, in the words on the page: an option, a text, options ticked, items in order; None for nothing."""


@dataclass(frozen=True)
class Known:
    """A question of the bank, with the marks that the teacher gave it."""

    type: str
    stem: str
    content: dict[str, Any]
    marks: int = 1

    def right(self) -> Answer:
        """Return an answer that earns every mark."""
        if self.type == "multiple_choice":
            return self._first("options", "text", 1)
        if self.type == "multiple_response":
            return [str(option["text"]) for option in self.content["options"] if option["correct"]]
        if self.type == "ordering":
            return self._order()
        return self._first("accepted", "pattern", 1)

    def wrong(self) -> Answer:
        """Return an answer that earns less: nothing where an answer can be all wrong, part of the marks elsewhere."""
        if self.type == "multiple_choice":
            return self._first("options", "text", 0)
        if self.type == "multiple_response":
            return list(self.right() or ())[:1]
        if self.type == "ordering":
            first, second, *rest = self._order()
            return [second, first, *rest]
        return "no idea"

    def _first(self, entries: str, field: str, fraction: int) -> str:
        return next(str(entry[field]) for entry in self.content[entries] if entry["fraction"] == fraction)

    def _order(self) -> list[str]:
        return [str(item["text"]) for item in self.content["items"]]

    def score(self, answer: Answer) -> Fraction:
        """Return the marks that an answer earns."""
        return self.marks * self._fraction(answer)

    def _fraction(self, answer: Answer) -> Fraction:
        if not answer:
            return Fraction(0)
        if self.type == "multiple_choice":
            options = {option["text"]: option["fraction"] for option in self.content["options"]}
            return Fraction(options[answer])
        if self.type == "multiple_response":
            assert self.content["scoring"] == "net_correct"
            correct, ticked = set(self.right() or ()), set(answer)
            return max(Fraction(0), Fraction(len(correct & ticked) - len(ticked - correct), len(correct)))
        if self.type == "ordering":
            return self._in_order(list(answer))
        assert self.type == "short_text"
        return Fraction(answer == self.right())

    def _in_order(self, given: list[str]) -> Fraction:
        """The longest choice of items that stand in the right order, found by trying every choice."""
        assert self.content.get("scoring", "longest_subset") == "longest_subset"
        wanted = self._order()
        places = [wanted.index(text) for text in given]
        for length in range(len(places), 1, -1):
            if any(list(chosen) == sorted(chosen) for chosen in combinations(places, length)):
                return Fraction(length, len(wanted))
        return Fraction(0)


def shown(marks: Fraction) -> str:
    """Write marks as pages do: at most two decimals, none that aren't needed."""
    return f"{round(float(marks), 2):g}"


def total(marks: Iterable[Fraction]) -> Fraction:
    """Add marks up."""
    return sum(marks, Fraction(0))
