"""Routes of classes, and the pupils' way in."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Request, Response

from backend.accounts.me import answer_sign_in
from backend.accounts.permissions import Actor, permit
from backend.accounts.schemas import ArrangementsIn, ArrangementsOut, SignedIn
from backend.classes import cards, pupil_support, schemas, views
from backend.classes.class_editing import NewClass, change_class, create_class
from backend.classes.pupil_sign_in import find_pupil
from backend.core.access import PUBLIC, declares
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["classes"])

Viewer = Annotated[Actor, permit("classes.view")]
Manager = Annotated[Actor, permit("classes.manage")]
Supporter = Annotated[Actor, permit("classes.support")]
Arranger = Annotated[Actor, permit("arrangements.manage")]
SupporterApart = Annotated[Actor, permit("classes.support", apart=True)]


@router.post("/sign-in/pupil", response_model=SignedIn)
@declares(PUBLIC)
async def sign_in_pupil(request: Request, body: schemas.PupilSignIn) -> Response:
    """Sign a pupil in by class code, name and password."""
    return await answer_sign_in(request, partial(find_pupil, class_code=body.class_code, name=body.name), body.password)


@router.get("/classes")
async def list_classes(session: DbSession, actor: Viewer) -> schemas.ClassList:
    """Return the actor's classes; an admin gets all."""
    return await views.list_classes(session, actor)


@router.post("/classes", status_code=201)
async def add_class(session: DbSession, actor: Manager, body: schemas.ClassIn) -> schemas.ClassRow:
    """Add a class."""
    new = NewClass(body.name, body.year_group, body.teacher_ids)
    return await views.show_class_row(session, await create_class(session, new, actor_id=actor.user_id))


@router.get("/classes/{class_id}")
async def get_class(session: DbSession, actor: Viewer, class_id: uuid.UUID) -> schemas.ClassOut:
    """Return a class with its pupils."""
    return await views.show_class(session, actor, class_id)


@router.patch("/classes/{class_id}")
async def patch_class(
    session: DbSession, actor: Manager, class_id: uuid.UUID, body: schemas.ClassChange
) -> schemas.ClassRow:
    """Change a class's name, year group or teachers."""
    return await views.show_class_row(session, await change_class(session, actor, class_id, body))


@router.post("/classes/{class_id}/pupils", status_code=201)
async def add_pupil(
    request: Request, actor: SupporterApart, class_id: uuid.UUID, body: schemas.PupilIn
) -> schemas.NewPupil:
    """Add a pupil to a class."""
    state = request.app.state
    return await pupil_support.add_pupil_to_class(state.database, state.hasher, actor, class_id, body)


@router.post("/classes/{class_id}/cards")
async def make_cards(
    request: Request, actor: SupporterApart, class_id: uuid.UUID, body: schemas.CardsIn
) -> schemas.CardsOut:
    """Make login cards, with new passwords."""
    state, address = request.app.state, str(request.base_url)
    return await cards.make_cards(state.database, state.hasher, actor, class_id, body.pupil_ids, address=address)


@router.post("/classes/{class_id}/pupils/{pupil_id}/move", status_code=204)
async def move_pupil(
    session: DbSession, actor: Supporter, class_id: uuid.UUID, pupil_id: uuid.UUID, body: schemas.MoveIn
) -> None:
    """Move a pupil to another class of the school."""
    await pupil_support.move_to_class(session, actor, class_id, pupil_id, body.to_class_id)


@router.post("/classes/{class_id}/pupils/{pupil_id}/reset-password")
async def reset_password(
    request: Request, actor: SupporterApart, class_id: uuid.UUID, pupil_id: uuid.UUID
) -> schemas.NewPassword:
    """Give a pupil a new password."""
    state = request.app.state
    return await pupil_support.reset_pupil_password(state.database, state.hasher, actor, class_id, pupil_id)


@router.post("/classes/{class_id}/pupils/{pupil_id}/unlock", status_code=204)
async def unlock(session: DbSession, actor: Supporter, class_id: uuid.UUID, pupil_id: uuid.UUID) -> None:
    """Lift a pupil's sign-in lock."""
    await pupil_support.unlock_pupil(session, actor, class_id, pupil_id)


@router.get("/pupils/{pupil_id}/arrangements")
async def get_arrangements(session: DbSession, actor: Arranger, pupil_id: uuid.UUID) -> ArrangementsOut:
    """Return a pupil's access arrangements."""
    return await pupil_support.show_arrangements(session, actor, pupil_id)


@router.put("/pupils/{pupil_id}/arrangements")
async def put_arrangements(
    session: DbSession, actor: Arranger, pupil_id: uuid.UUID, body: ArrangementsIn
) -> ArrangementsOut:
    """Change a pupil's access arrangements."""
    return await pupil_support.change_arrangements(session, actor, pupil_id, body)
