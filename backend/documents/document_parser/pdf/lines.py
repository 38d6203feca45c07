"""From letters to stretches of text that stand on one line, and from those to whole lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.documents.document_parser.pdf.page import Box, Letter, Page

_GAP_EM = 0.9
"""A wider gap parts two stretches: columns, cells, a list's sign and its text."""
_WORD_GAP_EM = 0.13
_BACK_EM = 0.6
_SAME_LINE_EM = 0.45
_RAISED_EM = 0.2
_ASCENT_EM, _DESCENT_EM = 0.75, 0.25


class Piece(NamedTuple):
    """Letters of one look."""

    text: str
    bold: bool
    code: bool


@dataclass(slots=True)
class Stretch:
    """Text on one line without a wide gap. ``size`` is that of most of its letters; ``angle`` turns it (see Letter).

    A table takes part in the reading order as one stretch with ``cells``: rows of cells of lines.
    """

    left: float
    right: float
    base: float
    size: float
    angle: int
    pieces: list[Piece] = field(default_factory=list)
    cells: list[list[list[Stretch]]] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.base - _ASCENT_EM * self.size

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return self.base + _DESCENT_EM * self.size

    @property
    def box(self) -> Box:
        """The place that it takes."""
        return Box(self.left, self.top, self.right, self.bottom)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces if piece.text.strip())

    @property
    def code(self) -> bool:
        """Whether all of it is set as code."""
        return all(piece.code for piece in self.pieces if piece.text.strip())


class _Growing:
    """A stretch that letters are still added to."""

    def __init__(self, first: Letter) -> None:
        self.right, self.base, self.size = first.right, first.base, first.style.size
        self.last = first
        self._left = first.left
        self._letters: list[tuple[str, Letter]] = [("", first)]

    def takes(self, letter: Letter, rules: list[Box]) -> bool:
        """Say whether a letter goes on where this stretch ends."""
        if letter.style.angle != self.last.style.angle:
            return False
        if letter.left == self.last.left and letter.base == self.last.base:
            return True  # The letters of a ligature all stand in one place.
        size = max(self.size, letter.style.size)
        gap = letter.left - self.right
        if not -_BACK_EM * size <= gap <= _GAP_EM * size or abs(letter.base - self.base) > _SAME_LINE_EM * size:
            return False
        return not (gap > 0 and rules and _between(rules, self.right, letter.left, letter.base - 0.3 * size))

    def add(self, letter: Letter) -> None:
        """Append a letter, with the space or the sign that belongs before it."""
        before = ""
        if letter.spaced or letter.left - self.right > 2 * _WORD_GAP_EM * self.size:
            before = " "
        elif _is_power(self.last, letter, self.base):
            before = "^"
        if letter.style.size >= self.size and not _is_raised(letter, self.base, self.size):
            self.base, self.size = letter.base, letter.style.size
        self._letters.append((before, letter))
        self.right, self.last = max(self.right, letter.right), letter

    def finished(self) -> Stretch:
        """Return the stretch."""
        weights: dict[float, int] = {}
        pieces: list[Piece] = []
        for before, letter in self._letters:
            style = letter.style
            weights[style.size] = weights.get(style.size, 0) + 1
            last = pieces[-1] if pieces else None
            if last is not None and (last.bold, last.code) == (style.bold, style.code):
                pieces[-1] = Piece(f"{last.text}{before}{letter.char}", style.bold, style.code)
                continue
            if before and last is not None:
                pieces[-1] = Piece(last.text + before, last.bold, last.code)
            pieces.append(Piece(letter.char, style.bold, style.code))
        size = max(weights, key=lambda each: (weights[each], each))
        return Stretch(self._left, self.right, self.base, size, self.last.style.angle, pieces)


def stretches_of(page: Page) -> list[Stretch]:
    """Return a page's stretches in the order of the file."""
    upright = [rule for rule in page.rules if rule.height > rule.width]
    found: list[Stretch] = []
    growing: _Growing | None = None
    for letter in page.letters:
        if growing is not None and growing.takes(letter, upright):
            growing.add(letter)
            continue
        if growing is not None:
            found.append(growing.finished())
        growing = _Growing(letter)
    if growing is not None:
        found.append(growing.finished())
    return found


def rows_of(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Put stretches that stand on the same line together, lines from top to bottom, each from left to right."""
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda each: (each.base, each.left)):
        for row in reversed(rows[-3:]):
            size = max(min(row[0].size, stretch.size), 0.6 * max(row[0].size, stretch.size))
            if abs(row[0].base - stretch.base) <= _SAME_LINE_EM * size:
                row.append(stretch)
                break
        else:
            rows.append([stretch])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def joined(row: list[Stretch]) -> Stretch:
    """Return a line of several stretches as one; in code, gaps stay as wide as they are."""
    first, *rest = row
    whole = Stretch(first.left, first.right, first.base, first.size, first.angle, list(first.pieces))
    for stretch in rest:
        gap = stretch.left - whole.right
        narrow = gap <= _WORD_GAP_EM * stretch.size
        spaces = " " * max(round(gap / letter_width(stretch)), 1) if stretch.code and whole.code else " "
        last = whole.pieces[-1]
        whole.pieces[-1] = Piece(last.text + ("" if narrow else spaces), last.bold, last.code)
        whole.pieces += stretch.pieces
        whole.right = max(whole.right, stretch.right)
    widest = max(row, key=lambda each: len(each.text))
    whole.base, whole.size = widest.base, widest.size
    return whole


def letter_width(stretch: Stretch) -> float:
    """Return the width of a letter, on average."""
    return max((stretch.right - stretch.left) / max(len(stretch.text), 1), 1.0)


def _between(rules: list[Box], left: float, right: float, y: float) -> bool:
    return any(left - 1 <= rule.left <= right + 1 and rule.top <= y <= rule.bottom for rule in rules)


def _is_raised(letter: Letter, base: float, size: float) -> bool:
    return letter.style.size <= 0.85 * size and base - letter.base >= _RAISED_EM * size


def _is_power(last: Letter, letter: Letter, base: float) -> bool:
    """Say whether a raised digit follows a number on the line: 2⁸ is said as 2^8, never as 28."""
    level = abs(last.base - base) < 0.1 * last.style.size
    number = last.char.isdigit() or last.char == ")"
    return (
        level
        and number
        and (letter.char.isdigit() or letter.char in "n-−")
        and _is_raised(letter, base, last.style.size)
    )
