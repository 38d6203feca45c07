"""Shapes of the mail routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from backend.accounts.schemas import Body
from backend.notifications.messages import ADDRESS

Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=ADDRESS)]
Host = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=253, pattern=r"^[A-Za-z0-9:]([A-Za-z0-9._:-]*[A-Za-z0-9])?$"),
]
Security = Literal["starttls", "tls", "none"]


class MailRelayIn(Body):
    """Where mail is handed in. Without ``password`` the stored one stays; an empty one is forgotten."""

    version: int
    enabled: bool
    host: Host
    port: Annotated[int, Field(ge=1, le=65_535)]
    security: Security
    sender: Address
    username: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    password: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")] | None = None


class MailRelayOut(BaseModel):
    """The relay as the page shows it: whether there is a password, never the password. Version 0: none was set yet."""

    enabled: bool
    host: str
    port: int
    security: Security
    sender: str
    username: str
    has_password: bool
    waiting: int
    last_sent_at: datetime | None
    last_problem: str | None
    version: int


class TestMailIn(Body):
    """Where a test mail goes."""

    to: Address


class TestMailOut(BaseModel):
    """The relay has taken a test mail."""

    to: str
    sent_at: datetime
