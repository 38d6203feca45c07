"""Sentences of a lesson file with their key word left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import MAX_QUOTE_WORDS, Maker
from backend.generation.from_text.key_words import STRONG, KeyWord, find_key_words
from backend.generation.from_text.reading import Sentence, quote, sentences
from backend.generation.from_text.term_pairs import find_term_pairs
from backend.generation.from_text.writing import as_rich_text, short_text_content
from backend.generation.wording import content_words, singular

_MAKER = "text.key_terms"
_VERSION = 1
_WORDS_MIN = 7
_CONTENT_WORDS_MIN = 3
"""With fewer meaningful words around the gap, pupils could only guess what was in it."""

_DRAFTS_MAX = 20
BLANK = "________"

_POINTS_ELSEWHERE = re.compile(
    r"^[“\"(]?(this|that|these|those|it|its|it’s|it's|they|their|he|she|we|you|i|my|our|your|here|there|so|but|and|or|"
    r"also|then|next|finally|however|therefore|for (example|instance)|e\.g|such|as|if|when|remember|try|use|look|click|"
    r"write|save|add|open|please|let’s|let's|hint|note|answer|why|how|what|which|who|where|now|don’t|don't|make|"
    r"print|create|choose|draw|type|press|take|think|discuss|complete|explain|describe|improve|change|start|run)\b",
    re.IGNORECASE,
)
_NEEDS_ITS_PLACE = re.compile(
    r"(\b(I|I’m|I'm|me|my|mine|he|she|his|her|this|these|those|above|below|earlier|later|just|shown|the (left|right|"
    r"following|previous|picture|diagram|example))\b|…|\.\.\.|!)"
)
_BREAKS_OFF = re.compile(r"\b(the|an?|of|to|and|or|with|in|on|for|is|are|by|from|that|which)\W*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(is|are|was|were|has|have|had|can|cannot|can’t|can't|must|will|does|do|may|should|means?|uses?|makes?|lets?|"
    r"stores?|holds?|changes?|needs?|gives?|takes?|runs?|sends?|connects?|converts?|returns?|contains?|allows?|helps?|"
    r"works?|produces?|evaluates?|happens?|becomes?|follows?|tells?|shows?|knows?|controls?|repeats?|starts?|starts?|"
    r"stops?|keeps?|carries|carry|reads?|writes?|consists?|includes?|travels?|moves?|protects?|looks?|gets?)\b"
)


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return one gap sentence for each key word that has a sentence clear enough to stand alone."""
    taken = {(pair.evidence.passage_id, pair.evidence.start) for pair in find_term_pairs(outline)}
    lines = [line for line in sentences(outline) if (line.passage.id, line.start) not in taken and _stands_alone(line)]
    drafts: list[Draft] = []
    used: set[str] = set()
    for word in find_key_words(outline):
        if word.score < STRONG:
            break
        best = _best_line(word, [line for line in lines if line.words not in used])
        if best is None:
            continue
        line, match = best
        used.add(line.words)
        evidence = quote(line.passage, line.start, line.end)
        drafts.append(Draft("short_text", _gap_content(line, match), _MAKER, _VERSION, seed=seed, evidence=evidence))
        if len(drafts) == _DRAFTS_MAX:
            break
    return drafts


def _stands_alone(line: Sentence) -> bool:
    """Say whether a sentence is a whole statement that needs neither the one before it nor its slide."""
    text = line.words
    words = text.split()
    if line.passage.ordered:  # A step or a task says little without the ones before it.
        return False
    if not _WORDS_MIN <= len(words) <= MAX_QUOTE_WORDS or "?" in text or text.endswith((":", ",", "…", "...", "-")):
        return False
    whole = bool(_VERB.search(text)) and not _BREAKS_OFF.search(text)
    return whole and not _POINTS_ELSEWHERE.match(text) and not _NEEDS_ITS_PLACE.search(text)


def _best_line(word: KeyWord, lines: Sequence[Sentence]) -> tuple[Sentence, re.Match[str]] | None:
    """Return the sentence that says most about ``word``: it names it once, and the earlier in it the better."""
    fitting = []
    pattern = _word_pattern(word.term)
    for place, line in enumerate(lines):
        matches = list(pattern.finditer(line.words))
        if len(matches) != 1:
            continue
        rest = [found for found in content_words(line.words) if found not in content_words(word.term)]
        if len(rest) >= _CONTENT_WORDS_MIN and not _given_away(word, matches[0], line.words):
            fitting.append((matches[0].start() / len(line.words), place, line, matches[0]))
    if not fitting:
        return None
    _, _, line, match = min(fitting, key=lambda entry: entry[:2])
    return line, match


def _word_pattern(term: str) -> re.Pattern[str]:
    """Match a term in the singular or the plural, as whole words."""
    *first, last = term.split()
    stem = re.escape(singular(last.lower()).removesuffix("y"))
    ending = r"(?:y|ies)" if singular(last.lower()).endswith("y") else r"(?:s|es)?"
    words = r"\s+".join([*map(re.escape, first), stem + ending])
    return re.compile(rf"(?<![\w(-]){words}(?![\w-])", re.IGNORECASE)


def _given_away(word: KeyWord, match: re.Match[str], text: str) -> bool:
    """Say whether the rest of the sentence holds a part of the term ("file" for "text file")."""
    rest = content_words(text[: match.start()] + " " + text[match.end() :])
    return any(part in rest for part in content_words(word.term))


def _gap_content(line: Sentence, match: re.Match[str]) -> dict[str, Any]:
    before, after = line.words[: match.start()], line.words[match.end() :]
    sentence = f"{as_rich_text(before)}{BLANK}{as_rich_text(after)}"
    count = len(match[0].split())
    wanted = "word" if count == 1 else f"{count} words"
    end = "" if sentence.endswith((".", "!", "”", '"')) else "."
    stem = f"Complete the sentence with the missing {wanted}.\n\n{sentence}{end}"
    content = short_text_content(stem, [match[0]], exact=False, difficulty=2)
    return {**content, "explanation": as_rich_text(line.words)}


KEY_TERMS = Maker(key="key_terms", title="Key words to fill in", version=_VERSION, make=make)
