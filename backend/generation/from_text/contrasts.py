"""Questions on the difference between two things that a lesson file sets against each other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.draft import Draft
from backend.generation.from_text.base import Maker
from backend.generation.from_text.contrast_reading import (
    Contrast,
    ContrastSentence,
    Point,
    find_contrast_sentences,
    find_contrasts,
)
from backend.generation.from_text.writing import as_rich_text, capitalised, choice_content, is_clean, true_false_content
from backend.generation.wording import as_singular, fold_option

_MAKER = "text.contrasts"
_VERSION = 1
_DISTRACTORS_MIN, _DISTRACTORS_MAX = 2, 3
_QUESTIONS_PER_SIDE = 2


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return choices between what is said of each of two things, and statements with the two as they are or swapped."""
    drafts: list[Draft] = []
    for contrast in find_contrasts(outline):
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{contrast.points[0].evidence.passage_id}")  # noqa: S311
        drafts += _choices(contrast, rng, seed)
    for sentence in find_contrast_sentences(outline):
        where = f"{sentence.evidence.passage_id}:{sentence.evidence.start}"
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{where}")  # noqa: S311
        drafts += _statement(sentence, rng, seed)
    return drafts


def _statement(sentence: ContrastSentence, rng: random.Random, seed: int) -> Iterator[Draft]:
    """Yield the statement as it is or with the two swapped, by chance; the other where the linter finds one weak."""
    answer = rng.random() < 0.5
    for truth in (answer, not answer):
        content = true_false_content(as_rich_text(sentence.words if truth else sentence.swapped), truth, difficulty=2)
        if is_clean("true_false", content):
            told = {**content, "explanation": as_rich_text(sentence.words)}
            yield Draft("true_false", told, _MAKER, _VERSION, seed=seed, evidence=sentence.evidence)
            return


def _choices(contrast: Contrast, rng: random.Random, seed: int) -> Iterator[Draft]:
    """Yield up to two questions on each of the two: what is true of it among what is true of the other."""
    for of_left in (True, False):
        own = [point for point in contrast.points if point.of_left is of_left]
        others = [point for point in contrast.points if point.of_left is not of_left]
        keys = [point for point in own if all(_tells_apart(point, other) for other in others)]
        rng.shuffle(keys)
        made = 0
        for key in keys:
            content = _choice(contrast, key, own, others, rng) if made < _QUESTIONS_PER_SIDE else None
            if content is not None:
                made += 1
                yield Draft("multiple_choice", content, _MAKER, _VERSION, seed=seed, evidence=key.evidence)


def _choice(
    contrast: Contrast, key: Point, own: Sequence[Point], others: Sequence[Point], rng: random.Random
) -> dict[str, object] | None:
    stem = _stem(contrast, of_left=key.of_left)
    fair = [other for other in others if all(_tells_apart(point, other) for point in own)]
    for count in range(min(_DISTRACTORS_MAX, len(fair)), _DISTRACTORS_MIN - 1, -1):
        drawn = list(combinations(fair, count))
        rng.shuffle(drawn)
        for chosen in drawn:
            texts = [as_rich_text(capitalised(point.words)) for point in (key, *chosen)]
            content = choice_content(stem, texts[0], texts[1:], rng, difficulty=2)
            if is_clean("multiple_choice", content):
                return {**content, "explanation": _told(contrast, key, texts[0])}
    return None


def _stem(contrast: Contrast, *, of_left: bool) -> str:
    one, other = (contrast.left, contrast.right) if of_left else (contrast.right, contrast.left)
    if not contrast.sides:
        return f"Which of these describes “{as_rich_text(one)}”? The others describe “{as_rich_text(other)}”."
    heading = as_rich_text(contrast.section.heading.strip(" :.…?!"))
    side = as_singular(one.lower())
    article = "an" if side[0] in "aeiou" else "a"
    topic = f"{heading}: which" if heading else "Which"
    return f"{topic} of these is {article} {side}? The others are {as_rich_text(other.lower())}."


def _told(contrast: Contrast, key: Point, words: str) -> str:
    name = contrast.left if key.of_left else contrast.right
    return f"{as_rich_text(as_singular(name) if contrast.sides else name)}: {words}."


def _tells_apart(one: Point, other: Point) -> bool:
    return fold_option(one.words).lower() != fold_option(other.words).lower()


CONTRASTS = Maker(key="contrasts", title="Differences between two things", version=_VERSION, make=make)
