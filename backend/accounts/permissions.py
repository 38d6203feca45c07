"""Who is asking, and whether they may. Every route declares one permission; a test walks them all."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import and_, bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import Permission, School, User, UserSession
from backend.config import Settings
from backend.core import clock
from backend.core.db import DbSession
from backend.core.errors import Forbidden, NotSignedIn

SECURE_COOKIE = "__Host-ks3"
PLAIN_COOKIE = "ks3_session"
_IDLE_GRACE = timedelta(minutes=1)

SIGNED_IN = "signed_in"
"""Declared by routes that every signed-in person may use."""


# Written once: every request asks these, and putting one together costs as much as sending it.
_HELD = select(
    UserSession.user_id,
    UserSession.school_id,
    UserSession.idle_expires_at,
    text("set_config('app.school_id', sessions.school_id::text, true)"),
).where(
    UserSession.token_sha256 == bindparam("token_sha256"),
    UserSession.expires_at > bindparam("now"),
    UserSession.idle_expires_at > bindparam("now"),
)
_PERSON = (
    select(User.role, School.time_zone, func.array_agg(Permission.permission).label("permissions"))
    .join(School, School.id == User.school_id)
    .outerjoin(Permission, and_(Permission.school_id == User.school_id, Permission.role == User.role))
    .where(User.id == bindparam("user_id"), User.disabled_at.is_(None))
    .group_by(User.role, School.time_zone)
)


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person who makes a request."""

    user_id: uuid.UUID
    school_id: uuid.UUID
    role: str
    permissions: frozenset[str]
    time_zone: str
    token_sha256: bytes

    def may(self, permission: str) -> bool:
        """Tell whether the actor's role has ``permission``."""
        return permission == SIGNED_IN or permission in self.permissions


def session_token(request: Request) -> str | None:
    """Return the session token that the browser sent, from the cookie that fits the connection."""
    return request.cookies.get(SECURE_COOKIE if request.scope["scheme"] == "https" else PLAIN_COOKIE)


def digest(token: str) -> bytes:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


async def find_actor(session: AsyncSession, token: str) -> Actor | None:
    """Return who holds ``token`` and enter their school, or None when the session is unknown or has ended."""
    token_sha256 = digest(token)
    found = (await session.execute(_HELD, {"token_sha256": token_sha256, "now": clock.now()})).one_or_none()
    if found is None:
        return None
    session.info["school_id"] = found.school_id
    person = (await session.execute(_PERSON, {"user_id": found.user_id})).one_or_none()
    if person is None:
        return None
    await _stay_awake(session, token_sha256, person.role, found.idle_expires_at)
    return Actor(
        user_id=found.user_id,
        school_id=found.school_id,
        role=person.role,
        permissions=frozenset(filter(None, person.permissions)),
        time_zone=person.time_zone,
        token_sha256=token_sha256,
    )


async def _stay_awake(session: AsyncSession, token_sha256: bytes, role: str, idle_expires_at: Any) -> None:
    """Move a pupil's idle time-out on, at most once a minute; an open attempt has set it further already."""
    settings: Settings = session.info["settings"]
    if role != "pupil":
        return
    fresh = clock.now() + timedelta(minutes=settings.pupil_idle_minutes)
    if fresh - idle_expires_at > _IDLE_GRACE:
        await session.execute(
            update(UserSession).where(UserSession.token_sha256 == token_sha256).values(idle_expires_at=fresh)
        )


async def get_actor(session: AsyncSession, token: str | None, permission: str) -> Actor:
    """Return who holds ``token`` and enter their school. Raises NotSignedIn; Forbidden without ``permission``."""
    found = await find_actor(session, token) if token else None
    if found is None:
        raise NotSignedIn("You're not signed in, or your session has ended. Sign in and carry on.")
    if not found.may(permission):
        raise Forbidden("Your account can't do this. Ask an administrator if you think it should.")
    return found


def permit(permission: str, *, apart: bool = False) -> Any:
    """Return the dependency that gives a route its actor and declares what the route needs.

    ``apart`` looks the actor up in a transaction of its own and closes it: for routes that then do something slow
    (hash a password, read an upload) and open their own transactions, since none may be held across it.
    """

    async def actor(request: Request, session: DbSession) -> Actor:
        return await get_actor(session, session_token(request), permission)

    async def actor_apart(request: Request) -> Actor:
        async with request.app.state.database.session() as session:
            return await get_actor(session, session_token(request), permission)

    chosen: Any = actor_apart if apart else actor
    chosen.permission = permission
    return Depends(chosen)


SignedIn = Annotated[Actor, permit(SIGNED_IN)]
