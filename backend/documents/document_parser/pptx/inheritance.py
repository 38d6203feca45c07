"""What a shape on a slide takes over from its layout and its master (ECMA-376 part 1, 19.3 and 21.1.2.4)."""

from __future__ import annotations

from functools import cached_property

from backend.documents.document_parser.ooxml import A, Element, P
from backend.documents.document_parser.package import Package

_MASTER_TYPE = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}
_TITLES = frozenset(("title", "ctrTitle"))


class SlideParts:
    """One slide with its layout, master and theme; any of them may be missing."""

    def __init__(self, package: Package, name: str, default_style: Element | None) -> None:
        """``default_style`` is the presentation's ``p:defaultTextStyle``."""
        self.name = name
        self.root = package.xml(name)
        layout = package.related(name, "slideLayout")
        master = package.related(layout, "slideMaster") if layout is not None else None
        theme = package.related(master, "theme") if master is not None else None
        self.layout = package.find_xml(layout)
        self.master = package.find_xml(master)
        self.theme = package.find_xml(theme)
        self._default_style = default_style

    def layers(self) -> list[Element]:
        """Return slide, layout and master, as far as they exist, the nearest first."""
        return [layer for layer in (self.root, self.layout, self.master) if layer is not None]

    @cached_property
    def _placeholders(self) -> list[list[Element]]:
        layers = (self.layout, self.master)
        return [
            [] if layer is None else [s for s in layer.iter(f"{P}sp") if placeholder(s) is not None] for layer in layers
        ]

    def ancestors(self, shape: Element) -> list[Element]:
        """Return the placeholders on layout and master that a placeholder inherits from."""
        mark = placeholder(shape)
        if mark is None:
            return []
        on_layout = [s for s in self._placeholders[0] if _index(s) == mark.get("idx", "0") and "idx" in mark.attrib]
        on_layout = on_layout or [s for s in self._placeholders[0] if _same_type(s, mark.get("type", ""))]
        kind = mark.get("type", "") or (placeholder_type(on_layout[0]) if on_layout else "")
        wanted = _MASTER_TYPE.get(kind or "", kind)
        on_master = [s for s in self._placeholders[1] if placeholder_type(s) == wanted]
        return on_layout[:1] + on_master[:1]

    def level_properties(self, shape: Element | None, level: int) -> list[Element]:
        """Return the paragraph properties that apply at a level (from 0), the nearest first, up to the defaults."""
        tag = f"{A}lvl{min(max(level, 0), 8) + 1}pPr"
        chain = [] if shape is None else [shape, *self.ancestors(shape)]
        found = [owner.find(f"{P}txBody/{A}lstStyle/{tag}") for owner in chain]
        if self.master is not None:
            found.append(self.master.find(f"{P}txStyles/{self._style_name(shape)}/{tag}"))
        if self._default_style is not None:
            found.append(self._default_style.find(tag))
        return [item for item in found if item is not None]

    def _style_name(self, shape: Element | None) -> str:
        kind = placeholder_type(shape) if shape is not None else None
        if kind is None:
            return f"{P}otherStyle"
        return f"{P}titleStyle" if kind in _TITLES else f"{P}bodyStyle"


def placeholder(shape: Element) -> Element | None:
    """Return the ``p:ph`` of a shape, picture or frame."""
    for kind in ("nvSpPr", "nvPicPr", "nvGraphicFramePr"):
        found = shape.find(f"{P}{kind}/{P}nvPr/{P}ph")
        if found is not None:
            return found
    return None


def placeholder_type(shape: Element) -> str | None:
    """Return the type of a placeholder, an empty string for the common content type, ``None`` for other shapes."""
    mark = placeholder(shape)
    return None if mark is None else mark.get("type", "")


def is_title(shape: Element) -> bool:
    """Say whether a shape is the slide's title."""
    return placeholder_type(shape) in _TITLES


def _index(shape: Element) -> str:
    mark = placeholder(shape)
    return "0" if mark is None else mark.get("idx", "0")


def _same_type(shape: Element, kind: str) -> bool:
    other = placeholder_type(shape) or ""
    return other == kind or _MASTER_TYPE.get(other, other) == _MASTER_TYPE.get(kind, kind)
