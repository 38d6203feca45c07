"""Routes of the school's settings page, but for mail."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from backend.accounts import schemas
from backend.accounts.permissions import Actor, permit
from backend.accounts.school_settings import change_school_settings, describe_school_settings
from backend.core.db import DbSession

router = APIRouter(prefix="/api/school-settings", tags=["accounts"])

Keeper = Annotated[Actor, permit("settings.manage")]


@router.get("")
async def settings(session: DbSession, actor: Keeper) -> schemas.SchoolSettingsOut:
    """Return what the school has set."""
    return await describe_school_settings(session)


@router.patch("")
async def change(session: DbSession, actor: Keeper, body: schemas.SchoolSettingsChange) -> schemas.SchoolSettingsOut:
    """Change some of it."""
    return await change_school_settings(session, actor, body)
