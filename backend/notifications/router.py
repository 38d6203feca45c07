"""Routes of the school's mail."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.notifications import schemas, service

router = APIRouter(prefix="/api/mail-relay", tags=["notifications"])

Keeper = Annotated[Actor, permit("settings.manage")]


@router.get("")
async def relay(session: DbSession, actor: Keeper) -> schemas.MailRelayOut:
    """Return the relay, without its password."""
    return await service.describe_relay(session)


@router.put("")
async def change(session: DbSession, actor: Keeper, body: schemas.MailRelayIn) -> schemas.MailRelayOut:
    """Set the relay."""
    return await service.change_relay(session, actor, body)


@router.post("/test")
async def test(
    request: Request, actor: Annotated[Actor, permit("settings.manage", apart=True)], body: schemas.TestMailIn
) -> schemas.TestMailOut:
    """Send a test mail now."""
    return await service.send_test(request.app.state.database, actor, body.to)
