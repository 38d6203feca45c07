"""Whether text on a slide can be seen against what lies behind it. In doubt it can."""

from __future__ import annotations

from backend.documents.document_parser.ooxml import A, Element, P
from backend.documents.document_parser.places import Box, box_of
from backend.documents.document_parser.pptx.geometry import Frame, transform_of
from backend.documents.document_parser.pptx.inheritance import SlideParts, placeholder

_FILLS = frozenset(f"{A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_SAME = 10
"""Two colours whose channels differ by no more than this (of 255) look the same."""
_FAINT_ALPHA = 5_000
"""An opacity of 5 % in the file's thousandths of a per cent."""

Rgb = tuple[int, int, int]


class Palette:
    """The colours of one slide: theme, colour map, background, and painted things that may lie behind text."""

    def __init__(self, parts: SlideParts) -> None:
        self._parts = parts
        self._scheme = self._read_scheme()
        self._painted: list[tuple[Element | None, Box]] = []
        for layer in parts.layers():
            tree = layer.find(f"{P}cSld/{P}spTree")
            if tree is not None:
                self._gather(tree, Frame(), own=layer is parts.root)
        self._background = self._read_background()

    def ground(self, shape: Element, box: Box | None) -> Rgb | None:
        """Return the colour behind a shape's text, or ``None`` where it can't be known."""
        own = shape.find(f"{P}spPr")
        if own is not None and own.find(f"{A}solidFill") is not None:
            return self._colour(own.find(f"{A}solidFill"))
        inherited = (ancestor.find(f"{P}spPr") for ancestor in self._parts.ancestors(shape))
        transparent = own is not None and own.find(f"{A}noFill") is not None
        if not transparent and (_is_painted(shape) or any(_has_fill(properties) for properties in inherited)):
            return None
        covered = box is None or any(other is not shape and box.meets(area) for other, area in self._painted)
        return None if covered else self._background

    def unseen(self, run_properties: Element | None, ground: Rgb | None) -> bool:
        """Say whether text with these properties is transparent, or of the colour of its ground."""
        if run_properties is None:
            return False
        if run_properties.find(f"{A}noFill") is not None:
            return run_properties.find(f"{A}ln") is None
        fill = run_properties.find(f"{A}solidFill")
        alpha = fill.find(f"*/{A}alpha") if fill is not None else None
        if alpha is not None and alpha.get("val", "").isdecimal() and int(alpha.get("val", "")) <= _FAINT_ALPHA:
            return True
        colour = self._colour(fill)
        return colour is not None and ground is not None and _look_same(colour, ground)

    def _read_scheme(self) -> dict[str, Rgb]:
        """Return the theme's colours under the names that the slides use."""
        theme, master = self._parts.theme, self._parts.master
        scheme = theme.find(f"{A}themeElements/{A}clrScheme") if theme is not None else None
        if scheme is None:
            return {}
        colours = {str(item.tag).removeprefix(A): _plain_colour(next(iter(item), None)) for item in scheme}
        known = {name: colour for name, colour in colours.items() if colour is not None}
        names = master.find(f"{P}clrMap") if master is not None else None
        mapped = {} if names is None else {k: known[v] for k, v in names.attrib.items() if v in known}
        return known | {str(name): colour for name, colour in mapped.items()}

    def _read_background(self) -> Rgb | None:
        for layer in self._parts.layers():
            background = layer.find(f"{P}cSld/{P}bg")
            if background is None:
                continue
            reference = background.find(f"{P}bgRef")
            if reference is not None:
                # 1001 is the theme's plain fill; the others may be gradients or pictures.
                return self._colour(reference) if reference.get("idx") == "1001" else None
            return self._colour(background.find(f"{P}bgPr/{A}solidFill"))
        return self._scheme.get("bg1", (255, 255, 255))

    def _colour(self, holder: Element | None) -> Rgb | None:
        """Return the colour in a fill; one that is changed (lighter, transparent) counts as unknown."""
        item = next(iter(holder), None) if holder is not None else None
        if item is None or len(item):
            return None
        if item.tag == f"{A}schemeClr":
            return self._scheme.get(item.get("val", ""))
        return _plain_colour(item)

    def _gather(self, tree: Element, frame: Frame, *, own: bool) -> None:
        for shape in tree:
            if shape.tag == f"{P}grpSp":
                self._gather(shape, frame.within(transform_of(shape)), own=own)
                continue
            if not own and placeholder(shape) is not None:
                continue
            box = box_of(transform_of(shape))
            if box is not None and (shape.tag in {f"{P}pic", f"{P}graphicFrame"} or _is_painted(shape)):
                self._painted.append((shape, frame.place(box)))


def _is_painted(shape: Element) -> bool:
    properties = shape.find(f"{P}spPr")
    if properties is not None and properties.find(f"{A}noFill") is not None:
        return False
    reference = shape.find(f"{P}style/{A}fillRef")
    return _has_fill(properties) or (reference is not None and reference.get("idx", "0") != "0")


def _has_fill(properties: Element | None) -> bool:
    return properties is not None and any(child.tag in _FILLS for child in properties)


def _plain_colour(item: Element | None) -> Rgb | None:
    if item is None:
        return None
    code = item.get("val", "") if item.tag == f"{A}srgbClr" else item.get("lastClr", "")
    try:
        return (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16))
    except ValueError:
        return None


def _look_same(one: Rgb, other: Rgb) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))
