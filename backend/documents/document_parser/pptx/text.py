"""The paragraphs of a shape, a cell or a notes page as blocks: lists by bullets and numbers, code by font."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.documents.document_parser.assemble import Block
from backend.documents.document_parser.docx.numbering import formatted
from backend.documents.document_parser.equations import linear
from backend.documents.document_parser.ooxml import A, Element, children, whole_number
from backend.documents.document_parser.outline import Location
from backend.documents.document_parser.pptx.inheritance import SlideParts
from backend.documents.document_parser.rich_text import RichText, is_monospace

TINY_HUNDREDTHS = 200
"""Text of 2 points or less can't be read from a slide, so it isn't meant for readers."""

_MATH = "{http://schemas.microsoft.com/office/drawing/2010/main}m"
_BULLETS = frozenset(f"{A}{name}" for name in ("buNone", "buChar", "buAutoNum", "buBlip"))
_NUMBER_FORMATS = {
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_PAGE_FIELDS = ("slidenum", "datetime")


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where text stands. ``shape`` is ``None`` for cells; ``unseen`` judges a run's ``a:rPr``."""

    parts: SlideParts
    shape: Element | None
    location: Location
    unseen: Callable[[Element | None], bool]


@dataclass(frozen=True, slots=True)
class TextBlocks:
    """The blocks of one text body, and whether hidden text was left out of it."""

    blocks: list[Block]
    hidden: bool


class _Counter:
    """Running numbers of automatically numbered paragraphs in one text body."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[str, int]] = {}

    def label(self, level: int, bullet: Element | None) -> tuple[str, bool]:
        """Count a paragraph; return the label it shows and whether its list starts here. Bullets show no label."""
        for deeper in [key for key in self._counts if key > level]:
            del self._counts[deeper]
        if bullet is None or bullet.tag != f"{A}buAutoNum":
            self._counts.pop(level, None)
            return "", False
        kind, start = bullet.get("type", "arabicPeriod"), whole_number(bullet.get("startAt"), 1)
        last = self._counts.get(level)
        count = last[1] + 1 if last is not None and last[0] == kind else start
        self._counts[level] = (kind, count)
        return _label(kind, count), last is None or last[0] != kind


def read_text(body: Element, place: TextPlace) -> TextBlocks:
    """Return the blocks of an ``a:txBody``; the first of them never joins the text of another shape."""
    counter = _Counter()
    blocks: list[Block] = []
    hidden = False
    for paragraph in body.findall(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = whole_number(properties.get("lvl") if properties is not None else None)
        inherited = place.parts.level_properties(place.shape, level)
        text, size, some_hidden = _read_paragraph(paragraph, inherited, place)
        hidden = hidden or some_hidden
        if text.blank:
            continue
        bullet = _bullet(properties, inherited)
        label, starts = counter.label(level, bullet)
        blocks.append(
            Block(
                kind="list" if bullet is not None else "code" if text.only_code else "paragraph",
                rich=text.verbatim() if bullet is None and text.only_code else text.tidy(),
                location=place.location,
                exact=text.verbatim(),
                level=level,
                ordered=bool(label),
                label=label,
                starts_list=starts,
                new_box=not blocks,
                size_pt=size,
            )
        )
    return TextBlocks(blocks, hidden)


def _read_paragraph(
    paragraph: Element, inherited: list[Element], place: TextPlace
) -> tuple[RichText, float | None, bool]:
    """Return a paragraph's visible text, its largest size in points and whether something was hidden."""
    text = RichText()
    size: int | None = None
    hidden = False
    for child in children(paragraph):
        properties = child.find(f"{A}rPr")
        chain = [item for item in (properties, *(level.find(f"{A}defRPr") for level in inherited)) if item is not None]
        if child.tag == f"{A}br":
            text.add("\n", code=_is_code(chain))
        elif child.tag == f"{A}r" or (child.tag == f"{A}fld" and not child.get("type", "").startswith(_PAGE_FIELDS)):
            words = child.findtext(f"{A}t") or ""
            run_size = whole_number(_first(chain, "sz"), -1)
            if words.strip() and (0 <= run_size <= TINY_HUNDREDTHS or place.unseen(properties)):
                hidden = True
                continue
            size = max(size or 0, run_size) if run_size > 0 else size
            text.add(words, bold=_first(chain, "b") in {"1", "true", "on"}, code=_is_code(chain))
        elif child.tag == _MATH:
            text.add(f" {linear(child).strip()} ")
    return text, None if size is None else size / 100, hidden


def _first(chain: list[Element], attribute: str) -> str | None:
    return next((found for item in chain if (found := item.get(attribute)) is not None), None)


def _is_code(chain: list[Element]) -> bool:
    for item in chain:
        font = item.find(f"{A}latin")
        if font is not None:
            return is_monospace(font.get("typeface"))
    return False


def _bullet(properties: Element | None, inherited: list[Element]) -> Element | None:
    """Return the bullet that applies, or ``None`` for a paragraph without one."""
    for source in (properties, *inherited):
        found = next((child for child in source if child.tag in _BULLETS), None) if source is not None else None
        if found is not None:
            return None if found.tag == f"{A}buNone" else found
    return None


def _label(kind: str, count: int) -> str:
    """Write a number as PowerPoint shows it (ST_TextAutonumberScheme): ``arabicPeriod`` gives "1."."""
    number = formatted(
        count, next((form for start, form in _NUMBER_FORMATS.items() if kind.startswith(start)), "decimal")
    )
    if kind.endswith("ParenBoth"):
        return f"({number})"
    return number + (")" if kind.endswith("ParenR") else "." if kind.endswith("Period") else "")
