"""Marks true_false: 0 or 1. A reason that the pupil gives is passed on to the teacher and never marked."""

from __future__ import annotations

from backend.questions.types.base import Bucket, FormatError, Json, MarkResult
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.true_false.schema import TrueFalse
from backend.questions.types.verdicts import RIGHT, unanswered

_WRONG = "Not this time. Try to think of one example that would settle it, then read the statement again."


def _value(response: Json) -> tuple[bool | None, str | None]:
    fields = response_fields(response, "value", "reason")
    value = fields["value"]
    if value is not None and not isinstance(value, bool):
        raise FormatError("bad_response", "Please choose true or false.")
    return value, read_text(fields["reason"])


def mark(content: TrueFalse, response: Json) -> MarkResult:
    """Mark ``{"value": bool, "reason"?: str}``. Raises FormatError."""
    value, reason = _value(response)
    if value is None:
        return unanswered()
    right = value == content.answer
    reasons = [f"chose {'true' if value else 'false'}"]
    if content.reason_required:
        reasons.append(f"gave the reason '{shorten(reason)}'" if reason else "gave no reason")
    return MarkResult(
        fraction=float(right),
        outcome="right" if right else "wrong",
        reasons=tuple(reasons),
        misconceptions=(content.misconception,) if content.misconception and not right else (),
        feedback=RIGHT if right else _WRONG,
    )


def bucket(content: TrueFalse, response: Json) -> Bucket | None:
    """Group by the value chosen. Raises FormatError."""
    value, _ = _value(response)
    if value is None:
        return None
    right = value == content.answer
    label = "True" if value else "False"
    return Bucket(label.lower(), label, right, None if right else content.misconception)
