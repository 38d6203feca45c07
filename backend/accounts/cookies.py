"""The two cookies: the session, and the device that has been seen before."""

from __future__ import annotations

import secrets

from fastapi import Request, Response

from backend.accounts.errors import PlainHttp
from backend.accounts.permissions import PLAIN_COOKIE, SECURE_COOKIE
from backend.accounts.sign_in import SignedInAs
from backend.config import Settings

_DEVICE_COOKIE = "ks3_device"
_YEAR_S = 365 * 24 * 3600
_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}


def refuse_plain_http(request: Request) -> None:
    """Raise PlainHttp for a sign-in that would send a password unencrypted over the school's network."""
    if request.url.scheme != "https" and request.url.hostname not in _LOOPBACK_NAMES:
        raise PlainHttp(
            "Passwords aren't safe on this address. Open the page with https:// in front and sign in there."
        )


def device_of(request: Request) -> str:
    """Return the random name of the browser; a new one when it has none yet."""
    return request.cookies.get(_DEVICE_COOKIE) or secrets.token_urlsafe(16)


def remember_device(request: Request, response: Response, device: str) -> None:
    """Let the browser keep its name for a year."""
    if request.cookies.get(_DEVICE_COOKIE) != device:
        response.set_cookie(
            _DEVICE_COOKIE,
            device,
            max_age=_YEAR_S,
            httponly=True,
            secure=request.url.scheme == "https",
            samesite="lax",
        )


def remember_session(request: Request, response: Response, signed_in: SignedInAs, settings: Settings) -> None:
    """Put the session's token into the cookie that fits the connection."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        SECURE_COOKIE if secure else PLAIN_COOKIE,
        signed_in.token,
        max_age=settings.session_ttl_minutes * 60,
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def forget_session(response: Response) -> None:
    """Remove the session cookie from the browser."""
    response.delete_cookie(SECURE_COOKIE, httponly=True, secure=True, samesite="lax")
    response.delete_cookie(PLAIN_COOKIE, httponly=True, samesite="lax")
