"""What a class answered to one question, in groups of equal answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.analytics import queries
from backend.analytics.class_results import access_item, load_sat, show_item, what_to_accept
from backend.analytics.counting import handed_in_ids
from backend.analytics.schemas import BucketOut, Distribution
from backend.analytics.statistics import facility_index
from backend.analytics.wrong_ideas import describe_misconception
from backend.curriculum.models import Misconception
from backend.curriculum.service import misconceptions_by_slug
from backend.marker.service import mended_versions
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import find_mendable, versions_by_ids
from backend.questions.types.base import Bucket, Json
from backend.questions.types.pure_type import UNREADABLE


async def distribution(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID
) -> Distribution:
    """Return what the class answered to one question, most common first, the right answer always among them."""
    sat = await load_sat(session, actor, assignment_id)
    item, version = await access_item(session, sat.assignment, item_id)
    marks = await queries.item_marks(session, handed_in_ids(sat.attempts.values()), item_id)
    names = sat.names()
    buckets: dict[str, BucketOut] = {}
    mended_id = (await mended_versions(session, assignment_id)).get(item_id)
    seen_ids = {version.id, *(mark.version_id for mark in marks)}
    varied = len(seen_ids) > 1
    versions = await versions_by_ids(session, {*seen_ids, mended_id or version.id})
    mended = versions[mended_id] if mended_id else None
    newest = None if varied else await find_mendable(session, version.question_id)
    kind, content = parsed(mended or version)
    key = kind.key_view(content)
    answers = [(version.id, key, None), *((m.version_id, m.response, names[m.attempt_id]) for m in marks)]
    found = [(_bucket(versions[seen], mended, response), response, person) for seen, response, person in answers]
    # Of the answers, not of the marks: an idea is still wrong where everybody was given the marks.
    known = await misconceptions_by_slug(session, [each.misconception for each, _, _ in found if each.misconception])
    for answered, response, person in found:
        bucket = _whatever_the_numbers(answered, known) if varied else answered
        shown = buckets.get(bucket.key)
        if shown is None:
            slug = bucket.misconception
            misconception = describe_misconception(slug, known) if slug else None
            acceptable = [] if bucket.right else what_to_accept(newest, response)
            shown = buckets[bucket.key] = BucketOut(
                key=bucket.key,
                label=bucket.label,
                count=0,
                right=bucket.right,
                misconception=misconception,
                pupils=[],
                response=response if acceptable else None,
                acceptable=acceptable,
            )
        if person is not None:
            shown.count += 1
            shown.pupils.append(person)
    return Distribution(
        item=show_item(item, *parsed(version)),
        answered=sum(bucket.count for bucket in buckets.values() if bucket.key),
        of=len(marks),
        facility=facility_index([mark.fraction for mark in marks if mark.outcome not in queries.WITHOUT_MARK]),
        buckets=sorted(buckets.values(), key=lambda bucket: (not bucket.right, -bucket.count, bucket.label)),
    )


def _bucket(seen: QuestionVersion, mended: QuestionVersion | None, response: Json) -> Bucket:
    """Return the bar of an answer by the version that marks it: a mended one, where that can read it."""
    for version in (mended, seen):
        if version is not None:
            kind, content = parsed(version)
            bucket = kind.bucket(content, response)
            if bucket.key != UNREADABLE.key:
                return bucket
    return UNREADABLE


def _whatever_the_numbers(bucket: Bucket, known: Mapping[str, Misconception]) -> Bucket:
    """Return the bar of an answer to one of several variants: what was thought, since what was said always differs."""
    if bucket.right:
        return replace(bucket, key="right", label="The right answer")
    if bucket.misconception:
        return replace(
            bucket, key=bucket.misconception, label=describe_misconception(bucket.misconception, known).title
        )
    return bucket if not bucket.key else replace(bucket, key="other", label="Another answer")
