"""Finds what a lesson file sets against each other: tables such as "RAM | ROM", and sentences with "whereas"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline, Passage, Section
from backend.generation.draft import Evidence
from backend.generation.from_text.paired_columns import find_paired_tables
from backend.generation.from_text.reading import (
    Sentence,
    content_passages,
    is_furniture,
    is_to_be_done,
    quote,
    sentences,
)
from backend.generation.from_text.term_pairs import find_term_pairs
from backend.generation.from_text.term_patterns import NOT_FIRST_IN_A_TERM

_HEAD_WORDS_MAX = 3
_CELL_WORDS_MIN, _CELL_WORDS_MAX = 2, 16
_POINTS_MIN = 2

_NOT_A_THING = re.compile(
    r"^(terms?|key ?words?|words?|definitions?|meanings?|descriptions?|features?|status|questions?|answers?|marks?|"
    r"names?|dates?|weeks?|lessons?|topics?|code|outputs?|python|examples?|images?|pictures?|notes?|tasks?|time|days?|"
    r"numbers?|no\.?|steps?|true|false|yes|no|tick|done|type|use|uses|purpose|function|device|unit|size|column ?\d?|"
    r"left|right|(what|why|how|when|where|who)\b.*|before|after|\d.*)$",
    re.IGNORECASE,
)
_SIDES = frozenset(
    {"advantage", "disadvantage", "benefit", "drawback", "pro", "con", "strength", "weakness", "risk", "similarity"}
)


@dataclass(frozen=True, slots=True)
class Point:
    """What is said of one of the two; ``of_left`` says of which."""

    words: str
    of_left: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two things and what is said of each. ``sides`` says that they are sides of one thing (advantages …)."""

    left: str
    right: str
    points: tuple[Point, ...]
    section: Section
    sides: bool = False


@dataclass(frozen=True, slots=True)
class ContrastSentence:
    """A true sentence that names two things which differ, and the same with the two swapped, which is false."""

    words: str
    swapped: str
    evidence: Evidence


def find_contrasts(outline: DocumentOutline) -> list[Contrast]:
    """Return the tables that set two things against each other, in reading order."""
    taken = {row.evidence.passage_id for table in find_paired_tables(outline) for row in table.rows}
    taken |= {pair.evidence.passage_id for pair in find_term_pairs(outline)}
    found = []
    for section, place in content_passages(outline):
        passage = section.passages[place]
        if passage.kind == "table" and passage.id not in taken and not is_to_be_done(section, place):
            contrast = _read_table(section, passage)
            if contrast is not None:
                found.append(contrast)
    return found


def _read_table(section: Section, passage: Passage) -> Contrast | None:
    """Read a table with two columns, or with a third before them that says what each row is about."""
    widths = {len(row) for row in passage.rows}
    if widths not in ({2}, {3}):
        return None
    labelled = widths == {3}
    left, right = (" ".join(cell.split()).strip(" :") for cell in passage.rows[0][-2:])
    if not (_may_be_a_thing(left) and _may_be_a_thing(right)) or left.lower() == right.lower():
        return None
    points = tuple(_points(passage, labelled=labelled))
    of_left, of_right = ([point for point in points if point.of_left is side] for side in (True, False))
    if min(len(of_left), len(of_right)) < _POINTS_MIN:
        return None
    sides = all(head.lower().rstrip("s").replace("ie", "y") in _SIDES for head in (left, right))
    return Contrast(left, right, points, section, sides)


def _may_be_a_thing(head: str) -> bool:
    named = re.search(r"[A-Za-z]{2}", head) and len(head.split()) <= _HEAD_WORDS_MAX and not is_furniture(head)
    return bool(named) and not _NOT_A_THING.match(head)


def _points(passage: Passage, *, labelled: bool) -> Iterator[Point]:
    cursor = len("\t".join(passage.rows[0])) + 1
    for row in passage.rows[1:]:
        at = passage.text.find("\t".join(row), cursor)
        if at < 0:
            return
        cursor = at + len("\t".join(row))
        if labelled:
            at += len(row[0]) + 1
        for cell, of_left in zip(row[-2:], (True, False), strict=True):
            end = at + len(cell)
            words = " ".join(cell.split()).strip(" .;•-")
            if labelled and row[0].strip() and words:
                words = f"{' '.join(row[0].split()).strip(' :?')}: {words}"
            if _CELL_WORDS_MIN <= len(words.split()) <= _CELL_WORDS_MAX and not re.search(r"_{3,}|\?|\.{4,}", words):
                yield Point(words, of_left, quote(passage, at, end))
            at = end + 1


_THING = r"(?:(?:an?|the|A|An|The) )?[A-Za-z][\w’'/-]*(?: [\w’'/-]+){0,2}?"
_VERB = (
    r"(?:is|are|was|were|has|have|can|cannot|can’t|can't|must|will|may|does|do|doesn’t|don’t|doesn't|don't|goes|copies|"
    r"(?:use|store|hold|keep|need|send|lose|cover|connect|work|take|run|translate|repeat|let|contain|show|give|throw|"
    r"remove|make|read|write|spread|travel|join|cost|allow|start|return|produce|change|check|forget|get|ask|sort|look|"
    r"split|compare|add|encrypt|protect|record|measure|convert|display|print|mean|provide|carry|tell)s?)"
)
_UNLIKE = re.compile(rf"^Unlike (?P<other>{_THING}), (?P<one>{_THING})(?= {_VERB}\b)")
_WHEREAS = re.compile(
    rf"^(?P<one>{_THING})(?= {_VERB}\b).*?(?:(?:,| –| -) (?:while|but)|,? whereas) (?P<other>{_THING})(?= {_VERB}\b)"
)


def find_contrast_sentences(outline: DocumentOutline) -> list[ContrastSentence]:
    """Return the sentences that set two things against each other and stay whole when the two are swapped."""
    found = []
    for sentence in sentences(outline):
        match = _UNLIKE.match(sentence.words) or _WHEREAS.match(sentence.words)
        if match is not None and len(sentence.words.split()) >= 8 and "?" not in sentence.words:
            swapped = _swapped(sentence.words, match)
            if swapped is not None:
                found.append(ContrastSentence(_whole(sentence), swapped, _evidence(sentence)))
    return found


def _whole(sentence: Sentence) -> str:
    return sentence.words.rstrip(" .;:") + "."


def _evidence(sentence: Sentence) -> Evidence:
    return quote(sentence.passage, sentence.start, sentence.end)


def _swapped(words: str, match: re.Match[str]) -> str | None:
    """Return the sentence with its two things swapped; None where that would spoil the grammar or say the same."""
    (first, one), (second, other) = sorted((match.start(name), match[name]) for name in ("one", "other"))
    bare = [re.sub(r"^(an?|the) ", "", thing, flags=re.IGNORECASE) for thing in (one, other)]
    if bare[0].lower() == bare[1].lower() or any(thing.split()[0].lower() in NOT_FIRST_IN_A_TERM for thing in bare):
        return None
    if _is_many(bare[0]) != _is_many(bare[1]):
        return None
    rest = words[first + len(one) : second] + words[second + len(other) :]
    if any(re.search(rf"\b{re.escape(thing)}\b", rest, re.IGNORECASE) for thing in bare):
        return None
    starts_sentence = first == 0
    new_first = other[0].upper() + other[1:] if starts_sentence else other
    new_second = one if _keeps_capital(one) or not starts_sentence else one[0].lower() + one[1:]
    swapped = words[:first] + new_first + words[first + len(one) : second] + new_second + words[second + len(other) :]
    return swapped.rstrip(" .;:") + "."


def _is_many(thing: str) -> bool:
    last = thing.rsplit(maxsplit=1)[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and not last.isupper()


def _keeps_capital(thing: str) -> bool:
    first = thing.split(maxsplit=1)[0]
    return len(first) > 1 and not first[1:].islower()
