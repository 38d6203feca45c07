"""Shapes of marks and results."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from backend.accounts.schemas import Body
from backend.sandbox.protocol import SOURCE_MAX_CHARS, STDIN_MAX_CHARS


class TryIn(Body):
    """A question and a response to mark, before anybody sits it."""

    type: Annotated[str, Field(max_length=40)]
    content: dict[str, Any]
    response: Any = None


class PracticeIn(Body):
    """A program to try out: with the pupil's own input, or by the question's examples."""

    source: Annotated[str, Field(max_length=SOURCE_MAX_CHARS)]
    stdin: Annotated[str, Field(max_length=STDIN_MAX_CHARS)] = ""
    examples: bool = False


class TryRunIn(PracticeIn):
    """A program to try out on a question, before anybody sits it; or by itself, without a type."""

    type: Annotated[str, Field(max_length=40)] | None = None
    content: dict[str, Any] = Field(default_factory=dict)


class PartOut(BaseModel):
    """The mark of one element."""

    id: str
    fraction: float
    reason: str


class ErrorOut(BaseModel):
    """Why a response can't be read."""

    code: str
    message: str


class TryOut(BaseModel):
    """What the marker says."""

    fraction: float
    outcome: str
    parts: list[PartOut]
    reasons: list[str]
    misconceptions: list[str]
    feedback: str
    error: ErrorOut | None = None


class PartShare(BaseModel):
    """How far one element of an answer is right, 0..1; why is for the teacher."""

    id: str
    fraction: float


class CheckOut(BaseModel):
    """The feedback on one checked answer."""

    outcome: str
    feedback: str
    score: float
    marks_max: float
    parts: list[PartShare] | None
    """How each gap or pair that was filled in went, where no other try could use it."""
    fixed: bool = Field(description="right, or the last try: the answer can't be changed any more")
    used: int = Field(description="tries at this question so far")
    cost: int = Field(description="percent of the marks that this try costs")


class TriesOut(BaseModel):
    """How many tries an answer had, which of them counts, and the percentage of the marks that it costs."""

    used: int
    counts: int
    cost: int


class MarkTold(BaseModel):
    """A mark that was changed, for its pupil. ``now`` is null for a question that was left out."""

    was: float
    now: float | None
    reason: str
    at: datetime


class OwnCodeOption(BaseModel):
    """One choice, in plain text."""

    id: str
    text: str


class OwnCodeAnswer(BaseModel):
    """What the pupil chose, the key and why. ``rows`` under ``heads`` are the part of the run that shows it."""

    choice: str
    right: bool
    key: str
    because: str
    heads: list[str]
    rows: list[list[str]]


class OwnCodeStem(BaseModel):
    """What is asked about a program, which was run with ``typed`` typed in and ``added`` as its last line."""

    source: str
    typed: str
    added: str
    stem: list[Any]


class OwnCodeOut(OwnCodeStem):
    """A question about the pupil's own program."""

    options: list[OwnCodeOption]
    answer: OwnCodeAnswer | None = Field(description="once it is answered; the key is only here")


class OwnCodeIn(Body):
    """The id of the option that is chosen."""

    choice: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class ResultItem(BaseModel):
    """One question of a pupil's result. ``key``, ``parts`` and ``explanation`` only once no attempt is left."""

    item_id: uuid.UUID
    position: int
    marks: float
    score: float
    outcome: str
    type: str
    view: dict[str, Any]
    response: Any
    feedback: str
    explanation: list[Any] | None
    key: dict[str, Any] | None
    parts: list[PartShare] | None
    tests: list[dict[str, Any]] = Field(default=[], description="of a program that was run: how each test went")
    change: MarkTold | None
    tries: TriesOut | None = Field(
        description="where more than the answer was tried; response is then that of the one that counts"
    )
    own_code: OwnCodeOut | None = Field(default=None, description="about a program that passes; it brings no marks")


class Result(BaseModel):
    """A pupil's result: marks, what they can do now, and what to do next.

    ``running``: programs that are still being tried, or looked at for a question about them. ``swapped_away``:
    questions that the teacher swapped after this attempt was handed in, and which don't count.
    """

    attempt_id: uuid.UUID
    title: str
    class_name: str
    state: Literal["waiting", "ready"]
    score: float | None
    marks_max: float | None
    submitted_at: datetime | None
    next_step: str
    strengths: list[str]
    items: list[ResultItem]
    running: int = 0
    swapped_away: int = 0


class Totals(BaseModel):
    """The marks of an attempt, added up. What waits for a person isn't among ``marks_max`` yet."""

    score: float
    marks_max: float


class Submitted(BaseModel):
    """The answer to a hand-in. ``missing`` names answers that haven't arrived; then the attempt is still open.

    ``result``: null where the policy doesn't show it yet. ``pending_items`` wait for their program to be run.
    ``reopened``: the teacher has opened the attempt again since its pupil handed in, so it is still open.
    """

    state: str
    missing: list[tuple[uuid.UUID, int, int]]
    result: Totals | None
    pending_items: list[uuid.UUID]
    reopened: bool


Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class TargetIn(Body):
    """One question (its item of the assessment) of one assignment."""

    assignment_id: uuid.UUID
    item_id: uuid.UUID


class ChangePlanIn(Body):
    """What to do with the marks of a question. ``version_id``: the version to mark by, for ``remark`` only."""

    targets: Annotated[list[TargetIn], Field(min_length=1, max_length=100)]
    kind: Literal["remark", "void", "full"]
    version_id: uuid.UUID | None = None
    up_only: bool = False
    over_people: bool = False

    @model_validator(mode="after")
    def _version_where_it_belongs(self) -> Self:
        if (self.kind == "remark") != (self.version_id is not None):
            raise ValueError("choose a version to mark by, and only where answers are marked again")
        return self


class ChangeIn(ChangePlanIn):
    """The same, to be done."""

    reason: Reason


class AcceptPlanIn(Body):
    """An answer that was marked wrong, to be accepted: all of it, or its ``part`` (a gap). ``fraction``: of its marks.

    The first of ``targets`` is where it stands; the others are where else the question was answered.
    """

    targets: Annotated[list[TargetIn], Field(min_length=1, max_length=100)]
    response: dict[str, Any]
    part: Annotated[str, Field(max_length=40)] = ""
    fraction: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1


class AcceptIn(AcceptPlanIn):
    """The same, to be done. ``version_id``: the version that the dry run named."""

    version_id: uuid.UUID
    reason: Reason


class OverrideIn(Body):
    """Another mark for one answer, and why."""

    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    reason: Reason


class MarkShown(BaseModel):
    """A mark in a dry run. ``marks_max`` is 0 for a question that is left out."""

    score: float
    marks_max: float
    outcome: str


class MoveOut(BaseModel):
    """What becomes of one mark. ``new`` is null where it stays; ``note`` says why, where that needs saying."""

    pupil_id: uuid.UUID
    pupil: str
    class_name: str
    attempt: int
    old: MarkShown
    new: MarkShown | None
    reason: str
    note: str


class Preview(BaseModel):
    """A dry run: every mark of the question, those that would change first."""

    rows: list[MoveOut]
    changed: int


class AcceptPreview(Preview):
    """A dry run of accepting an answer. ``version_id``: the version that gets it, to be sent when it is done.

    ``author``: whose question it is, where it is a colleague's. ``mended``: it isn't the version that pupils saw.
    """

    version_id: uuid.UUID
    author: str | None
    mended: bool


class ChangeOut(BaseModel):
    """A change of marks: what, why, by whom, how far, and whether it was taken back."""

    batch_id: uuid.UUID
    kind: Literal["override", "marking", "remark", "void", "full"]
    reason: str
    by: str
    made_at: datetime
    state: Literal["running", "applied", "undone"]
    done: int
    total: int
    undone_at: datetime | None


class Elsewhere(TargetIn):
    """Where else the question was answered in the actor's classes."""

    title: str
    class_name: str


class ItemChanges(BaseModel):
    """What was changed about a question's marks, and what could be."""

    changes: list[ChangeOut]
    question_id: uuid.UUID
    newer_version_id: uuid.UUID | None
    elsewhere: list[Elsewhere]
