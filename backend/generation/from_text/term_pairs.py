"""Finds the pairs of a term and its definition in a lesson file: in sentences, glossary tables and labelled lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline, Passage
from backend.generation.draft import Evidence
from backend.generation.from_text.reading import (
    Sentence,
    content_passages,
    content_sections,
    is_furniture,
    is_to_be_done,
    quote,
    sentences,
)
from backend.generation.from_text.term_patterns import (
    LABELLED,
    Definition,
    Relation,
    clean_term,
    defined_by,
    labelled_as,
    may_be_a_term,
)
from backend.generation.wording import singular

_TABLE_ROWS_MIN = 3
_CELL_WORDS_MAX = 25
_GLOSSARY_WORDS_MIN = 4
_LABELLED_LINES_MIN = 3


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term and its definition as the file words them.

    ``names`` are the headings of a table that has others than "word" and "meaning", such as ("Operator", "Operation").
    ``article`` stands before the term in the file; ``plural`` says that the sentence is about several ("Variables
    are"); ``aliases`` are other right names, such as the CPU of "central processing unit (CPU)".
    """

    term: str
    definition: str
    evidence: Evidence
    relation: Relation = "is"
    names: tuple[str, str] | None = None
    article: str = ""
    plural: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def is_symbol(self) -> bool:
        """Say whether the term is a sign or code (``+``, ``<=``, ``print()``) and no word."""
        return re.fullmatch(r"[A-Za-z][\w’'/-]*( [\w’'/-]+)*", self.term) is None or "_" in self.term


_WORD_HEAD = re.compile(r"^(key ?)?(terms?|words?|vocabulary|keywords?|concepts?)$", re.IGNORECASE)
_TERM_HEAD = re.compile(
    r"\b(terms?|(key ?)?words?|vocabulary|concepts?|operators?|symbols?|python|commands?|functions?|devices?|methods?|"
    r"components?|keywords?|gates?|protocols?|threats?|tags?|formulae?|types?|hardware|software|part)\b",
    re.IGNORECASE,
)
_MEANING_HEAD = re.compile(
    r"\b(definitions?|meanings?|descriptions?|operations?|what (it|they) (does|do|means?|is)|purpose|explanations?|"
    r"functions?|uses?|jobs?|roles?)\b",
    re.IGNORECASE,
)


def find_term_pairs(outline: DocumentOutline) -> list[TermPair]:
    """Return the pairs in reading order, one for each term: its glossary entry, or else the first sentence."""
    passages = []
    found: dict[str, TermPair] = {}
    for section, place in content_passages(outline):
        passage = section.passages[place]
        passages.append(passage)
        for pair in _pairs_of_table(passage) if passage.kind == "table" and not is_to_be_done(section, place) else ():
            found.setdefault(term_key(pair.term), pair)
    for pair in (*_pairs_of_prose(list(sentences(outline))), *_pairs_of_headings(outline), *_pairs_of_levels(outline)):
        found.setdefault(term_key(pair.term), pair)
    order = {passage.id: index for index, passage in enumerate(passages)}
    return sorted(found.values(), key=lambda pair: (order[pair.evidence.passage_id], pair.evidence.start))


def shape_of(definition: str) -> str:
    """Return what kind of words a definition begins with: "a device …", "sending …", "blocks …", "when …", "to …"."""
    first = definition.split(maxsplit=1)[0].lower() if definition.split() else ""
    if first in {"when", "where", "how", "if"}:
        return "when"
    if first in {"a", "an", "the", "any", "one", "data", "software", "hardware", "programs", "devices", "this"}:
        return "thing"
    if first.endswith("ing") and len(first) > 5:
        return "doing"
    return "does" if _DOES.match(definition) or first in _DEEDS else "to" if first == "to" else "thing"


_DEEDS_TEXT = """
connects provides sends holds protects blocks carries decodes performs translates converts manages allows lets keeps
finds makes gives takes runs reads writes deletes joins executes directs forwards hides spreads steals tricks infects
repeats returns tells removes splits sorts searches helps contains detects combines
"""
_DEEDS = frozenset(_DEEDS_TEXT.split())
"""What a thing does, and never the plural of a noun, as "stores" and "controls" may be."""

_DOES = re.compile(
    r"^(?!(\w+ics|access|process|address|\w+s’)\b)[a-z]{2,}[^s\W]s (a|an|the|all|any|its?|your|you|our|two|one|every|"
    r"each|data|files?|\w+s|network|up|out|for|how|what|whether|that|if|harmful|electrical|digital|analogue)\b",
    re.IGNORECASE,
)


def term_key(term: str) -> str:
    """Return a term for comparison: ``Variables`` and ``variable`` are one."""
    return " ".join(singular(word) for word in term.lower().split())


def _pairs_of_prose(lines: list[Sentence]) -> Iterator[TermPair]:
    labels = Counter(_section_key(sentence) for sentence in lines if LABELLED.match(sentence.words))
    for sentence in lines:
        found = defined_by(sentence.words)
        if found is None and (labels[_section_key(sentence)] >= _LABELLED_LINES_MIN or _has_bold_label(sentence)):
            found = labelled_as(sentence.words)
        if found is not None:
            yield _pair(found, quote(sentence.passage, sentence.start, sentence.end))


def _pairs_of_headings(outline: DocumentOutline) -> Iterator[TermPair]:
    """Yield a list of definitions in which each term stands as a heading above what it means."""
    found = []
    for section in content_sections(outline):
        first = section.passages[0] if section.passages else None
        heading = section.heading.strip(" :.")
        if first is None or first.kind != "paragraph" or not may_be_a_term(heading) or is_furniture(heading):
            continue
        line = first.text.split("\n")[0]
        if _MEANING_ALONE.match(line) and len(line.split()) <= _CELL_WORDS_MAX:
            found.append(_explained(heading, line, quote(first, 0, len(line))))
    if len(found) >= _LABELLED_LINES_MIN:
        yield from found


def _pairs_of_levels(outline: DocumentOutline) -> Iterator[TermPair]:
    """Yield a list of definitions in which each term has its meaning one level below it."""
    for section in content_sections(outline):
        for passage in section.passages:
            items = passage.items
            levels = [item.level for item in items]
            if len(items) < 2 * _LEVELLED_MIN or levels != [levels[0], levels[0] + 1] * (len(items) // 2):
                continue
            start = 0
            for term, meaning in zip(items[::2], items[1::2], strict=True):
                start = passage.text.find(term.text, start)
                end = passage.text.find(meaning.text, start) + len(meaning.text)
                if may_be_a_term(term.text) and _MEANING_ALONE.match(meaning.text):
                    yield _explained(term.text, meaning.text, quote(passage, start, end))


def _explained(term: str, meaning: str, evidence: Evidence) -> TermPair:
    name, aliases = clean_term(term)
    return TermPair(name, meaning.strip().rstrip(" .;"), evidence, aliases=aliases)


_LEVELLED_MIN = 3
_MEANING_ALONE = re.compile(
    r"^(an?|the|any|data|software|hardware|programs?|devices?|memory|information|instructions?|\w+ing) "
    r"((?!(?:is|are|was|were|has|have|can|must|will|means?|uses?|makes?|gives?|does|do)\b)[\w’'-]+ ){0,5}?"
    r"(that|which|who|where|when|used|for|of|to|with|made|in|from|between|into|by)\b",
    re.IGNORECASE,
)


def _section_key(sentence: Sentence) -> str:
    return sentence.section.passages[0].id


def _pair(found: Definition, evidence: Evidence) -> TermPair:
    return TermPair(
        found.term,
        found.words,
        evidence,
        relation=found.relation,
        article=found.article,
        plural=found.plural,
        aliases=found.aliases,
    )


def _has_bold_label(sentence: Sentence) -> bool:
    label = re.split(r":| [–—-] ", sentence.text, maxsplit=1)[0]
    end = sentence.start + len(label.rstrip())
    return any(run.bold and run.start <= sentence.start and end <= run.end <= end + 2 for run in sentence.passage.runs)


def _pairs_of_table(passage: Passage) -> Iterator[TermPair]:
    """Yield the rows of a table of terms: one with such headings, or one of two columns that looks like a glossary.

    Where the headings name terms and meanings, further columns ("Example") stay aside.
    """
    rows = [row[:2] for row in passage.rows if len(row) >= 2]
    if len(rows) < len(passage.rows) or len(rows) < _TABLE_ROWS_MIN:
        return
    first, second = (" ".join(cell.split()) for cell in rows[0])
    named = _TERM_HEAD.search(first) and _MEANING_HEAD.search(second) and len(first.split()) <= 4
    has_heads = bool(named) or (_is_meaning_head(second) and len(first.split()) <= 3)
    if not named and any(len(row) > 2 for row in passage.rows):
        return
    body = rows[1:] if has_heads else rows
    if len(body) < _TABLE_ROWS_MIN or not (has_heads or _looks_like_glossary(body)):
        return
    names = None if not has_heads or _WORD_HEAD.match(first) else (first, second)
    cursor = 0
    for term_cell, meaning_cell in body:
        start = passage.text.find(f"{term_cell}\t{meaning_cell}", cursor)
        if start < 0:
            continue
        cursor = start + len(term_cell) + 1 + len(meaning_cell)
        term, aliases = clean_term(term_cell) if re.search(r"[A-Za-z]", term_cell) else (term_cell.strip(), ())
        meaning = " ".join(meaning_cell.split()).rstrip(" .;")
        fits = 0 < len(meaning.split()) <= _CELL_WORDS_MAX and not is_furniture(f"{term} {meaning}")
        if fits and term and (may_be_a_term(term) or has_heads):
            yield TermPair(term, meaning, quote(passage, start, cursor), names=names, aliases=aliases)


def _is_meaning_head(words: str) -> bool:
    """Say whether a heading says "meaning" and nothing else, so that the first column names things."""
    found = _MEANING_HEAD.search(words)
    return found is not None and found.end() - found.start() >= len(words) - 1


def _looks_like_glossary(rows: Sequence[tuple[str, ...]]) -> bool:
    """Say whether the left cells are short different names and most of the right cells are explanations."""
    terms = [row[0].strip() for row in rows]
    named = all(term and may_be_a_term(term) and re.match(r"[A-Za-z]", term) for term in terms)
    explained = sum(len(row[1].split()) >= _GLOSSARY_WORDS_MIN for row in rows)
    return named and len(set(terms)) == len(terms) and explained * 3 >= len(rows) * 2
