"""Content of matching: each prompt is paired with an option."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.questions.types.base import Content, ElementId, RichText
from backend.questions.types.reading import require_unique_ids


class Element(BaseModel):
    """One prompt or option."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)


class Matching(Content):
    """Prompts, options (there may be more of them) and the option that belongs to each prompt."""

    prompts: tuple[Element, ...] = Field(min_length=1, max_length=26)
    options: tuple[Element, ...] = Field(min_length=2, max_length=26)
    pairs: dict[ElementId, ElementId]

    @model_validator(mode="after")
    def _every_prompt_has_its_option(self) -> Self:
        require_unique_ids(element.id for element in (*self.prompts, *self.options))
        if set(self.pairs) != {prompt.id for prompt in self.prompts}:
            raise ValueError("every prompt needs its option, and every pair a prompt")
        if not set(self.pairs.values()) <= {option.id for option in self.options}:
            raise ValueError("a pair names an option that isn't in the question")
        return self
