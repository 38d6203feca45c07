"""A run: the makers make, every draft is checked, and all are stored at once. Nothing slow holds a transaction."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from backend.core import audit
from backend.core.jobs import Job, JobContext
from backend.core.model import uuid7
from backend.curriculum.service import objectives_by_keys
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.models import Document
from backend.documents.service import load_outline
from backend.generation.draft import Draft
from backend.generation.makers import Order, Run, find_offer, make_drafts
from backend.generation.models import DraftQuestion, GenerationRun
from backend.generation.pipeline import BankQuestion, Checked, Outcome, check_batch
from backend.generation.program_runs import run_for
from backend.generation.service import RUN_JOB, UNFINISHED
from backend.questions.content import stem_line
from backend.questions.service import list_bank_texts
from backend.sandbox.errors import RunnerOff
from backend.sandbox.protocol import RunRequest, RunResult

log = structlog.get_logger()

_FILE_GONE = "The lesson file was deleted before its questions were made. Upload it again and start anew."
_FAILED = "Something went wrong on our side while the questions were made. Start again; if that doesn't help, tell IT."
_TRIES_TO_REPORT = 3
_LOOK_EVERY_S = 1.0


class _Stopped(Exception):
    """The run was cancelled, is over, or is gone."""


class _FileGone(Exception):
    """The run's lesson file was deleted."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What a run needs, read in one go."""

    seed: int
    orders: tuple[Order, ...]
    objective_ids: tuple[uuid.UUID, ...]
    outline: DocumentOutline | None


async def run_makers(context: JobContext, run_id: uuid.UUID) -> None:
    """Do one run. Safe to run again: drafts are stored in the transaction that ends the run."""
    try:
        work = await _begin(context, run_id)
        drafts: list[Draft] = []
        for done, order in enumerate(work.orders):
            drafts += await make_drafts(order, work.outline, work.seed, _run_while_wanted(context, run_id, done))
            await _progress(context, run_id, done + 1)
        bank = await _bank(context)
        outcome = await asyncio.to_thread(check_batch, drafts, work.outline, bank)
        await _store(context, run_id, work, outcome)
    except _Stopped:
        log.info("run_stopped")
    except _FileGone:
        await _fail(context, run_id, _FILE_GONE)
    except RunnerOff as off:
        await _fail(context, run_id, off.detail)
    except Exception as exc:
        log.exception("run_failed", error=type(exc).__name__)
        await _fail(context, run_id, _FAILED)


async def _begin(context: JobContext, run_id: uuid.UUID) -> _Work:
    """Mark the run as running and read what it needs. Raises _Stopped, _FileGone."""
    async with context.session() as session:
        run = (
            await session.scalars(select(GenerationRun).where(GenerationRun.id == run_id).with_for_update())
        ).one_or_none()
        if run is None or run.status not in UNFINISHED:
            raise _Stopped
        run.status, run.progress_done = "running", 0
        orders = tuple(Order(**order) for order in run.makers)
        document = await session.get(Document, run.document_id) if run.document_id else None
        if document is None and any(_reads_text(order) for order in orders):
            raise _FileGone
        outline = await load_outline(session, document) if document else None
        return _Work(run.seed, orders, tuple(run.objective_ids), outline)


def _reads_text(order: Order) -> bool:
    offer = find_offer(order.key)
    return offer is not None and offer.needs_document


async def _progress(context: JobContext, run_id: uuid.UUID, done: int) -> None:
    """Say how far the run has come. Raises _Stopped when it isn't wanted any more."""
    async with context.session() as session:
        still = await session.scalar(
            update(GenerationRun)
            .where(GenerationRun.id == run_id, GenerationRun.status == "running")
            .values(progress_done=done)
            .returning(GenerationRun.id)
        )
    if still is None:
        raise _Stopped


def _run_while_wanted(context: JobContext, run_id: uuid.UUID, done: int) -> Run:
    """Return what runs makers' programs as long as the questions are wanted; it raises _Stopped then.

    One maker's programs may take many seconds, so whether they are is looked up each second.
    """
    run_really = run_for(context.database.info["runner"], run_id)
    looked = time.monotonic()

    async def run(requests: Sequence[RunRequest]) -> Sequence[RunResult]:
        nonlocal looked
        if time.monotonic() - looked > _LOOK_EVERY_S:
            looked = time.monotonic()
            await _progress(context, run_id, done)
        return await run_really(requests)

    return run


async def _bank(context: JobContext) -> list[BankQuestion]:
    async with context.session() as session:
        texts = await list_bank_texts(session)
    return [BankQuestion(str(text.question_id), text.type, text.content, text.stem_text) for text in texts]


async def _store(context: JobContext, run_id: uuid.UUID, work: _Work, outcome: Outcome) -> None:
    """Store the drafts and end the run. Raises _Stopped."""
    keys = {key for checked in outcome.kept for key in checked.draft.objectives}
    async with context.session() as session:
        run = (
            await session.scalars(
                select(GenerationRun)
                .where(GenerationRun.id == run_id, GenerationRun.status == "running")
                .with_for_update()
            )
        ).one_or_none()
        if run is None:
            raise _Stopped
        by_key = {key: objective.id for key, objective in (await objectives_by_keys(session, keys)).items()}
        rows = _rows(run_id, outcome.kept, work, by_key)
        if rows:
            await session.execute(insert(DraftQuestion), rows)
        run.made, run.dropped = len(rows), sum(outcome.dropped.values())
        run.status, run.progress_done, run.message = "done", run.progress_total, _message(outcome)
        await audit.record(session, "finished", "generation_run", run_id, fields=["status"])


def _rows(
    run_id: uuid.UUID, kept: Sequence[Checked], work: _Work, by_key: Mapping[str, uuid.UUID]
) -> list[dict[str, Any]]:
    """Return the drafts as they are stored; one that resembles another of the run names it."""
    rows = [_row(run_id, n, checked, work, by_key) for n, checked in enumerate(kept, 1)]
    for row, checked in zip(rows, kept, strict=True):
        if checked.twin is not None:
            row["duplicate_of"] = {**row["duplicate_of"], "draft_id": str(rows[checked.twin]["id"])}
    return rows


def _row(
    run_id: uuid.UUID, position: int, checked: Checked, work: _Work, by_key: Mapping[str, uuid.UUID]
) -> dict[str, Any]:
    draft = checked.draft
    own: Sequence[uuid.UUID] = [by_key[key] for key in draft.objectives if key in by_key]
    return {
        "id": uuid7(),
        "run_id": run_id,
        "position": position,
        "type": draft.type,
        "content": draft.content,
        "stem_text": stem_line(checked.content),
        "maker": draft.maker,
        "maker_version": draft.maker_version,
        "seed": draft.seed,
        "level": draft.level,
        "evidence": checked.evidence,
        "checks": list(checked.checks),
        "duplicate_of": checked.duplicate_of,
        "objective_ids": list(dict.fromkeys([*work.objective_ids, *own])),
        "version": 1,
    }


def _message(outcome: Outcome) -> str:
    made, dropped = len(outcome.kept), sum(outcome.dropped.values())
    if made == 0 and dropped == 0:
        return (
            "Nothing was found to ask about. Files that explain words in whole sentences or give steps in order "
            "work best; you can also make questions without a file."
        )
    left_out = f" {dropped} more {'was' if dropped == 1 else 'were'} left out: they didn't pass the checks."
    of_all = "".join(f" {finding.message} {finding.fix}" for finding in outcome.batch_checks)
    return f"{made} question{'' if made == 1 else 's'} to review.{left_out if dropped else ''}{of_all}"


async def _fail(context: JobContext, run_id: uuid.UUID, message: str) -> None:
    """Say on the run that it failed, even when the database is away for a moment."""
    for attempt in range(1, _TRIES_TO_REPORT + 1):
        try:
            async with context.session() as session:
                await session.execute(
                    update(GenerationRun)
                    .where(GenerationRun.id == run_id, GenerationRun.status.in_(UNFINISHED))
                    .values(status="failed", message=message)
                )
                await audit.record(session, "failed", "generation_run", run_id, fields=["status"])
            return
        except SQLAlchemyError:
            if attempt == _TRIES_TO_REPORT:
                raise
            await asyncio.sleep(attempt)


RUN = Job(RUN_JOB, run_makers)
