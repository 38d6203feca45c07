"""Marking: load, mark by type, store. Marks are append-only; the newest of an item counts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from backend.attempts.events import AnswersArrivedLate, AttemptSubmitted
from backend.attempts.models import AttemptItem
from backend.attempts.service import answers_of, items_of, set_marked
from backend.core import audit
from backend.core.model import uuid7
from backend.marker.models import Mark
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import FormatError, MarkResult

AUTO = "auto"


async def on_submitted(session: AsyncSession, event: AttemptSubmitted) -> None:
    """Mark a closed attempt in the transaction that closes it: no submitted attempt lacks a mark."""
    await mark_items(session, event.attempt_id, await items_of(session, event.attempt_id))
    await set_marked(session, event.attempt_id)


async def on_late(session: AsyncSession, event: AnswersArrivedLate) -> None:
    """Mark the answers again that arrived late but count."""
    items = [item for item in await items_of(session, event.attempt_id) if item.id in event.item_ids]
    await mark_items(session, event.attempt_id, items)


async def mark_items(session: AsyncSession, attempt_id: uuid.UUID, items: Sequence[AttemptItem]) -> None:
    """Mark items of one attempt by their current answers, and append the marks."""
    if not items:
        return
    answers = {answer.item_id: answer.value for answer in await answers_of(session, attempt_id)}
    versions = await versions_by_ids(session, [item.question_version_id for item in items])
    await session.execute(
        insert(Mark),
        [_row(item, versions[item.question_version_id], answers.get(item.id)) for item in items],
    )
    await audit.record(session, "marked", "attempt", attempt_id, fields=["marks"])


def mark_response(version: QuestionVersion, response: Any) -> MarkResult:
    """Mark one response; what can't be read waits for a person and is never a silent zero."""
    kind, content = parsed(version)
    try:
        return kind.mark(content, response)
    except FormatError as error:
        return MarkResult(
            fraction=0.0,
            outcome="needs_marking",
            reasons=(f"could not be read ({error.code}): {error.message}",),
            feedback="We couldn't read this answer, so your teacher will look at it.",
        )


def _row(item: AttemptItem, version: QuestionVersion, response: Any) -> dict[str, Any]:
    result = mark_response(version, response)
    kind, _ = parsed(version)
    return {
        "id": uuid7(),
        "attempt_id": item.attempt_id,
        "attempt_item_id": item.id,
        "fraction": result.fraction,
        "score": Decimal(str(result.fraction)) * item.marks_max,
        "marks_max": item.marks_max,
        "outcome": result.outcome,
        "feedback": result.feedback,
        "misconceptions": list(result.misconceptions),
        "response": response,
        "detail": {
            "reasons": list(result.reasons),
            "parts": [{"id": part.id, "fraction": part.fraction, "reason": part.reason} for part in result.parts],
        },
        "marker": AUTO,
        "marker_version": kind.marker_version,
    }


def newest_marks(attempt_ids: Iterable[uuid.UUID], *columns: Any) -> Select[Any]:
    """Return a query for the mark that counts (the newest) of every item of these attempts, or ``columns`` of it."""
    return (
        select(*columns or (Mark,))
        .ext(distinct_on(Mark.attempt_id, Mark.attempt_item_id))
        .where(Mark.attempt_id.in_(list(attempt_ids)))
        .order_by(Mark.attempt_id, Mark.attempt_item_id, Mark.id.desc())
    )


async def current_marks(session: AsyncSession, attempt_id: uuid.UUID) -> Sequence[Mark]:
    """Return the mark that counts of every item of an attempt."""
    return (await session.scalars(newest_marks([attempt_id]))).all()


async def mark_history(session: AsyncSession, item_id: uuid.UUID) -> Sequence[Mark]:
    """Return every mark that an item ever had, newest first."""
    return (await session.scalars(select(Mark).where(Mark.attempt_item_id == item_id).order_by(Mark.id.desc()))).all()
