"""Which variant of a question each pupil gets, where a rule made several."""

from __future__ import annotations

import secrets
import uuid
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import AssessmentItem
from backend.attempts.models import AttemptItem
from backend.questions.service import variants_by_version


async def choose_versions(session: AsyncSession, items: Sequence[AssessmentItem]) -> dict[uuid.UUID, uuid.UUID]:
    """Return item to question version for a new attempt: of several variants one of those that were given out least.

    So neighbours have different numbers as long as there are more variants than pupils, and a second attempt another.
    Two who start in the same instant may get the same one, which does no harm.
    """
    chosen = {item.id: item.question_version_id for item in items}
    variants = await variants_by_version(session, chosen.values())
    if not variants:
        return chosen
    given = await _count_given(session, [item.id for item in items if item.question_version_id in variants])
    for item in items:
        offered = variants.get(item.question_version_id)
        if offered:
            fewest = min(given[item.id, version_id] for version_id in offered)
            chosen[item.id] = secrets.choice([each for each in offered if given[item.id, each] == fewest])
    return chosen


async def _count_given(session: AsyncSession, item_ids: Sequence[uuid.UUID]) -> Counter[tuple[uuid.UUID, uuid.UUID]]:
    rows = await session.execute(
        select(AttemptItem.assessment_item_id, AttemptItem.question_version_id, func.count())
        .where(AttemptItem.assessment_item_id.in_(item_ids))
        .group_by(AttemptItem.assessment_item_id, AttemptItem.question_version_id)
    )
    return Counter({(item_id, version_id): count for item_id, version_id, count in rows})
