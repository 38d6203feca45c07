"""Shapes of the routes about making and reviewing drafts."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from backend.accounts.schemas import Body
from backend.documents.schemas import Progress
from backend.generation.makers import COUNT_MAX
from backend.questions.schemas import ContentIn, ObjectiveIds, ObjectiveOut, Tags, storable

RunStatus = Literal["queued", "running", "done", "failed", "cancelled"]
DraftStatus = Literal["new", "accepted", "edited", "rejected"]
DraftFilter = Literal["new", "done", "all"]
RichTree = list[dict[str, Any]]
"""Rich text as pages walk it; empty where nothing was written."""
VARIANTS_MAX = 40
"""Variants of a generator on one page: a worksheet."""

MakerKey = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(storable)]


class MakerOut(BaseModel):
    """A maker of questions. ``levels`` is empty where there is nothing to choose."""

    key: str
    title: str
    needs_document: bool
    topic: str
    levels: list[int]


class MakerList(BaseModel):
    """Every maker."""

    items: list[MakerOut]


class OrderIn(Body):
    """What is asked of one maker."""

    key: MakerKey
    count: Annotated[int, Field(ge=1, le=COUNT_MAX)] | None = None
    level: Annotated[int, Field(ge=1, le=10)] | None = None


class RunIn(Body):
    """Make drafts."""

    document_id: uuid.UUID | None = None
    makers: Annotated[list[OrderIn], Field(min_length=1, max_length=20)]
    objective_ids: ObjectiveIds = Field(default_factory=list)


class RunOut(BaseModel):
    """One "make drafts" and how far it has come."""

    id: uuid.UUID
    document_id: uuid.UUID | None
    document_name: str | None
    status: RunStatus
    progress: Progress
    made: int
    dropped: int
    message: str
    created_at: datetime


class RunPage(BaseModel):
    """A page of runs."""

    items: list[RunOut]
    next: str | None


class FindingOut(BaseModel):
    """One weakness that the linter found."""

    rule: str
    level: Literal["warning", "error"]
    place: str
    message: str
    why: str
    fix: str


class MakerRef(BaseModel):
    """Who made a draft."""

    key: str
    title: str


class MisconceptionRef(BaseModel):
    """A wrong idea that choosing this element shows. ``element_id`` is empty where the element has none."""

    element_id: str
    text: str
    slug: str
    title: str


class EvidenceOut(BaseModel):
    """The words that a draft stands on. ``start`` and ``end`` count in ``passage_text`` as JavaScript counts."""

    passage_id: str
    start: int
    end: int
    quote: str
    section_heading: str
    location: str
    passage_text: str


class DuplicateOut(BaseModel):
    """A question that asks nearly the same. One of the two ids says which."""

    kind: Literal["bank", "batch"]
    stem_text: str
    question_id: uuid.UUID | None = None
    draft_id: uuid.UUID | None = None


class DraftOut(BaseModel):
    """A draft as the review page shows it."""

    id: uuid.UUID
    run_id: uuid.UUID
    document_id: uuid.UUID | None
    type: str
    type_label: str
    status: DraftStatus
    version: int
    content: dict[str, Any]
    item: dict[str, Any]
    key: dict[str, Any]
    explanation: RichTree
    hints: list[RichTree]
    stem_text: str
    maker: MakerRef
    difficulty: int
    checks: list[FindingOut]
    clean: bool
    misconceptions: list[MisconceptionRef]
    evidence: EvidenceOut | None
    duplicate_of: DuplicateOut | None
    objective_ids: list[uuid.UUID]
    question_id: uuid.UUID | None
    reject_reason: str
    reviewed_at: datetime | None


class DraftCountsOut(BaseModel):
    """How many drafts of the list have which status."""

    new: int = 0
    accepted: int = 0
    edited: int = 0
    rejected: int = 0


class DraftPage(BaseModel):
    """A page of drafts."""

    items: list[DraftOut]
    next: str | None
    counts: DraftCountsOut


class DraftQuery(BaseModel):
    """Which drafts to list."""

    run_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None
    status: DraftFilter = "new"
    after: Annotated[str, StringConstraints(max_length=400)] | None = None


class Accept(Body):
    """Take a draft as it is. Without objectives it keeps those of its run."""

    version: int
    objective_ids: ObjectiveIds | None = None
    tags: Tags = Field(default_factory=list)


class Edit(Accept):
    """Take a draft with other content."""

    content: dict[str, Any]


class Reject(Body):
    """Turn a draft down."""

    version: int
    reason: Annotated[str, StringConstraints(max_length=500), AfterValidator(storable)] = ""


class Undo(Body):
    """Take a review back."""

    version: int


class AcceptClean(Body):
    """Take every draft that no check has anything to say about, of one run or one lesson file."""

    run_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.run_id is None) == (self.document_id is None):
            raise ValueError("Name a run or a lesson file")
        return self


class Accepted(BaseModel):
    """How many drafts were taken."""

    accepted: int


class CheckIn(ContentIn):
    """Content to check while it is written."""


class ProblemOut(BaseModel):
    """Something to mend before the content is a question."""

    place: str
    message: str


class CheckOut(BaseModel):
    """What the checks say of content; ``item``, ``key`` and what follows are there once it can be read."""

    readable: bool
    errors: list[ProblemOut]
    problems: list[FindingOut]
    item: dict[str, Any] | None
    key: dict[str, Any] | None
    explanation: RichTree
    hints: list[RichTree]


class GeneratorOut(BaseModel):
    """A rule that makes questions, with what it asks about and which wrong ideas its options name."""

    key: str
    title: str
    topic: str
    levels: list[int]
    objectives: list[ObjectiveOut]
    misconceptions: list[str]


class GeneratorList(BaseModel):
    """Every generator."""

    items: list[GeneratorOut]


class VariantQuery(BaseModel):
    """Which variants to look at: the same seed shows the same ones again."""

    level: Annotated[int, Field(ge=1, le=10)]
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0
    count: Annotated[int, Field(ge=1, le=VARIANTS_MAX)] = 20


class VariantOut(BaseModel):
    """One variant as a pupil sees it, with its answer; for teachers."""

    type: str
    type_label: str
    stem_text: str
    item: dict[str, Any]
    key: dict[str, Any]
    explanation: RichTree
    hints: list[RichTree]
    misconceptions: list[MisconceptionRef]


class VariantList(BaseModel):
    """Variants; fewer than asked for where the rule has no more."""

    items: list[VariantOut]


class RuleQuestionIn(Body):
    """Put a generator into the bank as one question with many variants."""

    level: Annotated[int, Field(ge=1, le=10)]
    objective_ids: ObjectiveIds | None = None


class RuleQuestionOut(BaseModel):
    """The question that came of it."""

    question_id: uuid.UUID
    variants: int
