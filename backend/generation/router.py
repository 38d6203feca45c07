"""Routes about making and reviewing drafts."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.generation import review, rules, schemas, service, showing

router = APIRouter(prefix="/api", tags=["generation"])

Author = Annotated[Actor, permit("questions.author")]
AuthorApart = Annotated[Actor, permit("questions.author", apart=True)]


@router.get("/makers")
async def makers(request: Request, actor: Author) -> schemas.MakerList:
    """Return every maker of questions."""
    return showing.show_makers(programs=request.app.state.runner.enabled)


@router.get("/generators")
async def list_generators(request: Request, session: DbSession, actor: Author) -> schemas.GeneratorList:
    """Return every generator."""
    return await rules.list_generators(session, programs=request.app.state.runner.enabled)


@router.get("/generators/{key}/variants")
async def show_variants(
    request: Request, actor: AuthorApart, key: str, query: Annotated[schemas.VariantQuery, Query()]
) -> schemas.VariantList:
    """Show variants of a generator; nothing is stored."""
    return await rules.show_variants(request.app.state.database, actor, key, query)


@router.post("/generators/{key}/question", status_code=201)
async def add_rule_question(
    request: Request, actor: AuthorApart, key: str, body: schemas.RuleQuestionIn
) -> schemas.RuleQuestionOut:
    """Put a generator into the bank as one question with many variants."""
    return await rules.add_rule_question(request.app.state.database, actor, key, **dict(body))


@router.post("/generation-runs", status_code=202)
async def start_run(session: DbSession, actor: Author, body: schemas.RunIn) -> schemas.RunOut:
    """Make drafts, in a job."""
    return service.show_run(await service.start_run(session, actor, body))


@router.get("/generation-runs")
async def list_runs(
    session: DbSession, actor: Author, after: Annotated[str | None, Query(max_length=200)] = None
) -> schemas.RunPage:
    """Return a page of one's own runs."""
    return await service.list_runs(session, actor, after)


@router.get("/generation-runs/{run_id}")
async def get_run(session: DbSession, actor: Author, run_id: uuid.UUID) -> schemas.RunOut:
    """Return one run."""
    return service.show_run(await service.access_run(session, actor, run_id))


@router.post("/generation-runs/{run_id}/cancel")
async def cancel_run(session: DbSession, actor: Author, run_id: uuid.UUID) -> schemas.RunOut:
    """Stop a run."""
    return service.show_run(await service.cancel_run(session, actor, run_id))


@router.get("/drafts")
async def list_drafts(
    session: DbSession, actor: Author, query: Annotated[schemas.DraftQuery, Query()]
) -> schemas.DraftPage:
    """Return a page of one's own drafts."""
    return await showing.show_page(session, actor, query)


@router.post("/drafts/accept-clean")
async def accept_clean(session: DbSession, actor: Author, body: schemas.AcceptClean) -> schemas.Accepted:
    """Take every draft that no check has anything to say about."""
    return schemas.Accepted(accepted=await review.accept_clean(session, actor, **dict(body)))


@router.post("/drafts/{draft_id}/accept")
async def accept_draft(
    session: DbSession, actor: Author, draft_id: uuid.UUID, body: schemas.Accept
) -> schemas.DraftOut:
    """Take a draft as it is."""
    found = await review.accept_draft(session, actor, draft_id, **dict(body))
    return (await showing.show_drafts(session, [found]))[0]


@router.post("/drafts/{draft_id}/edit")
async def edit_draft(session: DbSession, actor: Author, draft_id: uuid.UUID, body: schemas.Edit) -> schemas.DraftOut:
    """Take a draft with other content."""
    found = await review.accept_draft(session, actor, draft_id, **dict(body))
    return (await showing.show_drafts(session, [found]))[0]


@router.post("/drafts/{draft_id}/reject")
async def reject_draft(
    session: DbSession, actor: Author, draft_id: uuid.UUID, body: schemas.Reject
) -> schemas.DraftOut:
    """Turn a draft down."""
    found = await review.reject_draft(session, actor, draft_id, **dict(body))
    return (await showing.show_drafts(session, [found]))[0]


@router.post("/drafts/{draft_id}/undo")
async def undo_review(session: DbSession, actor: Author, draft_id: uuid.UUID, body: schemas.Undo) -> schemas.DraftOut:
    """Take a review back."""
    found = await review.undo_review(session, actor, draft_id, version=body.version)
    return (await showing.show_drafts(session, [found]))[0]


@router.post("/question-check")
async def check_question(actor: Author, body: schemas.CheckIn) -> schemas.CheckOut:
    """Check content while it is written; nothing is stored."""
    return showing.check_content(body.type, body.content)
