"""Where shapes stand on a slide, through groups. Lengths in EMU (914,400 an inch)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.documents.document_parser.ooxml import A, Element, P
from backend.documents.document_parser.places import Box, box_of, rectangle


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
        outer, inner = box_of(transform), rectangle(transform, "chOff", "chExt")
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
