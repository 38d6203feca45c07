"""Shapes of results and dashboards."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from backend.assessments.schemas import AssignmentOut, AttemptsCount, ClassRef, Window
from backend.attempts.schemas import AttemptRef
from backend.marker.schemas import OwnCodeStem
from backend.questions.schemas import ObjectiveOut


class PersonRef(BaseModel):
    """A pupil, by name."""

    id: uuid.UUID
    name: str


class MisconceptionRef(BaseModel):
    """A wrong idea, in words for the teacher."""

    slug: str
    title: str
    explanation: str


# A plain dict, as a class page holds 900.
class Cell(TypedDict):
    """One mark in the heat map; no zero where it is ``needs_marking``, ``void`` or ``not_drawn`` (never given)."""

    item_id: uuid.UUID
    score: float
    outcome: str


class OwnCodeCount(BaseModel):
    """Of a question about programs: how many who passed were asked about their own, answered, and were right."""

    asked: int
    answered: int
    right: int


class ResultItemHead(BaseModel):
    """A column of the heat map."""

    id: uuid.UUID
    position: int
    marks: float
    pool: int | None
    draw: int | None
    type: str
    stem_text: str
    variants: int
    left_out: bool
    facility: float | None
    objectives: list[ObjectiveOut]
    own_code: OwnCodeCount | None


class PupilRow(BaseModel):
    """A row of the heat map: the attempt that counts, of those handed in, else the one that is open.

    Where the mean counts, ``score`` is that of all handed in, and the cells are of the newest.
    """

    id: uuid.UUID
    name: str
    initials: str
    left: bool = Field(description="sat it and isn't in the class any more")
    attempt_id: uuid.UUID | None
    attempts: int = Field(description="how many they have started")
    window: Window | None = Field(description="a time of their own, instead of the class's")
    extra_time_percent: int | None = Field(description="in this assessment, instead of their access arrangements")
    attempts_allowed: int = Field(description="their own number, or the class's")
    state: Literal["not_started", "open", "submitted", "marked"]
    score: float | None
    marks_max: float | None = Field(description="the most that this pupil could get")
    submitted_at: datetime | None
    submitted_by: str | None
    cells: list[Cell | None]


class MisconceptionCount(MisconceptionRef):
    """How many pupils showed a wrong idea, and where."""

    count: int
    item_positions: list[int]
    pupils: list[PersonRef]


class ClassResults(BaseModel):
    """Who got what."""

    assignment: AssignmentOut
    items: list[ResultItemHead]
    pupils: list[PupilRow]
    mean: float | None
    median: float | None
    misconceptions: list[MisconceptionCount]


class ItemShown(BaseModel):
    """A question as it was set, with its key; for teachers."""

    id: uuid.UUID
    position: int
    stem_text: str
    type: str
    marks: float
    view: dict[str, Any]
    key: dict[str, Any]


class AcceptableOut(BaseModel):
    """What of a wrong answer can be accepted: all of it (``part`` empty) or a gap. ``fraction``: what it earns now."""

    part: str
    label: str
    fraction: float


class BucketOut(BaseModel):
    """One bar of the distribution. ``response`` is how one of its pupils wrote what can be accepted."""

    key: str
    label: str
    count: int
    right: bool
    misconception: MisconceptionRef | None
    pupils: list[PersonRef]
    response: Any
    acceptable: list[AcceptableOut]


class Distribution(BaseModel):
    """What a class answered to one question."""

    item: ItemShown
    answered: int
    of: int
    facility: float | None
    buckets: list[BucketOut]


class TryShown(BaseModel):
    """One try at an answer. ``penalty``: percent of the marks that it costs; ``fraction``: 0..1 before that."""

    number: int
    text: str
    checked: bool
    penalty: int
    fraction: float
    outcome: str
    counts: bool


class MarkOut(BaseModel):
    """One marking of one answer, with its reasons."""

    score: float
    marks_max: float
    outcome: str
    reasons: list[str]
    parts: list[dict[str, Any]]
    tries: list[TryShown] = Field(description="where more than the answer was tried")
    feedback: str
    misconceptions: list[MisconceptionRef]
    marker: str
    marker_version: int
    marked_at: datetime
    changed: bool = Field(description="brought by a change of marks")
    by: str | None = Field(description="who gave it, or made the change that brought it")
    why: str | None = Field(description="the reason of the change that brought it")
    taken_back: bool = Field(description="stands again since a change was taken back")


class OwnCodeOptionOut(BaseModel):
    """One choice, in plain text."""

    text: str
    right: bool
    chosen: bool


class OwnCodeDetail(OwnCodeStem):
    """What a pupil was asked about their own program, and what they chose, if anything yet."""

    options: list[OwnCodeOptionOut]
    because: str
    answered_at: datetime | None
    misconception: MisconceptionRef | None


class AnswerDetail(BaseModel):
    """One pupil's answer to one question, and why it got its mark."""

    pupil: PersonRef
    attempt_id: uuid.UUID
    item: ItemShown
    fewer_options: bool = Field(description="it was given with fewer options, and is shown so: an access arrangement")
    question_id: uuid.UUID
    response: Any
    response_text: str
    acceptable: list[AcceptableOut]
    saved_at: datetime | None
    mark: MarkOut | None
    history: list[MarkOut]
    events: int
    own_code: OwnCodeDetail | None


class ProgressAttempt(BaseModel):
    """A pupil's attempt that counts at one assessment, beside the mean of the class."""

    attempt_id: uuid.UUID
    assignment_id: uuid.UUID
    title: str
    at: datetime = Field(description="handed in, or started while it is open")
    state: str
    score: float | None
    marks_max: float
    percent: int | None
    class_percent: int | None
    mean_of: int = Field(description="attempts that the score is the mean of; 1 where it is that of the attempt")


Level = Literal["secure", "getting_there", "just_started"]


class ObjectiveProgress(BaseModel):
    """How much of the marks of an objective's questions a pupil got."""

    objective: ObjectiveOut
    questions: int
    percent: int
    level: Level


class Seen(BaseModel):
    """Where a wrong idea showed."""

    at: datetime
    assignment_id: uuid.UUID
    title: str
    position: int
    stem_text: str


class HeldIdea(MisconceptionRef):
    """A wrong idea of one pupil, with every place where it showed, newest first."""

    seen: list[Seen]


class GivenComment(Seen):
    """What a teacher said of an answer: to the pupil, or why its mark was changed."""

    text: str


class PupilProgress(BaseModel):
    """One pupil in what was set for one class."""

    pupil: PersonRef
    initials: str
    class_: ClassRef = Field(serialization_alias="class")
    attempts: list[ProgressAttempt] = Field(description="oldest first")
    objectives: list[ObjectiveProgress] = Field(description="weakest first")
    ideas: list[HeldIdea] = Field(description="seen last first")
    comments: list[GivenComment] = Field(description="newest first")


class OwnStep(BaseModel):
    """One of a pupil's own results, for looking back."""

    attempt_id: uuid.UUID
    title: str
    at: datetime
    percent: int


class OwnObjective(BaseModel):
    """How a pupil does in one objective: words to look by, no grade."""

    text: str
    level: Level


class OwnProgress(BaseModel):
    """A pupil's own results over time, without anybody else's."""

    results: list[OwnStep] = Field(description="oldest first")
    objectives: list[OwnObjective] = Field(description="strongest first")
    next_step: str | None = Field(description="the objective to work on next; null where all are secure")


class AssignmentProgress(AssignmentOut):
    """An assignment with how far its class is."""

    started: int
    handed_in: int
    mean_percent: int | None


class Need(BaseModel):
    """Something that waits for the teacher."""

    kind: Literal["to_mark", "review_drafts", "release", "open_now", "locked_out", "unfinished_upload", "failed_upload"]
    count: int
    text: str
    href: str


class ClassCard(BaseModel):
    """A class on the dashboard."""

    id: uuid.UUID
    name: str
    year_group: int
    pupils: int
    code: str


class TeacherDashboard(BaseModel):
    """What a teacher sees first."""

    needs: list[Need]
    open: list[AssignmentProgress]
    recent: list[AssignmentProgress]
    classes: list[ClassCard]


class SitResult(BaseModel):
    """The marks that count: of a handed-in attempt, or the mean of ``mean_of``, of which it is the newest."""

    attempt_id: uuid.UUID
    score: float
    marks_max: float
    mean_of: int
    changed_at: datetime | None = Field(description="when marks of it were last changed")


class Sit(BaseModel):
    """An assessment on a pupil's dashboard."""

    assignment_id: uuid.UUID
    title: str
    class_name: str
    teacher: str
    opens_at: datetime
    closes_at: datetime
    own_times: bool = Field(description="by another time that the teacher gave this pupil")
    time_limit_s: int | None
    questions: int
    marks_max: float
    attempts_allowed: int
    attempts_used: int
    attempts_count: AttemptsCount
    attempt: AttemptRef | None
    result: SitResult | None
    result_state: Literal["none", "waiting", "ready"]
    feedback: str


class PupilDashboard(BaseModel):
    """What a pupil sees first."""

    now: list[Sit]
    coming: list[Sit]
    done: list[Sit]


class OwnResult(BaseModel):
    """A handed-in attempt in a pupil's list."""

    attempt_id: uuid.UUID
    assignment_id: uuid.UUID
    title: str
    class_name: str
    submitted_at: datetime | None
    state: str
    score: float | None
    marks_max: float
    released: bool
    counts: bool = Field(description="this attempt counts, alone or in the mean")


class OwnResults(BaseModel):
    """A pupil's results, newest first."""

    items: list[OwnResult]
    next: str | None = Field(default=None)
