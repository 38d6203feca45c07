"""Shapes of what makes reviewing quick: twins, another draft, several undone, makers' counts; and of the coverage."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from backend.accounts.schemas import Body
from backend.generation.schemas import DraftCountsOut, DraftOut, MakerRef, Undo

UNDO_MAX = 200
"""Reviews taken back at once; more than anybody decides in a sitting."""


class Redraw(Body):
    """Ask for another draft in place of this version of one."""

    version: int


class TwinOut(BaseModel):
    """The question that a draft resembles, with its key."""

    kind: Literal["bank", "batch"]
    question_id: uuid.UUID | None
    draft_id: uuid.UUID | None
    type: str
    type_label: str
    stem_text: str
    item: dict[str, Any]
    key: dict[str, Any]


class Another(BaseModel):
    """A draft that was turned down, and the one that its maker proposed in its place."""

    replaced: DraftOut
    draft: DraftOut


class UndoOne(Undo):
    """One of several reviews to take back."""

    id: uuid.UUID


class UndoMany(Body):
    """Take several reviews back."""

    drafts: Annotated[list[UndoOne], Field(min_length=1, max_length=UNDO_MAX)]


class DraftList(BaseModel):
    """Drafts as they are now, in the order asked for."""

    items: list[DraftOut]


class ReasonCount(BaseModel):
    """Why drafts were rejected, and how many."""

    reason: str
    count: int


class MakerCounts(BaseModel):
    """What became of the drafts of one maker; the commonest reasons first."""

    maker: MakerRef
    counts: DraftCountsOut
    reasons: list[ReasonCount]


class MakerCountsList(BaseModel):
    """Every maker with drafts, the busiest first."""

    items: list[MakerCounts]


class CoverageObjective(BaseModel):
    """An objective: ``ready`` questions and drafts ``waiting``, each by difficulty 1 to 5, and who could make more."""

    id: uuid.UUID
    text: str
    ready: list[int]
    waiting: list[int]
    makers: list[MakerRef]


class CoverageTopic(BaseModel):
    """A lesson of the unit."""

    id: uuid.UUID
    title: str
    objectives: list[CoverageObjective]


class Coverage(BaseModel):
    """What a unit has."""

    unit_id: uuid.UUID
    title: str
    year_group: int
    items: list[CoverageTopic]
