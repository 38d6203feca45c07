"""Content of ordering: items are put in order."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.questions.types.base import Content, ElementId, RichText
from backend.questions.types.reading import require_unique_ids

Scoring = Literal["all_or_nothing", "absolute", "relative_next", "concordant_pairs", "longest_subset", "longest_run"]


class Item(BaseModel):
    """One item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)


class Ordering(Content):
    """Items in the right order."""

    items: tuple[Item, ...] = Field(min_length=2, max_length=26)
    scoring: Scoring = "longest_subset"

    @model_validator(mode="after")
    def _unique(self) -> Self:
        require_unique_ids(item.id for item in self.items)
        return self
