"""Handing a mail to the relay (SMTP, RFC 5321), with an answer that says what to do when it isn't taken."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache

import aiosmtplib

from backend.notifications.errors import MailProblem, ProblemCode

STEP_TIMEOUT_S = 6.0
WHOLE_TIMEOUT_S = 15.0
"""Less than the 20 s after which a page gives up."""

_REPLY_MAX = 200
_SIGN_IN_FIRST = 530
"""RFC 4954, section 6: authentication required."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A relay to hand mail to. ``security``: starttls, tls (from the first byte on) or none."""

    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    ca_file: str = ""


class _Client(aiosmtplib.SMTP):
    """Tries a password once: a relay that counts failures would else count each of its methods."""

    AUTH_METHODS = ("plain", "login", "cram-md5")

    @property
    def supported_auth_methods(self) -> list[str]:
        return super().supported_auth_methods[:1]


@cache
def _tls_context(ca_file: str) -> ssl.SSLContext:
    """Return the system's trust, and the school's own authority with it. Raises OSError."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


async def deliver(relay: Relay, message: EmailMessage, *, sender: str, to: str) -> None:
    """Hand ``message`` over. Raises MailProblem."""
    try:
        # Reading the system's certificates takes some 40 ms, in which nobody's answer could be saved.
        context = await asyncio.to_thread(_tls_context, relay.ca_file) if relay.security != "none" else None
    except OSError as exc:
        raise MailProblem("ca_file") from exc
    client = _Client(
        hostname=relay.host,
        port=relay.port,
        use_tls=relay.security == "tls",
        start_tls=False,
        tls_context=context,
        timeout=STEP_TIMEOUT_S,
        # What the library would say by default is this machine's full name, after asking the DNS for it.
        local_hostname=sender.rpartition("@")[2],
    )
    try:
        async with asyncio.timeout(WHOLE_TIMEOUT_S):
            await _talk(client, relay, message, sender, to)
    except (aiosmtplib.SMTPException, OSError) as exc:
        raise _problem_of(exc) from exc
    finally:
        client.close()


async def _talk(client: _Client, relay: Relay, message: EmailMessage, sender: str, to: str) -> None:
    await client.connect()
    await client.ehlo()
    if relay.security == "starttls":
        if not client.supports_extension("starttls"):
            raise MailProblem("no_starttls")
        await client.starttls()
        await client.ehlo()
    if relay.username:
        if not client.supports_extension("auth") or not client.supported_auth_methods:
            raise MailProblem("no_auth")
        await client.login(relay.username, relay.password)
    await client.send_message(message, sender=sender, recipients=[to])
    # It is taken: how the relay says goodbye changes nothing.
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await client.quit()


def _problem_of(exc: Exception) -> MailProblem:
    """Return what an error of the library, or below it, means for whoever set the relay."""
    cause = exc.__cause__ if isinstance(exc, aiosmtplib.SMTPConnectError) and exc.__cause__ else exc
    for kind, code in _BELOW:
        if isinstance(cause, kind):
            return MailProblem(code)
    if not isinstance(cause, aiosmtplib.SMTPException):
        return MailProblem("unreachable")
    if isinstance(exc, aiosmtplib.SMTPRecipientsRefused):
        return _refused("recipient_refused", exc.recipients[0])
    for refusal, code in _REFUSALS:
        if isinstance(exc, refusal):
            return _refused(code, exc)
    return MailProblem("not_a_relay")


_BELOW: tuple[tuple[type[Exception], ProblemCode], ...] = (
    (socket.gaierror, "unknown_host"),
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "no_tls"),
    (TimeoutError, "timeout"),
    (aiosmtplib.SMTPAuthenticationError, "password_refused"),
)
_REFUSALS: tuple[tuple[type[aiosmtplib.SMTPResponseException], ProblemCode], ...] = (
    (aiosmtplib.SMTPSenderRefused, "sender_refused"),
    (aiosmtplib.SMTPDataError, "mail_refused"),
)


def _refused(code: ProblemCode, exc: aiosmtplib.SMTPResponseException) -> MailProblem:
    """A relay's own words are shown only here, where it has looked at the mail: elsewhere they could be anything."""
    if exc.code == _SIGN_IN_FIRST:
        return MailProblem("login_wanted")
    words = " ".join(exc.message.split())
    reply = "".join(letter for letter in f"{exc.code} {words}" if letter.isprintable())[:_REPLY_MAX]
    return MailProblem(code, reply=reply, final=exc.code >= 500)
