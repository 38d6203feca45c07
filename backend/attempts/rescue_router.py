"""The route by which a teacher takes in answers that a page could not send."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter

from backend.accounts.permissions import Actor, permit
from backend.attempts import rescue, schemas
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["live"])

Teacher = Annotated[Actor, permit("assessments.author")]


@router.post("/assignments/{assignment_id}/rescue")
async def bring_in(
    session: DbSession,
    actor: Teacher,
    assignment_id: uuid.UUID,
    body: schemas.RescueIn,
    look: bool = False,
    unsigned: bool = False,
) -> schemas.RescueOut:
    """Take in the answers of a file; with ``look`` only tell what it would bring."""
    return await rescue.bring_in(session, actor, assignment_id, body, look=look, unsigned=unsigned)
