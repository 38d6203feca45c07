"""Accepting an answer that was marked wrong: the question takes it, and all answers are marked again by it.

The dry run marks by the very content that is stored when it is done.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.errors import Invalid, StaleVersion
from backend.core.model import uuid7
from backend.marker import changes
from backend.marker.changes import Move, Target, Wanted
from backend.marker.models import FOR_ONE, MarkChange
from backend.questions.content import parsed, read_content
from backend.questions.models import QuestionVersion
from backend.questions.service import find_mendable, mend_question, versions_by_ids
from backend.questions.types.base import FormatError

VARIED = (
    "Each pupil had other numbers here, so there is no one answer to accept. Change single marks, "
    "or give everybody the marks."
)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The answer to accept: all of ``response``, or its ``part`` (a gap). ``fraction`` is what it is to earn, 0..1."""

    response: Any
    part: str
    fraction: float


@dataclass(frozen=True, slots=True)
class DryRun:
    """What accepting would do. ``newest`` is the version that would be mended, ``was_set`` the one that pupils saw."""

    moves: list[Move]
    newest: QuestionVersion
    was_set: uuid.UUID


async def preview(session: AsyncSession, actor: Actor, targets: Sequence[Target], acceptance: Acceptance) -> DryRun:
    """Return what accepting would do to every mark; store nothing. Raises NotFound, Invalid, UnreadableQuestion."""
    was_set, newest = await _to_mend(session, actor, targets)
    mended = QuestionVersion(
        id=uuid7(), question_id=newest.question_id, type=newest.type, content=_mended_content(newest, acceptance)
    )
    wanted = Wanted("remark", "", mended.id, up_only=True)
    return DryRun(await changes.preview(session, actor, targets, wanted, mended=mended), newest, was_set)


async def begin(
    session: AsyncSession,
    actor: Actor,
    targets: Sequence[Target],
    acceptance: Acceptance,
    *,
    seen: uuid.UUID,
    reason: str,
) -> uuid.UUID:
    """Accept an answer and begin to mark again by it; marks only go up. ``seen``: what the dry run would have mended.

    Returns the batch. Raises NotFound, Invalid, UnreadableQuestion, StaleVersion where somebody mended it meanwhile.
    """
    _, newest = await _to_mend(session, actor, targets)
    if newest.id != seen:
        raise StaleVersion
    content = _mended_content(newest, acceptance)
    version_id = await mend_question(session, actor, newest.question_id, content, seen=seen)
    return await changes.begin(session, actor, targets, Wanted("remark", reason, version_id, up_only=True))


async def _to_mend(session: AsyncSession, actor: Actor, targets: Sequence[Target]) -> tuple[uuid.UUID, QuestionVersion]:
    """Return the version of the first target that pupils saw, and the newest one of its question."""
    _, item = await changes.access_item(session, actor, targets[0])
    was_set = (await versions_by_ids(session, [item.question_version_id]))[item.question_version_id]
    newest = await find_mendable(session, was_set.question_id)
    if newest is None:
        raise Invalid(VARIED)
    await _refuse_where_everybody_is_marked_alike(session, targets)
    return was_set.id, newest


async def _refuse_where_everybody_is_marked_alike(session: AsyncSession, targets: Sequence[Target]) -> None:
    """A newer marking again would take what holds for everybody from those who answer later."""
    rows = await session.execute(
        select(MarkChange.assignment_id, MarkChange.assessment_item_id, MarkChange.kind)
        .where(
            MarkChange.assignment_id.in_([target.assignment_id for target in targets]),
            MarkChange.assessment_item_id.in_([target.item_id for target in targets]),
            MarkChange.kind.not_in(FOR_ONE),
            MarkChange.state != "undone",
        )
        .order_by(MarkChange.kind == "void", MarkChange.id)
    )
    holds = {(assignment_id, item_id): kind for assignment_id, item_id, kind in rows}
    for target in targets:
        kind = holds.get((target.assignment_id, target.item_id))
        if kind in {"void", "full"}:
            what = "is left out for everybody" if kind == "void" else "gives everybody full marks"
            raise Invalid(f"This question {what} in one of these classes. Take that back first, or untick the class.")


def _mended_content(newest: QuestionVersion, acceptance: Acceptance) -> dict[str, Any]:
    kind, content = parsed(newest)
    try:
        mended = kind.accept(content, acceptance.response, acceptance.part, acceptance.fraction)
    except FormatError as error:
        raise Invalid(error.message) from error
    read_content(kind.key, mended)
    return mended
