"""Expected failures: one class, one renderer (RFC 9457 problem details)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

log = structlog.get_logger()


class AppError(Exception):
    """A failure that a user can understand. ``detail`` says what happened and what to do next."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "conflict"
    title: ClassVar[str] = "That can't be done now"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[dict[str, str]] = (),
        retry_after_s: int | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.retry_after_s = retry_after_s
        self.stable_code = code or self.code


class NotSignedIn(AppError):
    """Nobody is signed in, or the session has ended."""

    status, code, title = 401, "not_signed_in", "Please sign in"


class Forbidden(AppError):
    """The actor's role may never do this."""

    status, code, title = 403, "forbidden", "Your account can't do this"


class NotFound(AppError):
    """There is no such thing, or the actor may not see it."""

    status, code, title = 404, "not_found", "Not found"


class StaleVersion(AppError):
    """Somebody else saved first."""

    status, code, title = 409, "stale_version", "Somebody changed this meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed this while you were editing. Reload to see their version, then make your change again."
        )


class Invalid(AppError):
    """The payload has the wrong shape."""

    status, code, title = 422, "invalid", "Some fields need another look"


class TooMany(AppError):
    """A rate limit was reached."""

    status, code, title = 429, "too_many", "Too many at once"


TOO_LARGE = "That is larger than this server takes. Make it smaller, or split it, and try again."


class TooLarge(AppError):
    """The body is larger than allowed."""

    status, code, title = 413, "too_large", "That is too large"


class Unavailable(AppError):
    """The database can't be reached now."""

    status, code, title = 503, "unavailable", "Back in a moment"


def problem(
    *,
    status: int,
    code: str,
    title: str,
    detail: str,
    errors: Sequence[dict[str, str]] = (),
    retry_after_s: int | None = None,
) -> Response:
    """Render a problem as ``application/problem+json``."""
    body: dict[str, Any] = {
        "type": f"urn:ks3:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": list(errors),
    }
    headers = {"Cache-Control": "no-store"}
    if retry_after_s is not None:
        headers["Retry-After"] = str(retry_after_s)
    return Response(orjson.dumps(body), status_code=status, headers=headers, media_type="application/problem+json")


def render(error: AppError) -> Response:
    """Render an expected failure."""
    return problem(
        status=error.status,
        code=error.stable_code,
        title=error.title,
        detail=error.detail,
        errors=error.errors,
        retry_after_s=error.retry_after_s,
    )


async def _app_error(_: Request, exc: Exception) -> Response:
    assert isinstance(exc, AppError)
    return render(exc)


async def _wrong_shape(_: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    errors = [
        {"place": ".".join(str(part) for part in error["loc"] if part != "body"), "message": str(error["msg"])}
        for error in exc.errors()
    ]
    return render(
        Invalid("Some fields need another look: " + "; ".join(e["message"] for e in errors[:3]), errors=errors)
    )


async def _http_error(_: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    if exc.status_code == 413:
        return render(TooLarge(TOO_LARGE))
    if exc.status_code == 404:
        return render(NotFound("There is nothing at this address."))
    phrase = HTTPStatus(exc.status_code).phrase
    answer = problem(
        status=exc.status_code, code=phrase.lower().replace(" ", "_"), title=phrase, detail=str(exc.detail or phrase)
    )
    answer.headers.update(exc.headers or {})
    return answer


def busy() -> Unavailable:
    """Return what is said when the database can't be asked just now."""
    return Unavailable("The server is busy for a moment. Your work is safe; try again shortly.", retry_after_s=2)


async def _database_away(_: Request, exc: Exception) -> Response:
    """A lost connection, an exhausted pool or a deadlock is a pause, not a fault: the page tries again by itself."""
    log.warning("database_unavailable", error=type(exc).__name__)
    return render(busy())


def passes(sqlstate: str | None) -> bool:
    """Tell whether trying again may work: no connection, no room, stopped from outside, or the loser of a deadlock.

    None: the database didn't get to say anything.
    """
    return sqlstate is None or sqlstate[:2] in {"08", "40", "53", "57"}


async def _database_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, DBAPIError)
    if isinstance(exc, DataError):
        # A NUL, a date beyond the calendar: schemas refuse what they know of, and this is the net beneath them.
        log.warning("unstorable_input", sqlstate=getattr(exc.orig, "sqlstate", None))
        return render(
            Invalid("There is something in it that can't be kept, such as a hidden character. Type it again.")
        )
    if exc.connection_invalidated or passes(getattr(exc.orig, "sqlstate", None)):
        return await _database_away(request, exc)
    raise exc


_RENDERERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    AppError: _app_error,
    RequestValidationError: _wrong_shape,
    HTTPException: _http_error,
    PoolTimeoutError: _database_away,
    DBAPIError: _database_error,
}


def install(app: FastAPI) -> None:
    """Register every renderer on the application."""
    for kind, renderer in _RENDERERS.items():
        app.add_exception_handler(kind, renderer)


async def answer(request: Request, exc: Exception) -> Response:
    """Render ``exc`` as the application does, for what runs outside it. Raises ``exc`` again when it is unexpected."""
    for kind in type(exc).__mro__:
        if kind in _RENDERERS:
            return await _RENDERERS[kind](request, exc)
    raise exc
