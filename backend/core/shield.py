"""One thin ASGI layer around everything: request id, cross-site refusal, body limit, security headers, metrics.

One layer and not five: the autosave passes through here every few milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core import metrics
from backend.core.errors import TOO_LARGE, AppError, TooLarge, problem, render

log = structlog.get_logger()

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types ks3-workers; report-uri /api/csp-reports"
)

PYTHON_WORKER = "/js/core/python-worker.js"
PYTHON_WORKER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src blob:; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /api/csp-reports"
)
"""For the one worker in which a pupil's program runs: a worker goes by the policy that it came with, not by its page's.
It may compile WebAssembly, which it is handed as a blob, and reach no address, not even the school's own."""

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

CAMERA_PAGE = "/teacher/rescue"
"""The one page that may use a camera, once its teacher says so: it reads answers from a pupil's screen."""

_CAMERA_HEADERS = tuple(
    (name, value.replace(b"camera=()", b"camera=(self)") if name == b"permissions-policy" else value)
    for name, value in SECURITY_HEADERS
)

_PYTHON_WORKER_HEADERS = ((b"content-security-policy", PYTHON_WORKER_POLICY.encode()), *SECURITY_HEADERS[1:])

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_JSON_LIMIT_BYTES = 2 * 1024 * 1024
_MULTIPART_SLACK_BYTES = 64 * 1024


class CrossSite(AppError):
    """An unsafe request that didn't come from our own pages."""

    status, code, title = 403, "cross_site", "Refused"


class _BodyTooLarge(HTTPException):
    """Thrown through FastAPI's body reader, which turns every other exception into "there was an error"."""

    def __init__(self) -> None:
        super().__init__(413)


def comes_from_ourselves(headers: Headers) -> bool:
    """Tell whether an unsafe request was made by our own pages.

    Browsers send Sec-Fetch-Site, or at least Origin; a request with neither is refused, sign-in included.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")


class Shield:
    """ASGI middleware. ``upload_limit_bytes`` bounds multipart bodies, 2 MB everything else."""

    def __init__(self, app: ASGIApp, *, upload_limit_bytes: int) -> None:
        self._app = app
        self._upload_limit = upload_limit_bytes + _MULTIPART_SLACK_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        started = time.perf_counter()
        request_id = os.urandom(8).hex()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 500
        answered = False

        async def send_guarded(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                answered = True
                status = message["status"]
                _add_headers(message, request_id, scope["path"])
            await send(message)

        try:
            refusal = self._refuse(scope, headers)
            if refusal is not None:
                await render(refusal)(scope, receive, send_guarded)
            else:
                await self._app(scope, self._limited(receive, headers), send_guarded)
        except Exception:
            log.exception("unexpected_error", path=_template(scope))
            if not answered:
                await _unexpected(request_id)(scope, receive, send_guarded)
        finally:
            metrics.observe(_template(scope), status, time.perf_counter() - started)

    def _limit(self, headers: Headers) -> int:
        multipart = headers.get("content-type", "").startswith("multipart/form-data")
        return self._upload_limit if multipart else _JSON_LIMIT_BYTES

    def _refuse(self, scope: Scope, headers: Headers) -> AppError | None:
        if (
            scope["method"] not in _SAFE_METHODS
            and scope["path"] != "/api/csp-reports"
            and not comes_from_ourselves(headers)
        ):
            return CrossSite("This request didn't come from KS3 Assessment's own pages. Open the page again and retry.")
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limit(headers):
            return TooLarge(TOO_LARGE)
        return None

    def _limited(self, receive: Receive, headers: Headers) -> Receive:
        """Count the body as it comes: a chunked one announces no length."""
        if "content-length" in headers:
            return receive
        limit = self._limit(headers)
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _BodyTooLarge
            return message

        return counting


def _add_headers(message: MutableMapping[str, Any], request_id: str, path: str) -> None:
    headers: list[tuple[bytes, bytes]] = message["headers"]
    headers.extend(_headers_of(path))
    headers.append((b"x-request-id", request_id.encode()))
    if path.startswith("/api/") and not any(name.lower() == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"no-store"))


def _headers_of(path: str) -> tuple[tuple[bytes, bytes], ...]:
    if path.endswith(PYTHON_WORKER):
        return _PYTHON_WORKER_HEADERS
    return _CAMERA_HEADERS if path == CAMERA_PAGE else SECURITY_HEADERS


def _template(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "path", "unmatched")


def _unexpected(request_id: str) -> Response:
    return problem(
        status=500,
        code="unexpected",
        title="Something went wrong on our side",
        detail="Something went wrong on our side; nothing that was saved is lost. "
        f"If it happens again, tell IT the number {request_id}.",
    )
