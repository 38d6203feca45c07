"""How Word text looks: styles, their parents and direct formatting (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from backend.documents.document_parser.ooxml import Element, W, switched_on, value, whole_number
from backend.documents.document_parser.rich_text import is_monospace

HEADING_LEVEL_MAX = 6
TINY_PT = 2.0
"""Text this small can't be read on the page, so it isn't meant for readers."""

_HEADING = re.compile(r"^heading (\d)$")
_CODE_STYLE = re.compile(r"\b(source ?code|code|verbatim|preformatted|macro text)\b")
_PARENTS_MAX = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a run appears. ``colour`` is RRGGBB or "auto"; ``shaded`` means that a colour lies behind the text."""

    bold: bool = False
    font: str | None = None
    size_pt: float = 10.0
    colour: str = "auto"
    shaded: bool = False
    vanish: bool = False

    @property
    def code(self) -> bool:
        """Whether the run is set in a font for code."""
        return is_monospace(self.font)

    def unseen(self, *, on_white: bool) -> bool:
        """Whether a reader of the page can't see the run: hidden, tiny, or white on white."""
        return self.vanish or self.size_pt <= TINY_PT or (on_white and not self.shaded and nearly_white(self.colour))


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style says about its part in the text. ``heading_level`` is 0 for running text."""

    name: str = ""
    heading_level: int = 0
    code: bool = False
    list_id: str | None = None
    list_level: int = 0
    shaded: bool = False

    @property
    def contents_line(self) -> bool:
        """Whether this is a line of an automatic table of contents, which only repeats the headings."""
        return self.name.startswith("toc ") or self.name in {"table of figures", "toc heading"}


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str | None
    run: Element | None
    paragraph: Element | None


class Styles:
    """The styles of one document; a document without a styles part has none and everything looks plain."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_paragraph: str | None = None
        self._base = Look()
        self._looks: dict[tuple[str | None, str | None], Look] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = changed_look(self._base, defaults)
        for style in root.iter(f"{W}style"):
            ident = style.get(f"{W}styleId", "")
            self._styles[ident] = _Style(
                name=(value(style, f"{W}name") or "").lower(),
                parent=value(style, f"{W}basedOn"),
                run=style.find(f"{W}rPr"),
                paragraph=style.find(f"{W}pPr"),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self._default_paragraph = ident

    def look(self, paragraph_style: str | None, run: Element | None) -> Look:
        """Return the look of a run from its paragraph's style, its own style and its direct formatting."""
        character_style = value(run, f"{W}rStyle")
        key = (paragraph_style, character_style)
        if key not in self._looks:
            look = self._base
            for style in (*self._chain(paragraph_style or self._default_paragraph), *self._chain(character_style)):
                look = changed_look(look, style.run)
                if _CODE_STYLE.search(style.name):
                    look = replace(look, font="monospace")
            self._looks[key] = look
        return changed_look(self._looks[key], run)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return what a paragraph style means, parents included."""
        ident = style_id or self._default_paragraph
        if ident not in self._paragraphs:
            self._paragraphs[ident] = self._read_paragraph(ident)
        return self._paragraphs[ident]

    def list_of_style(self, style_id: str | None) -> str | None:
        """Return the numbering that a list style stands for."""
        return self.paragraph(style_id).list_id

    def _chain(self, style_id: str | None) -> list[_Style]:
        """Return a style's ancestors and itself, the oldest first; loops in broken files end."""
        chain: list[_Style] = []
        while style_id is not None and style_id in self._styles and len(chain) < _PARENTS_MAX:
            chain.append(self._styles[style_id])
            style_id = chain[-1].parent
        return chain[::-1]

    def _read_paragraph(self, ident: str | None) -> ParagraphStyle:
        found = ParagraphStyle()
        for style in self._chain(ident):
            heading = _HEADING.match(style.name)
            level = int(heading.group(1)) if heading else found.heading_level
            outline = value(style.paragraph, f"{W}outlineLvl")
            if outline is not None and not heading:
                level = whole_number(outline, 9) + 1
            if style.name == "title":
                level = 1
            numbering = style.paragraph.find(f"{W}numPr") if style.paragraph is not None else None
            found = ParagraphStyle(
                name=style.name,
                heading_level=level if level <= HEADING_LEVEL_MAX else 0,
                code=_CODE_STYLE.search(style.name) is not None or is_monospace(_font(style.run)),
                list_id=value(numbering, f"{W}numId") or found.list_id,
                list_level=whole_number(value(numbering, f"{W}ilvl"), found.list_level),
                shaded=is_shaded(style.paragraph) or found.shaded,
            )
        return found


def changed_look(look: Look, run: Element | None) -> Look:
    """Return a look with the formatting of one ``w:rPr`` laid over it."""
    if run is None or len(run) == 0:
        return look
    bold, vanish = switched_on(run, f"{W}b"), switched_on(run, f"{W}vanish")
    half_points = value(run, f"{W}sz")
    return Look(
        bold=look.bold if bold is None else bold,
        font=_font(run) or look.font,
        size_pt=look.size_pt if half_points is None else whole_number(half_points, 20) / 2,
        colour=value(run, f"{W}color") or look.colour,
        shaded=look.shaded or is_shaded(run),
        vanish=look.vanish if vanish is None else vanish,
    )


def nearly_white(colour: str) -> bool:
    """Say whether RRGGBB can't be told from white on a page."""
    try:
        return len(colour) == 6 and all(int(colour[i : i + 2], 16) >= 0xF5 for i in (0, 2, 4))
    except ValueError:
        return False


def _font(run: Element | None) -> str | None:
    fonts = run.find(f"{W}rFonts") if run is not None else None
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def is_shaded(properties: Element | None) -> bool:
    """Say whether paragraph, cell or run properties put a colour behind the text."""
    fill = value(properties, f"{W}shd", f"{W}fill") or "auto"
    highlight = value(properties, f"{W}highlight") or "none"
    return (fill != "auto" and not nearly_white(fill)) or highlight not in {"none", "white"}
