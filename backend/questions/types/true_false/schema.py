"""Content of true_false: is the statement in the stem true?"""

from __future__ import annotations

from pydantic import StrictBool

from backend.questions.types.base import Content, MisconceptionSlug


class TrueFalse(Content):
    """A statement. ``misconception`` is what choosing the wrong value shows; a reason is kept for the teacher."""

    answer: StrictBool
    reason_required: StrictBool = False
    misconception: MisconceptionSlug | None = None
