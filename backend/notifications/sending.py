"""Mail on its way: told by events, sent by a job at once, tried again by a routine, and forgotten after a while."""

from __future__ import annotations

import uuid
from datetime import timedelta

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.events import LockedOut, PasswordChanged
from backend.accounts.models import User
from backend.core import clock
from backend.core.jobs import Job, JobContext, Routine, defer
from backend.core.model import uuid7
from backend.notifications.errors import MailProblem
from backend.notifications.letters import Letter, prepare, send
from backend.notifications.messages import is_mail_address
from backend.notifications.models import Mail, MailRelay

log = structlog.get_logger()

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long after each try that failed the next one comes; after the last, the mail is given up."""

CLAIM = timedelta(minutes=2)
"""How long a mail counts as being sent: longer than a try takes. Then it is taken to have died with its process."""

KEPT = timedelta(days=30)
_DAY = timedelta(days=1)
_AT_A_TIME = 5


async def tell_of_password(session: AsyncSession, event: PasswordChanged) -> None:
    """Tell staff that their account has another password."""
    await _tell(session, event.user_id, "password_changed", a_day=10)


async def tell_of_lock(session: AsyncSession, event: LockedOut) -> None:
    """Tell staff that somebody is trying their account: once a day, or whoever tries could fill their inbox."""
    await _tell(session, event.user_id, "locked_out", a_day=1)


async def _tell(session: AsyncSession, user_id: uuid.UUID, kind: str, *, a_day: int) -> None:
    if await _address(session, user_id) is None:
        return
    since = clock.now() - _DAY
    told = await session.scalar(
        select(func.count()).where(Mail.user_id == user_id, Mail.kind == kind, Mail.created_at > since)
    )
    if (told or 0) >= a_day:
        return
    mail = Mail(id=uuid7(), user_id=user_id, kind=kind, next_try_at=clock.now())
    session.add(mail)
    await session.flush()
    await defer(session, SEND.name, mail.id)


async def _address(session: AsyncSession, user_id: uuid.UUID) -> str | None:
    """Return where a person gets mail: staff who sign in with a mail address, while the school's mail is on."""
    name = await session.scalar(
        select(User.sign_in_name)
        .join(MailRelay, MailRelay.school_id == User.school_id)
        .where(User.id == user_id, User.role != "pupil", MailRelay.enabled)
    )
    return name if name and is_mail_address(name) else None


async def send_mail(context: JobContext, mail_id: uuid.UUID) -> None:
    """Send a mail if it is due; a try that fails is put down for later."""
    letter = await _claim(context, mail_id)
    if letter is None:
        return
    problem: MailProblem | None = None
    try:
        await send(letter)
    except MailProblem as exc:
        problem = exc
        log.warning("mail_not_sent", mail_id=str(mail_id), problem=exc.code)
    async with context.session() as session:
        mail = await session.get_one(Mail, mail_id, with_for_update=True)
        mail.next_try_at = None
        if problem is None:
            mail.sent_at, mail.problem = clock.now(), None
            return
        mail.problem = problem.code
        if not problem.final and mail.tries <= len(DELAYS):
            mail.next_try_at = clock.now() + DELAYS[mail.tries - 1]


async def _claim(context: JobContext, mail_id: uuid.UUID) -> Letter | None:
    """Take a mail that is due, so that no other process sends it too; None when there is nothing to do."""
    async with context.session() as session:
        mail = await session.scalar(select(Mail).where(Mail.id == mail_id).with_for_update(skip_locked=True))
        if mail is None or mail.next_try_at is None or mail.next_try_at > clock.now():
            return None
        to = await _address(session, mail.user_id)
        relay = await session.scalar(select(MailRelay))
        if to is None or relay is None:
            mail.next_try_at, mail.problem = None, "off"
            return None
        mail.tries += 1
        mail.next_try_at = clock.now() + CLAIM
        return await prepare(session, mail, relay, to)


async def send_what_is_due(context: JobContext) -> None:
    """Try again what is due, a few at a time: a relay that is down answers slowly, and other schools wait."""
    async with context.session() as session:
        due = (
            await session.scalars(
                select(Mail.id).where(Mail.next_try_at <= clock.now()).order_by(Mail.next_try_at).limit(_AT_A_TIME)
            )
        ).all()
        await session.execute(delete(Mail).where(Mail.next_try_at.is_(None), Mail.created_at < clock.now() - KEPT))
    for mail_id in due:
        await send_mail(context, mail_id)


SEND = Job("notifications.send_mail", send_mail)
TRY_AGAIN = Routine("notifications.send_what_is_due", 60, send_what_is_due)
