"""The job that makes questions about pupils' own programs; marking never waits for it, nor fails where it does."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.attempts import service as attempts
from backend.attempts.models import Attempt
from backend.core import clock
from backend.core.jobs import Job, JobContext
from backend.marker.evidence import place_of, read_book, unsettled
from backend.marker.models import OwnCodeQuestion
from backend.marker.own_code import OWN_CODE_JOB, counting_response, own_questions, planned_question
from backend.marker.service import current_marks
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import Evidence
from backend.questions.types.own_code import OwnQuestion
from backend.sandbox.protocol import RunRequest
from backend.sandbox.runner import Runner

log = structlog.get_logger()

_TRIES = 5
_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class _Noted:
    """A question that is to be made; no ``runs`` where its program isn't the one that counts any more."""

    row: OwnCodeQuestion
    version: QuestionVersion
    response: Any
    marked: Evidence
    runs: tuple[RunRequest, ...]


async def make_questions(context: JobContext, attempt_id: uuid.UUID) -> None:
    """Make the questions that are noted for an attempt. One that can't be made is none: its pupil isn't asked."""
    runner: Runner = context.database.info["runner"]
    for attempt in range(1, _TRIES + 1):
        async with context.session() as session:
            pupil_id = await session.scalar(select(Attempt.pupil_id).where(Attempt.id == attempt_id))
            noted = await _noted(session, attempt_id)
        last = attempt == _TRIES or not runner.available
        left = [each for each in noted if not await _make(context, runner, pupil_id, each, last=last)]
        if not left:
            return
        await asyncio.sleep(_PAUSE_S)


async def _noted(session: AsyncSession, attempt_id: uuid.UUID) -> list[_Noted]:
    rows = [row for row in (await own_questions(session, attempt_id)).values() if row.made_at is None]
    if not rows:
        return []
    items = {item.id: item for item in await attempts.items_of(session, attempt_id)}
    versions = await versions_by_ids(session, {row.question_version_id for row in rows})
    responses = {
        mark.attempt_item_id: counting_response(mark.detail, mark.response)
        for mark in await current_marks(session, attempt_id)
    }
    book = await read_book(session, [items[row.attempt_item_id] for row in rows], versions)
    found = []
    for row in rows:
        version, response = versions[row.question_version_id], responses[row.attempt_item_id]
        place = place_of(row.attempt_item_id, version.id, response)
        marked = book.kept.get(place, ())
        still = bool(marked) and place.response_sha256 == row.response_sha256
        found.append(_Noted(row, version, response, marked, planned_question(version, response) if still else ()))
    return found


async def _make(context: JobContext, runner: Runner, pupil_id: uuid.UUID | None, noted: _Noted, *, last: bool) -> bool:
    """Make one question and store it; False where its run has to be made again."""
    question: OwnQuestion | None = None
    try:
        results = await runner.run_all(noted.runs, pupil_id)
        if unsettled(results):
            if not last:
                return False
        elif results:
            kind, content = parsed(noted.version)
            question = await asyncio.to_thread(kind.ask_own_code, content, noted.response, noted.marked, results)
    except Exception:
        # An error of ours comes again with the same program: its pupil isn't kept waiting, nor the other questions.
        log.exception("own_code_not_made", attempt_item_id=str(noted.row.attempt_item_id))
    async with context.session() as session:
        await session.execute(
            update(OwnCodeQuestion)
            .where(
                OwnCodeQuestion.attempt_item_id == noted.row.attempt_item_id,
                OwnCodeQuestion.response_sha256 == noted.row.response_sha256,
                OwnCodeQuestion.made_at.is_(None),
            )
            .values(question=question.model_dump(mode="json") if question else None, made_at=clock.now())
        )
    return True


OWN_CODE = Job(OWN_CODE_JOB, make_questions)
