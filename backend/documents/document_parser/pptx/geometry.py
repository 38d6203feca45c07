"""Where shapes stand on a slide, through groups, and in which order they are read. Lengths in EMU (914,400 an inch)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from backend.documents.document_parser.ooxml import A, Element, P, whole_number

_BAND = 0.04
"""Shapes whose tops differ by less than this share of the slide's height stand in one line."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share an area."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def outside(self, slide: Box) -> bool:
        """Say whether no part of the rectangle is on the slide; edges that only touch count as outside."""
        return (
            self.left >= slide.left + slide.width
            or self.top >= slide.top + slide.height
            or self.left + self.width <= slide.left
            or self.top + self.height <= slide.top
        ) and (self.width > 0 or self.height > 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A group's coordinates: a point ``x`` within it lies at ``x * scale + shift`` on the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def place(self, box: Box) -> Box:
        """Return a rectangle of the group in slide coordinates."""
        return Box(
            box.left * self.scale_x + self.shift_x,
            box.top * self.scale_y + self.shift_y,
            box.width * self.scale_x,
            box.height * self.scale_y,
        )

    def within(self, transform: Element | None) -> Frame:
        """Return the coordinates inside a group with this ``a:xfrm``."""
        outer, inner = box_of(transform), _rectangle(transform, "chOff", "chExt")
        if outer is None or inner is None:
            return self
        scale_x = outer.width / inner.width if inner.width else 1.0
        scale_y = outer.height / inner.height if inner.height else 1.0
        return Frame(
            self.scale_x * scale_x,
            self.scale_y * scale_y,
            self.shift_x + self.scale_x * (outer.left - inner.left * scale_x),
            self.shift_y + self.scale_y * (outer.top - inner.top * scale_y),
        )


def transform_of(shape: Element) -> Element | None:
    """Return the ``xfrm`` of a shape, picture, frame or group, where it has one of its own."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
        found = shape.find(path)
        if found is not None:
            return found
    return None


def box_of(transform: Element | None) -> Box | None:
    """Return the rectangle of an ``a:xfrm``."""
    return _rectangle(transform, "off", "ext")


def in_reading_order(items: Iterable[_T], box: Callable[[_T], Box], slide_height: float) -> list[_T]:
    """Sort from top to bottom and, in one line, from left to right."""
    by_top = sorted(items, key=lambda item: box(item).top)
    ordered: list[_T] = []
    band: list[_T] = []
    for item in by_top:
        if band and box(item).top > box(band[0]).top + _BAND * slide_height:
            ordered += sorted(band, key=lambda member: box(member).left)
            band = []
        band.append(item)
    return ordered + sorted(band, key=lambda member: box(member).left)


def _rectangle(transform: Element | None, corner: str, size: str) -> Box | None:
    if transform is None:
        return None
    at, extent = transform.find(f"{A}{corner}"), transform.find(f"{A}{size}")
    if at is None or extent is None:
        return None
    return Box(
        whole_number(at.get("x")),
        whole_number(at.get("y")),
        whole_number(extent.get("cx")),
        whole_number(extent.get("cy")),
    )
