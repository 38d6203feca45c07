"""Shapes of the sitting routes. Times are integer milliseconds UTC."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from backend.accounts.schemas import Body
from backend.attempts.desk import Desk


class Started(BaseModel):
    """The attempt to open."""

    attempt_id: uuid.UUID


class OpenIn(Body):
    """A page opens an attempt. ``device`` is a random name of the browser, ``epoch`` the last that it had."""

    device: Annotated[str, Field(min_length=1, max_length=64)]
    epoch: int | None = None


class AnswerOut(BaseModel):
    """A current answer."""

    item: uuid.UUID
    epoch: int
    seq: int
    value: Any


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


class PackageItem(BaseModel):
    """A question as this pupil sees it; holds no key."""

    id: uuid.UUID
    position: int
    marks: float
    type: str
    view: dict[str, Any]
    hints: int


class PupilRef(BaseModel):
    """Whose attempt it is, so that a shared Chromebook shows it."""

    id: uuid.UUID
    display_name: str


class Package(BaseModel):
    """A whole attempt, to be kept on the device; holds no key."""

    attempt_id: uuid.UUID
    title: str
    class_name: str
    teacher: str
    pupil: PupilRef
    feedback: str
    time_limit_s: int | None
    items: list[PackageItem]


class SubmitIn(Body):
    """What the page means to hand in: (item, epoch, seq) of the last change of each item."""

    final: Annotated[list[tuple[uuid.UUID, int, int]], Field(max_length=500)]


class AttemptRef(BaseModel):
    """An attempt on a pupil's dashboard."""

    id: uuid.UUID
    state: str
    answered: int
    ends_at: datetime
