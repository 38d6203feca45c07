"""A question type put together from its parts; each type's ``__init__`` makes one of these as ``TYPE``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from backend.questions.types.base import (
    Acceptable,
    Bucket,
    Content,
    Evidence,
    EvidenceMissing,
    FormatError,
    Json,
    MarkingGuide,
    MarkResult,
    PlainContent,
)
from backend.questions.types.own_code import OwnQuestion
from backend.questions.types.reading import read_content
from backend.questions.types.rich_text import parse, plain
from backend.sandbox.protocol import RunRequest

LABEL_MAX_CHARS = 160

C = TypeVar("C", bound=Content)

NO_ANSWER = Bucket(key="", label="No answer", right=False)
NOT_ACCEPTABLE = (
    "This answer can't be added by itself. Mend the question, then mark again by it; or change single marks, "
    "or give everybody the marks."
)
UNREADABLE = Bucket(key="?", label="Couldn't be read", right=False)


@dataclass(frozen=True, slots=True)
class Accepting(Generic[C]):
    """How a type lists a wrong answer as right. Both functions may raise FormatError.

    ``found`` says what of a response isn't right; ``added`` gives the content with one of these accepted.
    """

    found: Callable[[C, Json], Iterable[Acceptable]]
    added: Callable[[C, Json, str, float], C]


@dataclass(frozen=True, slots=True)
class Running(Generic[C]):
    """How a type is marked by runs of programs. Both functions may raise FormatError.

    ``plan`` says which runs a response needs: none for what the type's ``marker`` can mark by itself, such as a blank.
    ``mark`` marks by what they came to, ``tell`` says to the pupil how each test went.
    """

    plan: Callable[[C, Json], tuple[RunRequest, ...]]
    mark: Callable[[C, Json, Evidence], MarkResult]
    practice: Practice[C] | None = None
    tell: Callable[[C, Evidence], list[dict[str, Json]]] | None = None
    own: AskingOwn[C] | None = None


@dataclass(frozen=True, slots=True)
class Practice(Generic[C]):
    """How a pupil tries a program out. ``plan`` gets the pupil's own input, or None for the examples' runs.

    ``tell`` says how the examples went, where there are some.
    """

    plan: Callable[[C, Json, str | None], tuple[RunRequest, ...]]
    tell: Callable[[C, Evidence], list[dict[str, Json]]] | None = None


@dataclass(frozen=True, slots=True)
class AskingOwn(Generic[C]):
    """How a pupil is asked about their own program. ``ask`` gets the runs of the mark and those of ``plan``."""

    plan: Callable[[C, Json], tuple[RunRequest, ...]]
    ask: Callable[[C, Json, Evidence, Evidence], OwnQuestion | None]


@dataclass(eq=False, slots=True)
class PureType(Generic[C]):
    """Fulfils ``base.QuestionType`` with plain functions.

    ``view`` adds the type's own fields to the pupil's view; ``to_bucket`` may raise FormatError and answers None for a
    blank. ``fewer`` is for types with something to choose from: it leaves some of what is wrong out, fixed by a seed.
    ``accepting`` is for the types whose wrong answers can be listed as right, ``guide`` for those that a
    person marks, ``running`` for those that are marked by running programs.
    """

    key: str
    label: str
    marker_version: int
    schema: type[C]
    view: Callable[[C, int], dict[str, Json]]
    full_answer: Callable[[C], dict[str, Json]]
    marker: Callable[[C, Json], MarkResult]
    to_bucket: Callable[[C, Json], Bucket | None]
    flatten: Callable[[C], PlainContent]
    accepting: Accepting[C] | None = None
    guide: Callable[[C], MarkingGuide] | None = None
    running: Running[C] | None = None
    fewer: Callable[[C, int], C] | None = None

    @property
    def by_person(self) -> bool:
        """Say whether a person marks its answers, by its marking guide."""
        return self.guide is not None

    @property
    def by_running(self) -> bool:
        """Say whether ``plan_runs`` may ask for runs."""
        return self.running is not None

    def parse_content(self, raw: Json) -> C:
        """Validate a question's content. Raises ContentError with every problem."""
        return read_content(self.schema, raw)

    def pupil_view(self, content: C, seed: int) -> dict[str, Json]:
        """Return what the pupil's page needs, shuffled by ``seed``, without the key."""
        head = {"type": self.key, "stem": parse(content.stem), "hint_count": len(content.hints)}
        return head | self.view(content, seed)

    def narrowed(self, content: C, seed: int) -> C:
        """Return content with fewer wrong things to choose from, fixed by ``seed``."""
        return self.fewer(content, seed) if self.fewer else content

    def key_view(self, content: C) -> dict[str, Json]:
        """Return a response that earns full marks."""
        return self.full_answer(content)

    def plan_runs(self, content: C, response: Json) -> tuple[RunRequest, ...]:
        """Return the runs that ``mark`` needs as evidence. Raises FormatError."""
        return self.running.plan(content, response) if self.running else ()

    def plan_practice(self, content: C, response: Json, stdin: str | None) -> tuple[RunRequest, ...]:
        """Return the runs for a pupil who tries a program out. Raises FormatError."""
        practice = self.running and self.running.practice
        return practice.plan(content, response, stdin) if practice else ()

    def tell_practice(self, content: C, evidence: Evidence) -> list[dict[str, Json]]:
        """Return how the examples went, for the pupil's page."""
        practice = self.running and self.running.practice
        return practice.tell(content, evidence) if practice and practice.tell else []

    def tell_tests(self, content: C, evidence: Evidence) -> list[dict[str, Json]]:
        """Return what a pupil may know of the runs that an answer was marked by."""
        tell = self.running and self.running.tell
        return tell(content, evidence) if tell else []

    def plan_own_code(self, content: C, response: Json) -> tuple[RunRequest, ...]:
        """Return the runs that a question about the response's program is made from. Raises FormatError."""
        own = self.running and self.running.own
        return own.plan(content, response) if own else ()

    def ask_own_code(self, content: C, response: Json, marked: Evidence, traced: Evidence) -> OwnQuestion | None:
        """Return the question about the response's program. Raises FormatError."""
        own = self.running and self.running.own
        return own.ask(content, response, marked, traced) if own else None

    def mark(self, content: C, response: Json, evidence: Evidence | None = None) -> MarkResult:
        """Mark one response. Raises FormatError, EvidenceMissing."""
        planned = self.plan_runs(content, response)
        if not planned or self.running is None:
            return self.marker(content, response)
        if evidence is None or len(evidence) != len(planned):
            raise EvidenceMissing(f"{self.key} is marked by {len(planned)} runs")
        return self.running.mark(content, response, evidence)

    def bucket(self, content: C, response: Json) -> Bucket:
        """Say which bar of the answer distribution a response belongs to; never raises."""
        try:
            return self.to_bucket(content, response) or NO_ANSWER
        except FormatError:
            return UNREADABLE

    def acceptable(self, content: C, response: Json) -> tuple[Acceptable, ...]:
        """Say what of a response could be accepted; never raises."""
        try:
            return tuple(self.accepting.found(content, response)) if self.accepting else ()
        except FormatError:
            return ()

    def accept(self, content: C, response: Json, part: str, fraction: float) -> dict[str, Json]:
        """Return content by which ``part`` of ``response`` earns ``fraction``. Raises FormatError."""
        found = next((each for each in self.acceptable(content, response) if each.part == part), None)
        if found is None or self.accepting is None:
            raise FormatError("not_acceptable", NOT_ACCEPTABLE)
        if fraction <= found.fraction:
            raise FormatError("not_more", "This answer has as much already. Give more, or leave it as it is.")
        added = self.accepting.added(content, response, part, fraction)
        return added.model_dump(mode="json", exclude_unset=True)

    def marking_guide(self, content: C) -> MarkingGuide:
        """Return what helps a person to mark an answer."""
        return self.guide(content) if self.guide else MarkingGuide()

    def plain_content(self, content: C) -> PlainContent:
        """Return the question flattened for the linter; ``extra`` holds hints and explanation too."""
        flat = self.flatten(content)
        extra = {f"hints.{index}": plain(hint) for index, hint in enumerate(content.hints)}
        if content.explanation:
            extra["explanation"] = plain(content.explanation)
        return replace(flat, stem=plain(content.stem), source=content.stem, extra={**flat.extra, **extra})

    def plain_text(self, content: C) -> str:
        """Return all words of the question, one element a line."""
        flat = self.plain_content(content)
        return "\n".join((flat.stem, *flat.options, *flat.extra.values()))


def shorten(text: str) -> str:
    """Return ``text`` on one line, short enough for the label of a bar."""
    line = " ".join(text.split())
    return line if len(line) <= LABEL_MAX_CHARS else line[: LABEL_MAX_CHARS - 1] + "…"


def labelled(elements: Iterable[tuple[str, str]]) -> list[dict[str, Json]]:
    """Return (id, rich-text source) pairs as the pupil's page gets them."""
    return [{"id": element_id, "text": parse(source)} for element_id, source in elements]
