"""The signed-in person as the pages need them, and the two ways in share."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import arrangement_of
from backend.accounts.cookies import device_of, refuse_plain_http, remember_device, remember_session
from backend.accounts.errors import WeakPassword
from backend.accounts.models import School, User
from backend.accounts.permissions import Actor, find_actor, session_token
from backend.accounts.schemas import Features, Me, OwnArrangements, SchoolOut, SignedIn
from backend.accounts.service import check_new_password, preferences_of, set_password
from backend.accounts.sign_in import CandidateFinder, sign_in
from backend.core.db import Database
from backend.core.errors import AppError, NotSignedIn, render
from backend.core.passwords import PasswordHasher


async def describe_me(session: AsyncSession, actor: Actor, release: str) -> Me:
    """Return the actor with school, permissions, preferences and what pages need to know of their arrangements."""
    settings = session.info["settings"]
    user, school = (
        await session.execute(
            select(User, School).join(School, School.id == User.school_id).where(User.id == actor.user_id)
        )
    ).one()
    arranged = await arrangement_of(session, user.id)
    return Me(
        id=user.id,
        display_name=user.display_name,
        initials=user.initials,
        role=user.role,
        permissions=sorted(actor.permissions),
        school=SchoolOut(id=school.id, name=school.name, time_zone=school.time_zone),
        preferences={**arranged.display, **await preferences_of(session, user.id)},
        arrangements=OwnArrangements(reader=arranged.reader),
        release=release,
        features=Features(
            python_runner=settings.enable_python_runner, immediate_feedback=settings.enable_immediate_feedback
        ),
    )


async def answer_sign_in(request: Request, find: CandidateFinder, password: str) -> Response:
    """Sign somebody in and set the cookies; a refusal names the device too, since tries are counted by device."""
    database: Database = request.app.state.database
    response: Response
    device = device_of(request)
    try:
        refuse_plain_http(request)
        signed_in = await sign_in(
            database,
            request.app.state.hasher,
            find=find,
            password=password,
            device=device,
            old_token=session_token(request),
        )
        async with database.session() as session:
            actor = await find_actor(session, signed_in.token)
            if actor is None:
                raise NotSignedIn("Your account was switched off a moment ago. Ask your teacher.")
            me = await describe_me(session, actor, request.app.state.release)
    except AppError as error:
        response = render(error)
    else:
        response = JSONResponse(SignedIn(me=me).model_dump(mode="json"))
        remember_session(request, response, signed_in, database.settings)
    remember_device(request, response, device)
    return response


async def change_own_password(
    database: Database, hasher: PasswordHasher, actor: Actor, *, current: str, new: str
) -> None:
    """Change the actor's password; their other sessions end. Raises WeakPassword."""
    async with database.session(actor.school_id) as session:
        user, school = (
            await session.execute(
                select(User, School).join(School, School.id == User.school_id).where(User.id == actor.user_id)
            )
        ).one()
    check_new_password(new, own=(user.given_name, user.family_name, user.sign_in_name, school.name))
    if new == current:
        raise WeakPassword("That is the password you have now. Choose another one.")
    hashed = user.password_hash
    if not await hasher.matches(current, hashed):
        raise WeakPassword("Your present password isn't right. Type it again, or ask an administrator for a new one.")
    fresh = await hasher.hash(new)
    async with database.session(actor.school_id) as session:
        user = (await session.scalars(select(User).where(User.id == actor.user_id))).one()
        await set_password(session, user, fresh, actor=actor, keep=actor.token_sha256)
