"""How the demo's questions are written down: one call a question, its content as the question types read it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backend.questions.types.base import new_element_id


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """A question of the demo's bank.

    ``key`` is how assessments name it. ``mistakes`` are what pupils who can't answer it write, for the types where
    they write; ``good`` what the others write, where a person marks it.
    """

    key: str
    type: str
    content: dict[str, Any]
    objectives: tuple[str, ...]
    tags: tuple[str, ...]
    mistakes: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What the questions of one topic share: a unit's key, which their objectives begin with, and tags."""

    unit: str
    tags: tuple[str, ...]

    def question(
        self,
        key: str,
        kind: str,
        content: dict[str, Any],
        about: Sequence[str],
        mistakes: Sequence[str] = (),
        good: Sequence[str] = (),
    ) -> DemoQuestion:
        """Return a question on objectives of the unit, such as ``under-the-hood.2``."""
        objectives = tuple(f"{self.unit}.{name}" for name in about)
        return DemoQuestion(key, kind, content, objectives, self.tags, tuple(mistakes), tuple(good))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong option: what is said to a pupil who picks it, and which wrong idea picking it shows."""

    text: str
    feedback: str = ""
    idea: str | None = None


def choice_content(
    stem: str, right: str, wrong: Sequence[Wrong], *, why: str, difficulty: int = 2, hint: str = ""
) -> dict[str, Any]:
    """Return the content of a multiple_choice question."""
    ids = _ids(stem)
    options: list[dict[str, Any]] = [{"id": next(ids), "text": right, "fraction": 1.0}]
    options += [
        {"id": next(ids), "text": one.text, "fraction": 0.0, "misconception": one.idea, "feedback": one.feedback}
        for one in wrong
    ]
    # Written in any order: the stored order tells nothing, even where nobody shuffles.
    random.Random(stem).shuffle(options)  # noqa: S311 - the same demo each time
    return {**_head(stem, why, difficulty, hint), "options": options, "shuffle": True}


def ticks_content(
    stem: str, right: Sequence[str], wrong: Sequence[tuple[str, str | None]], *, why: str, difficulty: int = 2
) -> dict[str, Any]:
    """Return the content of a multiple_response question; ``wrong`` are pairs of a text and a wrong idea."""
    ids = _ids(stem)
    options: list[dict[str, Any]] = [{"id": next(ids), "text": text, "correct": True} for text in right]
    options += [{"id": next(ids), "text": text, "correct": False, "misconception": idea} for text, idea in wrong]
    random.Random(stem).shuffle(options)  # noqa: S311
    return {**_head(stem, why, difficulty), "options": options, "scoring": "net_correct", "shuffle": True}


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that is looked for: right, worth a part, or known to be wrong and why."""

    pattern: str
    fraction: float = 1.0
    kind: str = "exact"
    idea: str | None = None


def text_content(
    stem: str, answers: Sequence[Known], *, why: str, difficulty: int = 2, hint: str = ""
) -> dict[str, Any]:
    """Return the content of a short_text question."""
    accepted = [
        {"pattern": one.pattern, "fraction": one.fraction, "kind": one.kind, "misconception": one.idea}
        for one in answers
    ]
    return {**_head(stem, why, difficulty, hint), "accepted": accepted}


def order_content(stem: str, items: Sequence[str], *, why: str, difficulty: int = 2) -> dict[str, Any]:
    """Return the content of an ordering question; ``items`` stand in the right order."""
    ids = _ids(stem)
    rows = [{"id": next(ids), "text": text} for text in items]
    return {**_head(stem, why, difficulty), "items": rows, "scoring": "longest_subset"}


def own_words_content(
    stem: str, rubric: Sequence[str], *, model: str, phrases: Sequence[str], why: str, difficulty: int = 4
) -> dict[str, Any]:
    """Return the content of a free_text question; each line of ``rubric`` is worth one mark."""
    ids = _ids(stem)
    lines = [{"id": next(ids), "text": text, "marks": 1} for text in rubric]
    asked = {"word_range": {"least": 10, "most": 60}, "model_answer": model, "key_phrases": list(phrases)}
    return {**_head(stem, why, difficulty), "rubric": lines, **asked}


def _head(stem: str, why: str, difficulty: int, hint: str = "") -> dict[str, Any]:
    return {"stem": stem, "explanation": why, "difficulty": difficulty, "hints": [hint] if hint else []}


def _ids(stem: str) -> Iterator[str]:
    """Yield different element ids without end, the same for the same stem."""
    rng = random.Random(f"ids:{stem}")  # noqa: S311
    given: set[str] = set()
    while True:
        made = new_element_id(rng)
        if made not in given:
            given.add(made)
            yield made
