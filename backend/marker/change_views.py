"""Changes of marks as the pages show them: dry runs, what was done, and where else a question was answered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.assessments.models import Assessment, AssessmentItem, Assignment
from backend.assessments.swaps import items_as_set, version_as_set
from backend.attempts.models import Attempt
from backend.classes.models import SchoolClass
from backend.classes.service import class_ids_of_teacher
from backend.core.errors import NotFound
from backend.marker import changes
from backend.marker.models import MarkChange
from backend.marker.schemas import (
    AcceptPlanIn,
    ChangeOut,
    ChangePlanIn,
    Elsewhere,
    ItemChanges,
    MarkShown,
    MoveOut,
    Preview,
)
from backend.questions.models import QuestionVersion
from backend.questions.service import newest_versions, versions_by_ids


async def show_preview(session: AsyncSession, actor: Actor, body: ChangePlanIn) -> Preview:
    """Return the dry run of a change: marks that change first, then by class and name."""
    return await show_moves(session, await changes.preview(session, actor, targets_of(body), _wanted(body, reason="")))


async def show_moves(session: AsyncSession, moves: list[changes.Move]) -> Preview:
    """Return what becomes of each mark, with whose it is."""
    attempts = {move.old.attempt_id for move in moves}
    rows = await session.execute(
        select(Attempt.id, User, SchoolClass.name)
        .join(User, User.id == Attempt.pupil_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(Attempt.id.in_(attempts))
    )
    people = {attempt_id: (pupil, class_name) for attempt_id, pupil, class_name in rows}
    moves.sort(key=lambda m: (m.row is None, people[m.old.attempt_id][1], people[m.old.attempt_id][0].sort_folded))
    return Preview(
        rows=[_show_move(move, *people[move.old.attempt_id]) for move in moves],
        changed=sum(move.row is not None for move in moves),
    )


def _show_move(move: changes.Move, pupil: User, class_name: str) -> MoveOut:
    old, row = move.old, move.row
    reasons = row["detail"]["reasons"] if row else []
    return MoveOut(
        pupil_id=pupil.id,
        pupil=pupil.display_name,
        class_name=class_name,
        attempt=move.attempt_number,
        old=MarkShown(score=round(float(old.score), 2), marks_max=float(old.marks_max), outcome=old.outcome),
        new=MarkShown(score=round(float(row["score"]), 2), marks_max=float(row["marks_max"]), outcome=row["outcome"])
        if row
        else None,
        reason="; ".join(reasons),
        note=move.note,
    )


def targets_of(body: ChangePlanIn | AcceptPlanIn) -> list[changes.Target]:
    """Return the questions of assignments that a change is for."""
    return [changes.Target(target.assignment_id, target.item_id) for target in body.targets]


def _wanted(body: ChangePlanIn, *, reason: str) -> changes.Wanted:
    return changes.Wanted(body.kind, reason, body.version_id, body.up_only, body.over_people)


async def begin(session: AsyncSession, actor: Actor, body: ChangePlanIn, reason: str) -> ChangeOut:
    """Begin a change and return it."""
    batch_id = await changes.begin(session, actor, targets_of(body), _wanted(body, reason=reason))
    return await show_change(session, actor, batch_id)


async def show_change(session: AsyncSession, actor: Actor, batch_id: uuid.UUID) -> ChangeOut:
    """Return a batch as one change. Raises NotFound."""
    found = (await session.scalars(select(MarkChange).where(MarkChange.batch_id == batch_id))).all()
    for change in found:
        await access_assignment(session, actor, change.assignment_id)
    if not found:
        raise NotFound("There is no such change of marks. Reload the page.")
    return (await _show_changes(session, found))[0]


async def _show_changes(session: AsyncSession, found: Sequence[MarkChange]) -> list[ChangeOut]:
    """Return one line a batch, newest first."""
    people = {
        user.id: user.display_name
        for user in await session.scalars(select(User).where(User.id.in_({change.made_by for change in found})))
    }
    batches: dict[uuid.UUID, list[MarkChange]] = {}
    for change in found:
        batches.setdefault(change.batch_id, []).append(change)
    shown = [
        ChangeOut(
            batch_id=batch_id,
            kind=parts[0].kind,
            reason=parts[0].reason,
            by=people[parts[0].made_by],
            made_at=parts[0].created_at,
            state="running" if any(part.state == "running" for part in parts) else parts[0].state,
            done=sum(part.done for part in parts),
            total=sum(part.total for part in parts),
            undone_at=parts[0].undone_at,
        )
        for batch_id, parts in batches.items()
    ]
    return sorted(shown, key=lambda change: change.made_at, reverse=True)


async def show_item(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID) -> ItemChanges:
    """Return what was changed about a question's marks in an assignment, and what could be. Raises NotFound."""
    assignment = await access_assignment(session, actor, assignment_id)
    item = next((item for item in await items_as_set(session, assignment) if item.id == item_id), None)
    if item is None:
        raise NotFound("That question isn't part of this assessment.")
    found = await session.scalars(
        select(MarkChange).where(
            MarkChange.assignment_id == assignment_id,
            MarkChange.assessment_item_id == item_id,
            # Thirty answers that were marked by hand are no changes of a mark.
            MarkChange.kind != "marking",
        )
    )
    version = (await versions_by_ids(session, [item.question_version_id]))[item.question_version_id]
    newest = (await newest_versions(session, [version.question_id]))[version.question_id]
    return ItemChanges(
        changes=await _show_changes(session, found.all()),
        question_id=version.question_id,
        newer_version_id=newest.id if newest.id != version.id else None,
        elsewhere=await _elsewhere(session, actor, assignment, version.question_id),
    )


async def _elsewhere(session: AsyncSession, actor: Actor, here: Assignment, question_id: uuid.UUID) -> list[Elsewhere]:
    """Return the other assignments of the actor's classes in which the question has marks."""
    marked = select(Attempt.id).where(Attempt.assignment_id == Assignment.id, Attempt.state == "marked").exists()
    rows = await session.execute(
        select(Assignment.id, AssessmentItem.id, Assessment.title, SchoolClass.name)
        .join(Assessment, Assessment.id == Assignment.assessment_id)
        .join(
            AssessmentItem,
            (AssessmentItem.assessment_id == Assignment.assessment_id)
            & (AssessmentItem.revision == Assignment.revision),
        )
        .join(QuestionVersion, QuestionVersion.id == version_as_set(Assignment.id))
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(
            QuestionVersion.question_id == question_id,
            Assignment.id != here.id,
            Assignment.class_id.in_(await class_ids_of_teacher(session, actor.user_id)),
            marked,
        )
        .order_by(Assignment.opens_at.desc(), Assignment.id)
        .limit(50)
    )
    return [
        Elsewhere(assignment_id=assignment_id, item_id=item_id, title=title, class_name=class_name)
        for assignment_id, item_id, title, class_name in rows
    ]
