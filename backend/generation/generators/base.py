"""What a generator is, and how wrong procedures become the options of a multiple-choice question.

A generator is seeded and pure: (key, version, seed, level) always give the same question. Its distractors are not
invented numbers but the answers of *executable wrong procedures*, each named after the misconception that it acts out,
so that a pupil's choice says what to teach next.

A generator that asks about programs has two phases, and stays pure: it says which programs are to be run (``Script``,
``Plan``) and goes on with what they came to. It may ask for more runs after the first ones.

Where the key stands: whole numbers are shown in ascending order (as item writers want them), so the place of the key
is drawn first and the distractors are then chosen below and above it to match. Texts are shown shuffled, and are stored
with the key at the drawn place. Either way each place is equally likely, and no pupil gains by a habit such as "the
second largest".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from backend.generation.draft import Draft
from backend.questions.types.base import new_element_ids
from backend.sandbox.protocol import RunRequest, RunResult

LEVELS = (1, 2, 3)
"""1 is for a first lesson on the topic, 3 stretches."""

DISTRACTOR_COUNT = 3
SPARE_SLIPS = 2
"""Distractors are drawn from the commonest slips that are needed and this many more, for variety."""

MAX_TRIES = 500
"""Seeds tried before a generator is declared broken; the worst measured in the tests is far below."""


class GeneratorExhaustedError(RuntimeError):
    """No seed within MAX_TRIES gave a question with enough distractors: a fault of the generator, not of its caller."""


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """The answer of one wrong procedure. ``feedback`` hints at the slip and never tells the key."""

    value: int | str
    misconception: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One drawn question before its options are laid out. ``key`` and the wrong values are all int or all str.

    Whole numbers are shown sorted; texts are shown shuffled. ``wrong`` is in order of how common the slip is.
    """

    stem: str
    key: int | str
    wrong: tuple[WrongAnswer, ...]
    hints: tuple[str, str, str]
    worked_solution: str
    difficulty: int


@dataclass(frozen=True, slots=True)
class Made:
    """One drawn question of any type: ``content`` fits it, ids of elements included."""

    type: str
    content: dict[str, Any]
    worked_solution: str


@dataclass(frozen=True, slots=True)
class Script:
    """A question that needs programs run first.

    ``finish`` is given what ``runs`` came to, in their order, and returns the question, or a script of further runs;
    None where this draw leads nowhere and another is to be tried. It is pure: the same results give the same question.
    """

    runs: tuple[RunRequest, ...]
    finish: Callable[[Sequence[RunResult]], Drawn | None]


Drawn = Problem | Made | Script


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``Generator.plan`` returns where programs are to be run: ``finish`` takes their results in that order."""

    runs: tuple[RunRequest, ...]
    finish: Callable[[Sequence[RunResult]], Item]


Item = Draft | Plan


@dataclass(frozen=True, slots=True)
class Generator:
    """A maker of question variants. ``number`` is its place in the catalogue of generators, ``objectives`` are keys.

    ``runs_programs`` says that ``draw`` returns scripts, so that it makes nothing where no program may be run.
    """

    key: str
    number: int
    title: str
    topic: str
    version: int
    draw: Callable[[random.Random, int], Drawn]
    misconceptions: tuple[str, ...]
    levels: tuple[int, ...] = LEVELS
    objectives: tuple[str, ...] = ()
    runs_programs: bool = False

    def plan(self, seed: int, level: int) -> Item:
        """Return the draft of (seed, level), or the runs that it needs first.

        Raises ValueError for a level that isn't offered, GeneratorExhaustedError.
        """
        if level not in self.levels:
            raise ValueError(f"{self.key} has no level {level}")
        return self._from_step(seed, level, 0)

    def _from_step(self, seed: int, level: int, first: int) -> Item:
        for step in range(first, MAX_TRIES):
            rng = self._rng(seed, level, step)
            item = self._item(self.draw(rng, level), seed, level, step, rng)
            if item is not None:
                return item
        raise GeneratorExhaustedError(f"{self.key} level {level}: no question in {MAX_TRIES} seeds")

    def _rng(self, *place: int | str) -> random.Random:
        seed, level, *rest = place
        return random.Random(":".join(map(str, (self.key, self.version, level, seed, *rest))))

    def _item(self, drawn: Drawn | None, seed: int, level: int, step: int, rng: random.Random) -> Item | None:
        match drawn:
            case Script():
                return self._waiting(drawn, seed, level, step)
            case Made():
                return self._draft(drawn, seed, level)
            case Problem():
                # The place of the key is drawn once, before any seed is tried, so moving on can't favour a place.
                place = self._rng(seed, level).randrange(DISTRACTOR_COUNT + 1)
                chosen = choose_distractors(drawn, place, rng)
                if chosen is not None:
                    content = _content(drawn, chosen, place, rng)
                    return self._draft(Made("multiple_choice", content, drawn.worked_solution), seed, level)
        return None

    def _waiting(self, script: Script, seed: int, level: int, step: int) -> Plan:
        def finish(results: Sequence[RunResult]) -> Item:
            # Not the numbers that drew the programs: called again, this must come to the same.
            rng = self._rng(seed, level, step, "finish")
            item = self._item(script.finish(results), seed, level, step, rng)
            return self._from_step(seed, level, step + 1) if item is None else item

        return Plan(script.runs, finish)

    def _draft(self, made: Made, seed: int, level: int) -> Draft:
        return Draft(
            type=made.type,
            content=made.content,
            maker=f"generator.{self.key}",
            maker_version=self.version,
            seed=seed,
            level=level,
            worked_solution=made.worked_solution,
            objectives=self.objectives,
        )


def choose_distractors(problem: Problem, place: int, rng: random.Random) -> list[WrongAnswer] | None:
    """Pick three distinct wrong answers, or None when collisions leave too few.

    For whole numbers exactly ``place`` of them lie below the key, so that sorted options put the key at ``place``
    (0..3); texts may be laid out freely, so any three will do.
    """
    distinct = _without_collisions(problem)
    if isinstance(problem.key, str):
        return _commonest(distinct, DISTRACTOR_COUNT, rng) if len(distinct) >= DISTRACTOR_COUNT else None
    key = problem.key
    below = [wrong for wrong in distinct if int(wrong.value) < key]
    above = [wrong for wrong in distinct if int(wrong.value) > key]
    if len(below) < place or len(above) < DISTRACTOR_COUNT - place:
        return None
    picked = _commonest(below, place, rng) + _commonest(above, DISTRACTOR_COUNT - place, rng)
    return sorted(picked, key=lambda wrong: int(wrong.value))


def _commonest(wrong: list[WrongAnswer], count: int, rng: random.Random) -> list[WrongAnswer]:
    return rng.sample(wrong[: count + SPARE_SLIPS], count) if count else []


def _without_collisions(problem: Problem) -> list[WrongAnswer]:
    """Drop wrong answers that equal the key or an earlier one: a pupil who chose it couldn't be told apart."""
    seen = {problem.key}
    distinct = []
    for wrong in problem.wrong:
        if wrong.value not in seen:
            seen.add(wrong.value)
            distinct.append(wrong)
    return distinct


def _content(problem: Problem, chosen: Sequence[WrongAnswer], place: int, rng: random.Random) -> dict[str, Any]:
    """Lay the question out as multiple-choice content with the key at ``place``."""
    options: list[dict[str, Any]] = [
        {
            "text": str(wrong.value),
            "fraction": 0.0,
            "misconception": wrong.misconception,
            "feedback": wrong.feedback,
        }
        for wrong in chosen
    ]
    options.insert(place, {"text": str(problem.key), "fraction": 1.0})
    ids = new_element_ids(rng, len(options))
    return {
        "stem": problem.stem,
        "options": [{"id": element_id, **option} for element_id, option in zip(ids, options, strict=True)],
        "shuffle": isinstance(problem.key, str),
        "hints": list(problem.hints),
        "explanation": problem.worked_solution,
        "difficulty": problem.difficulty,
    }
