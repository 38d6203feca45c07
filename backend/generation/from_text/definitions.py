"""Questions on what a word means, from the definitions that a lesson file gives."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.key_words import KeyWord, find_key_words
from backend.generation.from_text.ks3_terms import GROUPS
from backend.generation.from_text.term_pairs import TermPair, find_term_pairs, shape_of, term_key
from backend.generation.from_text.writing import (
    as_code,
    as_rich_text,
    capitalised,
    choice_content,
    is_clean,
    short_text_content,
)
from backend.generation.wording import as_singular, fold_option, is_plural

_MAKER = "text.definitions"
_VERSION = 2
_DISTRACTORS = 3
_PAIRS_MAX = 60
"""Nobody reviews more questions on words from one file; a longer list is a dictionary."""

_NEAREST = 6
"""Distractors are drawn from the six siblings that stand nearest in the file: they are about the same topic."""

_SAME_MEANING = 75
"""Two definitions more alike than this (0..100) may both be right for the same word."""


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return a multiple-choice question on each term that has three fair distractors, and a short answer."""
    pairs = find_term_pairs(outline)[:_PAIRS_MAX]
    words = find_key_words(outline)
    drafts: list[Draft] = []
    for pair in pairs:
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{pair.evidence.passage_id}:{pair.term}")  # noqa: S311
        what_is = _what_is(pair, pairs, rng)
        choice = what_is or _which_word(pair, pairs, words, rng)
        if choice is not None:
            drafts.append(_draft("multiple_choice", choice, pair, seed))
        # "Which word …?" asks the same as the short answer would, so only one of the two is proposed.
        written = _write_the_word(pair) if (what_is is not None or choice is None) and _can_be_written(pair) else None
        if written is not None and is_clean("short_text", written):
            drafts.append(_draft("short_text", written, pair, seed))
    return drafts


def _can_be_written(pair: TermPair) -> bool:
    """Say whether the definition leads to the word: those of a table of other things only where they say a deed."""
    return not pair.is_symbol and (pair.names is None or shape_of(pair.definition) == "does")


def _draft(question_type: str, content: dict[str, Any], pair: TermPair, seed: int) -> Draft:
    term = as_code(pair.term) if pair.is_symbol else as_rich_text(capitalised(pair.term))
    told = {**content, "explanation": f"{term}: {_shown_definition(pair)}."}
    return Draft(question_type, told, _MAKER, _VERSION, seed=seed, evidence=pair.evidence)


def _what_is(pair: TermPair, pairs: Sequence[TermPair], rng: random.Random) -> dict[str, Any] | None:
    """Ask for the meaning of a term; the distractors are the meanings of its siblings."""
    fair: list[TermPair] = []
    for other in _siblings(pair, pairs):
        alike = (other.relation, other.names, other.plural) == (pair.relation, pair.names, pair.plural)
        # "When somebody watches" among three devices would be ruled out, or found, by its grammar alone.
        alike = alike and (pair.names is not None or shape_of(other.definition) == shape_of(pair.definition))
        if alike and _is_other_term(pair, other.term) and not _may_both_be_right(other, [pair, *fair]):
            fair.append(other)
        if len(fair) == _NEAREST:
            break
    meanings = [_shown_definition(other) for other in fair]
    return _clean_choice(lambda _: _what_is_stem(pair), _shown_definition(pair), meanings, rng)


def _which_word(
    pair: TermPair, pairs: Sequence[TermPair], words: Sequence[KeyWord], rng: random.Random
) -> dict[str, Any] | None:
    """Ask for the term of a definition; the distractors are other terms of the file."""
    if pair.is_symbol or pair.names is not None:
        return None
    siblings = [other.term for other in _siblings(pair, pairs) if not other.is_symbol and other.names is None]
    fair: list[str] = []
    of_a_kind = [term for group in GROUPS if term_key(pair.term) in map(term_key, group) for term in group]
    taught = {term_key(word.term) for word in words}
    of_file = [term for term in of_a_kind if term_key(term) in taught]
    # A term of no known kind ("computer") would look odd among any words that happen to be bold or a heading.
    important = [word.term for word in words if word.flagged] if of_a_kind else []
    of_lesson = [*siblings, *of_file, *important]
    for place, word in enumerate([*of_lesson, *of_a_kind]):
        # Words of other lists, and terms that the lesson doesn't name, only fill up.
        if len(fair) >= _DISTRACTORS and (place >= len(of_lesson) or place >= len(siblings) >= _DISTRACTORS):
            break
        term = word if is_plural(pair.term) else as_singular(word)
        fits = len(term.split()) <= len(pair.term.split()) + 1 and bool(is_plural(term)) == bool(is_plural(pair.term))
        if fits and _is_other_term(pair, term) and all(_differ(term, chosen) for chosen in fair):
            fair.append(term)
        if len(fair) == _NEAREST:
            break
    terms = [as_rich_text(capitalised(term)) for term in fair]
    return _clean_choice(lambda shown: _which_word_stem(pair, shown), as_rich_text(capitalised(pair.term)), terms, rng)


def _clean_choice(
    stem_for: Callable[[Sequence[str]], str], key: str, fair: Sequence[str], rng: random.Random
) -> dict[str, Any] | None:
    """Return the question with three of ``fair``, drawn until the linter has nothing to say about them."""
    if len(fair) < _DISTRACTORS:
        return None
    choices = list(combinations(fair, _DISTRACTORS))
    rng.shuffle(choices)
    for distractors in choices:
        stem = stem_for((key, *distractors))
        content = choice_content(stem, key, list(distractors), rng, difficulty=2)
        if is_clean("multiple_choice", content):
            return content
    return None


def _write_the_word(pair: TermPair) -> dict[str, Any]:
    accepted = dict.fromkeys([pair.term, *pair.aliases])
    return short_text_content(_which_word_stem(pair, [pair.term]), list(accepted), difficulty=3)


def _what_is_stem(pair: TermPair) -> str:
    term = as_code(pair.term) if pair.is_symbol else as_rich_text(pair.term)
    if pair.names is not None:
        return _named_stem(pair, term)
    if pair.relation == "used":
        verb = "are" if pair.plural else "is"
        article = f"{pair.article} " if pair.article else ""
        return f"What {verb} {article}{term if article else _in_sentence(term)} used for?"
    if pair.plural:
        return f"What are {_in_sentence(term)}?"
    return f"What is {pair.article} {term}?" if pair.article else f"What is meant by “{_in_sentence(term)}”?"


def _named_stem(pair: TermPair, term: str) -> str:
    """Ask in the words of the table's headings, without an article, which nobody could choose for any word."""
    head = pair.names[1].lower() if pair.names else ""
    name = term if pair.is_symbol else capitalised(term)
    many = bool(is_plural(pair.term))
    if re.search(r"\b(does|do)\b", head):
        return f"{name}: what {'do they' if many else 'does it'} do?"
    if re.match(r"(meanings?|definitions?|what (it|they) means?)$", head):
        return f"What does {term} mean?" if pair.is_symbol else f"What is meant by “{_in_sentence(term)}”?"
    if re.match(r"(functions?|purposes?|jobs?|roles?|uses?)$", head):
        return f"{name}: what is {'their' if many else 'its'} {as_rich_text(as_singular(head))}?"
    return f"Which {as_rich_text(as_singular(head))} belongs to {term}?"


def _which_word_stem(pair: TermPair, shown: Sequence[str]) -> str:
    """Ask for the word; ``shown`` are the terms to choose from, so that "word" never rules out those of two words."""
    definition = as_rich_text(pair.definition)
    noun = "word" if all(len(term.split()) == 1 for term in shown) else "term"
    if pair.names is not None and shape_of(pair.definition) == "does":
        head = as_singular(pair.names[0].lower())
        return f"Which {as_rich_text(head)} {_in_sentence(definition)}?"
    if pair.relation == "used":
        return f"Which {noun} names what is used to {definition}?"
    if shape_of(pair.definition) == "does":
        told = _in_sentence(definition)
        return f"Which of these {told}?" if len(shown) > 1 else f"Which {noun} names what {told}?"
    return f"Which {noun} means “{_in_sentence(definition)}”?"


def _in_sentence(words: str) -> str:
    """Return words with a small first letter where the capital only marked the start of a sentence."""
    first = words.split(maxsplit=1)[0]
    second = words[len(first) :].split(maxsplit=1)[:1]
    if second and second[0][:1].isupper() and first != "A":  # A name of several words: Random Access Memory.
        return words
    return words[0].lower() + words[1:] if first == "A" or first[1:].islower() else words


def _shown_definition(pair: TermPair) -> str:
    words = f"to {pair.definition}" if pair.relation == "used" else pair.definition
    return as_rich_text(capitalised(words))


def _siblings(pair: TermPair, pairs: Sequence[TermPair]) -> list[TermPair]:
    """Return the other pairs, the nearest first: those of the same list, where one has enough to choose from."""
    per_passage = Counter(other.evidence.passage_id for other in pairs)

    def home(other: TermPair) -> str:
        passage_id = other.evidence.passage_id
        return passage_id if per_passage[passage_id] > _DISTRACTORS else ""

    here = pairs.index(pair)
    alike = [(place, other) for place, other in enumerate(pairs) if place != here and home(other) == home(pair)]
    others = [(abs(place - here), place, other) for place, other in alike]
    return [other for _, _, other in sorted(others, key=lambda entry: entry[:2])]


def _is_other_term(pair: TermPair, term: str) -> bool:
    """Say whether ``term`` names something else: not the key, a part of it, an alias, or a word that contains it."""
    return all(_differ(term, name) for name in (pair.term, *pair.aliases))


def _differ(one: str, other: str) -> bool:
    first, second = term_key(one), term_key(other)
    if not first.isascii() or not any(letter.isalnum() for letter in first + second):
        return first != second  # Signs may hold one another: < and <= are different operators.
    return first not in second and second not in first


def _may_both_be_right(other: TermPair, chosen: Sequence[TermPair]) -> bool:
    if other.names is not None:  # The rows of such a table are meant to differ: "Less than", "Less than or equal to".
        return any(fold_option(other.definition) == fold_option(pair.definition) for pair in chosen)
    return any(fuzz.token_set_ratio(other.definition, pair.definition) >= _SAME_MEANING for pair in chosen)


DEFINITIONS = Maker(key="definitions", title="Definitions in the text", version=_VERSION, make=make)
