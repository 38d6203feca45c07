"""Routes about people, for administrators."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile

from backend.accounts.permissions import Actor, permit
from backend.classes import people, schemas
from backend.classes.roster_import import import_upload
from backend.core.db import DbSession

router = APIRouter(prefix="/api/people", tags=["people"])

Manager = Annotated[Actor, permit("people.manage")]
ManagerApart = Annotated[Actor, permit("people.manage", apart=True)]


@router.get("")
async def list_people(
    session: DbSession,
    actor: Manager,
    role: schemas.Role | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    class_id: uuid.UUID | None = None,
    status: schemas.PersonStatus | None = None,
    after: Annotated[str | None, Query(max_length=1000)] = None,
) -> schemas.PeoplePage:
    """Return a page of people."""
    return await people.list_people(session, people.PeopleFilter(role, q, class_id, status), after)


@router.post("", status_code=201)
async def add_person(request: Request, actor: ManagerApart, body: schemas.PersonIn) -> schemas.NewPersonOut:
    """Add a person."""
    return await people.add_person(request.app.state.database, request.app.state.hasher, actor, body)


@router.post("/import")
async def import_people(
    request: Request, actor: ManagerApart, file: UploadFile, how: Annotated[schemas.RosterQuery, Query()]
) -> schemas.RosterOut:
    """Add pupils to classes by a list, or move them; with ``dry_run`` only say what would happen."""
    return await import_upload(request.app.state.database, actor, file, how)


@router.get("/{user_id}")
async def get_person(session: DbSession, actor: Manager, user_id: uuid.UUID) -> schemas.PersonOut:
    """Return a person."""
    return await people.show_person(session, actor, user_id)


@router.patch("/{user_id}")
async def patch_person(
    session: DbSession, actor: Manager, user_id: uuid.UUID, body: schemas.PersonChange
) -> schemas.PersonOut:
    """Change a person."""
    return await people.change_person(session, actor, user_id, body)


@router.post("/{user_id}/reset-password")
async def reset_password(request: Request, actor: ManagerApart, user_id: uuid.UUID) -> schemas.NewPassword:
    """Give a person a new password."""
    return await people.reset_password(request.app.state.database, request.app.state.hasher, actor, user_id)


@router.post("/{user_id}/unlock", status_code=204)
async def unlock(session: DbSession, actor: Manager, user_id: uuid.UUID) -> None:
    """Lift a person's sign-in lock."""
    await people.unlock_person(session, actor, user_id)
