"""Which variant of a question each pupil gets, where a rule made several."""

from __future__ import annotations

import secrets
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.assessments.models import AssessmentItem
from backend.attempts.models import AttemptItem
from backend.questions.service import variants_by_version


@dataclass(frozen=True, slots=True)
class Variants:
    """What may be given out for each version that has variants, and how often each was given, by item."""

    offered: Mapping[uuid.UUID, Sequence[uuid.UUID]]
    given: Counter[tuple[uuid.UUID, uuid.UUID]]

    def choose(self, items: Sequence[AssessmentItem]) -> dict[uuid.UUID, uuid.UUID]:
        """Return item to question version for one attempt: of several variants one of those given out least.

        So neighbours have different numbers as long as there are more variants than pupils, and a second attempt
        another. Two who start in the same instant may get the same one, which does no harm.
        """
        chosen = {item.id: item.question_version_id for item in items}
        for item in items:
            offered = self.offered.get(item.question_version_id)
            if offered:
                fewest = min(self.given[item.id, version_id] for version_id in offered)
                chosen[item.id] = secrets.choice([each for each in offered if self.given[item.id, each] == fewest])
                self.given[item.id, chosen[item.id]] += 1
        return chosen


async def variants_of(session: AsyncSession, items: Sequence[AssessmentItem]) -> Variants:
    """Return the variants of those of these items that have any, with what attempts have been given so far."""
    offered = await variants_by_version(session, [item.question_version_id for item in items])
    varied = [item.id for item in items if item.question_version_id in offered]
    return Variants(offered, await _count_given(session, varied) if varied else Counter())


async def _count_given(session: AsyncSession, item_ids: Sequence[uuid.UUID]) -> Counter[tuple[uuid.UUID, uuid.UUID]]:
    rows = await session.execute(
        select(AttemptItem.assessment_item_id, AttemptItem.question_version_id, func.count())
        .where(AttemptItem.assessment_item_id.in_(item_ids))
        .group_by(AttemptItem.assessment_item_id, AttemptItem.question_version_id)
    )
    return Counter({(item_id, version_id): count for item_id, version_id, count in rows})
