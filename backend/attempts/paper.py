"""What one pupil gets: the items drawn for an attempt, in their order, with the seeds that shuffle them."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from backend.assessments.drawing import draw_items
from backend.assessments.models import AssessmentItem, Assignment
from backend.attempts.models import AttemptItem
from backend.attempts.variants import Variants
from backend.core.model import uuid7
from backend.questions.types.base import shuffled


def draw_paper(
    assignment: Assignment, items: Sequence[AssessmentItem], variants: Variants, attempt_id: uuid.UUID, seed: int
) -> list[AttemptItem]:
    """Return the items of a new attempt: drawn and put in order by ``seed``, each of one variant."""
    drawn = draw_items(items, seed)
    if assignment.shuffle_questions:
        drawn = shuffled(drawn, seed, "questions")
    versions = variants.choose(drawn)
    return [
        AttemptItem(
            id=uuid7(),
            attempt_id=attempt_id,
            assessment_item_id=item.id,
            question_version_id=versions[item.id],
            position=position,
            seed=secrets.randbits(31),
            marks_max=item.marks,
        )
        for position, item in enumerate(drawn, 1)
    ]


def row_of(item: AttemptItem) -> dict[str, Any]:
    """Return an item as a row to insert, in values that JSON has."""
    return {
        "id": str(item.id),
        "assessment_item_id": str(item.assessment_item_id),
        "question_version_id": str(item.question_version_id),
        "position": item.position,
        "seed": item.seed,
        "marks_max": str(item.marks_max),
    }
