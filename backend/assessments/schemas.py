"""Shapes of the assessments routes."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints

from backend.accounts.schemas import Body
from backend.questions.content import MARKS_MAX
from backend.questions.schemas import ObjectiveOut

TITLE_MAX = 200
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_MAX)]
Marks = Annotated[Decimal, Field(gt=0, le=MARKS_MAX, max_digits=6, decimal_places=2)]
Feedback = Literal["each", "hand_in", "release"]
TimeLimit = Annotated[int, Field(ge=60, le=86_400)]
PlaceInList = Annotated[int, Field(ge=1, le=200)]
AttemptsAllowed = Annotated[int, Field(ge=1, le=10)]
AttemptsCount = Literal["best", "last", "first", "mean"]
"""Which of a pupil's attempts counts, or their mean."""


def _first_is_free(penalties: list[int]) -> list[int]:
    if penalties[0]:
        raise ValueError("the first try costs nothing")
    return penalties


TryPenalties = Annotated[
    list[Annotated[int, Field(ge=0, le=100)]], Field(min_length=1, max_length=10), AfterValidator(_first_is_free)
]
"""Percent of a question's marks that its first, second and further tries cost, under feedback ``each``."""
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC))]
"""A time within a century: one at the edge of the calendar leaves it in another zone, and couldn't be read back."""
State = Literal["scheduled", "open", "closed", "released"]


class ItemIn(Body):
    """A question to put in, with its marks; ``latest`` lets go of the version that was chosen when it came in.

    Marks that are left out are those that it has there already, else those that the question brings.
    Questions with the same ``pool`` are drawn from: each attempt gets ``draw`` of them.
    """

    question_id: uuid.UUID
    marks: Marks | None = None
    latest: bool = False
    pool: PlaceInList | None = None
    draw: PlaceInList | None = None


class AssessmentIn(Body):
    """A new assessment."""

    title: Title
    description: Annotated[str, StringConstraints(max_length=2000)] = ""
    items: Annotated[list[ItemIn], Field(max_length=200)] = Field(default_factory=list)


class AssessmentChange(AssessmentIn):
    """An edited assessment."""

    version: int


class Archive(Body):
    """Put an assessment away, or bring it back."""

    version: int
    archived: bool


class AssignmentIn(Body):
    """Set an assessment for a class. What is left out begins as the school has set it."""

    class_id: uuid.UUID
    opens_at: Moment
    closes_at: Moment
    time_limit_s: TimeLimit | None = None
    attempts_allowed: AttemptsAllowed | None = None
    attempts_count: AttemptsCount = "best"
    feedback: Feedback | None = None
    try_penalties: TryPenalties = Field(default_factory=lambda: [0])
    shuffle_questions: bool = False


class AssignmentDefaults(BaseModel):
    """How a new assignment begins in this school."""

    feedback: Feedback
    attempts_allowed: int
    time_limit_s: int | None


class AssignmentChange(Body):
    """Change an assignment; only what is given changes."""

    version: int
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    time_limit_s: TimeLimit | None = None
    attempts_allowed: AttemptsAllowed | None = None
    attempts_count: AttemptsCount | None = None
    feedback: Feedback | None = None
    try_penalties: TryPenalties | None = None


class Release(Body):
    """Let pupils see their results, or take that back."""

    version: int
    released: bool


class Versioned(Body):
    """An action on one state of a thing."""

    version: int


class WindowIn(Body):
    """Another time for a pupil."""

    opens_at: Moment
    closes_at: Moment


class OverrideIn(Body):
    """What one pupil shall have instead of their class. What isn't given stays; null is as for the class again.

    ``extra_time_percent`` of the time limit holds in this assessment instead of the pupil's access arrangements.
    """

    pupil_id: uuid.UUID
    window: WindowIn | None = None
    extra_time_percent: Annotated[int, Field(ge=0, le=200)] | None = None
    attempts_allowed: Annotated[int, Field(ge=1, le=20)] | None = None


class OverridesIn(Body):
    """Give single pupils something else than their class. Who isn't named keeps what they have."""

    items: Annotated[list[OverrideIn], Field(min_length=1, max_length=500)]


class Window(BaseModel):
    """When one pupil may sit, who has a time of their own."""

    opens_at: datetime
    closes_at: datetime


class OverrideOut(BaseModel):
    """What one pupil has instead of their class; null is as for the class, or as their arrangements say."""

    pupil_id: uuid.UUID
    window: Window | None
    extra_time_percent: int | None
    attempts_allowed: int | None


class OverridesOut(BaseModel):
    """What every single pupil of an assignment has instead of the class."""

    items: list[OverrideOut]


class ItemOut(BaseModel):
    """A question in an assessment."""

    id: uuid.UUID
    position: int
    question_id: uuid.UUID
    question_version_id: uuid.UUID
    newer_version: bool
    type: str
    type_label: str
    stem_text: str
    difficulty: int
    marks: float
    pool: int | None
    draw: int | None
    variants: int
    objectives: list[ObjectiveOut]


class AssessmentRow(BaseModel):
    """An assessment in a list."""

    id: uuid.UUID
    title: str
    questions: int
    marks_max: float
    revision: int
    author: str
    mine: bool
    updated_at: datetime
    archived: bool
    assignments: int
    version: int


class AssessmentOut(AssessmentRow):
    """An assessment with its questions."""

    description: str
    items: list[ItemOut]


class PaperIdea(BaseModel):
    """A wrong idea, and the answer that shows it."""

    answer: str
    title: str


class PaperItem(BaseModel):
    """A question on paper, and what it is marked by. ``pool``, ``draw``: answer ``draw`` of the pool's questions."""

    position: int
    marks: float
    pool: int | None
    draw: int | None
    type: str
    view: dict[str, Any]
    key: dict[str, Any]
    accepted: list[str] = Field(description="what counts in full, as its author listed it")
    part_marks: list[str]
    guide: list[str] = Field(description="what earns marks where a person marks")
    explanation: list[dict[str, Any]] | None
    ideas: list[PaperIdea]


class Paper(BaseModel):
    """An assessment for paper."""

    title: str
    items: list[PaperItem]


class AssessmentPage(BaseModel):
    """A page of assessments."""

    items: list[AssessmentRow]
    next: str | None


class ClassRef(BaseModel):
    """A class, by name."""

    id: uuid.UUID
    name: str


class AssignmentOut(BaseModel):
    """An assessment as it was set for a class."""

    id: uuid.UUID
    assessment_id: uuid.UUID
    title: str
    revision: int
    class_: ClassRef = Field(serialization_alias="class")
    state: State
    opens_at: datetime
    closes_at: datetime
    time_limit_s: int | None
    attempts_allowed: int
    attempts_count: AttemptsCount
    feedback: Feedback
    try_penalties: list[int]
    shuffle_questions: bool
    released_at: datetime | None
    questions: int
    marks_max: float
    pupils: int
    later_pupils: int = Field(description="have a time of their own that isn't over yet")
    later_until: datetime | None
    version: int


class AssignmentPage(BaseModel):
    """A page of assignments."""

    items: list[AssignmentOut]
    next: str | None
