"""Shapes of the questions routes."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from backend.accounts.schemas import Body
from backend.questions.content import is_storable

Status = Literal["draft", "ready", "retired"]
Sort = Literal["updated", "created", "stem"]


def storable(text: str) -> str:
    """Return ``text``. Raises ValueError for one that can't be kept."""
    if not is_storable(text):
        raise ValueError("There is a character in it that can't be kept; type it again")
    return text


Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(storable)]
Tags = Annotated[list[Tag], Field(max_length=30)]
ObjectiveIds = Annotated[list[uuid.UUID], Field(max_length=30)]
TypeKey = Annotated[str, StringConstraints(min_length=1, max_length=40)]


SearchText = Annotated[str, StringConstraints(max_length=200), AfterValidator(storable)]
PlaceToken = Annotated[str, StringConstraints(max_length=4000)]


class BankQuery(BaseModel):
    """How a list of the bank is narrowed and sorted."""

    q: SearchText | None = None
    type: SearchText | None = None
    status: Status | None = None
    unit_id: uuid.UUID | None = None
    objective_id: uuid.UUID | None = None
    tag: SearchText | None = None
    mine: bool = False
    sort: Sort = "updated"
    after: PlaceToken | None = None


class ContentIn(Body):
    """A question's content as its author has it; read by its type, so its shape isn't said here."""

    type: TypeKey
    content: dict[str, Any]


class PreviewIn(ContentIn):
    """Content to look at as a pupil would. ``seed`` fixes the order of what is shuffled."""

    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0


class QuestionIn(ContentIn):
    """A new question."""

    objective_ids: ObjectiveIds = Field(default_factory=list)
    tags: Tags = Field(default_factory=list)
    status: Literal["draft", "ready"] = "draft"


class QuestionChange(Body):
    """An edited question."""

    version: int
    content: dict[str, Any]
    objective_ids: ObjectiveIds
    tags: Tags


class StatusChange(Body):
    """Put a question into the bank, or take it out of use."""

    version: int
    status: Status


class ObjectiveOut(BaseModel):
    """A learning objective, by its words."""

    id: uuid.UUID
    text: str


class TypeOut(BaseModel):
    """A question type."""

    key: str
    label: str


class TypeList(BaseModel):
    """Every question type."""

    items: list[TypeOut]


class QuestionRow(BaseModel):
    """A question in the list of the bank."""

    id: uuid.UUID
    type: str
    type_label: str
    status: Status
    stem_text: str
    number: int
    difficulty: int
    marks: int = Field(description="that it brings into an assessment")
    tags: list[str]
    objectives: list[ObjectiveOut]
    author: str
    mine: bool
    updated_at: datetime
    used_in: int
    variants: int
    version: int


class Facets(BaseModel):
    """How many questions each choice of a filter would show, the other filters as they are."""

    type: dict[str, int]
    status: dict[str, int]


class QuestionPage(BaseModel):
    """A page of the bank."""

    items: list[QuestionRow]
    next: str | None
    total: int
    facets: Facets


class VersionOut(BaseModel):
    """One state of a question's content."""

    number: int
    created_at: datetime
    created_by: str


class QuestionOut(QuestionRow):
    """A question with its content, as the author and as a pupil sees it."""

    content: dict[str, Any]
    version_id: uuid.UUID
    item: dict[str, Any]
    key: dict[str, Any]
    versions: list[VersionOut]


class PreviewQuery(BaseModel):
    """Which version to look at (the newest without one). ``seed`` chooses the variant and the order of options."""

    version_id: uuid.UUID | None = None
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0


class QuestionPreview(BaseModel):
    """A question as one pupil might get it, with the content to try answers on."""

    version_id: uuid.UUID
    type: str
    content: dict[str, Any]
    item: dict[str, Any]
    variants: int


class Preview(BaseModel):
    """A question as a pupil sees it, and a response that earns full marks."""

    item: dict[str, Any]
    key: dict[str, Any]


class CodeCheckIn(Body):
    """A programming task's content as its author has it."""

    content: dict[str, Any]


class CodeSlip(BaseModel):
    """A likely slip in the solution, and the tests that find it; ``suggestion`` is a test that would."""

    line: int
    kind: str
    what: str
    killed_by: list[str]
    survives: bool
    suggestion: dict[str, Any] | None = None


class CodeCheck(BaseModel):
    """What running a task's own programs told; ``problems`` are sentences."""

    solution_passes: bool
    starter_fails: bool
    problems: list[str]
    mutants: list[CodeSlip]
