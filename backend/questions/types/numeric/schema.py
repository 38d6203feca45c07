"""Content of numeric: a number is typed, perhaps with a unit."""

from __future__ import annotations

from backend.questions.types.base import Content
from backend.questions.types.number_answers import NumberRules


class Numeric(Content, NumberRules):
    """Answers in the order in which they are tried; at least one is worth full marks."""
