"""Routes of the curriculum: what is taught, and what goes wrong."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from backend.accounts.permissions import Actor, permit
from backend.core.db import DbSession
from backend.curriculum import schemas
from backend.curriculum.service import describe_curriculum, list_misconceptions

router = APIRouter(prefix="/api", tags=["curriculum"])

Viewer = Annotated[Actor, permit("curriculum.view")]


@router.get("/curriculum")
async def curriculum(session: DbSession, actor: Viewer) -> schemas.Curriculum:
    """Return units, topics and objectives."""
    return await describe_curriculum(session)


@router.get("/misconceptions")
async def misconceptions(
    session: DbSession, actor: Viewer, q: Annotated[str, Query(max_length=200)] = ""
) -> schemas.MisconceptionList:
    """Return the catalogue of misconceptions, or what matches ``q``."""
    found = await list_misconceptions(session, q)
    return schemas.MisconceptionList(
        items=[schemas.MisconceptionOut.model_validate(entry, from_attributes=True) for entry in found]
    )
