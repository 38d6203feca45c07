"""Text with its bold and code stretches, gathered piece by piece and tidied once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backend.documents.document_parser.outline import Run

_INVISIBLE = {
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF), None),
    # Direction overrides and the "tag" letters can hide or reorder words that a reader of the page never sees.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)), None),
    **dict.fromkeys((0x00A0, 0x2007, 0x202F), " "),
    0x2011: "-",
    0x2028: "\n",
    0x2029: "\n",
    0x000B: "\n",
    0x000C: "\n",
    0x000D: "\n",
}
_SPACES = re.compile(r"[ \t]+")
_LINE_BREAK = re.compile(r" ?\n[ \n]*")

_MONOSPACE = re.compile(
    r"^(courier|consolas|menlo|monaco|inconsolata|fixedsys|terminal|cousine|hack|ocr a|letter gothic|lucida console"
    r"|andale mono|source code|fira code|cascadia|anonymous pro|sf mono|jetbrains)|\bmono(space|spaced)?\b|typewriter",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rich:
    """Tidied text with the runs that index into it."""

    text: str
    runs: tuple[Run, ...] = ()

    @property
    def all_bold(self) -> bool:
        """Whether every visible character is bold."""
        visible = len("".join(self.text.split()))
        bold = (self.text[run.start : run.end] for run in self.runs if run.bold)
        return visible > 0 and visible == sum(len("".join(text.split())) for text in bold)

    def from_offset(self, start: int) -> Rich:
        """Return the text from ``start`` on, with its runs moved along."""
        moved = (Run(max(r.start - start, 0), r.end - start, r.bold, r.code) for r in self.runs if r.end > start)
        return Rich(self.text[start:], tuple(moved))


class RichText:
    """A growing stretch of text; ``tidy()`` or ``verbatim()`` gives the result."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool, bool]] = []

    def add(self, text: str, *, bold: bool = False, code: bool = False) -> None:
        """Append text as it stands in the file."""
        if text:
            self._pieces.append((text.translate(_INVISIBLE), bold, code))

    def extend(self, other: RichText) -> None:
        """Append all pieces of another text."""
        self._pieces.extend(other._pieces)

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not any(text.strip() for text, _, _ in self._pieces)

    @property
    def only_code(self) -> bool:
        """Whether there is text and all of it is code."""
        return not self.blank and all(code for text, _, code in self._pieces if text.strip())

    def tidy(self) -> Rich:
        """Return the text with white space collapsed; line breaks inside the paragraph stay."""
        pieces: list[tuple[str, bool, bool]] = []
        last = "\n"
        for text, bold, code in self._pieces:
            clean = _LINE_BREAK.sub("\n", _SPACES.sub(" ", text))
            if last in " \n":
                clean = clean.lstrip(" \n" if last == "\n" else " ")
            if clean.startswith("\n") and last == " ":
                pieces[-1] = (pieces[-1][0][:-1], *pieces[-1][1:])
            if clean:
                pieces.append((clean, bold, code))
                last = clean[-1]
        return _joined_pieces(pieces)

    def verbatim(self) -> Rich:
        """Return the text with its indentation, for code; tabs become four spaces."""
        return _joined_pieces([(text.replace("\t", "    "), bold, code) for text, bold, code in self._pieces])


def join(parts: Iterable[Rich], separator: str) -> Rich:
    """Join texts with a separator that belongs to no run."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, part in enumerate(parts):
        if number:
            pieces.append(separator)
            length += len(separator)
        runs.extend(Run(run.start + length, run.end + length, run.bold, run.code) for run in part.runs)
        pieces.append(part.text)
        length += len(part.text)
    return Rich("".join(pieces), tuple(runs))


def is_monospace(font: str | None) -> bool:
    """Say whether a font is one that code is set in."""
    return font is not None and _MONOSPACE.search(font) is not None


def _joined_pieces(pieces: list[tuple[str, bool, bool]]) -> Rich:
    full = "".join(text for text, _, _ in pieces)
    end_max = len(full.rstrip())
    runs: list[Run] = []
    at = 0
    for text, bold, code in pieces:
        end = min(at + len(text), end_max)
        if (bold or code) and end > at:
            last = runs[-1] if runs else None
            if last is not None and last.end == at and (last.bold, last.code) == (bold, code):
                runs[-1] = Run(last.start, end, bold, code)
            else:
                runs.append(Run(at, end, bold, code))
        at += len(text)
    return Rich(full[:end_max], tuple(runs))
