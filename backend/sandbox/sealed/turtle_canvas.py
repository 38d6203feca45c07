"""What turtles have drawn, as plain data in the order in which it lies on the paper."""

from __future__ import annotations

import math
from collections.abc import Iterable

from .turtle_colours import hex_of

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

    Command = dict[str, Any]


COMMANDS_MAX = 5_000
POINTS_MAX = 5_000
FAR = 1_000_000.0
TEXT_MAX = 500


def number(value: float) -> float:
    """A coordinate or size as it is drawn: two decimals, on any paper that there could be."""
    if math.isnan(value):
        return 0.0
    return round(max(-FAR, min(FAR, float(value))), 2) + 0.0  # adding zero makes -0.0 plain


def point(position: Iterable[float]) -> list[float]:
    """A position as it is drawn."""
    return [number(value) for value in position]


class Canvas:
    """The paper: commands by their number, each with the turtle that it is of. Full after 5,000 of them."""

    def __init__(self) -> None:
        self.marks: dict[int, tuple[int, Command]] = {}
        self.points_left = POINTS_MAX
        self.cut_short: set[int] = set()
        self.background = "white"
        self.last = 0

    def add(self, owner: int, command: Command) -> int:
        """Draw something; returns its number, which is there to find it again."""
        self.last += 1
        if len(self.marks) < COMMANDS_MAX:
            self.marks[self.last] = (owner, command)
        else:
            self.cut_short.add(owner)
        return self.last

    def line(self, owner: int, ends: tuple[Iterable[float], Iterable[float]], colour: str, width: float) -> None:
        """A straight line. One in no colour isn't drawn, which goes for everything."""
        if shade := hex_of(colour):
            start, end = ends
            command = {"op": "line", "from": point(start), "to": point(end), "colour": shade, "width": number(width)}
            self.add(owner, command)

    def dot(self, owner: int, at: Iterable[float], size: float, colour: str) -> None:
        """A filled circle; ``size`` is its diameter."""
        if shade := hex_of(colour):
            self.add(owner, {"op": "dot", "at": point(at), "size": number(size), "colour": shade})

    def text(self, owner: int, at: Iterable[float], text: str, colour: str, size: float, align: str) -> None:
        """One or more words; ``size`` is in points."""
        if shade := hex_of(colour):
            place = {"op": "text", "at": point(at), "text": text[:TEXT_MAX]}
            self.add(owner, place | {"colour": shade, "size": number(size), "align": align})

    def turtle(self, owner: int, at: Iterable[float], heading: float, colour: str) -> int:
        """The print of a turtle; its heading is in degrees from east, counterclockwise."""
        return self.add(owner, turtle_mark(at, heading, colour))

    def begin_fill(self, owner: int) -> int:
        """Keep a place for a filled shape below what is drawn from now on."""
        return self.add(owner, {"op": "fill", "points": [], "colour": ""})

    def room_for_point(self, owner: int) -> bool:
        """Whether a filled shape may have one more corner."""
        self.points_left -= 1
        if self.points_left < 0:
            self.cut_short.add(owner)
        return self.points_left >= 0

    def end_fill(self, mark: int, corners: list[list[float]], colour: str) -> None:
        """Fill the shape that was begun under this number. Less than three corners are no shape."""
        shade = hex_of(colour)
        if mark in self.marks and len(corners) > 2 and shade:
            self.marks[mark][1].update(points=corners, colour=shade)

    def wipe(self, owner: int | None = None) -> None:
        """Take away everything of one turtle, or of all."""
        self.marks = {mark: drawn for mark, drawn in self.marks.items() if owner not in (None, drawn[0])}
        self.cut_short = self.cut_short - {owner} if owner is not None else set()
        self.points_left = POINTS_MAX - sum(len(drawn[1].get("points", ())) for drawn in self.marks.values())

    def commands(self) -> list[Command]:
        """Everything that can be seen."""
        background = hex_of(self.background)
        ground = [{"op": "background", "colour": background}] if background not in (None, "#ffffff") else []
        return ground + [command for _, command in self.marks.values() if command.get("points") != []]


def turtle_mark(at: Iterable[float], heading: float, colour: str) -> Command:
    """A turtle as it is drawn."""
    return {"op": "turtle", "at": point(at), "heading": number(heading), "colour": hex_of(colour) or "#000000"}
