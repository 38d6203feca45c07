"""Content of multiple_choice: one option is chosen."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from backend.questions.types.base import Content, ElementId, MisconceptionSlug, RichText
from backend.questions.types.reading import require_unique_ids


class Option(BaseModel):
    """One option. ``fraction`` is what choosing it earns, clamped to 0..1 when marked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)
    fraction: float = Field(default=0.0, ge=-10, le=10, allow_inf_nan=False)
    misconception: MisconceptionSlug | None = None
    feedback: RichText = ""


class MultipleChoice(Content):
    """A stem with options; at least one option earns everything."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=26)
    shuffle: StrictBool = True

    @model_validator(mode="after")
    def _has_key(self) -> Self:
        require_unique_ids(option.id for option in self.options)
        if not any(option.fraction >= 1 for option in self.options):
            raise ValueError("at least one option must be right (fraction 1)")
        return self
