"""Paragraphs put together from lines: where one ends, hyphens at line ends, list items, code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from backend.documents.document_parser.code_look import is_certainly_code, looks_like_code
from backend.documents.document_parser.pdf.lines import Stretch, letter_width
from backend.documents.document_parser.rich_text import RichText

_BULLET = re.compile(r"^(?:[•·▪◦‣●○■□➢✓✗❑❖⇨➔]\s*|[–—*o-]\s+)(?=\S)")
_LABEL = re.compile(r"^(?:\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\.\d{1,2})\s+(?=\S)")
_HYPHENS = "-\u00ad\u2010"
_ENDS = re.compile(r"[.!?:;…][\"'”’)]*$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_CAPTION = re.compile(r"^(?:figure|fig\.|table|diagram)\s*\d+(?:\.\d+)*\s*[:.–—-]", re.IGNORECASE)
_CAPTION_WORDS = 30
_PITCH_EM = 1.2
_WIDER = 1.3
_INDENT_EM = 0.8
_ROOM_EM = 1.0


@dataclass(slots=True)
class Line:
    """A line of text where it stands. ``edge_left`` and ``edge_right`` are those of its column."""

    stretch: Stretch
    page: int
    edge_left: float
    edge_right: float

    @property
    def text(self) -> str:
        """Its words."""
        return self.stretch.text.strip()


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. ``level`` is a list item's; ``code`` says that line ends and indents count."""

    lines: list[Line]
    kind: str = "paragraph"
    level: int = 0

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size in points of most of its letters."""
        weights: Counter[float] = Counter()
        for line in self.lines:
            weights[line.stretch.size] += len(line.text)
        return weights.most_common(1)[0][0]


class Typography:
    """What is usual in a document: the distance of lines for each size of letters, and its words."""

    def __init__(self, columns: Iterable[list[Line]]) -> None:
        pitches: dict[float, Counter[float]] = {}
        self._words: Counter[str] = Counter()
        for lines in columns:
            for above, line in zip([None, *lines], lines, strict=False):
                self._words.update(word.casefold() for word in _WORD.findall(line.text))
                if above is None or abs(above.stretch.size - line.stretch.size) > 0.3:
                    continue
                pitch = (line.stretch.base - above.stretch.base) / line.stretch.size
                if 0.9 <= pitch <= 2.6:
                    pitches.setdefault(round(line.stretch.size), Counter())[round(pitch, 1)] += 1
        self._pitches = {size: min(_commonest(counts)) for size, counts in pitches.items()}

    def pitch(self, size: float) -> float:
        """Return the distance of two lines of a paragraph in letters of this size, in points."""
        return self._pitches.get(round(size), _PITCH_EM) * size

    def join_hyphen(self, before: str, after: str) -> str:
        """Return the hyphen that stays between the halves of a word that a line end parted, or an empty string."""
        first, second = _WORD.findall(before.rstrip(_HYPHENS))[-1:], _WORD.findall(after)[:1]
        if not first or not second:
            return "-"
        whole, parted = f"{first[0]}{second[0]}".casefold(), f"{first[0]}-{second[0]}".casefold()
        return "-" if self._words[parted] > self._words[whole] else ""


def _commonest(counts: Counter[float]) -> list[float]:
    """Return the common distances: those that come up at least half as often as the most common one."""
    most = max(counts.values())
    return [pitch for pitch, count in counts.items() if count >= most / 2]


def paragraphs_of(lines: list[Line], usual: Typography) -> list[Paragraph]:
    """Return the paragraphs of one column."""
    code = _code_lines(lines)
    found: list[Paragraph] = []
    for place, line in enumerate(lines):
        last = found[-1] if found else None
        if code[place]:
            if last is not None and last.kind == "code":
                last.lines.append(line)
            else:
                found.append(Paragraph([line], kind="code"))
        elif last is None or last.kind == "code" or _begins(line, last, usual):
            found.append(Paragraph([line]))
        else:
            last.lines.append(line)
    _mark_lists(found)
    return found


def _code_lines(lines: list[Line]) -> list[bool]:
    """Say of each line whether it is code: by its font, or by its look with another such line beside it."""
    sure = [line.stretch.code and _LABEL.match(line.text) is None for line in lines]
    look = [looks_like_code(line.text) for line in lines]
    for place, line in enumerate(lines):
        beside = any(look[i] or sure[i] for i in (place - 1, place + 1) if 0 <= i < len(lines))
        if look[place] and (beside or is_certainly_code(line.text)):
            sure[place] = True
    return sure


def _begins(line: Line, last: Paragraph, usual: Typography) -> bool:
    """Say whether a line begins a paragraph, and doesn't go on the last one."""
    above, this = last.lines[-1], line.stretch
    before = above.stretch
    pitch, size = this.base - before.base, max(this.size, before.size)
    if _BULLET.match(line.text) or _LABEL.match(line.text) or this.angle != before.angle:
        return True
    if not 0.3 * size <= pitch <= _WIDER * usual.pitch(size) or abs(this.size - before.size) > max(0.9, 0.09 * size):
        return True
    if this.bold != before.bold and (before.bold or _ENDS.search(above.text)):
        return not _hyphenated(above.text)
    if _is_item(last):
        return this.left < last.lines[0].stretch.left + 1 and _had_room(above, line)
    centred = abs((this.left + this.right) - (before.left + before.right)) < 6
    if this.left > before.left + _INDENT_EM * size and not centred:
        return len(last.lines) > 1 or _had_room(above, line)
    return _had_room(above, line)


def _is_item(paragraph: Paragraph) -> bool:
    text = paragraph.lines[0].text
    return bool(_BULLET.match(text) or _LABEL.match(text))


def _had_room(above: Line, line: Line) -> bool:
    """Say whether a line ended by choice: the next word would have fitted, and what follows begins anew."""
    room = above.edge_right - above.stretch.right
    word = len(line.text.split(maxsplit=1)[0]) + 1 if line.text else 0
    fits = room > word * letter_width(line.stretch) + _ROOM_EM * line.stretch.size
    return fits and (bool(_ENDS.search(above.text)) or not line.text[:1].islower()) and not _hyphenated(above.text)


def _hyphenated(text: str) -> bool:
    return text[-1:] in _HYPHENS and text[-2:-1].isalpha()


def _mark_lists(paragraphs: list[Paragraph]) -> None:
    """Mark bulleted paragraphs as list items, their levels by how far in they stand."""
    lefts: list[float] = []
    for paragraph in paragraphs:
        first = paragraph.lines[0]
        if paragraph.kind != "paragraph" or _BULLET.match(first.text) is None:
            lefts = []
            if paragraph.kind == "paragraph" and _CAPTION.match(first.text) and _is_brief(paragraph):
                paragraph.kind = "caption"
            continue
        left = first.stretch.left
        lefts = [each for each in lefts if each < left - 4] + [left]
        paragraph.kind, paragraph.level = "list", len(lefts) - 1


def _is_brief(paragraph: Paragraph) -> bool:
    return sum(len(line.text.split()) for line in paragraph.lines) <= _CAPTION_WORDS


def goes_on(last: Paragraph, following: Paragraph) -> bool:
    """Say whether a paragraph at the top of a column or page goes on the one before it."""
    if {last.kind, following.kind} - {"paragraph", "list"} or following.kind == "list":
        return False
    one, other = last.lines[-1].stretch, following.lines[0].stretch
    if abs(last.size - following.size) > 0.6 or one.bold != other.bold or one.angle != other.angle:
        return False
    text, begin = last.lines[-1].text, following.lines[0].text
    return begin[:1].islower() and (_hyphenated(text) or not _ENDS.search(text)) and not _LABEL.match(begin)


def rich_of(paragraph: Paragraph, usual: Typography) -> RichText:
    """Return a paragraph's text, its lines joined; the sign of a list item goes."""
    rich = RichText()
    lines = paragraph.lines
    for place, line in enumerate(lines):
        pieces = list(line.stretch.pieces)
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        tail = " " if following else ""
        if following[:1].islower() and _hyphenated(line.text):
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip().rstrip(_HYPHENS))
            tail = usual.join_hyphen(line.text, following)
        skip = 0
        if place == 0 and paragraph.kind == "list":
            sign = _BULLET.match("".join(piece.text for piece in pieces).lstrip())
            skip = sign.end() if sign else 0
        for piece in pieces:
            rich.add(piece.text[skip:], bold=piece.bold, code=piece.code)
            skip = max(skip - len(piece.text), 0)
        rich.add(tail, bold=pieces[-1].bold, code=pieces[-1].code and paragraph.kind != "list")
    return rich


def code_of(paragraph: Paragraph, usual: Typography) -> RichText:
    """Return lines of code with their indents, and an empty line where one was left."""
    rich = RichText()
    edge = min(line.stretch.left for line in paragraph.lines)
    above: Line | None = None
    for line in paragraph.lines:
        stretch = line.stretch
        if above is not None:
            empty = stretch.base - above.stretch.base > 1.7 * usual.pitch(stretch.size)
            rich.add("\n\n" if empty and above.page == line.page else "\n", code=True)
        rich.add(" " * round((stretch.left - edge) / letter_width(stretch)), code=True)
        for piece in stretch.pieces:
            rich.add(piece.text, bold=piece.bold, code=True)
        above = line
    return rich
