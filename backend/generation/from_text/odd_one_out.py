"""The odd one out: three things of one kind, and one of another kind of the same lesson."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.kinds import Kind, find_kinds, head_noun
from backend.generation.from_text.term_pairs import term_key
from backend.generation.from_text.writing import as_rich_text, capitalised, choice_content, is_clean
from backend.generation.wording import content_words

_MAKER = "text.odd_one_out"
_VERSION = 1
_ALIKE = 3
_CHOSEN_FROM = 8
_DRAFTS_MAX = 12


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return one question for each kind that stands beside another."""
    kinds = find_kinds(outline)
    drafts = []
    seen: set[str] = set()
    for kind in kinds:
        name = term_key(kind.name)
        strangers = list(_strangers(kind, kinds))
        if name in seen or not strangers:
            continue
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{kind.evidence.passage_id}:{kind.name}")  # noqa: S311
        content = _content(kind, strangers, kinds, rng)
        if content is not None:
            seen.add(name)
            drafts.append(Draft("multiple_choice", content, _MAKER, _VERSION, seed=seed, evidence=kind.evidence))
    return drafts[:_DRAFTS_MAX]


def _strangers(kind: Kind, kinds: Sequence[Kind]) -> Iterator[tuple[Kind, str]]:
    """Yield the things of other kinds that stand beside this one, or share its noun: input devices, output devices."""
    for other in kinds:
        one, two = set(content_words(kind.name)), set(content_words(other.name))
        sorted_apart = other.place == kind.place or head_noun(other.name) == head_noun(kind.name)
        if other is not kind and sorted_apart and not (one <= two or two <= one):
            yield from ((other, member) for member in other.members)


def _content(
    kind: Kind, strangers: Sequence[tuple[Kind, str]], kinds: Sequence[Kind], rng: random.Random
) -> dict[str, Any] | None:
    """Return the question with things that the file puts into one kind only; a touchscreen is of two."""
    alike = [member for member in dict.fromkeys(kind.members) if _is_of_one(member, kinds)]
    odd = [(other, member) for other, member in strangers if _is_of_one(member, kinds)]
    choices = list(combinations(alike[:_CHOSEN_FROM], _ALIKE))
    rng.shuffle(odd)
    rng.shuffle(choices)
    for other, member in odd:
        for chosen in choices:
            if any(_hold_one_another(member, thing) for thing in chosen):
                continue
            texts = [as_rich_text(capitalised(thing)) for thing in (member, *chosen)]
            content = choice_content(_stem(kind), texts[0], texts[1:], rng, difficulty=1)
            if is_clean("multiple_choice", content):
                return {**content, "explanation": _told(kind, other, texts[0])}
    return None


def _is_of_one(member: str, kinds: Sequence[Kind]) -> bool:
    """Say whether all the kinds that hold a thing have the same name."""
    names = {term_key(kind.name) for kind in kinds if term_key(member) in map(term_key, kind.members)}
    return len(names) == 1


def _hold_one_another(one: str, other: str) -> bool:
    first, second = term_key(one), term_key(other)
    return first in second or second in first


def _stem(kind: Kind) -> str:
    told = f"are {_small(kind.name)}" if kind.is_plain else f"belong to “{as_rich_text(kind.name)}”"
    return f"Three of these {told}. Which is the odd one out?"


def _told(kind: Kind, other: Kind, odd: str) -> str:
    if kind.is_plain and other.is_plain:
        return f"{odd} belongs to the {_small(other.name)}, the others to the {_small(kind.name)}."
    return f"{odd} belongs to “{as_rich_text(other.name)}”, the others to “{as_rich_text(kind.name)}”."


def _small(name: str) -> str:
    words = " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in name.split())
    return as_rich_text(words)


ODD_ONE_OUT = Maker(key="odd_one_out", title="The odd one out", version=_VERSION, make=make)
