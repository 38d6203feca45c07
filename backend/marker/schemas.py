"""Shapes of marks and results."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from backend.accounts.schemas import Body


class TryIn(Body):
    """A question and a response to mark, before anybody sits it."""

    type: Annotated[str, Field(max_length=40)]
    content: dict[str, Any]
    response: Any = None


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


class Result(BaseModel):
    """A pupil's result: marks, what they can do now, and what to do next."""

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


class Submitted(BaseModel):
    """The answer to a hand-in. ``missing`` names answers that haven't arrived; then the attempt is still open."""

    state: str
    missing: list[tuple[uuid.UUID, int, int]]
    result: Result | None
    pending_items: list[uuid.UUID]
