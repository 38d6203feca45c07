"""Chooses sentences that can be asked with a word left out, and says whether the sentence fixes that word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend.generation.from_text.base import MAX_QUOTE_WORDS
from backend.generation.from_text.reading import Sentence
from backend.generation.wording import STOP_WORDS, content_words, is_plural, singular

_WORDS_MIN = 7
_CONTENT_WORDS_MIN = 3
"""With fewer meaningful words around the gap, pupils could only guess what was in it."""

_POINTS_ELSEWHERE = re.compile(
    r"^[“\"(]?(this|that|these|those|it|its|it’s|it's|they|their|he|she|we|you|i|my|our|your|here|there|so|but|and|or|"
    r"since|because|although|whenever|also|then|next|finally|however|therefore|for (example|instance)|e\.g|such|as|if|"
    r"when|remember|try|use|look|click|"
    r"write|save|add|open|please|let’s|let's|hint|note|answer|why|how|what|which|who|where|now|don’t|don't|make|"
    r"sometimes|usually|often|maybe|perhaps|once|one|some|many|most|several|each|every|later|again|everything|anything|"
    r"print|create|choose|draw|type|press|take|think|discuss|complete|explain|describe|improve|change|start|run|"
    r"define|declare|set|put|check|find|get|give|go|enter|replace|return|call|repeat|imagine|consider|notice|see|read|"
    r"play|listen|fill|first|second|similarly|though)\b",
    re.IGNORECASE,
)
_TELLS_TO_DO = re.compile(
    r", (then )?(add|define|declare|open|log|check|loop|"
    r"use|make|write|set|put|create|choose|type|press|click|change|try|call|print|save|find|draw)\b",
    re.IGNORECASE,
)
_NEEDS_ITS_PLACE = re.compile(
    r"(\bthat (file|program|line|variable|function|value|slide|example)\b|"
    r"\b(I|I’m|I'm|me|my|mine|he|she|his|her|this|these|those|above|below|earlier|later|just|shown|the (left|right|"
    r"following|previous|picture|diagram|example))\b|…|\.\.\.|!| [–—] )"
)
_BREAKS_OFF = re.compile(r"\b(the|an?|of|to|and|or|with|in|on|for|is|are|by|from|that|which)\W*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?<!to )(is|are|was|were|has|have|had|can|cannot|can’t|can't|must|will|does|do|may|should|means?|"
    r"uses?|makes?|stores?|holds?|changes?|needs?|gives?|takes?|runs?|sends?|connects?|converts?|returns?|contains?|allows?|helps?|"
    r"works?|produces?|evaluates?|happens?|becomes?|follows?|tells?|shows?|knows?|controls?|repeats?|starts?|starts?|"
    r"stops?|keeps?|tells?|checks?|joins?|spreads?|loses?|throws?|removes?|covers?|translates?|lets?|adds?|asks?|"
    r"records?|blocks?|measures?|finds?|copies|copy|executes?|fetches|decodes?|counts?|compares?|sorts?|searches|closes?|"
    r"goes|go|carries|carry|reads?|writes?|consists?|includes?|travels?|moves?|protects?|looks?|gets?)\b"
)


@dataclass(frozen=True, slots=True)
class GapPlace:
    """Where a term stands in a sentence: ``match.string`` is the sentence."""

    term: str
    match: re.Match[str]


def find_gap(term: str, words: str) -> GapPlace | None:
    """Return where a term can be left out of a sentence: it stands there once, and the rest tells which word it is."""
    matches = list(term_pattern(term).finditer(words))
    if len(matches) != 1:
        return None
    own = content_words(term)
    rest = [found for found in content_words(words) if found not in own]
    fits = len(rest) >= _CONTENT_WORDS_MIN and not _given_away(term, matches[0]) and _is_fixed(matches[0])
    fits = fits and not _is_part_of_a_name(matches[0]) and not re.match(r"['’]s?\b", words[matches[0].end() :])
    return GapPlace(term, matches[0]) if fits else None


def stands_alone(line: Sentence) -> bool:
    """Say whether a sentence is a whole statement that needs neither the one before it nor its slide."""
    text = line.words
    words = text.split()
    if line.passage.ordered:  # A step or a task says little without the ones before it.
        return False
    if not _WORDS_MIN <= len(words) <= MAX_QUOTE_WORDS or "?" in text or text.endswith((":", ",", "…", "...", "-")):
        return False
    whole = bool(_VERB.search(text)) and not _BREAKS_OFF.search(text)
    needy = _POINTS_ELSEWHERE.match(text) or _NEEDS_ITS_PLACE.search(text) or _TELLS_TO_DO.search(text)
    return whole and not needy


def term_pattern(term: str) -> re.Pattern[str]:
    """Match a term in the singular or the plural, as whole words."""
    *first, last = term.split()
    stem = re.escape(singular(last.lower()).removesuffix("y"))
    ending = r"(?:y|ies)" if singular(last.lower()).endswith("y") else r"(?:s|es)?"
    words = r"\s+".join([*map(re.escape, first), stem + ending])
    return re.compile(rf"(?<![\w(-]){words}(?![\w-])", re.IGNORECASE)


def _given_away(term: str, match: re.Match[str]) -> bool:
    """Say whether the rest of the sentence holds a part of the term ("file" for "text file")."""
    rest = content_words(match.string[: match.start()] + " " + match.string[match.end() :])
    return any(part in rest for part in content_words(term))


_AFTER_A_NAME = re.compile(r"(again|back|away|together|instead|once|twice|\w+ly|\w+ing)$")


def _is_part_of_a_name(match: re.Match[str]) -> bool:
    """Say whether the term only goes before another noun ("program flow"), which alone says what is meant."""
    following = re.match(r"[”\"’]? ([A-Za-z][\w’'-]*)", match.string[match.end() :])
    if following is None or is_plural(match[0]):
        return False
    word = following[1].lower()
    return word not in STOP_WORDS and not _VERB.match(word) and not _AFTER_A_NAME.match(word)


def _is_fixed(match: re.Match[str]) -> bool:
    """Say whether the sentence fixes its word: one of several in a row ("variables and constants") could be another."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if re.search(r"\b(will|can|must|should|may|might|cannot|(possible|want|need|able|try|how|like|is) to) $", before):
        return False  # What somebody does is one of many deeds.
    return not re.search(
        r"(\b(and|or|between (the )?)|,) *(an? |the )?[“\"]?$", before, re.IGNORECASE
    ) and not re.match(r"[”\"]?(,? (and|or) |, [\w’-]+,? (and|or)\b)", after)
