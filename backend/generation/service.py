"""Runs of the makers: starting one within the limits, looking at it, stopping it. Each is its owner's alone."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.accounts.school_settings import generation_limit
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.core.jobs import defer
from backend.core.model import uuid7
from backend.core.pagination import PAGE_SIZE, encode_place
from backend.curriculum.service import check_objective_ids
from backend.documents.models import Document
from backend.documents.schemas import Progress
from backend.documents.service import access_document, place_id
from backend.generation import schemas
from backend.generation.errors import CannotMake, TooManyRuns
from backend.generation.makers import find_offer
from backend.generation.models import GenerationRun
from backend.generation.program_runs import SWITCHED_OFF

RUN_JOB = "generation.run"
UNFINISHED = ("queued", "running")

_HOUR = timedelta(hours=1)
_SEED_LIMIT = 2**31


async def access_run(session: AsyncSession, actor: Actor, run_id: uuid.UUID, *, lock: bool = False) -> GenerationRun:
    """Return one of the actor's own runs. Raises NotFound."""
    wanted = select(GenerationRun).where(GenerationRun.id == run_id, GenerationRun.owner_id == actor.user_id)
    found = (await session.scalars(wanted.with_for_update() if lock else wanted)).one_or_none()
    if found is None:
        raise NotFound("There is no such run among yours. Go back to your lesson files and start again.")
    return found


async def start_run(session: AsyncSession, actor: Actor, new: schemas.RunIn) -> GenerationRun:
    """Queue a run. Raises NotFound, CannotMake, TooManyRuns."""
    document = await access_document(session, actor, new.document_id) if new.document_id else None
    _refuse_misfits(new.makers, document, programs=session.info["runner"].enabled)
    await check_objective_ids(session, new.objective_ids)
    await _refuse_too_many(session, actor)
    run = GenerationRun(
        id=uuid7(),
        owner_id=actor.user_id,
        document_id=document.id if document else None,
        document_name=document.name if document else "",
        makers=[order.model_dump() for order in new.makers],
        objective_ids=list(dict.fromkeys(new.objective_ids)),
        seed=secrets.randbelow(_SEED_LIMIT),
        status="queued",
        progress_done=0,
        progress_total=len(new.makers) + 1,
        made=0,
        dropped=0,
        message="",
        created_at=clock.now(),
    )
    session.add(run)
    await session.flush()
    await defer(session, RUN_JOB, run.id)
    await audit.record(session, "started", "generation_run", run.id, actor_id=actor.user_id)
    return run


def _refuse_misfits(orders: Sequence[schemas.OrderIn], document: Document | None, *, programs: bool) -> None:
    """Raise CannotMake for an order that could only fail later."""
    if document is not None and document.status != "parsed":
        raise CannotMake("The lesson file hasn't been read yet. Wait until it has, or choose another.")
    for order in orders:
        offer = find_offer(order.key)
        if offer is None:
            raise CannotMake(f"There is no maker of questions called “{order.key}”. Reload the page and choose again.")
        if offer.needs_document and document is None:
            raise CannotMake(f"“{offer.title}” needs a lesson file to read. Choose one first.")
        if offer.runs_programs and not programs:
            raise CannotMake(SWITCHED_OFF)
        if order.level is not None and order.level not in offer.levels:
            raise CannotMake(f"“{offer.title}” has no level {order.level}. Choose another level.")


async def _refuse_too_many(session: AsyncSession, actor: Actor) -> None:
    """Raise TooManyRuns. Two requests of one teacher at the same moment count one after the other."""
    await session.execute(select(func.pg_advisory_xact_lock(actor.user_id.int & (2**63 - 1))))
    since = clock.now() - _HOUR
    row = (
        await session.execute(
            select(func.count().label("n"), func.min(GenerationRun.created_at).label("first")).where(
                GenerationRun.owner_id == actor.user_id, GenerationRun.created_at > since
            )
        )
    ).one()
    if row.n < await generation_limit(session):
        return
    wait_s = max(1, round((row.first - since).total_seconds()))
    raise TooManyRuns(
        f"You have made questions {row.n} times in the last hour, which is the limit. "
        f"Try again in {-(-wait_s // 60)} min; meanwhile you can review the drafts that you have.",
        retry_after_s=wait_s,
    )


async def list_runs(session: AsyncSession, actor: Actor, after: str | None) -> schemas.RunPage:
    """Return a page of the actor's runs, newest first."""
    rows = select(GenerationRun).where(GenerationRun.owner_id == actor.user_id).order_by(GenerationRun.id.desc())
    if after:
        rows = rows.where(GenerationRun.id < place_id(after))
    found = (await session.scalars(rows.limit(PAGE_SIZE + 1))).all()
    shown = found[:PAGE_SIZE]
    return schemas.RunPage(
        items=[show_run(run) for run in shown],
        next=encode_place(shown[-1].id) if len(found) > PAGE_SIZE else None,
    )


async def cancel_run(session: AsyncSession, actor: Actor, run_id: uuid.UUID) -> GenerationRun:
    """Stop a run; its job notices before its next step. Harmless when the run is over."""
    run = await access_run(session, actor, run_id, lock=True)
    if run.status in UNFINISHED:
        run.status, run.message = "cancelled", "You stopped this."
        await session.flush()
        await audit.record(session, "cancelled", "generation_run", run.id, actor_id=actor.user_id, fields=["status"])
    return run


def show_run(run: GenerationRun) -> schemas.RunOut:
    """Return a run as pages show it."""
    return schemas.RunOut(
        id=run.id,
        document_id=run.document_id,
        document_name=run.document_name or None,
        status=run.status,
        progress=Progress(done=run.progress_done, total=run.progress_total),
        made=run.made,
        dropped=run.dropped,
        message=run.message,
        created_at=run.created_at,
    )
