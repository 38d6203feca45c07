"""What went wrong with a mail, for the person who set the relay: what happened, and what to do."""

from __future__ import annotations

from backend.notifications.errors import ProblemCode

PROBLEMS: dict[ProblemCode, tuple[str, str]] = {
    "unknown_host": ("host", "There is no machine called “{host}”. Check the name of the relay."),
    "unreachable": (
        "port",
        "Nothing answers at {host}, port {port}. Check both, and that this machine is allowed to reach them.",
    ),
    "timeout": (
        "host",
        "{host}, port {port}, didn't answer in time. Check both, and the encryption: a port for TLS waits for TLS.",
    ),
    "not_a_relay": ("port", "What answers at {host}, port {port}, doesn't speak as a mail relay does. Check the port."),
    "no_starttls": (
        "security",
        "The relay doesn't offer STARTTLS here. Try TLS with port 465, or ask who looks after the relay.",
    ),
    "no_tls": (
        "security",
        "The relay doesn't speak TLS in this way at port {port}. STARTTLS is usual at 587 and 25, TLS at 465.",
    ),
    "certificate": (
        "host",
        "The relay's certificate isn't one that this machine trusts for “{host}”. Use the name that is in the "
        "certificate; for an authority of the school's own, set MAIL_CA_FILE on this machine.",
    ),
    "ca_file": ("host", "The file that MAIL_CA_FILE names on this machine can't be read as certificates."),
    "no_auth": (
        "username",
        "The relay takes no user name and password on this connection. Leave both empty, or choose encryption.",
    ),
    "login_wanted": ("username", "The relay wants a user name and password first. Fill them in."),
    "password_refused": ("password", "The relay refused the user name or the password. Type them again."),
    "unreadable_password": (
        "password",
        "The stored password can't be read any more, since SESSION_SECRET has changed. Type it again.",
    ),
    "sender_refused": ("sender", "The relay refused the sender {sender}. Use an address that it lets you send as."),
    "recipient_refused": ("to", "The relay refused the address it was for. Check it."),
    "mail_refused": ("host", "The relay refused the mail itself. Ask who looks after the relay."),
    "off": ("enabled", "Mail was switched off before it could be sent."),
}


def explain(code: ProblemCode, *, host: str, port: int, sender: str, reply: str = "") -> tuple[str, str]:
    """Return (the field it is about, the sentence)."""
    place, text = PROBLEMS[code]
    said = f" It said: “{reply}”." if reply else ""
    return place, text.format(host=host, port=port, sender=sender) + said
