"""Word's automatic numbering: is a paragraph a list item, at which level, and which number does Word show (17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend.documents.document_parser.docx.styles import Styles
from backend.documents.document_parser.ooxml import Element, W, value, whole_number

LEVEL_MAX = 8
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_COUNT_MAX = 3_999


@dataclass(frozen=True, slots=True)
class ListMark:
    """What numbering makes of a paragraph. ``starts`` is set on the first number of a list."""

    level: int
    ordered: bool
    label: str
    starts: bool


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    text: str
    start: int


class Numbering:
    """The lists of one document with their running numbers; ask for paragraphs in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._styles = styles
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._abstract = {item.get(f"{W}abstractNumId", ""): item for item in root.findall(f"{W}abstractNum")}
            self._lists = {item.get(f"{W}numId", ""): item for item in root.findall(f"{W}num")}

    def mark(self, list_id: str | None, level: int) -> ListMark | None:
        """Count one paragraph of a list and return its mark; ``None`` when it isn't a visible list item."""
        level = min(max(level, 0), LEVEL_MAX)
        if list_id is None or list_id not in self._lists:
            return None
        rule = self._level(list_id, level)
        if rule is None or rule.number_format == "none":
            return None
        if rule.number_format == "bullet":
            return ListMark(level, ordered=False, label="", starts=False)
        counts = self._count(list_id, level, rule)
        label = _PLACEHOLDER.sub(lambda found: self._number(list_id, counts, int(found.group(1)) - 1), rule.text)
        return ListMark(level, ordered=True, label=label.strip(), starts=counts[level] == rule.start)

    def _count(self, list_id: str, level: int, rule: _Level) -> list[int | None]:
        abstract = self._abstract_id(list_id)
        counts = self._counts.setdefault(abstract, [None] * (LEVEL_MAX + 1))
        if list_id not in self._begun:
            self._begun.add(list_id)
            if self._override(list_id, level) is not None:
                counts[level] = None
        before = counts[level]
        counts[level] = rule.start if before is None else min(before + 1, _COUNT_MAX)
        counts[level + 1 :] = [None] * (LEVEL_MAX - level)
        return counts

    def _number(self, list_id: str, counts: list[int | None], level: int) -> str:
        rule = self._level(list_id, level)
        if rule is None:
            return ""
        count = counts[level]
        return formatted(rule.start if count is None else count, rule.number_format)

    def _abstract_id(self, list_id: str) -> str:
        ident = value(self._lists[list_id], f"{W}abstractNumId") or ""
        abstract = self._abstract.get(ident)
        linked = self._styles.list_of_style(value(abstract, f"{W}numStyleLink"))
        if linked in self._lists and linked != list_id:
            return value(self._lists[linked], f"{W}abstractNumId") or ident
        return ident

    def _override(self, list_id: str, level: int) -> int | None:
        for override in self._lists[list_id].findall(f"{W}lvlOverride"):
            start = value(override, f"{W}startOverride")
            if whole_number(override.get(f"{W}ilvl")) == level and start is not None:
                return whole_number(start, 1)
        return None

    def _level(self, list_id: str, level: int) -> _Level | None:
        key = (list_id, level)
        if key not in self._levels:
            self._levels[key] = self._read_level(list_id, level)
        return self._levels[key]

    def _read_level(self, list_id: str, level: int) -> _Level | None:
        abstract = self._abstract.get(self._abstract_id(list_id))
        candidates = [] if abstract is None else abstract.findall(f"{W}lvl")
        candidates += self._lists[list_id].findall(f"{W}lvlOverride/{W}lvl")
        fitting = [item for item in candidates if whole_number(item.get(f"{W}ilvl")) == level]
        if not fitting:
            return None
        override = self._override(list_id, level)
        return _Level(
            number_format=value(fitting[-1], f"{W}numFmt") or "decimal",
            text=value(fitting[-1], f"{W}lvlText") or "",
            start=whole_number(value(fitting[-1], f"{W}start"), 1) if override is None else override,
        )


def formatted(number: int, number_format: str) -> str:
    """Write a number as Word and PowerPoint do: ``decimal``, ``lowerLetter``, ``upperRoman`` …; others as decimal."""
    if number_format.endswith("Letter") and number > 0:
        # After z come aa, bb, cc: the same letter again, not ab.
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8)
        return letter.upper() if number_format.startswith("upper") else letter
    if number_format.endswith("Roman") and 0 < number <= _COUNT_MAX:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (number // size)
            number %= size
        return roman.upper() if number_format.startswith("upper") else roman
    return f"{number:02d}" if number_format == "decimalZero" else str(number)
