"""Sentences of a lesson file with their key word left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.key_words import STRONG, KeyWord, find_key_words
from backend.generation.from_text.reading import Sentence, quote, sentences
from backend.generation.from_text.sentence_gaps import find_gap, stands_alone
from backend.generation.from_text.term_pairs import find_term_pairs
from backend.generation.from_text.term_patterns import LABELLED
from backend.generation.from_text.writing import as_rich_text, is_clean, short_text_content

_MAKER = "text.key_terms"
_VERSION = 2
_DRAFTS_MAX = 20
BLANK = "________"
_ARTICLE = re.compile(r"((an?|the) )?", re.IGNORECASE)


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return one gap sentence for each key word that has a sentence clear enough to stand alone."""
    taken = {(pair.evidence.passage_id, pair.evidence.start) for pair in find_term_pairs(outline)}
    lines = [line for line in sentences(outline) if (line.passage.id, line.start) not in taken and _is_whole(line)]
    drafts: list[Draft] = []
    used: set[str] = set()
    for word in find_key_words(outline):
        if word.score < STRONG or not (word.flagged or word.often):
            continue
        best = _best_line(word, [line for line in lines if line.words not in used])
        if best is None:
            continue
        line, match = best
        content = _gap_content(line, match)
        if not is_clean("short_text", content):
            continue
        used.add(line.words)
        evidence = quote(line.passage, line.start, line.end)
        drafts.append(Draft("short_text", content, _MAKER, _VERSION, seed=seed, evidence=evidence))
        if len(drafts) == _DRAFTS_MAX:
            break
    return drafts


def _is_whole(line: Sentence) -> bool:
    """Say whether a line is a sentence of its own and no entry of a glossary ("Worm: a program that …")."""
    return stands_alone(line) and LABELLED.match(line.words) is None


def _best_line(word: KeyWord, lines: Sequence[Sentence]) -> tuple[Sentence, re.Match[str]] | None:
    """Return the sentence that says most about ``word``: it names it once, and the earlier in it the better."""
    fitting = []
    for place, line in enumerate(lines):
        gap = find_gap(word.term, line.words)
        # A term that nothing marks is fair to ask for where the sentence is about it: "RAM is volatile …".
        if gap is not None and (word.flagged or _ARTICLE.fullmatch(line.words[: gap.match.start()])):
            fitting.append((gap.match.start() / len(line.words), place, line, gap.match))
    if not fitting:
        return None
    _, _, line, match = min(fitting, key=lambda entry: entry[:2])
    return line, match


def _gap_content(line: Sentence, match: re.Match[str]) -> dict[str, Any]:
    before, after = line.words[: match.start()], line.words[match.end() :]
    sentence = f"{as_rich_text(before)}{BLANK}{as_rich_text(after)}"
    count = len(match[0].split())
    wanted = "word" if count == 1 else f"{count} words"
    end = "" if sentence.endswith((".", "!", "”", '"')) else "."
    stem = f"Complete the sentence with the missing {wanted}.\n\n{sentence}{end}"
    content = short_text_content(stem, [match[0]], difficulty=2)
    return {**content, "explanation": as_rich_text(line.words)}


KEY_TERMS = Maker(key="key_terms", title="Key words to fill in", version=_VERSION, make=make)
