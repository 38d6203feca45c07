"""Mail as it reads. PURE: facts in, message out. No pupil is ever named in one, nor anything about them."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = rf"^{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+$"
"""The plain addresses of RFC 5321, as relays everywhere take them: no quotes, no comments, ASCII alone."""

_ADDRESS = re.compile(ADDRESS)
_FOOT = "KS3 Assessment at {school}\nThis address is not read: please don't answer it."

_TEXTS = {
    "test": (
        "Test mail from KS3 Assessment",
        "This is the test mail that was asked for {when}.\n\n"
        "If you can read it, KS3 Assessment can send mail by the school's relay, and there is nothing to do.",
    ),
    "password_changed": (
        "Your password was changed",
        "The password of your account was changed {when}.\n\n"
        "If that was you, or an administrator for you, there is nothing to do.\n\n"
        "If it wasn't, tell an administrator at your school now. They can give you a new password, which also signs "
        "out whoever is in your account.",
    ),
    "locked_out": (
        "Too many wrong passwords for your account",
        "A wrong password was typed for your account several times, the last time {when}. "
        "Signing in is paused for five minutes, at least on that device.\n\n"
        "If that was you, wait and try again, or ask an administrator to unlock your account.\n\n"
        "If it wasn't, tell an administrator at your school. Nobody has got in: your password is still yours alone.",
    ),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a mail is made of. ``at`` is in the school's time zone."""

    mail_id: uuid.UUID
    kind: str
    school: str
    sender: str
    to: str
    at: datetime


def is_mail_address(text: str) -> bool:
    """Tell whether a sign-in name is an address that mail can go to."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def compose(facts: Facts) -> EmailMessage:
    """Return the mail. The same mail composed again has the same Message-ID, so that a repeat is known as one."""
    subject, text = _TEXTS[facts.kind]
    when = f"on {facts.at:%A} {facts.at.day} {facts.at:%B %Y at %H:%M}"
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = Address(facts.school, addr_spec=facts.sender)
    message["To"] = Address(addr_spec=facts.to)
    message["Date"] = format_datetime(facts.at)
    message["Message-ID"] = f"<{facts.mail_id}@{facts.sender.rpartition('@')[2]}>"
    # RFC 3834: no holiday reply, please.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{text.format(when=when)}\n\n-- \n{_FOOT.format(school=facts.school)}\n")
    return message
