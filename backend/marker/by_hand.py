"""Marks that a person gives: to answers that wait for one, or in place of another mark with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.attempts.models import Attempt, AttemptItem
from backend.core import audit
from backend.core.errors import Invalid, NotFound
from backend.marker.changes import Target, Wanted, access_targets
from backend.marker.errors import AnswerChanged
from backend.marker.marking import folded_words
from backend.marker.marking_schemas import MarkingIn
from backend.marker.models import Mark, MarkChange
from backend.marker.service import copied, mended_versions, newest_marks
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import GuideLine, outcome_of

BY_HAND = "Your teacher looked at this answer and marked it."


async def override(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID, *, score: float, reason: str
) -> uuid.UUID:
    """Give an answer to the assessment's item ``item_id`` another mark. Returns the batch, to take it back by.

    Raises NotFound, Invalid for a score beyond the item's marks or a question that was left out.
    """
    attempt = await session.get(Attempt, attempt_id)
    if attempt is None:
        raise NotFound("There is no such attempt in your classes. Reload the page.")
    (change,) = await access_targets(
        session, actor, [Target(attempt.assignment_id, item_id)], Wanted("override", reason)
    )
    found = await _standing(session, [attempt_id], change)
    said = {"feedback": BY_HAND, "detail": {"reasons": [reason], "parts": []}}
    return await _give(session, actor, change, [_by_person(actor, change, row, score) | said for row in found])


async def mark_answers(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID, body: MarkingIn
) -> uuid.UUID:
    """Mark the answers of several attempts alike, as one act. Returns its batch, to take it back by.

    Raises NotFound, Invalid, AnswerChanged.
    """
    (change,) = await access_targets(session, actor, [Target(assignment_id, item_id)], Wanted("marking", body.comment))
    found = await _standing(session, body.attempts, change)
    if body.response is not None and {folded_words(mark.response) for mark, _ in found} != {
        folded_words(body.response)
    }:
        raise AnswerChanged("A newer answer has come since this page was opened. Reload the page, then mark it.")
    mended = (await mended_versions(session, assignment_id)).get(item_id)
    versions = await versions_by_ids(session, {mended or item.question_version_id for _, item in found})
    rows = [
        _by_person(actor, change, row, body.score) | _said(versions[mended or row.item.question_version_id], body)
        for row in found
    ]
    return await _give(session, actor, change, rows)


class _Standing(NamedTuple):
    """The mark that counts, with what it marks."""

    mark: Mark
    item: AttemptItem


async def _standing(session: AsyncSession, attempt_ids: Sequence[uuid.UUID], change: MarkChange) -> list[_Standing]:
    """Return the mark that counts of a change's question in each of these attempts. Raises NotFound."""
    wanted = select(Attempt.id).where(Attempt.id.in_(attempt_ids), Attempt.assignment_id == change.assignment_id)
    found = (
        await session.execute(
            newest_marks(wanted, Mark, AttemptItem)
            .join(AttemptItem, AttemptItem.id == Mark.attempt_item_id)
            .where(AttemptItem.assessment_item_id == change.assessment_item_id)
        )
    ).all()
    if len(found) < len(set(attempt_ids)):
        raise NotFound("There is no mark to change here yet. It comes when the pupil has handed in.")
    return [_Standing(*row) for row in found]


def _by_person(actor: Actor, change: MarkChange, row: _Standing, score: float) -> dict[str, Any]:
    """Return the row of a mark of this score by ``actor``, still without what it says. Raises Invalid."""
    mark, item = row
    if mark.outcome == "void":
        raise Invalid("This question is left out for everybody. Take that back first, then change the mark.")
    if score > item.marks_max:
        raise Invalid(f"This question has {float(item.marks_max):g} marks. Give at most that.")
    fraction = float(Decimal(str(score)) / item.marks_max)
    return copied(mark) | {
        "fraction": fraction,
        "score": Decimal(str(score)),
        "outcome": outcome_of(fraction),
        "misconceptions": mark.misconceptions if fraction < 1 else [],
        "marker": str(actor.user_id),
        "change_id": change.id,
        "undoes": None,
    }


def _said(version: QuestionVersion, body: MarkingIn) -> dict[str, Any]:
    """Return what a mark says: to the pupil (``feedback``) and to whoever asks why (``detail``). Raises NotFound."""
    kind, content = parsed(version)
    lines = kind.marking_guide(content).lines
    held = set(body.lines or ())
    if not held <= {line.id for line in lines}:
        raise NotFound("What earns marks here was changed meanwhile. Reload the page, then mark again.")
    why = [line.text for line in lines if line.id in held]
    parts = [{"id": line.id, "fraction": float(line.id in held), "reason": line.text} for line in lines]
    used = body.lines is not None
    return {
        "feedback": " ".join(filter(None, (_about(lines, held) if used else "", body.comment))) or BY_HAND,
        "detail": {
            "reasons": ["marked by a teacher", *(why if used else ()), *filter(None, (body.comment,))],
            "parts": parts if used else [],
            "lines": body.lines,
            "comment": body.comment,
        },
    }


def _about(lines: Sequence[GuideLine], held: set[str]) -> str:
    """Tell the pupil what earned marks, and what would have."""
    earned = "; ".join(line.text for line in lines if line.id in held)
    missing = "; ".join(line.text for line in lines if line.id not in held)
    said = (f"You got marks for: {earned}." if earned else "", f"For more: {missing}." if missing else "")
    return " ".join(filter(None, said))


async def _give(session: AsyncSession, actor: Actor, change: MarkChange, rows: Sequence[dict[str, Any]]) -> uuid.UUID:
    """Store a change by hand with its marks; returns its batch."""
    change.batch_id, change.state, change.done, change.total = change.id, "applied", len(rows), len(rows)
    session.add(change)
    await session.flush()
    await session.execute(insert(Mark), rows)
    await audit.record(session, change.kind, "mark_change", change.id, actor_id=actor.user_id, fields=["marks"])
    return change.batch_id
