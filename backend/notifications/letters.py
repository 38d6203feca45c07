"""A mail with all that is needed to hand it over: prepared inside a transaction, sent outside of any."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import School
from backend.config import Settings
from backend.notifications.errors import MailProblem
from backend.notifications.messages import Facts, compose
from backend.notifications.models import Mail, MailRelay
from backend.notifications.sealing import SealBroken, unseal
from backend.notifications.smtp import Relay, deliver


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, addressed and stamped."""

    relay: Relay | None = field(repr=False)
    message: EmailMessage
    sender: str
    to: str


async def prepare(session: AsyncSession, mail: Mail, relay: MailRelay, to: str) -> Letter:
    """Return the letter for a mail of the current school."""
    settings: Settings = session.info["settings"]
    school = (await session.scalars(select(School).where(School.id == session.info["school_id"]))).one()
    at = mail.created_at.astimezone(ZoneInfo(school.time_zone))
    facts = Facts(mail_id=mail.id, kind=mail.kind, school=school.name, sender=relay.sender, to=to, at=at)
    return Letter(_opened(relay, settings), compose(facts), relay.sender, to)


def _opened(relay: MailRelay, settings: Settings) -> Relay | None:
    """Return the relay with its password in the clear; None when that can't be read any more."""
    password = ""
    if relay.password_sealed is not None:
        secret = settings.session_secret.get_secret_value()
        try:
            password = unseal(relay.password_sealed, secret=secret, school_id=relay.school_id)
        except SealBroken:
            return None
    return Relay(relay.host, relay.port, relay.security, relay.username, password, settings.mail_ca_file)


async def send(letter: Letter) -> None:
    """Hand a letter over. Raises MailProblem."""
    if letter.relay is None:
        raise MailProblem("unreadable_password")
    await deliver(letter.relay, letter.message, sender=letter.sender, to=letter.to)
