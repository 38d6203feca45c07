"""Content of short_text: a word or a phrase is typed."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from backend.questions.types.base import Content
from backend.questions.types.text_answers import AcceptedTexts, require_full_mark


class ShortText(Content):
    """Answers in the order in which they are tried; at least one is worth full marks."""

    accepted: AcceptedTexts

    @model_validator(mode="after")
    def _has_key(self) -> Self:
        require_full_mark(self.accepted)
        return self
