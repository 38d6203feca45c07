"""Shapes of the marking page: answers of one question, without names."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from backend.accounts.schemas import Body
from backend.questions.types.base import ElementId

Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class MarkingQuestion(BaseModel):
    """A question with answers for a person: how many wait, how many were marked by one."""

    item_id: uuid.UUID
    position: int
    type: str
    stem_text: str
    marks: float
    waiting: int
    marked: int


class MarkingList(BaseModel):
    """What there is to mark in an assignment."""

    assignment_id: uuid.UUID
    title: str
    class_name: str
    questions: list[MarkingQuestion]


class GuideLineOut(BaseModel):
    """One thing that an answer gets marks for."""

    id: str
    text: str
    marks: int


class MarkingVersion(BaseModel):
    """A question as some pupils saw it, and what helps to mark it."""

    view: dict[str, Any]
    key: dict[str, Any]
    lines: list[GuideLineOut]
    phrases: list[str]


class AnswerGroup(BaseModel):
    """The same answer of one or more pupils. ``cluster``: near-same answers have the same number.

    ``score`` is null while it waits. ``lines``: what of the guide was ticked, null where nothing was.
    """

    attempts: list[uuid.UUID]
    version_id: uuid.UUID
    response: Any
    cluster: int
    words: int
    phrases: list[str]
    problem: str
    score: float | None
    lines: list[str] | None
    comment: str


class MarkingSheet(BaseModel):
    """Every answer to one question that a person marks, in an order that marking doesn't change."""

    item_id: uuid.UUID
    position: int
    type: str
    marks: float
    versions: dict[uuid.UUID, MarkingVersion]
    groups: list[AnswerGroup]


class MarkingIn(Body):
    """A person's mark for the answers of these attempts. ``lines``: what of the guide they hold, if it was used.

    ``response``: the answer as it was read, where it must still be that: a late one may have come since.
    """

    attempts: Annotated[list[uuid.UUID], Field(min_length=1, max_length=2000)]
    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    lines: Annotated[list[ElementId], Field(max_length=20)] | None = None
    comment: Comment = ""
    response: Any = None


class CommentIn(Body):
    """A sentence to keep for marking."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class CommentOut(BaseModel):
    """A kept sentence."""

    id: uuid.UUID
    text: str


class CommentList(BaseModel):
    """A teacher's kept sentences, the last used first."""

    items: list[CommentOut]
