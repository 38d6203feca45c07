"""The contract of a question type: what each folder under ``questions/types`` provides, and what a marker answers.

Everything here is pure and deterministic: the same content, response and evidence always give the same mark.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from backend.sandbox.protocol import RunRequest, RunResult

if TYPE_CHECKING:
    from backend.questions.types.number_answers import NumberRules
    from backend.questions.types.own_code import OwnQuestion
    from backend.questions.types.text_answers import AcceptedText

Thing = TypeVar("Thing")

Json = Any
"""A JSON value as it came over the wire; parsed before anything looks inside."""

Evidence = Sequence[RunResult]
"""What the runs that a type planned came to, in the plan's order; none of them ``unavailable`` or ``cancelled``."""

Outcome = Literal["unanswered", "wrong", "partial", "right", "needs_marking", "void"]
"""``void``: the question was left out and counts for nothing; no type's marker says so."""

ElementId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{6}$")]
"""A random six-character name of an option, item, gap or prompt; it says nothing about order or correctness."""

MisconceptionSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+\.[a-z0-9_-]+$", max_length=80)]
"""``topic.name``, a key of the catalogue of misconceptions."""

RichText = Annotated[str, StringConstraints(max_length=10_000)]
"""Source of the rich-text subset (see ``questions.types.rich_text``)."""


class FormatError(Exception):
    """A response or content that can't be read as what was asked for; shown while it can still be mended.

    ``code`` is stable, ``message`` says what to do. Never turned into a mark of zero.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class EvidenceMissing(Exception):
    """A response was to be marked without the runs that ``plan_runs`` asks for: a mistake of the caller."""


class Content(BaseModel):
    """What every type's content has. Types add their own fields; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stem: RichText = Field(min_length=1)
    hints: tuple[RichText, ...] = ()
    explanation: RichText = ""
    objectives: tuple[Annotated[str, StringConstraints(min_length=1, max_length=200)], ...] = ()
    difficulty: int = Field(default=2, ge=1, le=5)

    @field_validator("stem")
    @classmethod
    def _stem_has_words(cls, stem: str) -> str:
        if not stem.strip():
            raise ValueError("write the question")
        return stem


@dataclass(frozen=True, slots=True)
class Part:
    """The mark of one element. ``fraction`` is 0..1 of that part; ``reason`` is for the teacher."""

    id: str
    fraction: float
    reason: str


@dataclass(frozen=True, slots=True)
class MarkResult:
    """A mark as a fraction of the item's marks, with reasons that a teacher can check."""

    fraction: float
    outcome: Outcome
    parts: tuple[Part, ...] = ()
    reasons: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One response of ``examples/*.json`` and what the marker must say of it."""

    kind: Literal["correct", "partial", "wrong", "waits", "unanswered", "invalid"]
    response: Json
    fraction: float | None = None
    outcome: Outcome | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bar of the answer distribution: ``key`` groups equal answers, ``label`` is shown to the teacher."""

    key: str
    label: str
    right: bool
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptable:
    """What the question could take as right of an answer that isn't: all of it (``part`` empty), or one of its gaps.

    ``label`` is how it would be listed; ``fraction`` is what it earns of that part now, 0..1.
    """

    part: str
    label: str
    fraction: float


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One thing that an answer gets marks for."""

    id: str
    text: str
    marks: int


@dataclass(frozen=True, slots=True)
class MarkingGuide:
    """What helps a person to mark: what earns marks, and the phrases that are looked for."""

    lines: tuple[GuideLine, ...] = ()
    phrases: tuple[str, ...] = ()

    @property
    def marks(self) -> int:
        """What its lines bring together; 0 where it has none."""
        return sum(line.marks for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlainGap:
    """A gap that is filled from a list: what stands on its line before and after it, and what may be chosen."""

    before: str
    after: str
    options: tuple[str, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlainContent:
    """A question's content flattened for the linter: the stem, the options and which of them are keys.

    ``ordered`` says that pupils see the options in this order; they are not shuffled. ``source`` is the stem as its
    author wrote it, with the marks of rich text. ``pairs`` gives the option of each of ``prompts`` by its index.
    ``gaps``, ``typed`` and ``numbers`` have the place of their list in the content as key, such as
    ``gaps.k3m9x2.options``.
    """

    stem: str
    options: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    ordered: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    prompts: tuple[str, ...] = ()
    pairs: tuple[int, ...] = ()
    gaps: Mapping[str, PlainGap] = field(default_factory=dict)
    typed: Mapping[str, tuple[AcceptedText, ...]] = field(default_factory=dict)
    numbers: Mapping[str, NumberRules] = field(default_factory=dict)


class QuestionType(Protocol):
    """One folder under ``questions/types`` provides one of these as ``TYPE``."""

    key: str
    label: str
    marker_version: int

    @property
    def by_person(self) -> bool:
        """Say whether a person marks its answers, by its marking guide."""
        ...

    @property
    def by_running(self) -> bool:
        """Say whether ``plan_runs`` may ask for runs."""
        ...

    def parse_content(self, raw: Json) -> Content:
        """Validate a question's content. Raises FormatError with every problem in its message."""
        ...

    def pupil_view(self, content: Any, seed: int) -> dict[str, Json]:
        """Return what the pupil's page needs and nothing that tells the key; shuffled by ``seed``.

        Sorting any list in it by element id tells nothing about the right answer.
        """
        ...

    def narrowed(self, content: Any, seed: int) -> Any:
        """Return content with fewer wrong things to choose from, fixed by ``seed``; itself where nothing is chosen.

        What is right stays, and one wrong thing at least. It is shown; marking goes by the whole content.
        """
        ...

    def key_view(self, content: Any) -> dict[str, Json]:
        """Return a response that earns full marks, in the shape that pupils send; of a person, where one marks."""
        ...

    def plan_runs(self, content: Any, response: Json) -> tuple[RunRequest, ...]:
        """Return the runs that ``mark`` needs as evidence; none where it needs none. Raises FormatError."""
        ...

    def plan_practice(self, content: Any, response: Json, stdin: str | None) -> tuple[RunRequest, ...]:
        """Return the runs for a pupil who tries a program out: one with their own ``stdin``, or the examples' runs.

        None for a type without programs. Raises FormatError.
        """
        ...

    def tell_practice(self, content: Any, evidence: Evidence) -> list[dict[str, Json]]:
        """Return how the examples went, for the pupil's page: nothing but what its view shows, and what came of it."""
        ...

    def tell_tests(self, content: Any, evidence: Evidence) -> list[dict[str, Json]]:
        """Return what a pupil may know of the runs that an answer was marked by, a test each; else nothing."""
        ...

    def plan_own_code(self, content: Any, response: Json) -> tuple[RunRequest, ...]:
        """Return the runs that a question about the response's own program is made from: none where none is asked.

        For a program that has full marks. Raises FormatError.
        """
        ...

    def ask_own_code(self, content: Any, response: Json, marked: Evidence, traced: Evidence) -> OwnQuestion | None:
        """Return the question about the response's own program, always the same one; None where none can be made.

        ``marked`` are the runs that it was marked by, ``traced`` those of ``plan_own_code``. Raises FormatError.
        """
        ...

    def mark(self, content: Any, response: Json, evidence: Evidence | None = None) -> MarkResult:
        """Mark one response. Raises FormatError for a response that can't be read, EvidenceMissing."""
        ...

    def bucket(self, content: Any, response: Json) -> Bucket:
        """Say which bar of the distribution a marked response belongs to."""
        ...

    def acceptable(self, content: Any, response: Json) -> tuple[Acceptable, ...]:
        """Say what of a response could be accepted by ``accept``: nothing where it is right, blank or can't be read."""
        ...

    def accept(self, content: Any, response: Json, part: str, fraction: float) -> dict[str, Json]:
        """Return content by which ``part`` of ``response`` earns ``fraction``, which is above what it earns now.

        Every answer that isn't equal to it, as the type compares, earns what it did; a ``*`` in it means itself.
        The content is still to be read. Raises FormatError where it can't be accepted, saying what to do instead.
        """
        ...

    def marking_guide(self, content: Any) -> MarkingGuide:
        """Return what helps a person to mark an answer; empty for what marks itself."""
        ...

    def plain_text(self, content: Any) -> str:
        """Return all words of the question, for search, duplicates and the linter."""
        ...

    def plain_content(self, content: Any) -> PlainContent:
        """Return the question flattened for the linter."""
        ...


def new_element_id(rng: random.Random) -> str:
    """Return a fresh six-character element id drawn from ``rng``."""
    return "".join(rng.choices("abcdefghijkmnpqrstuvwxyz23456789", k=6))


def new_element_ids(rng: random.Random, count: int) -> list[str]:
    """Return ``count`` different element ids drawn from ``rng``."""
    ids: dict[str, None] = {}
    while len(ids) < count:
        ids[new_element_id(rng)] = None
    return list(ids)


def shuffled(items: Sequence[Any], seed: int, salt: str) -> list[Any]:
    """Return ``items`` in an order fixed by (``seed``, ``salt``)."""
    order = list(items)
    random.Random(f"{seed}:{salt}").shuffle(order)  # noqa: S311 - a reproducible order, not a secret
    return order


def thinned(items: Sequence[Thing], wrong: Callable[[Thing], bool], seed: int, salt: str) -> tuple[Thing, ...]:
    """Return ``items`` without half of the wrong ones, rounded down; which of them is fixed by (``seed``, ``salt``)."""
    places = [place for place, item in enumerate(items) if wrong(item)]
    left_out = set(shuffled(places, seed, salt)[: len(places) // 2])
    return tuple(item for place, item in enumerate(items) if place not in left_out)


def outcome_of(fraction: float) -> Outcome:
    """Map a fraction 0..1 of an answered question to its outcome."""
    if fraction >= 1:
        return "right"
    return "partial" if fraction > 0 else "wrong"
