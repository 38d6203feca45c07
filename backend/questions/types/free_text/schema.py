"""Content of free_text: sentences are written, and a person marks them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.questions.types.base import Content, ElementId
from backend.questions.types.reading import RESPONSE_MAX_CHARS, require_unique_ids
from backend.questions.types.text import fold_text

WORDS_MAX = 300
"""As many as fit into the longest answer that is kept."""


class Criterion(BaseModel):
    """One thing that an answer gets marks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    marks: int = Field(default=1, ge=1, le=20)


class WordRange(BaseModel):
    """How many words are asked for; told to the pupil, never enforced."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: int | None = Field(default=None, ge=1, le=WORDS_MAX)
    most: int | None = Field(default=None, ge=1, le=WORDS_MAX)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("the least number of words is above the most; swap the two")
        return self


class FreeText(Content):
    """``rubric`` says what earns marks; ``key_phrases`` are looked for to help whoever marks."""

    rubric: Annotated[tuple[Criterion, ...], Field(max_length=12)] = ()
    word_range: WordRange | None = None
    model_answer: Annotated[str, StringConstraints(max_length=RESPONSE_MAX_CHARS)] = ""
    key_phrases: Annotated[
        tuple[Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)], ...], Field(max_length=20)
    ] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        require_unique_ids(criterion.id for criterion in self.rubric)
        if not all(fold_text(phrase) for phrase in self.key_phrases):
            raise ValueError("a key phrase is empty; write it or take it out")
        return self
