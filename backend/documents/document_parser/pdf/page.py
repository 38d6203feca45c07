"""What stands on a page of a PDF: letters, ruling lines, pictures. In points from its top left as it is looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.documents.document_parser.outline import Image

_SCAN_SHARE = 0.3
_CROOKED_DEGREES = 3
"""A page that went through the scanner askew is read as straight."""


class Box(NamedTuple):
    """A rectangle; y counts downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Say whether a point lies inside, or no further than ``slack`` outside."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def within(self, other: Box) -> Box:
        """Return the part that lies in another box; its sides may cross when there is none."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Style(NamedTuple):
    """How letters are set. ``size`` is in points on the page; ``angle`` in degrees, clockwise, 0 for upright text."""

    size: float
    angle: int
    bold: bool
    code: bool


class Letter(NamedTuple):
    """One letter. ``base`` is the y of the line that it stands on; ``spaced`` says that a space goes before it.

    ``left``, ``right`` and ``base`` are turned so that slanted and upended text reads from left to right, too.
    """

    char: str
    left: float
    right: float
    base: float
    style: Style
    spaced: bool


@dataclass(slots=True)
class Page:
    """One page. ``rules`` are thin lines; ``pictures`` is the share of the page that images cover, 0..1.

    ``images`` are those that are kept, from top to bottom.

    ``hidden`` and ``beside`` count the letters that a reader of the page can't see; ``unknown`` those that the file
    gives no meaning to. ``recognised`` says that the letters are an invisible layer over a scan.
    """

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    images: list[Image] = field(default_factory=list)
    hidden: int = 0
    beside: int = 0
    unknown: int = 0
    recognised: bool = False

    @property
    def only_a_picture(self) -> bool:
        """Whether there is nothing to read but what a picture may show."""
        return not self.letters and self.pictures >= _SCAN_SHARE


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: its visible part in the file's own coordinates, and its turn in quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """The width as it is looked at."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as it is looked at."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file as it is looked at."""
        return (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )[self.turn]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the file as it is looked at."""
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def angle(self, a: float, b: float) -> int:
        """Return the direction of text whose matrix begins with a, b: degrees clockwise, 0..359."""
        along, down = ((a, -b), (b, a), (-a, b), (-b, -a))[self.turn]
        angle = round(math.degrees(math.atan2(down, along))) % 360
        straight = round(angle / 90) * 90
        return straight % 360 if abs(angle - straight) <= _CROOKED_DEGREES else angle


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """Return a point in coordinates in which text of this angle runs from left to right."""
    if angle == 0:
        return x, y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine


def advance(box: Box, style: Style) -> float:
    """Return how far a letter reaches along its line, from its upright box."""
    if style.angle == 0:
        return box.width
    cosine, sine = abs(math.cos(math.radians(style.angle))), abs(math.sin(math.radians(style.angle)))
    if cosine >= sine:
        return max((box.width - style.size * sine) / cosine, 0.0)
    return max((box.height - style.size * cosine) / sine, 0.0)
