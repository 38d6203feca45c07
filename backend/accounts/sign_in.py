"""Signing in: uniform errors and effort, a lock that a classmate can't abuse, and sessions that rotate.

Nothing slow runs inside a transaction: look up, close, compare the password, write in a new transaction.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.errors import SignInLocked, WrongSignIn
from backend.accounts.events import LockedOut
from backend.accounts.models import LoginFailure, LoginName, User, UserSession
from backend.accounts.names import fold_login
from backend.accounts.permissions import digest
from backend.config import Settings
from backend.core import audit, clock, events
from backend.core.db import Database
from backend.core.passwords import PasswordHasher
from backend.core.tenant import enter_school

LOCK_WINDOW = timedelta(minutes=5)
TRIES_PER_DEVICE = 5
TRIES_FROM_STRANGERS = 20
_SESSIONS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who a sign-in claims to be. ``user_id`` is None for a name that nobody has."""

    account: bytes
    user_id: uuid.UUID | None
    school_id: uuid.UUID | None
    password_hash: str | None


CandidateFinder = Callable[[AsyncSession], Awaitable[Candidate]]


@dataclass(frozen=True, slots=True)
class SignedInAs:
    """A fresh session. ``token`` goes into the cookie and is stored nowhere."""

    token: str
    user_id: uuid.UUID
    school_id: uuid.UUID
    expires_at: datetime


def account_digest(user_id: uuid.UUID) -> bytes:
    """Return the name under which failures of an account are counted."""
    return hashlib.sha256(b"user:" + user_id.bytes).digest()


def stranger_digest(*words: str) -> bytes:
    """Return the name under which failures of a name that nobody has are counted."""
    return hashlib.sha256(("nobody:" + "\0".join(words)).encode()).digest()


async def find_staff(session: AsyncSession, login_name: str) -> Candidate:
    """Look up a member of staff by login name, entering their school."""
    lookup = fold_login(login_name)
    found = (
        await session.execute(
            select(LoginName.school_id, LoginName.user_id).where(LoginName.kind == "staff", LoginName.lookup == lookup)
        )
    ).one_or_none()
    if found is None:
        return Candidate(stranger_digest("staff", lookup), None, None, None)
    await enter_school(session, found.school_id)
    user = (
        await session.execute(
            select(User.id, User.password_hash).where(User.id == found.user_id, User.disabled_at.is_(None))
        )
    ).one_or_none()
    if user is None:
        return Candidate(stranger_digest("staff", lookup), None, None, None)
    return Candidate(account_digest(user.id), user.id, found.school_id, user.password_hash)


async def refuse_locked(session: AsyncSession, account: bytes, device: bytes, user_id: uuid.UUID | None) -> None:
    """Raise SignInLocked when this device, or strange devices together, have failed too often in the last minutes.

    A device that has signed in to this account before is exempt from the strangers' limit, so that a classmate
    who fails on purpose elsewhere can't lock its owner out.
    """
    since = clock.now() - LOCK_WINDOW
    from_here = case((LoginFailure.device == device, LoginFailure.at))
    row = (
        await session.execute(
            select(
                func.count(from_here).label("mine"),
                func.min(from_here).label("my_first"),
                func.count().label("all"),
                func.min(LoginFailure.at).label("first"),
            ).where(LoginFailure.account == account, LoginFailure.at > since)
        )
    ).one()
    if row.mine < TRIES_PER_DEVICE and row.all < TRIES_FROM_STRANGERS:
        return
    if row.mine < TRIES_PER_DEVICE and user_id is not None and await _knows_device(session, user_id, device):
        return
    first = row.first if row.mine < TRIES_PER_DEVICE else row.my_first
    wait_s = max(1, round((first + LOCK_WINDOW - clock.now()).total_seconds()))
    minutes = -(-wait_s // 60)
    raise SignInLocked(
        f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, or ask your teacher to unlock you.",
        retry_after_s=wait_s,
    )


async def _knows_device(session: AsyncSession, user_id: uuid.UUID, device: bytes) -> bool:
    found = await session.scalar(
        select(UserSession.user_id).where(UserSession.user_id == user_id, UserSession.device == device).limit(1)
    )
    return found is not None


async def sign_in(
    database: Database,
    hasher: PasswordHasher,
    *,
    find: CandidateFinder,
    password: str,
    device: str,
    old_token: str | None,
) -> SignedInAs:
    """Sign somebody in. Raises WrongSignIn or SignInLocked; both say the same for a name that nobody has."""
    device_digest = digest(device)
    async with database.session() as session:
        candidate = await find(session)
        await refuse_locked(session, candidate.account, device_digest, candidate.user_id)
    right = await hasher.matches(password, candidate.password_hash)
    async with database.session(candidate.school_id) as session:
        # Tries sent at the same moment have all passed the look above; here each waits until the last is counted.
        await session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(candidate.account[:8], signed=True))))
        await refuse_locked(session, candidate.account, device_digest, candidate.user_id)
        if not right or candidate.user_id is None or candidate.school_id is None:
            await session.execute(
                insert(LoginFailure).values(account=candidate.account, device=device_digest, at=clock.now())
            )
            if candidate.user_id is not None and await list_locked(session, [candidate.user_id]):
                await events.emit(session, LockedOut(candidate.user_id))
        else:
            settings: Settings = database.settings
            return await open_session(
                session, settings, candidate.user_id, candidate.school_id, device=device_digest, old_token=old_token
            )
    raise WrongSignIn("That name or password isn't right. Check it and try again.")


async def open_session(
    session: AsyncSession,
    settings: Settings,
    user_id: uuid.UUID,
    school_id: uuid.UUID,
    *,
    device: bytes | None,
    old_token: str | None,
) -> SignedInAs:
    """Start a session with a fresh token; the browser's former one ends (rotation at sign-in)."""
    now = clock.now()
    token = secrets.token_urlsafe(32)
    expires_at = now + timedelta(minutes=settings.session_ttl_minutes)
    role = await session.scalar(select(User.role).where(User.id == user_id))
    idle = timedelta(minutes=settings.pupil_idle_minutes)
    if old_token:
        await end_session(session, digest(old_token))
    await session.execute(
        delete(UserSession).where(UserSession.user_id == user_id, UserSession.expires_at < now - _SESSIONS_KEPT)
    )
    await session.execute(
        insert(UserSession).values(
            token_sha256=digest(token),
            school_id=school_id,
            user_id=user_id,
            device=device,
            created_at=now,
            expires_at=expires_at,
            idle_expires_at=now + idle if role == "pupil" else expires_at,
        )
    )
    await session.execute(
        delete(LoginFailure).where(LoginFailure.account == account_digest(user_id), LoginFailure.device == device)
    )
    await session.execute(update(User).where(User.id == user_id).values(last_sign_in_at=now))
    await audit.record(session, "signed_in", "user", user_id, actor_id=user_id)
    return SignedInAs(token, user_id, school_id, expires_at)


async def end_session(session: AsyncSession, token_sha256: bytes) -> None:
    """End one session. The row stays for a while: it remembers that the account knows the device."""
    await session.execute(
        update(UserSession)
        .where(UserSession.token_sha256 == token_sha256, UserSession.expires_at > clock.now())
        .values(expires_at=clock.now())
    )


async def end_all_sessions(session: AsyncSession, user_id: uuid.UUID, *, but: bytes | None = None) -> None:
    """End every session of a person, but for ``but``."""
    ends = update(UserSession).where(UserSession.user_id == user_id, UserSession.expires_at > clock.now())
    if but is not None:
        ends = ends.where(UserSession.token_sha256 != but)
    await session.execute(ends.values(expires_at=clock.now()))


async def keep_awake(session: AsyncSession, user_ids: Collection[uuid.UUID], until: datetime) -> None:
    """Let pupils' sessions idle until ``until`` (an attempt is open), but never past their end.

    One that has idled out stays so: on that device the next pupil may be sitting.
    """
    await session.execute(
        update(UserSession)
        .where(
            UserSession.user_id.in_(user_ids),
            UserSession.expires_at > clock.now(),
            UserSession.idle_expires_at > clock.now(),
        )
        .values(idle_expires_at=func.least(until, UserSession.expires_at))
    )


async def list_locked(session: AsyncSession, user_ids: list[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return which of these people can't sign in now from some device because of failed tries."""
    by_account = {account_digest(user_id): user_id for user_id in user_ids}
    by_device = (
        select(LoginFailure.account, func.count().label("n"))
        .where(LoginFailure.account.in_(by_account), LoginFailure.at > clock.now() - LOCK_WINDOW)
        .group_by(LoginFailure.account, LoginFailure.device)
        .subquery()
    )
    rows = await session.execute(
        select(by_device.c.account)
        .group_by(by_device.c.account)
        .having(or_(func.max(by_device.c.n) >= TRIES_PER_DEVICE, func.sum(by_device.c.n) >= TRIES_FROM_STRANGERS))
    )
    return frozenset(by_account[row.account] for row in rows)


async def unlock(session: AsyncSession, user_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
    """Forget the failed tries of an account."""
    await session.execute(delete(LoginFailure).where(LoginFailure.account == account_digest(user_id)))
    await audit.record(session, "unlocked", "user", user_id, actor_id=actor_id)
