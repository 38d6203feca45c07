"""Where shapes stand, and in which order they are read. Lengths in EMU (914,400 an inch) unless a group has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from backend.documents.document_parser.ooxml import A, Element, whole_number

_BAND = 0.04
"""Shapes whose tops differ by less than this share of the height stand in one line."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide or page, or within a group."""

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


def in_reading_order(items: Iterable[_T], box: Callable[[_T], Box], height: float) -> list[_T]:
    """Sort from top to bottom and, in one line, from left to right. ``height`` is that of the slide, page or group."""
    by_top = sorted(items, key=lambda item: box(item).top)
    ordered: list[_T] = []
    band: list[_T] = []
    for item in by_top:
        if band and box(item).top > box(band[0]).top + _BAND * height:
            ordered += sorted(band, key=lambda member: box(member).left)
            band = []
        band.append(item)
    return ordered + sorted(band, key=lambda member: box(member).left)


def box_of(transform: Element | None) -> Box | None:
    """Return the rectangle of an ``a:xfrm``."""
    return rectangle(transform, "off", "ext")


def rectangle(transform: Element | None, corner: str, size: str) -> Box | None:
    """Return the rectangle that two children of an ``a:xfrm`` give, where both are there."""
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
