"""Finds tables whose rows are pairs of two kinds of things: units and sizes, file types and uses, binary and denary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline, Passage
from backend.generation.draft import Evidence
from backend.generation.from_text.reading import content_passages, is_furniture, is_to_be_done, quote
from backend.generation.wording import as_singular

_ROWS_MIN = 4
_CELL_WORDS_MAX = 14
_HEAD_WORDS_MAX = 3

_THING = re.compile(
    r"^(the |name of (the )?)?((storage|input|output|network|hardware|software|file|data|logic|number|metric|image|"
    r"sound|html|sql|python|keyboard|web|cyber|search|arithmetic|comparison|relational|logical|boolean|malware|"
    r"computer|internet) )?"
    r"(units?|prefix(es)?|devices?|components?|file (types?|extensions?|formats?)|extensions?|formats?|binary|denary|"
    r"decimal|hex(adecimal)?|characters?|letters?|symbols?|protocols?|layers?|threats?|attacks?|malware|tags?|"
    r"shortcuts?|keys?|operators?|gates?|types?|languages?|defences?|protections?|attacks?|tools?|roles?|jobs?|software|hardware|commands?|functions?|inventors?|"
    r"scientists?|people|person|laws?|acts?|inputs?|sensors?|storage|media|mediums?|topolog(y|ies)|errors?)$",
    re.IGNORECASE,
)
_SAID_OF_IT = re.compile(
    r"^(the |its |an? )?((main|typical|common|file|storage) )?"
    r"(sizes?|values?|binary|denary|decimal|hex(adecimal)?|ascii( codes?| values?)?|codes?|examples?|uses?|used for|"
    r"purposes?|jobs?|roles?|functions?|descriptions?|meanings?|definitions?|symbols?|abbreviations?|effects?|"
    r"capacity|capacities|speeds?|ports?|outputs?|operations?|results?|defences?|protections?|preventions?|"
    r"stands for|full names?|what (it|they) (does|do|means?|is|are)( used for)?|inventions?|protects)$",
    re.IGNORECASE,
)
_NAME_FOR = {
    "used for": "use",
    "stands for": "full name",
    "what it is": "meaning",
    "what it means": "meaning",
    "what it is used for": "use",
}


@dataclass(frozen=True, slots=True)
class PairedRow:
    """One row; ``evidence`` covers both its cells."""

    left: str
    right: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PairedTable:
    """A table of pairs. The heads are in the singular, as a question names them ("unit", "size")."""

    left_head: str
    right_head: str
    rows: tuple[PairedRow, ...]


def find_paired_tables(outline: DocumentOutline) -> list[PairedTable]:
    """Return the tables with two columns whose headings say which kinds of things they pair."""
    found = []
    for section, place in content_passages(outline):
        passage = section.passages[place]
        if passage.kind == "table" and not is_to_be_done(section, place):
            table = _read(passage)
            if table is not None:
                found.append(table)
    return found


def _read(passage: Passage) -> PairedTable | None:
    if not passage.rows or any(len(row) != 2 for row in passage.rows):
        return None
    left, right = (" ".join(cell.split()).strip(" :") for cell in passage.rows[0])
    named = _THING.match(left) and _SAID_OF_IT.match(right) and left.lower() != right.lower()
    if not named or max(len(left.split()), len(right.split())) > _HEAD_WORDS_MAX + 2:
        return None
    rows = tuple(_rows(passage))
    # An empty cell is one that pupils fill in: the rest of the table is then part of a task.
    whole = len(rows) == len(passage.rows) - 1 >= _ROWS_MIN
    return PairedTable(_one(left), _one(right), rows) if whole else None


def _rows(passage: Passage) -> Iterator[PairedRow]:
    cursor = len("\t".join(passage.rows[0]))
    for left, right in passage.rows[1:]:
        start = passage.text.find(f"{left}\t{right}", cursor)
        shown = " ".join(left.split()), " ".join(right.split()).rstrip(" .;")
        fits = all(0 < len(words.split()) <= _CELL_WORDS_MAX and not re.search(r"_{3,}|\?", words) for words in shown)
        if start < 0 or not fits or is_furniture(" ".join(shown)):
            return
        cursor = start + len(left) + 1 + len(right)
        yield PairedRow(*shown, quote(passage, start, cursor))


def _one(head: str) -> str:
    """Return a heading as the name of one thing."""
    small = re.sub(r"^(the|its|an?) ", "", head, flags=re.IGNORECASE)
    return _NAME_FOR.get(small.lower(), as_singular(small))
