"""Content of cloze: gaps in a passage are filled by typing or choosing."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.questions.types.base import Content, ElementId, MisconceptionSlug, RichText
from backend.questions.types.number_answers import NumberRules
from backend.questions.types.reading import require_unique_ids
from backend.questions.types.rich_text import gap_ids, parse
from backend.questions.types.text_answers import AcceptedTexts, require_full_mark

_MARK = re.compile(r"\[\[([A-Za-z0-9]{6})\]\]")

Weight = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]


class TextGap(BaseModel):
    """A gap in which words are typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["short_text"]
    weight: Weight = 1.0
    accepted: AcceptedTexts

    @model_validator(mode="after")
    def _has_key(self) -> Self:
        require_full_mark(self.accepted)
        return self


class NumericGap(NumberRules):
    """A gap in which a number is typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["numeric"]
    weight: Weight = 1.0


class Choice(BaseModel):
    """One entry of a gap's drop-down list; plain words are shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)
    fraction: float = Field(default=0.0, ge=0, le=1, allow_inf_nan=False)
    misconception: MisconceptionSlug | None = None


class ChoiceGap(BaseModel):
    """A gap that is filled from a drop-down list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["choice"]
    weight: Weight = 1.0
    options: tuple[Choice, ...] = Field(min_length=2, max_length=26)

    @model_validator(mode="after")
    def _has_key(self) -> Self:
        if not any(option.fraction >= 1 for option in self.options):
            raise ValueError("at least one option must be right (fraction 1)")
        return self


Gap = Annotated[TextGap | NumericGap | ChoiceGap, Field(discriminator="type")]


@lru_cache(maxsize=1_024)
def _reading_order(passage: str, gaps: frozenset[str]) -> tuple[str, ...]:
    return gap_ids(parse(passage, gaps))


class Cloze(Content):
    """A passage with ``[[id]]`` for each gap, and the gaps by their ids."""

    passage: RichText = Field(min_length=1)
    gaps: dict[ElementId, Gap] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _gaps_stand_in_passage(self) -> Self:
        choices = [option.id for gap in self.gaps.values() if isinstance(gap, ChoiceGap) for option in gap.options]
        require_unique_ids([*self.gaps, *choices])
        unknown = set(_MARK.findall(self.passage)) - set(self.gaps)
        if unknown:
            raise ValueError(
                f"the passage names the gap {min(unknown)}, which isn't described; describe it or take it out"
            )
        counted = Counter(self.reading_order)
        for gap_id in self.gaps:
            if counted[gap_id] != 1:
                raise ValueError(f"the gap {gap_id} must stand in the passage exactly once, as [[{gap_id}]]")
        return self

    @property
    def reading_order(self) -> tuple[str, ...]:
        """The ids of the gaps in the order in which the passage is read."""
        return _reading_order(self.passage, frozenset(self.gaps))
