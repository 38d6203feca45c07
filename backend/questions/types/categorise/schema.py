"""Content of categorise: each item belongs in one category."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.questions.types.base import Content, ElementId, RichText
from backend.questions.types.reading import require_unique_ids


class Category(BaseModel):
    """One category; it may stay empty, as a distractor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)


class Item(BaseModel):
    """One item and the category that it belongs in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)
    category: ElementId


class Categorise(Content):
    """Categories in the order in which pupils see them, and the items to put into them."""

    categories: tuple[Category, ...] = Field(min_length=2, max_length=6)
    items: tuple[Item, ...] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def _every_item_has_its_category(self) -> Self:
        known = [category.id for category in self.categories]
        require_unique_ids([*known, *(item.id for item in self.items)])
        for place, item in enumerate(self.items, start=1):
            if item.category not in known:
                raise ValueError(f"item {place} belongs in a category that isn't in the question")
        return self
