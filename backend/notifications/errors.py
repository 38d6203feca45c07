"""What can go wrong with mail."""

from __future__ import annotations

from typing import Literal

from backend.core.errors import AppError, TooMany

ProblemCode = Literal[
    "unknown_host",
    "unreachable",
    "timeout",
    "not_a_relay",
    "no_starttls",
    "no_tls",
    "certificate",
    "ca_file",
    "no_auth",
    "login_wanted",
    "password_refused",
    "unreadable_password",
    "sender_refused",
    "recipient_refused",
    "mail_refused",
    "off",
]
"""Why a mail wasn't taken; stored with it. wording.py has the words for each."""


class MailProblem(Exception):
    """A mail wasn't taken. ``code`` is stored; ``reply`` is what the relay said, for whoever tries it out."""

    def __init__(self, code: ProblemCode, *, reply: str = "", final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.reply = reply
        self.final = final
        """Trying again can't help: the relay has looked at this mail and said no."""


class MailNotSent(AppError):
    """The relay was tried and the test mail wasn't sent."""

    code, title = "mail_not_sent", "The test mail wasn't sent"


class NoMailRelay(AppError):
    """There is no relay to send by."""

    code, title = "no_mail_relay", "No mail relay is set"


class UnsafeRelay(AppError):
    """A password would travel where it can be read."""

    code, title = "unsafe_relay", "The password would not be safe"


class PasswordAgain(AppError):
    """The stored password was given for another relay."""

    code, title = "password_again", "Type the password again"


class TooManyTests(TooMany):
    """Somebody tries the relay over and over."""

    title = "Too many test mails"
