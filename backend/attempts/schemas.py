"""Shapes of the sitting routes. Times are integer milliseconds UTC."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from backend.accounts.schemas import Body
from backend.attempts.desk import Desk
from backend.attempts.saving import Rejected


class OpenIn(Body):
    """A page opens an attempt. ``device`` is a random name of the browser, ``epoch`` the last that it had."""

    device: Annotated[str, Field(min_length=1, max_length=64)]
    epoch: int | None = None


class AnswerOut(BaseModel):
    """A current answer. ``at``: when it was given, by its page's synchronised clock, ms UTC."""

    item: uuid.UUID
    epoch: int
    seq: int
    value: Any
    at: int


class Opened(BaseModel):
    """What a page needs to go on from where the pupil was."""

    epoch: int
    state: str
    now: int
    ends_at: int
    package_etag: str
    answers: list[AnswerOut]
    checked: list[uuid.UUID] = Field(description="items whose answer is fixed, since it was checked")
    tries: dict[uuid.UUID, int] = Field(description="tries so far, of the items that were checked")
    try_costs: list[int] = Field(description="percent of a question's marks that its first, second ... try costs")
    here: uuid.UUID | None
    desk: Desk | None = Field(description="None while nothing was laid on it")
    paused_by: str | None = Field(description="pupil or teacher, while the clock stands still")
    rest_breaks: bool = Field(description="whether the pupil may stop the clock")
    rescue_key: str = Field(description="signs the answers that a page hands over as a file (docs/rescue.md)")


class Started(BaseModel):
    """The attempt of an assignment. ``opened``: it was begun now, and is open for this page; null: open it."""

    attempt_id: uuid.UUID
    opened: Opened | None


class PackageItem(BaseModel):
    """A question as this pupil sees it; holds no key."""

    id: uuid.UUID
    position: int
    marks: float
    type: str
    view: dict[str, Any]
    hints: int
    void: bool
    """Left out for everybody: nobody needs to answer it."""
    swapped: bool
    """Another one, or in other words, than when the attempt began."""


class PupilRef(BaseModel):
    """Whose attempt it is, so that a shared Chromebook shows it."""

    id: uuid.UUID
    display_name: str


class Package(BaseModel):
    """A whole attempt, to be kept on the device; holds no key."""

    attempt_id: uuid.UUID
    number: int
    """Grows when a question changes: a page that hears of a higher one fetches its questions again."""
    title: str
    class_name: str
    teacher: str
    pupil: PupilRef
    feedback: str
    time_limit_s: int | None
    items: list[PackageItem]


class SubmitIn(Body):
    """What the page means to hand in: (item, epoch, seq) of the last change of each item.

    ``epoch``: in which its pupil pressed the button. One that was opened again since stays open.
    """

    epoch: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    final: Annotated[list[tuple[uuid.UUID, int, int]], Field(max_length=500)]


class RescueIn(Body):
    """A file of answers as a page made it: ``answers`` is text, which ``signature`` signs; '' where it couldn't."""

    kind: Annotated[str, Field(max_length=40)]
    answers: str
    signature: Annotated[str, Field(max_length=64, pattern="^[0-9a-f]*$")]


class RescueOut(BaseModel):
    """What a file of answers brings, or has brought. Times are ms UTC.

    ``answers``: questions that it holds an answer to; ``taken``: changes that weren't here; ``already``: that were;
    ``too_late``: made after the end; ``counts``: false once results are out or a day after closing; ``rejected``:
    changes that aren't stored, and why; ``missing``: handed in on the page, and neither here nor in the file;
    ``done``: it was taken in; false: this was only a look.
    """

    attempt_id: uuid.UUID
    pupil: PupilRef
    device: str
    signed: bool
    made_at: int
    handed_in: int | None
    answers: int
    taken: int
    already: int
    too_late: int
    counts: bool
    rejected: list[Rejected]
    missing: int
    state: str
    done: bool


class ClockOut(BaseModel):
    """How an attempt stands after a break was begun or ended."""

    state: str
    now: int
    ends_at: int
    paused_by: str | None


class ChosenIn(Body):
    """Pupils of an assignment; null: everybody who is sitting."""

    pupil_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=500)] | None


class AddTimeIn(ChosenIn):
    """Minutes to add; negative to take given ones back."""

    minutes: Annotated[int, Field(ge=-240, le=240)]


class ReopenIn(Body):
    """Pupils whose last attempt is given back to them, with at least ``minutes`` left."""

    pupil_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=500)]
    minutes: Annotated[int, Field(ge=1, le=240)]


class SwapIn(Body):
    """A question of the bank for the place of one of the assignment's."""

    question_id: uuid.UUID


class ChangedOut(BaseModel):
    """The pupils for whom something has changed; for the others there was nothing to do."""

    pupil_ids: list[uuid.UUID]


class GridQuestion(BaseModel):
    """A column of the live view."""

    assessment_item_id: uuid.UUID
    position: int
    stem_text: str
    type: str
    marks: float
    left_out: bool
    swapped: bool = Field(description="there was another question, or another wording, here before")
    question_id: uuid.UUID
    newer_version: bool = Field(description="the bank has a later version of the question")


class GridPupil(BaseModel):
    """A row of the live view."""

    id: uuid.UUID
    display_name: str


class LiveView(BaseModel):
    """What stands still in the live view; its stream brings the rest."""

    assignment_id: uuid.UUID
    title: str
    class_id: uuid.UUID
    class_name: str
    state: str
    opens_at: datetime
    closes_at: datetime
    time_limit_s: int | None
    version: int
    questions: list[GridQuestion]
    pupils: list[GridPupil]


class AttemptRef(BaseModel):
    """An attempt on a pupil's dashboard."""

    id: uuid.UUID
    state: str
    answered: int
    ends_at: datetime
