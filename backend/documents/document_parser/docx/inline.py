"""What stands inside one Word paragraph: its visible text and the things anchored in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend.documents.document_parser.docx.drawings import Drawn, gather
from backend.documents.document_parser.docx.styles import Styles
from backend.documents.document_parser.equations import linear
from backend.documents.document_parser.ooxml import Element, M, W, children, switched_on
from backend.documents.document_parser.rich_text import RichText
from backend.documents.document_parser.symbols import symbol

_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
        "sdtContent",
        "rubyBase",
    )
)
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_TABS = frozenset((f"{W}tab", f"{W}ptab"))
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))


@dataclass(slots=True)
class Inline(Drawn):
    """A paragraph as read, with what stands in its drawings."""

    text: RichText = field(default_factory=RichText)
    size_pt: float = 0.0
    hidden: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs of one document in the accepted view: insertions stay, deletions go, comments are not read."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Element, *, style_id: str | None, on_white: bool) -> Inline:
        """Return the content of a ``w:p``. ``on_white`` says that white text here can't be seen."""
        found = Inline()
        self._children(paragraph, found, style_id, on_white)
        return found

    def _children(self, node: Element, found: Inline, style_id: str | None, on_white: bool) -> None:
        for child in children(node):
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, found, style_id, on_white)
            elif tag in _TRANSPARENT:
                self._children(child, found, style_id, on_white)
            elif tag == f"{W}sdt":
                if not is_placeholder(child):
                    self._children(child, found, style_id, on_white)
            elif tag in {f"{M}oMath", f"{M}oMathPara"}:
                self.equation(child, found)

    def equation(self, node: Element, found: Inline) -> None:
        """Add an equation as text."""
        found.text.add(f" {linear(node).strip()} ")

    def _run(self, run: Element, found: Inline, style_id: str | None, on_white: bool) -> None:
        look = self._styles.look(style_id, run.find(f"{W}rPr"))
        piece = RichText()
        if look.vanish:  # A drawing in a hidden run is hidden with it.
            unseen = Inline()
            self._run_content(run, unseen, piece, (look.bold, look.code))
            found.hidden = found.hidden or not piece.blank or unseen.has_words
            return
        self._run_content(run, found, piece, (look.bold, look.code))
        if piece.blank:
            found.text.extend(piece)
        elif look.unseen(on_white=on_white):
            found.hidden = True
        else:
            found.text.extend(piece)
            found.size_pt = max(found.size_pt, look.size_pt)

    def _run_content(self, run: Element, found: Inline, piece: RichText, look: tuple[bool, bool]) -> None:
        bold, code = look
        for child in children(run):
            tag = child.tag
            if tag == f"{W}t":
                piece.add(child.text or "", bold=bold, code=code)
            elif tag in _TABS:
                piece.add("\t", bold=bold, code=code)
            elif tag in _BREAKS:
                piece.add("\n", bold=bold, code=code)
            elif tag == f"{W}noBreakHyphen":
                piece.add("-", bold=bold, code=code)
            elif tag == f"{W}sym":
                piece.add(symbol(child.get(f"{W}font"), child.get(f"{W}char")), bold=bold)
            elif tag == f"{W}fldChar":
                piece.add(_check_box(child))
            elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                found.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
            elif tag in _DRAWINGS:
                gather(child, found)
            elif tag == f"{W}ruby":
                # The small reading aid above the base text is left out.
                for nested in child.iterfind(f"{W}rubyBase/{W}r"):
                    self._run_content(nested, found, piece, look)


def is_placeholder(control: Element) -> bool:
    """Say whether a content control shows only its prompt ("Click to enter text")."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _check_box(field_char: Element) -> str:
    """Return the sign of an old-style form check box, or nothing for other fields."""
    box = field_char.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    checked = switched_on(box, f"{W}checked")
    return "☒ " if (switched_on(box, f"{W}default") if checked is None else checked) else "☐ "
