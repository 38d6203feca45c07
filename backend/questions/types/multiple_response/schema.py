"""Content of multiple_response: any number of options is ticked."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from backend.questions.types.base import Content, ElementId, MisconceptionSlug, RichText
from backend.questions.types.reading import require_unique_ids

WHOLE = Fraction(9999, 10_000)
"""Weights that add up to this much are the whole: thirds written as 0.33333 don't cost the best pupil a mark."""


class Option(BaseModel):
    """One option. ``fraction`` is its weight, used by the scoring ``weights`` only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    text: RichText = Field(min_length=1)
    correct: StrictBool
    fraction: float | None = Field(default=None, ge=-10, le=10, allow_inf_nan=False)
    misconception: MisconceptionSlug | None = None

    @property
    def weight(self) -> Fraction:
        """The weight as written, exactly; 0 where none is."""
        return Fraction(str(self.fraction or 0))


class MultipleResponse(Content):
    """A stem with options, of which at least one is correct."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=26)
    scoring: Literal["all_or_nothing", "net_correct", "each_option", "weights"] = "net_correct"
    shuffle: StrictBool = True

    @model_validator(mode="after")
    def _can_be_marked(self) -> Self:
        require_unique_ids(option.id for option in self.options)
        if not any(option.correct for option in self.options):
            raise ValueError("at least one option must be correct")
        if self.scoring == "weights":
            self._check_weights()
        return self

    def _check_weights(self) -> None:
        if sum(max(option.weight, Fraction(0)) for option in self.options) < WHOLE:
            raise ValueError("the weights above 0 must add up to 1, so that full marks can be earned")
        if sum(option.weight for option in self.options) > 0:
            raise ValueError(
                "ticking every option would score marks; give the wrong options negative weights, so that all weights "
                "add up to 0 or less"
            )
