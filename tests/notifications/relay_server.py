"""A real mail relay on this machine: aiosmtpd over TCP, with certificates made on the spot."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.core import clock

USER, PASSWORD = "ks3", "the relay's Pa55 word £"


@dataclass
class Relay:
    """What the relay has taken, and what it refuses: an SMTP reply in ``refuses`` by the command it answers."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: int = 0
    refuses: dict[str, str] = field(default_factory=dict)

    async def handle_MAIL(self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        if "MAIL" in self.refuses:
            return self.refuses["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]) -> str:  # noqa: N802
        if "RCPT" in self.refuses:
            return self.refuses["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        assert isinstance(envelope.content, bytes)
        self.taken.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(envelope.content))
        self.envelopes.append(envelope)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 Taken"

    def authenticate(self, _: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
        self.logins += 1
        right = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


@asynccontextmanager
async def relaying(
    *, tls: ssl.SSLContext | None = None, implicit: bool = False, login: bool = False
) -> AsyncIterator[Relay]:
    """Run a relay on a free port. ``implicit``: TLS from the first byte on, else STARTTLS is offered with ``tls``."""
    relay = Relay()

    def answer() -> SMTP:
        with warnings.catch_warnings():
            # aiosmtpd doesn't see that a connection was encrypted before it came to it.
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
            return SMTP(
                relay,
                hostname="relay.example.org",
                tls_context=None if implicit else tls,
                require_starttls=tls is not None and not implicit,
                auth_required=login,
                auth_require_tls=not implicit,
                authenticator=relay.authenticate,
            )

    server = await asyncio.get_running_loop().create_server(answer, "127.0.0.1", 0, ssl=tls if implicit else None)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
        await server.wait_closed()


@dataclass(frozen=True)
class Certificates:
    """An authority of the school's own, and what its relay shows: for 127.0.0.1 alone."""

    authority: Path
    server: ssl.SSLContext


def make_certificates(folder: Path) -> Certificates:
    """Make both; the authority's certificate is written to a file."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The school's own authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay")])

    def build(name: x509.Name, public: Any, *extensions: tuple[x509.ExtensionType, bool]) -> x509.Certificate:
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        now = clock.now()
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(authority_key, hashes.SHA256())

    authority = build(issuer, authority_key.public_key(), (x509.BasicConstraints(ca=True, path_length=None), True))
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    shown = build(subject, key.public_key(), (names, False))
    pem = serialization.Encoding.PEM
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
    (folder / "relay.pem").write_bytes(
        shown.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "relay.pem")
    return Certificates(folder / "authority.pem", context)
