"""Shapes of the curriculum routes."""

from __future__ import annotations

import uuid

from pydantic import BaseModel


class StatementOut(BaseModel):
    """A bullet of the national curriculum; ``number`` such as "3.4"."""

    number: str
    text: str


class StrandOut(BaseModel):
    """A strand, such as NW (networks)."""

    code: str
    name: str


class ObjectiveOut(BaseModel):
    """A learning objective."""

    id: uuid.UUID
    text: str
    strands: list[str]


class TopicOut(BaseModel):
    """A lesson with its objectives."""

    id: uuid.UUID
    key: str
    title: str
    objectives: list[ObjectiveOut]


class UnitOut(BaseModel):
    """A unit with its lessons."""

    id: uuid.UUID
    key: str
    title: str
    year_group: int
    statements: list[str]
    topics: list[TopicOut]


class Curriculum(BaseModel):
    """All that the school teaches."""

    statements: list[StatementOut]
    strands: list[StrandOut]
    units: list[UnitOut]


class MisconceptionOut(BaseModel):
    """A wrong idea that an answer can show."""

    id: uuid.UUID
    slug: str
    topic: str
    title: str
    explanation: str
    pupil_feedback: str


class MisconceptionList(BaseModel):
    """The catalogue; it is short, so it comes whole."""

    items: list[MisconceptionOut]
    next: None = None
