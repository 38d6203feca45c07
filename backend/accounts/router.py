"""Routes about oneself: signing in and out, preferences, password."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Request, Response

from backend.accounts import schemas
from backend.accounts.cookies import forget_session
from backend.accounts.me import answer_sign_in, change_own_password, describe_me
from backend.accounts.permissions import Actor, SignedIn, permit
from backend.accounts.service import change_preferences
from backend.accounts.sign_in import end_all_sessions, end_session, find_staff
from backend.core.access import PUBLIC, declares
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["accounts"])


@router.post("/sign-in/staff", response_model=schemas.SignedIn)
@declares(PUBLIC)
async def sign_in_staff(request: Request, body: schemas.StaffSignIn) -> Response:
    """Sign a teacher or an admin in."""
    return await answer_sign_in(request, partial(find_staff, login_name=body.name), body.password)


@router.post("/sign-out", status_code=204)
async def sign_out(session: DbSession, actor: SignedIn, response: Response) -> None:
    """End this session."""
    await end_session(session, actor.token_sha256)
    forget_session(response)


@router.post("/sign-out-everywhere", status_code=204)
async def sign_out_everywhere(session: DbSession, actor: SignedIn, response: Response) -> None:
    """End every session of the actor."""
    await end_all_sessions(session, actor.user_id)
    forget_session(response)


@router.get("/me")
async def me(request: Request, session: DbSession, actor: SignedIn) -> schemas.Me:
    """Return who is signed in."""
    return await describe_me(session, actor, request.app.state.release)


@router.put("/me/preferences")
async def preferences(
    request: Request, session: DbSession, actor: SignedIn, body: schemas.PreferenceChange
) -> schemas.Me:
    """Change how the pages look for the actor."""
    await change_preferences(session, actor.user_id, body.model_dump(exclude_none=True))
    return await describe_me(session, actor, request.app.state.release)


@router.post("/me/password", status_code=204)
async def password(
    request: Request, actor: Annotated[Actor, permit("staff_self", apart=True)], body: schemas.PasswordChange
) -> None:
    """Change one's own password."""
    state = request.app.state
    await change_own_password(state.database, state.hasher, actor, current=body.current, new=body.new)
