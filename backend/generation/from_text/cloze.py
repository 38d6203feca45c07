"""Short passages of a lesson file with two to four key words left out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.key_words import KeyWord, find_key_words
from backend.generation.from_text.reading import Sentence, quote, sentences
from backend.generation.from_text.sentence_gaps import GapPlace, find_gap, stands_alone, term_pattern
from backend.generation.from_text.term_pairs import term_key
from backend.generation.from_text.term_patterns import LABELLED
from backend.generation.from_text.writing import GapSpec, as_rich_text, cloze_content, is_clean
from backend.generation.wording import article_of, as_singular, is_plural

_MAKER = "text.cloze"
_VERSION = 2
_GAPS_MIN, _GAPS_MAX = 2, 4
_OPTIONS_MIN, _OPTIONS_MAX = 3, 5
_DRAFTS_MAX = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence and the key word that is left out of it."""

    sentence: Sentence
    gap: GapPlace

    @property
    def key(self) -> str:
        """Return the word as it stands in the sentence."""
        return self.gap.match[0]


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return a cloze question for each run of two to four sentences near one another that each have their own word."""
    words = find_key_words(outline)
    drafts = []
    for group in _groups(list(_lines_with_gaps(outline, words))):
        first = group[0].sentence
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{first.passage.id}:{first.start}")  # noqa: S311
        content = _content(group, words, rng)
        if is_clean("cloze", content):
            evidence = quote(first.passage, first.start, first.end)
            drafts.append(Draft("cloze", content, _MAKER, _VERSION, seed=seed, evidence=evidence))
    return drafts[:_DRAFTS_MAX]


def _lines_with_gaps(outline: DocumentOutline, words: Sequence[KeyWord]) -> Iterator[_Line]:
    """Yield the sentences that stand alone, each with the best of the key words that it fixes."""
    seen: set[str] = set()
    strong = [word for word in words if word.flagged]
    for sentence in sentences(outline):
        # "Worm: a program that …" is a line of a glossary and no sentence.
        if sentence.words in seen or LABELLED.match(sentence.words) or not stands_alone(sentence):
            continue
        seen.add(sentence.words)
        gaps = [gap for word in strong if (gap := find_gap(word.term, sentence.words))]
        if gaps:
            # The earliest word is what the sentence is about, so the rest of it tells which word it is.
            yield _Line(sentence, min(gaps, key=lambda gap: gap.match.start()))


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of sentences of one section, of which none gives away a word that another leaves out."""
    group: list[_Line] = []
    for line in lines:
        together = not group or line.sentence.section is group[0].sentence.section
        if together and len(group) < _GAPS_MAX and all(_apart(line, other) for other in group):
            group.append(line)
            continue
        if together and len(group) < _GAPS_MAX:
            continue
        if len(group) >= _GAPS_MIN:
            yield group
        group = [line]
    if len(group) >= _GAPS_MIN:
        yield group


def _apart(line: _Line, other: _Line) -> bool:
    pairs = ((line, other), (other, line))
    return not any(term_pattern(one.key).search(two.sentence.words) for one, two in pairs)


def _content(group: Sequence[_Line], words: Sequence[KeyWord], rng: random.Random) -> dict[str, object]:
    gaps = [_gap(line, group, words, rng) for line in group]
    parts = []
    for line in group:
        match = line.gap.match
        parts.append((as_rich_text(match.string[: match.start()]), as_rich_text(_closed(match.string[match.end() :]))))
    content = cloze_content(_stem(gaps), parts, gaps, rng, difficulty=2)
    return {**content, "explanation": "\n\n".join(as_rich_text(_closed(line.sentence.words)) for line in group)}


def _stem(gaps: Sequence[GapSpec]) -> str:
    if all(gap.options for gap in gaps):
        return "Choose the right word for each gap."
    return "Complete the sentences." if any(gap.options for gap in gaps) else "Write the missing words."


def _closed(words: str) -> str:
    return words if words.endswith((".", "!", "”", '"')) else words + "."


def _gap(line: _Line, group: Sequence[_Line], words: Sequence[KeyWord], rng: random.Random) -> GapSpec:
    """Return a drop-down list of the words of this passage and others of the file; too few give a gap to type in."""
    key = line.key
    others = [other.key for other in group if other is not line] + [word.term for word in words if word.flagged]
    before = line.gap.match.string[: line.gap.match.start()]
    fair: dict[str, str] = {}
    text = " ".join(other.sentence.words for other in group if other is not line)
    for other in others:
        shown = _shown_like(key, other)
        fits = shown is not None and _same_kind(key, shown, before)
        # A word that stands in the passage is no choice: it would only be struck out, unless it fills a gap itself.
        fills = any(term_key(other) == term_key(one.key) for one in group)
        if fits and shown and (fills or not term_pattern(other).search(f"{text} {line.sentence.words}")):
            fair.setdefault(term_key(shown), shown)
    chosen = list(fair.values())[: _OPTIONS_MAX - 1]
    if len(chosen) < _OPTIONS_MIN - 1:
        return GapSpec(key)
    options = [_shown_like(key, key) or key, *chosen]
    rng.shuffle(options)
    return GapSpec(_shown_like(key, key) or key, tuple(options))


def _shown_like(key: str, word: str) -> str | None:
    """Return a word in the number of the key and in small letters where they don't belong to the word."""
    fitting = word if is_plural(key) else as_singular(word)
    if bool(is_plural(fitting)) != bool(is_plural(key)):
        return None
    return " ".join(part.lower() if part[1:].islower() else part for part in fitting.split())


def _same_kind(key: str, word: str, before: str) -> bool:
    """Say whether a word could stand in the gap as far as its form goes, and is neither the key nor a part of it."""
    one, other = term_key(key), term_key(word)
    if one in other or other in one or abs(len(key.split()) - len(word.split())) > 1:
        return False
    article = re.search(r"\b(an?) $", before, re.IGNORECASE)
    return article is None or article_of(word) in {None, article[1].lower()}


CLOZE = Maker(key="cloze", title="Passages with gaps", version=_VERSION, make=make)
