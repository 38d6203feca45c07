"""Reads an outline as the lines of a worksheet: numbered questions, lettered options, answers, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from backend.documents.document_parser.outline import DocumentOutline, Passage

LineKind = Literal["question", "option", "answer", "code", "row", "heading", "text"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``passage.text[start:end]`` are its ``words`` (white space apart); a heading has no passage.

    ``label`` is the number of a question ("4", or "" after "Q:"), the small letter of an option, or empty.
    ``bold`` says that all its words are set in bold; ``cells`` are those of the row of a table.
    """

    kind: LineKind
    words: str
    passage: Passage | None
    start: int = 0
    end: int = 0
    label: str = ""
    bold: bool = False
    cells: tuple[str, ...] = ()


_QUESTION_LABEL = re.compile(r"^(?:q(?:uestion)?\s*)?(\d{1,2})\s*[.):]\s+|^q(?:uestion)?\s*(\d{1,2})\s+", re.IGNORECASE)
_QUESTION_SIGN = re.compile(r"^(?:q|question)\s*[:.)-]\s+", re.IGNORECASE)
_ANSWER_SIGN = re.compile(
    r"^(?:(?:the )?(?:correct |right |model )?(?:answers?|ans)\s*(?:[:=.)–-]|is\b:?)\s*|a\s*:\s+)", re.IGNORECASE
)
_OPTION_LABEL = re.compile(r"^([*✓✔]\s*)?\(?([A-Ha-h])[.):]\s+")
_OPTION_INSIDE = re.compile(r"(?:^|\s)\(?([A-Ha-h])[.)]\s+")
_NUMBER_SHOWN = re.compile(r"^\(?(?:Q\s*)?(\d{1,2})\s*[.):]?$", re.IGNORECASE)
_LETTER_SHOWN = re.compile(r"^\(?([A-Ha-h])[.):]$")
_OPTIONS_ON_A_LINE_MIN = 3


def lines_of(outline: DocumentOutline) -> Iterator[Line]:
    """Yield all lines in reading order, headings included."""
    for section in outline.sections:
        if section.heading.strip():
            yield _typed(section.heading.strip(), None, 0, "heading")
        for passage in section.passages:
            if passage.kind == "table":
                yield from _rows(passage)
            elif passage.kind == "code":
                yield Line("code", passage.text, passage, 0, len(passage.text))
            elif passage.kind in {"paragraph", "list", "note"}:
                yield from _lines(passage)


def _rows(passage: Passage) -> Iterator[Line]:
    start = 0
    for row in passage.rows:
        words = "\t".join(row)
        at = passage.text.find(words, start)
        start = max(at, start)
        yield Line("row", words, passage, start, start + len(words), cells=row)
        start += len(words)


def _lines(passage: Passage) -> Iterator[Line]:
    """Yield the lines of running text; an item of a list is one line, with the label that Word shows before it."""
    start = 0
    texts = [item.text for item in passage.items] or passage.text.split("\n")
    for place, text in enumerate(texts):
        at = passage.text.find(text, start)
        start = max(at, start)
        shown = passage.items[place].label if passage.items else ""
        if text.strip():
            yield from _labelled(text, passage, start, shown)
        start += len(text)


def _labelled(text: str, passage: Passage, start: int, shown: str) -> Iterator[Line]:
    number, letter = _NUMBER_SHOWN.match(shown), _LETTER_SHOWN.match(shown)
    if letter:
        yield _line("option", text, passage, start, label=letter[1].lower())
    elif number and not _OPTION_LABEL.match(text.lstrip()):
        yield _line("question", text, passage, start, label=number[1])
    elif parts := _options_on_a_line(text):
        lead = text[: parts[0][1]]
        if lead.strip():
            yield _typed(lead, passage, start, "text")
        for label, left, right in parts:
            yield _typed(text[left:right], passage, start + left, "option", label)
    else:
        yield _typed(text, passage, start, "text")


def _options_on_a_line(text: str) -> list[tuple[str, int, int]]:
    """Return (letter, start, end) of "A. red  B. green  C. blue", when the letters count up from A."""
    found = list(_OPTION_INSIDE.finditer(text))
    letters = [match[1].lower() for match in found]
    if len(found) < _OPTIONS_ON_A_LINE_MIN or letters != list("abcdefgh"[: len(letters)]):
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(letter, match.start(), end) for letter, match, end in zip(letters, found, ends, strict=True)]


def _typed(text: str, passage: Passage | None, start: int, kind: LineKind, label: str = "") -> Line:
    """Return a line whose label, if it has one, is typed at its beginning."""
    indent = len(text) - len(text.lstrip())
    words = text[indent:]
    if kind == "option" or (kind == "text" and _OPTION_LABEL.match(words) and not _ANSWER_SIGN.match(words)):
        match = _OPTION_LABEL.match(words)
        if match is not None:
            marked = match[1] or ""
            line = _line("option", words[match.end() :], passage, start + indent + match.end(), label=match[2].lower())
            return line if not marked else _with_words(line, f"*{line.words}")
    for pattern, found_kind in ((_ANSWER_SIGN, "answer"), (_QUESTION_LABEL, "question"), (_QUESTION_SIGN, "question")):
        match = pattern.match(words)
        if match is not None and words[match.end() :].strip():
            number = next((group for group in match.groups() if group), "") if match.groups() else ""
            known: LineKind = "answer" if found_kind == "answer" else "question"
            return _line(known, words[match.end() :], passage, start + indent + match.end(), label=number)
    return _line(kind, words, passage, start + indent, label=label)


def _with_words(line: Line, words: str) -> Line:
    return Line(line.kind, words, line.passage, line.start, line.end, line.label, line.bold)


def _line(kind: LineKind, text: str, passage: Passage | None, start: int, *, label: str = "") -> Line:
    start += len(text) - len(text.lstrip())
    words = text.strip()
    end = start + len(words)
    bold = passage is not None and _is_bold(passage, start, end)
    return Line(kind, " ".join(words.split()), passage, start, end, label, bold)


def _is_bold(passage: Passage, start: int, end: int) -> bool:
    inside = [(max(run.start, start), min(run.end, end)) for run in passage.runs if run.bold]
    covered = sum(right - left for left, right in inside if right > left)
    return end > start and covered >= (end - start) - 1
