"""The visible list of question types."""

from __future__ import annotations

from backend.questions.types import (
    boolean_expression,
    categorise,
    cloze,
    free_text,
    matching,
    multiple_choice,
    multiple_response,
    numeric,
    ordering,
    parsons,
    predict_output,
    python_code,
    short_text,
    trace_table,
    true_false,
    truth_table,
)
from backend.questions.types.base import FormatError, QuestionType

ALL: tuple[QuestionType, ...] = (
    multiple_choice.TYPE,
    multiple_response.TYPE,
    true_false.TYPE,
    short_text.TYPE,
    numeric.TYPE,
    ordering.TYPE,
    matching.TYPE,
    categorise.TYPE,
    cloze.TYPE,
    truth_table.TYPE,
    boolean_expression.TYPE,
    parsons.TYPE,
    predict_output.TYPE,
    trace_table.TYPE,
    free_text.TYPE,
    python_code.TYPE,
)

_BY_KEY = {question_type.key: question_type for question_type in ALL}


class UnknownType(FormatError):
    """There is no question type of this key."""

    def __init__(self, key: str) -> None:
        super().__init__("unknown_type", f"There is no question type “{key[:40]}”. Known are: {', '.join(_BY_KEY)}.")


def get_type(key: str) -> QuestionType:
    """Return the type named ``key``. Raises UnknownType."""
    try:
        return _BY_KEY[key]
    except KeyError as exc:
        raise UnknownType(key) from exc
