"""The package: a whole attempt without a single key, so that a page can go on without Wi-Fi. And where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.assessments.assignments import get_assignment
from backend.assessments.models import Assessment
from backend.attempts.desk import find_desk
from backend.attempts.models import Answer, Attempt, AttemptItem
from backend.attempts.schemas import AnswerOut, Opened, Package, PackageItem, PupilRef
from backend.attempts.service import items_of
from backend.attempts.times import allowance_for, ends_at, wire_state
from backend.attempts.tries import tries_used
from backend.classes.service import classes_by_ids
from backend.core import clock
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import Content, QuestionType


def package_etag(attempt: Attempt, release: str) -> str:
    """Return the package's ETag. Its questions change when one is swapped; how they are shown, with the release."""
    return f'"{attempt.id.hex}-{attempt.package_number}-{release}"'


async def make_package(session: AsyncSession, actor: Actor, attempt: Attempt) -> Package:
    """Return the attempt's questions as this pupil sees them, options already shuffled by the attempt's seeds."""
    assignment = await get_assignment(session, attempt.assignment_id)
    title = await session.scalar(select(Assessment.title).where(Assessment.id == assignment.assessment_id))
    people = {
        user.id: user.display_name
        for user in await session.scalars(select(User).where(User.id.in_([actor.user_id, assignment.created_by])))
    }
    school_class = (await classes_by_ids(session, [assignment.class_id]))[assignment.class_id]
    items = await items_of(session, attempt.id)
    versions = await versions_by_ids(session, [item.question_version_id for item in items])
    return Package(
        attempt_id=attempt.id,
        title=title or "",
        class_name=school_class.name,
        teacher=people[assignment.created_by],
        pupil=PupilRef(id=actor.user_id, display_name=people[actor.user_id]),
        feedback=assignment.feedback,
        time_limit_s=attempt.limit_s,
        items=[show_item(item, versions[item.question_version_id], fewer=attempt.fewer_options) for item in items],
    )


def as_given(item: AttemptItem, version: QuestionVersion, *, fewer: bool) -> tuple[QuestionType, Content]:
    """Return a question with the options that its pupil was given; ``fewer`` where the attempt says so."""
    kind, content = parsed(version)
    return kind, kind.narrowed(content, item.seed) if fewer else content


def show_item(item: AttemptItem, version: QuestionVersion, *, fewer: bool) -> PackageItem:
    """Return one question as its pupil sees it."""
    kind, content = as_given(item, version, fewer=fewer)
    return PackageItem(
        id=item.id,
        position=item.position,
        marks=float(item.marks_max),
        type=version.type,
        view=kind.pupil_view(content, item.seed),
        hints=len(content.hints),
    )


async def show_opened(session: AsyncSession, attempt: Attempt, answers: Sequence[Answer], release: str) -> Opened:
    """Return where an attempt stands, for the page that has just opened it."""
    assignment = await get_assignment(session, attempt.assignment_id)
    return Opened(
        epoch=attempt.epoch,
        state=wire_state(attempt),
        now=clock.now_ms(),
        ends_at=clock.to_ms(ends_at(attempt, clock.now())),
        package_etag=package_etag(attempt, release),
        answers=[AnswerOut(item=a.item_id, epoch=a.epoch, seq=a.seq, value=a.value) for a in answers],
        checked=[a.item_id for a in answers if a.fixed_at],
        tries=await tries_used(session, attempt.id),
        try_costs=assignment.try_penalties,
        here=attempt.here,
        desk=await find_desk(session, attempt.id),
        paused_by=attempt.paused_by,
        rest_breaks=(await allowance_for(session, assignment, attempt.pupil_id)).rest_breaks,
    )
