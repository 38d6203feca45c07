"""Finds the words that matter in a lesson file: bold, quoted, in headings and definitions, or terms of the subject."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.from_text.ks3_terms import TERMS
from backend.generation.from_text.reading import Sentence, content_sections, is_furniture, sentences
from backend.generation.from_text.term_pairs import find_term_pairs, term_key
from backend.generation.from_text.term_patterns import LABELLED, may_be_a_term
from backend.generation.wording import STOP_WORDS, content_words

_BOLD, _HEADING, _DEFINED, _QUOTED, _LISTED = 2.0, 2.0, 3.0, 1.0, 1.5
STRONG = 2.0
"""A word with this score is marked as important beyond doubt: set in bold, a topic of its own, or quoted twice."""

_OFTEN = 3

_LABELS_MIN = 3
_WORDS_MAX = 3
_SENTENCE_WORDS_MIN = 6
_PART = re.compile(r"^[A-Za-z][A-Za-z’'/-]*( [A-Za-z][A-Za-z’'/-]*)*$")
_QUOTATION = re.compile(r"[“\"]([A-Za-z][A-Za-z’' -]{2,30})[”\"]")
_NOT_KEY_TEXT = (
    "good bad yes no true false note hint tip task step example break code now try new all done number amount"
)
_DONE = re.compile(r"(?<!e)ed$|^(define|declare|start|stop|add|use|set)$", re.IGNORECASE)
_NOT_KEY_WORDS = frozenset(_NOT_KEY_TEXT.split())


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word or short term of the file. ``score`` adds up how the file marks it; higher is more important.

    A term of the subject counts for more the more often the file uses it, by the logarithm (tf-idf, with the list of
    terms in place of a frequency of words in general). ``flagged`` says that the word is bold, a topic or defined: more
    than merely quoted, as the name of a file may be.
    """

    term: str
    score: float
    flagged: bool
    often: bool = False


def find_key_words(outline: DocumentOutline) -> list[KeyWord]:
    """Return the key words, the most important first."""
    scores: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    flagged: set[str] = set()
    often: set[str] = set()

    def add(term: str, score: float, *, by_file: bool = True) -> None:
        words = term.strip(" \t\xa0.,:;!“”\"'’…")
        if _may_be_key_word(words):
            scores[term_key(words)] += score
            shown.setdefault(term_key(words), words)
            if by_file and score > _QUOTED:
                flagged.add(term_key(words))

    lines = list(sentences(outline))
    raw = " ".join(line.words for line in lines)
    prose = _as_key(raw)
    # A summary repeats the headings as mere words; a topic is what whole sentences are about.
    told = _as_key(" ".join(line.words for line in lines if len(line.words.split()) >= _SENTENCE_WORDS_MIN))
    for pair in find_term_pairs(outline):
        if not pair.is_symbol:
            add(pair.term, _DEFINED)
    for section in content_sections(outline):
        # A heading names a topic only if the text uses its words too: "Comparison operators", not "Asking questions".
        if _is_topic(section.heading, told):
            # Headings Are Often Written Like This; the text says whether the capitals belong to the word.
            small = section.heading.lower().strip(" .:!…")
            add(small if small in raw or term_key(small) in raw else section.heading, _HEADING)
        for passage in section.passages:
            for run in passage.runs:
                if run.bold and not run.code and passage.kind not in {"code", "caption"}:
                    add(passage.text[run.start : run.end], _BOLD)
    for label in _labels(lines):
        add(label, _BOLD)
    for sentence in lines:
        for match in _QUOTATION.finditer(sentence.text):
            add(match[1], _QUOTED)
    for term, count in _counted_terms(prose):
        score = _LISTED * (1 + math.log(count)) if count > 1 else _LISTED / 2
        add(term, score, by_file=False)
        if count >= _OFTEN:
            often.add(term_key(term))
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return [KeyWord(shown[key], scores[key], key in flagged, key in often) for key in ranked]


def _labels(lines: Sequence[Sentence]) -> list[str]:
    """Return what a list of labelled lines ("RAM – …", "ROM – …") is about; one such line may be anything."""
    matches = [match for line in lines if (match := LABELLED.match(line.words))]
    found = [match["term"] for match in matches if len(match["words"].split()) >= _SENTENCE_WORDS_MIN]
    return found if len(found) >= _LABELS_MIN else []


def _as_key(text: str) -> str:
    return term_key(re.sub(r"[^A-Za-z’'-]+", " ", text))


def _counted_terms(prose: str) -> list[tuple[str, int]]:
    """Return the subject's terms that the text uses, and how often; ``prose`` is all of it as a term key."""
    counts = [(term, len(re.findall(rf"(?<![\w-]){re.escape(term_key(term))}(?![\w-])", prose))) for term in TERMS]
    return [(term, count) for term, count in counts if count]


def _is_topic(heading: str, prose: str) -> bool:
    """Say whether the text uses the words of a heading; ``prose`` is all of it as a term key."""
    return f" {term_key(heading.strip(' .:!…'))} " in f" {prose} "


def _may_be_key_word(words: str) -> bool:
    parts = words.lower().split()
    if not _PART.match(words) or len(parts) > _WORDS_MAX or len(words) < 3 or is_furniture(words):
        return False
    fits = may_be_a_term(words) and not any(part in _NOT_KEY_WORDS for part in parts)
    fits = fits and not (len(parts) == 1 and _DONE.search(words))
    return fits and parts[-1] not in STOP_WORDS and bool(content_words(words))
