"""Building assessments. An item list that was set for a class is never edited: the next edit starts a new revision."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Select, delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.drawing import SettledItem, check_pools
from backend.assessments.errors import QuestionNotReady
from backend.assessments.models import Assessment, AssessmentItem, Assignment
from backend.assessments.schemas import TITLE_MAX, AssessmentChange, AssessmentIn, ItemIn
from backend.core import audit, clock
from backend.core.errors import Invalid, NotFound, StaleVersion
from backend.core.model import uuid7
from backend.core.versioning import flush_or_stale
from backend.questions.content import own_marks, parsed
from backend.questions.events import UsesAsked
from backend.questions.models import QuestionVersion
from backend.questions.service import latest_versions, versions_by_ids

COPY_MARK = " (copy)"


async def access_assessment(
    session: AsyncSession, actor: Actor, assessment_id: uuid.UUID, *, lock: bool = False
) -> Assessment:
    """Return an assessment that the actor may see: teachers share the school's. Raises NotFound.

    ``lock`` keeps editing and setting apart: one would change the list of questions that the other has just frozen.
    """
    found = None
    if actor.may("assessments.author"):
        found = await session.get(Assessment, assessment_id, with_for_update=lock)
    if found is None:
        raise NotFound("There is no such assessment in your school. It may have been made elsewhere; reload the list.")
    return found


async def create_assessment(session: AsyncSession, actor: Actor, new: AssessmentIn) -> Assessment:
    """Make an assessment. Raises QuestionNotReady."""
    assessment = Assessment(
        id=uuid7(),
        title=new.title,
        description=new.description,
        author_id=actor.user_id,
        revision=1,
        updated_at=clock.now(),
    )
    session.add(assessment)
    await flush_or_stale(session)
    await _put_items(session, assessment, await _settled(session, new.items, current=()))
    await audit.record(
        session, "created", "assessment", assessment.id, actor_id=actor.user_id, fields=["title", "items"]
    )
    return assessment


async def update_assessment(
    session: AsyncSession, actor: Actor, assessment_id: uuid.UUID, change: AssessmentChange
) -> Assessment:
    """Save an edited assessment. Raises StaleVersion, QuestionNotReady.

    Questions that were in it already keep the version that was chosen then, unless the latest is asked for.
    """
    assessment = await access_assessment(session, actor, assessment_id, lock=True)
    if assessment.version != change.version:
        raise StaleVersion
    current = await list_items(session, assessment.id, assessment.revision)
    before = [(item.question_version_id, item.marks, item.pool, item.draw) for item in current]
    settled = await _settled(session, change.items, current)
    assessment.title, assessment.description = change.title, change.description
    assessment.updated_at = clock.now()
    after = [(item.version_id, item.marks, item.pool, item.draw) for item in settled]
    if after != before:
        if await _was_set(session, assessment):
            assessment.revision += 1
        else:
            await session.execute(
                delete(AssessmentItem).where(
                    AssessmentItem.assessment_id == assessment.id, AssessmentItem.revision == assessment.revision
                )
            )
        await flush_or_stale(session)
        await _put_items(session, assessment, settled)
    await flush_or_stale(session)
    await audit.record(
        session,
        "changed",
        "assessment",
        assessment.id,
        actor_id=actor.user_id,
        fields=["title", "description", "items"],
    )
    return assessment


async def copy_assessment(session: AsyncSession, actor: Actor, assessment_id: uuid.UUID) -> Assessment:
    """Return a new assessment of the actor's with the same questions, in the versions and with the marks of the first.

    Questions that are retired since stay in it, as they do in the first.
    """
    source = await access_assessment(session, actor, assessment_id)
    copy = Assessment(
        id=uuid7(),
        title=source.title[: TITLE_MAX - len(COPY_MARK)] + COPY_MARK,
        description=source.description,
        author_id=actor.user_id,
        revision=1,
        updated_at=clock.now(),
    )
    session.add(copy)
    await flush_or_stale(session)
    items = await list_items(session, source.id, source.revision)
    if items:
        kept = ("position", "question_version_id", "marks", "pool", "draw")
        await session.execute(
            insert(AssessmentItem),
            [
                {"id": uuid7(), "assessment_id": copy.id, "revision": 1, **{name: getattr(item, name) for name in kept}}
                for item in items
            ],
        )
    await audit.record(session, "copied", "assessment", copy.id, actor_id=actor.user_id, fields=["title", "items"])
    return copy


async def archive_assessment(
    session: AsyncSession, actor: Actor, assessment_id: uuid.UUID, *, version: int, archived: bool
) -> Assessment:
    """Put an assessment out of the list, or back into it. What was set goes on."""
    assessment = await access_assessment(session, actor, assessment_id)
    if assessment.version != version:
        raise StaleVersion
    assessment.archived_at = clock.now() if archived else None
    await flush_or_stale(session)
    await audit.record(
        session, "archived" if archived else "unarchived", "assessment", assessment.id, actor_id=actor.user_id
    )
    return assessment


async def list_items(session: AsyncSession, assessment_id: uuid.UUID, revision: int) -> Sequence[AssessmentItem]:
    """Return the items of one revision in order."""
    return (await session.scalars(items_query(assessment_id, revision))).all()


def items_query(assessment_id: uuid.UUID, revision: int) -> Select[AssessmentItem]:
    """Return the query for the items of one revision in order."""
    return (
        select(AssessmentItem)
        .where(AssessmentItem.assessment_id == assessment_id, AssessmentItem.revision == revision)
        .order_by(AssessmentItem.position)
    )


async def _was_set(session: AsyncSession, assessment: Assessment) -> bool:
    return bool(
        await session.scalar(
            select(
                exists().where(Assignment.assessment_id == assessment.id, Assignment.revision == assessment.revision)
            )
        )
    )


async def _settled(
    session: AsyncSession, wanted: Sequence[ItemIn], current: Sequence[AssessmentItem]
) -> list[SettledItem]:
    """Return what is wanted with the version and the marks of each. Raises QuestionNotReady, Invalid."""
    ids = [item.question_id for item in wanted]
    if len(set(ids)) != len(ids):
        raise Invalid("A question is in the list twice. Take one of the two out.")
    known = await versions_by_ids(session, [item.question_version_id for item in current])
    marks = {known[item.question_version_id].question_id: item.marks for item in current}
    renewed = {item.question_id for item in wanted if item.latest}
    versions = {each.question_id: each for each in known.values() if each.question_id not in renewed}
    versions |= await latest_versions(session, [question_id for question_id in ids if question_id not in versions])
    missing = [question_id for question_id in ids if question_id not in versions]
    if missing:
        raise QuestionNotReady(
            f"{len(missing)} of the questions can't be used: only questions that are ready can. "
            "Make them ready in the bank first."
        )
    settled = [
        SettledItem(
            version_id=versions[item.question_id].id,
            marks=item.marks or marks.get(item.question_id) or Decimal(own_marks(*parsed(versions[item.question_id]))),
            pool=item.pool,
            draw=item.draw,
        )
        for item in wanted
    ]
    check_pools(settled)
    return settled


async def _put_items(session: AsyncSession, assessment: Assessment, items: Sequence[SettledItem]) -> None:
    if not items:
        return
    await session.execute(
        insert(AssessmentItem),
        [
            {
                "id": uuid7(),
                "assessment_id": assessment.id,
                "revision": assessment.revision,
                "position": position,
                "question_version_id": item.version_id,
                "marks": item.marks,
                "pool": item.pool,
                "draw": item.draw,
            }
            for position, item in enumerate(items, 1)
        ],
    )


async def count_uses(session: AsyncSession, event: UsesAsked) -> None:
    """Say in how many assessments each question stands; answers what the bank asks."""
    rows = await session.execute(
        select(QuestionVersion.question_id, func.count(AssessmentItem.assessment_id.distinct()).label("n"))
        .join(AssessmentItem, AssessmentItem.question_version_id == QuestionVersion.id)
        .where(QuestionVersion.question_id.in_(event.question_ids))
        .group_by(QuestionVersion.question_id)
    )
    event.used_in.update({row.question_id: row.n for row in rows})
