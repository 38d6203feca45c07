"""The school's mail relay: what is set, changing it, and trying it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import cast

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.config import Settings
from backend.core import audit, clock
from backend.core.db import Database
from backend.core.errors import StaleVersion
from backend.core.model import uuid7
from backend.core.versioning import flush_or_stale
from backend.notifications.errors import (
    MailNotSent,
    MailProblem,
    NoMailRelay,
    PasswordAgain,
    ProblemCode,
    TooManyTests,
    UnsafeRelay,
)
from backend.notifications.letters import prepare, send
from backend.notifications.models import Mail, MailRelay
from backend.notifications.schemas import MailRelayIn, MailRelayOut, Security, TestMailOut
from backend.notifications.sealing import seal
from backend.notifications.wording import explain

TESTS_PER_HOUR = 20
_HOUR = timedelta(hours=1)
_SHOWN = ("enabled", "host", "port", "security", "sender", "username")


async def find_relay(session: AsyncSession) -> MailRelay | None:
    """Return the school's relay, or None when none was ever set."""
    return await session.scalar(select(MailRelay))


async def describe_relay(session: AsyncSession) -> MailRelayOut:
    """Return the relay without its password, and how mail has fared of late."""
    relay = await find_relay(session) or _blank()
    fared = (
        await session.execute(
            select(func.count(Mail.next_try_at).label("waiting"), func.max(Mail.sent_at).label("last_sent_at"))
        )
    ).one()
    problem = await session.scalar(
        select(Mail.problem).where(Mail.sent_at.is_(None), Mail.problem.is_not(None)).order_by(Mail.id.desc()).limit(1)
    )
    return MailRelayOut(
        **{name: getattr(relay, name) for name in _SHOWN if name != "security"},
        security=cast("Security", relay.security),
        has_password=relay.password_sealed is not None,
        waiting=fared.waiting,
        last_sent_at=fared.last_sent_at,
        last_problem=_words(cast("ProblemCode", problem), relay)[1] if problem else None,
        version=relay.version,
    )


def _blank() -> MailRelay:
    """What the page begins with: the port and the encryption that most relays want."""
    return MailRelay(enabled=False, host="", port=587, security="starttls", sender="", username="", version=0)


def _words(code: ProblemCode, relay: MailRelay, reply: str = "") -> tuple[str, str]:
    return explain(code, host=relay.host, port=relay.port, sender=relay.sender, reply=reply)


async def change_relay(session: AsyncSession, actor: Actor, new: MailRelayIn) -> MailRelayOut:
    """Set the relay. Raises StaleVersion, UnsafeRelay, PasswordAgain."""
    if new.security == "none" and new.username:
        message = (
            "Without encryption a password can be read on its way. Choose STARTTLS or TLS, or take the user name out."
        )
        raise UnsafeRelay(message, errors=[{"place": "security", "message": message}])
    relay = await session.scalar(select(MailRelay).with_for_update())
    if relay is None:
        relay = await _first(session, new)
    elif relay.version != new.version:
        raise StaleVersion
    _refuse_moving_the_password(relay, new)
    fields = {name for name in _SHOWN if getattr(relay, name) != getattr(new, name)}
    for name in fields:
        setattr(relay, name, getattr(new, name))
    if new.password is not None:
        settings: Settings = session.info["settings"]
        secret = settings.session_secret.get_secret_value()
        relay.password_sealed = seal(new.password, secret=secret, school_id=actor.school_id) if new.password else None
        fields.add("password")
    if fields:
        await flush_or_stale(session)
        await audit.record(
            session, "changed", "mail_relay", actor.school_id, actor_id=actor.user_id, fields=sorted(fields)
        )
    return await describe_relay(session)


async def _first(session: AsyncSession, new: MailRelayIn) -> MailRelay:
    """Make the school's relay. Raises StaleVersion when another administrator does so at the same moment."""
    values = {**{name: getattr(new, name) for name in _SHOWN}, "enabled": False}
    made: MailRelay | None = await session.scalar(
        upsert(MailRelay).values(values).on_conflict_do_nothing().returning(MailRelay)
    )
    if made is None or new.version != 0:
        raise StaleVersion
    return made


def _refuse_moving_the_password(relay: MailRelay, new: MailRelayIn) -> None:
    """Raise PasswordAgain. Who has a session but not the password must not have it sent to a machine of their own."""
    weaker = new.security == "none" != relay.security
    moved = (new.host, new.port, new.username) != (relay.host, relay.port, relay.username)
    if relay.password_sealed is not None and new.password is None and (moved or weaker):
        message = "The stored password was given for the relay as it was. Type it again for this one."
        raise PasswordAgain(message, errors=[{"place": "password", "message": message}])


async def send_test(database: Database, actor: Actor, to: str) -> TestMailOut:
    """Send a test mail now and tell how it went. Raises NoMailRelay, TooManyTests, MailNotSent."""
    async with database.session(actor.school_id) as session:
        relay = await find_relay(session)
        if relay is None:
            raise NoMailRelay("Save the relay first: its name, its port and a sender. Then send the test mail.")
        await _refuse_too_many(session, actor)
        mail = Mail(id=uuid7(), user_id=actor.user_id, kind="test", tries=1)
        session.add(mail)
        await session.flush()
        await audit.record(session, "tested", "mail_relay", actor.school_id, actor_id=actor.user_id)
        letter = await prepare(session, mail, relay, to)
    try:
        await send(letter)
    except MailProblem as problem:
        await _note(database, actor, mail.id, problem=problem.code)
        place, words = _words(problem.code, relay, problem.reply)
        raise MailNotSent(words, errors=[{"place": place, "message": words}]) from problem
    await _note(database, actor, mail.id, sent_at=(now := clock.now()))
    return TestMailOut(to=to, sent_at=now)


async def _note(database: Database, actor: Actor, mail_id: uuid.UUID, **values: object) -> None:
    async with database.session(actor.school_id) as session:
        await session.execute(update(Mail).where(Mail.id == mail_id).values(**values))


async def _refuse_too_many(session: AsyncSession, actor: Actor) -> None:
    await session.execute(select(func.pg_advisory_xact_lock(actor.user_id.int & (2**63 - 1))))
    since = clock.now() - _HOUR
    row = (
        await session.execute(
            select(func.count().label("n"), func.min(Mail.created_at).label("first")).where(
                Mail.user_id == actor.user_id, Mail.kind == "test", Mail.created_at > since
            )
        )
    ).one()
    if row.n >= TESTS_PER_HOUR:
        wait_s = max(1, round((row.first - since).total_seconds()))
        raise TooManyTests(
            f"You have sent {row.n} test mails in the last hour, which is the limit. "
            f"Try again in {-(-wait_s // 60)} min.",
            retry_after_s=wait_s,
        )
