"""What stands in the drawings of a Word paragraph: text boxes in reading order, diagrams, word art, descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.documents.document_parser.alt_text import meaningful
from backend.documents.document_parser.ooxml import CHART, DGM, PIC, WP, A, Element, R, V, W, children, whole_number
from backend.documents.document_parser.places import Box, box_of, in_reading_order

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_GROUPS = frozenset(("wgp", "grpSp", "wpc", "group"))
_PAGE_HEIGHT = 10_692_000
"""An A4 page in EMU. Boxes of one paragraph whose tops differ by less than 4 % of it (12 mm) stand in one line."""

_VML_LENGTH = re.compile(r"(?:^|;)\s*(left|top|width|height)\s*:\s*(-?\d+(?:\.\d+)?)")


@dataclass(slots=True)
class TextBoxes:
    """The text boxes (``w:txbxContent``) of one drawing in reading order.

    ``box`` is where the drawing is anchored, counted from ``frame`` ("paragraph", "column"); without a frame it stands
    in the line, or the file doesn't say where.
    """

    contents: list[Element] = field(default_factory=list)
    frame: tuple[str, str] | None = None
    box: Box = field(default_factory=lambda: Box(0, 0, 0, 0))


@dataclass(slots=True)
class Drawn:
    """What the drawings of a paragraph hold. ``diagrams`` are the relationship ids of SmartArt.

    ``pictures`` are relationship ids with the description that a person wrote.
    """

    boxes: list[TextBoxes] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    charts: int = 0
    descriptions: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    word_art: list[str] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Say whether there are words in the text boxes."""
        boxes = (content for drawing in self.boxes for content in drawing.contents)
        return any((text.text or "").strip() for box in boxes for text in box.iter(f"{W}t"))

    def boxes_in_order(self) -> list[Element]:
        """Return the text boxes: by their places where all are anchored in one way, else as they come in the file."""
        drawings = self.boxes
        frames = {drawing.frame for drawing in drawings}
        if len(frames) == 1 and None not in frames:
            drawings = in_reading_order(drawings, lambda drawing: drawing.box, _PAGE_HEIGHT)
        return [content for drawing in drawings for content in drawing.contents]


def gather(drawing: Element, found: Drawn) -> None:
    """Add what stands in a ``w:drawing``, ``w:pict`` or ``w:object``, each thing once."""
    boxes = _anchored(drawing)
    _walk(drawing, found, boxes.contents)
    if boxes.contents:
        found.boxes.append(boxes)


def _walk(node: Element, found: Drawn, contents: list[Element]) -> None:
    for item in _members(node):
        tag = item.tag
        if tag == f"{W}txbxContent":
            contents.append(item)
            continue
        if tag == f"{DGM}relIds":
            found.diagrams.append(item.get(f"{R}dm", ""))
        elif tag == f"{CHART}chart":
            found.charts += 1
        elif tag == f"{WP}docPr":
            _describe(item.get("descr") or item.get("title"), item, found)
        elif tag == f"{V}shape":
            _describe(item.get("alt"), item, found)
        elif tag == f"{A}blip":
            found.pictures.append((item.get(f"{R}embed", ""), _description_of(item)))
        elif tag == f"{V}imagedata":
            found.pictures.append((item.get(f"{R}id", ""), _description_of(item)))
        elif tag == f"{V}textpath":
            found.word_art.append(item.get("string", ""))
        _walk(item, found, contents)


def _describe(text: str | None, item: Element, found: Drawn) -> None:
    description = _written(text, item)
    if description and description not in found.descriptions:
        found.descriptions.append(description)


def _written(text: str | None, item: Element) -> str:
    """Return a description, unless the drawing is marked as decorative."""
    decorative = any(node.get("val") == "1" for node in item.iter(_DECORATIVE))
    return "" if decorative else meaningful(text)


def _description_of(picture: Element) -> str:
    """Return what is said of a picture by the nearest thing around it that can have a description."""
    for around in picture.iterancestors():
        if around.tag == f"{V}shape":
            return _written(around.get("alt"), around)
        properties = around.find(f"{PIC}nvPicPr/{PIC}cNvPr")
        properties = around.find(f"{WP}docPr") if properties is None else properties
        if properties is not None:
            found = _written(properties.get("descr") or properties.get("title"), properties)
            if found or properties.tag == f"{WP}docPr":
                return found
        elif around.tag == f"{W}drawing":
            break
    return ""


def _anchored(drawing: Element) -> TextBoxes:
    """Return where a drawing is anchored, without its text boxes."""
    anchor = drawing.find(f"{WP}anchor")
    sides = [anchor.find(f"{WP}position{side}") for side in "HV"] if anchor is not None else []
    offsets = [side.findtext(f"{WP}posOffset") if side is not None else None for side in sides]
    if len(sides) < 2 or None in offsets:
        return TextBoxes()
    across, down = (side.get("relativeFrom", "") if side is not None else "" for side in sides)
    left, top = (whole_number(offset) for offset in offsets)
    return TextBoxes(frame=(across, down), box=Box(left, top, 0, 0))


def _members(node: Element) -> Sequence[Element]:
    """Return the parts of a drawing; those of a group by their places, for the file has the lowest layer first."""
    parts = list(children(node))
    if _local(node) not in _GROUPS:
        return parts
    places = [(part, _place(part)) for part in parts]
    placed = [(part, place) for part, place in places if place is not None]
    bare = [part for part, place in places if place is None]
    if any(next(part.iter(f"{W}txbxContent"), None) is not None for part in bare) or not placed:
        return parts
    tops, ends = zip(*((place.top, place.top + place.height) for _, place in placed), strict=True)
    ordered = in_reading_order(placed, lambda entry: entry[1], max(ends) - min(tops))
    return [*bare, *(part for part, _ in ordered)]


def _place(part: Element) -> Box | None:
    """Return where a member of a group stands, in the group's own lengths."""
    style = part.get("style")
    if style is not None:
        lengths = {name: float(number) for name, number in _VML_LENGTH.findall(style)}
        corner = (lengths.get("left", 0.0), lengths.get("top", 0.0))
        return Box(*corner, lengths.get("width", 0.0), lengths.get("height", 0.0)) if lengths else None
    for child in children(part):
        if _local(child) in {"spPr", "grpSpPr"}:
            return box_of(child.find(f"{A}xfrm"))
        if _local(child) == "xfrm":
            return box_of(child)
    return None


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
